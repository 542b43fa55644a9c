//! The catalogue: what finds the passages of a large library without reading its files again.
//!
//! It is a folder of segments in the cache. A segment holds some thousand briefings; each of its rows
//! counts for as long as its file looks as it did when it was read. What no row counts for is read, and
//! becomes a new segment. Nothing is ever changed in place, so deleting any of it is safe, and two
//! programs may share it: at worst both have made a row, and one of the two counts.

mod column;
mod find;
mod graded;
mod hit;
mod layout;
mod lookup;
mod make;
mod named;
mod rows;
mod segment;
mod shelf;
mod spelling;
mod terms;

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::hash::BuildHasher;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foldhash::fast::RandomState;
use roaring::RoaringBitmap;

use super::abreast::{abreast, abreast_but_one};
use super::scan::{Looked, Stamp};
use crate::briefing::Entry;
use crate::query::Query;
use crate::query::grade::Wording;
use find::Asked;
pub use hit::Hit;
pub use layout::Broken;
use make::Made;
pub use rows::{Row, Rows};
pub use segment::Segment;
pub use shelf::Shelf;
use shelf::{Sorted, opened, sorted};

/// From how many files on a library has a catalogue: fewer are read in the blink of an eye.
pub const FEWEST: usize = 256;

/// From how many files on those that no segment has become one; fewer are read every time.
const WORTH_IT: usize = 64;

/// A library, file by file: what the catalogue has of it, and the rest as it was read. A copy shares
/// the segments with its original.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    segments: Vec<Live>,
    /// The others as they were read, without their texts.
    others: Vec<Arc<Entry>>,
    /// The files that hide behind another one with the same id.
    twins: usize,
}

/// What comes of making a catalogue, as it comes.
#[derive(Debug)]
pub enum Progress {
    /// Files were read. Those whose texts the catalogue finds come without them.
    Read(Vec<Entry>),
    /// More can be found by now.
    Grown(Catalogue),
}

/// A segment and those of its rows that count.
#[derive(Debug, Clone)]
struct Live {
    segment: Arc<Segment>,
    rows: Vec<usize>,
}

/// Whether the briefing of an id has to be asked itself.
type IsApart<'a> = dyn Fn(&str) -> bool + Sync + 'a;

impl Catalogue {
    /// The catalogue of a library whose files are `files`, in the order of their paths, brought up to
    /// date.
    pub fn of(files: &[Looked], shelf: &Shelf) -> Self {
        let (mut catalogue, fresh) = Self::open(files, shelf);
        catalogue.complete((files, &fresh), shelf, drop);
        catalogue
    }

    /// The same, and what the library shows of each file, without the texts, in no order. Of two entries
    /// of one file the later counts.
    pub fn of_with_entries(files: &[Looked], shelf: &Shelf) -> (Self, Vec<Arc<Entry>>) {
        let (mut catalogue, mut entries, fresh) = Self::open_with_entries(files, shelf);
        catalogue.complete((files, &fresh), shelf, |entry| entries.push(entry));
        (catalogue, entries)
    }

    /// Reads those `files` that the cache does not have, the `fresh` ones among them, and takes them in.
    fn complete(
        &mut self,
        (files, fresh): (&[Looked], &[(PathBuf, Stamp)]),
        shelf: &Shelf,
        mut tell: impl FnMut(Arc<Entry>),
    ) {
        let mut others = Vec::new();
        let mut take = |entry: Entry, is_found: bool| {
            let entry = Arc::new(entry.without_text());
            if !is_found {
                others.push(entry.clone());
            }
            tell(entry);
        };
        for (path, _) in files.iter().filter(|(_, stamp)| stamp.is_none()) {
            take(super::scan::entry(path, &shelf.vocabulary), false);
        }
        if is_worth_it(fresh.len()) && shelf.takes_segments() {
            let _ = self.extend(fresh, shelf, |progress| {
                if let Progress::Read(entries) = progress {
                    for entry in entries {
                        let is_found = entry.card.is_some() && entry.briefing.is_none();
                        take(entry, is_found);
                    }
                }
                ControlFlow::Continue(())
            });
        } else {
            let read = |(path, _): &(PathBuf, Stamp)| {
                super::scan::entry(path, &shelf.vocabulary).without_text()
            };
            let _ = abreast(fresh, read, |entry| {
                take(entry, false);
                ControlFlow::Continue(())
            });
        }
        self.others = others;
        self.hide_twins();
    }

