//! The catalogue: what finds the passages of a large library without reading its files again.
//!
//! It is a folder of segments in the cache. A segment holds some thousand briefings; each of its rows
//! counts for as long as its file looks as it did when it was read. What no row counts for is read, and
//! becomes a new segment. Nothing is ever changed in place, so deleting any of it is safe, and two
//! programs may share it: at worst both have made a row, and one of the two counts.

mod column;
mod find;
mod layout;
mod make;
mod segment;
mod terms;

use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use roaring::RoaringBitmap;

use super::abreast::abreast;
use super::places::Places;
use super::scan::Stamp;
use super::walk::Origin;
use crate::briefing::Entry;
use crate::briefing::taxonomy::Vocabulary;
use crate::query::Query;
use find::Asked;
pub use layout::Broken;
use make::ENDING;
pub use segment::{Row, Segment};

/// From how many files on a library has a catalogue: fewer are read in the blink of an eye.
pub const FEWEST: usize = 256;

/// From how many files on those that no segment has become one; fewer are read every time.
const WORTH_IT: usize = 64;

/// A library, file by file: what the catalogue has of it, and the rest as it was read.
#[derive(Debug, Default)]
pub struct Catalogue {
    segments: Vec<Live>,
    others: Vec<Entry>,
    /// The files that hide behind another one with the same id.
    twins: usize,
}

/// A segment and those of its rows that count.
#[derive(Debug)]
struct Live {
    segment: Segment,
    rows: Vec<usize>,
}

/// A briefing with passages that meet a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its file.
    pub path: PathBuf,
    /// The passages, as indices into the briefing's; empty where it has to be asked itself.
    pub passages: Vec<u32>,
}

impl Catalogue {
    /// The catalogue of a library whose files are `files`, brought up to date.
    pub fn of(
        files: &[(PathBuf, Option<Stamp>)],
        origin: &Origin,
        vocabulary: &Vocabulary,
        places: &Places,
    ) -> Self {
        let made_with = made_with(vocabulary);
        let folder = folder(places, origin);
        let opened = opened(&folder, made_with);
        let (mut live, fresh) = sorted(opened, files);
        let unstamped = files.iter().filter(|(_, stamp)| stamp.is_none());
        let mut others: Vec<Entry> =
            unstamped.map(|(path, _)| super::scan::entry(path, vocabulary)).collect();
        if fresh.len() < WORTH_IT {
            others.extend(read(&fresh, vocabulary));
        } else {
            let made = make::make(&fresh, vocabulary, (&folder, made_with));
            others.extend(made.others);
            for (path, taken) in made.segments {
                match Segment::open(&path, made_with) {
                    Ok(segment) => {
                        live.push(Live { rows: (0..segment.rows().len()).collect(), segment });
                    }
                    // Another program had the same rows and took it away.
                    Err(Broken) => {
                        others
                            .extend(taken.iter().map(|path| super::scan::entry(path, vocabulary)));
                    }
                }
            }
        }
        let mut catalogue = Self { segments: live, others, twins: 0 };
        catalogue.hide_twins();
        catalogue
    }

