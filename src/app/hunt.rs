//! A search of the library for passages: what is asked of which briefings, and the order of the answers.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::holding::{Asker, Holding};
use super::memory::Reading;
use super::passages::{Finds, MOST_PASSAGES};
use crate::briefing::{Entry, Library, SharedBriefing};
use crate::notes::Note;
use crate::query::grade::{Grade, Wording};
use crate::query::{Field, Query};

/// A search of the library.
#[derive(Debug, Clone, PartialEq)]
pub struct Hunt {
    /// What is asked.
    pub query: Query,
    /// Who asks.
    pub asker: Asker,
    /// What is searched.
    pub stock: Arc<Stock>,
}

/// What is searched: the library, the notes on it, and how far it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stock {
    /// The files.
    pub library: Library,
    /// The notes on each briefing, the deleted ones too, by its id.
    pub notes: BTreeMap<String, Vec<Note>>,
    /// How far each briefing was read, by its id.
    pub readings: HashMap<String, Reading>,
}

/// What was found in one briefing, and how good it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// How well its best passage has the words.
    pub grade: Grade,
    /// The place of the file in the library.
    pub at: usize,
    /// The passages.
    pub finds: Finds,
}

impl Hunt {
    /// The passages that meet the query in all briefings whose text is held, ranked. None where `stop`
    /// said so before the end.
    pub fn run(&self, stop: impl Fn() -> bool) -> Option<Vec<Finds>> {
        self.held(stop).map(ranked)
    }

    /// The passages that meet the query in all briefings whose text is held. None where `stop` said so
    /// before the end.
    pub fn held(&self, stop: impl Fn() -> bool) -> Option<Vec<Ranked>> {
        let (mut found, mut best) = (Vec::new(), 0);
        let wording = Wording::of(&self.query);
        for (at, entry) in self.stock.library.entries().iter().enumerate() {
            let Some(briefing) = &entry.briefing else { continue };
            let ranked = self.ask((at, entry), briefing, (&wording, &stop));
            if stop() {
                return None;
            }
            best += ranked.as_ref().map_or(0, |ranked| self.best_in(ranked));
            found.extend(ranked);
            // What comes behind them is no better.
            if best >= MOST_PASSAGES {
                break;
            }
        }
        Some(found)
    }

    /// How many passages there are in what was found, where none can be better.
    pub fn best_in(&self, ranked: &Ranked) -> usize {
        let is_best = ranked.grade == Wording::of(&self.query).best();
        if is_best { ranked.finds.passages.len() } else { 0 }
    }

    /// The passages that meet the query in the briefing of the file that stands at a place of the
    /// library; none where there are none, or where `stop` said so before the end.
    pub fn in_text(
        &self,
        (at, entry): (usize, &Arc<Entry>),
        briefing: &SharedBriefing,
        stop: impl Fn() -> bool,
    ) -> Option<Ranked> {
        self.ask((at, entry), briefing, (&Wording::of(&self.query), &stop))
    }

    fn ask(
        &self,
        (at, entry): (usize, &Arc<Entry>),
        briefing: &SharedBriefing,
        (wording, stop): (&Wording, &dyn Fn() -> bool),
    ) -> Option<Ranked> {
        let holding = self.stock.holding(entry, briefing);
        let annotated = holding.annotated(&self.asker);
        let mut met: Vec<(Grade, usize)> = Vec::new();
        for (passage, text) in briefing.passages.iter().enumerate() {
            if stop() {
                return None;
            }
            let mark = holding.mark(passage);
            if self.query.meets(&annotated.passage(passage, mark, self.asker.me.as_deref())) {
                met.push((wording.grade(&text.text), passage));
            }
        }
        met.sort_unstable();
        let &(grade, _) = met.first()?;
        let passages = met.into_iter().map(|(_, passage)| passage).collect();
        Some(Ranked { grade, at, finds: Finds::of(entry, passages) })
    }

    /// Whether a briefing has to be asked itself: what is noted on it, or how far it was read, makes
    /// a difference.
    pub fn is_apart(&self, id: &str) -> bool {
        let notes = self.query.asks_for_notes() && self.stock.notes.contains_key(id);
        notes || self.query.names(Field::Is) && self.stock.readings.contains_key(id)
    }
}

impl Stock {
    /// A briefing with the notes on it and how far it was read.
    fn holding(&self, entry: &Entry, briefing: &SharedBriefing) -> Holding {
        let notes = self.notes.get(&briefing.id).into_iter().flatten();
        Holding {
            path: entry.path.clone(),
            briefing: briefing.clone(),
            notes: notes.map(|note| (note.clone(), None)).collect(),
            reading: self.readings.get(&briefing.id).cloned(),
        }
    }
}

/// What was found, in order: by how well the best passage of a briefing has the words, then as the
/// briefings stand in the library. What is more than can be listed is left out.
pub fn ranked(mut found: Vec<Ranked>) -> Vec<Finds> {
    found.sort_by_key(|ranked| (ranked.grade, ranked.at));
    let (mut first, mut finds) = (0, Vec::with_capacity(found.len()));
    for mut next in found.into_iter().map(|ranked| ranked.finds) {
        next.first = first;
        next.passages.truncate(MOST_PASSAGES - first);
        first += next.passages.len();
        finds.push(next);
        if first == MOST_PASSAGES {
            break;
        }
    }
    finds
}
