//! A problem of a file: which rule it breaks, where, why, and what to do about it.

use std::ops::Range;

use strum::{EnumIter, EnumMessage, IntoStaticStr};

/// A problem of one file, with everything that a person or an editor needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The rule that is broken.
    pub rule: Rule,
    /// What is wrong, in one sentence, safe to show.
    pub reason: String,
    /// What to do about it: the nearest right name, the allowed values.
    pub fix: Option<String>,
    /// Where it stands.
    pub place: Place,
}

/// Where in a file a problem stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// The source line, made safe and cut to a screen's width around the problem.
    pub excerpt: String,
    /// The cells of `excerpt` that the caret underlines.
    pub caret: Range<usize>,
}

/// Whether a problem keeps a briefing from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file is read; a careful curator would want to know.
    Warning,
}

/// Every rule that a briefing file is held to. The doc comments are the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumMessage, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Rule {
    /// The file is not TOML.
    Syntax,
}

impl Rule {
    /// Whether it keeps a briefing from being read.
    pub const fn severity(self) -> Severity {
        Severity::Error
    }
}
