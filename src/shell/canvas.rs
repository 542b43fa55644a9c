//! What a frame changes, as bytes for the terminal: as few as the eye needs.
//!
//! A terminal takes its time for every byte, and ratatui's own backend sends up to twice as many as can
//! be seen. This one remembers what stands on the screen. It writes a few letters that are
//! there already rather than move the cursor over them, leaves blanks that look the same, and changes
//! no colour for a blank that does not show it.

use std::collections::BTreeMap;
use std::mem;
use std::ops::Range;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::style::{
    Attribute, ContentStyle, SetAttribute, SetAttributes, SetBackgroundColor, SetForegroundColor,
};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{Command, queue};
use ratatui::backend::IntoCrossterm;
use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};

use crate::layout::width::text_width;

/// The most letters that are written again instead of moving the cursor, which takes about as many.
const GAP: u16 = 7;

/// What can be seen of a modifier where nothing is written.
const SEEN_ON_BLANK: Modifier =
    Modifier::REVERSED.union(Modifier::UNDERLINED).union(Modifier::CROSSED_OUT);

/// What makes the character before it an emoji, which some terminals see as wide and some do not.
const EMOJI: char = '\u{fe0f}';

/// The screen as the terminal shows it, and the bytes that are on their way there.
#[derive(Debug, Default)]
pub(super) struct Canvas {
    bytes: Vec<u8>,
    /// The frame, drawn anew each time in the same memory.
    frame: Buffer,
    /// What stands in the cells: the frame before in short.
    shown: Vec<Shown>,
    /// The cells of the frame before that hold more than a character, by their places.
    clusters: BTreeMap<usize, Cell>,
    pen: Ink,
    cursor: Option<Position>,
}

/// What stands in a cell: a character; none where it is more than that, or the rest of a wide one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    letter: Option<char>,
    ink: Ink,
}

const BLANK: Shown = Shown { letter: Some(' '), ink: Ink::PLAIN };

/// How a letter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Ink {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Ink {
    const PLAIN: Self =
        Self { foreground: Color::Reset, background: Color::Reset, modifier: Modifier::empty() };

    const fn of(cell: &Cell) -> Self {
        Self { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }

    const fn is_seen_on_blank(self) -> bool {
        self.modifier.intersects(SEEN_ON_BLANK)
    }
}

impl Shown {
    /// A cell as it will be seen.
    fn of(cell: &Cell) -> Self {
        let ink = Ink::of(cell);
        match cell.symbol().as_bytes() {
            b" " if !ink.is_seen_on_blank() => {
                Self { letter: Some(' '), ink: Ink { background: ink.background, ..Ink::PLAIN } }
            }
            [letter @ b' '..=b'~'] => Self { letter: Some(char::from(*letter)), ink },
            _ => Self { letter: only_letter(cell), ink },
        }
    }

    /// The letter, where it is one of ASCII: as wide as any terminal sees it.
    fn ascii(self) -> Option<u8> {
        self.letter.filter(char::is_ascii).map(|letter| letter as u8)
    }

    /// Whether it looks the same in any colour of the letters.
    fn is_bare(self) -> bool {
        self.letter == Some(' ') && !self.ink.is_seen_on_blank()
    }

    /// The ink to write it with, as near as possible to the one at hand.
    fn ink_near(self, pen: Ink) -> Ink {
        if self.is_bare() && !pen.is_seen_on_blank() {
            Ink { background: self.ink.background, ..pen }
        } else {
            self.ink
        }
    }
}

impl Canvas {
    /// Takes the size of the window, and begins with an empty screen.
    pub(super) fn resize(&mut self, size: Size) {
        let area = Rect::from((Position::ORIGIN, size));
        self.frame.resize(area);
        self.clear();
    }

    /// Begins with an empty screen: what is on it is not known.
    pub(super) fn clear(&mut self) {
        self.place(None);
        self.clusters.clear();
        self.shown.clear();
        self.shown.resize(self.frame.content.len(), BLANK);
        self.write(MoveTo(0, 0));
        self.write(Clear(ClearType::All));
    }

