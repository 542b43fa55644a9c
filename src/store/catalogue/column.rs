//! One field of a segment on disk: its words in order, and for each the passages that have it.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::layout::{Draft, Part, short_sum};

/// What stands between two words; no word has it.
pub(super) const BETWEEN: u8 = b'\n';

/// The words of one field while a segment is made.
///
/// Some hundred thousand words come for each of a thousand: what is looked at for each of them lies close
/// together, and where it stands is only noted, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// The words, each with [`BETWEEN`] behind it.
    words: String,
    known: Vec<Known>,
    /// The places of the words in `known`, by what the words come to.
    places: HashTable<u32>,
    hashes: RandomState,
    /// A word, and a passage that has it.
    met: Vec<(u32, u32)>,
}

/// One word.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// Where it begins, and the byte behind it.
    run: (u32, u32),
    /// The last passage that has it.
    last: u32,
    /// How many passages have it.
    count: u32,
}

impl Known {
    fn of(self, words: &str) -> &str {
        &words[self.run.0 as usize..self.run.1 as usize]
    }
}

/// The words of one field, and where in the blob behind them their passages stand.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// The words, each with [`BETWEEN`] behind it.
    words: String,
    /// For each word the byte behind its passages.
    ends: Vec<u32>,
    /// For each word what the bytes of its passages come to.
    sums: Vec<u32>,
}

/// Where a column is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct ColumnParts {
    /// The words, each between two of [`BETWEEN`].
    pub(super) words: Part,
    /// For each word the byte behind its passages, and what their bytes come to.
    pub(super) ends: Part,
    /// The passages of the words, one behind the other.
    pub(super) blob: Part,
}

impl Gathered {
    /// Notes that a passage has a word. Passages come in ascending order.
    pub(super) fn add(&mut self, word: &str, passage: u32) {
        let hash = self.hashes.hash_one(word);
        let at = self.find(word, hash).unwrap_or_else(|| self.learn(word, hash));
        let known = &mut self.known[at as usize];
        if known.count == 0 || known.last != passage {
            (known.last, known.count) = (passage, known.count + 1);
            self.met.push((at, passage));
        }
    }

    fn find(&self, word: &str, hash: u64) -> Option<u32> {
        let is_it = |at: &u32| self.known[*at as usize].of(&self.words) == word;
        self.places.find(hash, is_it).copied()
    }

    /// Gives a word that is new its place.
    fn learn(&mut self, word: &str, hash: u64) -> u32 {
        if word.contains(char::from(BETWEEN)) {
            let word = word.replace(char::from(BETWEEN), " ");
            let hash = self.hashes.hash_one(word.as_str());
            return self.find(&word, hash).unwrap_or_else(|| self.learn(&word, hash));
        }
        let (at, start) = (self.known.len() as u32, self.words.len() as u32);
        self.words.push_str(word);
        self.known.push(Known { run: (start, self.words.len() as u32), last: 0, count: 0 });
        self.words.push(char::from(BETWEEN));
        let (words, known, hashes) = (&self.words, &self.known, &self.hashes);
        let hash_of = |at: &u32| hashes.hash_one(known[*at as usize].of(words));
        self.places.insert_unique(hash, at, hash_of);
        at
    }

    /// The column, and the blob of the passages.
    pub(super) fn finish(self) -> (Column, Vec<u8>) {
        let passages = self.passages();
        let mut order: Vec<(&str, &[u32])> = Vec::with_capacity(self.known.len());
        let mut rest = passages.as_slice();
        for known in &self.known {
            let (own, behind) = rest.split_at(known.count as usize);
            order.push((known.of(&self.words), own));
            rest = behind;
        }
        order.sort_unstable();
        let (mut column, mut blob) = (Column::default(), Vec::new());
        for (word, passages) in order {
            let passages = RoaringBitmap::from_sorted_iter(passages.iter().copied());
            // The passages of a word are in order, and a vector takes everything.
            let start = blob.len();
            let _ = passages.map(|passages| passages.serialize_into(&mut blob));
            column.sums.push(short_sum(&blob[start..]));
            column.words.push_str(word);
            column.words.push(char::from(BETWEEN));
            column.ends.push(u32::try_from(blob.len()).unwrap_or(u32::MAX));
        }
        (column, blob)
    }

    /// The passages of the first word, then those of the second, and so on.
    fn passages(&self) -> Vec<u32> {
        let mut next = 0;
        let mut places: Vec<usize> = Vec::with_capacity(self.known.len());
        for known in &self.known {
            places.push(next);
            next += known.count as usize;
        }
        let mut passages = vec![0; self.met.len()];
        for (word, passage) in &self.met {
            let place = &mut places[*word as usize];
            passages[*place] = *passage;
            *place += 1;
        }
        passages
    }
}

impl Column {
    /// Lays it down with the blob of its passages.
    pub(super) fn put(&self, blob: &[u8], draft: &mut Draft) -> ColumnParts {
        let words = [&[BETWEEN], self.words.as_bytes()].concat();
        let ends = self.ends.iter().copied().zip(self.sums.iter().copied());
        ColumnParts { words: draft.put(&words), ends: draft.put_ends(ends), blob: draft.put(blob) }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_column_gives_back_what_was_gathered(words in proptest::collection::vec(("[a-c\n]{0,2}|[a-z]{3}", 0..3_u32), 0..80)) {
            let (mut gathered, mut wanted, mut passage) = (Gathered::default(), BTreeMap::new(), 0);
            for (word, step) in &words {
                passage += step;
                gathered.add(word, passage);
                let passages: &mut BTreeSet<u32> = wanted.entry(word.replace('\n', " ")).or_default();
                passages.insert(passage);
            }
            let (column, blob) = gathered.finish();
            let known = column.words.split_terminator(char::from(BETWEEN));
            prop_assert!(known.eq(wanted.keys()));
            let mut start = 0;
            for ((passages, end), sum) in wanted.values().zip(&column.ends).zip(&column.sums) {
                let bytes = &blob[start..*end as usize];
                prop_assert_eq!(short_sum(bytes), *sum);
                let found = RoaringBitmap::deserialize_from(bytes).expect("sound");
                prop_assert!(found.iter().eq(passages.iter().copied()));
                start = *end as usize;
            }
        }
    }
}
