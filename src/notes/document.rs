//! A note and its text on disk: what is not changed stays as it was, to the byte.

mod edit;
mod leaves;
mod parts;
mod read;
mod write;

use crate::briefing::problem::{Findings, Problem, Rule};

use super::conflict::Conflict;
use super::note::Note;

pub(super) use edit::{Change, edited};
pub(super) use leaves::{Leaf, leaves};
pub(super) use parts::Parts;
pub use read::LARGEST;
pub(super) use read::target;
pub(super) use write::{push_target, quoted};

/// A note together with the file that says it, down to its comments and blank lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    note: Note,
    text: String,
    remarks: Vec<Problem>,
}

/// A file that should be a note and cannot be read as one. It is shown as it is, and never overwritten.
#[derive(Debug, Clone, PartialEq)]
pub struct Damaged {
    /// The file's text.
    pub text: String,
    /// What is wrong with it.
    pub why: Damage,
}

/// What keeps a file from being a note.
#[derive(Debug, Clone, PartialEq)]
pub enum Damage {
    /// Git could not join two versions and left both in the file.
    Conflicted(Box<Conflict>),
    /// Something is missing or wrong.
    Broken(Vec<Problem>),
}

impl Document {
    /// The file that says `note` and has never been seen by anybody else.
    pub fn fresh(note: Note) -> Self {
        Self { text: write::canonical(&note), note, remarks: Vec::new() }
    }

    /// Reads a note's file.
    pub fn parse(source: &str) -> Result<Self, Damaged> {
        let damaged = |why| Damaged { text: source.to_owned(), why };
        if let Some(conflict) = Conflict::of(source) {
            return Err(damaged(Damage::Conflicted(Box::new(conflict))));
        }
        let mut findings = Findings::default();
        let note = read::note(source, &mut findings);
        let is_remark = |problem: &Problem| problem.rule == Rule::UnknownKey;
        let mut problems = findings.problems(source);
        // What keeps the file from being a note comes first; an unknown key never does.
        problems.sort_by_key(is_remark);
        match note {
            Some(note) if problems.iter().all(is_remark) => {
                Ok(Self { note, text: source.to_owned(), remarks: problems })
            }
            _ => Err(damaged(Damage::Broken(problems))),
        }
    }

    /// The note.
    pub const fn note(&self) -> &Note {
        &self.note
    }

    /// The file's text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is odd about the file but keeps nobody from reading it: keys that the program does not know.
    pub fn remarks(&self) -> &[Problem] {
        &self.remarks
    }

    /// The file that says `note`: only the keys that differ change.
    ///
    /// Where a file is laid out in a way that cannot be changed key by key, it is written anew, with
    /// its old keys as comments, so that nothing is lost.
    #[must_use]
    pub fn changed(&self, note: Note) -> Self {
        let parts = Parts::of(&self.text).unwrap_or_default();
        let [old, new] = [&self.note, &note].map(|note| leaves(&write::head(note)));
        let head = edited(parts.head, &differences(&old, &new));
        let body = if note.body == self.note.body { parts.body } else { &note.body };
        let text = parts.with(&head, body);
        match Self::parse(&text) {
            Ok(read) if read.note == note => read,
            _ => {
                let text = write::with_comments(&note, parts.head);
                Self { note, text, remarks: Vec::new() }
            }
        }
    }
}

/// What turns the keys `old` into `new`, in the order of the canonical file.
fn differences(old: &[Leaf], new: &[Leaf]) -> Vec<Change> {
    let value_in = |list: &[Leaf], leaf: &Leaf| {
        list.iter().find(|other| other.path == leaf.path).map(|other| other.value.clone())
    };
    let gone = old.iter().filter(|leaf| value_in(new, leaf).is_none());
    let other = new.iter().filter(|leaf| value_in(old, leaf).as_ref() != Some(&leaf.value));
    gone.map(|leaf| Change { path: leaf.path.clone(), value: None })
        .chain(
            other.map(|leaf| Change { path: leaf.path.clone(), value: Some(leaf.value.clone()) }),
        )
        .collect()
}

#[cfg(test)]
pub(super) mod tests;
