//! What a file says about the library it is in, which only all files together can judge.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::whole::Whole;
use crate::briefing::id;
use crate::briefing::problem::{Findings, Lines, PlaceInSource, Rule};

/// The rules that a misspelt id, heading, section or passage breaks.
const HIDING: [Rule; 6] = [
    Rule::UnknownKey,
    Rule::MissingKey,
    Rule::WrongType,
    Rule::BadId,
    Rule::BadFileName,
    Rule::DuplicateId,
];

/// What a file says about the library: its own id, and where its links lead.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// Where the file states its id; its first line where the file's name is the id.
    pub(in crate::briefing) id: Option<Box<PlaceInSource>>,
    /// The links to other briefings.
    pub(in crate::briefing) links: Vec<(Target, PlaceInSource)>,
    /// Which briefing a file would be that has errors of its own.
    pub(in crate::briefing) intended: Option<Box<Intended>>,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// The id of the briefing.
    pub(in crate::briefing) briefing: String,
    /// The id of the passage in it.
    pub(in crate::briefing) passage: String,
}

/// The briefing that a file with errors would be: links that lead to it are judged by that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intended {
    /// Its id.
    pub(in crate::briefing) id: String,
    /// The ids of its passages, in reading order; none where an error may hide some.
    pub(in crate::briefing) passages: Option<Vec<String>>,
}

impl Claims {
    /// The claims of a file whose id stands at the bytes `id` of `source`.
    pub(super) fn of(whole: &Whole, id: &Range<usize>, source: &str) -> Self {
        if whole.abroad.is_empty() {
            let id = Some(Box::new(PlaceInSource::of(source, id)));
            return Self { id, ..Self::default() };
        }
        let lines = Lines::new(source);
        let links = whole.abroad.iter().map(|at| (at.value.clone(), lines.in_source(&at.span)));
        Self { id: Some(Box::new(lines.in_source(id))), links: links.collect(), intended: None }
    }

    /// The same for a file with errors of its own. Where one of them may hide its id, nothing is said of what only
    /// the library shows: links would be followed that lead to the file itself.
    pub(super) fn intended(self, whole: Whole, findings: &Findings) -> Self {
        let hides = findings.rules().any(|rule| HIDING.contains(&rule));
        let briefing = whole.briefing;
        if !id::is_id(&briefing.id) || !whole.states_id && hides {
            return Self::default();
        }
        let passages = briefing.passages.into_iter().map(|passage| passage.id).collect();
        let passages = (!hides).then_some(passages);
        Self { intended: Some(Box::new(Intended { id: briefing.id, passages })), ..self }
    }
}
