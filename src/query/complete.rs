//! What may stand where one is typing: fields, values, names of the library, saved queries.

use std::ops::Range;

use strum::IntoEnumIterator;

use super::field::{Being, Field, Having};
use super::fold::{Case, fold_pattern};
use super::names::Names;
use super::outline::{Kind, Part, Value};
use super::print::{Place, quoted_if_needed};
use super::searches::Lexicon;
use crate::briefing::taxonomy::{
    Credibility, Quote, Reliability, Sentiment, Shown, Sourcing, Tag, Term, Tlp,
};

/// The most candidates that are offered at once.
const MOST: usize = 50;

/// What may stand where one is typing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the query that a candidate takes the place of.
    pub range: Range<usize>,
    /// What may stand there, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// Something that may stand where one is typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The text, quotation marks included where it needs them.
    pub text: String,
    /// What it means, in one line; empty for a name of the library.
    pub meaning: String,
}

impl Candidate {
    fn new(text: impl Into<String>, meaning: impl Into<String>) -> Self {
        Self { text: text.into(), meaning: meaning.into() }
    }

    fn of<T: Term>() -> Vec<Self> {
        T::iter().map(|term| Self::new(term.name(), term.meaning())).collect()
    }

    fn tags<T: Shown>(own: &[Tag<T>]) -> Vec<Self> {
        let own = own.iter().filter_map(|tag| tag.refinement.as_ref());
        let own = own.map(|own| Self::new(own.name.as_str(), own.meaning.as_str()));
        Self::of::<T>().into_iter().chain(own).collect()
    }
}

/// What may stand at `caret`, a byte of `text`: the names of the library come from `names`.
///
/// ```
/// # use dateline::query::{Lexicon, Searches, complete::complete, names::Names};
/// # let (vocabulary, searches) = (Default::default(), Searches::default());
/// # let lexicon = Lexicon { vocabulary: &vocabulary, searches: &searches };
/// let offered = complete("talks sourcing:anon", 19, lexicon, &Names::default());
/// assert_eq!((offered.range, offered.candidates[0].text.as_str()), (15..19, "anonymous"));
/// ```
pub fn complete(text: &str, caret: usize, lexicon: Lexicon<'_>, names: &Names) -> Completion {
    let caret = text.floor_char_boundary(caret);
    let typed = &text[..caret];
    let last = last(Part::of(typed));
    match last {
        Some(Part::Test { field, values, .. }) => match (field.parse(), values.last()) {
            (Ok(field), Some(value)) if value.token.span.end == caret => {
                of_field(field, value, lexicon, names)
            }
            _ => Completion::default(),
        },
        Some(Part::Saved { name, span }) if span.end == caret => {
            let all = lexicon.searches.all();
            let saved = all.map(|(name, query)| Candidate::new(format!("@{name}"), query));
            offered(span, &name, saved.collect())
        }
        Some(Part::Words(token)) if token.span.end == caret && !typed.ends_with(' ') => {
            match token.kind {
                Kind::Bare => offered(token.span, &token.text, fields()),
                Kind::Quoted | Kind::Expression => Completion::default(),
            }
        }
        _ => offered(caret..caret, "", fields()),
    }
}

/// The last leaf of a query. A fault stands for what is behind it: an open parenthesis is no leaf.
fn last(part: Part) -> Option<Part> {
    match part {
        Part::All(parts) | Part::Any(parts) => {
            parts.into_iter().rev().filter(|part| !matches!(part, Part::Broken(_))).find_map(last)
        }
        Part::Not(part) => last(*part),
        Part::Broken(_) => None,
        leaf => Some(leaf),
    }
}

fn fields() -> Vec<Candidate> {
    Field::iter()
        .map(|field| Candidate::new(format!("{}:", field.name()), field.meaning()))
        .collect()
}

fn of_field(field: Field, value: &Value, lexicon: Lexicon<'_>, names: &Names) -> Completion {
    let vocabulary = lexicon.vocabulary;
    let all = match field {
        Field::Sourcing | Field::CuratedSourcing | Field::JudgedSourcing => {
            Candidate::tags::<Sourcing>(&vocabulary.sourcing)
        }
        Field::Sentiment | Field::CuratedSentiment | Field::JudgedSentiment => {
            Candidate::tags::<Sentiment>(&vocabulary.sentiment)
        }
        Field::Quote => Candidate::of::<Quote>(),
        Field::Reliability => Candidate::of::<Reliability>(),
        Field::Credibility => Candidate::of::<Credibility>(),
        Field::Tlp => Candidate::of::<Tlp>(),
        Field::Has => Candidate::of::<Having>(),
        Field::Is => Candidate::of::<Being>(),
        Field::By => std::iter::once(Candidate::new(super::meets::ME, "Your own notes."))
            .chain(known(names, field))
            .collect(),
        _ => known(names, field),
    };
    offered(value.token.span.clone(), &value.token.text, all)
}

fn known(names: &Names, field: Field) -> Vec<Candidate> {
    names.of(field).map(|name| Candidate::new(quoted_if_needed(name, Place::Value), "")).collect()
}

/// Those that begin with what was typed, then those with a word that does, then those that have it.
fn offered(range: Range<usize>, typed: &str, all: Vec<Candidate>) -> Completion {
    let typed = fold_pattern(typed, Case::Ignored);
    let rank = |candidate: &Candidate| {
        let text = fold_pattern(candidate.text.trim_matches(['"', '@']), Case::Ignored);
        let begins = |word: &str| word.starts_with(&typed);
        match () {
            () if text.starts_with(&typed) => Some(0),
            () if text.split([' ', '-', '.']).any(begins) => Some(1),
            () if text.contains(&typed) => Some(2),
            () => None,
        }
    };
    let mut ranked: Vec<(usize, Candidate)> =
        all.into_iter().filter_map(|one| Some((rank(&one)?, one))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.truncate(MOST);
    Completion { range, candidates: ranked.into_iter().map(|(_, one)| one).collect() }
}
