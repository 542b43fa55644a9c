//! The places of notes in briefings that are not open, looked for on a thread of their own.

use std::mem;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::mailbox::Outbox;
use super::message::Message;
use crate::app::Event;
use crate::app::notes_view::Placing;
use crate::store::notes::NotesFolder;

/// How long answers are collected: the list is made anew for each batch of them.
const BATCH: Duration = Duration::from_millis(100);

/// Looks for the places of notes in the order of asking.
pub(super) struct Placer {
    outbox: Outbox,
    folder: NotesFolder,
    /// The thread's, once something was asked for.
    wishes: Option<Sender<Vec<Placing>>>,
}

impl Placer {
    /// A placer of the notes in `folder` that tells what it finds.
    pub(super) fn new(folder: NotesFolder, outbox: Outbox) -> Self {
        Self { outbox, folder, wishes: None }
    }

    /// Has places looked for; the answers come as events.
    pub(super) fn place(&mut self, wanted: Vec<Placing>) {
        let wishes = self.wishes.get_or_insert_with(|| {
            let (wishes, receiver) = channel();
            let (folder, outbox) = (self.folder.clone(), self.outbox.clone());
            thread::spawn(move || run(&folder, &receiver, &outbox));
            wishes
        });
        // The thread ends only with the placer.
        let _ = wishes.send(wanted);
    }
}

/// Answers until the loop has ended.
fn run(folder: &NotesFolder, wishes: &Receiver<Vec<Placing>>, outbox: &Outbox) {
    let tell = |answers| outbox.send(Message::Event(Event::NotesPlaced(answers))).is_ok();
    for wanted in wishes {
        let (mut answers, mut since) = (Vec::new(), Instant::now());
        for placing in wanted {
            answers.push(placing.answer(&|snapshot| folder.past(snapshot)));
            if since.elapsed() >= BATCH {
                if !tell(mem::take(&mut answers)) {
                    return;
                }
                since = Instant::now();
            }
        }
        if !tell(answers) {
            return;
        }
    }
}
