//! Where in a source a problem stands, and the line that shows it.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::briefing::bytes;
use crate::briefing::safe::{self, stands_alone};

/// Where in a file a problem stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Counted from 1.
    pub line: usize,
    /// In characters (code points), counted from 1.
    pub column: usize,
    /// The column after the last character, on the same line.
    pub end_column: usize,
    /// The source line, made safe and cut to a screen's width around the problem.
    pub excerpt: String,
    /// The cells of `excerpt` that the caret underlines.
    pub caret: Range<usize>,
}

impl Place {
    /// The place of the bytes `span` of `source`. For many places of one source, keep [`Lines`].
    pub fn of(source: &str, span: &Range<usize>) -> Self {
        PlaceInSource::of(source, span).place()
    }
}

/// A place whose excerpt is not cut yet, for one that is kept and most likely never shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceInSource {
    line: usize,
    column: usize,
    end_column: usize,
    /// The line around it, as it stands in the source.
    text: String,
    /// The bytes of `text` that it takes.
    inside: Range<usize>,
}

impl PlaceInSource {
    /// The place of the bytes `span` of `source`. For many of one source, keep [`Lines`].
    pub fn of(source: &str, span: &Range<usize>) -> Self {
        let start = source.floor_char_boundary(span.start);
        let (before, behind) = source.split_at(start);
        let index = before.bytes().filter(|byte| *byte == b'\n').count();
        let first = before.rfind('\n').map_or(0, |at| at + 1);
        let end = behind.find('\n').map_or(source.len(), |at| start + at);
        let line = Line { text: without_end(&source[first..end]), index, first };
        line.in_source(start, span.end, |from| characters(&line.text.as_bytes()[..from]))
    }

    /// The place, with its excerpt.
    pub fn place(&self) -> Place {
        let Self { line, column, end_column, text, inside } = self;
        let (before, rest) = text.split_at(inside.start.min(text.len()));
        let (inside, after) = rest.split_at(inside.len().min(rest.len()));
        let (excerpt, caret) = excerpt(before, inside, after);
        Place { line: *line, column: *column, end_column: *end_column, excerpt, caret }
    }
}

/// A line of a source, without its line break.
#[derive(Clone, Copy)]
struct Line<'s> {
    text: &'s str,
    /// Counted from 0.
    index: usize,
    /// The byte that it starts at.
    first: usize,
}

impl Line<'_> {
    /// The place of the bytes from `start` to `end` of the source; `columns` counts the characters of
    /// the line before one of its bytes.
    fn in_source(
        self,
        start: usize,
        end: usize,
        columns: impl FnOnce(usize) -> usize,
    ) -> PlaceInSource {
        let Self { text, index, first } = self;
        let from = (start - first).min(text.len());
        let to = text.floor_char_boundary(end.saturating_sub(first)).clamp(from, text.len());
        let column = columns(from) + 1;
        let end_column = column + characters(&text.as_bytes()[from..to]);
        // A byte more than an excerpt looks at, so that it sees that there is more.
        let near = text.floor_char_boundary(from.saturating_sub(BEFORE * BYTES_A_CELL + 1));
        let far = text.ceil_char_boundary((to + FROM * BYTES_A_CELL + 1).min(text.len()));
        let text = text[near..far].to_owned();
        PlaceInSource { line: index + 1, column, end_column, text, inside: from - near..to - near }
    }
}

/// A source divided into lines, so that finding the line of a byte is quick.
#[derive(Debug, Clone)]
pub struct Lines<'s> {
    source: &'s str,
    /// The byte that each line starts at.
    starts: Vec<usize>,
    /// How many characters stand before each block, so that columns of endless lines are quick too; none
    /// where no line is as long as a block.
    before: Vec<usize>,
}

/// The bytes of one block.
const BLOCK: usize = 4096;

impl<'s> Lines<'s> {
    /// Divides `source`.
    pub fn new(source: &'s str) -> Self {
        let breaks = bytes::each(source.as_bytes(), [b'\n']);
        let starts: Vec<usize> = std::iter::once(0).chain(breaks.map(|at| at + 1)).collect();
        let ends = starts.iter().copied().skip(1).chain([source.len()]);
        let has_long_line = starts.iter().zip(ends).any(|(start, end)| end - start >= BLOCK);
        let mut before = Vec::new();
        if has_long_line {
            let through = source.as_bytes().chunks(BLOCK).scan(0, |sum, block| {
                *sum += characters(block);
                Some(*sum)
            });
            before.extend(std::iter::once(0).chain(through));
        }
        Self { source, starts, before }
    }

    /// The place of the bytes `span`; one that runs over several lines is shown on its first.
    ///
    /// A span outside the source or inside a character is moved to the nearest place before it.
    pub fn place(&self, span: &Range<usize>) -> Place {
        self.in_source(span).place()
    }

    /// The same, its excerpt not cut yet.
    pub fn in_source(&self, span: &Range<usize>) -> PlaceInSource {
        let start = self.source.floor_char_boundary(span.start);
        let index = self.line_of(start);
        let first = self.starts[index];
        let line = Line { text: self.line(index), index, first };
        line.in_source(start, span.end, |from| {
            if from < BLOCK {
                return characters(&line.text.as_bytes()[..from]);
            }
            self.characters_before(first + from) - self.characters_before(first)
        })
    }

    /// The line of a byte, counted from 0.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&line| line <= byte) - 1
    }

    fn characters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        self.before[block] + characters(&self.source.as_bytes()[block * BLOCK..byte])
    }

    fn line(&self, index: usize) -> &'s str {
        let end = self.starts.get(index + 1).copied().unwrap_or(self.source.len());
        without_end(&self.source[self.starts[index]..end])
    }
}

