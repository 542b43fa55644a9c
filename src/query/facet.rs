//! Facets: the values that passages are sorted by at a glance, each a piece of a query that a key switches.

use strum::{EnumIter, IntoEnumIterator};

use super::Query;
use super::clause::{Clause, Named, Test, Voice};
use super::field::Field;
use super::fold::{Case, fold_pattern};
use super::pattern::Pattern;
use crate::briefing::taxonomy::{Sentiment, Shown, Sourcing, Tag, Term};

/// A value that a filter can ask for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Passages with this sourcing.
    Sourcing(Sourcing),
    /// Passages in this tone.
    Sentiment(Sentiment),
    /// Passages in which this person or body speaks, by name.
    Speaker(String),
    /// Passages that rest on a document of this outlet.
    Outlet(String),
    /// Passages that are filed under this topic, by its label.
    Topic(String),
}

/// What a facet is a value of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter)]
pub enum FacetKind {
    /// Who vouches for the passage.
    Sourcing,
    /// In what tone it is.
    Sentiment,
    /// Who speaks.
    Speaker,
    /// Who published the document.
    Outlet,
    /// What the passage is filed under.
    Topic,
}

impl FacetKind {
    /// The word over the values.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Sourcing => "Sourcing",
            Self::Sentiment => "Sentiment",
            Self::Speaker => "Speaker",
            Self::Outlet => "Outlet",
            Self::Topic => "Topic",
        }
    }

    /// The field of the query language that asks for it.
    pub const fn field(self) -> Field {
        match self {
            Self::Sourcing => Field::Sourcing,
            Self::Sentiment => Field::Sentiment,
            Self::Speaker => Field::Speaker,
            Self::Outlet => Field::Outlet,
            Self::Topic => Field::Topic,
        }
    }
}

impl Facet {
    /// Every sourcing, then every sentiment, in the order of the taxonomy: those that have a letter.
    pub fn tags() -> impl Iterator<Item = Self> {
        Sourcing::iter().map(Self::Sourcing).chain(Sentiment::iter().map(Self::Sentiment))
    }

    /// What it is a value of.
    pub const fn kind(&self) -> FacetKind {
        match self {
            Self::Sourcing(_) => FacetKind::Sourcing,
            Self::Sentiment(_) => FacetKind::Sentiment,
            Self::Speaker(_) => FacetKind::Speaker,
            Self::Outlet(_) => FacetKind::Outlet,
            Self::Topic(_) => FacetKind::Topic,
        }
    }

    /// The key that switches it, where it has one of its own.
    pub fn letter(&self) -> Option<char> {
        match self {
            Self::Sourcing(value) => Some(value.letter()),
            Self::Sentiment(value) => Some(value.letter()),
            Self::Speaker(_) | Self::Outlet(_) | Self::Topic(_) => None,
        }
    }

    /// The words on the screen.
    pub fn label(&self) -> &str {
        match self {
            Self::Sourcing(value) => value.label(),
            Self::Sentiment(value) => value.label(),
            Self::Speaker(name) | Self::Outlet(name) | Self::Topic(name) => name,
        }
    }

    /// What it stands for, in one sentence; empty for a name.
    pub fn meaning(&self) -> &'static str {
        match self {
            Self::Sourcing(value) => value.meaning(),
            Self::Sentiment(value) => value.meaning(),
            Self::Speaker(_) | Self::Outlet(_) | Self::Topic(_) => "",
        }
    }

    /// The test that asks for it alone; none for a name that consists of accents and blanks.
    pub fn test(&self) -> Option<Test> {
        let named = |named, name: &str| Some(Test::Name(named, vec![Pattern::words(name)?]));
        match self {
            Self::Sourcing(value) => {
                Some(Test::Sourcing(Voice::Effective, vec![Tag::plain(*value)]))
            }
            Self::Sentiment(value) => {
                Some(Test::Sentiment(Voice::Effective, vec![Tag::plain(*value)]))
            }
            Self::Speaker(name) => named(Named::Speaker, name),
            Self::Outlet(name) => named(Named::Outlet, name),
            Self::Topic(label) => named(Named::Topic, label),
        }
    }

    /// The place of it among the values of a test of its kind.
    fn place_in(&self, test: &Test) -> Option<usize> {
        match (self, test) {
            _ if test.field() != self.kind().field() => None,
            (Self::Sourcing(value), Test::Sourcing(_, tags)) => {
                tags.iter().position(|tag| *tag == Tag::plain(*value))
            }
            (Self::Sentiment(value), Test::Sentiment(_, tags)) => {
                tags.iter().position(|tag| *tag == Tag::plain(*value))
            }
            (
                Self::Speaker(name) | Self::Outlet(name) | Self::Topic(name),
                Test::Name(_, patterns),
            ) => {
                let folded = fold_pattern(name, Case::Ignored);
                let is_it = |pattern: &Pattern| matches!(pattern, Pattern::Words(words) if words.folded() == folded);
                patterns.iter().position(is_it)
            }
            _ => None,
        }
    }
}

