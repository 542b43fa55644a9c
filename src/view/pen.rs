//! The pen: writes words in a role into a rectangle, and never outside it.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::widgets::{Block, Clear, Widget};

use super::theme::{Role, Theme};
use crate::briefing::safe::stands_alone;
use crate::briefing::taxonomy::Alphabet;
use crate::briefing::taxonomy::{Sentiment, Sourcing};
use crate::layout::sheet::{Ink, Part};
use crate::layout::width::{fit, text_width};

/// How things look: the theme, the marks that the terminal can show, whether it opens links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Every role's style.
    pub theme: Theme,
    /// Which marks the terminal can show.
    pub alphabet: Alphabet,
    /// Whether addresses are written as hyperlinks (OSC 8).
    pub hyperlinks: bool,
}

/// Writes into a buffer in a look.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    look: Look,
}

const ASCII_BORDER: border::Set<'_> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, look: Look) -> Self {
        Self { buffer, look }
    }

    /// Empties the whole screen, dressed for text.
    pub(super) fn begin(&mut self) {
        let mut blank = Cell::EMPTY;
        blank.set_style(self.look.theme.style(Role::Text));
        self.buffer.content.fill(blank);
    }

    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// Writes words, cut with an ellipsis where they need more than `room` cells. Gives the cells used.
    pub(super) fn put(&mut self, at: Position, room: u16, words: &str, role: Role) -> u16 {
        if !self.buffer.area.contains(at) {
            return 0;
        }
        let room = room.min(self.buffer.area.right() - at.x);
        let style = self.look.theme.style(role);
        // Most words: none of them has more cells than bytes.
        if words.len() <= usize::from(room) && words.chars().all(stands_alone) {
            return self.put_letters(at, words, style);
        }
        let ellipsis = self.look.alphabet.pick('…', '~');
        let words = fit(words, usize::from(room), ellipsis);
        if words.chars().all(stands_alone) {
            return self.put_letters(at, &words, style);
        }
        let (end, _) = self.buffer.set_stringn(at.x, at.y, words, usize::from(room), style);
        end - at.x
    }

    /// Writes letters that are one cell wide each and join nothing, which needs no segmentation.
    fn put_letters(&mut self, at: Position, letters: &str, style: Style) -> u16 {
        let row = self.buffer.index_of(at.x, at.y);
        let cells =
            &mut self.buffer.content[row..row + usize::from(self.buffer.area.right() - at.x)];
        let mut used = 0;
        for (cell, letter) in cells.iter_mut().zip(letters.chars()) {
            cell.set_char(letter).set_style(style);
            used += 1;
        }
        used
    }

    /// Writes words so that they end before column `right`. Gives the column where they begin.
    pub(super) fn put_right(&mut self, right: u16, y: u16, words: &str, role: Role) -> u16 {
        let x = right.saturating_sub(text_width(words) as u16);
        self.put(Position { x, y }, right - x, words, role);
        x
    }

    /// Writes one character.
    pub(super) fn mark(&mut self, at: Position, mark: char, role: Role) {
        if let Some(cell) = self.buffer.cell_mut(at) {
            cell.set_char(mark).set_style(self.look.theme.style(role));
        }
    }

    /// Writes the parts of a line, cut with an ellipsis at the end of the room.
    pub(super) fn parts(&mut self, at: Position, room: u16, parts: &[Part]) {
        let mut used = 0;
        for (at_part, (ink, words)) in parts.iter().enumerate() {
            let left = room.saturating_sub(used);
            let rest: usize = parts[at_part + 1..].iter().map(|(_, words)| text_width(words)).sum();
            let whole = text_width(words);
            // A part that would fill the row to its end while more follows gives its last cell to the ellipsis.
            let cut = whole + rest > usize::from(left) && whole >= usize::from(left) && left > 0;
            let words = if cut && whole <= usize::from(left) {
                format!("{words}{}", self.look.alphabet.pick('…', '~'))
            } else {
                words.clone()
            };
            let place = Position { x: at.x + used, ..at };
            let cells = self.put(place, left, &words, role_of(*ink));
            if *ink == Ink::Noted {
                self.note(Rect::new(place.x, place.y, cells, 1));
            }
            used += cells;
            if cut {
                return;
            }
        }
    }

    /// Gives a rectangle another role without writing anything.
    pub(super) fn dress(&mut self, area: Rect, role: Role) {
        let style = self.look.theme.style(role);
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }

    /// Underlines words that a note is about, whatever role they play.
    pub(super) fn note(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        self.buffer.set_style(area, self.look.theme.noted());
    }

    /// Empties a rectangle.
    pub(super) fn fill(&mut self, area: Rect, role: Role) {
        let area = area.intersection(self.buffer.area);
        Clear.render(area, self.buffer);
        self.buffer.set_style(area, self.look.theme.style(role));
    }

    /// Empties a rectangle and frames it. Gives the room inside.
    pub(super) fn frame(&mut self, area: Rect, title: &str) -> Rect {
        let area = area.intersection(self.buffer.area);
        self.fill(area, Role::Text);
        let set = match self.look.alphabet {
            Alphabet::Unicode => border::ROUNDED,
            Alphabet::Ascii => ASCII_BORDER,
        };
        let block =
            Block::bordered().border_set(set).border_style(self.look.theme.style(Role::Border));
        let inner = block.inner(area);
        block.render(area, self.buffer);
        let room = area.width.saturating_sub(6);
        self.put(Position { x: area.x + 2, y: area.y }, room, &format!(" {title} "), Role::Heading);
        Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
    }

    /// Turns words that are written already into a hyperlink, where the terminal opens them (OSC 8,
    /// <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>).
    ///
    /// A run of one style goes into its first cell as a whole, and the buffer is told how many cells
    /// that covers: a link a character would repeat the address for every one of them.
    pub(super) fn link(&mut self, area: Rect, address: &str) {
        let area = area.intersection(self.buffer.area);
        let mut x = if self.look.hyperlinks { area.left() } else { area.right() };
        while x < area.right() {
            let (words, end) = self.run_of_one_style(Rect { x, width: area.right() - x, ..area });
            let link = format!("\x1b]8;;{address}\x1b\\{words}\x1b]8;;\x1b\\");
            let Some(width) = NonZeroU16::new(end - x) else { return };
            self.buffer[(x, area.y)]
                .set_symbol(&link)
                .set_diff_option(CellDiffOption::ForcedWidth(width));
            for covered in x + 1..end {
                self.buffer[(covered, area.y)].set_diff_option(CellDiffOption::Skip);
            }
            x = end;
        }
    }

    /// The words at the beginning of a row, as far as they have one style, and the column after them.
    fn run_of_one_style(&self, row: Rect) -> (String, u16) {
        let style = self.buffer[row.as_position()].style();
        let (mut words, mut x) = (String::new(), row.x);
        while x < row.right() && self.buffer[(x, row.y)].style() == style {
            let symbol = self.buffer[(x, row.y)].symbol();
            words.push_str(symbol);
            x += (text_width(symbol) as u16).max(1);
        }
        (words, x.min(row.right()))
    }
}

