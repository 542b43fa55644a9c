//! What a frame changes, as bytes for the terminal: as few as the eye needs.
//!
//! A terminal takes its time for every byte, and ratatui's own backend sends up to twice as many as can
//! be seen. This one remembers what stands on the screen. It writes a few letters that are
//! there already rather than move the cursor over them, leaves blanks that look the same, and changes
//! no colour for a blank that does not show it.

use std::collections::HashMap;
use std::mem;
use std::ops::Range;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::style::{
    Attribute, ContentStyle, SetAttribute, SetAttributes, SetBackgroundColor, SetForegroundColor,
};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{Command, queue};
use foldhash::fast::RandomState;
use ratatui::backend::IntoCrossterm;
use ratatui::layout::{Position, Size};
use ratatui::style::{Modifier, Style};

use crate::view::Frame;
use crate::view::frame::{Cell, Glyph, Ink};

/// The most letters that are written again instead of moving the cursor, which takes about as many.
const GAP: u16 = 7;

/// What can be seen of a modifier where nothing is written.
const SEEN_ON_BLANK: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// What makes the character before it an emoji, which some terminals see as wide and some do not.
const EMOJI: char = '\u{fe0f}';

/// The screen as the terminal shows it, and the bytes that are on their way there.
#[derive(Debug, Default)]
pub struct Canvas {
    bytes: Vec<u8>,
    /// The frame, drawn anew each time in the same memory.
    frame: Frame,
    /// What stands on the screen: the cells of the frame before.
    shown: Vec<Cell>,
    pen: Ink,
    /// What makes one ink of another, as it was found the first time.
    changes: HashMap<(Ink, Ink), Vec<u8>, RandomState>,
    cursor: Option<Position>,
}

impl Canvas {
    /// Takes the size of the window, and begins with an empty screen.
    pub fn resize(&mut self, size: Size) {
        self.frame.resize(size);
        self.clear();
    }

    /// Begins with an empty screen: what is on it is not known.
    pub fn clear(&mut self) {
        self.place(None);
        self.shown.clear();
        self.shown.resize(self.frame.cells().len(), Cell::BLANK);
        self.write(MoveTo(0, 0));
        self.write(Clear(ClearType::All));
    }

    /// Draws a frame; `draw` finds the one before, writes every cell of it, and gives the place of the
    /// cursor where there is one. Gives the bytes that make the terminal show it.
    pub fn paint(&mut self, draw: impl FnOnce(&mut Frame) -> Option<Position>) -> Vec<u8> {
        if self.frame.forget_where_crowded() {
            self.changes.clear();
            self.clear();
        }
        let mut frame = mem::take(&mut self.frame);
        let cursor = draw(&mut frame);
        let columns = usize::from(frame.area().width).max(1);
        for (y, row) in frame.cells().chunks(columns).enumerate() {
            if differ(row, &self.shown[y * columns..]) {
                self.paint_row(&frame, y as u16, row);
            }
        }
        self.frame = frame;
        self.dip(Ink::PLAIN);
        self.place(cursor);
        mem::take(&mut self.bytes)
    }

    fn paint_row(&mut self, frame: &Frame, y: u16, row: &[Cell]) {
        let (mut here, mut alike) = (None, None);
        let mut x = 0;
        while let Some(&cell) = row.get(usize::from(x)) {
            let covered = places(row.len(), y, x..x.saturating_add(cell.width()));
            let there = self.shown[covered.start];
            if there != cell {
                // Most of a new row are blanks like the one before.
                if alike != Some((there, cell)) && !looks_like(frame, there, cell) {
                    self.go(frame, row.len(), here, Position { x, y });
                    self.put(frame, cell);
                    // Where a terminal may see it differently, the next one is looked for anew.
                    here = (cell.width() == 1).then_some(x + 1);
                } else {
                    alike = Some((there, cell));
                }
                self.shown[covered.clone()].fill(Cell::COVERED);
                self.shown[covered.start] = cell;
            }
            x = x.saturating_add(cell.width());
        }
    }

    /// Brings the terminal's cursor to a cell, from column `here` of the same row where it is known.
    fn go(&mut self, frame: &Frame, columns: usize, here: Option<u16>, to: Position) {
        let is_there = here.is_some_and(|here| {
            here == to.x || {
                let there = places(columns, to.y, here..to.x);
                to.x - here <= GAP && self.writes_again(frame, there)
            }
        });
        if !is_there {
            self.write(MoveTo(to.x, to.y));
        }
    }

