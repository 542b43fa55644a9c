//! The attic: whole versions that could not be joined with another, named by what they say.

use std::path::PathBuf;

use crate::notes::document::Document;
use crate::notes::snapshot::Snapshot;
use crate::store::fault::Fault;
use crate::store::read;
use crate::store::write::{Kept, replace_on};

use super::{ATTIC, NotesFolder};

/// How much of the fingerprint stands in the name: `sha256-` and 16 digits.
const FINGERPRINT: usize = 23;

impl NotesFolder {
    /// Keeps a version in the attic. The same text is kept once, and no other is overwritten.
    pub(super) fn keep(&self, version: &Document) -> Result<(PathBuf, Kept), Fault> {
        let text = version.text();
        let fingerprint = Snapshot::of(text).to_string();
        let name = |length| format!("{}.{}.md", version.note().id, &fingerprint[..length]);
        let short = self.folder.join(ATTIC).join(name(FINGERPRINT));
        let is_free = short.symlink_metadata().is_err();
        if !is_free && read::text(&short).is_ok_and(|kept| kept == text) {
            return Ok((short, Kept::Durably));
        }
        let path = if is_free { short } else { short.with_file_name(name(fingerprint.len())) };
        let kept = replace_on(self.disk.as_ref(), &path, text.as_bytes())?;
        Ok((path, kept))
    }
}
