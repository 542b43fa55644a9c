//! What a note is about: a briefing, a section, a passage or some words, with all it takes to find them again.

use std::ops::Range;

use jiff::Timestamp;
use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

use super::snapshot::Snapshot;
use crate::briefing::taxonomy::Term;

/// How much of a briefing a note is about.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Level {
    /// Some words of a passage.
    Span,
    /// One passage.
    Passage,
    /// One section.
    Section,
    /// The whole briefing.
    Briefing,
}

impl Term for Level {}

/// What a note is about. The program never rewrites where it was made; a move that the analyst
/// confirms is written down beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The briefing's id.
    pub briefing: String,
    /// Where the note was made.
    pub extent: Extent,
    /// Where the analyst put it since.
    pub moved: Option<Moved>,
}

/// A place in a briefing, as it was at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// The whole briefing.
    Briefing,
    /// The section of this id.
    Section(String),
    /// A passage.
    Passage(Spot),
    /// Some words of a passage.
    Span(Spot, Quote),
}

/// A passage, as it was at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The passage's id.
    pub passage: String,
    /// The id of the section that it stood in.
    pub section: Option<String>,
    /// The fingerprint of its text.
    pub snapshot: Option<Snapshot>,
}

/// Some words of a passage, and the words around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words themselves.
    pub exact: String,
    /// What stood before them.
    pub prefix: String,
    /// What stood behind them.
    pub suffix: String,
    /// The code points of the passage's text that they were.
    pub range: Range<usize>,
}

/// A place that the analyst gave a note whose own place was lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// When that was.
    pub confirmed: Timestamp,
    /// The place.
    pub extent: Extent,
}

impl Target {
    /// A target in the briefing of this id.
    pub fn new(briefing: impl Into<String>, extent: Extent) -> Self {
        Self { briefing: briefing.into(), extent, moved: None }
    }

    /// The place that counts: the last one that the analyst gave it.
    pub fn latest(&self) -> &Extent {
        self.moved.as_ref().map_or(&self.extent, |moved| &moved.extent)
    }

    /// Every place that the note has had, the latest first.
    pub fn extents(&self) -> impl Iterator<Item = &Extent> {
        self.moved.iter().map(|moved| &moved.extent).chain([&self.extent])
    }
}

impl Extent {
    /// How much of the briefing it is.
    pub const fn level(&self) -> Level {
        match self {
            Self::Briefing => Level::Briefing,
            Self::Section(_) => Level::Section,
            Self::Passage(_) => Level::Passage,
            Self::Span(..) => Level::Span,
        }
    }

    /// The passage, where it is one or some words of one.
    pub const fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Passage(spot) | Self::Span(spot, _) => Some(spot),
            Self::Briefing | Self::Section(_) => None,
        }
    }

    /// The section that it is, or that its passage stood in.
    pub fn section(&self) -> Option<&str> {
        match self {
            Self::Section(id) => Some(id),
            _ => self.spot()?.section.as_deref(),
        }
    }

    /// The words, where it is some.
    pub const fn quote(&self) -> Option<&Quote> {
        match self {
            Self::Span(_, quote) => Some(quote),
            _ => None,
        }
    }
}
