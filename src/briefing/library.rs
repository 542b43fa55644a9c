//! The library: the briefings that are open together, the good ones and those with problems.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use super::model::SharedBriefing;

mod entry;
mod in_order;
mod judged;

pub use entry::{Card, Entry};
pub use in_order::InOrder;

/// The most briefings of a large library that are held because somebody asked for them.
const MOST_FETCHED: usize = 512;

/// The files that are open together, in the order of their paths. A copy shares them with its
/// original until one of the two changes.
///
/// What one file says may contradict another: a second briefing of the same id, a link that leads
/// nowhere. So the files are judged together after every change, and what they were as read is kept.
///
/// Of a large library not every text is held: what the lists show of a briefing is its [`Card`], and
/// whoever needs the text has it fetched.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Library {
    files: Arc<Files>,
    /// Texts that were fetched, by the ids of their briefings.
    fetched: BTreeMap<String, Arc<Entry>>,
}

/// The files of a library, in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq)]
struct Files {
    /// Each as it is by itself.
    read: Vec<Arc<Entry>>,
    /// Each as it is beside the others.
    judged: Vec<Arc<Entry>>,
    /// The places of those that can be read, in the order of their ids.
    by_id: Vec<u32>,
}

impl Library {
    /// The files in the order of their paths.
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.files.judged
    }

    /// Adds a file, or replaces what was read of it before.
    pub fn put(&mut self, entry: Entry) {
        self.put_all([entry]);
    }

    /// Adds or replaces several files and judges them together once.
    pub fn put_all(&mut self, entries: impl IntoIterator<Item = impl Into<Arc<Entry>>>) {
        let files = Arc::make_mut(&mut self.files);
        let mut new = Vec::new();
        for entry in entries {
            let entry: Arc<Entry> = entry.into();
            match files.read.binary_search_by(|known| known.path.cmp(&entry.path)) {
                Ok(at) => files.read[at] = entry,
                Err(_) => new.push(entry),
            }
        }
        if !new.is_sorted_by(|one, other| one.path < other.path) {
            // Of two entries of one file the later counts; the sort keeps their order.
            new.sort_by(|one, other| one.path.cmp(&other.path));
            new.reverse();
            new.dedup_by(|later, earlier| later.path == earlier.path);
            new.reverse();
        }
        let is_behind = match (files.read.last(), new.first()) {
            (Some(last), Some(first)) => last.path < first.path,
            _ => true,
        };
        files.read.append(&mut new);
        if !is_behind {
            // Two runs in order: that is hardly more than a look.
            files.read.sort_by(|one, other| one.path.cmp(&other.path));
        }
        files.judge();
        self.let_go_of_others();
    }

    /// Forgets a file that is gone.
    pub fn remove(&mut self, path: &Path) {
        self.remove_all(&[path]);
    }

    /// Forgets files that are gone and judges the others together once.
    pub fn remove_all<P: AsRef<Path>>(&mut self, paths: &[P]) {
        let gone: HashSet<&OsStr> = paths.iter().map(|path| path.as_ref().as_os_str()).collect();
        let files = Arc::make_mut(&mut self.files);
        files.read.retain(|entry| !gone.contains(entry.path.as_os_str()));
        files.judge();
        self.let_go_of_others();
    }

    /// Takes the files of `newer`. Texts that were fetched stay where they are still what they were.
    pub fn renew(&mut self, newer: Self) {
        self.files = newer.files;
        self.let_go_of_others();
    }

    /// Holds texts that were fetched. One that is not what the library knows of its file is let go. Of many,
    /// those are kept that are needed for as long as they are there, by their ids: whoever needs all of them
    /// would else ask for ever.
    pub fn hold(
        &mut self,
        fetched: impl IntoIterator<Item = Entry>,
        is_needed: impl Fn(&str) -> bool,
    ) {
        let fetched: Vec<Entry> =
            fetched.into_iter().filter(|entry| entry.briefing.is_some()).collect();
        let ids = self.fetched.keys().map(String::as_str).chain(fetched.iter().map(Entry::id));
        if ids.filter(|id| !is_needed(id)).count() > MOST_FETCHED {
            self.fetched.retain(|id, _| is_needed(id));
        }
        let files = &self.files;
        let known = fetched.into_iter().filter(|entry| files.is_text_of(entry));
        self.fetched.extend(known.map(|it| (it.id().to_owned(), Arc::new(it))));
    }

    /// Lets go of texts that are not what the library knows of their files.
    fn let_go_of_others(&mut self) {
        let files = &self.files;
        self.fetched.retain(|_, held| files.is_text_of(held));
    }

    /// The same files without the texts that were fetched: a copy that costs next to nothing.
    #[must_use]
    pub fn without_fetched(&self) -> Self {
        Self { files: Arc::clone(&self.files), fetched: BTreeMap::new() }
    }

    /// Whether another library shares its files.
    pub fn is_shared(&self) -> bool {
        Arc::strong_count(&self.files) > 1
    }

    /// The place of the file at `path`.
    pub fn at_path(&self, path: &Path) -> Option<usize> {
        self.entries().binary_search_by(|known| known.path.as_path().cmp(path)).ok()
    }

    /// The file at `path`.
    pub fn entry_at(&self, path: &Path) -> Option<&Entry> {
        self.at_path(path).map(|at| self.files.judged[at].as_ref())
    }

    /// The place of the briefing (or the unreadable file) with this id.
    pub fn named(&self, id: &str) -> Option<usize> {
        self.files.named(id).or_else(|| {
            self.entries().iter().position(|entry| entry.card.is_none() && entry.id() == id)
        })
    }

    /// What the library knows of the briefing with this id.
    pub fn entry_named(&self, id: &str) -> Option<&Entry> {
        self.files.named(id).map(|at| self.files.judged[at].as_ref())
    }

    /// The briefing with this id, where its text is held.
    pub fn briefing(&self, id: &str) -> Option<&SharedBriefing> {
        self.text_of(self.entry_named(id)?)
    }

    /// The text of a file of the library, where it is held.
    pub fn text_of<'l>(&'l self, entry: &'l Entry) -> Option<&'l SharedBriefing> {
        let fetched = || self.fetched.get(entry.id())?.briefing.as_ref();
        entry.briefing.as_ref().or_else(fetched)
    }

    /// Whether the text of a file that can be read has to be fetched first.
    pub fn lacks(&self, entry: &Entry) -> bool {
        entry.card.is_some() && self.text_of(entry).is_none()
    }
}

impl Files {
    /// The place of the briefing with this id.
    fn named(&self, id: &str) -> Option<usize> {
        let id_at = |at: &u32| self.judged[*at as usize].id();
        let found = self.by_id.binary_search_by(|at| id_at(at).cmp(id)).ok()?;
        Some(self.by_id[found] as usize)
    }

    /// Whether it knows the file as it was when this was read, but not its text.
    fn is_text_of(&self, read: &Entry) -> bool {
        let known = self.named(read.id()).map(|at| &self.judged[at]);
        known.is_some_and(|known| {
            known.fingerprint == read.fingerprint
                && known.path == read.path
                && known.briefing.is_none()
        })
    }

    fn judge(&mut self) {
        (self.judged, self.by_id) = judged::judge(&self.read);
    }
}

#[cfg(test)]
mod tests;
