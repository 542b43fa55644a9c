//! The way of notes to the disk: what it is known to hold, what is under way, what did not arrive.

use std::collections::HashMap;

use crate::notes::{Document, NoteId};

/// A version of a note that is to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Save {
    /// The version.
    pub document: Document,
    /// What it was made from.
    pub base: Base,
    /// The text of the noted passage, where the note was just made on it.
    pub passage: Option<String>,
}

/// What a version of a note was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// Nothing: the note is new.
    Nothing,
    /// The file as it was read.
    Text(String),
    /// The version that was sent before this one and is still under way.
    Previous,
}

/// What became of saving a note.
#[derive(Debug, Clone, PartialEq)]
pub enum Saved {
    /// It is on the disk, as this, which may be joined from several versions.
    Here {
        /// What the file says now.
        document: Box<Document>,
        /// What the analyst should know about it.
        remark: Option<String>,
    },
    /// It is there, as this, but a power cut may still take it back: it is not called saved, and sent again.
    Unconfirmed {
        /// What the file says now.
        document: Box<Document>,
        /// What the analyst should know about it, and why it is not sure.
        remark: String,
    },
    /// It is not: why, and what to do.
    Nowhere(String),
}

/// What is known of the files of notes.
#[derive(Debug, Clone, Default)]
pub struct Filing {
    known: HashMap<NoteId, Known>,
    /// How many notes are not on the disk although they should be.
    unsaved: usize,
}

/// What is known of one note's file.
#[derive(Debug, Clone, Default)]
struct Known {
    /// What it says, as far as is known.
    text: Option<String>,
    /// How many versions are under way.
    under_way: usize,
    /// Whether the last one that came back did not arrive.
    is_unsaved: bool,
    /// The text of the noted passage, until it is kept.
    passage: Option<String>,
}

impl Filing {
    /// Keeps the text of the passage that a new note is about, until the note is on the disk.
    pub(super) fn keep_passage(&mut self, id: NoteId, passage: Option<String>) {
        self.known.entry(id).or_default().passage = passage;
    }

    /// Sends a version on its way.
    pub(super) fn send(&mut self, document: Document) -> Save {
        let known = self.known.entry(document.note().id).or_default();
        let base = match (&known.text, known.under_way) {
            (_, 1..) => Base::Previous,
            (Some(text), 0) => Base::Text(text.clone()),
            (None, 0) => Base::Nothing,
        };
        known.under_way += 1;
        Save { document, base, passage: known.passage.clone() }
    }

    /// Takes in what became of a version; the note as the disk has it, if nothing else is under way.
    pub(super) fn returned(&mut self, id: NoteId, saved: Saved) -> Option<Document> {
        let known = self.known.entry(id).or_default();
        known.under_way = known.under_way.saturating_sub(1);
        let was_unsaved = known.is_unsaved;
        let document = match saved {
            Saved::Here { document, .. } => {
                known.text = Some(document.text().to_owned());
                known.is_unsaved = false;
                known.passage = None;
                (known.under_way == 0).then_some(*document)
            }
            Saved::Unconfirmed { document, .. } => {
                known.text = Some(document.text().to_owned());
                known.is_unsaved = true;
                (known.under_way == 0).then_some(*document)
            }
            Saved::Nowhere(_) => {
                known.is_unsaved = true;
                None
            }
        };
        match (was_unsaved, known.is_unsaved) {
            (false, true) => self.unsaved += 1,
            (true, false) => self.unsaved -= 1,
            (true, true) | (false, false) => {}
        }
        document
    }

    /// Takes in what a file says.
    pub(super) fn found(&mut self, id: NoteId, text: &str) {
        self.known.entry(id).or_default().text = Some(text.to_owned());
    }

    /// Takes in that a file is gone.
    pub(super) fn forget(&mut self, id: NoteId) {
        self.known.remove(&id);
    }

    /// Whether a version of the note is not on the disk yet.
    pub fn is_waiting(&self, id: NoteId) -> bool {
        self.known.get(&id).is_some_and(|known| known.under_way > 0 || known.is_unsaved)
    }

    /// The notes that did not arrive on the disk.
    pub fn unsaved(&self) -> impl Iterator<Item = NoteId> {
        let is_unsaved = |known: &Known| known.is_unsaved && known.under_way == 0;
        self.known.iter().filter(move |(_, known)| is_unsaved(known)).map(|(id, _)| *id)
    }

    /// How many notes did not arrive on the disk.
    pub const fn count_unsaved(&self) -> usize {
        self.unsaved
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::notes::note::{Kind, Note, Origin};
    use crate::notes::target::{Extent, Target};

    #[test]
    fn what_is_on_the_disk_unconfirmed_is_sent_again_as_a_change_of_itself() {
        let origin = Origin { author: None, created: Timestamp::UNIX_EPOCH };
        let target = Target::new("harbour", Extent::Briefing);
        let note =
            Note::new(NoteId::new(Timestamp::UNIX_EPOCH, [1; 10]), Kind::Comment, origin, target);
        let (id, ours) =
            (note.id, Document::fresh(Note { body: "Ours.\n".into(), ..note.clone() }));
        let joined = ours.changed(Note { body: "Ours.\nTheirs.\n".into(), ..note });

        let mut filing = Filing::default();
        filing.found(id, "what was loaded");
        filing.send(ours);
        let remark = "the disk did not confirm it".to_owned();
        let doubtful = Saved::Unconfirmed { document: Box::new(joined.clone()), remark };
        assert_eq!(filing.returned(id, doubtful), Some(joined.clone()));
        assert_eq!((filing.count_unsaved(), filing.is_waiting(id)), (1, true));

        let again = filing.send(joined.clone());
        assert_eq!(again.base, Base::Text(joined.text().to_owned()));
        filing.returned(id, Saved::Here { document: Box::new(joined), remark: None });
        assert_eq!((filing.count_unsaved(), filing.is_waiting(id)), (0, false));
    }
}
