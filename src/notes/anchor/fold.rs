//! Text as it is compared: what typesetting changes is made alike, and every character knows its bytes.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A text for matching, and the way back to the bytes of the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Folded {
    /// The characters, NFC, with one blank for any run of white space, plain quotes and plain dashes.
    pub(super) chars: Vec<char>,
    /// The bytes that each character was made from.
    bytes: Vec<Range<usize>>,
}

impl Folded {
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Self::default();
        for (at, cluster) in text.grapheme_indices(true) {
            let bytes = at..at + cluster.len();
            let plain = cluster.len() == 1;
            if plain {
                folded.push(cluster.chars().next().unwrap_or(' '), &bytes);
            } else {
                cluster.nfc().for_each(|c| folded.push(c, &bytes));
            }
        }
        folded
    }

    /// The words alone, without white space around them.
    pub(super) fn pattern(words: &str) -> Vec<char> {
        Self::of(words.trim()).chars
    }

    /// Where the folded words stand, overlapping places too, in bytes of the original.
    pub(super) fn places(&self, words: &[char]) -> Vec<Range<usize>> {
        let windows = self.chars.windows(words.len().max(1)).enumerate();
        let hits = windows.filter(|(_, window)| *window == words);
        hits.map(|(at, _)| self.bytes(&(at..at + words.len()))).collect()
    }

    /// The bytes of a range of characters.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.bytes.get(range.end.wrapping_sub(1)).map_or(0, |bytes| bytes.end);
        let start = self.bytes.get(range.start).map_or(end, |bytes| bytes.start);
        start.min(end)..end
    }

    /// The characters of a range of bytes.
    pub(super) fn chars_of(&self, bytes: &Range<usize>) -> Range<usize> {
        let start = self.bytes.partition_point(|own| own.start < bytes.start);
        let end = self.bytes.partition_point(|own| own.end <= bytes.end);
        start.min(end)..end
    }

    /// Whether a word begins or ends in front of the character at `at`.
    pub(super) fn is_border(&self, at: usize) -> bool {
        let letter = |at: usize| self.chars.get(at).is_some_and(|c| c.is_alphanumeric());
        at == 0 || at >= self.chars.len() || !(letter(at - 1) && letter(at))
    }

    fn push(&mut self, c: char, bytes: &Range<usize>) {
        let c = match c {
            '\u{AD}' => return,
            c if c.is_whitespace() => {
                if let (Some(' '), Some(last)) = (self.chars.last(), self.bytes.last_mut()) {
                    last.end = bytes.end;
                    return;
                }
                ' '
            }
            '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
            '‐'..='―' | '−' | '⁃' => '-',
            c => c,
        };
        self.chars.push(c);
        self.bytes.push(bytes.clone());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_typesetting_changes_is_alike() {
        let plain = Folded::of("\"It's a 2-1 vote\" cafe\u{301}").chars;
        assert_eq!(Folded::of("“It’s  a\n2–1 vo\u{AD}te” café").chars, plain);
    }

    #[test]
    fn a_character_knows_its_bytes() {
        let text = "a  “e\u{301}” b";
        let folded = Folded::of(text);
        assert_eq!(&text[folded.bytes(&(2..5))], "“e\u{301}”");
        assert_eq!(folded.chars_of(&folded.bytes(&(2..5))), 2..5);
        assert_eq!(folded.bytes(&(0..0)), 0..0);
    }

    proptest! {
        #[test]
        fn any_range_has_its_bytes(text in any::<String>(), start in 0..20_usize, length in 0..20_usize) {
            let folded = Folded::of(&text);
            let end = (start + length).min(folded.chars.len());
            let bytes = folded.bytes(&(start.min(end)..end));
            prop_assert!(text.get(bytes).is_some());
        }
    }
}
