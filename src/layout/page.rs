//! The page: the open briefing as rows, laid out only where somebody looks, and the window onto them.

use std::num::NonZeroU32;

use super::row::{Item, Row, RowKind, rows_of};
use super::width::head;
use super::wrap::{LIST_INDENT, LineKind};
use crate::briefing::Briefing;

/// The share of the window that shows what stands beside a passage that was not in it: a quarter.
const CONTEXT: isize = 4;

/// A row on the page: which item, and which of its rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// An index into [`Page::items`].
    pub item: usize,
    /// An index into the item's rows.
    pub row: usize,
}

/// The size of the window onto the page, in cells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    /// The width of the text.
    pub width: u16,
    /// The number of rows.
    pub height: u16,
}

/// The open briefing as rows, and the window onto them.
///
/// An item's rows are made when the window first reaches it, so that a briefing of 20,000 passages
/// costs no more per key than one of twenty.
#[derive(Debug, Clone, Default)]
pub struct Page {
    items: Vec<Item>,
    rows: Vec<Option<Box<[Row]>>>,
    /// For each passage its item, where it is shown; the first item is the title.
    of_passage: Vec<Option<NonZeroU32>>,
    hidden: usize,
    shape: Shape,
    top: Spot,
    window: Vec<Spot>,
}

impl Page {
    /// The page of a briefing; `shows` says which passages are not folded away.
    pub fn new(briefing: &Briefing, shape: Shape, shows: impl Fn(usize) -> bool) -> Self {
        let mut page = Self { shape, ..Self::default() };
        page.fold(briefing, shows);
        page
    }

    /// Folds other passages away than before, in the memory that it has. The window is at the top.
    pub fn fold(&mut self, briefing: &Briefing, shows: impl Fn(usize) -> bool) {
        self.items.clear();
        self.of_passage.clear();
        self.of_passage.resize(briefing.passages.len(), None);
        self.hidden = 0;
        self.items.push(Item::Title);
        for (section, found) in briefing.sections.iter().enumerate() {
            self.items.push(Item::Heading(section));
            let mut hidden = 0;
            for passage in found.passages.clone() {
                if shows(passage) {
                    self.of_passage[passage] = NonZeroU32::new(self.items.len() as u32);
                    self.items.push(Item::Passage(passage));
                } else {
                    hidden += 1;
                }
            }
            if hidden > 0 {
                self.items.push(Item::Folded(hidden));
            }
            self.hidden += hidden;
        }
        self.rows.clear();
        self.rows.resize(self.items.len(), None);
        self.top = Spot::default();
        self.settle(briefing);
    }

    /// How many passages are folded away.
    pub fn hidden(&self) -> usize {
        self.hidden
    }

    /// What stands on the page, from top to bottom.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The size of the window.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The rows in the window, from top to bottom.
    pub fn window(&self) -> &[Spot] {
        &self.window
    }

    /// The row at a spot of the window.
    pub fn row(&self, spot: Spot) -> Option<&Row> {
        self.rows.get(spot.item)?.as_ref()?.get(spot.row)
    }

    /// Whether a row is the last one of its item: the gap after it.
    pub fn is_end(&self, spot: Spot) -> bool {
        self.row(Spot { row: spot.row + 1, ..spot }).is_none()
    }

    /// The first row in the window.
    pub fn top(&self) -> Spot {
        self.top
    }

    /// Where a passage stands on the page; none where it is folded away.
    pub fn item_of(&self, passage: usize) -> Option<usize> {
        self.of_passage.get(passage).copied().flatten().map(|item| item.get() as usize)
    }

    /// The first passage that is shown at or after `passage`, else the last one before it.
    pub fn nearest_shown(&self, passage: usize) -> Option<usize> {
        let passage = passage.min(self.of_passage.len().checked_sub(1)?);
        (passage..self.of_passage.len())
            .chain((0..passage).rev())
            .find(|&candidate| self.of_passage[candidate].is_some())
    }

    /// The passage at an item or, for a heading, the first one after it.
    pub fn passage_at(&self, item: usize) -> Option<usize> {
        self.items.get(item..)?.iter().find_map(|item| match item {
            Item::Passage(passage) => Some(*passage),
            Item::Title | Item::Heading(_) | Item::Folded(_) => None,
        })
    }

