//! Where notes stand in briefings that are not open: what is known, and what is being looked for.

use std::collections::HashMap;

use crate::briefing::SharedBriefing;
use crate::notes::anchor::{Found, Ground};
use crate::notes::snapshot::Snapshot;
use crate::notes::target::Target;
use crate::notes::{Note, NoteId};

/// Where notes stand, briefing by briefing.
#[derive(Debug, Clone, Default)]
pub struct Known {
    briefings: HashMap<String, Placed>,
    /// The number of the last question.
    asked: u64,
}

/// What is known of the notes on one briefing.
#[derive(Debug, Clone, Default)]
struct Placed {
    /// The text that it is known of.
    fingerprint: u64,
    answers: HashMap<NoteId, Answer>,
}

/// What is known of the place of one note.
#[derive(Debug, Clone)]
enum Answer {
    /// The question of this number will tell.
    Asked(u64),
    /// What became of it.
    Found(Found),
}

/// Places to be looked for, away from the keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Placing {
    /// The number of the question, which the answer carries.
    pub number: u64,
    /// The briefing.
    pub briefing: SharedBriefing,
    /// The notes, and where they were made.
    pub targets: Vec<(NoteId, Target)>,
}

/// What became of the places of notes on one briefing.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedNotes {
    /// The number of the question: an answer to an outdated one is let go.
    pub number: u64,
    /// The briefing's id.
    pub briefing: String,
    /// What became of each.
    pub found: Vec<(NoteId, Found)>,
}

impl Placing {
    /// Looks for the places. `past` answers with the text of a snapshot where it is kept.
    pub fn answer(&self, past: &dyn Fn(Snapshot) -> Option<String>) -> PlacedNotes {
        let ground = Ground::of(&self.briefing);
        let find = |(note, target): &(NoteId, Target)| (*note, ground.find(target, past));
        PlacedNotes {
            number: self.number,
            briefing: self.briefing.id.clone(),
            found: self.targets.iter().map(find).collect(),
        }
    }
}

impl Known {
    /// What became of the place of a note.
    pub fn found(&self, briefing: &str, note: NoteId) -> Option<&Found> {
        match self.briefings.get(briefing)?.answers.get(&note)? {
            Answer::Found(found) => Some(found),
            Answer::Asked(_) => None,
        }
    }

    /// Takes in that a note may stand elsewhere now.
    pub fn forget(&mut self, briefing: &str, note: NoteId) {
        if let Some(placed) = self.briefings.get_mut(briefing) {
            placed.answers.remove(&note);
        }
    }

    /// Takes in where a note was put.
    pub fn put(&mut self, briefing: &str, note: NoteId, found: Found) {
        if let Some(placed) = self.briefings.get_mut(briefing) {
            placed.answers.insert(note, Answer::Found(found));
        }
    }

    /// Takes in what was found. An answer to an outdated question is let go.
    pub fn answered(&mut self, answer: PlacedNotes) {
        let Some(placed) = self.briefings.get_mut(&answer.briefing) else { return };
        let number = answer.number;
        for (note, found) in answer.found {
            if let Some(answer) = placed.answers.get_mut(&note)
                && matches!(answer, Answer::Asked(asked) if *asked == number)
            {
                *answer = Answer::Found(found);
            }
        }
    }

    /// What is to be looked for so that the places of these notes are known; after that it counts as
    /// asked. A new text of the briefing makes every place unknown.
    pub fn ask<'n>(
        &mut self,
        (briefing, fingerprint): (&SharedBriefing, u64),
        notes: impl Iterator<Item = &'n Note>,
    ) -> Option<Placing> {
        let placed = self.briefings.entry(briefing.id.clone()).or_default();
        if placed.fingerprint != fingerprint {
            *placed = Placed { fingerprint, answers: HashMap::new() };
        }
        let number = self.asked + 1;
        let mut targets = Vec::new();
        for note in notes {
            placed.answers.entry(note.id).or_insert_with(|| {
                targets.push((note.id, note.target.clone()));
                Answer::Asked(number)
            });
        }
        if targets.is_empty() {
            return None;
        }
        self.asked = number;
        Some(Placing { number, briefing: briefing.clone(), targets })
    }
}
