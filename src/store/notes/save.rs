//! Saving a note: the passage's text first, then the note, and nothing that somebody else wrote is lost.

use std::io;
use std::path::{Path, PathBuf};

use crate::notes::document::{Damaged, Document};
use crate::notes::merge::{Clash, Side, merge};
use crate::notes::snapshot::Snapshot;
use crate::store::fault::Fault;
use crate::store::read;
use crate::store::write::{Kept, confirm_on, replace_on};

use super::NotesFolder;
use super::lock::{Lock, lock};

/// A version of a note that is to be saved, and what it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'e> {
    /// The version.
    pub document: &'e Document,
    /// The file's text as it was loaded; none for a new note.
    pub base: Option<&'e str>,
    /// The text of the noted passage, where the note was just made on it.
    pub passage: Option<&'e str>,
}

/// What a save came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// What the note says from now on.
    pub document: Document,
    /// How surely it is kept.
    pub kept: Kept,
    /// Whether somebody else's version was met.
    pub how: How,
}

/// What was met on the disk.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    /// What was loaded.
    Alone,
    /// Another version, which was joined with this one.
    Joined,
    /// Another version that changed the same parts: this one counts there, and the words of both
    /// are in the body.
    Clashed {
        /// What both changed.
        clashes: Vec<Clash>,
        /// Where the other version is, as a whole.
        attic: PathBuf,
    },
    /// A file that is no note any more, or not this one. It stays as it is.
    Barred {
        /// Where this version is.
        attic: PathBuf,
    },
}

impl NotesFolder {
    /// Saves a note: afterwards it survives a power cut, as far as [`Kept`] says.
    pub fn save(&self, edition: Edition<'_>) -> Result<Saved, Fault> {
        let path = self.file(edition.document);
        if Document::parse(edition.document.text()).is_err() {
            let what = "not saved: read again, this text would be no note";
            return Err(Fault::new(
                &path,
                what,
                "shorten it, and indent lines that look like git's marks",
            ));
        }
        let passage = edition.passage.map_or(Ok(Kept::Durably), |text| self.keep_passage(text))?;
        let _lock = self.lock()?;
        let saved = match current(&path)? {
            Some(current)
                if edition.base != Some(current.as_str()) && current != edition.document.text() =>
            {
                self.join(&path, edition, &current)?
            }
            _ => self.write(&path, edition.document, How::Alone)?,
        };
        // A note is as surely kept as the text that it was made on.
        Ok(if passage == Kept::Durably { saved } else { Saved { kept: passage, ..saved } })
    }

    /// Keeps the text of a passage that notes were made on.
    pub fn keep_text(&self, text: &str) -> Result<Kept, Fault> {
        self.keep_passage(text)
    }

    /// Joins the version with `current`, which somebody else wrote.
    fn join(&self, path: &Path, edition: Edition<'_>, current: &str) -> Result<Saved, Fault> {
        let ours = edition.document;
        let joined = || -> Result<_, Damaged> {
            let theirs = Document::parse(current)?;
            let merged = merge(edition.base.unwrap_or_default(), ours, &theirs)?;
            Ok((theirs, merged))
        };
        let Ok((theirs, merged)) = joined() else {
            let (attic, kept) = self.keep(ours)?;
            let how = How::Barred { attic };
            return Ok(Saved { document: ours.clone(), kept, how });
        };
        if merged.is_clean() {
            return self.write(path, merged.settled(Side::Ours), How::Joined);
        }
        let (attic, _) = self.keep(&theirs)?;
        let clashes = merged.clashes.clone();
        self.write(path, merged.settled(Side::Both), How::Clashed { clashes, attic })
    }

    /// Keeps the text of a passage. One that is there already may be there unconfirmed.
    fn keep_passage(&self, text: &str) -> Result<Kept, Fault> {
        let snapshot = Snapshot::of(text);
        let path = self.snapshot_file(snapshot);
        if self.past(snapshot).is_none() {
            return replace_on(self.disk.as_ref(), &path, text.as_bytes());
        }
        Ok(path.parent().map_or(Kept::Durably, |folder| confirm_on(self.disk.as_ref(), folder)))
    }

    pub(super) fn lock(&self) -> Result<Lock, Fault> {
        lock(self.disk.as_ref(), &self.folder)
    }

    pub(super) fn write(&self, path: &Path, document: &Document, how: How) -> Result<Saved, Fault> {
        let kept = replace_on(self.disk.as_ref(), path, document.text().as_bytes())?;
        Ok(Saved { document: document.clone(), kept, how })
    }
}

/// What the file says now; nothing where there is none. An error is never taken for that.
pub(super) fn current(path: &Path) -> Result<Option<String>, Fault> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read::text(path).map(Some),
    }
}
