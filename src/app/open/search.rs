//! Words that were searched for, and where they were found.

use crate::query::find::Hit;

/// Words that were searched for in the open briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Which search: an answer with another number is outdated.
    pub number: u64,
    /// What is searched for.
    pub pattern: String,
    /// Where it was found; none while the search runs.
    pub hits: Option<Vec<Hit>>,
    /// The hit that the reader is at, an index into `hits`.
    pub at: Option<usize>,
    /// Whether it only lights the places anew because the text changed.
    pub is_again: bool,
}
