//! Where the segments of a library lie, and which of their rows count.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use rustix::fs::Access;
use strum::IntoEnumIterator;

use super::make::ENDING;
use super::spelling::Spelling;
use super::{Broken, Segment, layout};
use crate::briefing::Rule;
use crate::briefing::taxonomy::Vocabulary;
use crate::store::abreast::abreast;
use crate::store::places::Places;
use crate::store::precedence::Precedence;
use crate::store::scan::{Looked, Stamp};
use crate::store::walk::Origin;

/// A segment with those of its rows that count, and for each of them the place of its file.
pub(super) type Sorted = (Segment, Vec<(usize, usize)>);

/// Where a library's catalogue is, and how its files are read.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The words that files are checked against.
    pub(super) vocabulary: Vocabulary,
    /// The folder of the segments.
    pub(super) folder: PathBuf,
    /// What segments are made with: others do not count.
    pub(super) made_with: u64,
    /// How paths are spelled here, and how segments know them.
    pub(super) spelling: Spelling,
    /// Who goes first while it is made.
    pub(super) keys: Precedence,
}

impl Shelf {
    /// The shelf of a library in the cache.
    pub fn new(origin: &Origin, vocabulary: &Vocabulary, places: &Places) -> Self {
        let (folder, made_with) = (folder(places, origin), made_with(vocabulary));
        let spelling = Spelling::of(origin.paths());
        let keys = Precedence::default();
        Self { vocabulary: vocabulary.clone(), folder, made_with, spelling, keys }
    }

    /// The same, with keys that go first.
    pub(crate) fn giving_way(self, keys: Precedence) -> Self {
        Self { keys, ..self }
    }

    /// Whether segments can be written, as far as the system says: to make them and then lose them takes
    /// twice the time.
    pub(super) fn takes_segments(&self) -> bool {
        let there = self.folder.ancestors().find(|folder| folder.symlink_metadata().is_ok());
        there.is_some_and(|folder| {
            folder.is_dir() && rustix::fs::access(folder, Access::WRITE_OK).is_ok()
        })
    }
}

/// The segments on a shelf, each with those of its rows that say what `files` do, and which files those
/// are. One that cannot be used is taken away: it will be made again.
pub(super) fn opened(shelf: &Shelf, files: &[Looked]) -> Vec<Sorted> {
    let listed = fs::read_dir(&shelf.folder).into_iter().flatten();
    let paths: Vec<PathBuf> = listed
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == ENDING))
        .collect();
    let mut segments = Vec::new();
    let open = |path: &PathBuf| match Segment::open(path, shelf) {
        Ok(segment) => Ok((matched(&segment, files), segment)),
        Err(Broken) => Err(path.clone()),
    };
    let _ = abreast(&paths, open, |opened| {
        match opened {
            Ok((rows, segment)) => segments.push((segment, rows)),
            Err(path) => drop(fs::remove_file(path)),
        }
        ControlFlow::Continue(())
    });
    segments
}

/// The rows of a segment whose files look as they did, and those files.
fn matched(segment: &Segment, files: &[Looked]) -> Vec<(usize, usize)> {
    let mut rows = Vec::with_capacity(segment.rows().len());
    let mut next = 0;
    for (at, row) in segment.rows().iter().enumerate() {
        // By the bytes of the names: to compare paths piece by piece takes several times as long.
        let is_it = |file: &usize| {
            files.get(*file).is_some_and(|(path, _)| path.as_os_str() == row.path.as_os_str())
        };
        // Rows were made in the order of the files, some dozens at a time.
        let found = Some(next).filter(is_it).or_else(|| {
            let found = files.binary_search_by(|(path, _)| path.as_path().cmp(row.path));
            found.ok().filter(is_it)
        });
        if let Some(file) = found {
            next = file + 1;
            if files[file].1 == Some(row.stamp) {
                rows.push((at, file));
            }
        }
    }
    rows
}

/// The rows that count, and the files that no row counts for. Of two rows of a file, one counts. A
/// segment most of whose rows do not is taken away.
pub(super) fn sorted(
    opened: Vec<Sorted>,
    files: &[Looked],
) -> (Vec<Sorted>, Vec<(PathBuf, Stamp)>) {
    let mut is_known = vec![false; files.len()];
    let mut live = Vec::new();
    for (segment, mut rows) in opened {
        rows.retain(|(_, file)| !is_known[*file]);
        if rows.len() * 2 < segment.rows().len() {
            let _ = fs::remove_file(&segment.path);
            continue;
        }
        for (_, file) in &rows {
            is_known[*file] = true;
        }
        live.push((segment, rows));
    }
    // In the order of the files, so that neighbours share a segment.
    let fresh = files.iter().zip(is_known).filter(|(_, is_known)| !is_known);
    let fresh = fresh.filter_map(|((path, stamp), _)| Some((path.clone(), (*stamp)?))).collect();
    (live, fresh)
}

/// The folder of a library's segments.
fn folder(places: &Places, origin: &Origin) -> PathBuf {
    let library = layout::sum(origin.key().as_bytes());
    places.cache.join("catalogue").join(format!("{library:016x}"))
}

/// What decides how a file is read, besides the file: the program with its rules, and the words of the
/// configuration.
fn made_with(vocabulary: &Vocabulary) -> u64 {
    let rules: Vec<&str> = Rule::iter().map(Rule::name).collect();
    let words = format!("{} {vocabulary:?} {rules:?}", env!("CARGO_PKG_VERSION"));
    layout::sum(words.as_bytes())
}
