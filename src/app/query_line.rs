//! A line that a query is typed on: its mistakes as they arise, and what may stand at the caret.

use std::sync::Arc;

use tui_input::{Input, InputRequest};

use crate::query::complete::{Candidate, Completion, complete};
use crate::query::names::Names;
use crate::query::{Fault, Faults, Lexicon, Query};

/// A query being typed.
#[derive(Debug, Clone, Default)]
pub struct QueryLine {
    /// What was typed.
    pub input: Input,
    /// What is wrong with it.
    pub faults: Option<Faults>,
    /// What may stand at the caret.
    offered: Completion,
    /// The candidate that was gone to, an index into what is offered.
    selected: Option<usize>,
    /// The names of the library, to be offered.
    names: Arc<Names>,
}

impl QueryLine {
    /// A line with a query on it that can be read, and the names that are offered on it.
    pub fn new(text: impl Into<String>, names: Arc<Names>) -> Self {
        Self { input: Input::new(text.into()), names, ..Self::default() }
    }

    /// Puts another query in the place of what was typed.
    pub fn put(&mut self, text: impl Into<String>) {
        *self = Self::new(text, Arc::clone(&self.names));
    }

    /// Edits it. Whether it says something else now.
    pub fn edit(&mut self, request: InputRequest, lexicon: Lexicon<'_>) -> bool {
        let is_new = self.input.handle(request).is_some_and(|change| change.value);
        self.offer(lexicon);
        is_new
    }

    /// What was typed, as a query; none where something is wrong with it.
    pub fn read(&mut self, lexicon: Lexicon<'_>) -> Option<Query> {
        match Query::parse(self.input.value(), lexicon) {
            Ok(query) => {
                self.faults = None;
                Some(query)
            }
            Err(faults) => {
                self.faults = Some(faults);
                None
            }
        }
    }

    /// What may stand at the caret, the likeliest first.
    pub fn candidates(&self) -> &[Candidate] {
        &self.offered.candidates
    }

    /// The candidate that was gone to.
    pub const fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// Goes to another candidate; above the first one there is none.
    pub fn select(&mut self, by: isize) {
        let Some(last) = self.offered.candidates.len().checked_sub(1) else { return };
        self.selected = match self.selected {
            None if by > 0 => Some(0),
            None => None,
            Some(at) if at == 0 && by < 0 => None,
            Some(at) => Some(at.saturating_add_signed(by).min(last)),
        };
    }

    /// Puts the candidate that was gone to, else the first one, in the place of what was typed of
    /// it. Whether there was one.
    pub fn complete(&mut self, lexicon: Lexicon<'_>) -> bool {
        let at = self.selected.unwrap_or(0);
        let Some(candidate) = self.offered.candidates.get(at) else { return false };
        let mut text = self.input.value().to_owned();
        let range = self.offered.range.clone();
        text.replace_range(range.clone(), &candidate.text);
        let caret = text[..range.start + candidate.text.len()].chars().count();
        self.input = Input::new(text).with_cursor(caret);
        self.offer(lexicon);
        true
    }

    /// Offers nothing: the query is taken as it is.
    pub fn settle(&mut self) {
        self.offered = Completion::default();
        self.selected = None;
    }

    /// The mistake that there is to tell of: none where something may follow that makes it good.
    pub fn told(&self) -> Option<&Fault> {
        let fault = self.faults.as_ref()?.list.first()?;
        let is_begun = fault.span.end >= self.caret() && !self.offered.candidates.is_empty();
        (!is_begun).then_some(fault)
    }

    /// The caret, in bytes.
    fn caret(&self) -> usize {
        let text = self.input.value();
        text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(at, _)| at)
    }

    /// Offers what fits the word or the value before the caret, where one was begun.
    fn offer(&mut self, lexicon: Lexicon<'_>) {
        self.selected = None;
        let (text, caret) = (self.input.value(), self.caret());
        let is_begun =
            text[..caret].ends_with(|letter: char| !letter.is_whitespace() && letter != '(');
        self.offered = if is_begun {
            complete(text, caret, lexicon, &self.names)
        } else {
            Completion::default()
        };
        let typed = &text[self.offered.range.clone()];
        // What stands there already is no news, and a field that only has the word in it no help.
        let typed = typed.to_lowercase();
        self.offered.candidates.retain(|candidate| {
            candidate.text != typed
                && (!candidate.text.ends_with(':') || candidate.text.starts_with(&typed))
        });
    }
}
