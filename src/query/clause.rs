//! What a query asks, piece by piece.

use std::sync::Arc;

use jiff::civil::Date;

use super::compare::Bound;
use super::field::{Being, Having};
use super::pattern::Pattern;
use crate::briefing::taxonomy::{
    Credibility, Quote, Reliability, Sentiment, Shown, Sourcing, Tag, Tlp,
};

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// All of these; of none, everything.
    All(Vec<Clause>),
    /// At least one of these.
    Any(Vec<Clause>),
    /// Not this.
    Not(Box<Clause>),
    /// Words in the text.
    Words(Pattern),
    /// One of the values of a field.
    Test(Test),
    /// A query that was given a name.
    Saved(Arc<Saved>),
}

/// A query that was given a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The name, without the `@` before it.
    pub name: String,
    /// What it asks.
    pub clause: Clause,
}

/// A field, and the values of which it must have one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// Who vouches for the passage.
    Sourcing(Voice, Vec<Tag<Sourcing>>),
    /// In what tone it is.
    Sentiment(Voice, Vec<Tag<Sentiment>>),
    /// Words in a name or a text.
    Name(Named, Vec<Pattern>),
    /// A mark, a keyword or an author, as a whole.
    Label(Labelled, Vec<Pattern>),
    /// How much is quotation.
    Quote(Vec<Quote>),
    /// The rating of the source.
    Reliability(Vec<Bound<Reliability>>),
    /// The rating of the statement.
    Credibility(Vec<Bound<Credibility>>),
    /// Who may be shown the briefing.
    Tlp(Vec<Bound<Tlp>>),
    /// The date that the document states.
    Published(Vec<Bound<Date>>),
    /// When a note was made, at the earliest.
    Since(Vec<Date>),
    /// When a note was made, at the latest.
    Until(Vec<Date>),
    /// What is there besides the text.
    Has(Vec<Having>),
    /// The state of the passage or the note.
    Is(Vec<Being>),
}

/// Whose tag counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// The analyst's where there is one, else the curator's.
    Effective,
    /// The curator's.
    Curated,
    /// The analyst's.
    Judged,
}

/// A name or a text that words are looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Named {
    /// Who speaks.
    Speaker,
    /// The office of who speaks.
    Role,
    /// The country, bloc or camp of who speaks.
    Side,
    /// Who published the document.
    Outlet,
    /// The file or title of the document.
    Document,
    /// The section.
    Section,
    /// What the passage is filed under.
    Topic,
    /// How it was said.
    Channel,
    /// The briefing.
    Briefing,
    /// The text of the passage.
    Text,
    /// The words of a note.
    Note,
}

/// A word of the analyst's that is asked for as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Labelled {
    /// The mark of a note.
    Mark,
    /// A keyword of a note.
    Tag,
    /// Whose the note is.
    By,
}

impl Clause {
    /// Whether it asks for nothing in particular, so that everything meets it.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::All(clauses) if clauses.is_empty())
    }

    /// Every test in it, those of saved queries too.
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Self::All(clauses) | Self::Any(clauses) => {
                clauses.iter().flat_map(Self::tests).collect()
            }
            Self::Not(clause) => clause.tests(),
            Self::Saved(saved) => saved.clause.tests(),
            Self::Test(test) => vec![test],
            Self::Words(_) => Vec::new(),
        }
    }

    /// Whether it looks for words in a text, those left out and those of saved queries too.
    pub fn has_words(&self) -> bool {
        match self {
            Self::All(clauses) | Self::Any(clauses) => clauses.iter().any(Self::has_words),
            Self::Not(clause) => clause.has_words(),
            Self::Saved(saved) => saved.clause.has_words(),
            Self::Words(_) => true,
            Self::Test(test) => matches!(test, Test::Name(Named::Text | Named::Note, _)),
        }
    }

    /// The patterns that light up in a text that meets it: the words, not those left out.
    pub fn lit(&self) -> Vec<&Pattern> {
        match self {
            Self::All(clauses) | Self::Any(clauses) => clauses.iter().flat_map(Self::lit).collect(),
            Self::Saved(saved) => saved.clause.lit(),
            Self::Words(pattern) => vec![pattern],
            Self::Test(Test::Name(Named::Text, patterns)) => patterns.iter().collect(),
            Self::Not(_) | Self::Test(_) => Vec::new(),
        }
    }
}

/// Whether a tag is the one that a query asks for: a built-in value stands for its refinements too.
pub fn is_asked<T: Shown>(wanted: &Tag<T>, tag: &Tag<T>) -> bool {
    match &wanted.refinement {
        None => tag.value == wanted.value,
        Some(own) => tag.name() == own.name,
    }
}
