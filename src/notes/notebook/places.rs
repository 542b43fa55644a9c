//! Where the notes of a briefing stand: in the order of reading, counted, and found under the cursor.

use std::collections::BTreeMap;

use crate::briefing::Briefing;
use crate::briefing::taxonomy::{Sentiment, Sourcing, Tag, Vocabulary};
use crate::notes::anchor::{Found, Ground, Span, Stand};
use crate::notes::id::NoteId;
use crate::notes::note::{Judgement, Note};
use crate::notes::snapshot::Snapshot;

use super::Notebook;

/// A note and what became of its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The note.
    pub note: NoteId,
    /// What became of its place.
    pub found: Found,
}

/// The curator's tags of a passage and, beside them, the analyst's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tags {
    /// The curator's: who vouches for it, in what tone.
    pub curated: (Tag<Sourcing>, Tag<Sentiment>),
    /// The analyst's own, each where there is one.
    pub judged: (Option<Tag<Sourcing>>, Option<Tag<Sentiment>>),
}

impl Tags {
    /// The sourcing that filters see: the analyst's, else the curator's.
    pub fn sourcing(&self) -> &Tag<Sourcing> {
        self.judged.0.as_ref().unwrap_or(&self.curated.0)
    }

    /// The sentiment that filters see: the analyst's, else the curator's.
    pub fn sentiment(&self) -> &Tag<Sentiment> {
        self.judged.1.as_ref().unwrap_or(&self.curated.1)
    }
}

/// Where the notes of a notebook stand in their briefing; the buried ones stand nowhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Places {
    /// In the order of reading.
    placed: Vec<Placed>,
    /// Where each of them stands in that order.
    order: Vec<Order>,
    /// What was judged of whole passages, in the order of saying it.
    judgements: BTreeMap<usize, BTreeMap<NoteId, Judgement>>,
}

/// A key that sorts places as they are read.
pub type Order = (usize, usize, usize, usize);

impl Places {
    /// Finds the place of every note. `past` answers with the text of a snapshot where it is kept.
    pub fn of(
        notebook: &Notebook,
        ground: &Ground<'_>,
        past: &dyn Fn(Snapshot) -> Option<String>,
    ) -> Self {
        let place = |note: &Note| {
            let found = ground.find(&note.target, past);
            let order = reading_order(ground.briefing(), found.stand());
            (order, Placed { note: note.id, found })
        };
        let mut places = Self::default();
        let mut all: Vec<(Order, Placed)> = Vec::new();
        for note in notebook.notes() {
            all.push(place(note));
            places.judge(note, all.last().map(|(_, placed)| &placed.found));
        }
        all.sort_by_key(|(order, placed)| (*order, placed.note));
        (places.order, places.placed) = all.into_iter().unzip();
        places
    }

    /// Takes in a note that was made or changed, at the place that is known of it; a buried one goes.
    pub fn put(&mut self, briefing: &Briefing, note: &Note, found: Found) {
        self.forget(note.id);
        if note.is_buried() {
            return;
        }
        let key = (reading_order(briefing, found.stand()), note.id);
        let keys = self.order.iter().zip(&self.placed).map(|(order, placed)| (*order, placed.note));
        let at = keys.take_while(|known| *known < key).count();
        self.order.insert(at, key.0);
        self.judge(note, Some(&found));
        self.placed.insert(at, Placed { note: note.id, found });
    }

    /// Forgets a note.
    pub fn forget(&mut self, note: NoteId) {
        if let Some(at) = self.placed.iter().position(|placed| placed.note == note) {
            self.placed.remove(at);
            self.order.remove(at);
        }
        for own in self.judgements.values_mut() {
            own.remove(&note);
        }
        self.judgements.retain(|_, own| !own.is_empty());
    }

    /// Counts what a note judges of a whole passage that was found again.
    fn judge(&mut self, note: &Note, found: Option<&Found>) {
        let passage = match found {
            Some(
                Found::Here(Stand::Passage(passage))
                | Found::Moved(Stand::Passage(passage))
                | Found::Edited(Stand::Passage(passage)),
            ) if !note.judgement.is_empty() => *passage,
            _ => return,
        };
        self.judgements.entry(passage).or_default().insert(note.id, note.judgement.clone());
    }

    /// All notes by place, those of one place by time. The tray comes last.
    pub fn all(&self) -> &[Placed] {
        &self.placed
    }

    /// The notes that wait for somebody's decision: their text moved or is gone.
    pub fn open(&self) -> impl Iterator<Item = &Placed> {
        self.placed.iter().filter(|placed| placed.found.is_open())
    }

    /// How many notes are in the tray: what they are about does not read as it did.
    pub fn count_doubtful(&self) -> usize {
        self.placed.iter().filter(|placed| placed.found.is_doubtful()).count()
    }

