//! Where the segments of a library lie, and which of their rows count.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use strum::IntoEnumIterator;

use super::make::ENDING;
use super::{Broken, Live, Segment, layout};
use crate::briefing::Rule;
use crate::briefing::taxonomy::Vocabulary;
use crate::store::abreast::abreast;
use crate::store::places::Places;
use crate::store::scan::Stamp;
use crate::store::walk::Origin;

/// Where a library's catalogue is, and how its files are read.
#[derive(Debug, Clone)]
pub struct Shelf {
    /// The words that files are checked against.
    pub(super) vocabulary: Vocabulary,
    /// The folder of the segments.
    pub(super) folder: PathBuf,
    /// What segments are made with: others do not count.
    pub(super) made_with: u64,
}

impl Shelf {
    /// The shelf of a library in the cache.
    pub fn new(origin: &Origin, vocabulary: &Vocabulary, places: &Places) -> Self {
        let (folder, made_with) = (folder(places, origin), made_with(vocabulary));
        Self { vocabulary: vocabulary.clone(), folder, made_with }
    }
}

/// The segments of a folder. One that cannot be used is taken away: it will be made again.
pub(super) fn opened(folder: &Path, made_with: u64) -> Vec<Segment> {
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
pub(super) fn sorted(
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
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        live.push(Live { segment: Arc::new(segment), rows });
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
