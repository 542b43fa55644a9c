//! The one place that writes files: the old text stands until the new one is wholly on the disk.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use tempfile::NamedTempFile;

use super::fault::Fault;

/// How the name of every unfinished file begins. Only such files are ever taken away.
pub const UNFINISHED: &str = ".dateline-";

/// How many files of one name are set aside before that is refused.
const MOST_ASIDE: usize = 1000;

/// What is about to happen to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An unfinished file is created beside the target.
    Create,
    /// The text is written into it.
    Write,
    /// The unfinished file is forced onto the disk.
    SyncFile,
    /// It takes the target's name.
    Rename,
    /// The folder, and so the new name, is forced onto the disk.
    SyncFolder,
}

/// How surely a text is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It survives a power cut.
    Durably,
    /// It is saved, but the disk did not confirm it: write it again later.
    Unconfirmed(Fault),
}

/// Replaces the file at `path` by `text`, or creates it, together with the folders above it.
pub fn replace(path: &Path, text: &[u8]) -> Result<Kept, Fault> {
    replace_watched(path, text, &mut |_| Ok(()))
}

/// [`replace`], with a word before each step: an error there is taken for the disk's own.
pub fn replace_watched(
    path: &Path,
    text: &[u8],
    before: &mut dyn FnMut(Step) -> io::Result<()>,
) -> Result<Kept, Fault> {
    let target = resolve(path)?;
    let folder = folder_of(&target);
    let attempt = |attempt: &'static str| {
        let target = &target;
        move |error: io::Error| Fault::of_system(target, attempt, &error)
    };
    create_folders(folder).map_err(attempt("create its folder"))?;
    let mode = mode_for(&target).map_err(attempt("look at it"))?;
    before(Step::Create).map_err(attempt("create a file beside it"))?;
    let mut unfinished = tempfile::Builder::new()
        .prefix(UNFINISHED)
        .permissions(Permissions::from_mode(mode))
        .tempfile_in(folder)
        .map_err(attempt("create a file beside it"))?;
    before(Step::Write).and_then(|()| unfinished.write_all(text)).map_err(attempt("write it"))?;
    // The mode at creation is subject to the umask; the old file's mode is not.
    unfinished
        .as_file()
        .set_permissions(Permissions::from_mode(mode))
        .map_err(attempt("set its mode"))?;
    before(Step::SyncFile)
        .and_then(|()| sync(unfinished.as_file()))
        .map_err(attempt("force it onto the disk"))?;
    before(Step::Rename)
        .and_then(|()| rename(unfinished, &target))
        .map_err(attempt("put it in place"))?;
    let confirmed = before(Step::SyncFolder).and_then(|()| sync(&File::open(folder)?));
    Ok(match confirmed {
        Ok(()) => Kept::Durably,
        Err(error) => {
            Kept::Unconfirmed(Fault::of_system(folder, "force the folder onto the disk", &error))
        }
    })
}

/// Gives the file at `path` the first free name that ends in `suffix`, so that nothing overwrites it.
pub fn set_aside(path: &Path, suffix: &str) -> Result<PathBuf, Fault> {
    let name = |count: usize| {
        let number = if count > 1 { format!("-{count}") } else { String::new() };
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        name.push(number);
        PathBuf::from(name)
    };
    let is_free = |name: &PathBuf| name.symlink_metadata().is_err();
    let free = (1..=MOST_ASIDE).map(name).find(is_free).ok_or_else(|| {
        let what = format!("cannot set it aside: {MOST_ASIDE} such files are there already");
        Fault::new(path, what, "take some of them away")
    })?;
    fs::rename(path, &free).map_err(|error| Fault::of_system(path, "set it aside", &error))?;
    Ok(free)
}

/// Where the text really goes: links are followed, and whatever is no regular file is refused.
pub(super) fn resolve(path: &Path) -> Result<PathBuf, Fault> {
    let Ok(here) = path.symlink_metadata() else {
        return Ok(path.to_owned());
    };
    let target = fs::canonicalize(path).map_err(|_| {
        Fault::new(path, "a symbolic link that leads nowhere", "take the link away")
    })?;
    let kind = if here.is_symlink() { target.metadata() } else { Ok(here) };
    match kind {
        Ok(kind) if kind.is_file() => Ok(target),
        Ok(kind) if kind.is_dir() => {
            Err(Fault::new(path, "a folder, so no file can be written there", "move it away"))
        }
        Ok(_) => Err(Fault::new(path, "not a regular file, so it is not replaced", "move it away")),
        Err(error) => Err(Fault::of_system(path, "look at it", &error)),
    }
}

/// The folder of a file. That of a bare name is the current one.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => Path::new("/"),
    }
}

/// Creates what is missing of `folder`, and forces each new name onto the disk.
pub(super) fn create_folders(folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        .collect();
    for folder in missing.into_iter().rev() {
        match DirBuilder::new().mode(0o700).create(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            created => created?,
        }
        sync(&File::open(folder_of(folder))?)?;
    }
    Ok(())
}

/// The old file's mode; for a new one, nobody but its owner reads it.
fn mode_for(target: &Path) -> io::Result<u32> {
    match target.metadata() {
        Ok(old) => Ok(old.permissions().mode() & 0o777),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0o600),
        Err(error) => Err(error),
    }
}

fn rename(unfinished: NamedTempFile, target: &Path) -> io::Result<()> {
    let mut unfinished = unfinished;
    loop {
        match unfinished.persist(target) {
            Ok(_) => return Ok(()),
            Err(failed) if failed.error.kind() == io::ErrorKind::Interrupted => {
                unfinished = failed.file;
            }
            Err(failed) => return Err(failed.error),
        }
    }
}

/// Forces a file or folder onto the disk. A file system that cannot do that is left at its word.
fn sync(file: &File) -> io::Result<()> {
    loop {
        match rustix::fs::fsync(file) {
            Err(Errno::INTR) => {}
            Ok(()) | Err(Errno::INVAL | Errno::NOTSUP) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
}
