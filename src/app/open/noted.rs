//! What is noted in the open briefing, what is being selected in it, and where in a passage the cursor is.

use super::{Open, Tagging, Way};
use crate::app::selection::{Ground, Selection};
use crate::briefing::taxonomy::Vocabulary;
use crate::layout::Spot;
use crate::layout::row::Item;
use crate::notes::NoteId;
use crate::notes::anchor::Stand;
use crate::notes::notebook::{Places, Tags};
use crate::query::Query;

/// What is noted in a briefing, and what is being selected.
#[derive(Debug, Clone, Default)]
pub struct Noted {
    /// Where the notes stand.
    pub places: Places,
    /// The words that are selected.
    pub selection: Option<Selection>,
    /// The words that judgements are made in.
    vocabulary: Vocabulary,
    /// The tags with the judgements, where something was judged.
    judged: Option<Tagging>,
    /// A byte of a passage that was pointed at.
    point: Option<(usize, usize)>,
}

impl Open {
    /// Takes in where the notes stand. What a filter shows stays as it is.
    pub fn take_places(&mut self, places: Places, vocabulary: &Vocabulary) {
        self.noted.places = places;
        if self.noted.vocabulary != *vocabulary {
            self.noted.vocabulary = vocabulary.clone();
        }
        self.take_judgements();
    }

    /// The tags of a passage, the curator's and the analyst's.
    pub fn tags(&self, passage: usize) -> Option<Tags> {
        self.noted.places.tags(&self.briefing, passage, &self.noted.vocabulary)
    }

    /// The sourcings and the sentiments that filters see: the analyst's, else the curator's.
    pub fn effective(&self) -> &Tagging {
        effective(&self.sifting.curated, &self.noted)
    }

    /// Takes in what was judged of the passages.
    pub(super) fn take_judgements(&mut self) {
        let places = &self.noted.places;
        self.noted.judged = places.has_judgements().then(|| {
            let mut tagging = self.sifting.curated.clone();
            for passage in places.judged() {
                if let Some(tags) = self.tags(passage) {
                    tagging.set(passage, (tags.sourcing().value, tags.sentiment().value));
                }
            }
            tagging
        });
    }

    /// The text of a passage, to select in it.
    pub fn ground(&self, passage: usize) -> Option<Ground<'_>> {
        let text = &self.briefing.passages.get(passage)?.text;
        Some(Ground { text, language: self.briefing.about.language.as_deref() })
    }

    /// Puts the cursor on a byte of a passage.
    pub fn point_at(&mut self, passage: usize, byte: usize) {
        self.noted.point = Some((passage, byte));
    }

    /// The byte of the current passage that the cursor is at: the one that was pointed at, or the
    /// first one in sight.
    pub fn point(&self) -> usize {
        match self.noted.point {
            Some((passage, byte)) if passage == self.cursor => byte,
            _ => self.first_byte_in_sight(),
        }
    }

    fn first_byte_in_sight(&self) -> usize {
        let top = self.page.top();
        let is_cut = self.page.item_of(self.cursor) == Some(top.item) && top.row > 0;
        if is_cut { self.page.row(top).map_or(0, |row| row.range.start) } else { 0 }
    }

    /// Shows every passage where the filter hides this one. Gives the filter that is lifted for it.
    pub fn unfold(&mut self, passage: usize) -> Option<Query> {
        let is_hidden = self.page.item_of(passage).is_none();
        let lifted = is_hidden.then(|| self.filter.clone())?;
        self.refilter(Query::default());
        Some(lifted)
    }

    /// Moves the window so that the moving end of the selection is in sight.
    pub fn show_selection(&mut self) {
        let Some(selection) = &self.noted.selection else { return };
        let head = selection.head();
        if let Some(item) = self.page.item_of(selection.passage) {
            self.page.reveal_byte(item, head, &self.briefing);
        }
    }

    /// The place that is selected, else the current passage.
    pub fn noted_place(&self) -> Stand {
        match &self.noted.selection {
            Some(selection) => Stand::words(selection.passage, &selection.range()),
            None => Stand::Passage(self.cursor),
        }
    }

    /// The next note here after `current`, round and round.
    pub fn next_note(&self, current: Option<NoteId>) -> Option<NoteId> {
        self.noted.places.next(self.cursor, self.point(), current)
    }

    /// How many notes stand at the briefing as a whole, at a heading, or on a passage.
    pub fn count_notes(&self, item: Item) -> usize {
        let places = &self.noted.places;
        match item {
            Item::Title => places.at(&Stand::Briefing).count(),
            Item::Heading(section) => places.at(&Stand::Section(section)).count(),
            Item::Passage(passage) => places.on_passage(passage).count(),
            Item::Folded(_) => 0,
        }
    }

    /// The next or previous shown passage with a note that `wanted` accepts.
    pub fn seek_note(&self, way: Way, wanted: impl Fn(NoteId) -> bool) -> Option<usize> {
        self.seek(way, |at, _| self.noted.places.on_passage(at).any(|placed| wanted(placed.note)))
    }

    /// The passage and the byte at a cell of the text: `row` of the window, `column` of the text.
    pub fn byte_at(&self, row: usize, column: u16) -> Option<(usize, usize)> {
        let spot: Spot = *self.page.window().get(row)?;
        let Item::Passage(passage) = *self.page.items().get(spot.item)? else { return None };
        Some((passage, self.page.byte_at(spot, column, &self.briefing.passages[passage].text)))
    }
}

/// The tags that filters see.
pub(super) fn effective<'t>(curated: &'t Tagging, noted: &'t Noted) -> &'t Tagging {
    noted.judged.as_ref().unwrap_or(curated)
}
