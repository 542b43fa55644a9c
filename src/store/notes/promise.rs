//! What the file system of the notes cannot promise: said once, since saving goes on without.

use std::fs::TryLockError;

use crate::store::fault::Fault;
use crate::store::write::is_unable;

use super::NotesFolder;
use super::lock::lock_file;

impl NotesFolder {
    /// What the file system of the folder does not know, if it lacks something: forcing onto the disk
    /// (`EINVAL`, `ENOTSUP`) or locks (`ENOLCK`, `EOPNOTSUPP`).
    pub fn weakness(&self) -> Option<Fault> {
        let fix = "keep notes on a local disk; `notes` of the configuration names the folder";
        if self.disk.sync_folder(&self.folder).is_err_and(|error| is_unable(&error)) {
            let what = "its file system cannot force files onto the disk: a power cut may take what \
                        was saved last";
            return Some(Fault::new(&self.folder, what, fix));
        }
        let Ok(file) = lock_file(&self.folder) else { return None };
        match self.disk.try_lock(&file) {
            Err(TryLockError::Error(_)) => {
                let what = "its file system knows no locks: two programs that save the same note at \
                            the same moment may miss each other";
                Some(Fault::new(&self.folder, what, fix))
            }
            Ok(()) | Err(TryLockError::WouldBlock) => None,
        }
    }
}
