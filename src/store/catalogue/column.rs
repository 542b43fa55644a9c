//! One field of a segment on disk: its words in order, and for each the passages that have it.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use roaring::{MultiOps, RoaringBitmap};
use serde::{Deserialize, Serialize};

use super::layout::{Broken, short_sum};

/// What stands between two words; no word has it.
const BETWEEN: char = '\n';

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
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Column {
    /// The words, each with [`BETWEEN`] behind it.
    words: String,
    /// For each word the byte behind its passages.
    ends: Vec<u32>,
    /// For each word what the bytes of its passages come to.
    sums: Vec<u32>,
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
        if word.contains(BETWEEN) {
            let word = word.replace(BETWEEN, " ");
            let hash = self.hashes.hash_one(word.as_str());
            return self.find(&word, hash).unwrap_or_else(|| self.learn(&word, hash));
        }
        let (at, start) = (self.known.len() as u32, self.words.len() as u32);
        self.words.push_str(word);
        self.known.push(Known { run: (start, self.words.len() as u32), last: 0, count: 0 });
        self.words.push(BETWEEN);
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
            column.words.push(BETWEEN);
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
    /// The words.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split_terminator(BETWEEN)
    }

    /// The passages that have a word for which `is_wanted`; `read` gives a part of the blob.
    pub(super) fn union(
        &self,
        is_wanted: impl Fn(&str) -> bool,
        read: impl Fn(std::ops::Range<u32>) -> Result<Vec<u8>, Broken>,
    ) -> Result<RoaringBitmap, Broken> {
        let wanted = self.words().enumerate().filter(|(_, word)| is_wanted(word));
        let wanted: Vec<usize> = wanted.map(|(at, _)| at).collect();
        let (Some(&first), Some(&last)) = (wanted.first(), wanted.last()) else {
            return Ok(RoaringBitmap::new());
        };
        // Few are read one by one; of many, all between the first and the last at once.
        let is_few = wanted.len() <= 16;
        let all = if is_few { Vec::new() } else { read(self.start(first)?..self.end(last)?)? };
        let base = self.start(first)?;
        let passages = wanted.into_iter().map(|at| {
            let (start, end) = (self.start(at)?, self.end(at)?);
            let expected = self.sums.get(at).copied().ok_or(Broken)?;
            if is_few {
                return bitmap(&read(start..end)?, expected);
            }
            let part = all.get((start - base) as usize..(end - base) as usize);
            bitmap(part.ok_or(Broken)?, expected)
        });
        passages.collect::<Result<Vec<_>, _>>().map(MultiOps::union)
    }

    fn start(&self, at: usize) -> Result<u32, Broken> {
        if at == 0 { Ok(0) } else { self.end(at - 1) }
    }

    fn end(&self, at: usize) -> Result<u32, Broken> {
        self.ends.get(at).copied().ok_or(Broken)
    }
}

fn bitmap(bytes: &[u8], expected: u32) -> Result<RoaringBitmap, Broken> {
    if short_sum(bytes) != expected {
        return Err(Broken);
    }
    RoaringBitmap::deserialize_from(bytes).map_err(|_| Broken)
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
            prop_assert!(column.words().eq(wanted.keys()));
            for (word, passages) in &wanted {
                let read = |run: std::ops::Range<u32>| {
                    Ok(blob[run.start as usize..run.end as usize].to_vec())
                };
                let found = column.union(|known| known == word, read).expect("sound");
                prop_assert!(found.iter().eq(passages.iter().copied()));
            }
        }
    }
}
