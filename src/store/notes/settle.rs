//! A note in which git left two versions is settled: one file again, and what lost is in the attic.

use std::path::Path;

use crate::notes::conflict::Conflict;
use crate::notes::document::Document;
use crate::notes::merge::{Side, settle};
use crate::store::fault::Fault;

use super::NotesFolder;
use super::save::{How, Saved, current};

impl NotesFolder {
    /// Replaces the file at `path`, which says `seen` with git's marks in it, by what is left when
    /// every clash is decided for `side`. Where that drops something, the version that lost goes to
    /// the attic as a whole before.
    ///
    /// A file that was changed since it was seen is left alone, and so is one whose versions are no
    /// notes by themselves.
    pub fn settle(&self, path: &Path, seen: &str, side: Side) -> Result<Saved, Fault> {
        let _lock = self.lock()?;
        if current(path)?.as_deref() != Some(seen) {
            let what = "not settled: it was changed since it was shown";
            return Err(Fault::new(path, what, "look at it again"));
        }
        let unclear = |what: &str| Fault::new(path, what, "open it in an editor");
        let conflict = Conflict::of(seen)
            .ok_or_else(|| unclear("not settled: it does not hold two versions of git's"))?;
        let merged = settle(&conflict).map_err(|_| {
            unclear("not settled: one of the two versions in it is no note by itself")
        })?;
        let settled = merged.settled(side);
        if self.file(settled) != path {
            return Err(unclear("not settled: by its id and its target it is another file"));
        }
        let lost = match side {
            Side::Theirs => &conflict.ours,
            Side::Ours | Side::Both => &conflict.theirs,
        };
        let how = match (merged.is_clean(), Document::parse(lost)) {
            (false, Ok(lost)) => {
                let (attic, _) = self.keep(&lost)?;
                How::Clashed { clashes: merged.clashes.clone(), attic }
            }
            _ => How::Joined,
        };
        self.write(path, settled, how)
    }
}