fn without_end(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// How many characters start in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

/// How many cells of an excerpt stand before the problem, and how many from it on.
const BEFORE: usize = 40;
const FROM: usize = 60;

/// How many bytes of a source are looked at for each cell.
const BYTES_A_CELL: usize = 8;

/// The cut line, and the cells of it that `inside` takes.
fn excerpt(before: &str, inside: &str, after: &str) -> (String, Range<usize>) {
    let before = tail(before);
    let inside = head(inside, FROM);
    // What is cut off already says so, and has nothing behind it.
    let after = match FROM.checked_sub(cells(&inside)) {
        Some(left) => head(after, left),
        None => String::new(),
    };
    let start = cells(&before);
    let shown = safe::line(&format!("{before}{inside}{after}")).into_owned();
    let end = (start + cells(&inside)).min(cells(&shown));
    (shown, start..end.max(start + 1))
}

/// The cells of a text that is safe.
fn cells(text: &str) -> usize {
    if text.chars().all(stands_alone) { text.chars().count() } else { text.width() }
}

/// The safe start of `text`, at most `cells` wide, with an ellipsis where something is left out.
fn head(text: &str, cells: usize) -> String {
    let near = &text[..text.floor_char_boundary(cells * BYTES_A_CELL)];
    if near.chars().all(stands_alone) {
        return match near.char_indices().nth(cells) {
            Some((end, _)) => format!("{}…", &near[..end]),
            None if near.len() < text.len() => format!("{near}…"),
            None => near.to_owned(),
        };
    }
    let safe = one_blank_a_tab(near);
    let mut shown = String::new();
    let mut used = 0;
    for grapheme in safe.graphemes(true) {
        used += grapheme.width();
        if used > cells {
            return shown + "…";
        }
        shown.push_str(grapheme);
    }
    if near.len() < text.len() { shown + "…" } else { shown }
}

/// The safe end of `text`, at most [`BEFORE`] wide, with an ellipsis where something is left out.
fn tail(text: &str) -> String {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(BEFORE * BYTES_A_CELL))..];
    if near.chars().all(stands_alone) {
        return match near.char_indices().nth_back(BEFORE - 1) {
            Some((start, _)) if start > 0 || near.len() < text.len() => {
                format!("…{}", &near[start..])
            }
            _ => near.to_owned(),
        };
    }
    let safe = one_blank_a_tab(near);
    let mut from = safe.len();
    let mut width = 0;
    for (at, grapheme) in safe.grapheme_indices(true).rev() {
        width += grapheme.width();
        if width > BEFORE {
            return format!("…{}", &safe[from..]);
        }
        from = at;
    }
    let cut = if near.len() < text.len() { "…" } else { "" };
    format!("{cut}{safe}")
}

/// A tab is one blank here, so that the caret stands where the problem does.
fn one_blank_a_tab(text: &str) -> String {
    safe::line(&text.replace('\t', " ")).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_place_counts_lines_and_characters_from_one() {
        let place = Place::of("a\r\nbé = 'x'\n", &(9..12));
        assert_eq!((place.line, place.column, place.end_column), (2, 6, 9));
        assert_eq!((place.excerpt.as_str(), place.caret), ("bé = 'x'", 5..8));
    }

    #[test]
    fn a_column_far_along_a_line_is_right() {
        let source = format!("x\n{}ab", "é".repeat(10 * BLOCK));
        let place = Place::of(&source, &(source.len() - 1..source.len()));
        assert_eq!((place.line, place.column), (2, 10 * BLOCK + 2));
        assert!(place.excerpt.starts_with('…') && place.excerpt.width() <= BEFORE + FROM + 2);
        assert_eq!(place.caret.len(), 1);
    }

    #[test]
    fn what_is_cut_off_has_one_ellipsis_and_nothing_behind_it() {
        for (inside, end) in [(FROM - 1, "b…"), (FROM, "a…"), (FROM + 1, "a…")] {
            let source = format!("{}{}", "a".repeat(inside), "b".repeat(FROM));
            let place = Place::of(&source, &(0..inside));
            assert!(place.excerpt.ends_with(end) && !place.excerpt.ends_with("……"), "{inside}");
            assert_eq!(place.excerpt.width(), FROM + 1, "{inside}");
        }
    }

    proptest! {
        #[test]
        fn any_span_of_any_source_has_a_place(piece in any::<String>(), times in 1..20_usize, start in 0..999_usize, length in 0..99_usize) {
            let source = piece.repeat(times);
            let place = Place::of(&source, &(start..start + length));
            prop_assert_eq!(&place, &Lines::new(&source).place(&(start..start + length)));
            prop_assert!(place.line >= 1 && place.column >= 1 && place.end_column >= place.column);
            prop_assert!(place.excerpt.width() <= BEFORE + FROM + 2);
            let safe = safe::line(&place.excerpt);
            prop_assert_eq!(safe.as_ref(), place.excerpt.as_str());
            let from = source.floor_char_boundary(start);
            let first = source[..from].rfind('\n').map_or(0, |at| at + 1);
            let columns = source[first..from].chars().count() + 1;
            prop_assert!(place.column == columns || source[first..from].ends_with('\r'));
            // The whole line is cut like the part of it that is kept.
            let text = without_end(source[first..].split('\n').next().unwrap_or_default());
            let (before, rest) = text.split_at((from - first).min(text.len()));
            let inside = &rest[..rest.floor_char_boundary((start + length).saturating_sub(from))];
            let whole = excerpt(before, inside, &rest[inside.len()..]);
            prop_assert_eq!((place.excerpt, place.caret), whole);
        }
    }
}
