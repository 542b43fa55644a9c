//! Queries that the configuration gives a name, and all else that a query is read with.

use std::sync::Arc;

use super::Query;
use super::clause::{Clause, Saved};
use super::fault::Faults;
use crate::briefing::id;
use crate::briefing::taxonomy::Vocabulary;

/// Queries with names, in the order in which they were given them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Searches {
    list: Vec<(Arc<Saved>, String)>,
}

/// The words that a query may use.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'l> {
    /// The values of sourcing and sentiment.
    pub vocabulary: &'l Vocabulary,
    /// The queries with names.
    pub searches: &'l Searches,
}

/// Why a name cannot be that of a query.
pub const BAD_NAME: &str =
    "small letters, digits, `_` and `-`, at most 64, and no `-` at the start";

impl Searches {
    /// Whether a query may have this name.
    pub fn is_name(name: &str) -> bool {
        id::is_id(name)
    }

    /// Gives `query` a name. It may use the names that were given before it.
    pub fn add(&mut self, name: &str, query: &str, vocabulary: &Vocabulary) -> Result<(), Faults> {
        let read = Query::parse(query, Lexicon { vocabulary, searches: self })?;
        self.list.retain(|(saved, _)| saved.name != name);
        let saved = Saved { name: name.to_owned(), clause: read.into_clause() };
        self.list.push((Arc::new(saved), query.to_owned()));
        Ok(())
    }

    /// The names and the queries as they were written, in order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(saved, query)| (saved.name.as_str(), query.as_str()))
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The query of this name, as a piece of another one.
    pub(super) fn named(&self, name: &str) -> Option<Clause> {
        let found = self.list.iter().find(|(saved, _)| saved.name == name);
        found.map(|(saved, _)| Clause::Saved(Arc::clone(saved)))
    }
}
