//! Where in a source a problem stands, and the line that shows it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::briefing::safe;

/// Where in a file a problem stands.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        Lines::new(source).place(span)
    }
}

/// A source divided into lines, so that finding the line of a byte is quick.
#[derive(Debug, Clone)]
pub struct Lines<'s> {
    source: &'s str,
    starts: Vec<usize>,
}

impl<'s> Lines<'s> {
    /// Divides `source`.
    pub fn new(source: &'s str) -> Self {
        let starts =
            std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { source, starts }
    }

    /// The place of the bytes `span`; one that runs over several lines is shown on its first.
    ///
    /// A span outside the source or inside a character is moved to the nearest place before it.
    pub fn place(&self, span: &Range<usize>) -> Place {
        let start = self.source.floor_char_boundary(span.start);
        let index = self.line_of(start);
        let first = self.starts[index];
        let line = self.line(index);
        let from = (start - first).min(line.len());
        let to = line.floor_char_boundary(span.end.saturating_sub(first)).clamp(from, line.len());
        let column = line[..from].chars().count() + 1;
        let (excerpt, caret) = excerpt(&line[..from], &line[from..to], &line[to..]);
        let end_column = column + line[from..to].chars().count();
        Place { line: index + 1, column, end_column, excerpt, caret }
    }

    /// The line of a byte, counted from 0.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&line| line <= byte) - 1
    }

    fn line(&self, index: usize) -> &'s str {
        let end = self.starts.get(index + 1).copied().unwrap_or(self.source.len());
        self.source[self.starts[index]..end].trim_end_matches(['\n', '\r'])
    }
}

/// How many cells of an excerpt stand before the problem, and how many from it on.
const BEFORE: usize = 40;
const FROM: usize = 60;

/// The cut line, and the cells of it that `inside` takes.
fn excerpt(before: &str, inside: &str, after: &str) -> (String, Range<usize>) {
    let before = tail(before);
    let inside = head(inside, FROM);
    let after = head(after, FROM.saturating_sub(inside.width()));
    let start = before.width();
    let shown = safe::line(&format!("{before}{inside}{after}")).into_owned();
    let end = (start + inside.width()).min(shown.width());
    (shown, start..end.max(start + 1))
}

/// The safe start of `text`, at most `cells` wide, with an ellipsis where something is left out.
fn head(text: &str, cells: usize) -> String {
    let near = &text[..text.floor_char_boundary(cells * 8)];
    let safe = one_blank_a_tab(near);
    let mut shown = String::new();
    for grapheme in safe.graphemes(true) {
        if shown.width() + grapheme.width() > cells {
            return shown + "…";
        }
        shown.push_str(grapheme);
    }
    if near.len() < text.len() { shown + "…" } else { shown }
}

/// The safe end of `text`, at most [`BEFORE`] wide, with an ellipsis where something is left out.
fn tail(text: &str) -> String {
    let near = &text[text.ceil_char_boundary(text.len().saturating_sub(BEFORE * 8))..];
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
