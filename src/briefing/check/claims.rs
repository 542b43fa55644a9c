//! What a file says about the library it is in, which only all files together can judge.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::briefing::model::{Briefing, Link};
use crate::briefing::problem::{Lines, PlaceInSource};

/// What a file says about the library: its own id, and where its links lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Where the file states its id; its first line where the file's name is the id.
    pub(in crate::briefing) id: Option<Box<PlaceInSource>>,
    /// The links to other briefings.
    pub(in crate::briefing) links: Vec<(Link, PlaceInSource)>,
}

impl Claims {
    /// The claims of a briefing whose id stands at the bytes `id` of `source`.
    pub(super) fn of(briefing: &Briefing, id: &Range<usize>, source: &str) -> Self {
        let all = briefing.passages.iter().flat_map(|passage| &passage.links);
        let mut foreign = all.filter(|link| link.briefing != briefing.id).peekable();
        if foreign.peek().is_none() {
            return Self { id: Some(Box::new(PlaceInSource::of(source, id))), links: Vec::new() };
        }
        let lines = Lines::new(source);
        Self {
            id: Some(Box::new(lines.in_source(id))),
            links: foreign.map(|link| (link.clone(), lines.in_source(&link.span))).collect(),
        }
    }
}
