//! Writes down notes and what is remembered, on a thread of its own: no key waits for the disk.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::keeper::Keeper;
use super::mailbox::Outbox;
use super::message::Message;
use crate::app::annotations::Saved;
use crate::app::memory::Left;
use crate::app::{Effect, Event};
use crate::store::drafts::Drafts;
use crate::store::notes::NotesFolder;
use crate::store::{Fault, Places, memory};

/// Where the writer writes to.
#[derive(Debug, Clone)]
pub(super) struct Desks {
    /// Where the program keeps things.
    pub(super) places: Places,
    /// What the library is known by.
    pub(super) library: String,
    /// The folder of the notes.
    pub(super) notes: NotesFolder,
}

/// Writes things down in the order of asking.
pub(super) struct Writer {
    wishes: Sender<Effect>,
    thread: JoinHandle<Vec<String>>,
}

impl Writer {
    /// A writer that first reads the notes.
    pub(super) fn new(desks: Desks, sender: Outbox) -> Self {
        let (wishes, receiver) = channel();
        Self { wishes, thread: thread::spawn(move || run(&desks, &receiver, &sender)) }
    }

    /// Has something written.
    pub(super) fn write(&self, effect: Effect) {
        // The thread ends only with the writer.
        let _ = self.wishes.send(effect);
    }

    /// Has several things written.
    pub(super) fn write_all(&self, effects: impl IntoIterator<Item = Effect>) {
        effects.into_iter().for_each(|effect| self.write(effect));
    }

    /// Waits until everything is written; what could not be saved, and why.
    pub(super) fn finish(self) -> Vec<String> {
        drop(self.wishes);
        self.thread.join().unwrap_or_default()
    }
}

/// Reads the notes, then does what is asked. Gives the reasons why notes are not on the disk.
fn run(desks: &Desks, wishes: &Receiver<Effect>, sender: &Outbox) -> Vec<String> {
    // A loop that has ended needs no word.
    let tell = |event| drop(sender.send(Message::Event(event)));
    let mut keeper = Keeper::new(desks.notes.clone(), Drafts::at(desks.places.drafts()));
    tell(keeper.read());
    keeper.left_over().into_iter().for_each(tell);
    // Told once: it would come back with every file.
    let mut is_told = false;
    let mut unsaved = std::collections::BTreeMap::new();
    for effect in wishes {
        let outcome = match effect {
            Effect::Remember { briefing, reading } => {
                memory::keep_reading(&desks.places, &briefing, &reading)
                    .map(|_| ())
                    .map_err(|fault| ("your place was not saved", fault))
            }
            Effect::RememberLeft { briefing, filter } => {
                let left = Left { library: desks.library.clone(), briefing, filter };
                memory::keep_left(&desks.places, left)
                    .map(|_| ())
                    .map_err(|fault| ("your place was not saved", fault))
            }
            Effect::SaveNote(save) => {
                let event = keeper.save(&save);
                if let Event::NoteSaved(note, saved) = &event {
                    match saved.as_ref() {
                        Saved::Here { .. } => unsaved.remove(note),
                        Saved::Nowhere(reason) => unsaved.insert(*note, reason.clone()),
                    };
                }
                tell(event);
                Ok(())
            }
            Effect::Recall(wanted) => {
                tell(keeper.recall(wanted));
                Ok(())
            }
            Effect::KeepDraft(draft) => {
                keeper.keep_draft(&draft).map_err(|fault| ("the draft was not saved", fault))
            }
            Effect::DropDraft => {
                keeper.drop_draft().map_err(|fault| ("the draft is still there", fault))
            }
            Effect::DropLeftDraft(at) => {
                keeper.drop_left(at).map_err(|fault| ("the old draft is still there", fault))
            }
            Effect::KeepHistory(_) => Ok(()),
            Effect::Find { .. }
            | Effect::Copy(_)
            | Effect::WriteOutside(_)
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Quit => Ok(()),
        };
        if let Err((what, fault)) = outcome
            && !std::mem::replace(&mut is_told, true)
        {
            tell(failure(what, &fault));
        }
    }
    unsaved.into_values().collect()
}

fn failure(what: &str, fault: &Fault) -> Event {
    Event::Failed(format!("{what}: {fault}"))
}
