//! The rows of a list: made for it, or the files of a library, which are shared with it.

use std::borrow::Cow;
use std::sync::Arc;

use super::{Choice, PickerRow};
use crate::app::fuzzy::rank;
use crate::briefing::{Entry, Library};

/// Every row of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Rows {
    /// Rows that were made for the list, shared with whoever ranks them.
    Own(Arc<Vec<PickerRow>>),
    /// The files of a library as it was when the list was opened: to copy 100,000 titles takes longer
    /// than a frame may.
    Files(Library),
}

/// A row as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed<'r> {
    /// What is searched and shown first.
    pub text: &'r str,
    /// What stands at the end of the row.
    pub detail: Cow<'r, str>,
    /// The heading that it stands under, where the list has headings.
    pub heading: Option<&'static str>,
}

impl<'r> Listed<'r> {
    fn of(row: &'r PickerRow) -> Self {
        Self { text: &row.text, detail: Cow::Borrowed(&row.detail), heading: row.heading }
    }

    fn of_file(entry: &'r Entry) -> Self {
        let outlets = entry.card.as_ref().map(|card| card.outlets().collect::<Vec<_>>().join(", "));
        let detail = outlets.map_or(Cow::Borrowed("problems"), Cow::Owned);
        Self { text: entry.short_title(), detail, heading: None }
    }
}

impl Rows {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Own(rows) => rows.len(),
            Self::Files(library) => library.entries().len(),
        }
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Option<Listed<'_>> {
        match self {
            Self::Own(rows) => rows.get(at).map(Listed::of),
            Self::Files(library) => library.entries().get(at).map(|it| Listed::of_file(it)),
        }
    }

    /// What taking one of them does.
    pub fn choice(&self, at: usize) -> Option<Choice> {
        match self {
            Self::Own(rows) => rows.get(at).map(|row| row.choice.clone()),
            Self::Files(library) => {
                library.entries().get(at).map(|entry| Choice::File(entry.path.clone()))
            }
        }
    }

    /// The rows that fit what was typed, the best first. None where `stop` said so before the end.
    pub fn rank(&self, typed: &str, stop: impl Fn() -> bool) -> Option<Vec<u32>> {
        match self {
            Self::Own(rows) => {
                rank(typed, rows.iter().map(|row| (row.text.as_str(), besides(row))), stop)
            }
            Self::Files(library) => {
                let titles = library.entries().iter().map(|entry| entry.short_title());
                rank(typed, titles.map(|title| (title, Cow::Borrowed(""))), stop)
            }
        }
    }

    /// Whether some stand under headings.
    pub(super) fn has_headings(&self) -> bool {
        matches!(self, Self::Own(rows) if rows.iter().any(|row| row.heading.is_some()))
    }

    /// How many headings there are.
    pub(super) fn headings(&self) -> usize {
        let Self::Own(rows) = self else { return 0 };
        let mut headings: Vec<&str> = rows.iter().filter_map(|row| row.heading).collect();
        headings.dedup();
        headings.len()
    }
}

/// What a row is found by besides its text: an action by its name and its keys, as the documentation and the
/// bottom line have them.
fn besides(row: &PickerRow) -> Cow<'_, str> {
    match row.choice {
        Choice::Run(action) => Cow::Owned(format!("{} {}", action.name(), row.detail)),
        _ => Cow::Borrowed(""),
    }
}
