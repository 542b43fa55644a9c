//! One field of a segment on disk: its words in order, and for each the passages that have it.

use std::collections::HashMap;

use roaring::RoaringBitmap;
use serde::{Deserialize, Serialize};

use super::layout::{Draft, Part, short_sum};

/// What stands between two words; no word has it.
pub(super) const BETWEEN: u8 = b'\n';

/// The words of one field while a segment is made.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    words: HashMap<String, usize>,
    passages: Vec<Vec<u32>>,
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
        let at = match self.words.get(word) {
            Some(&at) => at,
            None => {
                self.words.insert(word.replace(char::from(BETWEEN), " "), self.passages.len());
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
            column.words.push(char::from(BETWEEN));
            column.ends.push(u32::try_from(blob.len()).unwrap_or(u32::MAX));
        }
        (column, blob)
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
