//! What is wrong with a query: where, why, and what to write instead.

use std::fmt::{self, Display, Formatter};
use std::ops::Range;

use crate::briefing::problem::Place;
use crate::briefing::safe;

/// One thing that is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, in bytes of the query.
    pub span: Range<usize>,
    /// What is wrong, safe to show.
    pub reason: String,
    /// What to do about it.
    pub fix: Option<String>,
}

impl Fault {
    /// A fault at `span`, with what to do about it.
    pub(super) fn new(span: Range<usize>, reason: impl AsRef<str>, fix: impl AsRef<str>) -> Self {
        let fix = Some(fix.as_ref()).filter(|fix| !fix.is_empty());
        Self {
            span,
            reason: safe::line(reason.as_ref()).into_owned(),
            fix: fix.map(|fix| safe::line(fix).into_owned()),
        }
    }
}

/// All that is wrong with one query, in its order. There is at least one fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Faults {
    /// The query.
    pub query: String,
    /// What is wrong with it.
    pub list: Vec<Fault>,
}

impl Display for Faults {
    /// Each fault with the query and a caret under the place, on lines of their own.
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for (at, fault) in self.list.iter().enumerate() {
            let Place { excerpt, caret, .. } = Place::of(&self.query, &fault.span);
            let gap = if at == 0 { "" } else { "\n" };
            let (before, under) = (" ".repeat(caret.start), "^".repeat(caret.len().max(1)));
            writeln!(out, "{gap}{}", fault.reason)?;
            write!(out, "  | {excerpt}\n  | {before}{under}")?;
            if let Some(fix) = &fault.fix {
                write!(out, "\n  = help: {fix}")?;
            }
        }
        Ok(())
    }
}
