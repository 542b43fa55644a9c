//! Which files a library is made of.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::ops::ControlFlow;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

use foldhash::fast::RandomState;
use rustix::fs::{AtFlags, Dir, DirEntry, FileType, Mode, OFlags, Stat};
use rustix::io::{Errno, retry_on_intr};

use super::abreast::abreast;
use super::fault::{Fault, shown};
use super::scan::{Identity, Stamp};

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
/// symbolic links cannot lead in a circle. Where links lead to one from several places, the one that is
/// the least deep below a stated path counts.
pub fn files(paths: &[PathBuf]) -> Vec<Found> {
    let mut walk = Walk::default();
    for path in paths {
        walk.take(path);
    }
    // What is below one path is in order already.
    if paths.len() > 1 {
        walk.found.sort_by(|one, other| one.path().cmp(other.path()));
        walk.found.dedup_by(|one, other| one.path() == other.path());
    }
    walk.found
}

/// The files beside `path` that a folder would give, spelled as it is; itself among them.
pub fn siblings(path: &Path) -> Vec<PathBuf> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let listed = list(folder).map(|(_, names)| names).unwrap_or_default();
    let beside = listed.iter().map(name).filter(|name| is_briefing(name));
    let beside = beside.map(|name| path.with_file_name(OsStr::from_bytes(name)));
    beside.filter(|path| !path.is_dir()).collect()
}

/// A walk through folders, and what it met so far.
#[derive(Default)]
struct Walk {
    known: HashSet<Identity, RandomState>,
    found: Vec<Found>,
}

/// What is in a folder, one by one.
enum Step {
    Found(Found),
    Folder(PathBuf, Identity),
    /// A folder, by its number in the order in which they are entered.
    Entered(usize),
}

impl Walk {
    /// Takes a stated path, and what is below it.
    fn take(&mut self, path: &Path) {
        match rustix::fs::stat(path) {
            Ok(kind) if is_folder(&kind) => {
                if self.known.insert(Stamp::new(&kind).identity()) {
                    self.enter(path.to_owned());
                }
            }
            kind => {
                let stamp = kind.ok().as_ref().map(Stamp::new);
                if stamp.is_none_or(|stamp| self.known.insert(stamp.identity())) {
                    self.found.push(Found::File(path.to_owned(), stamp));
                }
            }
        }
    }

    /// Takes what is below a folder, all folders of one depth at once.
    fn enter(&mut self, folder: PathBuf) {
        let mut entered: Vec<Vec<Step>> = Vec::new();
        let mut depth = vec![folder];
        while !depth.is_empty() {
            let below = entered.len() + depth.len();
            let mut deeper = Vec::new();
            for mut steps in steps(&depth) {
                steps.retain_mut(|step| self.is_new(step, below, &mut deeper));
                entered.push(steps);
            }
            depth = deeper;
        }
        self.found.reserve(entered.iter().map(Vec::len).sum());
        gather(&mut entered, 0, &mut self.found);
    }

    /// Whether something was not met before. A folder that was not is `deeper`, the first of those by
    /// the number `below`.
    fn is_new(&mut self, step: &mut Step, below: usize, deeper: &mut Vec<PathBuf>) -> bool {
        match step {
            Step::Found(Found::File(_, Some(stamp))) => self.known.insert(stamp.identity()),
            Step::Folder(path, identity) => {
                let is_new = self.known.insert(*identity);
                if is_new {
                    deeper.push(std::mem::take(path));
                    *step = Step::Entered(below + deeper.len() - 1);
                }
                is_new
            }
            Step::Found(_) | Step::Entered(_) => true,
        }
    }
}

/// Gathers what was found in a folder and below it. Names of one folder in their order, each followed by
/// what is below it: that is the order of the paths.
fn gather(entered: &mut [Vec<Step>], folder: usize, found: &mut Vec<Found>) {
    for step in std::mem::take(&mut entered[folder]) {
        match step {
            Step::Found(one) => found.push(one),
            Step::Entered(folder) => gather(entered, folder, found),
            Step::Folder(..) => {}
        }
    }
}

/// From how many folders on they are entered on several threads.
const MANY_FOLDERS: usize = 4;

/// From how many names on a folder is looked at on several threads, and how many at a time.
const MANY_NAMES: usize = 2048;

