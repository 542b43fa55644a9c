//! Notes as Markdown: in the order of the document, each passage quoted with its provenance before them.

mod note;
mod passage;
mod unplaced;

use std::collections::BTreeSet;

use crate::briefing::id::is_id;
use crate::briefing::taxonomy::{Term, Vocabulary};
use crate::briefing::{Briefing, Library};
use crate::notes::anchor::Stand;
use crate::notes::snapshot::Snapshot;

use super::dossier::{Dossier, Entry};
use super::escape;
use super::front_matter::{bare, pair};
use super::sheet::{Content, Shared, Sheet};

/// How much of a fingerprint keeps the names of files apart.
const FINGERPRINT: usize = 16;

/// What exports look words and links up in.
#[derive(Debug, Clone, Copy)]
pub struct Lookup<'l> {
    /// The briefings that links may lead to.
    pub library: &'l Library,
    /// The words for values of the taxonomy.
    pub vocabulary: &'l Vocabulary,
}

/// What the parts of one Markdown file know of the whole.
#[derive(Debug, Clone)]
struct Frame<'f> {
    lookup: Lookup<'f>,
    dossier: &'f Dossier<'f>,
    /// The level of the briefing's own heading.
    level: usize,
    /// The briefings that have a file of their own beside this one.
    beside: &'f BTreeSet<String>,
}

/// One file a briefing.
pub fn sheets(dossiers: &[Dossier<'_>], lookup: Lookup<'_>) -> Vec<Sheet> {
    let ids = dossiers.iter().map(|dossier| dossier.id.to_owned()).collect();
    dossiers.iter().map(|dossier| sheet(dossier, lookup, &ids)).collect()
}

/// The file of one briefing. `beside` names the briefings whose files lie beside it.
pub fn sheet(dossier: &Dossier<'_>, lookup: Lookup<'_>, beside: &BTreeSet<String>) -> Sheet {
    let frame = Frame { lookup, dossier, level: 1, beside };
    let mut keys = vec![pair("briefing", dossier.id), pair("title", dossier.title())];
    keys.extend(dossier.briefing.into_iter().flat_map(about));
    let notes = dossier.notes().count();
    keys.push(bare("notes", notes));
    let heading = format!("# {}", escape::line(dossier.title()));
    let content = Content::Shared(Shared { keys, heading, block: frame.block() });
    Sheet { name: file_name(dossier.id), notes, content }
}

/// One file for all briefings.
pub fn single(dossiers: &[Dossier<'_>], lookup: Lookup<'_>) -> Sheet {
    let none = BTreeSet::new();
    let notes = dossiers.iter().map(|dossier| dossier.notes().count()).sum();
    let keys =
        vec![pair("title", "Notes"), bare("briefings", dossiers.len()), bare("notes", notes)];
    let parts: Vec<String> = dossiers
        .iter()
        .map(|dossier| {
            let frame = Frame { lookup, dossier, level: 2, beside: &none };
            let heading = format!("## {}", escape::line(dossier.title()));
            let from = dossier.briefing.map(described).unwrap_or_default();
            let parts = [heading, from, frame.block()];
            let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            said.join("\n\n")
        })
        .collect();
    let block = parts.join("\n\n");
    let content = Content::Shared(Shared { keys, heading: "# Notes".to_owned(), block });
    Sheet { name: "notes.md".to_owned(), notes, content }
}

/// The name of a briefing's file. An id that could leave the folder, or mean a device, is not in it.
pub fn file_name(id: &str) -> String {
    if is_id(id) {
        return format!("{id}.notes.md");
    }
    let fingerprint = Snapshot::of(id).to_string();
    let digits = fingerprint.rsplit('-').next().unwrap_or_default();
    format!("id-{}.notes.md", &digits[..FINGERPRINT])
}

/// What the front matter says of a briefing, besides its name.
fn about(briefing: &Briefing) -> Vec<String> {
    let mut keys = Vec::new();
    let outlets = briefing.outlets();
    if !outlets.is_empty() {
        keys.push(pair("outlet", &outlets));
    }
    let documents: Vec<&str> =
        briefing.sources.iter().filter_map(|source| source.document.as_deref()).collect();
    if !documents.is_empty() {
        keys.push(pair("document", &documents.join(", ")));
    }
    keys.extend(briefing.about.published.map(|day| bare("published", day)));
    keys.extend(briefing.about.tlp.map(|tlp| pair("tlp", tlp.name())));
    keys
}

/// Where a briefing comes from and who may be shown it, on one line.
pub(super) fn described(briefing: &Briefing) -> String {
    let sources = briefing.sources.iter().map(|source| match &source.document {
        Some(document) => format!("{}, {document}", source.outlet),
        None => source.outlet.clone(),
    });
    let mut parts = vec![sources.collect::<Vec<_>>().join("; ")];
    parts.extend(briefing.about.published.map(|day| day.to_string()));
    parts.extend(briefing.about.tlp.map(|tlp| format!("TLP:{}", tlp.name().to_uppercase())));
    parts.retain(|part| !part.is_empty());
    escape::line(&parts.join(" · "))
}

impl<'f> Frame<'f> {
    /// All that stands below the briefing's heading.
    fn block(&self) -> String {
        let mut parts = self.on_the_whole();
        if let Some(briefing) = self.dossier.briefing {
            for section in 0..briefing.sections.len() {
                parts.extend(self.section(briefing, section));
            }
        }
        parts.extend(self.unplaced());
        if parts.is_empty() {
            parts.push("No notes.".to_owned());
        }
        parts.join("\n\n")
    }

    /// The notes on the briefing as a whole.
    fn on_the_whole(&self) -> Vec<String> {
        self.standing(|stand| *stand == Stand::Briefing)
            .flat_map(|entry| self.note(entry, false))
            .collect()
    }

    /// A section with its notes, and those on its passages; nothing where there are none.
    fn section(&self, briefing: &Briefing, section: usize) -> Vec<String> {
        let own = self
            .standing(|stand| *stand == Stand::Section(section))
            .flat_map(|entry| self.note(entry, false));
        let mut parts: Vec<String> = own.collect();
        for passage in briefing.sections[section].passages.clone() {
            parts.extend(self.passage(briefing, passage));
        }
        if !parts.is_empty() {
            let words = escape::line(&briefing.sections[section].heading);
            parts.insert(0, self.heading(1, &words));
        }
        parts
    }

    /// The notes with a place that `is_there` says yes to.
    fn standing(&self, is_there: impl Fn(&Stand) -> bool) -> impl Iterator<Item = &'f Entry<'f>> {
        let dossier = self.dossier;
        dossier
            .notes()
            .filter(move |entry| !entry.is_open() && entry.stand().is_some_and(&is_there))
    }

    /// A heading so many levels below that of the briefing.
    fn heading(&self, below: usize, words: &str) -> String {
        format!("{} {words}", "#".repeat(self.level + below))
    }
}
