//! What was typed before the thing that it is meant for is there: held back, and played in order then.

use std::collections::VecDeque;

use jiff::{SignedDuration, Timestamp};

use super::annotations::Moment;
use super::key::Key;

/// How long what is typed waits for a text before the next key drops it. A disk that takes longer is not what
/// anybody types ahead of.
const PATIENCE: SignedDuration = SignedDuration::from_millis(500);

/// The most keys and pastes that are held back.
const MOST_HELD: usize = 1000;

/// What is held back, and since when something is waited for.
#[derive(Debug, Clone, Default)]
pub struct Ahead {
    /// What is held back, each with the moment at which it was typed.
    held: VecDeque<(Moment, Typed)>,
    /// The time of the last event that has one.
    now: Timestamp,
    /// Since when what is waited for now is waited for.
    since: Timestamp,
    /// When something was dropped for the last time. What follows on its heels goes with it.
    dropped: Option<Timestamp>,
}

/// Something that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A key.
    Key(Key),
    /// A paste.
    Text(String),
}

impl Ahead {
    /// Time has passed.
    pub fn tick(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// Something is waited for from now on.
    pub fn begin(&mut self) {
        self.since = self.now;
    }

    /// Whether nothing is held back.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Whether there was enough waiting: for too long, by a clock that may have been set, or with too
    /// much held back.
    pub fn is_spent(&self) -> bool {
        is_long(self.since, self.now) || self.held.len() >= MOST_HELD
    }

    /// Holds something back.
    pub fn hold(&mut self, moment: Moment, typed: Typed) {
        self.held.push_back((moment, typed));
    }

    /// What was held back first.
    pub fn first(&self) -> Option<&Typed> {
        self.held.front().map(|(_, typed)| typed)
    }

    /// Takes out what was held back first.
    pub fn take_first(&mut self) -> Option<(Moment, Typed)> {
        self.held.pop_front()
    }

    /// Forgets what is held back. Whether anything was.
    pub fn forget(&mut self) -> bool {
        self.dropped = None;
        !std::mem::take(&mut self.held).is_empty()
    }

    /// Drops what is held back, and what is typed from now on without a pause: whoever types a sentence
    /// does not stop in the middle of it. Whether anything was held back.
    pub fn cut_off(&mut self) -> bool {
        let had = self.forget();
        self.dropped = had.then_some(self.now);
        had
    }

    /// Whether what is typed now goes with what was dropped.
    pub fn is_cut_off(&mut self) -> bool {
        self.dropped =
            self.dropped.filter(|dropped| !is_long(*dropped, self.now)).map(|_| self.now);
        self.dropped.is_some()
    }
}

fn is_long(since: Timestamp, now: Timestamp) -> bool {
    now.duration_since(since).abs() >= PATIENCE
}
