//! The filter while it is open: its query line, and the facets below it.

use super::query_line::QueryLine;
use crate::layout::page::Spot;
use crate::query::{Facet, FacetKind};

/// The filter while it is open.
#[derive(Debug, Clone, Default)]
pub struct Filtering {
    /// The query.
    pub line: QueryLine,
    /// What was before the keys went to the query line; none while they go to the facets.
    pub before: Option<Before>,
    /// The selected facet.
    pub row: usize,
}

/// What a query line that is left goes back to.
#[derive(Debug, Clone)]
pub struct Before {
    /// The query.
    pub query: String,
    /// The current passage.
    pub cursor: usize,
    /// The first row in the window.
    pub top: Spot,
}

/// A line of the list of facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetLine {
    /// The word over the values of one kind.
    Heading(FacetKind),
    /// A facet, by its place among all.
    Row(usize),
}

impl Filtering {
    /// Whether the keys go to the query line.
    pub const fn is_typing(&self) -> bool {
        self.before.is_some()
    }
}

/// The facets with a heading over each kind but the first.
pub fn facet_lines(rows: &[Facet]) -> Vec<FacetLine> {
    let mut lines = Vec::with_capacity(rows.len() + 5);
    let mut kind = rows.first().map(Facet::kind);
    for (at, row) in rows.iter().enumerate() {
        if kind != Some(row.kind()) {
            kind = Some(row.kind());
            lines.push(FacetLine::Heading(row.kind()));
        }
        lines.push(FacetLine::Row(at));
    }
    lines
}
