//! A place that survives edits: noted words are found again, or it is said that they are not.
//!
//! Words are attached by themselves only where there is no doubt; where there is some, the place is
//! suggested, and the note stays on its passage, its section or in the tray until somebody decides.

mod fold;
mod ground;
mod likeness;
mod search;

use std::ops::Range;

use crate::briefing::{Briefing, Passage};
use fold::Folded;

use super::snapshot::Snapshot;
use super::target::{Extent, Quote, Spot};

pub use ground::Ground;

/// How many characters before and behind noted words are kept with them.
pub const SURROUNDINGS: usize = 48;

/// Where in a briefing a note stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// At the whole briefing.
    Briefing,
    /// At a section, an index into [`Briefing::sections`].
    Section(usize),
    /// At a passage, an index into [`Briefing::passages`].
    Passage(usize),
    /// At some words: the passage and the bytes of its text.
    Span(usize, Span),
    /// Nowhere: among the notes that wait for a place.
    Tray,
}

/// The bytes of some words in a passage's text, as a pair that sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

/// What became of the place of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It is where it was, and says what it said.
    Here(Stand),
    /// The passage is elsewhere, word for word.
    Moved(Stand),
    /// It is where it was, in other words; the difference is shown.
    Edited(Stand),
    /// It is not known; this may be it, if the analyst says so.
    Suggested {
        /// Where the note stays meanwhile.
        stays: Stand,
        /// What looks like its place.
        perhaps: Stand,
    },
    /// It is gone; the note stays on what is left.
    Lost(Stand),
}

impl Found {
    /// Where the note stands.
    pub const fn stand(&self) -> &Stand {
        match self {
            Self::Here(stand) | Self::Moved(stand) | Self::Edited(stand) | Self::Lost(stand) => {
                stand
            }
            Self::Suggested { stays, .. } => stays,
        }
    }

    /// Whether the note waits for somebody's decision.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Suggested { .. } | Self::Lost(_))
    }

    /// Whether somebody should look at it: what the note is about does not read as it did.
    pub const fn is_doubtful(&self) -> bool {
        matches!(self, Self::Edited(_) | Self::Suggested { .. } | Self::Lost(_))
    }
}

impl Stand {
    /// The passage, where it is one or words of one.
    pub const fn passage(&self) -> Option<usize> {
        match self {
            Self::Passage(passage) | Self::Span(passage, _) => Some(*passage),
            _ => None,
        }
    }

    /// The words at a passage's bytes.
    pub const fn words(passage: usize, range: &Range<usize>) -> Self {
        Self::Span(passage, Span { start: range.start, end: range.end })
    }
}

impl Span {
    /// Its bytes.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Where words stand in a text, as bytes of it: runs of white space, quotation marks, dashes, soft
/// hyphens and composed characters count as alike, so that words can be copied from a wrapped page.
pub fn places_of(words: &str, text: &str) -> Vec<Range<usize>> {
    Folded::of(text).places(&Folded::pattern(words))
}

/// The place of the bytes `range` of a passage's text; of the passage as a whole where that is no
/// piece of text. `None` where there is no such passage.
///
/// ```
/// # use dateline::briefing::check::check;
/// # let file = "format = 1\nid = 'talks'\ntitle = 'Talks'\n[[sections]]\nid = 'on-paper'\nheading = 'On paper'\n\
/// #   [[sections.passages]]\nid = 'readout'\ntext = 'Both put out the same text.'\n\
/// #   sourcing = 'document'\nsentiment = 'neutral'\n";
/// # let briefing = check(file, "talks", &Default::default()).briefing.expect("a briefing");
/// use dateline::notes::anchor::capture;
/// let noted = capture(&briefing, 0, 13..26).expect("a passage");
/// assert_eq!(noted.quote().expect("words").exact, "the same text");
/// ```
pub fn capture(briefing: &Briefing, passage: usize, range: Range<usize>) -> Option<Extent> {
    let found = briefing.passages.get(passage)?;
    let spot = spot(briefing, found);
    Some(match quote(&found.text, range) {
        Some(quote) => Extent::Span(spot, quote),
        None => Extent::Passage(spot),
    })
}

/// The place of a whole passage.
pub fn capture_passage(briefing: &Briefing, passage: usize) -> Option<Extent> {
    briefing.passages.get(passage).map(|found| Extent::Passage(spot(briefing, found)))
}

fn spot(briefing: &Briefing, passage: &Passage) -> Spot {
    Spot {
        passage: passage.id.clone(),
        section: briefing.sections.get(passage.section).map(|section| section.id.clone()),
        snapshot: Some(Snapshot::of(&passage.text)),
    }
}

fn quote(text: &str, range: Range<usize>) -> Option<Quote> {
    let exact = text.get(range.clone()).filter(|words| !words.trim().is_empty())?;
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let from = before.char_indices().rev().nth(SURROUNDINGS - 1).map_or(0, |(at, _)| at);
    let start = before.chars().count();
    Some(Quote {
        exact: exact.to_owned(),
        prefix: before[from..].to_owned(),
        suffix: after.chars().take(SURROUNDINGS).collect(),
        range: start..start + exact.chars().count(),
    })
}

#[cfg(test)]
mod tests;
