//! Where the cursor may go: by grapheme, by word, by line, and by row as the lines are wrapped.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::Editor;
use crate::layout::width::{grapheme_width, text_width};
use crate::layout::wrap::rows_of_line;

/// A row of the text on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditorRow {
    /// The bytes that stand on it, the blanks at its end included, the line break not.
    pub run: Range<usize>,
}

impl Editor {
    /// The line that the cursor stands on, without its line break.
    pub(super) fn line(&self) -> Range<usize> {
        line_at(&self.text, self.cursor)
    }

    pub(super) fn left(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    pub(super) fn right(&self, at: usize) -> usize {
        let mut cursor = GraphemeCursor::new(at, self.text.len(), true);
        cursor.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    /// The start of the word that the cursor is in or after; a line break counts as one.
    pub(super) fn word_left(&self) -> usize {
        let line = self.line();
        if self.cursor == line.start {
            return self.left(self.cursor);
        }
        let before = self.text[line.start..self.cursor].unicode_word_indices().next_back();
        before.map_or(line.start, |(at, _)| line.start + at)
    }

    /// The end of the word that the cursor is in or before; a line break counts as one.
    pub(super) fn word_right(&self) -> usize {
        let line = self.line();
        if self.cursor == line.end {
            return self.right(self.cursor);
        }
        let after = self.text[self.cursor..line.end].unicode_word_indices().next();
        after.map_or(line.end, |(at, word)| self.cursor + at + word.len())
    }

    /// Moves by one row, up where `by` is negative, keeping to a column.
    pub(super) fn vertical(&mut self, by: isize, column: Option<usize>, width: u16) {
        let line = self.line();
        let rows = rows_of_line(&self.text[line.clone()], line.start, width);
        let here = row_of(&rows, self.cursor);
        let row = rows[here].clone();
        let column = column.unwrap_or_else(|| text_width(&self.text[row.start..self.cursor]));
        self.column = Some(column);
        let target = match here.checked_add_signed(by).and_then(|at| rows.get(at)) {
            Some(row) => Some(row.clone()),
            None if by < 0 && line.start > 0 => {
                let above = line_at(&self.text, line.start - 1);
                rows_of_line(&self.text[above.clone()], above.start, width).pop()
            }
            None if by > 0 && line.end < self.text.len() => {
                let below = line_at(&self.text, line.end + 1);
                let mut rows = rows_of_line(&self.text[below.clone()], below.start, width);
                Some(rows.swap_remove(0))
            }
            None => None,
        };
        self.cursor = match target {
            Some(row) => at_column(&self.text, &row, column),
            None if by < 0 => 0,
            None => self.text.len(),
        };
    }

    /// The rows in a window of `height` rows around the cursor, and which of them holds it.
    pub fn rows_around_cursor(&self, width: u16, height: u16) -> (Vec<EditorRow>, usize) {
        let height = usize::from(height.max(1));
        let line = self.line();
        let mut rows = rows_of_line(&self.text[line.clone()], line.start, width);
        let mut here = row_of(&rows, self.cursor);
        let mut start = line.start;
        while here < height && start > 0 {
            let above = line_at(&self.text, start - 1);
            start = above.start;
            let mut more = rows_of_line(&self.text[above.clone()], above.start, width);
            here += more.len();
            more.append(&mut rows);
            rows = more;
        }
        let mut end = line.end;
        while rows.len() - here < height && end < self.text.len() {
            let below = line_at(&self.text, end + 1);
            end = below.end;
            rows.extend(rows_of_line(&self.text[below.clone()], below.start, width));
        }
        let first = here.saturating_sub(height / 2).min(rows.len().saturating_sub(height));
        let shown = rows.into_iter().skip(first).take(height).map(|run| EditorRow { run });
        (shown.collect(), here - first)
    }

    /// The cursor's column on its row, in cells.
    pub fn column_on(&self, row: &EditorRow) -> u16 {
        let before = self.text.get(row.run.start..self.cursor).unwrap_or_default();
        u16::try_from(text_width(before)).unwrap_or(u16::MAX)
    }
}

/// The line around a byte, without its line break.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    start..end
}

/// The row that a byte stands on: between two rows it is the later one.
fn row_of(rows: &[Range<usize>], at: usize) -> usize {
    rows.partition_point(|row| row.start <= at).saturating_sub(1)
}

/// The byte at a column of a row, or at its end.
fn at_column(text: &str, row: &Range<usize>, column: usize) -> usize {
    let mut used = 0;
    let words = &text[row.clone()];
    for (at, grapheme) in words.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > column {
            return row.start + at;
        }
    }
    row.end
}

/// The last boundary between two graphemes at or before a byte.
pub(super) fn grapheme_at_or_before(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let mut cursor = GraphemeCursor::new(text.floor_char_boundary(at), text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => cursor.cur_cursor(),
        Ok(false) | Err(_) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
    }
}