    /// Writes what stands there already, where it takes nothing but the ink at hand.
    fn writes_again(&mut self, frame: &Frame, places: Range<usize>) -> bool {
        let (pen, there) = (self.pen, &self.shown[places]);
        let is_easy =
            |cell: &Cell| cell.ascii().is_some() && ink_near(*cell, frame.ink(*cell), pen) == pen;
        let can = there.iter().all(is_easy);
        if can {
            self.bytes.extend(there.iter().filter_map(|cell| cell.ascii()));
        }
        can
    }

    fn put(&mut self, frame: &Frame, cell: Cell) {
        self.dip(ink_near(cell, frame.ink(cell), self.pen));
        match frame.glyph(cell) {
            Glyph::Letter(letter) => {
                self.bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            }
            Glyph::Cluster(cluster) => {
                if cell.width() > 1 && cluster.ends_with(EMOJI) {
                    // Where it is narrow, the cell behind it would keep what stood there.
                    self.bytes.extend_from_slice(b"  \x08\x08");
                }
                self.bytes.extend_from_slice(cluster.as_bytes());
            }
        }
    }

    /// Changes the ink.
    fn dip(&mut self, ink: Ink) {
        if ink == self.pen {
            return;
        }
        let change = self.changes.entry((self.pen, ink)).or_insert_with(|| change(self.pen, ink));
        self.bytes.extend_from_slice(change);
        self.pen = ink;
    }

    /// Shows the cursor at its place, or hides it.
    fn place(&mut self, cursor: Option<Position>) {
        match (mem::replace(&mut self.cursor, cursor), cursor) {
            (Some(_), None) => self.write(Hide),
            (before, Some(at)) => {
                if before.is_none() {
                    self.write(Show);
                }
                if before != cursor || !self.bytes.is_empty() {
                    self.write(MoveTo(at.x, at.y));
                }
            }
            (None, None) => {}
        }
    }

    fn write(&mut self, command: impl Command) {
        write(&mut self.bytes, command);
    }
}

/// Whether a cell would look as another one that stands in its place.
fn looks_like(frame: &Frame, there: Cell, cell: Cell) -> bool {
    there.has_letters_of(cell) && {
        let (before, ink) = (frame.ink(there), frame.ink(cell));
        before == ink
            || before.background == ink.background && is_bare(there, before) && is_bare(cell, ink)
    }
}

/// Whether any cell of a row differs. Looks at all of them, which is quicker than to stop at the first.
fn differ(row: &[Cell], shown: &[Cell]) -> bool {
    row.iter().zip(shown).filter(|(cell, there)| cell != there).count() > 0
}

/// What makes one ink of another.
fn change(before: Ink, ink: Ink) -> Vec<u8> {
    let (mut before, mut bytes) = (before, Vec::new());
    if !(before.modifier - ink.modifier).is_empty() || ink == Ink::PLAIN {
        write(&mut bytes, SetAttribute(Attribute::Reset));
        before = Ink::PLAIN;
    }
    let added = ink.modifier - before.modifier;
    if !added.is_empty() {
        let style: ContentStyle = Style::new().add_modifier(added).into_crossterm();
        write(&mut bytes, SetAttributes(style.attributes));
    }
    if ink.foreground != before.foreground {
        write(&mut bytes, SetForegroundColor(ink.foreground.into_crossterm()));
    }
    if ink.background != before.background {
        write(&mut bytes, SetBackgroundColor(ink.background.into_crossterm()));
    }
    bytes
}

fn write(bytes: &mut Vec<u8>, command: impl Command) {
    // Into memory: this cannot fail.
    let _ = queue!(bytes, command);
}

/// The places of some columns of a row of so many, as far as it reaches.
fn places(columns: usize, y: u16, range: Range<u16>) -> Range<usize> {
    let start = usize::from(y) * columns;
    let place = |x: u16| start + usize::from(x).min(columns);
    place(range.start)..place(range.end)
}

fn is_seen_on_blank(ink: Ink) -> bool {
    ink.modifier.intersects(SEEN_ON_BLANK)
}

/// Whether a cell looks the same in any colour of the letters.
fn is_bare(cell: Cell, ink: Ink) -> bool {
    cell.ascii() == Some(b' ') && !is_seen_on_blank(ink)
}

/// The ink to write a cell with, as near as possible to the one at hand.
fn ink_near(cell: Cell, ink: Ink, pen: Ink) -> Ink {
    if is_bare(cell, ink) && !is_seen_on_blank(pen) {
        Ink { background: ink.background, ..pen }
    } else {
        ink
    }
}

#[cfg(test)]
mod tests;
