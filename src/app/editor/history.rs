//! What was changed, to take it back and make it again.

/// A run of a text that was replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    /// Where, in bytes.
    pub(super) at: usize,
    /// What stood there.
    pub(super) removed: String,
    /// What stands there now.
    pub(super) inserted: String,
}

impl Change {
    /// The change that takes this one back.
    fn reversed(self) -> Self {
        Self { at: self.at, removed: self.inserted, inserted: self.removed }
    }

    /// Joins a later change to this one, where both are one stroke of typing: letters of one word
    /// one after the other, or deleted one after the other. Whether it did.
    fn absorb(&mut self, later: &Self) -> bool {
        let typed = |change: &Self| change.removed.is_empty() && is_one_stroke(&change.inserted);
        let deleted = |change: &Self| change.inserted.is_empty() && is_one_stroke(&change.removed);
        if typed(self) && typed(later) && self.at + self.inserted.len() == later.at {
            // A new word is a stroke of its own.
            if self.inserted.ends_with(char::is_whitespace) && !later.inserted.starts_with(' ') {
                return false;
            }
            self.inserted.push_str(&later.inserted);
            return true;
        }
        if deleted(self) && deleted(later) && later.at + later.removed.len() == self.at {
            self.at = later.at;
            self.removed.insert_str(0, &later.removed);
            return true;
        }
        false
    }
}

fn is_one_stroke(words: &str) -> bool {
    !words.is_empty() && !words.contains('\n') && words.len() < 200
}

/// The changes that were made, and those that were taken back.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl History {
    /// Remembers a change that was made. What had been taken back is forgotten.
    pub(super) fn push(&mut self, change: Change) {
        self.undone.clear();
        if !self.done.last_mut().is_some_and(|last| last.absorb(&change)) {
            self.done.push(change);
        }
    }

    /// The change that takes the last one back.
    pub(super) fn undo(&mut self) -> Option<Change> {
        let change = self.done.pop()?;
        self.undone.push(change.clone());
        Some(change.reversed())
    }

    /// The change that was last taken back, to be made again.
    pub(super) fn redo(&mut self) -> Option<Change> {
        let change = self.undone.pop()?;
        self.done.push(change.clone());
        Some(change)
    }

    /// Whether there is a change to take back.
    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }
}
