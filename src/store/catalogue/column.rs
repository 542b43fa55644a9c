//! One field of a segment on disk: its words in order, and for each the passages that have it.

use std::collections::HashMap;

use roaring::{MultiOps, RoaringBitmap};
use serde::{Deserialize, Serialize};

use super::layout::{Broken, short_sum};

/// What stands between two words; no word has it.
const BETWEEN: char = '\n';

/// The words of one field while a segment is made.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    words: HashMap<String, usize>,
    passages: Vec<Vec<u32>>,
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
        let at = match self.words.get(word) {
            Some(&at) => at,
            None => {
                self.words.insert(word.replace(BETWEEN, " "), self.passages.len());
                self.passages.push(Vec::new());
                self.passages.len() - 1
            }
        };
        if self.passages[at].last() != Some(&passage) {
            self.passages[at].push(passage);
        }
    }

    /// The column, and the blob of the passages.
    pub(super) fn finish(self) -> (Column, Vec<u8>) {
        let mut order: Vec<(String, usize)> = self.words.into_iter().collect();
        order.sort_unstable();
        let (mut column, mut blob) = (Column::default(), Vec::new());
        for (word, at) in order {
            let passages = RoaringBitmap::from_sorted_iter(self.passages[at].iter().copied());
            // The passages of a word are in order, and a vector takes everything.
            let start = blob.len();
            let _ = passages.map(|passages| passages.serialize_into(&mut blob));
            column.sums.push(short_sum(&blob[start..]));
            column.words.push_str(&word);
            column.words.push(BETWEEN);
            column.ends.push(u32::try_from(blob.len()).unwrap_or(u32::MAX));
        }
        (column, blob)
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
