//! Writes down notes and what is remembered, on a thread of its own: no key waits for the disk.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::keeper::Keeper;
use super::mailbox::Outbox;
use super::message::Message;
use crate::app::memory::Left;
use crate::app::{Effect, Event};
use crate::store::notes::NotesFolder;
use crate::store::{Fault, Places, memory};

/// How long what is written last may keep the program from stopping.
const LAST_WRITE: Duration = Duration::from_secs(1);

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

/// Something for the writer to do.
pub(super) enum Errand {
    /// Write this.
    Do(Effect),
    /// Say that everything before is done.
    Answer(Sender<()>),
}

/// Writes things down in the order of asking.
pub(super) struct Writer {
    desks: Desks,
    outbox: Outbox,
    /// Once there is time for it: a start has none for threads that wait.
    thread: Option<(Sender<Errand>, JoinHandle<Vec<String>>)>,
}

impl Writer {
    /// A writer that has not begun.
    pub(super) fn new(desks: Desks, outbox: Outbox) -> Self {
        Self { desks, outbox, thread: None }
    }

    /// Begins, if it has not: tells what was left the last time, then waits for what is to be written.
    pub(super) fn begin(&mut self) -> &Sender<Errand> {
        let (desks, outbox) = (&self.desks, &self.outbox);
        let (wishes, _) = self.thread.get_or_insert_with(|| {
            let (wishes, receiver) = channel();
            let (desks, outbox) = (desks.clone(), outbox.clone());
            (wishes, thread::spawn(move || run(&desks, &receiver, &outbox)))
        });
        wishes
    }

    /// Has something written.
    pub(super) fn write(&mut self, effect: Effect) {
        // The thread ends only with the writer.
        let _ = self.begin().send(Errand::Do(effect));
    }

    /// Has several things written.
    pub(super) fn write_all(&mut self, effects: impl IntoIterator<Item = Effect>) {
        effects.into_iter().for_each(|effect| self.write(effect));
    }

    /// Waits until what was asked for so far is written, or for as long as is bearable.
    pub(super) fn settle(&self) {
        let Some((wishes, _)) = &self.thread else { return };
        let (done, is_done) = channel();
        if wishes.send(Errand::Answer(done)).is_ok() {
            // A disk that hangs does not keep the program from stopping.
            let _ = is_done.recv_timeout(LAST_WRITE);
        }
    }

    /// Waits until everything is written; what could not be saved, and why.
    pub(super) fn finish(self) -> Vec<String> {
        let Some((wishes, thread)) = self.thread else { return Vec::new() };
        drop(wishes);
        thread.join().unwrap_or_default()
    }
}

/// Tells what was left, then does what is asked. Gives the reasons why notes are not on the disk.
fn run(desks: &Desks, wishes: &Receiver<Errand>, outbox: &Outbox) -> Vec<String> {
    // A loop that has ended needs no word.
    let tell = |event| drop(outbox.send(Message::Event(event)));
    let (mut keeper, events) = Keeper::new(desks.notes.clone(), &desks.places);
    events.into_iter().for_each(tell);
    // Told once: it would come back with every file.
    let mut is_told = false;
    for errand in wishes {
        let effect = match errand {
            Errand::Do(effect) => effect,
            Errand::Answer(done) => {
                let _ = done.send(());
                continue;
            }
        };
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
        Effect::RememberLeft { briefing, path, filter } => {
            let left = Left { library: desks.library.clone(), briefing, path, filter };
            memory::keep_left(&desks.places, left).map_err(failed("your place was not saved"))?;
        }
        Effect::SaveNote(save) => return Ok(Some(keeper.save(&save))),
        Effect::Settle { path, seen, side } => {
            return Ok(Some(keeper.settle(path, &seen, side)));
        }
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
        Effect::RememberExport(choices) => {
            memory::keep_export(&desks.places, choices)
                .map_err(failed("what you chose was not remembered"))?;
        }
        Effect::Find { .. }
        | Effect::Fetch(_)
        | Effect::Export(_)
        | Effect::CompletePath(_)
        | Effect::PlaceNotes(_)
        | Effect::Copy(_)
        | Effect::WriteOutside(_)
        | Effect::Suspend
        | Effect::Redraw
        | Effect::Sift { .. }
        | Effect::FindPassages { .. }
        | Effect::Rank { .. }
        | Effect::Quit => {}
    }
    Ok(None)
}
