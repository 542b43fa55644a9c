//! One field of a segment as it is asked: which of its words are wanted, and the passages of those.

use memchr::{memchr, memchr_iter, memmem};
use roaring::{MultiOps, RoaringBitmap};

use super::column::{BETWEEN, ColumnParts};
use super::layout::{Broken, Laid, Run, short_sum};

/// Up to how many words their passages are read one by one.
const FEW: usize = 16;

/// The words of one field, and where their passages stand.
#[derive(Debug)]
pub(super) struct Lookup<'s> {
    laid: &'s Laid,
    parts: ColumnParts,
    /// The words, each between two of [`BETWEEN`].
    words: Vec<u8>,
}

/// A run of letters and digits of what is looked for, and whether a word may go on beside it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'w> {
    pub(super) run: &'w str,
    pub(super) begins: bool,
    pub(super) ends: bool,
}

impl<'s> Lookup<'s> {
    /// The words of a field that was laid down.
    pub(super) fn of(laid: &'s Laid, parts: ColumnParts) -> Result<Self, Broken> {
        Ok(Self { laid, parts, words: laid.whole(parts.words)? })
    }

    /// The words, in order; none where they are damaged.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let words = str::from_utf8(&self.words).unwrap_or_default();
        words.split_terminator(char::from(BETWEEN)).skip(1)
    }

    /// The passages that have a word for which `is_wanted`.
    pub(super) fn having(&self, is_wanted: impl Fn(&str) -> bool) -> Result<RoaringBitmap, Broken> {
        str::from_utf8(&self.words).map_err(|_| Broken)?;
        let words = self.words().enumerate();
        let wanted: Vec<usize> =
            words.filter(|(_, word)| is_wanted(word)).map(|(at, _)| at).collect();
        self.passages(&wanted)
    }

    /// The passages that have a word with a piece.
    pub(super) fn with(&self, piece: Piece<'_>) -> Result<RoaringBitmap, Broken> {
        self.passages(&places(&self.words, piece))
    }

    /// The passages of the words at these places, in ascending order.
    fn passages(&self, wanted: &[usize]) -> Result<RoaringBitmap, Broken> {
        let (Some(&first), Some(&last)) = (wanted.first(), wanted.last()) else {
            return Ok(RoaringBitmap::new());
        };
        let (laid, ends, blob) = (self.laid, self.parts.ends, self.parts.blob);
        if wanted.len() <= FEW {
            let one = |&at: &usize| {
                let run = *laid.runs(ends, at..=at)?.first().ok_or(Broken)?;
                bitmap(&laid.bytes(blob, run.start..run.end)?, run)
            };
            return wanted.iter().map(one).collect::<Result<Vec<_>, _>>().map(MultiOps::union);
        }
        // Of many, all between the first and the last at once.
        let runs = laid.runs(ends, first..=last)?;
        let (Some(from), Some(to)) = (runs.first(), runs.last()) else { return Err(Broken) };
        let all = laid.bytes(blob, from.start..to.end)?;
        let one = |&at: &usize| {
            let run = *runs.get(at - first).ok_or(Broken)?;
            let start = run.start.checked_sub(from.start).ok_or(Broken)? as usize;
            let end = run.end.checked_sub(from.start).ok_or(Broken)? as usize;
            bitmap(all.get(start..end).ok_or(Broken)?, run)
        };
        wanted.iter().map(one).collect::<Result<Vec<_>, _>>().map(MultiOps::union)
    }
}

impl Piece<'_> {
    /// The bytes that a word with the piece has, with what stands between words.
    fn needle(&self) -> Vec<u8> {
        let between = [BETWEEN];
        let (before, behind) = (&between[..usize::from(self.begins)], usize::from(self.ends));
        [before, self.run.as_bytes(), &between[..behind]].concat()
    }
}

/// The places of the words that have a piece.
fn places(words: &[u8], piece: Piece<'_>) -> Vec<usize> {
    let needle = piece.needle();
    let finder = memmem::Finder::new(&needle);
    // `from` is what stands before the word at the place `at`.
    let (mut from, mut at, mut places) = (0, 0, Vec::new());
    while let Some(hit) = words.get(from..).and_then(|rest| finder.find(rest)) {
        let inside = from + hit + usize::from(piece.begins);
        at += memchr_iter(BETWEEN, words.get(from + 1..inside).unwrap_or_default()).count();
        places.push(at);
        let Some(length) = memchr(BETWEEN, &words[inside..]) else { break };
        (from, at) = (inside + length, at + 1);
    }
    places
}

fn bitmap(bytes: &[u8], run: Run) -> Result<RoaringBitmap, Broken> {
    if short_sum(bytes) != run.sum {
        return Err(Broken);
    }
    RoaringBitmap::deserialize_from(bytes).map_err(|_| Broken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the words themselves say.
    fn is_in(piece: Piece<'_>, word: &str) -> bool {
        match (piece.begins, piece.ends) {
            (true, true) => word == piece.run,
            (true, false) => word.starts_with(piece.run),
            (false, true) => word.ends_with(piece.run),
            (false, false) => word.contains(piece.run),
        }
    }

    proptest! {
        #[test]
        fn the_places_are_those_of_the_words_with_the_piece(
            words in prop::collection::btree_set("[abé]{1,4}", 0..30),
            run in "[abé]{1,3}",
            begins: bool,
            ends: bool,
        ) {
            let piece = Piece { run: &run, begins, ends };
            let laid: String = std::iter::once("\n".to_owned())
                .chain(words.iter().map(|word| format!("{word}\n")))
                .collect();
            let having = words.iter().enumerate().filter(|(_, word)| is_in(piece, word));
            let expected: Vec<usize> = having.map(|(at, _)| at).collect();
            prop_assert_eq!(places(laid.as_bytes(), piece), expected);
        }
    }

    #[test]
    fn damaged_words_are_searched_without_a_panic() {
        for words in ["", "\n", "ab", "\nab", "ab\n", "\n\n\n"] {
            for (begins, ends) in [(true, true), (true, false), (false, true), (false, false)] {
                places(words.as_bytes(), Piece { run: "ab", begins, ends });
            }
        }
    }
}