    /// What the cache has of a library whose files are `files`, in the order of their paths, and the
    /// files that it does not have.
    pub fn open(files: &[Looked], shelf: &Shelf) -> (Self, Vec<(PathBuf, Stamp)>) {
        let (opened, fresh) = sorted(opened(shelf, files), files);
        let segments = opened.into_iter().map(Live::of).collect();
        (Self { segments, ..Self::default() }, fresh)
    }

    /// Reads files, each of which looked like its stamp before, and makes segments of them, until
    /// `tell` breaks off.
    pub fn extend(
        &mut self,
        files: &[(PathBuf, Stamp)],
        shelf: &Shelf,
        mut tell: impl FnMut(Progress) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        make::make(files, shelf, |made| match made {
            Made::Read(entries) => tell(Progress::Read(entries)),
            Made::Segment(path, taken) => match Segment::open(&path, shelf) {
                Ok(segment) => {
                    let rows = (0..segment.rows().len()).collect();
                    self.segments.push(Live { segment: Arc::new(segment), rows });
                    tell(Progress::Grown(self.clone()))
                }
                // Another program had the same rows and took it away.
                Err(Broken) => tell(Progress::Read(make::whole(&taken, &shelf.vocabulary))),
            },
        })
    }

    /// As [`Self::open`] does, and what the library shows of the files that the cache has, without their
    /// texts, in the order of their paths.
    pub fn open_with_entries(
        files: &[Looked],
        shelf: &Shelf,
    ) -> (Self, Vec<Arc<Entry>>, Vec<(PathBuf, Stamp)>) {
        let (opened, mut fresh) = sorted(opened(shelf, files), files);
        let mut slots: Vec<Option<Arc<Entry>>> = vec![None; files.len()];
        let mut segments = Vec::new();
        let mut shelved = Vec::with_capacity(opened.len());
        let read = |(segment, rows): &Sorted| segment.entries(rows);
        let _ = abreast(&opened, read, |entries| {
            shelved.push(entries);
            ControlFlow::Continue(())
        });
        for ((segment, rows), entries) in opened.into_iter().zip(shelved) {
            let Ok(entries) = entries else {
                let _ = fs::remove_file(&segment.path);
                let lost = rows.iter().map(|(_, file)| &files[*file]);
                fresh.extend(lost.filter_map(|(path, stamp)| Some((path.clone(), (*stamp)?))));
                continue;
            };
            for ((_, file), entry) in rows.iter().zip(entries) {
                slots[*file] = Some(Arc::new(entry));
            }
            segments.push(Live::of((segment, rows)));
        }
        let catalogue = Self { segments, ..Self::default() };
        (catalogue, slots.into_iter().flatten().collect(), fresh)
    }

    /// Forgets files that are other than they were, or gone.
    pub fn forget(&mut self, paths: &[PathBuf]) {
        let gone: HashSet<&OsStr> = paths.iter().map(|path| path.as_os_str()).collect();
        for Live { segment, rows } in &mut self.segments {
            let is_gone =
                |row| segment.rows().get(row).is_none_or(|row| gone.contains(row.path.as_os_str()));
            rows.retain(|row| !is_gone(*row));
        }
    }

