//! Writes down notes and what is remembered, on a thread of its own: no key waits for the disk.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::keeper::Keeper;
use super::mailbox::Outbox;
use super::message::Message;
use crate::app::memory::Left;
use crate::app::{Effect, Event};
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
    /// A writer that first tells what was left the last time.
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

/// Tells what was left, then does what is asked. Gives the reasons why notes are not on the disk.
fn run(desks: &Desks, wishes: &Receiver<Effect>, sender: &Outbox) -> Vec<String> {
    // A loop that has ended needs no word.
    let tell = |event| drop(sender.send(Message::Event(event)));
    let (mut keeper, events) = Keeper::new(desks.notes.clone(), &desks.places);
    events.into_iter().for_each(tell);
    // Told once: it would come back with every file.
    let mut is_told = false;
    for effect in wishes {
        match perform(effect, desks, &mut keeper) {
            Ok(answer) => answer.into_iter().for_each(tell),
            Err(_) if is_told => {}
            Err((what, fault)) => {
                is_told = true;
                tell(Event::Failed(format!("{what}: {fault}")));
            }
        }
    }
    keeper.unsaved()
}

/// Does one thing. What there is to answer, or what failed and why.
fn perform(
    effect: Effect,
    desks: &Desks,
    keeper: &mut Keeper,
) -> Result<Option<Event>, (&'static str, Fault)> {
    let failed = |what| move |fault| (what, fault);
    match effect {
        Effect::Remember { briefing, reading } => {
            memory::keep_reading(&desks.places, &briefing, &reading)
                .map_err(failed("your place was not saved"))?;
        }
        Effect::RememberLeft { briefing, filter } => {
            let left = Left { library: desks.library.clone(), briefing, filter };
            memory::keep_left(&desks.places, left).map_err(failed("your place was not saved"))?;
        }
        Effect::SaveNote(save) => return Ok(Some(keeper.save(&save))),
        Effect::Recall(wanted) => return Ok(Some(keeper.recall(wanted))),
        Effect::KeepDraft(draft) => {
            keeper.keep_draft(&draft).map_err(failed("the draft was not saved"))?;
        }
        Effect::DropDraft => keeper.drop_draft().map_err(failed("the draft is still there"))?,
        Effect::DropLeftDraft(at) => {
            keeper.drop_left(at).map_err(failed("the old draft is still there"))?;
        }
        Effect::KeepHistory(history) => {
            keeper
                .keep_history(&history)
                .map_err(failed("what can be taken back was not saved"))?;
        }
        Effect::Find { .. }
        | Effect::Copy(_)
        | Effect::WriteOutside(_)
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Quit => {}
    }
    Ok(None)
}
