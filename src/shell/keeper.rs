//! The keeper of notes: reads and writes them and what is being typed, away from the keys.

use std::collections::HashMap;

use crate::app::Event;
use crate::app::annotations::{Base, NotesRead, Save, Saved, Unusable};
use crate::notes::draft::Draft;
use crate::notes::snapshot::Snapshot;
use crate::notes::{Document, NoteId};
use crate::store::drafts::{Drafts, Left};
use crate::store::fault::Fault;
use crate::store::notes::{Edition, Held, How, NotesFolder, Saved as Outcome};
use crate::store::write::Kept;

/// Reads and writes notes.
pub(super) struct Keeper {
    folder: NotesFolder,
    drafts: Drafts,
    /// The drafts that killed readers left, by their place in what was told.
    left: Vec<Option<Left>>,
    /// What each note that was sent is the next version of.
    bases: HashMap<NoteId, Option<String>>,
    /// What was typed of notes that could not be saved.
    aside: HashMap<NoteId, Left>,
}

impl Keeper {
    /// A keeper of the notes in `folder`.
    pub(super) fn new(folder: NotesFolder, drafts: Drafts) -> Self {
        Self { folder, drafts, left: Vec::new(), bases: HashMap::new(), aside: HashMap::new() }
    }

    /// What the notes folder holds.
    pub(super) fn read(&self) -> Event {
        Event::NotesRead(Box::new(told(self.folder.load_all())))
    }

    /// The notes that killed readers left unfinished.
    pub(super) fn left_over(&mut self) -> Vec<Event> {
        let left = self.drafts.left_over();
        let unusable = left
            .unusable
            .into_iter()
            .map(|fault| Event::Failed(format!("an unfinished note cannot be read: {fault}")));
        let mut events: Vec<Event> = unusable.collect();
        let drafts: Vec<Draft> = left.drafts.iter().map(|left| left.draft().clone()).collect();
        self.left = left.drafts.into_iter().map(Some).collect();
        if !drafts.is_empty() {
            events.push(Event::DraftsFound(drafts));
        }
        events
    }

    /// The texts of passages as they were.
    pub(super) fn recall(&self, wanted: Vec<Snapshot>) -> Event {
        let past = |snapshot| (snapshot, self.folder.past(snapshot));
        Event::Recalled(wanted.into_iter().map(past).collect())
    }

    /// Saves a note.
    pub(super) fn save(&mut self, save: &Save) -> Event {
        let note = save.document.note();
        let base = match &save.base {
            Base::Nothing => None,
            Base::Text(text) => Some(text.clone()),
            Base::Previous => self.bases.remove(&note.id).flatten(),
        };
        let passage = save.passage.as_deref();
        let edition = Edition { document: &save.document, base: base.as_deref(), passage };
        let saved = match self.folder.save(edition) {
            Ok(outcome) => {
                let text = save.document.text().to_owned();
                self.bases.insert(note.id, Some(text));
                if let Some(aside) = self.aside.remove(&note.id) {
                    // It is offered once more at the next start: nothing is lost by that.
                    let _ = aside.discard();
                }
                arrived(outcome)
            }
            Err(fault) => {
                self.set_aside(save, base.is_none());
                self.bases.insert(note.id, base);
                Saved::Nowhere(fault.to_string())
            }
        };
        Event::NoteSaved(note.id, Box::new(saved))
    }

    /// Keeps the words of a note that could not be saved as a draft that no other one replaces.
    fn set_aside(&mut self, save: &Save, is_new: bool) {
        let note = save.document.note();
        if note.body.is_empty() || self.aside.contains_key(&note.id) {
            return;
        }
        let (target, text) = (note.target.clone(), note.body.clone());
        let passage = save.passage.clone();
        let draft = Draft { note: (!is_new).then_some(note.id), target, text, passage };
        if self.drafts.write(&draft).is_ok() {
            self.aside.extend(self.drafts.set_aside(draft).map(|left| (note.id, left)));
        }
    }

    /// Keeps what is being typed.
    pub(super) fn keep_draft(&mut self, draft: &Draft) -> Result<(), Fault> {
        self.drafts.write(draft).map(|_| ())
    }

    /// Forgets what was typed: it is saved, or was given up.
    pub(super) fn drop_draft(&mut self) -> Result<(), Fault> {
        self.drafts.discard()
    }

    /// Forgets a draft that was left over, by its place in what was told.
    pub(super) fn drop_left(&mut self, at: usize) -> Result<(), Fault> {
        self.left.get_mut(at).and_then(Option::take).map_or(Ok(()), Left::discard)
    }
}

/// What became of a save, in words for the reader.
fn arrived(outcome: Outcome) -> Saved {
    let remark = match &outcome.how {
        How::Alone => match outcome.kept {
            Kept::Durably => None,
            Kept::Unconfirmed(fault) => {
                return Saved::Nowhere(format!("the disk did not confirm it: {fault}"));
            }
        },
        How::Joined => Some("somebody else changed this note too: both changes are in it".into()),
        How::Clashed { clashes, attic } => {
            let parts: Vec<&str> = clashes.iter().map(|clash| clash.what.as_str()).collect();
            Some(format!(
                "somebody else changed the same of this note ({}): yours counts, theirs is {}",
                parts.join(", "),
                crate::store::fault::shown(attic)
            ))
        }
        How::Barred { attic } => {
            return Saved::Nowhere(format!(
                "its file is no note any more and stays as it is; yours is kept as {}",
                crate::store::fault::shown(attic)
            ));
        }
    };
    Saved::Here { document: Box::new(outcome.document), remark }
}

/// What the notes folder holds, as the reader knows it.
fn told(held: Held) -> NotesRead {
    let unusable = held.unusable.into_iter().map(|refused| Unusable {
        words: refused.to_string(),
        text: refused.text().map(str::to_owned),
        problems: refused.problems().to_vec(),
        is_conflicted: refused.is_conflicted(),
        path: refused.path,
    });
    let notes: Vec<Document> = held.notes.into_iter().map(|filed| filed.document).collect();
    NotesRead { notes, unusable: unusable.collect() }
}
