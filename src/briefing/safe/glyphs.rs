//! What characters do on a screen: which ones hide, which ones join, which ones are pictures.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// Whether a character is visible, one cell wide and, among others that stand alone, never part of a
/// cluster: the letters and marks of European texts, signs of currencies, lines and shapes. A text of these alone needs no segmentation,
/// which is most of what measuring and checking it would cost.
#[inline]
pub const fn stands_alone(c: char) -> bool {
    matches!(c as u32,
        0x20..=0x7E | 0xA0..=0xAC | 0xAE..=0x2FF | 0x0400..=0x0482 | 0x048A..=0x052F
        | 0x2010..=0x2015 | 0x2018..=0x201F | 0x2022 | 0x2026 | 0x2030..=0x203A | 0x20A0..=0x20BF
        | 0x2116 | 0x2190..=0x2193 | 0x2500..=0x25FC)
}

/// Whether a character shows nothing of itself: it reorders, joins, separates or selects in silence.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(u32::from(c),
        0x034F | 0x061C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
        | 0x1_BCA0..=0x1_BCA3 | 0x1_D173..=0x1_D17A | 0xE_0000..=0xE_0FFF)
}

/// Whether a character is a letter or sign by itself and still has no cell of its own.
///
/// Vowels and finals of Korean share the cell of the syllable that they end.
pub(super) fn has_no_cell(c: char) -> bool {
    let syllable = matches!(c, '\u{1161}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}');
    c.width() == Some(0) && !is_combining_mark(c) && !syllable
}

/// Whether a character is a picture that joiners may bind to another one.
///
/// The segmentation rules keep "picture, joiner, picture" together and part anything else, so
/// asking them needs no table of our own; the ranges only spare most text the question.
pub(super) fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0xA9 | 0xAE | 0x203C..=0x3299 | 0x1_F000..=0x1_FFFF)
        && !is_combining_mark(c)
        && format!("{c}\u{200D}\u{00A9}").graphemes(true).count() == 1
}

/// Whether a joiner or non-joiner between these two is spelling, as in Persian and Malayalam.
pub(super) fn joins_letters(before: Option<char>, next: Option<char>) -> bool {
    [before, next].into_iter().all(|c| c.is_some_and(is_joining_letter))
}

/// Letters and marks of the scripts whose spelling uses joiners: Arabic to N'Ko, and the Indic ones.
fn is_joining_letter(c: char) -> bool {
    let script = matches!(u32::from(c), 0x0620..=0x08FF | 0x0900..=0x0DFF | 0x1000..=0x109F | 0x1780..=0x17B3);
    script && (c.is_alphabetic() || is_combining_mark(c)) && !is_hidden(c)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn what_stands_alone_is_visible_one_cell_wide_and_joins_nothing() {
        let alone: Vec<char> =
            (0..0x3000).filter_map(char::from_u32).filter(|c| stands_alone(*c)).collect();
        assert!(alone.len() > 900);
        for c in &alone {
            assert_eq!(c.to_string().width(), 1, "{c:?}");
            assert!(!c.is_control() && !is_hidden(*c) && !is_combining_mark(*c), "{c:?}");
        }
        for first in &alone {
            let pairs: String = alone.iter().flat_map(|second| [*first, *second]).collect();
            assert_eq!(pairs.graphemes(true).count(), alone.len() * 2, "{first:?}");
        }
    }
}
