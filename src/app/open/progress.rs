//! How far a briefing was read: which of its passages.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::app::memory::{Reading, fingerprint};
use crate::briefing::{Briefing, Passage};

/// Which passages were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    read: Vec<bool>,
}

impl Progress {
    /// As it is remembered: a passage whose text has changed since counts as unread.
    pub fn remembered(briefing: &Briefing, reading: Option<&Reading>) -> Self {
        let was_read = |passage: &Passage| {
            let known = reading.and_then(|reading| reading.read.get(&passage.id));
            known == Some(&fingerprint(passage.text.as_bytes()))
        };
        Self { read: briefing.passages.iter().map(was_read).collect() }
    }

    /// The same for a new text of the briefing: what reads as before is as read as before.
    #[must_use]
    pub fn carried_over(&self, from: &Briefing, to: &Briefing) -> Self {
        let known: HashMap<(&str, &str), bool> = (from.passages.iter().zip(&self.read))
            .map(|(passage, read)| ((passage.id.as_str(), passage.text.as_str()), *read))
            .collect();
        let was_read = |passage: &Passage| {
            known.get(&(passage.id.as_str(), passage.text.as_str())).copied().unwrap_or(false)
        };
        Self { read: to.passages.iter().map(was_read).collect() }
    }

    /// What is to be remembered: the read passages by id, with the fingerprint of their text.
    pub fn to_remember(&self, briefing: &Briefing) -> BTreeMap<String, u64> {
        let passages = briefing.passages.iter().zip(&self.read).filter(|(_, read)| **read);
        passages
            .map(|(passage, _)| (passage.id.clone(), fingerprint(passage.text.as_bytes())))
            .collect()
    }

    /// Counts a passage as read.
    pub fn mark(&mut self, passage: usize) {
        if let Some(read) = self.read.get_mut(passage) {
            *read = true;
        }
    }

    /// Whether a passage was read.
    pub fn has(&self, passage: usize) -> bool {
        self.read.get(passage).copied().unwrap_or(false)
    }

    /// How many of these passages were not read.
    pub fn unread(&self, passages: Range<usize>) -> usize {
        self.read.get(passages).unwrap_or_default().iter().filter(|read| !**read).count()
    }

    /// How much was read, in percent, rounded down.
    pub fn percent(&self) -> usize {
        let all = self.read.len();
        (all - self.unread(0..all)) * 100 / all.max(1)
    }
}