    /// The passage at an item or, for another item, the last one before it.
    pub fn passage_before(&self, item: usize) -> Option<usize> {
        let to = self.items.len().min(item + 1);
        self.items[..to].iter().rev().find_map(|item| match item {
            Item::Passage(passage) => Some(*passage),
            Item::Title | Item::Heading(_) | Item::Folded(_) => None,
        })
    }

    /// The passages whose first row is in the window.
    pub fn passages_in_window(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.window.iter().filter(|spot| spot.row == 0).filter_map(|spot| {
            match self.items[spot.item] {
                Item::Passage(passage) => Some(passage),
                Item::Title | Item::Heading(_) | Item::Folded(_) => None,
            }
        })
    }

    /// Whether the last row of an item's text is in the window or above it.
    pub fn end_is_seen(&mut self, item: usize, briefing: &Briefing) -> bool {
        let last = self.length(item, briefing).saturating_sub(2);
        self.window.last().is_some_and(|bottom| *bottom >= Spot { item, row: last })
    }

    /// Gives the window another size, keeping the text that stands at its top.
    pub fn reshape(&mut self, shape: Shape, briefing: &Briefing) {
        if shape == self.shape {
            return;
        }
        let at = self.row(self.top).map_or(0, |row| row.range.start);
        let is_text = self.row(self.top).is_some_and(|row| !row.range.is_empty());
        let below = self.length(self.top.item, briefing).saturating_sub(self.top.row);
        let same_width = shape.width == self.shape.width;
        self.shape = shape;
        if !same_width {
            self.rows.fill(None);
            let rows = self.lay(self.top.item, briefing);
            let place = if is_text {
                rows.iter().rposition(|row| row.range.start <= at && !row.range.is_empty())
            } else {
                rows.len().checked_sub(below)
            };
            self.top.row = if self.top.row == 0 { 0 } else { place.unwrap_or(0) };
        }
        self.settle(briefing);
    }

    /// Moves the window by rows, downwards where `by` is positive; stops at the ends.
    pub fn scroll(&mut self, by: isize, briefing: &Briefing) {
        self.top = self.moved(self.top, by, briefing);
        self.settle(briefing);
    }

    /// Puts a row at the top of the window, as far as the end of the page lets it.
    pub fn put_at_top(&mut self, spot: Spot, briefing: &Briefing) {
        self.top = spot;
        self.settle(briefing);
    }

    /// How many rows of the window stand above an item's first row; negative where the item begins
    /// above the window, none where it begins below.
    pub fn rows_above(&self, item: usize) -> Option<isize> {
        if item == self.top.item {
            return Some(-self.top.row.cast_signed());
        }
        let place = self.window.binary_search(&Spot { item, row: 0 }).ok();
        place.map(usize::cast_signed)
    }

    /// Moves the window so that `rows` of its rows stand above an item's first row.
    pub fn put_below(&mut self, item: usize, rows: isize, briefing: &Briefing) {
        self.top = self.moved(Spot { item, row: 0 }, -rows, briefing);
        self.settle(briefing);
    }

    /// Shows an item, with the heading above it where there is one and room for it. The window stands still
    /// as long as all of that is in it: one passage after the other is read without the text moving. Else
    /// it is moved so that a share of its rows shows what stands before the item; above the window, within
    /// a window's height, what stands behind it: whoever reads backwards comes to the top next. An item taller than
    /// the window is shown from its top, unless the window is inside it already.
    pub fn reveal(&mut self, item: usize, briefing: &Briefing) {
        let height = usize::from(self.shape.height);
        let mut from = item;
        let mut rows = self.length(item, briefing).saturating_sub(1);
        while from > 0 && matches!(self.items[from - 1], Item::Heading(_) | Item::Title) {
            let above = self.length(from - 1, briefing);
            if rows + above > height {
                break;
            }
            rows += above;
            from -= 1;
        }
        let start = Spot { item: from, row: 0 };
        if rows > height {
            self.top = if self.top.item == item { self.top } else { start };
            return self.settle(briefing);
        }
        let end = Spot { item, row: self.length(item, briefing).saturating_sub(2) };
        let height = height.cast_signed();
        let is_above = start < self.top;
        if is_above || self.moved(self.top, height - 1, briefing) < end {
            let beside = (height / CONTEXT).min(height - rows.cast_signed());
            let is_near = is_above && self.moved(start, height, briefing) > self.top;
            self.top = if is_near {
                self.moved(end, 1 + beside - height, briefing).min(start)
            } else {
                self.moved(start, -beside, briefing)
            };
        }
        self.settle(briefing);
    }