/// A query taken apart: one test a kind of facet, and all else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Parts {
    /// The first test of each kind that the whole query depends on.
    pub(super) tests: Vec<(FacetKind, Test)>,
    /// Whatever else must hold.
    pub(super) rest: Vec<Clause>,
}

impl Parts {
    /// Takes a query apart.
    pub(super) fn of(query: &Query) -> Self {
        let mut parts = Self::default();
        let clauses = match query.clause() {
            Clause::All(clauses) => clauses.as_slice(),
            clause => std::slice::from_ref(clause),
        };
        for clause in clauses {
            let kind = |test: &Test| FacetKind::iter().find(|kind| kind.field() == test.field());
            match clause {
                Clause::Test(test) => match kind(test) {
                    Some(kind) if parts.test(kind).is_none() => {
                        parts.tests.push((kind, test.clone()));
                    }
                    _ => parts.rest.push(clause.clone()),
                },
                _ => parts.rest.push(clause.clone()),
            }
        }
        parts.tests.sort_by_key(|(kind, _)| *kind);
        parts
    }

    /// The test of a kind.
    pub(super) fn test(&self, kind: FacetKind) -> Option<&Test> {
        self.tests.iter().find(|(known, _)| *known == kind).map(|(_, test)| test)
    }

    /// Whether a facet is switched on.
    pub(super) fn has(&self, facet: &Facet) -> bool {
        self.test(facet.kind()).is_some_and(|test| facet.place_in(test).is_some())
    }

    /// The query again, the facets first.
    fn whole(self) -> Query {
        let tests = self.tests.into_iter().map(|(_, test)| Clause::Test(test));
        let mut clauses: Vec<Clause> = tests.chain(self.rest).collect();
        match clauses.len() {
            1 => Query::from(clauses.remove(0)),
            _ => Query::from(Clause::All(clauses)),
        }
    }
}

impl Query {
    /// Whether a facet is switched on in it: whether the whole query asks for this value or for one
    /// of several with it.
    pub fn has(&self, facet: &Facet) -> bool {
        Parts::of(self).has(facet)
    }

    /// The query with a facet switched on, or off where it was on. Facets of one kind are either-or.
    #[must_use]
    pub fn toggled(&self, facet: &Facet) -> Self {
        let mut parts = Parts::of(self);
        let Some(wanted) = facet.test() else { return self.clone() };
        let kind = facet.kind();
        let known = parts.tests.iter().position(|(known, _)| *known == kind);
        match known {
            Some(at) if switch(&mut parts.tests[at].1, facet, wanted.clone()) => {
                parts.tests.remove(at);
            }
            Some(_) => {}
            None => parts.tests.push((kind, wanted)),
        }
        parts.tests.sort_by_key(|(kind, _)| *kind);
        parts.whole()
    }
}

/// What a test asks for besides the facets in `rows`; none where that is nothing.
pub(super) fn besides(test: &Test, rows: &[Facet]) -> Option<Clause> {
    let known: Vec<usize> = rows.iter().filter_map(|row| row.place_in(test)).collect();
    let mut left = test.clone();
    let is_left = match &mut left {
        Test::Sourcing(_, tags) => leave_out(tags, &known),
        Test::Sentiment(_, tags) => leave_out(tags, &known),
        Test::Name(_, patterns) => leave_out(patterns, &known),
        _ => true,
    };
    is_left.then_some(Clause::Test(left))
}

/// Takes values away by their places. Whether any is left.
fn leave_out<T>(values: &mut Vec<T>, places: &[usize]) -> bool {
    let mut at = 0;
    values.retain(|_| {
        at += 1;
        !places.contains(&(at - 1))
    });
    !values.is_empty()
}

/// Switches a value of a test. Whether no value is left.
fn switch(test: &mut Test, facet: &Facet, wanted: Test) -> bool {
    let known = facet.place_in(test);
    match (test, wanted) {
        (Test::Sourcing(_, tags), Test::Sourcing(_, wanted)) => flip_tag(tags, known, wanted),
        (Test::Sentiment(_, tags), Test::Sentiment(_, wanted)) => flip_tag(tags, known, wanted),
        (Test::Name(_, patterns), Test::Name(_, wanted)) => flip(patterns, known, wanted),
        _ => false,
    }
}

/// As [`flip`]; the tags stand in the order of the taxonomy.
fn flip_tag<T: Shown + Ord>(
    tags: &mut Vec<Tag<T>>,
    known: Option<usize>,
    wanted: Vec<Tag<T>>,
) -> bool {
    let is_empty = flip(tags, known, wanted);
    tags.sort_by_key(|tag| tag.value);
    is_empty
}

fn flip<T>(values: &mut Vec<T>, known: Option<usize>, wanted: Vec<T>) -> bool {
    match known {
        Some(at) => _ = values.remove(at),
        None => values.extend(wanted),
    }
    values.is_empty()
}
