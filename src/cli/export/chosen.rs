//! Which notes are exported: those on the briefings and passages that were asked for.

use std::collections::{BTreeMap, HashSet};

use anyhow::bail;

use crate::app::memory::Reading;
use crate::briefing::{Briefing, Library};
use crate::cli::arguments::Export;
use crate::cli::settings::Settings;
use crate::cli::show::unknown;
use crate::export::Dossier;
use crate::notes::document::Document;
use crate::notes::id::NoteId;
use crate::query::field::Being;
use crate::query::{Annotated, Field, Pinned, Query, ReadMark, Subject};
use crate::store::memory;
use crate::store::notes::{Held, NotesFolder};

/// What was asked for.
#[derive(Debug, Clone)]
pub(super) struct Chosen<'c> {
    ids: &'c [String],
    query: Query,
    /// The author in use.
    me: Option<String>,
    settings: &'c Settings,
    /// Whether deleted notes are wanted too.
    buried: bool,
    /// Whether passages are wanted, noted or not.
    is_table: bool,
}

impl<'c> Chosen<'c> {
    /// What the command line asks for.
    pub(super) fn of(asked: &'c Export, settings: &'c Settings) -> anyhow::Result<Self> {
        let query = match &asked.query {
            Some(text) => settings.query(text)?,
            None => Query::default(),
        };
        let buried = asked.buried || query.asks_for(Being::Buried);
        let (ids, is_table) = (&asked.ids, asked.shape.table);
        Ok(Self { ids, query, me: settings.author(), settings, buried, is_table })
    }

    /// The dossiers in the order of the library; behind them those whose briefing it does not have.
    pub(super) fn dossiers<'d>(
        &self,
        folder: &NotesFolder,
        held: &'d Held,
        library: &'d Library,
    ) -> anyhow::Result<Vec<Dossier<'d>>> {
        let mut waiting: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
        let documents = held.notes.iter().map(|filed| &filed.document);
        for document in documents.filter(|document| self.buried || !document.note().is_buried()) {
            waiting.entry(document.note().target.briefing.as_str()).or_default().push(document);
        }
        for id in self.ids {
            if library.briefing(id).is_none() && !waiting.contains_key(id.as_str()) {
                bail!(unknown(library, id));
            }
        }
        let is_named = |id: &str| self.ids.iter().any(|named| named == id);
        let past = |snapshot| folder.past(snapshot);
        let mut dossiers = Vec::new();
        for briefing in library.entries().iter().filter_map(|entry| entry.briefing.as_deref()) {
            // Of two briefings with one id, the first has the notes.
            let own = waiting.remove(briefing.id.as_str());
            let is_wanted = self.ids.is_empty() || is_named(&briefing.id);
            if is_wanted && (own.is_some() || self.is_table || is_named(&briefing.id)) {
                dossiers.push(Dossier::of(briefing, own.unwrap_or_default(), &past));
            }
        }
        for (id, own) in waiting {
            if self.ids.is_empty() || is_named(id) {
                dossiers.push(Dossier::absent(id, own, &past));
            }
        }
        if !self.query.is_empty() && !self.is_table {
            for dossier in &mut dossiers {
                self.keep_met(dossier);
            }
            dossiers.retain(|dossier| !dossier.entries.is_empty());
        }
        Ok(dossiers)
    }

    /// The passages of a dossier's briefing that meet the query.
    pub(super) fn passages(&self, dossier: &Dossier<'_>) -> Vec<usize> {
        let Some(briefing) = dossier.briefing else { return Vec::new() };
        let annotated = self.annotated(briefing, pinned(dossier));
        let reading = self.reading(briefing);
        let is_met = |passage: &usize| {
            let mark = reading.mark(&briefing.passages[*passage]);
            self.query.meets(&annotated.passage(*passage, mark, self.me.as_deref()))
        };
        (0..briefing.passages.len()).filter(is_met).collect()
    }

    /// Leaves out the notes that do not meet the query.
    fn keep_met(&self, dossier: &mut Dossier<'_>) {
        let pins = pinned(dossier);
        let me = self.me.as_deref();
        let met: HashSet<NoteId> = match dossier.briefing {
            None => {
                let is_met = |pin: &&Pinned<'_>| self.query.meets(&Subject::stray(pin, me));
                pins.iter().filter(is_met).map(|pin| pin.note.id).collect()
            }
            Some(briefing) => {
                let annotated = self.annotated(briefing, pins.clone());
                let reading = self.reading(briefing);
                let mark = |pin: &Pinned<'_>| {
                    let passage = pin.found.as_ref().and_then(|found| found.stand().passage());
                    let passage = passage.and_then(|passage| briefing.passages.get(passage));
                    passage.map_or(ReadMark::Unread, |passage| reading.mark(passage))
                };
                let is_met =
                    |pin: &&Pinned<'_>| self.query.meets(&annotated.note(pin, mark(pin), me));
                pins.iter().filter(is_met).map(|pin| pin.note.id).collect()
            }
        };
        dossier.keep(|entry| met.contains(&entry.note().id));
    }

    fn annotated<'n>(&self, briefing: &'n Briefing, pins: Vec<Pinned<'n>>) -> Annotated<'n> {
        Annotated::new(briefing, pins, &self.settings.stated.config.vocabulary)
    }

    /// How far a briefing was read, where the query asks for that.
    fn reading(&self, briefing: &Briefing) -> Reading {
        if self.query.names(Field::Is) {
            return memory::look_up(&self.settings.places, &briefing.id);
        }
        Reading::default()
    }
}

/// The notes of a dossier in the order of their making.
fn pinned<'d>(dossier: &Dossier<'d>) -> Vec<Pinned<'d>> {
    let entries = dossier.entries.iter();
    let mut pins: Vec<Pinned<'d>> =
        entries.map(|entry| Pinned { note: entry.note(), found: entry.found.clone() }).collect();
    pins.sort_by_key(|pin| pin.note.id);
    pins
}
