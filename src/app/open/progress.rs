//! How far a briefing was read: which of its passages.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::app::memory::{Reading, fingerprint};
use crate::briefing::{Briefing, Passage};

/// Which passages were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    read: Vec<bool>,
    /// For each passage that was read the fingerprint of its text, which is gone through once.
    prints: Vec<u64>,
}

impl Progress {
    /// As it is remembered: a passage whose text has changed since counts as unread.
    pub fn remembered(briefing: &Briefing, reading: Option<&Reading>) -> Self {
        let mut progress = Self::unread_whole(briefing);
        let known = |passage: &Passage| reading?.read.get(&passage.id).copied();
        for (at, passage) in briefing.passages.iter().enumerate() {
            if let Some(known) = known(passage) {
                progress.mark(at, briefing);
                progress.read[at] = progress.prints[at] == known;
            }
        }
        progress
    }

    fn unread_whole(briefing: &Briefing) -> Self {
        let all = briefing.passages.len();
        Self { read: vec![false; all], prints: vec![0; all] }
    }

    /// The same for a new text of the briefing: what reads as before is as read as before.
    #[must_use]
    pub fn carried_over(&self, from: &Briefing, to: &Briefing) -> Self {
        let read = from.passages.iter().enumerate().filter(|(at, _)| self.has(*at));
        let known: HashMap<&str, usize> =
            read.map(|(at, passage)| (passage.id.as_str(), at)).collect();
        let mut progress = Self::unread_whole(to);
        for (at, passage) in to.passages.iter().enumerate() {
            let same = known.get(passage.id.as_str());
            if let Some(before) = same.filter(|&&before| from.passages[before].text == passage.text)
            {
                progress.read[at] = true;
                progress.prints[at] = self.prints[*before];
            }
        }
        progress
    }

    /// What is to be remembered: the read passages by id, with the fingerprint of their text.
    pub fn to_remember(&self, briefing: &Briefing) -> BTreeMap<String, u64> {
        let read = self.read.iter().zip(&self.prints).zip(&briefing.passages);
        read.filter(|((read, _), _)| **read)
            .map(|((_, print), passage)| (passage.id.clone(), *print))
            .collect()
    }

    /// Counts a passage of this briefing as read.
    pub fn mark(&mut self, passage: usize, briefing: &Briefing) {
        let Some(found) = briefing.passages.get(passage) else { return };
        if !std::mem::replace(&mut self.read[passage], true) {
            self.prints[passage] = fingerprint(found.text.as_bytes());
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