    /// Draws a frame; `draw` finds the one before in the buffer, writes every cell of it, and gives
    /// the place of the cursor where there is one. Gives the bytes that make the terminal show it.
    pub(super) fn paint(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> Vec<u8> {
        let mut frame = mem::take(&mut self.frame);
        let cursor = draw(&mut frame);
        for (y, row) in rows(&frame).enumerate() {
            self.paint_row(y as u16, row);
        }
        self.frame = frame;
        self.dip(Ink::PLAIN);
        self.place(cursor);
        mem::take(&mut self.bytes)
    }

    fn paint_row(&mut self, y: u16, row: &[Cell]) {
        let mut here = None;
        let mut x = 0;
        while let Some(cell) = row.get(usize::from(x)) {
            let new = Shown::of(cell);
            let width = width(cell, new);
            let place = places(row.len(), y, x..x + 1).start;
            let is_there = self.shown[place] == new
                && (new.letter.is_some() || self.clusters.get(&place) == Some(cell));
            if !is_there && cell.diff_option != CellDiffOption::Skip {
                self.go(row.len(), here, Position { x, y });
                self.put(cell, new, width);
                self.keep(places(row.len(), y, x..x.saturating_add(width)), cell, new);
                // Where a terminal may see it differently, the next one is looked for anew.
                here = (width == 1).then_some(x + 1);
            }
            x = x.saturating_add(width);
        }
    }

    /// Keeps in mind what stands in the places that a cell covers.
    fn keep(&mut self, covered: Range<usize>, cell: &Cell, new: Shown) {
        let first = covered.start;
        if new.letter.is_none() {
            self.clusters.insert(first, cell.clone());
        }
        for rest in covered.skip(1) {
            self.shown[rest] = Shown { letter: None, ..new };
            self.clusters.remove(&rest);
        }
        self.shown[first] = new;
    }

    /// Brings the terminal's cursor to a cell, from column `here` of the same row where it is known.
    fn go(&mut self, columns: usize, here: Option<u16>, to: Position) {
        let is_there = here.is_some_and(|here| {
            here == to.x || {
                let there = places(columns, to.y, here..to.x);
                to.x - here <= GAP && self.writes_again(there)
            }
        });
        if !is_there {
            self.write(MoveTo(to.x, to.y));
        }
    }

    /// Writes what stands there already, where it takes nothing but the ink at hand.
    fn writes_again(&mut self, places: Range<usize>) -> bool {
        let (pen, letters) = (self.pen, &self.shown[places]);
        let is_easy = |shown: &Shown| shown.ascii().is_some() && shown.ink_near(pen) == pen;
        let can = letters.iter().all(is_easy);
        if can {
            self.bytes.extend(letters.iter().filter_map(|shown| shown.ascii()));
        }
        can
    }

    fn put(&mut self, cell: &Cell, new: Shown, width: u16) {
        self.dip(new.ink_near(self.pen));
        if width > 1 && cell.symbol().ends_with(EMOJI) {
            // Where it is narrow, the cell behind it would keep what stood there.
            self.bytes.extend_from_slice(b"  \x08\x08");
        }
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
    }

    /// Changes the ink.
    fn dip(&mut self, ink: Ink) {
        if ink == self.pen {
            return;
        }
        if !(self.pen.modifier - ink.modifier).is_empty() || ink == Ink::PLAIN {
            self.write(SetAttribute(Attribute::Reset));
            self.pen = Ink::PLAIN;
        }
        let added = ink.modifier - self.pen.modifier;
        if !added.is_empty() {
            let style: ContentStyle = Style::new().add_modifier(added).into_crossterm();
            self.write(SetAttributes(style.attributes));
        }
        if ink.foreground != self.pen.foreground {
            self.write(SetForegroundColor(ink.foreground.into_crossterm()));
        }
        if ink.background != self.pen.background {
            self.write(SetBackgroundColor(ink.background.into_crossterm()));
        }
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
        // Into memory: this cannot fail.
        let _ = queue!(self.bytes, command);
    }
}

/// The places of some columns of a row of so many, as far as it reaches.
fn places(columns: usize, y: u16, range: Range<u16>) -> Range<usize> {
    let start = usize::from(y) * columns;
    let place = |x: u16| start + usize::from(x).min(columns);
    place(range.start)..place(range.end)
}

/// The character of a cell that holds just one, and no link.
fn only_letter(cell: &Cell) -> Option<char> {
    let mut letters = cell.symbol().chars();
    let first = letters.next();
    first.filter(|_| letters.next().is_none() && cell.diff_option == CellDiffOption::None)
}

fn rows(frame: &Buffer) -> impl Iterator<Item = &[Cell]> {
    frame.content.chunks(usize::from(frame.area.width).max(1))
}

/// How many columns a cell covers.
fn width(cell: &Cell, shown: Shown) -> u16 {
    match (shown.ascii(), cell.diff_option) {
        (Some(_), _) => 1,
        (None, CellDiffOption::ForcedWidth(width)) => width.get(),
        (None, _) => u16::try_from(text_width(cell.symbol())).unwrap_or(u16::MAX).max(1),
    }
}

#[cfg(test)]
mod tests;