    /// Of two briefings with one id, the one whose path comes first counts.
    fn hide_twins(&mut self) {
        let mut owners: HashMap<&str, &Path> = HashMap::new();
        let rows =
            self.segments.iter().flat_map(Live::rows).map(|row| (&row.id, row.path.as_path()));
        let others = self
            .others
            .iter()
            .filter_map(|entry| Some((&entry.briefing.as_ref()?.id, entry.path.as_path())));
        let mut twins: HashSet<PathBuf> = HashSet::new();
        for (id, path) in rows.chain(others) {
            match owners.get(id.as_str()) {
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
            rows.retain(|row| !twins.contains(&segment.rows()[*row].path));
        }
        self.others.retain(|entry| !twins.contains(&entry.path));
        self.twins = twins.len();
    }

    /// How many briefings it has.
    pub fn len(&self) -> usize {
        let others = self.others.iter().filter(|entry| entry.briefing.is_some()).count();
        self.segments.iter().map(|live| live.rows.len()).sum::<usize>() + others
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many files are no briefing that can be read: those with errors, and the second of an id.
    pub fn broken(&self) -> usize {
        self.twins + self.others.iter().filter(|entry| entry.briefing.is_none()).count()
    }

    /// Its briefings' ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let others = self.others.iter().filter_map(|entry| entry.briefing.as_ref());
        let rows = self.segments.iter().flat_map(Live::rows).map(|row| row.id.as_str());
        rows.chain(others.map(|briefing| briefing.id.as_str()))
    }

    /// The briefings that may have passages that meet the query, in the order of their paths. Those
    /// with an id for which `is_apart` are given without being asked: what is noted on them and how
    /// far they were read stands elsewhere.
    pub fn find(&self, query: &Query, is_apart: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Hit> {
        let mut hits = Vec::new();
        let ask = |live: &Live| live.find(query, is_apart).unwrap_or_else(|Broken| live.give_up());
        let _ = abreast(&self.segments, ask, |found| {
            hits.extend(found);
            ControlFlow::Continue(())
        });
        let others = self.others.iter().filter(|entry| entry.briefing.is_some());
        hits.extend(others.map(|entry| Hit { path: entry.path.clone(), passages: Vec::new() }));
        hits.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        hits
    }
}

impl Live {
    /// Takes away a segment that turned out to be damaged; each of its briefings has to be asked.
    fn give_up(&self) -> Vec<Hit> {
        let _ = fs::remove_file(&self.segment.path);
        self.rows().map(|row| Hit { path: row.path.clone(), passages: Vec::new() }).collect()
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter_map(|row| self.segment.rows().get(*row))
    }

    fn find(
        &self,
        query: &Query,
        is_apart: &(dyn Fn(&str) -> bool + Sync),
    ) -> Result<Vec<Hit>, Broken> {
        let (mut hits, mut asked) = (Vec::new(), RoaringBitmap::new());
        for row in self.rows() {
            if is_apart(&row.id) {
                hits.push(Hit { path: row.path.clone(), passages: Vec::new() });
            } else {
                asked.insert_range(row.first..row.first + row.passages);
            }
        }
        let met = Asked::new(&self.segment).met(query.clause(), &asked)?;
        let mut met = met.into_iter().peekable();
        for row in self.rows() {
            let end = row.first + row.passages;
            let mut passages = Vec::new();
            while let Some(passage) = met.next_if(|passage| *passage < end) {
                passages.push(passage - row.first);
            }
            if !passages.is_empty() {
                hits.push(Hit { path: row.path.clone(), passages });
            }
        }
        Ok(hits)
    }
}

/// The segments of a folder. One that cannot be used is taken away: it will be made again.
fn opened(folder: &Path, made_with: u64) -> Vec<Segment> {
    let listed = fs::read_dir(folder).into_iter().flatten();
    let paths: Vec<PathBuf> = listed
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == ENDING))
        .collect();
    let mut segments = Vec::new();
    let _ = abreast(
        &paths,
        |path| (path.clone(), Segment::open(path, made_with)),
        |(path, opened)| {
            match opened {
                Ok(segment) => segments.push(segment),
                Err(Broken) => drop(fs::remove_file(path)),
            }
            ControlFlow::Continue(())
        },
    );
    segments
}

/// The rows that count, and the files that no row counts for. Of two rows of a file, one counts. A
/// segment most of whose rows do not is taken away.
fn sorted(
    opened: Vec<Segment>,
    files: &[(PathBuf, Option<Stamp>)],
) -> (Vec<Live>, Vec<(PathBuf, Stamp)>) {
    // By the bytes of their names: to hash a path piece by piece takes several times as long.
    let by_name = files.iter().enumerate().map(|(at, (path, _))| (path.as_os_str(), at));
    let by_name: HashMap<&OsStr, usize> = by_name.collect();
    let mut is_known = vec![false; files.len()];
    let mut live = Vec::new();
    for segment in opened {
        let mut rows = Vec::with_capacity(segment.rows().len());
        for (at, row) in segment.rows().iter().enumerate() {
            let file = by_name.get(row.path.as_os_str()).copied();
            if let Some(file) = file.filter(|file| files[*file].1 == Some(row.stamp))
                && !is_known[file]
            {
                rows.push((at, file));
            }
        }
        if rows.len() * 2 < segment.rows().len() {
            let _ = fs::remove_file(&segment.path);
            continue;
        }
        for (_, file) in &rows {
            is_known[*file] = true;
        }
        live.push(Live { segment, rows: rows.into_iter().map(|(row, _)| row).collect() });
    }
    // In the order of the files, so that neighbours share a segment.
    let fresh = files.iter().zip(is_known).filter(|(_, is_known)| !is_known);
    let fresh = fresh.filter_map(|((path, stamp), _)| Some((path.clone(), (*stamp)?))).collect();
    (live, fresh)
}

fn read(files: &[(PathBuf, Stamp)], vocabulary: &Vocabulary) -> Vec<Entry> {
    let mut entries = Vec::with_capacity(files.len());
    let _ = abreast(
        files,
        |(path, _)| super::scan::entry(path, vocabulary),
        |entry| {
            entries.push(entry);
            ControlFlow::Continue(())
        },
    );
    entries
}

/// The folder of a library's segments.
fn folder(places: &Places, origin: &Origin) -> PathBuf {
    let library = layout::sum(origin.key().as_bytes());
    places.cache.join("catalogue").join(format!("{library:016x}"))
}

/// What decides how a file is read, besides the file: the program and the words of the configuration.
fn made_with(vocabulary: &Vocabulary) -> u64 {
    let words = format!("{} {vocabulary:?}", env!("CARGO_PKG_VERSION"));
    layout::sum(words.as_bytes())
}
