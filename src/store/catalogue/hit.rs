//! What is found in a briefing: its passages, and how well they have the words.

use std::path::{Path, PathBuf};

use crate::query::grade::Grade;

/// A briefing with passages that meet a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its file.
    pub path: PathBuf,
    /// The passages, as indices into the briefing's; empty where it has to be asked itself.
    pub passages: Vec<u32>,
    /// How well each of them has the words of the query; empty where that was not asked.
    pub grades: Vec<Grade>,
}

impl Hit {
    /// How well its best passage has the words; none where it has to be asked itself, or that was not
    /// asked.
    pub fn grade(&self) -> Option<Grade> {
        self.grades.iter().min().copied()
    }

    /// A briefing that has to be asked itself.
    pub(super) fn unasked(path: &Path) -> Self {
        Self { path: path.to_owned(), passages: Vec::new(), grades: Vec::new() }
    }
}
