//! The library: the briefings that are open together, the good ones and those with problems.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::{Checked, Claims};
use super::model::SharedBriefing;
use super::problem::Problem;
use super::safe;

mod judged;

/// One file of the library, as it was last read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where it was read from; a name without a folder for a sample inside the program.
    pub path: PathBuf,
    /// The path, safe to show.
    pub shown: String,
    /// What the file says, where no error of its own stands in the way and no file before it has its id.
    pub briefing: Option<SharedBriefing>,
    /// Its errors and warnings, in the order of the file.
    pub problems: Vec<Problem>,
    /// A fingerprint of the file's bytes: another one means that the file changed.
    pub fingerprint: u64,
    /// What the file says about the library, which only all files together can judge.
    pub claims: Claims,
    /// What it was as it was read, where the others make a difference.
    as_read: Option<Box<AsRead>>,
}

/// What a file was by itself.
#[derive(Debug, Clone, PartialEq)]
struct AsRead {
    briefing: Option<SharedBriefing>,
    problems: Vec<Problem>,
}

impl Entry {
    /// The file at `path` with these bytes' `fingerprint`, as the checker found it.
    pub fn checked(path: PathBuf, fingerprint: u64, checked: Checked) -> Self {
        let shown = safe::line(&path.to_string_lossy()).into_owned();
        let Checked { briefing, problems, claims } = checked;
        let briefing = briefing.map(Arc::new);
        Self { path, shown, briefing, problems, fingerprint, claims, as_read: None }
    }

    /// Whether it has links that only the whole library can follow.
    fn has_links(&self) -> bool {
        !self.claims.links.is_empty()
    }

    /// What stands for it in a list: the title, or the path where the file could not be read.
    pub fn title(&self) -> &str {
        self.briefing.as_ref().map_or(&self.shown, |briefing| &briefing.about.title)
    }

    /// What stands for it in a narrow list: the title, or the file's name without its folders.
    pub fn short_title(&self) -> &str {
        let name = self.shown.rsplit('/').next().unwrap_or(&self.shown);
        self.briefing.as_ref().map_or(name, |briefing| &briefing.about.title)
    }

    /// What it is remembered by: the briefing's id, or the path where the file could not be read.
    pub fn id(&self) -> &str {
        self.briefing.as_ref().map_or(&self.shown, |briefing| &briefing.id)
    }
}

/// The files that are open together, in the order of their paths.
///
/// What one file says may contradict another: a second briefing of the same id, a link that leads
/// nowhere. So the files are judged together after every change, and those that were found wanting keep
/// what they were as read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    entries: Vec<Entry>,
}

impl Library {
    /// The files in the order of their paths.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Adds a file, or replaces what was read of it before.
    pub fn put(&mut self, entry: Entry) {
        self.put_all([entry]);
    }

    /// Adds or replaces several files and judges them together once.
    pub fn put_all(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut new = Vec::new();
        for entry in entries {
            match self.entries.binary_search_by(|known| known.path.cmp(&entry.path)) {
                Ok(at) => self.entries[at] = entry,
                Err(_) => new.push(entry),
            }
        }
        // Of two entries of one file the later counts; the sort keeps their order.
        new.sort_by(|one, other| one.path.cmp(&other.path));
        new.reverse();
        new.dedup_by(|later, earlier| later.path == earlier.path);
        new.reverse();
        self.entries.append(&mut new);
        // Two runs in order: that is hardly more than a look.
        self.entries.sort_by(|one, other| one.path.cmp(&other.path));
        judged::judge(&mut self.entries);
    }

    /// Forgets a file that is gone.
    pub fn remove(&mut self, path: &Path) {
        self.remove_all(&[path]);
    }

    /// Forgets files that are gone and judges the others together once.
    pub fn remove_all<P: AsRef<Path>>(&mut self, paths: &[P]) {
        let gone: HashSet<&OsStr> = paths.iter().map(|path| path.as_ref().as_os_str()).collect();
        self.entries.retain(|entry| !gone.contains(entry.path.as_os_str()));
        judged::judge(&mut self.entries);
    }

    /// The place of the file at `path`.
    pub fn at_path(&self, path: &Path) -> Option<usize> {
        self.entries.binary_search_by(|known| known.path.as_path().cmp(path)).ok()
    }

    /// The place of the briefing (or the unreadable file) with this id.
    pub fn named(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id() == id)
    }

    /// The briefing with this id.
    pub fn briefing(&self, id: &str) -> Option<&SharedBriefing> {
        self.entries
            .iter()
            .filter_map(|entry| entry.briefing.as_ref())
            .find(|briefing| briefing.id == id)
    }
}

#[cfg(test)]
mod tests;
