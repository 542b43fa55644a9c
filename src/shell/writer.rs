//! Writes down what is remembered, on a thread of its own: no key waits for the disk.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::mailbox::Outbox;
use super::message::Message;
use crate::app::memory::Left;
use crate::app::{Effect, Event};
use crate::store::{Fault, Places, memory};

/// Writes down what is remembered, in the order of asking.
pub(super) struct Writer {
    places: Places,
    library: String,
    sender: Outbox,
    /// Once something was to be written: a start has no time for threads that wait.
    thread: Option<(Sender<Effect>, JoinHandle<()>)>,
}

impl Writer {
    /// A writer for what is remembered of `library`.
    pub(super) fn new(places: Places, library: String, sender: Outbox) -> Self {
        Self { places, library, sender, thread: None }
    }

    /// Has something written.
    pub(super) fn write(&mut self, effect: Effect) {
        if self.thread.is_none() {
            self.thread = Some(self.start());
        }
        if let Some((wishes, _)) = &self.thread {
            // The thread ends only with the writer.
            let _ = wishes.send(effect);
        }
    }

    /// Waits until everything is written.
    pub(super) fn finish(self) {
        if let Some((wishes, thread)) = self.thread {
            drop(wishes);
            let _ = thread.join();
        }
    }

    fn start(&self) -> (Sender<Effect>, JoinHandle<()>) {
        let (wishes, receiver) = channel();
        let (places, library) = (self.places.clone(), self.library.clone());
        let sender = self.sender.clone();
        (wishes, thread::spawn(move || run(&places, &library, &receiver, &sender)))
    }
}

fn run(places: &Places, library: &str, wishes: &Receiver<Effect>, sender: &Outbox) {
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

fn tell(fault: &Fault, sender: &Outbox) {
    let words = format!("your place was not saved: {fault}");
    // A loop that has ended needs no word.
    let _ = sender.send(Message::Event(Event::Failed(words)));
}
