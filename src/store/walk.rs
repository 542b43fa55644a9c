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

/// A folder by the numbers that the system knows it by, whatever links lead there.
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

/// The files of a library in the order of their paths, each once.
///
/// Hidden files and folders are left out of a folder, and a folder is entered once, so that
/// symbolic links cannot lead in a circle.
pub fn files(paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut entered = HashSet::new();
    for path in paths {
        match identity(path) {
            Some(folder) => {
                if entered.insert(folder) {
                    walk(path, &mut entered, &mut found);
                }
            }
            None => found.push(Found::File(path.clone())),
        }
    }
    found.sort_by(|one, other| one.path().cmp(other.path()));
    found.dedup_by(|one, other| one.path() == other.path());
    found
}

fn walk(root: &Path, entered: &mut HashSet<Identity>, found: &mut Vec<Found>) {
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let mut paths = match list(&folder) {
            Ok(paths) => paths,
            Err(fault) => {
                found.push(Found::Refused(fault));
                continue;
            }
        };
        // In this order the same link leads into a folder every time.
        paths.sort();
        for path in paths.into_iter().filter(|path| !is_hidden(path)) {
            match identity(&path) {
                Some(inner) if entered.insert(inner) => folders.push(path),
                Some(_) => {}
                None if path.extension().is_some_and(|end| end == "toml") => {
                    found.push(Found::File(path));
                }
                None => {}
            }
        }
    }
}

fn list(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| Fault::of_system(folder, "list it", &error))
}

/// The identity of a folder; none for anything else.
fn identity(path: &Path) -> Option<Identity> {
    let kind = path.metadata().ok()?;
    kind.is_dir().then(|| (kind.dev(), kind.ino()))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}
