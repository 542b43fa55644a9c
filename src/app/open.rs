//! The open briefing: its page, the cursor on it, what is shown, what was read.

use std::path::PathBuf;

mod noted;
mod progress;
mod search;
mod sifting;
mod tagging;

pub use self::noted::Noted;
pub use self::progress::Progress;
pub use self::search::Search;
pub use self::sifting::Sifting;
pub use self::tagging::Tagging;
use self::tagging::curated;
use super::memory::Reading;

use crate::briefing::{Entry, Passage, SharedBriefing};
use crate::layout::{Page, Shape, Spot};
use crate::query::{Query, Sieve};

/// How far a key moves inside a passage that is taller than the window.
const STEP_INSIDE: isize = 3;

/// So many rows stand above a passage that begins below the window: the title fills it.
const OUT_OF_SIGHT: isize = 30_000;

/// Forwards or backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Towards the end.
    On,
    /// Towards the start.
    Back,
}

/// The open briefing.
#[derive(Debug, Clone)]
pub struct Open {
    /// The file.
    pub path: PathBuf,
    /// What it says.
    pub briefing: SharedBriefing,
    /// How it falls onto the window.
    pub page: Page,
    /// The current passage, an index into the briefing's passages.
    pub cursor: usize,
    /// Which passages are shown.
    pub filter: Query,
    /// How the filter sifts them.
    pub sifting: Sifting,
    /// What was searched for.
    pub search: Option<Search>,
    /// How far it was read.
    pub progress: Progress,
    /// What is noted in it, and what is being selected.
    pub noted: Noted,
    file: u64,
}

impl Open {
    /// Opens the text of a file where it was left.
    pub fn new(
        (entry, text): (&Entry, &SharedBriefing),
        reading: Option<&Reading>,
        (filter, sieve): (Query, Sieve),
        shape: Shape,
    ) -> Self {
        let briefing = text.clone();
        let progress = Progress::remembered(&briefing, reading);
        let tagging = Tagging::of(briefing.passages.iter().map(curated));
        let page = Page::new(&briefing, shape, |passage| sieve.shows(passage));
        let mut open = Self {
            path: entry.path.clone(),
            briefing,
            page,
            cursor: 0,
            filter,
            sifting: Sifting { sieve, sought: None, curated: tagging },
            search: None,
            progress,
            noted: Noted::default(),
            file: entry.fingerprint,
        };
        let left =
            reading.and_then(|reading| open.briefing.passage_named(reading.passage.as_ref()?));
        open.cursor = open.page.nearest_shown(left.unwrap_or(0)).unwrap_or(0);
        if let (Some(_), Some(reading)) = (left, reading) {
            open.put_cursor_below(isize::try_from(reading.rows_above).unwrap_or(0));
        } else if open.page.passages_in_window().next().is_none() {
            open.reveal();
        }
        open
    }

    /// The current passage; none in a briefing without passages.
    pub fn passage(&self) -> Option<&Passage> {
        self.briefing.passages.get(self.cursor)
    }

    /// Whether the current passage is on the page: a filter may hide every passage.
    pub fn has_cursor(&self) -> bool {
        self.page.item_of(self.cursor).is_some()
    }

    /// Whether it shows what the file says.
    pub const fn is_text_of(&self, entry: &Entry) -> bool {
        self.file == entry.fingerprint
    }

    /// How many passages the filter hides.
    pub fn hidden(&self) -> usize {
        self.page.hidden()
    }

    /// What is to be remembered of it.
    pub fn reading(&self) -> Reading {
        Reading {
            passage: self.passage().map(|passage| passage.id.clone()),
            rows_above: self.rows_above().and_then(|rows| i64::try_from(rows).ok()).unwrap_or(0),
            read: self.progress.to_remember(&self.briefing),
            fingerprint: Some(self.file),
        }
    }

    /// Puts the cursor on a passage, or on the nearest one that the filter shows; shows it, and
    /// counts it as read.
    pub fn go_to(&mut self, passage: usize) {
        self.progress.mark(self.cursor, &self.briefing);
        self.look_at(passage);
        self.progress.mark(self.cursor, &self.briefing);
    }

    /// Puts the cursor on a passage as [`Self::go_to`] does, without counting anything as read.
    pub fn look_at(&mut self, passage: usize) {
        self.cursor = self.page.nearest_shown(passage).unwrap_or(self.cursor);
        self.reveal();
    }

    /// Puts the cursor on a passage that was pointed at: the text under the pointer stays where it is.
    pub fn go_to_pointed(&mut self, passage: usize) {
        let is_seen = self.page.item_of(passage).is_some_and(|item| self.is_in_sight(item));
        if !is_seen {
            return self.go_to(passage);
        }
        self.progress.mark(self.cursor, &self.briefing);
        self.cursor = passage;
        self.progress.mark(passage, &self.briefing);
    }

