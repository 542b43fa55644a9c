//! The editor: some lines of text being written, with a cursor that moves by what a reader calls a character.

mod history;
pub mod keys;
mod moves;

use std::ops::Range;

use self::history::{Change, History};
use crate::briefing::safe;

/// The longest text that it takes, in bytes: what is more is left out of a paste, and said so.
pub const LONGEST: usize = 1024 * 1024;

/// Some lines of text being written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Editor {
    text: String,
    /// A byte between two graphemes of `text`.
    cursor: usize,
    /// The column that moving up and down keeps to, in cells.
    column: Option<usize>,
    history: History,
}

/// What typing or pasting did not take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{left_out} bytes were left out: a note holds at most 1 MiB (1,048,576 bytes)")]
pub struct TooLong {
    /// How many bytes were left out.
    pub left_out: usize,
}

/// A change or a movement that a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Takes away the character before the cursor.
    DeleteBack,
    /// Takes away the character at the cursor.
    DeleteForward,
    /// Takes away the word before the cursor.
    DeleteWordBack,
    /// Takes away the rest of the line; at its end, the line break.
    DeleteToEnd,
    /// Takes away the line before the cursor.
    DeleteToStart,
    /// A character back.
    Left,
    /// A character on.
    Right,
    /// To the start of the word, or of the one before.
    WordLeft,
    /// To the end of the word, or of the next one.
    WordRight,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the start of the text.
    TextStart,
    /// To the end of the text.
    TextEnd,
    /// A row up, as the lines are wrapped.
    Up,
    /// A row down, as the lines are wrapped.
    Down,
    /// Takes the last change back.
    Undo,
    /// Makes the change that was taken back again.
    Redo,
}

impl Editor {
    /// An editor that holds a text, with the cursor at its end.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text, ..Self::default() }
    }

    /// The text as it stands.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the cursor stands, in bytes.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Whether anything was changed since the editor was opened.
    pub fn is_changed(&self) -> bool {
        self.history.can_undo()
    }

    /// Writes characters at the cursor; they are made safe first. What would make the text longer
    /// than [`LONGEST`] is left out, whole graphemes at a time.
    pub fn insert(&mut self, words: &str) -> Result<(), TooLong> {
        let words = safe::text(words);
        let room = LONGEST.saturating_sub(self.text.len());
        let fitting = moves::grapheme_at_or_before(&words, room);
        self.replace(self.cursor..self.cursor, &words[..fitting]);
        match words.len() - fitting {
            0 => Ok(()),
            left_out => Err(TooLong { left_out }),
        }
    }

    /// Does what a key asks for; `width` is that of the lines on the screen, in cells.
    pub fn edit(&mut self, edit: Edit, width: u16) {
        let column = self.column.take();
        match edit {
            Edit::DeleteBack => self.replace(self.left(self.cursor)..self.cursor, ""),
            Edit::DeleteForward => self.replace(self.cursor..self.right(self.cursor), ""),
            Edit::DeleteWordBack => self.replace(self.word_left()..self.cursor, ""),
            Edit::DeleteToStart => self.replace(self.line().start..self.cursor, ""),
            Edit::DeleteToEnd => {
                let end = self.line().end;
                let end = if end == self.cursor { self.right(end) } else { end };
                self.replace(self.cursor..end, "");
            }
            Edit::Left => self.cursor = self.left(self.cursor),
            Edit::Right => self.cursor = self.right(self.cursor),
            Edit::WordLeft => self.cursor = self.word_left(),
            Edit::WordRight => self.cursor = self.word_right(),
            Edit::LineStart => self.cursor = self.line().start,
            Edit::LineEnd => self.cursor = self.line().end,
            Edit::TextStart => self.cursor = 0,
            Edit::TextEnd => self.cursor = self.text.len(),
            Edit::Up => self.vertical(-1, column, width),
            Edit::Down => self.vertical(1, column, width),
            Edit::Undo => self.travel(History::undo),
            Edit::Redo => self.travel(History::redo),
        }
    }

    /// Puts `words` in the place of a run and the cursor after them.
    fn replace(&mut self, run: Range<usize>, words: &str) {
        if run.is_empty() && words.is_empty() {
            return;
        }
        let removed = self.text[run.clone()].to_owned();
        self.history.push(Change { at: run.start, removed, inserted: words.to_owned() });
        self.text.replace_range(run.clone(), words);
        self.cursor = run.start + words.len();
        self.column = None;
    }

    fn travel(&mut self, step: fn(&mut History) -> Option<Change>) {
        if let Some(Change { at, removed, inserted }) = step(&mut self.history) {
            self.text.replace_range(at..at + removed.len(), &inserted);
            self.cursor = at + inserted.len();
        }
    }
}

#[cfg(test)]
mod tests;