    /// Of two briefings with one id, the one whose path comes first counts.
    fn hide_twins(&mut self) {
        // Mostly there are none, and to sort numbers tells it soonest.
        let hasher = RandomState::default();
        let mut hashes: Vec<u64> = self.ids().map(|id| hasher.hash_one(id)).collect();
        hashes.sort_unstable();
        let shared = hashes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]);
        let shared: HashSet<u64> = shared.collect();
        let may_be_twin = |id: &str| !shared.is_empty() && shared.contains(&hasher.hash_one(id));
        let mut owners: HashMap<&str, &Path> = HashMap::new();
        let rows = self.segments.iter().flat_map(Live::rows).map(|row| (row.id, row.path));
        let others = (self.others.iter())
            .filter_map(|entry| Some((entry.card.as_ref()?.id.as_str(), entry.path.as_path())));
        let mut twins: HashSet<PathBuf> = HashSet::new();
        for (id, path) in rows.chain(others).filter(|(id, _)| may_be_twin(id)) {
            match owners.get(id) {
                Some(owner) if *owner < path => drop(twins.insert(path.to_owned())),
                known => {
                    twins.extend(known.map(|later| (*later).to_owned()));
                    owners.insert(id, path);
                }
            }
        }
        if twins.is_empty() {
            return;
        }
        for Live { segment, rows } in &mut self.segments {
            let is_twin = |row: &Row<'_>| may_be_twin(row.id) && twins.contains(row.path);
            rows.retain(|row| !segment.rows().get(*row).as_ref().is_none_or(is_twin));
        }
        self.others.retain(|entry| !twins.contains(&entry.path));
        self.twins = twins.len();
    }

    /// How many briefings it has.
    pub fn len(&self) -> usize {
        let others = self.others.iter().filter(|entry| entry.card.is_some()).count();
        self.segments.iter().map(|live| live.rows.len()).sum::<usize>() + others
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many files are no briefing that can be read: those with errors, and the second of an id.
    pub fn broken(&self) -> usize {
        self.twins + self.others.iter().filter(|entry| entry.card.is_none()).count()
    }

    /// Its briefings' ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let others = self.others.iter().filter_map(|entry| entry.card.as_ref());
        let rows = self.segments.iter().flat_map(Live::rows).map(|row| row.id);
        rows.chain(others.map(|card| card.id.as_str()))
    }

    /// The briefings that may have passages that meet the query, in the order of their paths. Those
    /// with an id for which `is_apart` are given without being asked: what is noted on them and how
    /// far they were read stands elsewhere.
    pub fn find(&self, query: &Query, is_apart: &IsApart<'_>) -> Vec<Hit> {
        self.ask(query, (is_apart, None), &|| false).unwrap_or_default()
    }

    /// The same, graded; none where `stop` said so before the end.
    pub fn find_graded(
        &self,
        query: &Query,
        is_apart: &IsApart<'_>,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Hit>> {
        self.ask(query, (is_apart, Some(&Wording::of(query))), stop)
    }

    fn ask(
        &self,
        query: &Query,
        (is_apart, wording): (&IsApart<'_>, Option<&Wording>),
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Option<Vec<Hit>> {
        let mut hits = Vec::new();
        let ask = |live: &Live| {
            if stop() {
                return Vec::new();
            }
            live.find(query, (is_apart, wording)).unwrap_or_else(|Broken| {
                live.give_up();
                live.unasked()
            })
        };
        let take = |found: Vec<Hit>| {
            hits.extend(found);
            ControlFlow::Continue(())
        };
        // Who wants grades is somebody who types.
        let _ = match wording {
            Some(_) => abreast_but_one(&self.segments, ask, take),
            None => abreast(&self.segments, ask, take),
        };
        let others = self.others.iter().filter(|entry| entry.card.is_some());
        hits.extend(others.map(|entry| Hit::unasked(&entry.path)));
        // Those of one segment are in order already: the stable sort joins such runs.
        hits.sort_by(|one, other| one.path.cmp(&other.path));
        (!stop()).then_some(hits)
    }
}

impl Live {
    fn of((segment, rows): Sorted) -> Self {
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        Self { segment: Arc::new(segment), rows }
    }

    /// Takes away a segment that turned out to be damaged.
    fn give_up(&self) {
        let _ = fs::remove_file(&self.segment.path);
    }

    /// Its briefings as such that have to be asked themselves.
    fn unasked(&self) -> Vec<Hit> {
        self.rows().map(|row| Hit::unasked(row.path)).collect()
    }

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().filter_map(|row| self.segment.rows().get(*row))
    }

    fn find(
        &self,
        query: &Query,
        (is_apart, wording): (&IsApart<'_>, Option<&Wording>),
    ) -> Result<Vec<Hit>, Broken> {
        let (mut hits, mut asked) = (Vec::new(), RoaringBitmap::new());
        // Most rows go on where the one before ended: few ranges are put in.
        let mut run = 0..0;
        for row in self.rows() {
            if is_apart(row.id) {
                hits.push(Hit::unasked(row.path));
            } else if row.first == run.end {
                run.end = row.end;
            } else {
                asked.insert_range(std::mem::replace(&mut run, row.first..row.end));
            }
        }
        asked.insert_range(run);
        let segment = Asked::new(&self.segment);
        let met = segment.met(query.clause(), &asked)?;
        let graded = wording.map(|wording| segment.graded(wording, &met)).transpose()?;
        let mut met = met.into_iter().peekable();
        for row in self.rows() {
            if met.peek().is_none() {
                break;
            }
            let (mut passages, mut grades) = (Vec::new(), Vec::new());
            while let Some(passage) = met.next_if(|passage| *passage < row.end) {
                passages.push(passage - row.first);
                grades.extend(graded.as_ref().map(|graded| graded.of(passage)));
            }
            if !passages.is_empty() {
                hits.push(Hit { path: row.path.to_owned(), passages, grades });
            }
        }
        Ok(hits)
    }
}

/// Whether a segment is made of so many files; fewer are read every time.
pub const fn is_worth_it(files: usize) -> bool {
    files >= WORTH_IT
}
