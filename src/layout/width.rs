//! How many cells a text takes, counted as the screen's buffer counts them.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::briefing::safe::stands_alone;

/// The cells of one grapheme cluster (what a reader calls a character).
///
/// Half-width sound marks (U+FF9E, U+FF9F) count one cell each: terminals draw them so, while
/// Unicode's tables join them to the letter before.
pub fn grapheme_width(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    let marks = grapheme.chars().filter(|mark| matches!(mark, '\u{ff9e}' | '\u{ff9f}')).count();
    grapheme.width() + marks
}

/// The cells of a text.
pub fn text_width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if text.chars().all(stands_alone) {
        return text.chars().count();
    }
    text.graphemes(true).map(grapheme_width).sum()
}

/// The longest beginning of `text` that fits into `cells`, whole graphemes only.
pub fn head(text: &str, cells: usize) -> &str {
    if text.chars().all(stands_alone) {
        return text.char_indices().nth(cells).map_or(text, |(end, _)| &text[..end]);
    }
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_width(grapheme);
        if used > cells {
            return &text[..at];
        }
    }
    text
}

/// `text` where it fits into `cells`, else its beginning and `…` (`ellipsis`, one cell wide).
pub fn fit(text: &str, cells: usize, ellipsis: char) -> String {
    if text_width(text) <= cells {
        return text.to_owned();
    }
    if cells == 0 {
        return String::new();
    }
    let mut cut = head(text, cells - 1).trim_end().to_owned();
    cut.push(ellipsis);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_joined_and_combined_characters_count_as_drawn() {
        assert_eq!(text_width("Unity"), 5);
        assert_eq!(text_width("統一"), 4);
        assert_eq!(text_width("👩‍👩‍👧"), 2);
        assert_eq!(text_width("e\u{301}"), 1);
        assert_eq!(text_width("❤\u{fe0f}"), 2);
    }

    #[test]
    fn a_cut_text_ends_in_an_ellipsis_and_never_in_half_a_character() {
        assert_eq!(fit("Europe hedges", 8, '…'), "Europe…");
        assert_eq!(fit("統一戦線", 5, '…'), "統一…");
        assert_eq!(fit("統一", 4, '…'), "統一");
        assert_eq!(fit("abc", 0, '…'), "");
        assert_eq!(fit("統", 1, '…'), "…");
    }
}
