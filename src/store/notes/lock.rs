//! The lock on a notes folder, held while one note is compared and replaced.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::OFlags;

use crate::store::disk::Disk;
use crate::store::fault::Fault;
use crate::store::write::create_folders;

/// The name of the file that is locked. It is never deleted: whoever waits for it holds it open.
const NAME: &str = ".lock";

/// How long another program may take before this one gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long to wait before asking again.
const PAUSE: Duration = Duration::from_millis(2);

/// A lock that ends with its life; none where the file system knows no locks.
#[derive(Debug)]
pub(super) struct Lock(#[expect(dead_code, reason = "it is held, not used")] Option<File>);

/// Locks the notes folder against other programs of this kind.
///
/// Where no lock is to be had, because the folder cannot be written to or its file system has none,
/// the work goes on without: what cannot be written says so itself.
pub(super) fn lock(disk: &dyn Disk, folder: &Path) -> Result<Lock, Fault> {
    let _ = create_folders(disk, folder);
    let path = folder.join(NAME);
    let Ok(file) = lock_file(folder) else { return Ok(Lock(None)) };
    let since = Instant::now();
    loop {
        match disk.try_lock(&file) {
            Ok(()) => return Ok(Lock(Some(file))),
            Err(TryLockError::WouldBlock) if since.elapsed() < PATIENCE => thread::sleep(PAUSE),
            Err(TryLockError::WouldBlock) => {
                let what = "cannot lock it: another program has held it for half a minute";
                return Err(Fault::new(&path, what, "end that program, then save again"));
            }
            Err(TryLockError::Error(_)) => return Ok(Lock(None)),
        }
    }
}

/// The file that is locked, made if it is not there.
pub(super) fn lock_file(folder: &Path) -> io::Result<File> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .custom_flags(flags.bits().cast_signed())
        .open(folder.join(NAME))
}
