//! The one place that writes files: the old text stands until the new one is wholly on the disk.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use tempfile::NamedTempFile;

use super::disk::{Disk, RealDisk};
use super::fault::Fault;

/// How the name of every unfinished file begins. Only such files are ever taken away.
pub const UNFINISHED: &str = ".dateline-";

/// How many files of one name are set aside before that is refused.
const MOST_ASIDE: usize = 1000;

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
    replace_on(&RealDisk, path, text)
}

/// [`replace`] on any disk.
pub fn replace_on(disk: &dyn Disk, path: &Path, text: &[u8]) -> Result<Kept, Fault> {
    let target = resolve(path)?;
    let folder = folder_of(&target);
    let attempt = |attempt: &'static str| {
        let target = &target;
        move |error: io::Error| Fault::of_system(target, attempt, &error)
    };
    create_folders(disk, folder).map_err(attempt("create its folder"))?;
    let mode = mode_for(&target).map_err(attempt("look at it"))?;
    let mut unfinished =
        again(&mut || disk.create(folder, mode)).map_err(attempt("create a file beside it"))?;
    write_all(disk, &mut unfinished, text).map_err(attempt("write it"))?;
    // The mode at creation is subject to the umask; the old file's mode is not.
    unfinished
        .as_file()
        .set_permissions(Permissions::from_mode(mode))
        .map_err(attempt("set its mode"))?;
    synced(&mut || disk.sync_file(&unfinished)).map_err(attempt("force it onto the disk"))?;
    again(&mut || disk.rename(unfinished.path(), &target)).map_err(attempt("put it in place"))?;
    // Its name is another one now, and there is nothing left to take away.
    unfinished.disable_cleanup(true);
    Ok(confirm_on(disk, folder))
}

/// Forces what was put into `folder` onto the disk, or tries that again.
pub(crate) fn confirm_on(disk: &dyn Disk, folder: &Path) -> Kept {
    match synced(&mut || disk.sync_folder(folder)) {
        Ok(()) => Kept::Durably,
        Err(error) => {
            Kept::Unconfirmed(Fault::of_system(folder, "force the folder onto the disk", &error))
        }
    }
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
pub(super) fn create_folders(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
        .collect();
    for folder in missing.into_iter().rev() {
        match again(&mut || disk.create_folder(folder)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
            created => created?,
        }
        synced(&mut || disk.sync_folder(folder_of(folder)))?;
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

fn write_all(disk: &dyn Disk, unfinished: &mut NamedTempFile, text: &[u8]) -> io::Result<()> {
    let mut rest = text;
    while !rest.is_empty() {
        match again(&mut || disk.write(unfinished, rest))? {
            0 => return Err(io::ErrorKind::WriteZero.into()),
            written => rest = &rest[written..],
        }
    }
    Ok(())
}

/// Whether a file system says by this error that it cannot force anything onto the disk.
pub(super) fn is_unable(error: &io::Error) -> bool {
    let unable = [Errno::INVAL, Errno::NOTSUP].map(|error| Some(error.raw_os_error()));
    unable.contains(&error.raw_os_error())
}

/// Makes a call that forces something onto the disk. A file system that cannot do that is left at its
/// word.
fn synced(call: &mut dyn FnMut() -> io::Result<()>) -> io::Result<()> {
    match again(call) {
        Err(error) if is_unable(&error) => Ok(()),
        outcome => outcome,
    }
}

/// Makes a call until it is not interrupted.
fn again<T>(call: &mut dyn FnMut() -> io::Result<T>) -> io::Result<T> {
    loop {
        match call() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            outcome => return outcome,
        }
    }
}