    /// To the next or previous passage that is shown; inside a passage taller than the window it
    /// moves by a few rows first.
    pub fn step(&mut self, way: Way) {
        let Some(item) = self.page.item_of(self.cursor) else { return };
        let top = self.page.top();
        match way {
            Way::On if !self.is_in_sight(item) => self.reveal(),
            Way::Back if item < top.item => self.reveal(),
            Way::On if !self.page.end_is_seen(item, &self.briefing) => {
                self.page.scroll(STEP_INSIDE, &self.briefing);
            }
            Way::Back if top.item == item && top.row > 0 => {
                self.page.scroll(-STEP_INSIDE, &self.briefing);
            }
            Way::On | Way::Back => {
                let target = self.seek(way, |_, _| true);
                match target {
                    Some(passage) => self.go_to(passage),
                    None => self.reach_the_edge(way),
                }
                // A tall passage is read backwards from its end.
                if let (Way::Back, Some(item)) = (way, target.and_then(|at| self.page.item_of(at)))
                {
                    self.page.reveal_end(item, &self.briefing);
                }
            }
        }
    }

    /// The next or previous shown passage that `wanted` accepts.
    pub fn seek(&self, way: Way, wanted: impl Fn(usize, &Passage) -> bool) -> Option<usize> {
        let passages = &self.briefing.passages;
        let fits = |&at: &usize| self.page.item_of(at).is_some() && wanted(at, &passages[at]);
        match way {
            Way::On => (self.cursor + 1..passages.len()).find(fits),
            Way::Back => (0..self.cursor.min(passages.len())).rev().find(fits),
        }
    }

    /// The passage that the next (or the previous) section begins with. Backwards it is first the
    /// beginning of this section.
    pub fn seek_section(&self, way: Way) -> Option<usize> {
        let here = self.briefing.section_of(self.cursor);
        let sections = &self.briefing.sections;
        let first_of = |section: usize| {
            sections[section].passages.clone().find(|&passage| self.page.item_of(passage).is_some())
        };
        match way {
            Way::On => (here + 1..sections.len()).find_map(first_of),
            Way::Back => (0..=here.min(sections.len().checked_sub(1)?))
                .rev()
                .find_map(|section| first_of(section).filter(|&first| first < self.cursor)),
        }
    }

    /// Moves the window by whole or half pages and takes the cursor along; what was passed is read.
    pub fn turn_page(&mut self, way: Way, rows: u16) {
        let before = self.page.top();
        let rows = isize::try_from(rows.max(1)).unwrap_or(1);
        self.page.scroll(if way == Way::On { rows } else { -rows }, &self.briefing);
        let top = self.page.top();
        let begun = self.page.passages_in_window().next();
        let target = match way {
            _ if top == before => Some(self.edge(way)),
            Way::On => begun.or_else(|| self.first_from_top()).map(|at| at.max(self.cursor)),
            Way::Back => {
                begun.or_else(|| self.page.passage_before(top.item)).map(|at| at.min(self.cursor))
            }
        };
        let Some(target) = target else { return };
        if way == Way::On {
            (self.cursor..target).for_each(|passed| self.progress.mark(passed, &self.briefing));
        }
        self.take_along(target);
    }

    /// Moves the window, and the cursor only as far as is needed to keep it in sight.
    pub fn wheel(&mut self, rows: isize) {
        self.page.scroll(rows, &self.briefing);
        let Some(item) = self.page.item_of(self.cursor) else { return };
        if self.is_in_sight(item) {
            return;
        }
        let bottom = self.page.window().last().map_or(0, |bottom| bottom.item);
        let kept = if rows > 0 {
            let begun = self.page.passages_in_window().next();
            begun.or_else(|| self.first_from_top())
        } else {
            let begun = self.page.passages_in_window().next_back();
            begun.or_else(|| self.page.passage_before(bottom))
        };
        if let Some(passage) = kept {
            self.progress.mark(self.cursor, &self.briefing);
            self.take_along(passage);
        }
    }

    /// Puts the cursor on a passage after the window has moved. What stands before the first passage
    /// or after the last one may fill the window alone.
    fn take_along(&mut self, passage: usize) {
        let came_from = std::mem::replace(&mut self.cursor, passage);
        let is_seen = self.page.item_of(passage).is_some_and(|item| self.is_in_sight(item));
        if !is_seen && came_from != passage {
            self.reveal();
        }
        if is_seen || came_from != passage {
            self.progress.mark(passage, &self.briefing);
        }
    }

    /// The first or the last passage that is shown.
    pub fn edge(&self, way: Way) -> usize {
        let last = self.briefing.passages.len().saturating_sub(1);
        self.page.nearest_shown(if way == Way::On { last } else { 0 }).unwrap_or(self.cursor)
    }

    /// How many rows of the window stand above the current passage.
    fn rows_above(&self) -> Option<isize> {
        let item = self.page.item_of(self.cursor)?;
        Some(self.page.rows_above(item).unwrap_or(OUT_OF_SIGHT))
    }

