//! Searching a large library: its catalogue finds the passages of the texts that are not held.

use std::sync::Arc;

use crate::app::hunt::{Hunt, Ranked, ranked};
use crate::app::passages::{Finds, MOST_PASSAGES};
use crate::briefing::Entry;
use crate::briefing::taxonomy::Vocabulary;
use crate::query::grade::Grade;
use crate::store::catalogue::{Catalogue, Hit};
use crate::store::scan;

/// What finds passages beyond the texts that the library holds.
#[derive(Clone, Copy)]
pub(super) struct Beyond<'c> {
    /// What finds them.
    pub(super) catalogue: &'c Catalogue,
    /// The words that files are checked against.
    pub(super) vocabulary: &'c Vocabulary,
}

impl Beyond<'_> {
    /// The passages that meet the query in the whole library, ranked. None where `stop` said so before
    /// the end.
    pub(super) fn run(self, hunt: &Hunt, stop: &(dyn Fn() -> bool + Sync)) -> Option<Vec<Finds>> {
        let mut found = hunt.held(stop)?;
        let is_apart = |id: &str| hunt.is_apart(id);
        let hits = self.catalogue.find_graded(&hunt.query, &is_apart, stop)?;
        self.take(hunt, hits, &mut found, stop)?;
        Some(ranked(found))
    }

    /// Takes in hits, which are in the order of the library, as far as they can be listed. None where
    /// `stop` said so before the end.
    fn take(
        self,
        hunt: &Hunt,
        mut hits: Vec<Hit>,
        found: &mut Vec<Ranked>,
        stop: &dyn Fn() -> bool,
    ) -> Option<()> {
        let entries = hunt.stock.library.entries();
        // What has to be asked itself comes first, then the best.
        hits.sort_by_cached_key(Hit::grade);
        let (mut from, mut last, mut count, mut best) = (0, None, 0, 0);
        for hit in hits {
            let grade = hit.grade();
            if count >= MOST_PASSAGES {
                break;
            }
            if grade.is_none() && best >= MOST_PASSAGES {
                // What else has to be asked itself stands behind them, and is no better.
                continue;
            }
            if grade != last {
                (from, last) = (0, grade);
            }
            from = place_of(&hit, entries, from);
            let Some(entry) = entries.get(from).filter(|entry| is_file_of(&hit, entry)) else {
                continue;
            };
            let at = from;
            from += 1;
            // One whose text is held was asked itself, and a second of its id is no briefing.
            if entry.briefing.is_some() || entry.card.is_none() {
                continue;
            }
            let ranked = match grade {
                Some(grade) => {
                    count += hit.passages.len();
                    Some(Ranked { grade, at, finds: Finds::of(entry, graded(&hit)) })
                }
                None => {
                    let ranked = self.ask(hunt, (at, entry), stop);
                    best += ranked.as_ref().map_or(0, |ranked| hunt.best_in(ranked));
                    ranked
                }
            };
            found.extend(ranked);
            if stop() {
                return None;
            }
        }
        Some(())
    }

    /// Reads a briefing and asks it.
    fn ask(
        self,
        hunt: &Hunt,
        (at, entry): (usize, &Arc<Entry>),
        stop: &dyn Fn() -> bool,
    ) -> Option<Ranked> {
        let read = scan::entry(&entry.path, self.vocabulary);
        match &read.briefing {
            // Otherwise the follower is about to tell what became of it.
            Some(briefing) if read.fingerprint == entry.fingerprint => {
                hunt.in_text((at, entry), briefing, stop)
            }
            Some(_) | None => None,
        }
    }
}

/// The place of a hit's file among the entries from `from` on, or the place where it would be: both
/// are in the order of their paths, and where much is found the next entry is most often the one.
fn place_of(hit: &Hit, entries: &[Arc<Entry>], from: usize) -> usize {
    match entries.get(from) {
        Some(entry) if is_file_of(hit, entry) => from,
        _ => from + entries[from..].partition_point(|entry| entry.path < hit.path),
    }
}

/// Whether a hit is in the file of an entry.
fn is_file_of(hit: &Hit, entry: &Entry) -> bool {
    // By the bytes: to compare paths piece by piece takes several times as long.
    entry.path.as_os_str() == hit.path.as_os_str()
}

/// The passages of a hit, the best first.
fn graded(hit: &Hit) -> Vec<usize> {
    let passages = hit.passages.iter().map(|passage| *passage as usize);
    let mut graded: Vec<(Grade, usize)> = hit.grades.iter().copied().zip(passages).collect();
    graded.sort_unstable();
    graded.into_iter().map(|(_, passage)| passage).collect()
}
