//! Which library a command is about, and as much of it as the command needs.

use std::collections::{BTreeSet, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;

use crate::briefing::{Briefing, Entry, Library, SharedBriefing};
use crate::query::{Field, Query};
use crate::store::abreast::abreast;
use crate::store::catalogue::{Catalogue, FEWEST, Hit, Shelf};
use crate::store::scan::Listing;
use crate::store::{Origin, memory, scan, walk};

use super::settings::Settings;

/// The library that a command is about, and what chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// What chose it, in words.
    pub(crate) chosen_by: &'static str,
}

impl Choice {
    /// The first that there is: the paths of the command, `--library`, the configuration,
    /// `./briefings`, the sample.
    pub(crate) fn of(paths: &[PathBuf], settings: &Settings) -> Self {
        let configured: Vec<PathBuf> = settings
            .stated
            .config
            .folders
            .library
            .iter()
            .map(|path| settings.places.expand(path))
            .collect();
        let here = PathBuf::from("briefings");
        let of_paths = |paths: &[PathBuf], chosen_by| Self {
            origin: Origin::Paths(paths.to_vec()),
            chosen_by,
        };
        if !paths.is_empty() {
            of_paths(paths, "command line")
        } else if !settings.library.is_empty() {
            of_paths(&settings.library, "option --library")
        } else if !configured.is_empty() {
            of_paths(&configured, "configuration file")
        } else if Path::new(&here).is_dir() {
            of_paths(&[here], "folder ./briefings")
        } else {
            Self { origin: Origin::Sample, chosen_by: "sample inside the program" }
        }
    }
}

/// A library by its size.
pub(super) enum Extent {
    /// Read as a whole.
    Small(Library),
    /// Its files, for the catalogue.
    Large(Listing),
}

impl Extent {
    /// The library that comes from `origin`.
    pub(super) fn of(origin: &Origin, settings: &Settings) -> Self {
        let found = walk::files(origin.paths());
        if found.len() < FEWEST {
            let vocabulary = &settings.stated.config.vocabulary;
            return Self::Small(scan::library_of((origin, &found), vocabulary));
        }
        Self::Large(found.into_iter().map(scan::looked).collect())
    }
}

/// The library as a command needs it: what is known of every file, and the texts for whoever asks.
///
/// A large library holds no texts: what is known of its files comes from the catalogue, and from
/// reading those that the catalogue does not have. The answers are those of a small one.
#[derive(Debug)]
pub(crate) struct Holdings<'s> {
    library: Library,
    /// What finds the passages of a large library.
    catalogue: Option<Catalogue>,
    settings: &'s Settings,
}

impl<'s> Holdings<'s> {
    /// The library that comes from `origin`.
    pub(crate) fn of(origin: &Origin, settings: &'s Settings) -> Self {
        let vocabulary = &settings.stated.config.vocabulary;
        let files = match Extent::of(origin, settings) {
            Extent::Small(library) => return Self { library, catalogue: None, settings },
            Extent::Large(files) => files,
        };
        let shelf = Shelf::new(origin, vocabulary, &settings.places);
        let (catalogue, entries) = Catalogue::of_with_entries(&files, &shelf);
        let mut library = Library::default();
        library.put_all(entries);
        // The program ends with the command: the system takes the memory back sooner than file by file.
        std::mem::forget((files, library.clone()));
        Self { library, catalogue: Some(catalogue), settings }
    }

    /// What is known of every file. Whether a text is held is nobody's business.
    pub(crate) const fn library(&self) -> &Library {
        &self.library
    }

    /// The text of a briefing of the library.
    pub(crate) fn text(&self, entry: &Entry) -> anyhow::Result<SharedBriefing> {
        let held = self.library.text_of(entry).cloned();
        let read = || scan::entry(&entry.path, &self.settings.stated.config.vocabulary).briefing;
        let text = held.or_else(read).filter(|text| text.id == entry.id());
        text.with_context(|| format!("{}: changed while it was read; ask again", entry.shown))
    }

    /// Hands on the texts of the briefings that are wanted, in the order of the library, one at a time. A file
    /// that is no such briefing any more is left out.
    pub(crate) fn each_text(
        &self,
        is_wanted: impl Fn(&Entry) -> bool,
        mut hand_on: impl FnMut(&Briefing),
    ) {
        let is_wanted = |entry: &&Arc<Entry>| entry.card.is_some() && is_wanted(entry);
        let wanted: Vec<&Arc<Entry>> = self.library.entries().iter().filter(is_wanted).collect();
        let _ = abreast(
            &wanted,
            |entry| self.text(entry),
            |text| {
                if let Ok(text) = text {
                    hand_on(&text);
                }
                ControlFlow::Continue(())
            },
        );
    }

    /// A library of the briefings with these ids and of those that they are linked to, with their texts.
    pub(crate) fn part(&self, ids: &BTreeSet<&str>) -> Library {
        if self.catalogue.is_none() {
            return self.library.clone();
        }
        let mut part = self.texts(ids);
        let passages = part.iter().flat_map(|entry| &entry.briefing).flat_map(|it| &it.passages);
        let links = passages.flat_map(|passage| &passage.links);
        let linked: BTreeSet<&str> = links.map(|link| link.briefing.as_str()).collect();
        let linked = self.texts(&(&linked - ids));
        part.extend(linked);
        let mut library = Library::default();
        library.put_all(part);
        library
    }

    /// The files of these briefings with their texts. One that is another briefing by now is left out.
    fn texts(&self, ids: &BTreeSet<&str>) -> Vec<Entry> {
        let vocabulary = &self.settings.stated.config.vocabulary;
        let known: Vec<&Entry> = ids.iter().filter_map(|id| self.library.entry_named(id)).collect();
        let mut texts = Vec::with_capacity(known.len());
        let _ = abreast(
            &known,
            |entry| Some(scan::entry(&entry.path, vocabulary)).filter(|now| now.id() == entry.id()),
            |entry| {
                texts.extend(entry);
                ControlFlow::Continue(())
            },
        );
        texts
    }

    /// The files of a large library that may have passages that meet the query; none where any may.
    pub(crate) fn may_meet(&self, query: &Query) -> Option<HashSet<PathBuf>> {
        let catalogue = self.catalogue.as_ref().filter(|_| !query.is_empty())?;
        let hits = hits(catalogue, query, self.settings);
        Some(hits.into_iter().map(|hit| hit.path).collect())
    }
}

/// The briefings of a catalogue that may have passages that meet the query. Where it asks for notes, or
/// for what was read, those with notes and those that were read are among them.
pub(crate) fn hits(catalogue: &Catalogue, query: &Query, settings: &Settings) -> Vec<Hit> {
    let folder = settings.notes();
    let (noted, was_read) = (folder.noted(), memory::was_read(&settings.places));
    let (by_notes, by_reading) = (query.asks_for_notes(), query.names(Field::Is));
    let is_apart = |id: &str| by_notes && noted(id) || by_reading && was_read(id);
    catalogue.find(query, &is_apart)
}
