//! Files of one running reader each, told apart from those of readers that are gone.
//!
//! A reader locks a name for as long as it lives. So a file whose name nobody has locked was left by one
//! that ended, however it ended.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rustix::fs::OFlags;

use super::disk::Disk;
use super::fault::Fault;
use super::write::{UNFINISHED, create_folders};

/// How long an unfinished file may lie in such a folder before it is taken away.
const UNFINISHED_FOR: Duration = Duration::from_hours(24);

/// What the lock's name ends in.
const LOCK: &str = "lock";

/// The name of a file, locked for as long as this lives.
#[derive(Debug)]
pub(super) struct Claim {
    /// The file, whether it exists or not.
    file: PathBuf,
    /// The file that is locked, since the other one is replaced by each writing.
    lock: PathBuf,
    _locked: Option<File>,
}

impl Claim {
    /// A name in `folder` that nobody else has, with this ending.
    pub(super) fn new(disk: &dyn Disk, folder: &Path, ending: &str) -> Result<Self, Fault> {
        let fault = |path: &Path, error: &io::Error| {
            Fault::of_system(path, "keep what is being done", error)
        };
        create_folders(disk, folder).map_err(|error| fault(folder, &error))?;
        loop {
            let mut chance = [0; 8];
            getrandom::fill(&mut chance)
                .map_err(|error| fault(folder, &io::Error::other(error)))?;
            // The time comes first, so that the names sort by age.
            let (time, chance) = (Timestamp::now().as_millisecond(), u64::from_ne_bytes(chance));
            match Self::locked(folder.join(format!("{time:014}-{chance:016x}.{ending}"))) {
                Ok(Some(claim)) => return Ok(claim),
                Ok(None) => {}
                Err((path, error)) => return Err(fault(&path, &error)),
            }
        }
    }

    /// The files of `folder` that end like this and that nobody else has, in order. `own` is left out,
    /// and what killed readers left beside them is tidied up.
    pub(super) fn abandoned(
        folder: &Path,
        ending: &str,
        own: Option<&Self>,
    ) -> Result<Vec<Self>, Fault> {
        let mut claims = Vec::new();
        for path in listed(folder)? {
            match path.extension().and_then(|end| end.to_str()) {
                _ if own.is_some_and(|own| own.file == path || own.lock == path) => {}
                Some(end) if end == ending => claims.extend(Self::of(path)),
                // Dropping it takes the lock away where it has no file.
                Some(LOCK) => drop(Self::of(path.with_extension(ending))),
                _ => sweep(&path),
            }
        }
        Ok(claims)
    }

    /// The file, whether it exists or not.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// Takes the file away.
    pub(super) fn remove(&self) -> Result<(), Fault> {
        match fs::remove_file(&self.file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(Fault::of_system(&self.file, "take it away", &error))
            }
            _ => Ok(()),
        }
    }

    /// A name that is there already, unless somebody has it. Where the folder cannot be written to, it
    /// is taken without a lock.
    fn of(file: PathBuf) -> Option<Self> {
        let lock = file.with_extension(LOCK);
        match Self::locked(file.clone()) {
            Ok(claim) => claim,
            Err(_) => Some(Self { file, lock, _locked: None }),
        }
    }

    /// Locks a name; `None` where somebody else has it.
    fn locked(file: PathBuf) -> Result<Option<Self>, (PathBuf, io::Error)> {
        let lock = file.with_extension(LOCK);
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true).mode(0o600);
        let held = match options.custom_flags(flags.bits().cast_signed()).open(&lock) {
            Ok(held) => held,
            Err(error) => return Err((lock, error)),
        };
        match held.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            // A file system without locks: the name is as good as any.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        // Whoever had it before may have taken the lock away between the opening and the locking.
        Ok(is_at(&held, &lock).then_some(Self { file, lock, _locked: Some(held) }))
    }
}

/// A name without a file is nobody's.
impl Drop for Claim {
    fn drop(&mut self) {
        if self.file.symlink_metadata().is_err() {
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

/// Takes away what a killed writing left. The file that it was to replace is whole.
fn sweep(path: &Path) {
    let is_ours = path
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(UNFINISHED.as_bytes()));
    let age = path.symlink_metadata().and_then(|kind| kind.modified()).map(|time| time.elapsed());
    if is_ours && age.is_ok_and(|age| age.is_ok_and(|age| age > UNFINISHED_FOR)) {
        let _ = fs::remove_file(path);
    }
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
