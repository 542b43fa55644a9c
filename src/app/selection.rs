//! Words being selected in a passage: by word, sentence or character, from either end.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::open::Way;
use crate::notes::sentence::{at, sentences, words};

/// Words being selected in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The passage, an index into the briefing's passages.
    pub passage: usize,
    /// The end that stays, in bytes of the passage's text.
    fixed: usize,
    /// The end that moves.
    moving: usize,
    /// Whether the small steps are characters, not words.
    pub by_character: bool,
}

/// By how much the end moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A word or, where the analyst asked for that, a character.
    Small,
    /// A sentence.
    Sentence,
}

/// The text that is selected in.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'t> {
    /// The passage's text.
    pub text: &'t str,
    /// The language that it is in, as a BCP 47 tag.
    pub language: Option<&'t str>,
}

impl Selection {
    /// The sentence at a byte of a passage; the whole text where it has no sentence.
    pub fn sentence_at(passage: usize, ground: Ground<'_>, byte: usize) -> Self {
        let all = sentences(ground.text, ground.language);
        let found = at(&all, byte).or(all.len().checked_sub(1)).map(|found| all[found].clone());
        Self::new(passage, found.unwrap_or(0..ground.text.len()))
    }

    /// These bytes of a passage.
    pub const fn new(passage: usize, range: Range<usize>) -> Self {
        Self { passage, fixed: range.start, moving: range.end, by_character: false }
    }

    /// From one byte to another, which may stand before it.
    pub const fn between(passage: usize, fixed: usize, moving: usize) -> Self {
        Self { passage, fixed, moving, by_character: true }
    }

    /// The selected bytes.
    pub fn range(&self) -> Range<usize> {
        self.fixed.min(self.moving)..self.fixed.max(self.moving)
    }

    /// The byte that must be in sight: the end that moves.
    pub fn head(&self) -> usize {
        if self.moving > self.fixed { self.moving - 1 } else { self.moving }
    }

    /// Moves the moving end by one unit; it never passes the other one. Whether it could.
    pub fn extend(&mut self, ground: Ground<'_>, unit: Unit, way: Way) -> bool {
        let units = self.units(ground, unit);
        let (fixed, moving) = (self.fixed, self.moving);
        let is_end = moving > fixed;
        let target = match (is_end, way) {
            (true, Way::On) => units.iter().map(|unit| unit.end).find(|end| *end > moving),
            (true, Way::Back) => {
                units.iter().rev().map(|unit| unit.end).find(|end| *end < moving && *end > fixed)
            }
            (false, Way::On) => {
                units.iter().map(|unit| unit.start).find(|start| *start > moving && *start < fixed)
            }
            (false, Way::Back) => {
                units.iter().rev().map(|unit| unit.start).find(|start| *start < moving)
            }
        };
        self.moving = target.unwrap_or(moving);
        target.is_some()
    }

    /// Selects the next or the previous sentence alone. Whether there is one.
    pub fn shift(&mut self, ground: Ground<'_>, way: Way) -> bool {
        let all = sentences(ground.text, ground.language);
        let range = self.range();
        let found = match way {
            Way::On => all.into_iter().find(|sentence| sentence.start >= range.end),
            Way::Back => all.into_iter().rev().find(|sentence| sentence.end <= range.start),
        };
        let Some(found) = found else { return false };
        (self.fixed, self.moving) = (found.start, found.end);
        true
    }

    /// Selects the whole text of the passage.
    pub fn whole(&mut self, ground: Ground<'_>) {
        (self.fixed, self.moving) = (0, ground.text.trim_end().len());
    }

    /// Lets the other end move.
    pub const fn swap(&mut self) {
        (self.fixed, self.moving) = (self.moving, self.fixed);
    }

