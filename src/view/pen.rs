//! The pen: writes words in a role into a rectangle, and never outside it.

use ratatui::layout::{Position, Rect};
use ratatui::symbols::border;

use super::frame::{Brush, Frame, Glyph};
use super::theme::{Role, Theme};
use crate::briefing::safe::stands_alone;
use crate::briefing::taxonomy::Alphabet;
use crate::briefing::taxonomy::{Sentiment, Sourcing};
use crate::layout::list::ListBox;
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

/// Writes into a frame in a look.
pub(super) struct Pen<'a> {
    frame: &'a mut Frame,
    look: Look,
    /// One for each role, in their order.
    brushes: Vec<Brush>,
}

/// How many cells the words take that say that a list goes on.
const MORE: usize = 8;

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
    pub(super) fn new(frame: &'a mut Frame, look: Look) -> Self {
        let brushes = look.theme.styles().map(|(_, style)| style.into()).collect();
        Self { frame, look, brushes }
    }

    /// Empties the whole screen, dressed for text.
    pub(super) fn begin(&mut self) {
        self.fill(self.frame.area(), Role::Text);
    }

    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// Writes words, cut with an ellipsis where they need more than `room` cells. Gives the cells used.
    pub(super) fn put(&mut self, at: Position, room: u16, words: &str, role: Role) -> u16 {
        if !self.frame.area().contains(at) {
            return 0;
        }
        let room = room.min(self.frame.area().right() - at.x);
        let brush = &mut self.brushes[role as usize];
        // Most words: none of them has more cells than bytes.
        if words.len() <= usize::from(room) && words.chars().all(stands_alone) {
            return self.frame.write_letters(at, words, brush);
        }
        let ellipsis = self.look.alphabet.pick('…', '~');
        let words = fit(words, usize::from(room), ellipsis);
        if words.chars().all(stands_alone) {
            return self.frame.write_letters(at, &words, brush);
        }
        self.frame.write(at, room, &words, brush)
    }

    /// Writes words so that they end before column `right`. Gives the column where they begin.
    pub(super) fn put_right(&mut self, right: u16, y: u16, words: &str, role: Role) -> u16 {
        let x = right.saturating_sub(text_width(words) as u16);
        self.put(Position { x, y }, right - x, words, role);
        x
    }

    /// Writes one character.
    pub(super) fn mark(&mut self, at: Position, mark: char, role: Role) {
        if self.frame.area().contains(at) {
            let brush = &mut self.brushes[role as usize];
            self.frame.write_letters(at, mark.encode_utf8(&mut [0; 4]), brush);
        }
    }

    /// Writes the parts of a line, cut with an ellipsis at the end of the room.
    pub(super) fn parts(&mut self, at: Position, room: u16, parts: &[Part]) {
        let mut used = 0;
        let mut rest: usize = parts.iter().map(|(_, words)| text_width(words)).sum();
        for (ink, words) in parts {
            let left = room.saturating_sub(used);
            let whole = text_width(words);
            rest -= whole;
            // A part that would fill the row to its end while more follows gives its last cell to the ellipsis.
            let cut = whole + rest > usize::from(left) && whole >= usize::from(left) && left > 0;
            let place = Position { x: at.x + used, ..at };
            let cells = if cut && whole <= usize::from(left) {
                let words = format!("{words}{}", self.look.alphabet.pick('…', '~'));
                self.put(place, left, &words, role_of(*ink))
            } else {
                self.put(place, left, words, role_of(*ink))
            };
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
        self.frame.dress(area, &mut self.brushes[role as usize]);
    }

    /// Underlines words that a note is about, whatever role they play.
    pub(super) fn note(&mut self, area: Rect) {
        self.frame.dress(area, &mut self.look.theme.noted().into());
    }

    /// Empties a rectangle.
    pub(super) fn fill(&mut self, area: Rect, role: Role) {
        self.frame.fill(area, self.look.theme.style(role));
    }

    /// Empties a rectangle and frames it. Gives the room inside.
    pub(super) fn frame(&mut self, area: Rect, title: &str) -> Rect {
        let area = area.intersection(self.frame.area());
        self.fill(area, Role::Text);
        let set = match self.look.alphabet {
            Alphabet::Unicode => border::ROUNDED,
            Alphabet::Ascii => ASCII_BORDER,
        };
        self.edges(area, &set);
        let room = area.width.saturating_sub(6);
        self.put(Position { x: area.x + 2, y: area.y }, room, &format!(" {title} "), Role::Heading);
        Rect {
            x: area.x + area.width.min(2),
            y: area.y + area.height.min(1),
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(2),
        }
    }

    /// Says on the frame around a list where the list goes on; above, where the title leaves room for it.
    pub(super) fn ends(&mut self, frame: Rect, list: &ListBox, title: &str) {
        let (is_above, is_below) = list.goes_on();
        let right = frame.right().saturating_sub(2);
        let title_and_words = text_width(title) + 4 + MORE;
        if is_above && title_and_words <= usize::from(frame.width.saturating_sub(2)) {
            let words = format!(" more {} ", self.look.alphabet.pick('↑', '^'));
            self.put_right(right, frame.y, &words, Role::Accent);
        }
        if is_below {
            let words = format!(" more {} ", self.look.alphabet.pick('↓', 'v'));
            self.put_right(right, frame.bottom() - 1, &words, Role::Accent);
        }
    }

    fn edges(&mut self, area: Rect, set: &border::Set<'_>) {
        if area.is_empty() {
            return;
        }
        let brush = &mut self.brushes[Role::Border as usize];
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        let mut mark = |x, y, mark| self.frame.write_letters(Position { x, y }, mark, brush);
        for x in area.left()..=right {
            mark(x, area.y, set.horizontal_top);
            mark(x, bottom, set.horizontal_bottom);
        }
        for y in area.top()..=bottom {
            mark(area.x, y, set.vertical_left);
            mark(right, y, set.vertical_right);
        }
        mark(area.x, area.y, set.top_left);
        mark(right, area.y, set.top_right);
        mark(area.x, bottom, set.bottom_left);
        mark(right, bottom, set.bottom_right);
    }

    /// Turns words that are written already into a hyperlink, where the terminal opens them (OSC 8,
    /// <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>).
    ///
    /// A run of one style goes into its first cell as a whole, which covers the others: a link a
    /// character would repeat the address for every one of them.
    pub(super) fn link(&mut self, area: Rect, address: &str) {
        let area = area.intersection(self.frame.area());
        let mut x = if self.look.hyperlinks { area.left() } else { area.right() };
        while x < area.right() {
            let row = Rect { x, width: area.right() - x, ..area };
            let (words, end) = self.run_of_one_style(row);
            let link = format!("\x1b]8;;{address}\x1b\\{words}\x1b]8;;\x1b\\");
            self.frame.cover(row.as_position(), end - x, &link);
            x = end;
        }
    }

    /// The words at the beginning of a row, as far as they have one style, and the column after them.
    fn run_of_one_style(&self, row: Rect) -> (String, u16) {
        let (mut words, mut x, mut style) = (String::new(), row.x, None);
        while x < row.right() {
            let Some(cell) = self.frame.cell(Position { x, ..row.as_position() }) else { break };
            let ink = self.frame.ink(cell);
            if *style.get_or_insert(ink) != ink {
                break;
            }
            match self.frame.glyph(cell) {
                Glyph::Letter(letter) => words.push(letter),
                Glyph::Cluster(cluster) => words.push_str(cluster),
            }
            x += cell.width();
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
