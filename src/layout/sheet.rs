//! A sheet: lines of marked words beside or over the text, such as the tags of a passage.

pub mod attribution;
pub mod difference;
pub mod inspector;
mod marked;
pub mod noted;
pub mod preview;
pub mod problems;

use super::width::text_width;
use super::wrap::wrap;
use crate::briefing::taxonomy::{Sentiment, Sourcing};

/// What a run of words is, for the theme to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Ordinary words.
    Plain,
    /// A name or a heading.
    Strong,
    /// Something said beside the point.
    Muted,
    /// A key.
    Key,
    /// What is wrong.
    Error,
    /// What a careful curator would want to know.
    Warning,
    /// An address.
    Link,
    /// A note, and what the analyst judges.
    Note,
    /// Words that a note is about.
    Noted,
    /// Words that were searched for.
    Lit,
    /// Words that are not there any more.
    Gone,
    /// Words that were not there before.
    Added,
    /// A sourcing.
    Sourcing(Sourcing),
    /// A sentiment.
    Sentiment(Sentiment),
}

/// A run of words of one kind.
pub type Part = (Ink, String);

/// One line of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetLine {
    /// The cells kept free before it.
    pub indent: u16,
    /// Its words.
    pub parts: Vec<Part>,
    /// Where it leads, if it is an address.
    pub link: Option<String>,
}

/// Lines of marked words, made for one width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// From top to bottom.
    pub lines: Vec<SheetLine>,
    width: u16,
}

impl Sheet {
    /// An empty sheet of this width, in cells.
    pub const fn new(width: u16) -> Self {
        Self { lines: Vec::new(), width }
    }

    /// The width that it is made for, in cells.
    pub const fn width(&self) -> u16 {
        self.width
    }

    /// A line as it is; what is too long is cut when it is drawn.
    pub fn line(&mut self, indent: u16, parts: Vec<Part>) {
        self.lines.push(SheetLine { indent, parts, link: None });
    }

    /// An empty line, unless the sheet is empty or ends in one.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.parts.is_empty()) {
            self.lines.push(SheetLine::default());
        }
    }

    /// Words of one kind, wrapped.
    pub fn words(&mut self, indent: u16, ink: Ink, text: &str) {
        let width = self.width.saturating_sub(indent).max(1);
        for line in wrap(text, width) {
            self.line(indent, vec![(ink, text[line.range].to_owned())]);
        }
    }

    /// Words of one kind, wrapped, and cut after so many rows.
    pub fn cut_words(&mut self, indent: u16, ink: Ink, text: &str, most: usize) {
        let from = self.lines.len();
        self.words(indent, ink, text);
        if self.lines.len() - from > most {
            self.lines.truncate(from + most);
            if let Some((_, last)) = self.lines.last_mut().and_then(|line| line.parts.last_mut()) {
                last.push_str(" …");
            }
        }
    }

    /// A first part and words after it that hang under their own beginning.
    pub fn hanging(&mut self, first: Part, ink: Ink, text: &str) {
        let lead = text_width(&first.1) as u16;
        let from = self.lines.len();
        self.words(lead, ink, text);
        if let Some(line) = self.lines.get_mut(from) {
            line.indent = 0;
            line.parts.insert(0, first);
        }
    }
}
