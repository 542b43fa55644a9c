//! Writes down what is remembered, on a thread of its own: no key waits for the disk.

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
    // Told once: it would come back with every file.
    let mut is_told = false;
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
        if let Err(fault) = outcome
            && !std::mem::replace(&mut is_told, true)
        {
            tell(&fault, sender);
        }
    }
}

fn tell(fault: &Fault, sender: &Sender<Message>) {
    let words = format!("your place was not saved: {fault}");
    // A loop that has ended needs no word.
    let _ = sender.send(Message::Event(Event::Failed(words)));
}
