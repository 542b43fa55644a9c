//! The query language: what is asked for, what is answered, and how mistakes are told.

mod completion;
mod faults;
mod laws;
mod meaning;
mod oracle;
mod page;

use dateline::briefing::taxonomy::Vocabulary;
use dateline::query::{Faults, Lexicon, Query, Searches};

/// The query that `text` is, with nothing of a configuration.
fn query(text: &str) -> Result<Query, Faults> {
    let (vocabulary, searches) = (Vocabulary::default(), Searches::default());
    Query::parse(text, Lexicon { vocabulary: &vocabulary, searches: &searches })
}