    /// Moves the window down to where an item ends, if its end is below the window.
    pub fn reveal_end(&mut self, item: usize, briefing: &Briefing) {
        if !self.end_is_seen(item, briefing) {
            let end = Spot { item, row: self.length(item, briefing).saturating_sub(2) };
            self.top = self.moved(end, 1 - isize::from(self.shape.height.cast_signed()), briefing);
            self.settle(briefing);
        }
    }

    /// Moves the window as little as is needed to show the row of an item that holds byte `at`.
    pub fn reveal_byte(&mut self, item: usize, at: usize, briefing: &Briefing) {
        let rows = self.lay(item, briefing);
        let row = rows
            .iter()
            .rposition(|row| matches!(row.kind, RowKind::Text(_)) && row.range.start <= at)
            .unwrap_or(0);
        let spot = Spot { item, row };
        if self.window.binary_search(&spot).is_err() {
            let third = isize::from(self.shape.height.cast_signed() / 3);
            self.top = self.moved(spot, -third, briefing);
            self.settle(briefing);
        }
    }

    /// The byte of a passage's text that stands at a column of a row; the row's end right of it.
    pub fn byte_at(&self, spot: Spot, column: u16, text: &str) -> usize {
        let Some(row) = self.row(spot) else { return 0 };
        let RowKind::Text(kind) = row.kind else { return text.len() };
        let lead = if kind == LineKind::Text { 0 } else { LIST_INDENT };
        let words = text.get(row.range.clone()).unwrap_or_default();
        row.range.start + head(words, usize::from(column.saturating_sub(lead))).len()
    }

    /// Fills the window from its top row on; a page that ends above the window's end is moved down.
    fn settle(&mut self, briefing: &Briefing) {
        let height = usize::from(self.shape.height);
        let last_item = self.items.len().saturating_sub(1);
        self.top.item = self.top.item.min(last_item);
        self.top.row = self.top.row.min(self.length(self.top.item, briefing).saturating_sub(1));
        self.fill(height, briefing);
        if self.window.len() < height && self.top > Spot::default() {
            let last =
                Spot { item: last_item, row: self.length(last_item, briefing).saturating_sub(1) };
            self.top = self.moved(last, 1 - height.cast_signed(), briefing);
            self.fill(height, briefing);
        }
    }

    /// Fills the window from its top row on.
    fn fill(&mut self, height: usize, briefing: &Briefing) {
        self.window.clear();
        let mut spot = self.top;
        while self.window.len() < height && spot.item < self.items.len() {
            if spot.row < self.length(spot.item, briefing) {
                self.window.push(spot);
                spot.row += 1;
            } else {
                spot = Spot { item: spot.item + 1, row: 0 };
            }
        }
    }

    /// The spot `by` rows further down (or up), or the page's last (first) row.
    fn moved(&mut self, from: Spot, by: isize, briefing: &Briefing) -> Spot {
        let Spot { mut item, mut row } = from;
        let mut left = by.unsigned_abs();
        if by < 0 {
            while left > row && item > 0 {
                left -= row + 1;
                item -= 1;
                row = self.length(item, briefing).saturating_sub(1);
            }
            return Spot { item, row: row.saturating_sub(left) };
        }
        loop {
            let below = self.length(item, briefing).saturating_sub(row + 1);
            if left <= below {
                return Spot { item, row: row + left };
            }
            if item + 1 >= self.items.len() {
                return Spot { item, row: row + below };
            }
            left -= below + 1;
            item += 1;
            row = 0;
        }
    }

    fn length(&mut self, item: usize, briefing: &Briefing) -> usize {
        self.lay(item, briefing).len()
    }

    /// The rows of an item, made now if the window was never there.
    fn lay(&mut self, item: usize, briefing: &Briefing) -> &[Row] {
        let Some(place) = self.rows.get_mut(item) else { return &[] };
        let width = self.shape.width;
        place.get_or_insert_with(|| rows_of(self.items[item], briefing, width).into_boxed_slice())
    }
}
