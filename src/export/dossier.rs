//! A dossier: a briefing together with what was noted on it, each note where it was found again.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::briefing::{Briefing, Passage};
use crate::notes::anchor::{Found, Ground, Stand};
use crate::notes::document::Document;
use crate::notes::id::NoteId;
use crate::notes::note::{Judgement, Note};
use crate::notes::notebook::reading_order;
use crate::notes::snapshot::Snapshot;

/// How many hexadecimal digits of a note's id are enough to name it, as a rule: its millisecond.
const SHORT: usize = 12;

/// A briefing and the notes on it.
#[derive(Debug, Clone)]
pub struct Dossier<'d> {
    /// The briefing's id.
    pub id: &'d str,
    /// The briefing; none where the library does not have it.
    pub briefing: Option<&'d Briefing>,
    /// The notes in the order of reading, the deleted ones last.
    pub entries: Vec<Entry<'d>>,
    /// The texts of passages as they were when they were noted, as far as they are known.
    pub texts: BTreeMap<Snapshot, Cow<'d, str>>,
}

/// A note and what became of its place.
#[derive(Debug, Clone)]
pub struct Entry<'d> {
    /// The note with its file.
    pub document: &'d Document,
    /// What became of its place; none where the library does not have its briefing.
    pub found: Option<Found>,
    /// A short name that no other note of the export has, for links within Markdown.
    pub name: String,
}

impl<'d> Dossier<'d> {
    /// The notes of `documents` on `briefing`. `past` answers with the text of a snapshot where it is
    /// kept.
    pub fn of(
        briefing: &'d Briefing,
        documents: impl IntoIterator<Item = &'d Document>,
        past: &dyn Fn(Snapshot) -> Option<String>,
    ) -> Self {
        let documents: Vec<&Document> = documents.into_iter().collect();
        let texts = texts(Some(briefing), &documents, past);
        let ground = Ground::of(briefing);
        let known = |snapshot| texts.get(&snapshot).map(|text| text.clone().into_owned());
        let mut found: Vec<(&Document, Found)> = documents
            .into_iter()
            .map(|document| (document, ground.find(&document.note().target, &known)))
            .collect();
        found.sort_by_key(|(document, found)| {
            let note = document.note();
            (note.is_buried(), reading_order(briefing, found.stand()), note.id)
        });
        let entries = found.into_iter().map(|(document, found)| (document, Some(found)));
        Self { id: &briefing.id, briefing: Some(briefing), entries: named(entries), texts }
    }

    /// The notes of `documents` on a briefing that the library does not have.
    pub fn absent(
        id: &'d str,
        documents: impl IntoIterator<Item = &'d Document>,
        past: &dyn Fn(Snapshot) -> Option<String>,
    ) -> Self {
        let mut documents: Vec<&Document> = documents.into_iter().collect();
        documents.sort_by_key(|document| (document.note().is_buried(), document.note().id));
        let texts = texts(None, &documents, past);
        let entries = named(documents.into_iter().map(|document| (document, None)));
        Self { id, briefing: None, entries, texts }
    }

    /// The briefing's title, else its id.
    pub fn title(&self) -> &str {
        self.briefing.map_or(self.id, |briefing| &briefing.about.title)
    }

    /// The notes that are not deleted.
    pub fn notes(&self) -> impl Iterator<Item = &Entry<'d>> {
        self.entries.iter().filter(|entry| !entry.note().is_buried())
    }

    /// Leaves out the notes that `keeps` says no to.
    pub fn keep(&mut self, mut keeps: impl FnMut(&Entry<'d>) -> bool) {
        self.entries.retain(|entry| keeps(entry));
    }

    /// The passage that a note stands on.
    pub fn passage_of(&self, entry: &Entry<'_>) -> Option<&'d Passage> {
        self.briefing?.passages.get(entry.stand()?.passage()?)
    }

    /// What the analyst judges a passage to be: the last word said about it as a whole.
    pub fn judgement(&self, passage: usize) -> Judgement {
        let is_about = |entry: &&Entry<'_>| {
            !entry.is_open() && entry.stand() == Some(&Stand::Passage(passage))
        };
        let mut notes: Vec<&Note> = self.notes().filter(is_about).map(Entry::note).collect();
        notes.sort_by_key(|note| note.id);
        let last = |part: fn(&Judgement) -> &Option<String>| {
            notes.iter().rev().find_map(|note| part(&note.judgement).clone())
        };
        Judgement {
            sourcing: last(|judgement| &judgement.sourcing),
            sentiment: last(|judgement| &judgement.sentiment),
        }
    }

    /// The text of the passage as it read when the note was made, where it is known.
    pub fn past(&self, entry: &Entry<'_>) -> Option<&str> {
        let snapshot = entry.note().target.latest().spot()?.snapshot?;
        self.texts.get(&snapshot).map(AsRef::as_ref)
    }
}

impl<'d> Entry<'d> {
    /// The note.
    pub const fn note(&self) -> &'d Note {
        self.document.note()
    }

    /// Where it stands, where its briefing is there.
    pub fn stand(&self) -> Option<&Stand> {
        self.found.as_ref().map(Found::stand)
    }

    /// Whether its text is gone, so that it waits for a place.
    pub fn is_open(&self) -> bool {
        self.found.as_ref().is_none_or(Found::is_open)
    }

    /// What became of its place, in one word.
    pub const fn outcome(&self) -> &'static str {
        match self.found {
            Some(Found::Here(_)) => "here",
            Some(Found::Moved(_)) => "moved",
            Some(Found::Edited(_)) => "edited",
            Some(Found::Suggested { .. }) => "suggested",
            Some(Found::Lost(_)) => "lost",
            None => "absent",
        }
    }
}

/// The texts that the notes were made on. What the briefing still says need not be asked for.
fn texts<'d>(
    briefing: Option<&'d Briefing>,
    documents: &[&Document],
    past: &dyn Fn(Snapshot) -> Option<String>,
) -> BTreeMap<Snapshot, Cow<'d, str>> {
    let extents = documents.iter().flat_map(|document| document.note().target.extents());
    let wanted: HashSet<Snapshot> = extents.filter_map(|extent| extent.spot()?.snapshot).collect();
    if wanted.is_empty() {
        return BTreeMap::new();
    }
    let passages = briefing.map_or(&[][..], |briefing| &briefing.passages);
    let now: HashMap<Snapshot, &str> = passages
        .iter()
        .map(|passage| (Snapshot::of(&passage.text), passage.text.as_str()))
        .collect();
    let text = |snapshot| match now.get(&snapshot) {
        Some(text) => Some(Cow::Borrowed(*text)),
        None => past(snapshot).map(Cow::Owned),
    };
    wanted.into_iter().filter_map(|snapshot| Some((snapshot, text(snapshot)?))).collect()
}

/// Gives every note a name: the beginning of its id, or all of it where an earlier one begins alike.
fn named<'d>(found: impl Iterator<Item = (&'d Document, Option<Found>)>) -> Vec<Entry<'d>> {
    let found: Vec<_> = found.collect();
    let mut ids: Vec<NoteId> = found.iter().map(|(document, _)| document.note().id).collect();
    ids.sort_unstable();
    let mut taken = HashSet::new();
    let names: HashMap<NoteId, String> = ids
        .into_iter()
        .map(|id| {
            let digits = id.to_string().replace('-', "");
            let short = digits[..SHORT].to_owned();
            (id, if taken.insert(short.clone()) { short } else { digits })
        })
        .collect();
    let name = |document: &Document| names[&document.note().id].clone();
    found
        .into_iter()
        .map(|(document, found)| Entry { name: name(document), document, found })
        .collect()
}