    /// Moves the window so that `rows` of its rows stand above the current passage.
    fn put_cursor_below(&mut self, rows: isize) {
        let Some(item) = self.page.item_of(self.cursor) else { return };
        self.page.put_below(item, rows, &self.briefing);
        if rows < OUT_OF_SIGHT && !self.is_in_sight(item) {
            self.reveal();
        }
        self.keep_in_sight();
    }

    /// Makes the page anew, the cursor as many rows below the window's top as it was.
    fn lay_out(&mut self, rows_above: Option<isize>) {
        let sieve = &self.sifting.sieve;
        self.page.fold(&self.briefing, |passage| sieve.shows(passage));
        self.cursor = self.page.nearest_shown(self.cursor).unwrap_or(self.cursor);
        match rows_above {
            Some(rows) => self.put_cursor_below(rows),
            None => self.reveal(),
        }
    }

    /// Gives the page another size; the cursor stays in sight if it was.
    pub fn reshape(&mut self, shape: Shape) {
        let item = self.page.item_of(self.cursor);
        let was_seen = item.is_some_and(|item| self.is_in_sight(item));
        self.page.reshape(shape, &self.briefing);
        if was_seen && !item.is_some_and(|item| self.is_in_sight(item)) {
            self.reveal();
        }
        self.keep_in_sight();
    }

    /// Takes the file's new text, if it has another one; the cursor stays on the same passage, at the
    /// same row. Whether the text is another one.
    pub fn reload(&mut self, entry: &Entry, text: &SharedBriefing) -> bool {
        self.file = entry.fingerprint;
        if *text == self.briefing {
            return false;
        }
        let briefing = text.clone();
        let progress = self.progress.carried_over(&self.briefing, &briefing);
        let above = self.rows_above();
        let place = self.passage().and_then(|passage| briefing.passage_named(&passage.id));
        self.progress = progress;
        self.cursor = place.unwrap_or(self.cursor).min(briefing.passages.len().saturating_sub(1));
        self.sifting.curated = Tagging::of(briefing.passages.iter().map(curated));
        self.briefing = briefing;
        self.take_judgements();
        self.search = None;
        self.noted.selection = None;
        // Until the new text is sifted all of it is shown.
        self.sifting.sieve = Sieve::default();
        self.lay_out(above);
        true
    }

    /// Puts cursor and window where they were before. The text may have changed since.
    pub fn stand(&mut self, cursor: usize, top: Spot) {
        self.cursor = self.page.nearest_shown(cursor).unwrap_or(0);
        self.page.put_at_top(top, &self.briefing);
        self.keep_in_sight();
    }

    /// Shows the cursor, unless what stands before the first passage fills the window.
    fn keep_in_sight(&mut self) {
        let is_seen = self.page.item_of(self.cursor).is_some_and(|item| self.is_in_sight(item));
        let bottom = self.page.window().last().map_or(0, |bottom| bottom.item);
        if !is_seen && self.page.passage_before(bottom).is_some() {
            self.reveal();
        }
    }

    /// Moves the window as little as is needed to show the cursor.
    pub fn reveal(&mut self) {
        if let Some(item) = self.page.item_of(self.cursor) {
            self.page.reveal(item, &self.briefing);
        }
    }

    /// At the last passage there is no next one to leave it for: it counts as read, and the page
    /// shows its end.
    fn reach_the_edge(&mut self, way: Way) {
        self.progress.mark(self.cursor, &self.briefing);
        self.show_edge(way);
    }

    /// Shows the very end of the page, or its very beginning: the title and the summary, even where
    /// they leave no room for the first passage.
    pub fn show_edge(&mut self, way: Way) {
        let far = isize::from(i16::MAX);
        match way {
            Way::On => {
                self.page.scroll(far, &self.briefing);
                self.reveal();
            }
            Way::Back => self.page.put_at_top(Spot::default(), &self.briefing),
        }
    }

    /// Puts the heading above a passage at the top of the window.
    pub fn show_heading(&mut self, passage: usize) {
        if let Some(item) = self.page.item_of(passage) {
            // Not from the gap above the heading on: the window's edge is gap enough.
            let spot = Spot { item: item.saturating_sub(1), row: 1 };
            self.page.put_at_top(spot, &self.briefing);
            if !self.is_in_sight(item) {
                self.reveal();
            }
        }
    }

    /// Whether a row of an item is in the window; the gap after it does not count.
    fn is_in_sight(&self, item: usize) -> bool {
        self.page.window().iter().any(|spot| spot.item == item && !self.page.is_end(*spot))
    }

    /// The passage at the top of the window, or the first one after it.
    fn first_from_top(&self) -> Option<usize> {
        let top = self.page.top();
        self.page.passage_at(top.item + usize::from(self.page.is_end(top)))
    }
}
