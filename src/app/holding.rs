//! A briefing as the library holds it, with the notes on it and how far it was read, to be asked by a query.

use std::path::PathBuf;

use super::memory::Reading;
use crate::briefing::SharedBriefing;
use crate::briefing::taxonomy::Vocabulary;
use crate::notes::Note;
use crate::notes::anchor::{Found, Ground};
use crate::query::clause::Clause;
use crate::query::sieve::Answer;
use crate::query::{Annotated, Pinned, ReadMark};

/// A briefing with all that a query may ask of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Holding {
    /// The file.
    pub path: PathBuf,
    /// What it says.
    pub briefing: SharedBriefing,
    /// The notes on it, the deleted ones too, each with its place where that is known.
    pub notes: Vec<(Note, Option<Found>)>,
    /// How far it was read; none where nobody asks for that, or where it never was.
    pub reading: Option<Reading>,
}

/// Who asks, and the words in which they judge.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asker {
    /// The values of sourcing and sentiment.
    pub vocabulary: Vocabulary,
    /// The author in use.
    pub me: Option<String>,
}

impl Holding {
    /// The briefing with its notes at their places. Those that are not known are looked for.
    pub fn annotated(&self, asker: &Asker) -> Annotated<'_> {
        let ground = self.notes.iter().any(|(_, found)| found.is_none());
        let ground = ground.then(|| Ground::of(&self.briefing));
        let pin = |(note, found): &'_ (Note, Option<Found>)| {
            found.clone().or_else(|| Some(ground.as_ref()?.find(&note.target, &|_| None)))
        };
        let pinned: Vec<Pinned<'_>> =
            self.notes.iter().map(|one| Pinned { note: &one.0, found: pin(one) }).collect();
        Annotated::new(&self.briefing, pinned, &asker.vocabulary)
    }

    /// How far a passage was read.
    pub fn mark(&self, passage: usize) -> ReadMark {
        match &self.reading {
            Some(reading) => reading.mark(&self.briefing.passages[passage]),
            None => ReadMark::Unread,
        }
    }

    /// Which passages meet each of the clauses. None where `stop` said so before the end.
    pub fn answers(
        &self,
        clauses: &[Clause],
        asker: &Asker,
        stop: impl Fn() -> bool,
    ) -> Option<Vec<Answer>> {
        let annotated = self.annotated(asker);
        let mut answers: Vec<Answer> = (clauses.iter())
            .map(|clause| Answer { clause: clause.clone(), met: Vec::new() })
            .collect();
        for at in 0..self.briefing.passages.len() {
            if stop() {
                return None;
            }
            let subject = annotated.passage(at, self.mark(at), asker.me.as_deref());
            for answer in &mut answers {
                answer.met.push(answer.clause.meets(&subject));
            }
        }
        Some(answers)
    }
}