/// The role of a kind of words.
pub(super) fn role_of(ink: Ink) -> Role {
    match ink {
        Ink::Plain | Ink::Noted => Role::Text,
        Ink::Strong => Role::Heading,
        Ink::Muted => Role::Muted,
        Ink::Key => Role::FooterKey,
        Ink::Error | Ink::Gone => Role::Error,
        Ink::Added => Role::Accent,
        Ink::Warning => Role::Warning,
        Ink::Link => Role::Link,
        Ink::Note => Role::Note,
        Ink::Lit => Role::Match,
        Ink::Sourcing(sourcing) => sourcing_role(sourcing),
        Ink::Sentiment(sentiment) => sentiment_role(sentiment),
    }
}

/// The role of a sourcing: those that withhold or lack a source stand apart.
pub(super) fn sourcing_role(sourcing: Sourcing) -> Role {
    match sourcing {
        Sourcing::Anonymous => Role::Anonymous,
        Sourcing::Unattributed => Role::Unattributed,
        Sourcing::OnRecord
        | Sourcing::OfficialStatement
        | Sourcing::SocialPost
        | Sourcing::Broadcast
        | Sourcing::Document
        | Sourcing::MediaReport
        | Sourcing::Observed
        | Sourcing::Analysis => Role::Sourcing,
    }
}

/// The role of a sentiment.
pub(super) fn sentiment_role(sentiment: Sentiment) -> Role {
    match sentiment {
        Sentiment::Positive => Role::Positive,
        Sentiment::Negative => Role::Negative,
        Sentiment::Neutral => Role::Neutral,
        Sentiment::Mixed => Role::Mixed,
    }
}
