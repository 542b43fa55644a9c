//! The disk as a writer sees it, call by call, so that a test can put one in its place that fails.

use std::fmt::Debug;
use std::fs::{self, DirBuilder, File, Permissions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

use tempfile::NamedTempFile;

use super::write::UNFINISHED;

/// What writing asks of the disk. Each method is one call of the system, which may fail, be interrupted
/// or be the last one that the program makes.
pub trait Disk: Debug + Send + Sync {
    /// Creates a folder that only its owner may enter.
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(folder)
    }

    /// Creates an unfinished file in a folder. It is taken away again unless it gets another name.
    fn create(&self, folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
        let mut unfinished = tempfile::Builder::new();
        unfinished.prefix(UNFINISHED).permissions(Permissions::from_mode(mode)).tempfile_in(folder)
    }

    /// Writes some of `text` behind what the file has, and says how many bytes that were.
    fn write(&self, unfinished: &mut NamedTempFile, text: &[u8]) -> io::Result<usize> {
        unfinished.as_file_mut().write(text)
    }

    /// Forces a file onto the disk.
    fn sync_file(&self, unfinished: &NamedTempFile) -> io::Result<()> {
        Ok(rustix::fs::fsync(unfinished.as_file())?)
    }

    /// Gives the file at `from` the name `to`, and takes that name from whatever has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    /// Forces the names in a folder onto the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        Ok(rustix::fs::fsync(File::open(folder)?)?)
    }

    /// Locks a file against other programs, unless one of them has it.
    fn try_lock(&self, file: &File) -> Result<(), TryLockError> {
        file.try_lock()
    }
}

/// The real disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RealDisk;

impl Disk for RealDisk {}
