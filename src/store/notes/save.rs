//! Saving a note: the passage's text first, then the note, and nothing that somebody else wrote is lost.

use std::io;
use std::path::{Path, PathBuf};

use crate::notes::document::{Damaged, Document};
use crate::notes::merge::{Clash, Side, merge};
use crate::notes::snapshot::Snapshot;
use crate::store::fault::Fault;
use crate::store::read;
use crate::store::write::{Kept, Step, replace_watched};

use super::NotesFolder;
use super::lock::lock;

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

/// Which file a step of a save is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The text of the noted passage.
    Snapshot,
    /// A version for the attic.
    Attic,
    /// The note itself.
    Note,
}

/// A word before each step: an error there is taken for the disk's own.
type Before<'w> = &'w mut dyn FnMut(Part, Step) -> io::Result<()>;

impl NotesFolder {
    /// Saves a note: afterwards it survives a power cut, as far as [`Kept`] says.
    pub fn save(&self, edition: Edition<'_>) -> Result<Saved, Fault> {
        self.save_watched(edition, &mut |_, _| Ok(()))
    }

    /// [`save`](Self::save), with a word before each step.
    pub fn save_watched(&self, edition: Edition<'_>, before: Before<'_>) -> Result<Saved, Fault> {
        let path = self.file(edition.document);
        if Document::parse(edition.document.text()).is_err() {
            let what = "not saved: read again, this text would be no note";
            return Err(Fault::new(
                &path,
                what,
                "shorten it, and indent lines that look like git's marks",
            ));
        }
        if let Some(passage) = edition.passage {
            self.keep_passage(passage, before)?;
        }
        let _lock = lock(&self.folder)?;
        let Some(current) = current(&path)? else {
            return write(&path, edition.document, How::Alone, before);
        };
        if edition.base == Some(current.as_str()) || current == edition.document.text() {
            return write(&path, edition.document, How::Alone, before);
        }
        self.join(&path, edition, &current, before)
    }

    /// Joins the version with `current`, which somebody else wrote.
    fn join(
        &self,
        path: &Path,
        edition: Edition<'_>,
        current: &str,
        before: Before<'_>,
    ) -> Result<Saved, Fault> {
        let ours = edition.document;
        let joined = || -> Result<_, Damaged> {
            let theirs = Document::parse(current)?;
            let merged = merge(edition.base.unwrap_or_default(), ours, &theirs)?;
            Ok((theirs, merged))
        };
        let Ok((theirs, merged)) = joined() else {
            let (attic, kept) = self.keep(ours, &mut |step| before(Part::Attic, step))?;
            let how = How::Barred { attic };
            return Ok(Saved { document: ours.clone(), kept, how });
        };
        if merged.is_clean() {
            return write(path, merged.settled(Side::Ours), How::Joined, before);
        }
        let (attic, _) = self.keep(&theirs, &mut |step| before(Part::Attic, step))?;
        let clashes = merged.clashes.clone();
        write(path, merged.settled(Side::Both), How::Clashed { clashes, attic }, before)
    }

    /// Keeps the text of a passage, unless it is kept already.
    fn keep_passage(&self, text: &str, before: Before<'_>) -> Result<(), Fault> {
        let snapshot = Snapshot::of(text);
        if self.past(snapshot).is_none() {
            let path = self.snapshot_file(snapshot);
            replace_watched(&path, text.as_bytes(), &mut |step| before(Part::Snapshot, step))?;
        }
        Ok(())
    }
}

/// What the file says now; nothing where there is none. An error is never taken for that.
pub(super) fn current(path: &Path) -> Result<Option<String>, Fault> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        _ => read::text(path).map(Some),
    }
}

pub(super) fn write(
    path: &Path,
    document: &Document,
    how: How,
    before: Before<'_>,
) -> Result<Saved, Fault> {
    let text = document.text().as_bytes();
    let kept = replace_watched(path, text, &mut |step| before(Part::Note, step))?;
    Ok(Saved { document: document.clone(), kept, how })
}
