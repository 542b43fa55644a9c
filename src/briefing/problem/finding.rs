//! Findings: what is wrong at which bytes of a source, collected while it is read.

use std::ops::Range;

use super::Problem;
use super::place::Lines;
use super::rule::{Rule, Severity};
use crate::briefing::nearest::one_of;

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
    warnings: usize,
}

impl Findings {
    /// How many errors, and how many warnings, one file may have before the rest is left unsaid.
    pub const MOST: usize = 200;

    /// Notes that `rule` is broken at `span`.
    pub fn add(&mut self, rule: Rule, span: &Range<usize>, reason: impl Into<String>) {
        self.note(rule, span, reason.into(), None);
    }

    /// Notes that `rule` is broken at `span`, and what would mend it.
    pub fn add_with_fix(
        &mut self,
        rule: Rule,
        span: &Range<usize>,
        reason: impl Into<String>,
        fix: impl Into<String>,
    ) {
        self.note(rule, span, reason.into(), Some(fix.into()));
    }

    /// Notes that `rule` is broken at `span`, with a mend where there is one.
    pub fn note(&mut self, rule: Rule, span: &Range<usize>, reason: String, fix: Option<String>) {
        self.push(Finding { rule, span: span.clone(), reason, fix });
    }

    /// Notes that `word` is none of the values that `key` allows; the mend lists them all.
    pub fn add_unknown_value(
        &mut self,
        key: &str,
        word: &str,
        span: &Range<usize>,
        allowed: &[&str],
    ) {
        let reason = format!("`{word}` is no value of `{key}`");
        self.add_with_fix(Rule::UnknownValue, span, reason, one_of(word, allowed));
    }

    /// Whether anything keeps the file from being read.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// The rules that are broken, once for each finding.
    pub fn rules(&self) -> impl Iterator<Item = Rule> {
        self.list.iter().map(|finding| finding.rule)
    }

    /// Whether one error more would be left unsaid, so that looking for its mend is idle.
    pub fn is_full(&self) -> bool {
        self.errors >= Self::MOST
    }

    /// What was found, in the order of the source.
    pub fn sorted(&self) -> Vec<&Finding> {
        let mut sorted: Vec<&Finding> = self.list.iter().collect();
        sorted.sort_by_key(|finding| (finding.span.start, finding.span.end));
        sorted
    }

    /// What was found, as problems of `source` in its order.
    pub fn problems(&self, source: &str) -> Vec<Problem> {
        if self.list.is_empty() {
            return Vec::new();
        }
        let lines = Lines::new(source);
        self.sorted().into_iter().map(|finding| Problem::new(finding, &lines)).collect()
    }

    fn push(&mut self, finding: Finding) {
        let count = match finding.rule.severity() {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= Self::MOST {
            self.list.push(finding);
        }
    }
}
