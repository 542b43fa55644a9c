//! A frame: the cells of the screen, in eight bytes each.
//!
//! A whole frame and the one before are looked through at every key. In the library's own buffer a cell
//! takes 44 bytes, and other programs have the processor's caches between two keys.

use std::collections::HashMap;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use crate::layout::width::grapheme_width;

/// The most kinds of ink, and the most clusters, that a frame knows before it begins anew.
const MOST_KNOWN: usize = 4096;

/// Behind the last character: from here on a glyph is a cluster.
const CLUSTERS: u32 = char::MAX as u32 + 1;

const COVERED: u32 = u32::MAX;

/// A cell of a frame. What it says is asked of the frame.
#[derive(Debug, Clone, Copy, Eq)]
pub struct Cell {
    glyph: u32,
    ink: u16,
    width: u16,
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.bits() == other.bits()
    }
}

impl Cell {
    /// Nothing written, in no colour.
    pub const BLANK: Self = Self::of(' ', 0);

    /// Hidden behind a wide one; no cell of a frame is equal to it.
    pub const COVERED: Self = Self { glyph: COVERED, ink: 0, width: 1 };

    const fn of(letter: char, ink: u16) -> Self {
        Self { glyph: letter as u32, ink, width: 1 }
    }

    /// All of it as one number: rows of cells are compared number by number.
    const fn bits(self) -> u64 {
        self.glyph as u64 | (self.ink as u64) << 32 | (self.width as u64) << 48
    }

    /// How many columns it covers.
    pub const fn width(self) -> u16 {
        self.width
    }

    /// The letter, where it is one of ASCII: as wide as any terminal sees it.
    pub fn ascii(self) -> Option<u8> {
        u8::try_from(self.glyph).ok().filter(u8::is_ascii)
    }

    /// Whether both hold the same letters.
    pub const fn has_letters_of(self, other: Self) -> bool {
        self.glyph == other.glyph && self.width == other.width
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph<'f> {
    /// One character.
    Letter(char),
    /// More than that: a letter with its marks, an emoji, words that are a link.
    Cluster(&'f str),
}

/// How a letter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Ink {
    /// The colour of the letter.
    pub foreground: Color,
    /// The colour behind it.
    pub background: Color,
    /// Bold, underlined and the like.
    pub modifier: Modifier,
}

impl Ink {
    /// As the terminal writes by itself.
    pub const PLAIN: Self =
        Self { foreground: Color::Reset, background: Color::Reset, modifier: Modifier::empty() };

    /// The ink that a style makes of this one.
    fn patched(self, style: Style) -> Self {
        Self {
            foreground: style.fg.unwrap_or(self.foreground),
            background: style.bg.unwrap_or(self.background),
            modifier: (self.modifier | style.add_modifier) - style.sub_modifier,
        }
    }
}

/// A style to write with. It remembers which ink it made of which: neighbours are written alike.
#[derive(Debug, Clone, Copy)]
pub struct Brush {
    style: Style,
    last: Option<(u16, u16)>,
}

impl From<Style> for Brush {
    fn from(style: Style) -> Self {
        Self { style, last: None }
    }
}

/// The cells of a screen as they are being drawn. A brush serves one frame only.
#[derive(Debug, Clone)]
pub struct Frame {
    size: Size,
    cells: Vec<Cell>,
    /// Every ink that was used, the plain one first.
    inks: Vec<Ink>,
    /// Every cluster that was written, and which one it is.
    clusters: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Default for Frame {
    fn default() -> Self {
        Self::new(Size::ZERO)
    }
}

impl Frame {
    /// An empty frame.
    pub fn new(size: Size) -> Self {
        let mut frame = Self {
            size,
            cells: Vec::new(),
            inks: vec![Ink::PLAIN],
            clusters: Vec::new(),
            numbers: HashMap::new(),
        };
        frame.resize(size);
        frame
    }

    /// Takes another size, and is empty.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.cells.clear();
        self.cells.resize(usize::from(size.width) * usize::from(size.height), Cell::BLANK);
    }

    /// Empties it and forgets every ink and cluster, where there are too many. Whether it did: cells
    /// from before mean nothing then.
    pub fn forget_where_crowded(&mut self) -> bool {
        let is_crowded = self.inks.len().max(self.clusters.len()) > MOST_KNOWN;
        if is_crowded {
            *self = Self::new(self.size);
        }
        is_crowded
    }

    /// All of it.
    pub fn area(&self) -> Rect {
        Rect::from((Position::ORIGIN, self.size))
    }

    /// The cells, row by row.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// What stands in a cell.
    pub fn glyph(&self, cell: Cell) -> Glyph<'_> {
        match char::from_u32(cell.glyph) {
            Some(letter) => Glyph::Letter(letter),
            None => Glyph::Cluster(self.cluster(cell)),
        }
    }

    fn cluster(&self, cell: Cell) -> &str {
        let number = cell.glyph.wrapping_sub(CLUSTERS) as usize;
        self.clusters.get(number).map_or(" ", String::as_str)
    }

    /// How a cell is written.
    pub fn ink(&self, cell: Cell) -> Ink {
        self.inks[usize::from(cell.ink)]
    }

