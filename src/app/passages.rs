//! The view of passages: a query over the whole library, what it finds, and which row is selected.

use std::sync::Arc;

use super::hunt::Stock;
use super::query_line::QueryLine;
use crate::briefing::{Entry, Library, SharedBriefing};
use crate::notes::notebook::Places;
use crate::query::{Query, Searches};

/// The most passages that are listed: more say nothing to a reader and would only cost memory.
pub const MOST_PASSAGES: usize = 10_000;

/// The view of passages, as it was left.
#[derive(Debug, Clone, Default)]
pub struct PassagesView {
    /// The line that the query is typed on.
    pub line: QueryLine,
    /// Whether the keys go to that line.
    pub is_typing: bool,
    /// The last query that could be read.
    pub query: Query,
    /// The number of the search that runs.
    pub sought: Option<u64>,
    /// What the last search found.
    pub found: Vec<Finds>,
    /// The selected passage, counted over all briefings.
    pub row: usize,
    /// The first line of the preview that is in sight.
    pub scroll: usize,
    /// Whether the first passage is gone to as soon as it is found.
    pub is_eager: bool,
    /// What is searched; none where it has changed since.
    pub stock: Option<Arc<Stock>>,
    /// Where the notes stand in the briefing of the selected passage, which is named by its id.
    pub beside: (String, Places),
}

/// What was found in one briefing.
#[derive(Debug, Clone, PartialEq)]
pub struct Finds {
    /// The file as it was when it was searched.
    pub entry: Arc<Entry>,
    /// The passages, the best first.
    pub passages: Vec<usize>,
    /// How many rows stand above the first one, headings not counted.
    pub first: usize,
}

impl Finds {
    /// What was found in a file of the library.
    pub fn of(entry: &Arc<Entry>, passages: Vec<usize>) -> Self {
        Self { entry: Arc::clone(entry), passages, first: 0 }
    }

    /// The briefing's id.
    pub fn id(&self) -> &str {
        self.entry.id()
    }

    /// The briefing, where its text is held and is the one that was searched.
    pub fn briefing<'l>(&self, library: &'l Library) -> Option<&'l SharedBriefing> {
        let entry = library.entry_named(self.id())?;
        let is_same = entry.fingerprint == self.entry.fingerprint && entry.path == self.entry.path;
        library.text_of(entry).filter(|_| is_same)
    }
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageLine {
    /// The briefing over its passages, an index into [`PassagesView::found`].
    Heading(usize),
    /// A passage: its row, the briefing, the index in that.
    Row(usize, usize, usize),
}

impl PassagesView {
    /// The library or the notes are others: they are to be searched again.
    pub fn forget(&mut self) {
        self.stock = None;
        self.beside = <(String, Places)>::default();
    }

    /// How many passages were found.
    pub fn rows(&self) -> usize {
        self.found.last().map_or(0, |finds| finds.first + finds.passages.len())
    }

    /// How many lines the list has, the headings included.
    pub fn lines(&self) -> usize {
        self.rows() + self.found.len()
    }

    /// The last briefing that begins at `place` or before it; `start` tells where the one begins that has
    /// so many rows and so many briefings above it.
    fn group_at(&self, place: usize, start: impl Fn(usize, usize) -> usize) -> Option<usize> {
        let (mut from, mut to) = (0, self.found.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            if start(self.found[middle].first, middle) <= place {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        from.checked_sub(1)
    }

    /// What a line shows.
    pub fn line_at(&self, line: usize) -> Option<PassageLine> {
        let group = self.group_at(line, |first, at| first + at)?;
        let finds = &self.found[group];
        let below = line - finds.first - group;
        match below.checked_sub(1) {
            None => Some(PassageLine::Heading(group)),
            Some(at) if at < finds.passages.len() => {
                Some(PassageLine::Row(finds.first + at, group, finds.passages[at]))
            }
            Some(_) => None,
        }
    }

    /// The line of the selected row.
    pub fn selected_line(&self) -> usize {
        let group = self.group_at(self.row, |first, _| first);
        self.row + group.map_or(0, |group| group + 1)
    }

    /// The selected passage: what was found in its briefing, and its index there.
    pub fn selected(&self) -> Option<(&Finds, usize)> {
        let group = self.group_at(self.row, |first, _| first)?;
        let finds = &self.found[group];
        Some((finds, *finds.passages.get(self.row - finds.first)?))
    }

    /// Selects a row, or the last one.
    pub fn select(&mut self, row: usize) {
        let row = row.min(self.rows().saturating_sub(1));
        if row != self.row {
            (self.row, self.scroll) = (row, 0);
        }
    }

    /// The line that keeps the query in the configuration under a name that is free.
    pub fn line_to_keep(&self, searches: &Searches) -> String {
        let is_free = |name: &String| searches.all().all(|(known, _)| known != name);
        let numbered = (1..).map(|number| format!("search-{number}"));
        let name = numbered.into_iter().find(is_free).unwrap_or_default();
        let query = toml::Value::String(self.query.to_string());
        format!("{name} = {query}")
    }
}
