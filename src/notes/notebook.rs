//! The notes of one briefing: added, changed, buried, restored, and every step of that taken back.

mod history;
mod places;

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::document::Document;
use super::id::NoteId;
use super::merge::{Clash, Side, merge};
use super::note::Note;

pub use history::{History, Step};
pub use places::{Order, Placed, Places, Tags, reading_order};

/// The notes of one briefing with their files.
///
/// Whatever changes a note gives back the [`Step`] that it was, for the history, and leaves the
/// file's new text in the notebook, for the disk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notebook {
    documents: BTreeMap<NoteId, Document>,
}

/// Why a step cannot be taken back or again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Stuck {
    /// The note is not in this notebook.
    #[error("the note is not there any more")]
    Gone,
    /// The same part of the note was changed since, so that taking the step back would undo that too.
    #[error("the note was changed since: {}", .0.iter().map(|clash| clash.what.as_str()).collect::<Vec<_>>().join(", "))]
    Changed(Vec<Clash>),
}

impl Notebook {
    /// The notes of these files. Of two with the same id, the later one counts.
    pub fn of(documents: impl IntoIterator<Item = Document>) -> Self {
        let named = documents.into_iter().map(|document| (document.note().id, document));
        Self { documents: named.collect() }
    }

    /// All notes, the buried ones too, in the order of their making.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values()
    }

    /// The notes that are not buried.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.documents().map(Document::note).filter(|note| !note.is_buried())
    }

    /// The notes that are buried.
    pub fn buried(&self) -> impl Iterator<Item = &Note> {
        self.documents().map(Document::note).filter(|note| note.is_buried())
    }

    /// The note of this id with its file.
    pub fn get(&self, id: NoteId) -> Option<&Document> {
        self.documents.get(&id)
    }

    /// Takes in what somebody else wrote, or what a merge came to. That is no step of ours.
    pub fn put(&mut self, document: Document) {
        self.documents.insert(document.note().id, document);
    }

    /// Forgets a note whose file somebody else took away.
    pub fn forget(&mut self, id: NoteId) -> Option<Document> {
        self.documents.remove(&id)
    }

    /// Adds a note.
    pub fn add(&mut self, note: Note) -> Step {
        let document = Document::fresh(note);
        let step = Step::new(document.note(), None, document.text());
        self.put(document);
        step
    }

    /// Changes the note that has `note`'s id into `note`; `None` where that changes nothing.
    pub fn change(&mut self, note: Note) -> Option<Step> {
        let old = self.documents.get(&note.id).filter(|old| *old.note() != note)?;
        let new = old.changed(note);
        let step = Step::new(new.note(), Some(old.text()), new.text());
        self.put(new);
        Some(step)
    }

    /// Deletes a note: it is kept, and can be restored. `None` where it is buried already.
    pub fn bury(&mut self, id: NoteId, at: Timestamp) -> Option<Step> {
        let note = self.get(id)?.note();
        let buried = note.buried.or(Some(at));
        self.change(Note { buried, ..note.clone() })
    }

    /// Brings a buried note back.
    pub fn restore(&mut self, id: NoteId) -> Option<Step> {
        let note = self.get(id)?.note().clone();
        self.change(Note { buried: None, ..note })
    }

    /// Takes a step back and leaves alone what was changed since. An added note is buried.
    pub fn undo(&mut self, step: &Step, at: Timestamp) -> Result<&Document, Stuck> {
        let Some(before) = step.before.as_deref() else {
            self.bury(step.note, at);
            return self.get(step.note).ok_or(Stuck::Gone);
        };
        self.turn(step.note, &step.after, before)
    }

    /// Takes a step again. An added note is restored.
    pub fn redo(&mut self, step: &Step) -> Result<&Document, Stuck> {
        let Some(before) = step.before.as_deref() else {
            self.restore(step.note);
            return self.get(step.note).ok_or(Stuck::Gone);
        };
        self.turn(step.note, before, &step.after)
    }

    /// Does to the note what leads from one text to the other.
    fn turn(&mut self, id: NoteId, from: &str, to: &str) -> Result<&Document, Stuck> {
        let current = self.get(id).ok_or(Stuck::Gone)?;
        let wanted = Document::parse(to).map_err(|_| Stuck::Gone)?;
        let merged = merge(from, current, &wanted).map_err(|_| Stuck::Gone)?;
        if !merged.is_clean() {
            return Err(Stuck::Changed(merged.clashes));
        }
        let joined = merged.settled(Side::Ours).clone();
        self.put(if current.text() == from { wanted } else { joined });
        self.get(id).ok_or(Stuck::Gone)
    }
}

#[cfg(test)]
mod tests;
