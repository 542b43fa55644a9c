//! The note being typed, kept in a file of its own for each running reader until it is saved or given up.
//!
//! A reader locks its draft's name for as long as it lives. So a draft whose name nobody has locked was
//! left by one that was killed, and is offered again.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rustix::fs::OFlags;

use crate::notes::document::{Damage, Damaged};
use crate::notes::draft::Draft;

use super::fault::Fault;
use super::read;
use super::write::{self, Kept, UNFINISHED, create_folders};

/// How long an unfinished file may lie beside the drafts before it is taken away.
const UNFINISHED_FOR: Duration = Duration::from_hours(24);

/// The drafts of all readers, one of them this one's.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    own: Option<Name>,
}

/// A draft's name, locked for as long as this lives.
#[derive(Debug)]
struct Name {
    /// The draft's file, whether it exists or not.
    draft: PathBuf,
    /// The file that is locked, since the draft's own is replaced by each writing.
    lock: PathBuf,
    _locked: Option<File>,
}

/// What readers left that were killed.
#[derive(Debug, Default)]
pub struct LeftOver {
    /// The drafts, the latest last.
    pub drafts: Vec<Left>,
    /// The files that cannot be used. They are left alone.
    pub unusable: Vec<Fault>,
}

/// A draft that somebody left. It is this reader's alone until it is dropped, and stays on the disk
/// until it is discarded.
#[derive(Debug)]
pub struct Left {
    draft: Draft,
    name: Name,
}

impl Drafts {
    /// The drafts in the folder at `place`. Nothing is touched before something is written.
    pub const fn at(place: PathBuf) -> Self {
        Self { folder: place, own: None }
    }

    /// Keeps what is being typed in place of what was kept before.
    pub fn write(&mut self, draft: &Draft) -> Result<Kept, Fault> {
        let own = match self.own.take() {
            Some(own) => own,
            None => Name::new(&self.folder)?,
        };
        let own = self.own.insert(own);
        write::replace(&own.draft, draft.to_text().as_bytes())
    }

    /// Forgets what was being typed: it is saved for good, or was given up by hand.
    pub fn discard(&mut self) -> Result<(), Fault> {
        self.own.as_ref().map_or(Ok(()), |own| remove(&own.draft))
    }

    /// The drafts that were left by readers that are gone.
    ///
    /// Where the file system knows no locks, those of readers that still run are among them.
    pub fn left_over(&self) -> LeftOver {
        let mut left = LeftOver::default();
        let paths = match listed(&self.folder) {
            Ok(paths) => paths,
            Err(fault) => {
                left.unusable.push(fault);
                return left;
            }
        };
        for path in paths {
            let is_own = self.own.as_ref().is_some_and(|own| own.draft == path || own.lock == path);
            match path.extension().and_then(|end| end.to_str()) {
                _ if is_own => {}
                Some("md") => left.add(path),
                Some("lock") => drop(Name::claim(path.with_extension("md"))),
                _ => sweep(&path),
            }
        }
        left
    }
}

impl LeftOver {
    fn add(&mut self, path: PathBuf) {
        // Somebody types it, or has it on offer.
        let Some(name) = Name::claim(path) else { return };
        let draft = read::text(&name.draft).and_then(|text| {
            Draft::of_text(&text).map_err(|damaged| unusable(&name.draft, &damaged))
        });
        match draft {
            Ok(draft) => self.drafts.push(Left { draft, name }),
            Err(fault) => self.unusable.push(fault),
        }
    }
}

impl Left {
    /// What was being typed.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.name.draft
    }

    /// Takes it away for good: it is written elsewhere, or nobody wants it.
    pub fn discard(self) -> Result<(), Fault> {
        remove(&self.name.draft)
    }
}

impl Name {
    /// A name that nobody else has.
    fn new(folder: &Path) -> Result<Self, Fault> {
        let fault = |path: &Path, error: &io::Error| Fault::of_system(path, "keep a draft", error);
        create_folders(folder).map_err(|error| fault(folder, &error))?;
        loop {
            let mut chance = [0; 8];
            getrandom::fill(&mut chance)
                .map_err(|error| fault(folder, &io::Error::other(error)))?;
            let stem = format!("draft-{}-{:016x}", stamp(), u64::from_ne_bytes(chance));
            let name = folder.join(stem + ".md");
            match Self::locked(name) {
                Ok(Some(name)) => return Ok(name),
                Ok(None) => {}
                Err((path, error)) => return Err(fault(&path, &error)),
            }
        }
    }

    /// The name of a draft that is there already, unless somebody has it. Where the folder cannot be
    /// written to, it is read without a lock.
    fn claim(draft: PathBuf) -> Option<Self> {
        match Self::locked(draft) {
            Ok(name) => name,
            Err((lock, _)) => Some(Self { draft: lock.with_extension("md"), lock, _locked: None }),
        }
    }

    /// Locks a name; `None` where somebody else has it.
    fn locked(draft: PathBuf) -> Result<Option<Self>, (PathBuf, io::Error)> {
        let lock = draft.with_extension("lock");
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true).mode(0o600);
        let file = match options.custom_flags(flags.bits().cast_signed()).open(&lock) {
            Ok(file) => file,
            Err(error) => return Err((lock, error)),
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            // A file system without locks: the name is as good as any.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        // Whoever had it before may have taken the file away between the opening and the locking.
        Ok(is_at(&file, &lock).then_some(Self { draft, lock, _locked: Some(file) }))
    }
}

/// A name without a draft is nobody's.
impl Drop for Name {
    fn drop(&mut self) {
        if self.draft.symlink_metadata().is_err() {
            let _ = fs::remove_file(&self.lock);
        }
    }
}

/// Whether `file` is still what `path` leads to.
fn is_at(file: &File, path: &Path) -> bool {
    match (file.metadata(), path.symlink_metadata()) {
        (Ok(held), Ok(there)) => (held.dev(), held.ino()) == (there.dev(), there.ino()),
        _ => false,
    }
}

/// The time as it stands in names, so that drafts sort by their age.
fn stamp() -> i64 {
    Timestamp::now().as_millisecond()
}

fn remove(path: &Path) -> Result<(), Fault> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Fault::of_system(path, "take it away", &error))
        }
        _ => Ok(()),
    }
}

/// Takes away what a killed writing left. Its draft is the one that was there before.
fn sweep(path: &Path) {
    let is_ours = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(UNFINISHED.as_bytes()));
    let age = path.symlink_metadata().and_then(|kind| kind.modified()).map(|time| time.elapsed());
    if is_ours && age.is_ok_and(|age| age.is_ok_and(|age| age > UNFINISHED_FOR)) {
        let _ = fs::remove_file(path);
    }
}

fn unusable(path: &Path, damaged: &Damaged) -> Fault {
    let reason = match &damaged.why {
        Damage::Broken(problems) => problems.first().map(|problem| problem.reason.as_str()),
        Damage::Conflicted(_) => None,
    };
    let what = format!("no draft of a note: {}", reason.unwrap_or("it cannot be read"));
    Fault::new(path, what, "take from it what you need, then delete it")
}

/// What is in the folder, in order; nothing where there is none.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries,
    };
    let mut paths: Vec<PathBuf> = entries
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| Fault::of_system(folder, "list it", &error))?;
    paths.sort();
    Ok(paths)
}
