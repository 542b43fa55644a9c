//! Text onto lines: wrapped once, by display width; a line is a range of the text and owns nothing.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use textwrap::{WordSeparator, core::Word};
use unicode_segmentation::UnicodeSegmentation;

use super::width::{grapheme_width, text_width};

/// How far the text of a list item stands in: `• ` before its first line, blanks before the others.
pub const LIST_INDENT: u16 = 2;

/// Paragraphs longer than this many bytes are filled line by line: the best fit over a whole
/// paragraph takes milliseconds there, and nobody sees the difference.
const LONGEST_BEST_FIT: usize = 16 * 1024;

/// What a line of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// A line of a paragraph.
    Text,
    /// The first line of a list item.
    ItemStart,
    /// A further line of a list item.
    ItemMore,
    /// The gap between two paragraphs.
    Gap,
}

/// A line of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The run of the text that stands on it, in bytes.
    pub range: Range<usize>,
}

/// Wraps a text of paragraphs and list items (one a line, an empty line is a gap) to `width` cells.
///
/// No line is wider than `width`, unless a single character is.
pub fn wrap(text: &str, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for block in text.split('\n') {
        match block.strip_prefix("- ") {
            _ if block.is_empty() => lines.push(Line { kind: LineKind::Gap, range: start..start }),
            Some(item) => {
                let kinds = [LineKind::ItemStart, LineKind::ItemMore];
                let width = width.saturating_sub(LIST_INDENT);
                wrap_block(item, start + 2, width, kinds, &mut lines);
            }
            None => wrap_block(block, start, width, [LineKind::Text; 2], &mut lines),
        }
        start += block.len() + 1;
    }
    lines
}

/// Wraps one line as it is being written: every byte of it stands on a row, blanks included, and an
/// empty line is a row too. `start` is where the line begins in its text.
///
/// Rows are filled one after the other: a letter must not move the rows above it.
pub fn rows_of_line(line: &str, start: usize, width: u16) -> Vec<Range<usize>> {
    let mut rows = fitted(line, start, width, Fit::First);
    for at in 1..rows.len() {
        rows[at - 1].end = rows[at].start;
    }
    if let Some(first) = rows.first_mut() {
        first.start = start;
    }
    if let Some(last) = rows.last_mut() {
        last.end = start + line.len();
    }
    rows
}

/// Wraps one block that begins at byte `start` of its text; `kinds` are its first and its further lines.
fn wrap_block(block: &str, start: usize, width: u16, kinds: [LineKind; 2], lines: &mut Vec<Line>) {
    let fit = if block.len() > LONGEST_BEST_FIT { Fit::First } else { Fit::Best };
    let runs = fitted(block, start, width, fit).into_iter().enumerate();
    lines.extend(runs.map(|(at, range)| Line { kind: kinds[at.min(1)], range }));
}

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// So that the paragraph as a whole is even.
    Best,
    /// Each as far as it goes.
    First,
}

/// The runs of a block that stand on one line each; at least one.
fn fitted(block: &str, start: usize, width: u16, fit: Fit) -> Vec<Range<usize>> {
    let width = usize::from(width.max(1));
    if text_width(block) <= width {
        return std::iter::once(start..start + block.len()).collect();
    }
    let pieces = pieces(block, start, width);
    let widths = [width as f64];
    let lines = match fit {
        Fit::First => wrap_first_fit(&pieces, &widths),
        Fit::Best => best_fit(&pieces, width),
    };
    lines.iter().filter_map(|run| Some(run.first()?.run.start..run.last()?.run.end)).collect()
}

/// The most even lines.
fn best_fit(pieces: &[Piece], width: usize) -> Vec<&[Piece]> {
    let widths = [width as f64];
    let first = wrap_first_fit(pieces, &widths);
    // Of two lines the first is fullest so, and the penalty for a short end is for a word alone.
    if matches!(first.as_slice(), [_, [_, _, ..]]) {
        return first;
    }
    wrap_optimal_fit(pieces, &widths, &Penalties::new()).unwrap_or(first)
}

/// A run of text that stays on one line, and the white space after it.
#[derive(Debug)]
struct Piece {
    run: Range<usize>,
    width: usize,
    space: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The pieces of a block: its words, and where a word is wider than the line, parts of it.
fn pieces(block: &str, start: usize, width: usize) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(block.len() / 5);
    let mut at = start;
    for word in separator(block).find_words(block) {
        let Word { word: letters, whitespace, .. } = word;
        push_word(letters, at, width, &mut pieces);
        if let Some(last) = pieces.last_mut() {
            last.space = text_width(whitespace);
        }
        at += letters.len() + whitespace.len();
    }
    pieces
}

/// What finds the words of a block: blanks alone, where Unicode's rules would find the same.
///
/// Those rules take tables that other programs push out of the processor's caches between two keys.
fn separator(block: &str) -> WordSeparator {
    if block.split(' ').all(breaks_nowhere) {
        WordSeparator::AsciiSpace
    } else {
        WordSeparator::UnicodeBreakProperties
    }
}

