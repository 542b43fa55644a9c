//! Searching a large library: its catalogue finds the passages of the texts that are not held.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::hunt::{Hunt, Ranked, ranked};
use crate::app::passages::{Finds, MOST_PASSAGES};
use crate::briefing::Entry;
use crate::briefing::taxonomy::Vocabulary;
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
        let exact = hunt.exact();
        if let Some(exact) = &exact {
            let hits = self.catalogue.find_unless(exact, &is_apart, stop)?;
            self.take(hunt, hits, (&mut found, true), stop)?;
        }
        if count(&found) < MOST_PASSAGES {
            let hits = self.catalogue.find_unless(&hunt.query, &is_apart, stop)?;
            self.take(hunt, hits, (&mut found, exact.is_none()), stop)?;
        }
        Some(ranked(found))
    }

    /// Takes in hits, which are in the order of the library. None where `stop` said so before the end.
    fn take(
        self,
        hunt: &Hunt,
        hits: Vec<Hit>,
        (found, are_exact): (&mut Vec<Ranked>, bool),
        stop: &dyn Fn() -> bool,
    ) -> Option<()> {
        let mut known: HashMap<usize, usize> =
            found.iter().enumerate().map(|(row, ranked)| (ranked.at, row)).collect();
        let entries = hunt.stock.library.entries();
        let (mut from, mut count) = (0, count(found));
        for hit in hits {
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
            if let Some(row) = known.get(&at) {
                let passages = &mut found[*row].finds.passages;
                let more = hit.passages.iter().map(|passage| *passage as usize);
                let more: Vec<usize> = more.filter(|passage| !passages.contains(passage)).collect();
                count += more.len();
                passages.extend(more);
                continue;
            }
            let ranked = if hit.passages.is_empty() {
                self.ask(hunt, (at, entry), stop)
            } else {
                let passages = hit.passages.iter().map(|passage| *passage as usize).collect();
                Some(Ranked { is_exact: are_exact, at, finds: Finds::of(entry, passages) })
            };
            count += ranked.as_ref().map_or(0, |ranked| ranked.finds.passages.len());
            known.extend(ranked.as_ref().map(|ranked| (ranked.at, found.len())));
            found.extend(ranked);
            if count >= MOST_PASSAGES || stop() {
                break;
            }
        }
        (!stop()).then_some(())
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

fn count(found: &[Ranked]) -> usize {
    found.iter().map(|ranked| ranked.finds.passages.len()).sum()
}
