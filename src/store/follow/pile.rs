//! The few texts of a small library, checked by whoever has time for the next one.

use std::cmp::Reverse;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use crate::briefing::Entry;
use crate::briefing::taxonomy::Vocabulary;
use crate::store::patience::Patience;
use crate::store::scan::entry_of;
use crate::store::walk::Found;

/// The most files that make a pile. More are read by more threads.
const MOST: usize = 8;

/// The most bytes that make a pile: who helps is not to be away from the keys for long.
const MOST_BYTES: u64 = 256 * 1024;

/// Whether what was found is little enough for a pile.
pub(super) fn is_enough(found: &[Found]) -> bool {
    let sizes = found.iter().map(|found| match found {
        Found::File(_, stamp) => stamp.map_or(0, |stamp| stamp.size()),
        Found::Refused(_) => 0,
    });
    found.len() <= MOST && sizes.sum::<u64>() <= MOST_BYTES
}

/// Texts to be checked. Who is at work on one is not waited for by the next.
#[derive(Debug)]
pub(super) struct Pile {
    items: Vec<Item>,
    vocabulary: Vocabulary,
    /// How many were taken.
    taken: AtomicUsize,
}

/// A file that was read, and what came of its check.
#[derive(Debug)]
struct Item {
    path: PathBuf,
    text: String,
    entry: OnceLock<Arc<Entry>>,
}

impl Pile {
    /// These texts, each with the path of its file. The longest come first: whoever is done with one
    /// early takes a short one more.
    pub(super) fn new(texts: Vec<(PathBuf, String)>, vocabulary: Vocabulary) -> Self {
        let unchecked = |(path, text)| Item { path, text, entry: OnceLock::new() };
        let mut items: Vec<Item> = texts.into_iter().map(unchecked).collect();
        items.sort_by_key(|item| Reverse(item.text.len()));
        Self { items, vocabulary, taken: AtomicUsize::new(0) }
    }

    /// Checks one text after the other until none is left to be taken.
    pub(super) fn work_off(&self) {
        while let Some(item) = self.items.get(self.taken.fetch_add(1, Ordering::Relaxed)) {
            item.entry.get_or_init(|| Arc::new(entry_of(&item.path, &item.text, &self.vocabulary)));
        }
    }

    /// What came of all of them, when the last one is checked.
    pub(super) fn entries(&self) -> Vec<Arc<Entry>> {
        self.work_off();
        let patience = Patience::new();
        let entry = |item: &Item| {
            loop {
                match item.entry.get() {
                    Some(entry) => return Arc::clone(entry),
                    None => patience.wait(),
                }
            }
        };
        self.items.iter().map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn two_threads_check_every_text_once() {
        let texts = |count: usize| -> Vec<(PathBuf, String)> {
            (0..count).map(|at| (format!("{at}.toml").into(), "x = 1\n".repeat(at))).collect()
        };
        for count in [0, 1, 2, 7] {
            let pile = Pile::new(texts(count), Vocabulary::default());
            let (mut one, mut other) = thread::scope(|scope| {
                let other = scope.spawn(|| pile.entries());
                (pile.entries(), other.join().expect("checked"))
            });
            assert!(one.iter().zip(&other).all(|(one, other)| Arc::ptr_eq(one, other)));
            for entries in [&mut one, &mut other] {
                entries.sort_by(|one, other| one.path.cmp(&other.path));
                let paths: Vec<_> = entries.iter().map(|entry| entry.path.clone()).collect();
                assert_eq!(paths, texts(count).into_iter().map(|it| it.0).collect::<Vec<_>>());
            }
        }
    }
}
