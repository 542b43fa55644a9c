//! Finding words in a briefing: every place in every passage, in reading order.

use std::ops::Range;

use super::fold::{Case, Folded, fold_pattern};
use crate::briefing::Briefing;

/// The most places that one search gives: more say nothing to a reader and would only cost memory.
pub const MOST_HITS: usize = 10_000;

/// A place where a pattern was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The passage, an index into [`Briefing::passages`].
    pub passage: usize,
    /// The run of the passage's text, in bytes.
    pub run: Range<usize>,
}

/// Every place of `pattern` in the passages, at most [`MOST_HITS`].
///
/// Smart case, accents folded, a blank in the pattern matches any white space. An empty pattern
/// finds nothing. `stop` is asked between passages: a search that nobody waits for ends early.
pub fn find(briefing: &Briefing, pattern: &str, stop: impl Fn() -> bool) -> Vec<Hit> {
    let case = Case::smart(pattern);
    let pattern = fold_pattern(pattern, case);
    let mut hits = Vec::new();
    if pattern.trim().is_empty() {
        return hits;
    }
    for (passage, found) in briefing.passages.iter().enumerate() {
        if stop() || hits.len() >= MOST_HITS {
            break;
        }
        let folded = Folded::new(&found.text, case);
        let places = folded.text().match_indices(&pattern);
        hits.extend(
            places.map(|(at, _)| Hit { passage, run: folded.origin(at..at + pattern.len()) }),
        );
    }
    hits.truncate(MOST_HITS);
    hits
}

/// The first hit at or after a passage, going round to the first of all; none where there are no hits.
pub fn first_from(hits: &[Hit], passage: usize) -> Option<usize> {
    if hits.is_empty() {
        return None;
    }
    let at = hits.partition_point(|hit| hit.passage < passage);
    Some(if at == hits.len() { 0 } else { at })
}

/// The hits inside one passage.
pub fn in_passage(hits: &[Hit], passage: usize) -> Range<usize> {
    hits.partition_point(|hit| hit.passage < passage)
        ..hits.partition_point(|hit| hit.passage <= passage)
}
