//! Which files a library is made of.

use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::fault::{Fault, shown};

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
    /// A file to read.
    File(PathBuf),
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
            Self::File(path) => path,
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
        walk.take(path.clone(), true);
        while let Some(folder) = walk.folders.pop() {
            walk.enter(&folder);
        }
    }
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
    let beside = listed.iter().filter(|file| is_briefing(file) && !file.is_dir());
    beside.filter_map(|file| Some(path.with_file_name(file.file_name()?))).collect()
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
            Ok(paths) => paths.into_iter().for_each(|path| self.take(path, false)),
            Err(fault) => self.found.push(Found::Refused(fault)),
        }
    }

    /// Takes a path; one that was not `stated` only where it is a briefing by its name.
    fn take(&mut self, path: PathBuf, stated: bool) {
        if !stated && is_hidden(&path) {
            return;
        }
        let kind = path.metadata().ok();
        let is_folder = kind.as_ref().is_some_and(fs::Metadata::is_dir);
        if !(is_folder || stated || is_briefing(&path)) {
            return;
        }
        let identity = kind.map(|kind| (kind.dev(), kind.ino()));
        if identity.is_some_and(|identity| !self.known.insert(identity)) {
            return;
        }
        if is_folder { self.folders.push(path) } else { self.found.push(Found::File(path)) }
    }
}

/// What is in a folder, in order: the same of several links leads somewhere every time.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| Fault::of_system(folder, "list it", &error))?;
    paths.sort();
    Ok(paths)
}

fn is_briefing(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "toml") && !is_hidden(path)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
