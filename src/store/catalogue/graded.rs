//! How well the passages of a segment have the words of a query, by the words that they are found by.

use roaring::RoaringBitmap;

use super::find::{Asked, is_one_word};
use super::layout::Broken;
use super::lookup::Piece;
use crate::query::grade::{Grade, Wording};
use crate::query::pattern::{Pattern, Words};

/// The passages that have the words of a query, by how well they have them.
pub(super) struct Graded {
    /// With all words in a row.
    row: RoaringBitmap,
    /// With each as a whole word.
    whole: RoaringBitmap,
    /// With each at the beginning of a word, or as a whole one.
    start: RoaringBitmap,
}

impl Graded {
    /// How well a passage has them.
    pub(super) fn of(&self, passage: u32) -> Grade {
        match () {
            () if self.row.contains(passage) => Grade::Row,
            () if self.whole.contains(passage) => Grade::Whole,
            () if self.start.contains(passage) => Grade::Start,
            () => Grade::Part,
        }
    }
}

impl Asked<'_> {
    /// Grades the passages `met`, which have the words.
    pub(super) fn graded(&self, wording: &Wording, met: &RoaringBitmap) -> Result<Graded, Broken> {
        let mut graded =
            Graded { row: RoaringBitmap::new(), whole: met.clone(), start: met.clone() };
        if met.is_empty() {
            return Ok(graded);
        }
        if let Some(row) = wording.row() {
            graded.row = self.text(&Pattern::Words(row.clone()), met)?;
        }
        for words in wording.words() {
            let (whole, start) =
                if is_one_word(words) { self.of_word(words)? } else { self.of_phrase(words, met)? };
            graded.whole &= whole;
            graded.start &= start;
        }
        Ok(graded)
    }

    /// The passages that have it as a whole word, and at the beginning of one.
    fn of_word(&self, words: &Words) -> Result<(RoaringBitmap, RoaringBitmap), Broken> {
        let Some(lookup) = self.words()? else { return Ok(Default::default()) };
        let with = |ends| lookup.with(Piece { run: words.folded(), begins: true, ends });
        Ok((with(true)?, with(false)?))
    }

    /// Those that have a phrase as whole words, and at the beginning of a word.
    fn of_phrase(
        &self,
        words: &Words,
        met: &RoaringBitmap,
    ) -> Result<(RoaringBitmap, RoaringBitmap), Broken> {
        let mut start = RoaringBitmap::new();
        let mut passages = met.iter();
        let whole = self.those(met.clone(), |text| {
            let grade = words.grade_in(text);
            let passage = passages.next();
            start.extend(passage.filter(|_| grade <= Grade::Start));
            grade <= Grade::Whole
        })?;
        Ok((whole, start))
    }
}
