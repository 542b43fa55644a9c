//! What was done to notes, so that it can be taken back, also in another briefing and after a restart.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::notes::id::NoteId;
use crate::notes::note::Note;

/// How many steps are remembered.
const MOST_STEPS: usize = 500;

/// How many bytes all remembered texts may have together.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// One change of one note: the file before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The briefing that the note is about.
    pub briefing: String,
    /// The note.
    pub note: NoteId,
    /// The file before; none for a note that was added.
    pub before: Option<String>,
    /// The file after.
    pub after: String,
}

impl Step {
    pub(super) fn new(note: &Note, before: Option<&str>, after: &str) -> Self {
        Self {
            briefing: note.target.briefing.clone(),
            note: note.id,
            before: before.map(str::to_owned),
            after: after.to_owned(),
        }
    }

    fn bytes(&self) -> usize {
        self.before.as_ref().map_or(0, String::len) + self.after.len()
    }
}

/// The steps that can be taken back, and those that were and can be taken again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    done: VecDeque<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Remembers a step. What was taken back before it cannot be taken again.
    pub fn record(&mut self, step: Step) {
        self.undone.clear();
        self.done.push_back(step);
        self.trim();
    }

    /// This history and a later one as one. What was taken back in this one cannot be taken again.
    #[must_use]
    pub fn joined(self, later: Self) -> Self {
        let is_later = !later.done.is_empty() || !later.undone.is_empty();
        let undone = if is_later { later.undone } else { self.undone };
        let mut done = self.done;
        done.extend(later.done);
        let mut joined = Self { done, undone };
        joined.trim();
        joined
    }

    fn trim(&mut self) {
        let mut bytes: usize = self.done.iter().map(Step::bytes).sum();
        while self.done.len() > MOST_STEPS || (bytes > MOST_BYTES && self.done.len() > 1) {
            bytes -= self.done.pop_front().map_or(0, |step| step.bytes());
        }
    }

    /// The step to take back now; after that it can be taken again.
    pub fn undo(&mut self) -> Option<&Step> {
        self.undone.push(self.done.pop_back()?);
        self.undone.last()
    }

    /// The step to take again now; after that it can be taken back.
    pub fn redo(&mut self) -> Option<&Step> {
        self.done.push_back(self.undone.pop()?);
        self.done.back()
    }

    /// The history as TOML, to be kept until the next start.
    pub fn to_toml(&self) -> String {
        let written = |steps: &mut dyn Iterator<Item = &Step>| steps.map(Written::of).collect();
        let page =
            Page { done: written(&mut self.done.iter()), undone: written(&mut self.undone.iter()) };
        toml::to_string(&page).unwrap_or_default()
    }

    /// Reads what [`to_toml`](Self::to_toml) wrote. Steps that make no sense are left out: the worst
    /// that may happen is that something cannot be taken back.
    pub fn of_toml(text: &str) -> Self {
        let page: Page = toml::from_str(text).unwrap_or_default();
        let read = |steps: Vec<Written>| steps.into_iter().filter_map(Written::step);
        Self { done: read(page.done).collect(), undone: read(page.undone).collect() }
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Page {
    done: Vec<Written>,
    undone: Vec<Written>,
}

/// A step as it is written down.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    briefing: String,
    note: String,
    before: Option<String>,
    after: String,
}

impl Written {
    fn of(step: &Step) -> Self {
        let Step { briefing, note, before, after } = step.clone();
        Self { briefing, note: note.to_string(), before, after }
    }

    fn step(self) -> Option<Step> {
        let Self { briefing, note, before, after } = self;
        Some(Step { briefing, note: note.parse().ok()?, before, after })
    }
}
