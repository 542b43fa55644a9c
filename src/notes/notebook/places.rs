//! Where the notes of a briefing stand: in the order of reading, counted, and found under the cursor.

use crate::briefing::taxonomy::{Sentiment, Sourcing, Tag, Vocabulary};
use crate::notes::anchor::{Found, Ground, Stand};
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
    placed: Vec<Placed>,
    /// The judgements on whole passages that count, in the order of their making.
    judgements: Vec<(usize, Judgement)>,
}

impl Places {
    /// Finds the place of every note. `past` answers with the text of a snapshot where it is kept.
    pub fn of(
        notebook: &Notebook,
        ground: &Ground<'_>,
        past: &dyn Fn(Snapshot) -> Option<String>,
    ) -> Self {
        let place = |note: &Note| Placed { note: note.id, found: ground.find(&note.target, past) };
        let mut placed: Vec<Placed> = notebook.notes().map(place).collect();
        let judgements = placed.iter().filter_map(|placed| judged(notebook, placed)).collect();
        placed.sort_by_key(|placed| (reading_order(ground, placed.found.stand()), placed.note));
        Self { placed, judgements }
    }

    /// All notes by place, those of one place by time. The tray comes last.
    pub fn all(&self) -> &[Placed] {
        &self.placed
    }

    /// The notes that wait for somebody's decision: their text moved or is gone.
    pub fn open(&self) -> impl Iterator<Item = &Placed> {
        self.placed.iter().filter(|placed| placed.found.is_open())
    }

    /// The notes on a passage or on words of it.
    pub fn on_passage(&self, passage: usize) -> impl Iterator<Item = &Placed> {
        self.placed.iter().filter(move |placed| placed.found.stand().passage() == Some(passage))
    }

    /// The notes on a section, its passages and their words.
    pub fn on_section<'p>(
        &'p self,
        ground: &'p Ground<'_>,
        section: usize,
    ) -> impl Iterator<Item = &'p Placed> {
        self.placed.iter().filter(move |placed| match placed.found.stand() {
            Stand::Section(own) => *own == section,
            stand => stand
                .passage()
                .is_some_and(|passage| ground.briefing().section_of(passage) == section),
        })
    }

    /// The notes whose words cover a byte of a passage, the shortest first, so that the note inside
    /// another one is met before it.
    pub fn covering(&self, passage: usize, byte: usize) -> Vec<NoteId> {
        let covers = |placed: &Placed| match placed.found.stand() {
            Stand::Span(own, span) if *own == passage && span.range().contains(&byte) => {
                Some((span.range().len(), placed.note))
            }
            _ => None,
        };
        let mut found: Vec<(usize, NoteId)> = self.placed.iter().filter_map(covers).collect();
        found.sort_unstable();
        found.into_iter().map(|(_, note)| note).collect()
    }

    /// The next note there after `current`, round and round: first those that cover the byte, then
    /// those on the passage as a whole.
    pub fn next(&self, passage: usize, byte: usize, current: Option<NoteId>) -> Option<NoteId> {
        let whole = |placed: &&Placed| *placed.found.stand() == Stand::Passage(passage);
        let mut circle = self.covering(passage, byte);
        circle.extend(self.placed.iter().filter(whole).map(|placed| placed.note));
        let at = circle.iter().position(|note| Some(*note) == current);
        circle.get(at.map_or(0, |at| (at + 1) % circle.len())).copied()
    }

    /// The tags of a passage, the curator's and the analyst's. The analyst's last word counts, and
    /// only where it was said about the whole passage and the passage was found again.
    pub fn tags(
        &self,
        ground: &Ground<'_>,
        passage: usize,
        vocabulary: &Vocabulary,
    ) -> Option<Tags> {
        let curated = &ground.briefing().passages.get(passage)?.attribution;
        let own = || self.judgements.iter().rev().filter(|(on, _)| *on == passage);
        Some(Tags {
            curated: (curated.sourcing.clone(), curated.sentiment.clone()),
            judged: (
                own().find_map(|(_, judgement)| judgement.sourcing(vocabulary)),
                own().find_map(|(_, judgement)| judgement.sentiment(vocabulary)),
            ),
        })
    }
}

fn judged(notebook: &Notebook, placed: &Placed) -> Option<(usize, Judgement)> {
    let judgement = &notebook.get(placed.note)?.note().judgement;
    match placed.found {
        Found::Here(Stand::Passage(passage))
        | Found::Moved(Stand::Passage(passage))
        | Found::Edited(Stand::Passage(passage)) => Some((passage, judgement.clone())),
        _ => None,
    }
}

/// What notes are sorted by: the briefing, then section by section the heading, each passage, its
/// words from left to right; last those without a place.
pub fn reading_order(ground: &Ground<'_>, stand: &Stand) -> (usize, usize, usize, usize) {
    match stand {
        Stand::Briefing => (0, 0, 0, 0),
        Stand::Section(section) => {
            let first = ground.briefing().sections.get(*section).map(|found| found.passages.start);
            (1, first.unwrap_or(usize::MAX), 0, *section)
        }
        Stand::Passage(passage) => (1, *passage, 1, 0),
        Stand::Span(passage, span) => (1, *passage, 2, span.start),
        Stand::Tray => (2, 0, 0, 0),
    }
}
