//! The places of notes in briefings that are not open, looked for on a thread of their own.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::mailbox::Outbox;
use super::message::Message;
use crate::app::notes_view::Placing;
use crate::store::notes::NotesFolder;

/// Looks for the places of notes in the order of asking.
pub(super) struct Placer {
    outbox: Outbox,
    folder: NotesFolder,
    /// The thread's, once something was asked for.
    wishes: Option<Sender<Placing>>,
}

impl Placer {
    /// A placer of the notes in `folder` that tells what it finds.
    pub(super) fn new(folder: NotesFolder, outbox: Outbox) -> Self {
        Self { outbox, folder, wishes: None }
    }

    /// Has places looked for; the answer comes as an event.
    pub(super) fn place(&mut self, placing: Placing) {
        let wishes = self.wishes.get_or_insert_with(|| start(&self.folder, &self.outbox));
        // The thread ends only with the placer.
        let _ = wishes.send(placing);
    }
}

fn start(folder: &NotesFolder, outbox: &Outbox) -> Sender<Placing> {
    let (wishes, receiver) = channel::<Placing>();
    let (folder, outbox) = (folder.clone(), outbox.clone());
    thread::spawn(move || {
        for placing in receiver {
            let event = placing.answer(&|snapshot| folder.past(snapshot));
            if outbox.send(Message::Event(event)).is_err() {
                return;
            }
        }
    });
    wishes
}
