//! A problem of a file: which rule it breaks, where, why, and what to do about it.

pub mod finding;
pub mod place;
pub mod rule;

use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Serialize};

pub use finding::{Finding, Findings};
pub use place::{Lines, Place, PlaceInSource};
pub use rule::{Rule, Severity};

/// How long a sentence of a problem may be, in characters: a parser's own can be megabytes.
const LONGEST_SENTENCE: usize = 300;

/// A problem of one file, with everything that a person or an editor needs to mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

impl Problem {
    /// The problem that `finding` is in the source that `lines` divides.
    pub fn new(finding: &Finding, lines: &Lines<'_>) -> Self {
        Self {
            rule: finding.rule,
            reason: sentence(&finding.reason),
            fix: finding.fix.as_deref().map(sentence),
            place: lines.place(&finding.span),
        }
    }

    /// Whether it keeps the file from being read.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }

    /// The problem as text without colour, in the form that compilers made familiar; `path` is shown as it is.
    pub fn printed<'p>(&'p self, path: &'p str) -> Printed<'p> {
        Printed { problem: self, path }
    }
}

/// A problem on its way to a page of text.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'p> {
    problem: &'p Problem,
    path: &'p str,
}

impl Display for Printed<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let Problem { rule, reason, fix, place } = self.problem;
        let number = place.line.to_string();
        let margin = " ".repeat(number.len());
        let (before, under) = (place.caret.start, place.caret.len().max(1));
        writeln!(out, "{}[{}]: {reason}", rule.severity().name(), rule.name())?;
        writeln!(out, "{margin}--> {}:{}:{}", self.path, place.line, place.column)?;
        writeln!(out, "{margin} |")?;
        writeln!(out, "{}", format!("{number} | {}", place.excerpt).trim_end())?;
        writeln!(out, "{margin} | {}{}", " ".repeat(before), "^".repeat(under))?;
        fix.iter().try_for_each(|fix| writeln!(out, "{margin} = help: {fix}"))
    }
}

/// One safe line, cut to a length that a person reads.
fn sentence(text: &str) -> String {
    let mut cut: String = text.chars().take(LONGEST_SENTENCE).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    super::safe::line(&cut).into_owned()
}