    /// Empties a rectangle and gives it a style.
    pub fn fill(&mut self, area: Rect, style: Style) {
        let blank = Cell { ink: self.patched(0, style), ..Cell::BLANK };
        let area = area.intersection(self.area());
        for y in area.top()..area.bottom() {
            let start = self.place(Position { x: area.x, y });
            self.cells[start..start + usize::from(area.width)].fill(blank);
        }
    }

    /// Gives a rectangle another style and leaves what is written there.
    pub fn dress(&mut self, area: Rect, brush: &mut Brush) {
        let area = area.intersection(self.area());
        for y in area.top()..area.bottom() {
            let start = self.place(Position { x: area.x, y });
            for place in start..start + usize::from(area.width) {
                self.cells[place].ink = self.dip(brush, self.cells[place].ink);
            }
        }
    }

    /// Writes letters that take one cell each and join nothing, as many as the row has room for. Gives
    /// the cells used. `at` is inside the frame.
    pub fn write_letters(&mut self, at: Position, letters: &str, brush: &mut Brush) -> u16 {
        let start = self.place(at);
        let mut place = start;
        for letter in letters.chars().take(usize::from(self.size.width - at.x)) {
            let ink = self.dip(brush, self.cells[place].ink);
            self.cells[place] = Cell::of(letter, ink);
            place += 1;
        }
        (place - start) as u16
    }

    /// Writes words, whole clusters only, into at most `room` cells. Gives the cells used. `at` is
    /// inside the frame.
    pub fn write(&mut self, at: Position, room: u16, words: &str, brush: &mut Brush) -> u16 {
        let room = room.min(self.size.width - at.x);
        let start = self.place(at);
        let mut used = 0_u16;
        let is_shown = |cluster: &&str| !cluster.contains(char::is_control);
        for cluster in words.graphemes(true).filter(is_shown) {
            let width = u16::try_from(grapheme_width(cluster)).unwrap_or(u16::MAX);
            if width == 0 {
                continue;
            }
            if used.saturating_add(width) > room {
                break;
            }
            let place = start + usize::from(used);
            let ink = self.dip(brush, self.cells[place].ink);
            self.cells[place] = Cell { glyph: self.glyph_of(cluster), ink, width };
            self.cells[place + 1..place + usize::from(width)].fill(Cell::BLANK);
            used += width;
        }
        used
    }

    /// Has words stand for the cells that are there, the first `width` from `at` on: the letters of
    /// those cells with something around them that takes no room.
    pub fn cover(&mut self, at: Position, width: u16, words: &str) {
        let place = self.place(at);
        self.cells[place] = Cell { glyph: self.glyph_of(words), ink: self.cells[place].ink, width };
    }

    /// A cell; none outside the frame.
    pub fn cell(&self, at: Position) -> Option<Cell> {
        self.area().contains(at).then(|| self.cells[self.place(at)])
    }

    fn place(&self, at: Position) -> usize {
        usize::from(at.y) * usize::from(self.size.width) + usize::from(at.x)
    }

    fn glyph_of(&mut self, cluster: &str) -> u32 {
        let mut letters = cluster.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return letter as u32;
        }
        if let Some(number) = self.numbers.get(cluster) {
            return *number;
        }
        let number = CLUSTERS + self.clusters.len() as u32;
        self.clusters.push(cluster.to_owned());
        self.numbers.insert(cluster.to_owned(), number);
        number
    }

    /// The ink that a brush makes of the one that is there.
    fn dip(&mut self, brush: &mut Brush, there: u16) -> u16 {
        match brush.last {
            Some((from, to)) if from == there => to,
            _ => {
                let to = self.patched(there, brush.style);
                brush.last = Some((there, to));
                to
            }
        }
    }

    fn patched(&mut self, ink: u16, style: Style) -> u16 {
        let before = self.inks[usize::from(ink)];
        let wanted = before.patched(style);
        if wanted == before {
            return ink;
        }
        let known = self.inks.iter().position(|known| *known == wanted);
        let number = known.unwrap_or_else(|| {
            self.inks.push(wanted);
            self.inks.len() - 1
        });
        u16::try_from(number).unwrap_or(0)
    }
}

impl From<&Frame> for Buffer {
    /// The frame in the library's own form. A link stands in its first cell, and the cells that it
    /// covers are left out.
    fn from(frame: &Frame) -> Self {
        let mut buffer = Self::empty(frame.area());
        let mut covered = 0_u16;
        for (place, (cell, shown)) in frame.cells.iter().zip(&mut buffer.content).enumerate() {
            if place % usize::from(frame.size.width) == 0 {
                covered = 0;
            }
            let ink = frame.ink(*cell);
            (shown.fg, shown.bg, shown.modifier) = (ink.foreground, ink.background, ink.modifier);
            match frame.glyph(*cell) {
                Glyph::Letter(letter) => shown.set_char(letter),
                Glyph::Cluster(cluster) => shown.set_symbol(cluster),
            };
            let is_link = shown.symbol().starts_with('\x1b');
            if let Some(width) = std::num::NonZeroU16::new(cell.width).filter(|_| is_link) {
                shown.set_diff_option(CellDiffOption::ForcedWidth(width));
                covered = cell.width - 1;
            } else if covered > 0 {
                shown.set_diff_option(CellDiffOption::Skip);
                covered -= 1;
            }
        }
        buffer
    }
}
