//! What became of a text, word by word: what is gone stands in `[-…-]`, what is new in `{+…+}`.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::Ink;

/// How many words two texts may have together to be compared word by word; beyond that the old one
/// counts as gone and the other as new.
const MOST_WORDS: usize = 3_000;

/// Two texts as one, and the runs of it that are not in both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// The text of both.
    pub text: String,
    /// What is gone or new, with its signs.
    pub runs: Vec<(Range<usize>, Ink)>,
}

impl Difference {
    /// What turns `old` into `new`.
    pub fn of(old: &str, new: &str) -> Self {
        let (old, new): (Vec<&str>, Vec<&str>) = (words(old), words(new));
        let mut difference = Self::default();
        if old.len() + new.len() > MOST_WORDS {
            difference.gone(&old);
            difference.added(&new);
            return difference;
        }
        for step in capture_diff_slices(Algorithm::Patience, &old, &new) {
            let (tag, from, to) = step.as_tag_tuple();
            if tag == DiffTag::Equal {
                difference.text.extend(new[to].iter().copied());
            } else {
                difference.gone(&old[from]);
                difference.added(&new[to]);
            }
        }
        difference
    }

    fn gone(&mut self, words: &[&str]) {
        self.push(words, ["[-", "-]"], Ink::Gone);
    }

    fn added(&mut self, words: &[&str]) {
        self.push(words, ["{+", "+}"], Ink::Added);
    }

    fn push(&mut self, words: &[&str], [open, close]: [&str; 2], ink: Ink) {
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(open);
        self.text.extend(words.iter().copied());
        self.text.push_str(close);
        self.runs.push((start..self.text.len(), ink));
    }
}

/// The words of a text with what stands between them, line breaks as blanks.
fn words(text: &str) -> Vec<&str> {
    text.split_word_bounds()
        .map(|word| if word.contains(['\n', '\r']) { " " } else { word })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_gone_and_what_is_new_stand_beside_each_other() {
        let difference = Difference::of("both put out the same text", "both put out one text");
        assert_eq!(difference.text, "both put out [-the same-]{+one+} text");
        let inks: Vec<Ink> = difference.runs.iter().map(|(_, ink)| *ink).collect();
        assert_eq!(inks, [Ink::Gone, Ink::Added]);
        assert_eq!(
            Difference::of("same", "same"),
            Difference { text: "same".into(), runs: vec![] }
        );
    }

    proptest! {
        #[test]
        fn either_text_can_be_read_off(old in "[a-c 統.]{0,40}", new in "[a-c 統.]{0,40}") {
            let difference = Difference::of(&old, &new);
            let read = |left_out: Ink, [open, close]: [&str; 2]| {
                let (mut text, mut at) = (String::new(), 0);
                for (run, ink) in &difference.runs {
                    text.push_str(&difference.text[at..run.start]);
                    let words = &difference.text[run.start + 2..run.end - 2];
                    if *ink != left_out {
                        prop_assert!(difference.text[run.clone()].starts_with(open));
                        prop_assert!(difference.text[run.clone()].ends_with(close));
                        text.push_str(words);
                    }
                    at = run.end;
                }
                text.push_str(&difference.text[at..]);
                Ok(text)
            };
            prop_assert_eq!(read(Ink::Added, ["[-", "-]"])?, old);
            prop_assert_eq!(read(Ink::Gone, ["{+", "+}"])?, new);
        }
    }
}
