//! What passages and notes are picked by: one query language, and a search in the words of one briefing.
//!
//! [`Query`] is the language: `outline` takes its form, `read` its meaning, `print` writes it down
//! again, `meets` answers it, `complete` helps with typing it.

pub mod clause;
pub mod compare;
pub mod complete;
pub mod facet;
pub mod fault;
pub mod field;
pub mod find;
pub mod fold;
pub mod grade;
mod meets;
pub mod names;
mod outline;
pub mod pattern;
mod print;
mod read;
pub mod searches;
pub mod sieve;
pub mod subject;

use std::ops::Range;

use strum::IntoEnumIterator;

pub use facet::{Facet, FacetKind};
pub use fault::{Fault, Faults};
pub use field::Field;
pub use searches::{Lexicon, Searches};
pub use sieve::Sieve;
pub use subject::{Annotated, Pinned, ReadMark, Subject};

use crate::briefing::taxonomy::Term;
use clause::{Clause, Named, Test, Voice};
use outline::Part;
use read::Reader;

/// How long a query may be, in bytes.
pub const LONGEST: usize = 4096;

/// What passages or notes are asked for.
///
/// ```
/// use dateline::briefing::taxonomy::Vocabulary;
/// use dateline::query::{Lexicon, Query, Searches};
/// let (vocabulary, searches) = (Vocabulary::default(), Searches::default());
/// let lexicon = Lexicon { vocabulary: &vocabulary, searches: &searches };
/// let query = Query::parse("sourcing:anonymous  (talks or \"third round\")", lexicon)?;
/// assert_eq!(query.to_string(), "sourcing:anonymous (talks or \"third round\")");
/// let faults = Query::parse("sorcing:anonymous", lexicon).unwrap_err();
/// assert_eq!(faults.list[0].fix.as_deref(), Some("did you mean `sourcing`?"));
/// # Ok::<(), dateline::query::Faults>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    clause: Clause,
}

impl Default for Query {
    /// The query that everything meets.
    fn default() -> Self {
        Self { clause: Clause::All(Vec::new()) }
    }
}

impl Query {
    /// Reads a query, or says all that is wrong with it. An empty text asks for everything.
    pub fn parse(text: &str, lexicon: Lexicon<'_>) -> Result<Self, Faults> {
        let mut reader = Reader::new(lexicon);
        let mut clause = Clause::All(Vec::new());
        if text.len() > LONGEST {
            let reason = format!("the query is longer than {LONGEST} bytes");
            reader.faults.push(Fault::new(0..0, reason, "leave something out"));
        } else {
            clause = reader.clause(Part::of(text));
        }
        if reader.faults.is_empty() {
            return Ok(Self { clause });
        }
        reader.faults.sort_by_key(|fault| fault.span.start);
        Err(Faults { query: text.to_owned(), list: reader.faults })
    }

    /// The query that asks for this.
    pub const fn of(clause: Clause) -> Self {
        Self { clause }
    }

    /// What it asks, piece by piece.
    pub const fn clause(&self) -> &Clause {
        &self.clause
    }

    /// What it asks, piece by piece.
    pub fn into_clause(self) -> Clause {
        self.clause
    }

    /// Whether everything meets it.
    pub const fn is_empty(&self) -> bool {
        self.clause.is_empty()
    }

    /// Whether it asks for this field anywhere, in saved queries too.
    pub fn names(&self, field: Field) -> bool {
        self.clause.tests().into_iter().any(|test| test.field() == field)
    }

    /// Whether it asks for something in this state anywhere: `is:buried`.
    pub fn asks_for(&self, state: field::Being) -> bool {
        let asks = |test: &Test| matches!(test, Test::Is(states) if states.contains(&state));
        self.clause.tests().into_iter().any(asks)
    }

    /// Whether it looks for words in texts anywhere, which takes long in a large briefing.
    pub fn asks_for_words(&self) -> bool {
        self.clause.has_words()
    }

    /// Whether the answer may be another one for a passage that has notes.
    pub fn asks_for_notes(&self) -> bool {
        self.clause.tests().into_iter().any(|test| match test {
            Test::Sourcing(voice, _) | Test::Sentiment(voice, _) => *voice != Voice::Curated,
            Test::Name(named, _) => *named == Named::Note,
            Test::Label(..) | Test::Since(_) | Test::Until(_) | Test::Has(_) => true,
            Test::Is(states) => {
                states.contains(&field::Being::Unplaced) || states.contains(&field::Being::Buried)
            }
            Test::Quote(_)
            | Test::Reliability(_)
            | Test::Credibility(_)
            | Test::Tlp(_)
            | Test::Published(_) => false,
        })
    }

    /// The runs of a passage's text that light up, in bytes: the words that were asked for, in the
    /// order of the text, none inside another.
    pub fn lit(&self, text: &str) -> Vec<Range<usize>> {
        let patterns = self.clause.lit();
        let mut runs: Vec<_> = patterns.iter().flat_map(|pattern| pattern.places(text)).collect();
        runs.sort_by_key(|run| (run.start, run.end));
        let mut lit: Vec<Range<usize>> = Vec::with_capacity(runs.len());
        for run in runs {
            match lit.last_mut() {
                Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
                _ => lit.push(run),
            }
        }
        lit
    }

    /// The query that asks for what meets both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        let parts = |clause| match clause {
            Clause::All(clauses) => clauses,
            clause => vec![clause],
        };
        let clauses = [parts(self.clause), parts(other.clause)].concat();
        Self { clause: Clause::All(clauses) }
    }
}

impl From<Clause> for Query {
    fn from(clause: Clause) -> Self {
        Self { clause }
    }
}

/// The names of all fields.
fn field_names() -> Vec<&'static str> {
    Field::iter().map(Term::name).collect()
}
