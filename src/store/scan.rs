//! Reads files of a library, and tells how they look without reading them.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use rustix::fs::Stat;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::briefing::check::{Checked, Claims, check};
use crate::briefing::library::{Entry, Library};
use crate::briefing::problem::{Place, Problem, Rule};
use crate::briefing::taxonomy::Vocabulary;

use super::abreast::abreast;
use super::fault::Fault;
use super::walk::{Found, Origin, files};
use super::{read, sample};

/// A file, and how it looked; none where there was none.
pub type Looked = (PathBuf, Option<Stamp>);

/// How files looked before they were read, in the order of their paths.
pub type Listing = Vec<Looked>;

/// A file or folder by the numbers that the system knows it by, whatever links lead there.
pub(super) type Identity = (u64, u64);

/// By what a file is seen to have changed without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    identity: Identity,
}

impl Stamp {
    /// How the file at `path` looks; none where there is none.
    pub fn of(path: &Path) -> Option<Self> {
        rustix::fs::stat(path).ok().as_ref().map(Self::new)
    }

    /// How a file looks that the system describes so.
    pub(super) fn new(file: &Stat) -> Self {
        Self {
            size: count(file.st_size),
            modified: (time(file.st_mtime), time(file.st_mtime_nsec)),
            changed: (time(file.st_ctime), time(file.st_ctime_nsec)),
            identity: (count(file.st_dev), count(file.st_ino)),
        }
    }

    /// How long it is, in bytes.
    pub(super) const fn size(&self) -> u64 {
        self.size
    }

    /// Which file it is.
    pub(super) const fn identity(&self) -> Identity {
        self.identity
    }
}

/// A number of the system, whose types differ from one to the next.
fn count(number: impl TryInto<u64>) -> u64 {
    number.try_into().unwrap_or(u64::MAX)
}

fn time(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

/// How the files at `paths` look now.
pub fn listing(paths: &[PathBuf]) -> Listing {
    files(paths).into_iter().map(looked).collect()
}

/// How a file looked when it was found.
pub(crate) fn looked(found: Found) -> Looked {
    match found {
        Found::File(path, stamp) => (path, stamp),
        Found::Refused(fault) => {
            let stamp = Stamp::of(&fault.path);
            (fault.path, stamp)
        }
    }
}

/// Reads files and hands them on in their order, until `hand_on` breaks off.
pub fn read_all(
    found: &[Found],
    vocabulary: &Vocabulary,
    hand_on: impl FnMut(Entry) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let read = |found: &Found| match found {
        Found::File(path, _) => entry(path, vocabulary),
        Found::Refused(fault) => refused(fault),
    };
    abreast(found, read, hand_on)
}

/// Reads the files of a library and hands them on in the order of their paths, until `hand_on` breaks
/// off.
pub fn read_each(
    origin: &Origin,
    vocabulary: &Vocabulary,
    mut hand_on: impl FnMut(Entry) -> ControlFlow<()>,
) -> ControlFlow<()> {
    match origin {
        Origin::Sample => sample::entries(vocabulary).into_iter().try_for_each(hand_on),
        Origin::Paths(paths) => read_all(&files(paths), vocabulary, &mut hand_on),
    }
}

/// The whole library at once, for a command that needs all of it.
pub fn library(origin: &Origin, vocabulary: &Vocabulary) -> Library {
    library_of((origin, &files(origin.paths())), vocabulary)
}

/// The same, of files that were found already.
pub fn library_of((origin, found): (&Origin, &[Found]), vocabulary: &Vocabulary) -> Library {
    let mut all = Vec::new();
    let take = |entry| {
        all.push(entry);
        ControlFlow::Continue(())
    };
    let _ = match origin {
        Origin::Sample => sample::entries(vocabulary).into_iter().try_for_each(take),
        Origin::Paths(_) => read_all(found, vocabulary, take),
    };
    let mut library = Library::default();
    library.put_all(all);
    library
}

/// The file at `path` as it reads now. One that cannot be read is an entry too, with its problem.
pub fn entry(path: &Path, vocabulary: &Vocabulary) -> Entry {
    match read::text(path) {
        Ok(text) => entry_of(path, &text, vocabulary),
        Err(_) if path.is_dir() => match files(&[path.to_owned()]).into_iter().next() {
            Some(Found::Refused(fault)) => refused(&fault),
            _ => refused(&Fault::new(path, "a folder, not a file", "look into it again")),
        },
        Err(fault) => refused(&fault),
    }
}

/// The file at `path` where it says `text`.
pub fn entry_of(path: &Path, text: &str, vocabulary: &Vocabulary) -> Entry {
    // A name that is no UTF-8 is no id either: the checker says so where the file states none.
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let checked = check(text, &stem, vocabulary);
    Entry::checked(path.to_owned(), xxh3_64(text.as_bytes()), checked)
}

/// An entry for what cannot be read.
pub(super) fn refused(fault: &Fault) -> Entry {
    let problem = Problem {
        rule: Rule::Unreadable,
        reason: fault.what.clone(),
        fix: fault.fix.clone(),
        place: Place::of("", &(0..0)),
    };
    let (briefing, problems, claims) = (None, vec![problem], Claims::default());
    Entry::checked(fault.path.clone(), 0, Checked { briefing, problems, claims })
}
