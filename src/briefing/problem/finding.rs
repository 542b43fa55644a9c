//! Findings: what is wrong at which bytes of a source, collected while it is read.

use std::ops::Range;

use super::Problem;
use super::place::Lines;
use super::rule::{Rule, Severity};

/// What is wrong, and at which bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that is broken.
    pub rule: Rule,
    /// Where, in bytes of the source.
    pub span: Range<usize>,
    /// What is wrong, in one sentence.
    pub reason: String,
    /// What to do about it.
    pub fix: Option<String>,
}

/// Everything that was found wrong with one source; nothing stops at the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
    errors: usize,
}

impl Findings {
    /// How many errors, and how many warnings, one file may have before the rest is left unsaid.
    pub const MOST: usize = 200;

    /// Notes that `rule` is broken at `span`.
    pub fn add(&mut self, rule: Rule, span: &Range<usize>, reason: impl Into<String>) {
        self.push(Finding { rule, span: span.clone(), reason: reason.into(), fix: None });
    }

    /// Notes that `rule` is broken at `span`, and what would mend it.
    pub fn add_with_fix(
        &mut self,
        rule: Rule,
        span: &Range<usize>,
        reason: impl Into<String>,
        fix: impl Into<String>,
    ) {
        let (reason, fix) = (reason.into(), Some(fix.into()));
        self.push(Finding { rule, span: span.clone(), reason, fix });
    }

    /// Whether anything keeps the file from being read.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// What was found, in the order of the source.
    pub fn sorted(&self) -> Vec<&Finding> {
        let mut sorted: Vec<&Finding> = self.list.iter().collect();
        sorted.sort_by_key(|finding| (finding.span.start, finding.span.end));
        sorted
    }

    /// What was found, as problems of `source` in its order.
    pub fn problems(&self, source: &str) -> Vec<Problem> {
        let lines = Lines::new(source);
        self.sorted().into_iter().map(|finding| Problem::new(finding, &lines)).collect()
    }

    fn push(&mut self, finding: Finding) {
        let warnings = self.list.len() - self.errors.min(self.list.len());
        let count = match finding.rule.severity() {
            Severity::Error => {
                self.errors += 1;
                self.errors
            }
            Severity::Warning => warnings + 1,
        };
        if count <= Self::MOST {
            self.list.push(finding);
        }
    }
}
