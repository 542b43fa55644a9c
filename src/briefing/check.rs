//! From a file as written to a briefing that holds its promises: collects every problem, not just the first.

mod addresses;
mod attribution;
mod claims;
mod declared;
mod desk;
mod links;
mod names;
mod passage;
mod quotation;
mod section;
mod texts;
mod whole;

use std::ops::Range;

use super::model::Briefing;
use super::problem::{Findings, Problem, Rule};
use super::raw;
use super::taxonomy::Vocabulary;
use whole::Whole;

pub use claims::{Claims, Intended, Target};

/// The version of the file format that this program reads.
const FORMAT: i64 = 1;

/// How large a file may be, in bytes.
pub const LARGEST_FILE: usize = 8 * 1024 * 1024;

/// How many passages a briefing may have.
pub const MOST_PASSAGES: usize = 20_000;

/// How long one text may be, in bytes.
pub const LONGEST_TEXT: usize = 1024 * 1024;

/// How many words a passage should have at most.
pub const MANY_WORDS: usize = 120;

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// What it says, exactly where no error stands in the way.
    pub briefing: Option<Briefing>,
    /// Its errors and warnings, in the order of the file.
    pub problems: Vec<Problem>,
    /// What only the whole library can judge: its id and its links, with their places.
    pub claims: Claims,
}

/// Checks the file `source`, whose name without the ending is `stem`, against `vocabulary`.
///
/// ```
/// use dateline::briefing::check::check;
/// let file = "format = 1\ntitle = 'Harbour talks'\n[[sections]]\nheading = 'On paper'\n";
/// let checked = check(file, "harbour-talks", &Default::default());
/// assert!(checked.briefing.is_none());
/// assert_eq!(checked.problems[0].reason, "the briefing has no passage");
/// ```
pub fn check(source: &str, stem: &str, vocabulary: &Vocabulary) -> Checked {
    let mut findings = Findings::default();
    let read = read(source, stem, vocabulary, &mut findings);
    let problems = findings.problems(source);
    let Some((whole, id)) = read else {
        return Checked { briefing: None, problems, claims: Claims::default() };
    };
    let claims = Claims::of(&whole, &id, source);
    if findings.has_errors() {
        return Checked { briefing: None, problems, claims: claims.intended(whole, &findings) };
    }
    Checked { briefing: Some(whole.briefing), problems, claims }
}

/// The briefing, and the bytes of its id; where something is wrong it is one in form only.
fn read(
    source: &str,
    stem: &str,
    vocabulary: &Vocabulary,
    findings: &mut Findings,
) -> Option<(Whole, Range<usize>)> {
    if source.len() > LARGEST_FILE {
        let reason = format!("the file is larger than {} MiB", LARGEST_FILE / 1024 / 1024);
        findings.add_with_fix(Rule::TooLarge, &(0..0), reason, "divide it into several briefings");
        return None;
    }
    let tree = raw::parse(source, findings)?;
    let raw = tree.read(findings, raw::Briefing::read);
    if let Some(format) = raw.format.as_ref().filter(|format| format.value != FORMAT) {
        *findings = Findings::default();
        note_format(format, findings);
        return None;
    }
    let id = raw.id.as_ref().map_or(0..0, |id| id.span.clone());
    Some((whole::briefing(raw, stem, vocabulary, findings), id))
}

/// The one thing to say about a file of another format: its keys would only look wrong.
fn note_format(format: &raw::At<i64>, findings: &mut Findings) {
    let found = format.value;
    let (reason, fix) = if found > FORMAT {
        let reason = format!("the file is of format {found}, this program reads format {FORMAT}");
        (reason, "a newer dateline reads it")
    } else {
        (format!("there is no format {found}"), "write `format = 1`")
    };
    findings.add_with_fix(Rule::UnknownFormat, &format.span, reason, fix);
}

#[cfg(test)]
mod tests;
