//! What a killed save left behind: offered where it is a note, and never anything of another program's.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::notes::document::Document;
use crate::store::fault::Fault;
use crate::store::read;
use crate::store::write::UNFINISHED;

use super::save::{How, Saved, current};
use super::{ATTIC, NotesFolder, SNAPSHOTS, listed};

/// How long an unfinished file that is no note may lie there before it is taken away.
const UNFINISHED_FOR: Duration = Duration::from_hours(24);

/// A version of a note that was written, and did not get the note's name.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsaved {
    path: PathBuf,
    document: Document,
}

impl Unsaved {
    /// What was to be saved; its body may lack its end.
    pub const fn document(&self) -> &Document {
        &self.document
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl NotesFolder {
    /// The versions that killed saves left. What says nothing that its note does not say, and
    /// fragments that are a day old, are taken away.
    pub fn unsaved(&self) -> Result<Vec<Unsaved>, Fault> {
        if !self.folder.is_dir() {
            return Ok(Vec::new());
        }
        // No save of ours is under way while this is held, so whatever is unfinished stays so.
        let _lock = self.lock()?;
        let mut unsaved = Vec::new();
        for folder in self.folders()? {
            for path in unfinished(&folder)? {
                unsaved.extend(self.offered(path));
            }
        }
        for reserved in [SNAPSHOTS, ATTIC] {
            unfinished(&self.folder.join(reserved))?.iter().for_each(|path| sweep(path));
        }
        Ok(unsaved)
    }

    /// Puts such a version in the place of its note. What the note says now goes to the attic.
    pub fn recover(&self, unsaved: &Unsaved) -> Result<Saved, Fault> {
        let _lock = self.lock()?;
        let path = self.file(&unsaved.document);
        let how = match current(&path)?.map(|text| Document::parse(&text)) {
            None => How::Alone,
            Some(Ok(now)) => {
                let (attic, _) = self.keep(&now)?;
                How::Clashed { clashes: Vec::new(), attic }
            }
            Some(Err(_)) => {
                let what = "not replaced: it is no note, so nothing is known of what would be lost";
                return Err(Fault::new(&path, what, "mend it, or take it away"));
            }
        };
        let saved = self.write(&path, &unsaved.document, how)?;
        self.forget_unsaved(unsaved)?;
        Ok(saved)
    }

    /// Takes such a version away for good.
    pub fn forget_unsaved(&self, unsaved: &Unsaved) -> Result<(), Fault> {
        fs::remove_file(&unsaved.path)
            .map_err(|error| Fault::of_system(&unsaved.path, "take it away", &error))
    }

    fn offered(&self, path: PathBuf) -> Option<Unsaved> {
        let parsed = read::text(&path).map(|text| Document::parse(&text));
        let Ok(Ok(document)) = parsed else {
            sweep(&path);
            return None;
        };
        let is_said = current(&self.file(&document))
            .is_ok_and(|now| now.is_some_and(|now| now.starts_with(document.text())));
        if is_said {
            let _ = fs::remove_file(&path);
            return None;
        }
        Some(Unsaved { path, document })
    }
}

/// The unfinished files of ours in a folder.
fn unfinished(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().as_encoded_bytes();
        let is_file = path.symlink_metadata().is_ok_and(|kind| kind.is_file());
        name.starts_with(UNFINISHED.as_bytes()) && is_file
    };
    Ok(listed(folder)?.into_iter().filter(is_ours).collect())
}

/// Takes a fragment away once nobody can be writing it any more.
fn sweep(path: &Path) {
    let age = path.symlink_metadata().and_then(|kind| kind.modified()).map(|time| time.elapsed());
    if age.is_ok_and(|age| age.is_ok_and(|age| age > UNFINISHED_FOR)) {
        let _ = fs::remove_file(path);
    }
}
