//! Text folded for searching: accents dropped, quotes and dashes plain, white space single, case if wished.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Whether upper and lower case are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `a` finds `A`.
    Ignored,
    /// `A` finds only `A`.
    Kept,
}

impl Case {
    /// Smart case: a pattern that holds an upper-case letter means it.
    pub fn smart(pattern: &str) -> Self {
        if pattern.chars().any(char::is_uppercase) { Self::Kept } else { Self::Ignored }
    }
}

/// A folded text that remembers where each of its bytes came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each byte of `text`, where in the original its character begins; one more for the end.
    origins: Vec<usize>,
}

impl Folded {
    /// Folds `original`.
    pub fn new(original: &str, case: Case) -> Self {
        let mut folded = Self {
            text: String::with_capacity(original.len()),
            origins: Vec::with_capacity(original.len() + 1),
        };
        for (at, character) in original.char_indices() {
            fold_char(character, case, &mut |plain| folded.push(plain, at));
        }
        folded.origins.push(original.len());
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The run of the original that a run of the folded text came from.
    ///
    /// A mark that was dropped (an accent after its letter) belongs to the run before it, and a part
    /// of a ligature is the whole ligature.
    pub fn origin(&self, run: Range<usize>) -> Range<usize> {
        let start = self.origins[run.start];
        let ends = &self.origins[run.end..];
        let end = ends.iter().copied().find(|&end| end > start || run.is_empty());
        start..end.unwrap_or(start)
    }

    fn push(&mut self, plain: char, at: usize) {
        if plain == ' ' && self.text.ends_with(' ') {
            return;
        }
        self.text.push(plain);
        self.origins.resize(self.text.len(), at);
    }
}

/// Folds a pattern: the same way as the text, without a map back.
pub fn fold_pattern(pattern: &str, case: Case) -> String {
    let mut folded = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(character) = rest.chars().next() {
        // What is written in ASCII with one blank between two words is taken all at once.
        let mut is_behind_blank = folded.ends_with(' ');
        let run = rest.bytes().take_while(|byte| {
            let is_blank = *byte == b' ';
            !std::mem::replace(&mut is_behind_blank, is_blank) && is_blank
                || byte.is_ascii_graphic()
        });
        let run = run.count();
        folded.push_str(&rest[..run]);
        if run == 0 {
            fold_char(character, case, &mut |plain| {
                if plain != ' ' || !folded.ends_with(' ') {
                    folded.push(plain);
                }
            });
        }
        rest = &rest[if run == 0 { character.len_utf8() } else { run }..];
    }
    if case == Case::Ignored {
        folded.make_ascii_lowercase();
    }
    folded
}

/// Gives the plain characters that stand for `character`: none for an accent, several for a ligature.
fn fold_char(character: char, case: Case, give: &mut impl FnMut(char)) {
    if character.is_ascii() {
        let plain = if character.is_ascii_whitespace() { ' ' } else { character };
        give(if case == Case::Ignored { plain.to_ascii_lowercase() } else { plain });
        return;
    }
    decompose_compatible(character, |part| match part {
        _ if part.is_ascii_alphanumeric() => {
            give(if case == Case::Ignored { part.to_ascii_lowercase() } else { part });
        }
        _ if is_combining_mark(part) || part == '\u{ad}' => {}
        _ if part.is_whitespace() => give(' '),
        '\u{2018}'..='\u{201b}' | '\u{2032}' => give('\''),
        '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => give('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => give('-'),
        _ if case == Case::Ignored => part.to_lowercase().for_each(&mut *give),
        _ => give(part),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_quotes_and_line_breaks_are_folded() {
        let folded = Folded::new("Où est\nÉmile’s “Café”  –\u{a0}naïve?", Case::Ignored);
        assert_eq!(folded.text(), "ou est emile's \"cafe\" - naive?");
    }

    #[test]
    fn a_folded_run_maps_back_to_the_original() {
        let text = "Der Cafe\u{301}-Besuch";
        let folded = Folded::new(text, Case::Ignored);
        let at = folded.text().find("cafe").expect("folded");
        assert_eq!(&text[folded.origin(at..at + 4)], "Cafe\u{301}");
    }

    #[test]
    fn half_a_ligature_is_the_whole_ligature() {
        let text = "eﬃcient";
        let folded = Folded::new(text, Case::Ignored);
        assert_eq!(folded.text(), "efficient");
        assert_eq!(&text[folded.origin(2..3)], "ﬃ");
    }

    #[test]
    fn a_pattern_with_an_upper_case_letter_keeps_case() {
        assert_eq!(Case::smart("Europe"), Case::Kept);
        assert_eq!(Case::smart("europe é"), Case::Ignored);
        assert_eq!(Folded::new("Europe", Case::Kept).text(), "Europe");
    }

    proptest::proptest! {
        #[test]
        fn every_run_maps_onto_character_boundaries(text in "\\PC{0,40}") {
            let folded = Folded::new(&text, Case::Ignored);
            let ends: Vec<usize> =
                folded.text().char_indices().map(|(at, _)| at).chain([folded.text().len()]).collect();
            for pair in ends.windows(2) {
                let run = folded.origin(pair[0]..pair[1]);
                proptest::prop_assert!(text.is_char_boundary(run.start) && text.is_char_boundary(run.end));
                proptest::prop_assert!(run.start <= run.end);
            }
        }

        #[test]
        fn a_pattern_folds_as_a_text_does(text in "\\PC{0,40}") {
            let folded = Folded::new(&text, Case::Ignored);
            proptest::prop_assert_eq!(folded.text(), fold_pattern(&text, Case::Ignored));
        }
    }
}
