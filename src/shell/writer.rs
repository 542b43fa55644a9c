//! Writes down what is remembered, on a thread of its own: no key waits for the disk.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::message::Message;
use crate::app::memory::Left;
use crate::app::{Effect, Event};
use crate::store::{Fault, Places, memory};

/// Writes down what is remembered, in the order of asking.
pub(super) struct Writer {
    wishes: Option<Sender<Effect>>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(places: Places, library: String, sender: Sender<Message>) -> Self {
        let (wishes, receiver) = channel();
        let thread = thread::spawn(move || run(&places, &library, &receiver, &sender));
        Self { wishes: Some(wishes), thread }
    }

    /// Has something written.
    pub(super) fn write(&self, effect: Effect) {
        if let Some(wishes) = &self.wishes {
            // The thread ends only with the writer.
            let _ = wishes.send(effect);
        }
    }

    /// Waits until everything is written.
    pub(super) fn finish(mut self) {
        drop(self.wishes.take());
        let _ = self.thread.join();
    }
}

fn run(places: &Places, library: &str, wishes: &Receiver<Effect>, sender: &Sender<Message>) {
    // The same fault is told once: it would come back with every key.
    let mut told = HashSet::new();
    for effect in wishes {
        let outcome = match effect {
            Effect::Remember { briefing, reading } => {
                memory::keep_reading(places, &briefing, &reading)
            }
            Effect::RememberLeft { briefing, filter } => {
                memory::keep_left(places, Left { library: library.to_owned(), briefing, filter })
            }
            Effect::Find { .. } | Effect::Suspend | Effect::Redraw | Effect::Quit => continue,
        };
        if let Err(fault) = outcome {
            tell(&fault, &mut told, sender);
        }
    }
}

fn tell(fault: &Fault, told: &mut HashSet<String>, sender: &Sender<Message>) {
    let words = format!("your place was not saved: {fault}");
    if told.insert(words.clone()) {
        let _ = sender.send(Message::Event(Event::Failed(words)));
    }
}