    /// What became of the place of a note that is not buried.
    pub fn found(&self, note: NoteId) -> Option<&Found> {
        self.placed.iter().find(|placed| placed.note == note).map(|placed| &placed.found)
    }

    /// The notes on a passage or on words of it.
    pub fn on_passage(&self, passage: usize) -> impl Iterator<Item = &Placed> {
        self.between((1, passage, 0, 0), (1, passage + 1, 0, 0))
            .filter(move |placed| placed.found.stand().passage() == Some(passage))
    }

    /// The notes on a section, its passages and their words.
    pub fn on_section<'p>(
        &'p self,
        briefing: &'p Briefing,
        section: usize,
    ) -> impl Iterator<Item = &'p Placed> {
        self.placed.iter().filter(move |placed| match placed.found.stand() {
            Stand::Section(own) => *own == section,
            stand => stand.passage().is_some_and(|passage| briefing.section_of(passage) == section),
        })
    }

    /// The notes at a place itself, not at what is inside it.
    pub fn at<'p>(&'p self, stand: &'p Stand) -> impl Iterator<Item = &'p Placed> {
        self.placed.iter().filter(move |placed| placed.found.stand() == stand)
    }

    /// The words of a passage that notes are about.
    pub fn noted_words(&self, passage: usize) -> impl Iterator<Item = Span> + '_ {
        self.on_passage(passage).filter_map(|placed| match placed.found.stand() {
            Stand::Span(_, span) => Some(*span),
            _ => None,
        })
    }

    /// The notes whose words cover a byte of a passage, the shortest first, so that the note inside
    /// another one is met before it.
    pub fn covering(&self, passage: usize, byte: usize) -> Vec<NoteId> {
        let covers = |placed: &Placed| match placed.found.stand() {
            Stand::Span(_, span) if span.range().contains(&byte) => {
                Some((span.range().len(), placed.note))
            }
            _ => None,
        };
        let mut found: Vec<(usize, NoteId)> = self.on_passage(passage).filter_map(covers).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, note)| note).collect()
    }

    /// The next note there after `current`, round and round: first those that cover the byte, then
    /// those on the passage as a whole, last those on its other words.
    pub fn next(&self, passage: usize, byte: usize, current: Option<NoteId>) -> Option<NoteId> {
        let mut circle = self.covering(passage, byte);
        for placed in self.on_passage(passage) {
            if !circle.contains(&placed.note) {
                circle.push(placed.note);
            }
        }
        let at = circle.iter().position(|note| Some(*note) == current);
        circle.get(at.map_or(0, |at| (at + 1) % circle.len())).copied()
    }

    /// The tags of a passage, the curator's and the analyst's. The analyst's last word counts, and
    /// only where it was said about the whole passage and the passage was found again.
    pub fn tags(
        &self,
        briefing: &Briefing,
        passage: usize,
        vocabulary: &Vocabulary,
    ) -> Option<Tags> {
        let curated = &briefing.passages.get(passage)?.attribution;
        let own = || self.judgements.get(&passage).into_iter().flat_map(|own| own.values().rev());
        Some(Tags {
            curated: (curated.sourcing.clone(), curated.sentiment.clone()),
            judged: (
                own().find_map(|judgement| judgement.sourcing(vocabulary)),
                own().find_map(|judgement| judgement.sentiment(vocabulary)),
            ),
        })
    }

    /// Whether something was judged of a passage as a whole.
    pub fn is_judged(&self, passage: usize) -> bool {
        self.judgements.contains_key(&passage)
    }

    /// The passages of which something was judged as a whole.
    pub fn judged(&self) -> impl Iterator<Item = usize> + '_ {
        self.judgements.keys().copied()
    }

    /// Whether anything was judged.
    pub fn has_judgements(&self) -> bool {
        !self.judgements.is_empty()
    }

    fn between(&self, from: Order, to: Order) -> impl Iterator<Item = &Placed> {
        let start = self.order.partition_point(|order| *order < from);
        let end = self.order.partition_point(|order| *order < to);
        self.placed[start..end].iter()
    }
}

/// What notes are sorted by: the briefing, then section by section the heading, each passage, its
/// words from left to right; last those without a place.
pub fn reading_order(briefing: &Briefing, stand: &Stand) -> Order {
    match stand {
        Stand::Briefing => (0, 0, 0, 0),
        Stand::Section(section) => {
            let first = briefing.sections.get(*section).map(|found| found.passages.start);
            (1, first.unwrap_or(usize::MAX), 0, *section)
        }
        Stand::Passage(passage) => (1, *passage, 1, 0),
        Stand::Span(passage, span) => (1, *passage, 2, span.start),
        Stand::Tray => (2, 0, 0, 0),
    }
}