/// Whether a word holds nothing but letters and digits of ASCII, and marks that neither end a line
/// among them nor begin one (rules 13, 19, 23, 25 and 29 of <https://www.unicode.org/reports/tr14/>).
fn breaks_nowhere(word: &str) -> bool {
    let Some(last) = word.bytes().last() else { return true };
    let starts_well = word.bytes().next().is_some_and(|first| first.is_ascii_alphanumeric());
    let is_quiet = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'.' | b';' | b':' | b'-' | b'\'')
    };
    starts_well && last != b'-' && word.bytes().all(is_quiet)
}

fn push_word(word: &str, start: usize, width: usize, pieces: &mut Vec<Piece>) {
    let whole = text_width(word);
    if whole <= width {
        pieces.push(Piece { run: start..start + word.len(), width: whole, space: 0 });
        return;
    }
    let (mut from, mut used) = (0, 0);
    for (at, grapheme) in word.grapheme_indices(true) {
        let cells = grapheme_width(grapheme);
        if used + cells > width && at > from {
            pieces.push(Piece { run: start + from..start + at, width: used, space: 0 });
            (from, used) = (at, 0);
        }
        used += cells;
    }
    pieces.push(Piece { run: start + from..start + word.len(), width: used, space: 0 });
}

#[cfg(test)]
mod tests {
    use super::LineKind::{Gap, ItemMore, ItemStart, Text};
    use super::*;

    fn shown(text: &str, width: u16) -> Vec<&str> {
        wrap(text, width).into_iter().map(|line| &text[line.range]).collect()
    }

    #[test]
    fn paragraphs_break_between_words_and_evenly() {
        assert_eq!(
            shown("To be, or not to be: that is the question", 12),
            ["To be, or", "not to be:", "that is the", "question"]
        );
    }

    #[test]
    fn list_items_hang_and_gaps_stay() {
        let text = "Four areas:\n\n- a plan of twenty points\n- guarantees";
        let kinds: Vec<LineKind> = wrap(text, 15).iter().map(|line| line.kind).collect();
        assert_eq!(kinds, [Text, Gap, ItemStart, ItemMore, ItemStart]);
        assert_eq!(shown(text, 15)[2..4], ["a plan of", "twenty points"]);
    }

    #[test]
    fn long_words_break_inside_the_line_width() {
        assert_eq!(shown("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(
            shown("see https://example.org/briefings/miami", 20),
            ["see https://", "example.org/", "briefings/miami"]
        );
    }

    #[test]
    fn wide_characters_are_counted_by_cells() {
        assert_eq!(shown("統一戦線の限界", 6), ["統一戦", "線の限", "界"]);
        assert_eq!(shown("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", 4), ["👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]);
    }

    proptest::proptest! {
        #[test]
        fn plain_words_end_where_unicode_ends_them(text in "[a-zA-Z0-9,.;:' -]{0,60}") {
            let found = |separator: WordSeparator| separator.find_words(&text).collect::<Vec<_>>();
            proptest::prop_assert_eq!(
                found(separator(&text)),
                found(WordSeparator::UnicodeBreakProperties)
            );
        }

        #[test]
        fn the_short_way_to_two_lines_is_the_best(text in "[a-z ,]{0,80}", width in 8_usize..60) {
            let pieces = pieces(&text, 0, width);
            let ends = |lines: Vec<&[Piece]>| lines.iter().map(|line| line.len()).collect::<Vec<_>>();
            let best = wrap_optimal_fit(&pieces, &[width as f64], &Penalties::new());
            proptest::prop_assert_eq!(ends(best_fit(&pieces, width)), ends(best.expect("finite")));
        }

        #[test]
        fn no_line_is_wider_than_the_page_and_no_letter_is_lost(
            text in "[a-z \\-\n統é👩\u{200d}👧\u{301}اب”…/.]{0,120}",
            width in 2_u16..40,
        ) {
            let lines = wrap(&text, width);
            let mut end = 0;
            for line in &lines {
                let inside = match line.kind {
                    ItemStart | ItemMore => width.saturating_sub(LIST_INDENT).max(1),
                    Text | Gap => width,
                };
                let cells = text_width(&text[line.range.clone()]);
                // A character wider than the page, a mark that hangs over from the line before with it.
                let with_width = |grapheme: &&str| grapheme_width(grapheme) > 0;
                let single = text[line.range.clone()].graphemes(true).filter(with_width).count() == 1;
                proptest::prop_assert!(cells <= usize::from(inside) || single, "{line:?} {cells}");
                proptest::prop_assert!(line.range.start >= end);
                let between = &text[end..line.range.start];
                proptest::prop_assert!(
                    between.chars().all(char::is_whitespace) || between.trim() == "-",
                    "lost {between:?}"
                );
                end = line.range.end;
            }
            proptest::prop_assert!(text[end..].trim().is_empty());
        }
    }
}
