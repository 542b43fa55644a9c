//! The notes folder: one file a note, read file by file, written so that no word of anybody is lost.

mod attic;
mod follow;
mod held;
mod lock;
mod promise;
mod save;
mod settle;
mod turn;
mod unsaved;

use std::collections::HashSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::notes::document::Document;
use crate::notes::id::NoteId;
use crate::notes::snapshot::Snapshot;

use super::abreast::abreast;
use super::disk::{Disk, RealDisk};
use super::fault::Fault;
use super::{file_name, read};

pub use follow::NotesNews;
pub use held::{Filed, Held, Refused, Why};
pub use save::{Edition, How, Saved};
pub use unsaved::Unsaved;

/// Where the texts of noted passages lie.
const SNAPSHOTS: &str = "snapshots";

/// Where a version lies that could not be joined with another.
const ATTIC: &str = "attic";

/// A notes folder. What is foreign in it is left alone.
#[derive(Debug, Clone)]
pub struct NotesFolder {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
}

impl NotesFolder {
    /// The notes folder at `folder`, whether it exists or not.
    pub fn at(folder: PathBuf) -> Self {
        Self::on(Arc::new(RealDisk), folder)
    }

    /// The same on any disk.
    pub fn on(disk: Arc<dyn Disk>, folder: PathBuf) -> Self {
        Self { folder, disk }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// The notes on one briefing.
    pub fn load(&self, briefing: &str) -> Held {
        self.read(&[self.folder_of(briefing)])
    }

    /// All notes there are, briefing by briefing.
    pub fn load_all(&self) -> Held {
        self.folders().map_or_else(Held::refused, |folders| self.read(&folders))
    }

    /// The folders of notes, one a briefing.
    fn folders(&self) -> Result<Vec<PathBuf>, Fault> {
        let is_ours = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default();
            let is_reserved = name == SNAPSHOTS || name == ATTIC;
            !is_reserved && !is_hidden(path) && path.is_dir()
        };
        Ok(listed(&self.folder)?.into_iter().filter(is_ours).collect())
    }

    /// Whether there is a folder of notes on a briefing, buried ones among them: asked of many
    /// briefings, it looks at the disk once.
    pub fn noted(&self) -> impl Fn(&str) -> bool + Sync {
        let folders: HashSet<PathBuf> =
            listed(&self.folder).unwrap_or_default().into_iter().collect();
        move |briefing| !folders.is_empty() && folders.contains(&self.folder_of(briefing))
    }

    /// The text of a passage as it was when it was noted, where that is kept and sound.
    pub fn past(&self, snapshot: Snapshot) -> Option<String> {
        let text = read::text(&self.snapshot_file(snapshot)).ok()?;
        (Snapshot::of(&text) == snapshot).then_some(text)
    }

    /// The file of a note.
    pub fn file(&self, document: &Document) -> PathBuf {
        let note = document.note();
        self.folder_of(&note.target.briefing).join(note.id.file_name())
    }

    fn snapshot_file(&self, snapshot: Snapshot) -> PathBuf {
        self.folder.join(SNAPSHOTS).join(snapshot.file_name())
    }

    /// The folder of a briefing's notes. A briefing whose id is a name of ours has another one, which
    /// no id can be.
    fn folder_of(&self, briefing: &str) -> PathBuf {
        let stem = file_name::stem(briefing);
        let is_reserved = stem == SNAPSHOTS || stem == ATTIC;
        self.folder.join(if is_reserved { stem + "~" } else { stem })
    }

    /// Reads the notes of some folders, each file for itself.
    fn read(&self, folders: &[PathBuf]) -> Held {
        let (mut paths, mut faults) = (Vec::new(), Vec::new());
        for folder in folders {
            match files(folder) {
                Ok(files) => paths.extend(files),
                Err(fault) => faults.push(Refused::unreadable(fault)),
            }
        }
        let mut held = self.read_files(&paths);
        held.unusable.splice(0..0, faults);
        held
    }

    /// Reads some files that should be notes.
    fn read_files(&self, paths: &[PathBuf]) -> Held {
        let mut held = Held::default();
        let _ = abreast(
            paths,
            |path| held::filed(path, |document| self.file(document)),
            |filed| {
                match filed {
                    Ok(Some(filed)) => held.notes.push(filed),
                    Ok(None) => {}
                    Err(refused) => held.unusable.push(*refused),
                }
                ControlFlow::Continue(())
            },
        );
        held
    }
}

/// The id of a note made `now`, which nobody else gives to another one.
pub fn new_id(now: Timestamp) -> Result<NoteId, getrandom::Error> {
    let mut chance = [0; 10];
    getrandom::fill(&mut chance)?;
    Ok(NoteId::new(now, chance))
}

/// The files of a folder that should be notes, in order.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    Ok(listed(folder)?.into_iter().filter(|path| is_markdown(path)).collect())
}

/// What is in a folder, in order; nothing where there is no such folder.
fn listed(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    // A link that leads nowhere is no folder that is yet to come.
    if folder.symlink_metadata().is_err_and(|error| error.kind() == std::io::ErrorKind::NotFound) {
        return Ok(Vec::new());
    }
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .map_err(|error| Fault::of_system(folder, "list it", &error))?;
    paths.sort();
    Ok(paths)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "md") && !is_hidden(path)
}
