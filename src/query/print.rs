//! A query in print: what is printed reads as the same query again.

use std::fmt::{self, Display, Formatter};

use super::Query;
use super::clause::{Clause, Labelled, Named, Test, Voice};
use super::compare::Bound;
use super::field::Field;
use super::outline::is_of_word;
use super::pattern::Pattern;
use crate::briefing::taxonomy::{Shown, Tag, Term};

/// The words of the language itself; as words of a text they go between quotation marks.
const KEYWORDS: [&str; 6] = ["or", "OR", "and", "AND", "not", "NOT"];

impl Display for Query {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self.clause() {
            Clause::All(clauses) => list(out, clauses, " "),
            Clause::Any(clauses) => list(out, clauses, " or "),
            clause => clause.fmt(out),
        }
    }
}

impl Display for Clause {
    /// As a piece of a larger query: what consists of several pieces stands in parentheses.
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(clauses) => group(out, clauses, " "),
            Self::Any(clauses) => group(out, clauses, " or "),
            Self::Not(clause) => write!(out, "-{clause}"),
            Self::Words(pattern) => out.write_str(&written(pattern, Place::Alone)),
            Self::Test(test) => test.fmt(out),
            Self::Saved(saved) => write!(out, "@{}", saved.name),
        }
    }
}

fn group(out: &mut Formatter<'_>, clauses: &[Clause], between: &str) -> fmt::Result {
    out.write_str("(")?;
    list(out, clauses, between)?;
    out.write_str(")")
}

fn list(out: &mut Formatter<'_>, clauses: &[Clause], between: &str) -> fmt::Result {
    for (at, clause) in clauses.iter().enumerate() {
        out.write_str(if at == 0 { "" } else { between })?;
        clause.fmt(out)?;
    }
    Ok(())
}

impl Display for Test {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let values = match self {
            Self::Sourcing(_, tags) => names(tags),
            Self::Sentiment(_, tags) => names(tags),
            Self::Name(_, patterns) | Self::Label(_, patterns) => {
                patterns.iter().map(|pattern| written(pattern, Place::Value)).collect()
            }
            Self::Quote(values) => terms(values),
            Self::Reliability(bounds) => bounded(bounds, Term::name),
            Self::Credibility(bounds) => bounded(bounds, Term::name),
            Self::Tlp(bounds) => bounded(bounds, Term::name),
            Self::Published(bounds) => {
                let one = |bound: &Bound<_>| format!("{}{}", bound.comparison, bound.value);
                bounds.iter().map(one).collect()
            }
            Self::Since(days) | Self::Until(days) => days.iter().map(ToString::to_string).collect(),
            Self::Has(values) => terms(values),
            Self::Is(values) => terms(values),
        };
        write!(out, "{}:{}", self.field().name(), values.join(","))
    }
}

impl Test {
    /// The field that it is about.
    pub const fn field(&self) -> Field {
        match self {
            Self::Sourcing(Voice::Effective, _) => Field::Sourcing,
            Self::Sourcing(Voice::Curated, _) => Field::CuratedSourcing,
            Self::Sourcing(Voice::Judged, _) => Field::JudgedSourcing,
            Self::Sentiment(Voice::Effective, _) => Field::Sentiment,
            Self::Sentiment(Voice::Curated, _) => Field::CuratedSentiment,
            Self::Sentiment(Voice::Judged, _) => Field::JudgedSentiment,
            Self::Name(named, _) => named.field(),
            Self::Label(Labelled::Mark, _) => Field::Mark,
            Self::Label(Labelled::Tag, _) => Field::Tag,
            Self::Label(Labelled::By, _) => Field::By,
            Self::Quote(_) => Field::Quote,
            Self::Reliability(_) => Field::Reliability,
            Self::Credibility(_) => Field::Credibility,
            Self::Tlp(_) => Field::Tlp,
            Self::Published(_) => Field::Published,
            Self::Since(_) => Field::Since,
            Self::Until(_) => Field::Until,
            Self::Has(_) => Field::Has,
            Self::Is(_) => Field::Is,
        }
    }
}

impl Named {
    /// The field that asks for it.
    pub const fn field(self) -> Field {
        match self {
            Self::Speaker => Field::Speaker,
            Self::Role => Field::Role,
            Self::Side => Field::Side,
            Self::Outlet => Field::Outlet,
            Self::Document => Field::Document,
            Self::Section => Field::Section,
            Self::Topic => Field::Topic,
            Self::Channel => Field::Channel,
            Self::Briefing => Field::Briefing,
            Self::Text => Field::Text,
            Self::Note => Field::Note,
        }
    }
}

fn names<T: Shown>(tags: &[Tag<T>]) -> Vec<String> {
    tags.iter().map(|tag| tag.name().to_owned()).collect()
}

fn terms<T: Term>(values: &[T]) -> Vec<String> {
    values.iter().map(|value| value.name().to_owned()).collect()
}

fn bounded<T: Copy>(bounds: &[Bound<T>], name: impl Fn(T) -> &'static str) -> Vec<String> {
    bounds.iter().map(|bound| format!("{}{}", bound.comparison, name(bound.value))).collect()
}

/// Where a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// By itself.
    Alone,
    /// Behind the colon of a field.
    Value,
}

fn written(pattern: &Pattern, place: Place) -> String {
    match pattern {
        Pattern::Words(words) => quoted_if_needed(words.written(), place),
        Pattern::Expression(expression) => slashed(expression.source()),
    }
}

/// The words as they are where they read as such, else between quotation marks.
pub(super) fn quoted_if_needed(words: &str, place: Place) -> String {
    let is_plain = match place {
        Place::Alone => {
            !words.contains(':') && !words.starts_with(['-', '@']) && !KEYWORDS.contains(&words)
        }
        Place::Value => !words.contains(',') && !words.starts_with(['<', '>', '=']),
    };
    if is_plain && !words.is_empty() && !words.starts_with('/') && words.chars().all(is_of_word) {
        return words.to_owned();
    }
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A regular expression between slashes, those inside it escaped.
fn slashed(source: &str) -> String {
    let mut written = String::from("/");
    let mut letters = source.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '/' => written.push_str("\\/"),
            '\\' => written.extend(std::iter::once(letter).chain(letters.next())),
            letter => written.push(letter),
        }
    }
    written + "/"
}
