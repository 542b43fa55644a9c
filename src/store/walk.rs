//! Which files a library is made of.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::num::NonZero;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::thread::{self, ScopedJoinHandle};

use super::fault::{Fault, shown};
use super::scan::Stamp;

/// Where a library comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Files, taken whatever their names, and folders, of which `*.toml` is taken.
    Paths(Vec<PathBuf>),
    /// The briefings inside the program.
    Sample,
}

/// One file of a library, or a folder that cannot be listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A file to read, and how it looked; where nothing is there, it did not look like anything.
    File(PathBuf, Option<Stamp>),
    /// A folder, and why nothing of it is known.
    Refused(Fault),
}

/// A file or folder by the numbers that the system knows it by, whatever links lead there.
type Identity = (u64, u64);

impl Origin {
    /// What the library is known by from one run to the next.
    pub fn key(&self) -> String {
        match self {
            Self::Sample => "the sample".to_owned(),
            Self::Paths(paths) => {
                let mut keys: Vec<String> = paths
                    .iter()
                    .map(|path| shown(&fs::canonicalize(path).unwrap_or_else(|_| path.clone())))
                    .collect();
                keys.sort();
                keys.join("\n")
            }
        }
    }

    /// The paths that were stated; none for the sample.
    pub fn paths(&self) -> &[PathBuf] {
        match self {
            Self::Paths(paths) => paths,
            Self::Sample => &[],
        }
    }
}

impl Found {
    /// Where it is.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path, _) => path,
            Self::Refused(fault) => &fault.path,
        }
    }
}

/// The files of a library in the order of their paths, each once, however often it is named.
///
/// Hidden files and folders are left out of a folder, and a folder is entered once, so that
/// symbolic links cannot lead in a circle.
pub fn files(paths: &[PathBuf]) -> Vec<Found> {
    let mut walk = Walk::default();
    for path in paths {
        walk.take(path.clone(), path.metadata().ok().as_ref(), true);
        while let Some(folder) = walk.folders.pop() {
            let before = walk.folders.len();
            walk.enter(&folder);
            // The first of them is the next one to be entered.
            walk.folders[before..].reverse();
        }
    }
    // Mostly in order already, and then sorting is hardly more than a look.
    walk.found.sort_by(|one, other| one.path().cmp(other.path()));
    walk.found.dedup_by(|one, other| one.path() == other.path());
    walk.found
}

/// The files beside `path` that a folder would give, spelled as it is; itself among them.
pub fn siblings(path: &Path) -> Vec<PathBuf> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let listed = list(folder).unwrap_or_default();
    let beside = listed.iter().filter(|(file, _)| is_briefing(file) && !file.is_dir());
    beside.filter_map(|(file, _)| Some(path.with_file_name(file.file_name()?))).collect()
}

/// A walk through folders, and what it met so far.
#[derive(Default)]
struct Walk {
    known: HashSet<Identity>,
    folders: Vec<PathBuf>,
    found: Vec<Found>,
}

impl Walk {
    fn enter(&mut self, folder: &Path) {
        match list(folder) {
            Ok(paths) => looked_at(paths).into_iter().for_each(|(path, kind)| {
                self.take(path, kind.as_ref(), false);
            }),
            Err(fault) => self.found.push(Found::Refused(fault)),
        }
    }

    /// Takes a path; one that was not `stated` only where it is a briefing by its name.
    fn take(&mut self, path: PathBuf, kind: Option<&Metadata>, stated: bool) {
        if !stated && is_hidden(&path) {
            return;
        }
        let is_folder = kind.is_some_and(Metadata::is_dir);
        if !(is_folder || stated || is_briefing(&path)) {
            return;
        }
        let identity = kind.map(|kind| (kind.dev(), kind.ino()));
        if identity.is_some_and(|identity| !self.known.insert(identity)) {
            return;
        }
        if is_folder {
            self.folders.push(path);
        } else {
            self.found.push(Found::File(path, kind.map(Stamp::new)));
        }
    }
}

/// From how many paths on they are looked at on several threads.
const MANY: usize = 512;

/// How each path looks, links followed. What is hidden and what is no briefing by its name is only
/// looked at where it may be a folder.
fn looked_at(paths: Vec<(PathBuf, bool)>) -> Vec<(PathBuf, Option<Metadata>)> {
    let look = |(path, may_be_folder): (PathBuf, bool)| {
        let is_wanted = !is_hidden(&path) && (may_be_folder || is_briefing(&path));
        let kind = is_wanted.then(|| path.metadata().ok()).flatten();
        (path, kind)
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    if paths.len() < MANY || threads == 1 {
        return paths.into_iter().map(look).collect();
    }
    let size = paths.len().div_ceil(threads);
    let mut paths = paths.into_iter();
    let shares: Vec<Vec<(PathBuf, bool)>> =
        (0..threads).map(|_| paths.by_ref().take(size).collect()).collect();
    thread::scope(|scope| {
        let share = |share: Vec<_>| scope.spawn(move || share.into_iter().map(look).collect());
        let threads: Vec<ScopedJoinHandle<'_, Vec<_>>> = shares.into_iter().map(share).collect();
        let join = |thread: ScopedJoinHandle<'_, Vec<_>>| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        threads.into_iter().flat_map(join).collect()
    })
}

/// What is in a folder, in order, and whether it may be a folder itself: the same of several links
/// leads somewhere every time.
fn list(folder: &Path) -> Result<Vec<(PathBuf, bool)>, Fault> {
    let entries =
        fs::read_dir(folder).map_err(|error| Fault::of_system(folder, "list it", &error))?;
    let named = entries.map(|entry| {
        let entry = entry?;
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        Ok((entry.file_name(), !is_file))
    });
    let mut names: Vec<(OsString, bool)> = named
        .collect::<io::Result<_>>()
        .map_err(|error| Fault::of_system(folder, "list it", &error))?;
    // Names of one folder sort as their paths do, in a fraction of the time.
    names.sort_unstable();
    Ok(names.into_iter().map(|(name, is_open)| (folder.join(name), is_open)).collect())
}

fn is_briefing(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "toml") && !is_hidden(path)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