/// A folder that was entered.
enum Entered {
    Few(Vec<Step>),
    /// So many names that they are looked at on several threads.
    Many(Vec<DirEntry>),
}

/// What is in each of some folders, in order.
fn steps(folders: &[PathBuf]) -> Vec<Vec<Step>> {
    let entered = each(folders, folders.len() >= MANY_FOLDERS, |folder| {
        let (opened, names) = list(folder)?;
        if names.len() >= MANY_NAMES {
            return Ok(Entered::Many(names));
        }
        Ok(Entered::Few(looked_at(folder, &opened, &names)))
    });
    let steps = folders.iter().zip(entered).map(|(folder, entered)| {
        let steps = entered.and_then(|entered| match entered {
            Entered::Few(steps) => Ok(steps),
            Entered::Many(names) => looked_at_abreast(folder, &names),
        });
        steps.unwrap_or_else(|error| {
            vec![Step::Found(Found::Refused(Fault::of_system(folder, "list it", &error.into())))]
        })
    });
    steps.collect()
}

fn looked_at_abreast(folder: &Path, names: &[DirEntry]) -> Result<Vec<Step>, Errno> {
    let opened = open(folder)?;
    let pieces: Vec<&[DirEntry]> = names.chunks(MANY_NAMES / 4).collect();
    let looked = each(&pieces, true, |names| looked_at(folder, &opened, names));
    Ok(looked.into_iter().flatten().collect())
}

/// What comes of each item, in order; on several threads where there are `many`.
fn each<T: Sync, R: Send>(items: &[T], many: bool, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if !many {
        return items.iter().map(work).collect();
    }
    let mut outcomes = Vec::with_capacity(items.len());
    let _ = abreast(items, work, |outcome| {
        outcomes.push(outcome);
        ControlFlow::Continue(())
    });
    outcomes
}

/// How things in an open folder look, links followed. What is neither a folder nor a briefing by its
/// name is left out.
fn looked_at(folder: &Path, opened: &OwnedFd, names: &[DirEntry]) -> Vec<Step> {
    let before = folder.join("").into_os_string().into_vec();
    let mut steps = Vec::with_capacity(names.len());
    for entry in names {
        let mut path = Vec::with_capacity(before.len() + name(entry).len());
        path.extend_from_slice(&before);
        path.extend_from_slice(name(entry));
        let path = PathBuf::from(OsString::from_vec(path));
        // From the folder it is a shorter way to each file than from the root.
        match rustix::fs::statat(opened, entry.file_name(), AtFlags::empty()) {
            Ok(kind) if is_folder(&kind) => {
                steps.push(Step::Folder(path, Stamp::new(&kind).identity()));
            }
            kind if is_briefing(name(entry)) => {
                let stamp = kind.ok().as_ref().map(Stamp::new);
                steps.push(Step::Found(Found::File(path, stamp)));
            }
            _ => {}
        }
    }
    steps
}

/// An open folder and what is in it, in order: whatever may be a folder or is a briefing by its name.
fn list(folder: &Path) -> Result<(OwnedFd, Vec<DirEntry>), Errno> {
    let is_wanted = |entry: &DirEntry| {
        !is_hidden(name(entry))
            && (entry.file_type() != FileType::RegularFile || is_briefing(name(entry)))
    };
    let opened = open(folder)?;
    let entries = Dir::read_from(&opened)?;
    let wanted = entries.filter(|entry| entry.as_ref().map_or(true, is_wanted));
    let mut wanted: Vec<DirEntry> = wanted.collect::<Result<_, _>>()?;
    wanted.sort_unstable_by(|one, other| one.file_name().cmp(other.file_name()));
    Ok((opened, wanted))
}

fn open(folder: &Path) -> Result<OwnedFd, Errno> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    retry_on_intr(|| rustix::fs::open(folder, flags, Mode::empty()))
}

fn name(entry: &DirEntry) -> &[u8] {
    entry.file_name().to_bytes()
}

fn is_folder(kind: &Stat) -> bool {
    FileType::from_raw_mode(kind.st_mode) == FileType::Directory
}

fn is_briefing(name: &[u8]) -> bool {
    name.ends_with(b".toml") && !is_hidden(name)
}

fn is_hidden(name: &[u8]) -> bool {
    name.starts_with(b".")
}