    fn units(&self, ground: Ground<'_>, unit: Unit) -> Vec<Range<usize>> {
        match unit {
            Unit::Sentence => sentences(ground.text, ground.language),
            Unit::Small if self.by_character => {
                let graphemes = ground.text.grapheme_indices(true);
                graphemes.map(|(at, grapheme)| at..at + grapheme.len()).collect()
            }
            Unit::Small => words(ground.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: &str = "Both put out one text. It was “useful”, they said. Nobody objected.";

    fn ground(text: &str) -> Ground<'_> {
        Ground { text, language: Some("en") }
    }

    fn selected(selection: &Selection) -> &str {
        &TEXT[selection.range()]
    }

    #[test]
    fn a_selection_begins_with_the_sentence_at_the_cursor() {
        let first = Selection::sentence_at(0, ground(TEXT), 0);
        assert_eq!(selected(&first), "Both put out one text.");
        let second = Selection::sentence_at(0, ground(TEXT), 30);
        assert_eq!(selected(&second), "It was “useful”, they said.");
        assert_eq!(Selection::sentence_at(0, ground(" "), 0).range(), 0..1);
    }

    #[test]
    fn the_moving_end_goes_by_word_sentence_and_character() {
        let ground = ground(TEXT);
        let mut selection = Selection::sentence_at(0, ground, 0);
        assert!(selection.extend(ground, Unit::Small, Way::Back));
        assert_eq!(selected(&selection), "Both put out one text");
        selection.extend(ground, Unit::Small, Way::Back);
        assert_eq!(selected(&selection), "Both put out one");
        selection.extend(ground, Unit::Sentence, Way::On);
        selection.extend(ground, Unit::Sentence, Way::On);
        assert_eq!(selected(&selection), "Both put out one text. It was “useful”, they said.");
        selection.by_character = true;
        selection.extend(ground, Unit::Small, Way::Back);
        assert!(selected(&selection).ends_with("said"));
        selection.swap();
        selection.by_character = false;
        selection.extend(ground, Unit::Sentence, Way::On);
        assert_eq!(selected(&selection), "It was “useful”, they said");
    }

    #[test]
    fn one_end_never_passes_the_other() {
        let ground = ground(TEXT);
        let mut selection = Selection::sentence_at(0, ground, 0);
        while selection.extend(ground, Unit::Small, Way::Back) {}
        assert_eq!(selected(&selection), "Both");
        assert!(!selection.extend(ground, Unit::Sentence, Way::Back));
        selection.swap();
        assert!(!selection.extend(ground, Unit::Small, Way::On));
        assert_eq!(selected(&selection), "Both");
    }

    #[test]
    fn a_neighbouring_sentence_takes_the_place_of_this_one() {
        let ground = ground(TEXT);
        let mut selection = Selection::sentence_at(0, ground, 0);
        assert!(selection.shift(ground, Way::On) && selection.shift(ground, Way::On));
        assert_eq!(selected(&selection), "Nobody objected.");
        assert!(!selection.shift(ground, Way::On));
        assert!(selection.shift(ground, Way::Back));
        assert_eq!(selected(&selection), "It was “useful”, they said.");
        selection.whole(ground);
        assert_eq!(selected(&selection), TEXT);
    }

    proptest! {
        #[test]
        fn any_keys_select_a_piece_of_the_text(
            text in any::<String>(),
            start in 0_usize..200,
            keys in prop::collection::vec(0_u8..9, 0..30),
        ) {
            let ground = ground(&text);
            let mut selection = Selection::sentence_at(0, ground, start);
            for key in keys {
                match key {
                    0 => { selection.extend(ground, Unit::Small, Way::On); }
                    1 => { selection.extend(ground, Unit::Small, Way::Back); }
                    2 => { selection.extend(ground, Unit::Sentence, Way::On); }
                    3 => { selection.extend(ground, Unit::Sentence, Way::Back); }
                    4 => { selection.shift(ground, Way::On); }
                    5 => { selection.shift(ground, Way::Back); }
                    6 => selection.whole(ground),
                    7 => selection.swap(),
                    _ => selection.by_character = !selection.by_character,
                }
                prop_assert!(text.get(selection.range()).is_some());
            }
        }
    }
}
