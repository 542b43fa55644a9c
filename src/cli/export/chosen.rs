//! Which notes are exported: those on the briefings and passages that were asked for.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

use anyhow::bail;

use crate::app::memory::Reading;
use crate::briefing::{Briefing, Card, Entry, Library};
use crate::cli::arguments::Export;
use crate::cli::library::Holdings;
use crate::cli::settings::Settings;
use crate::cli::show::unknown;
use crate::export::Dossier;
use crate::export::markdown::Lookup;
use crate::export::sheet::Sheet;
use crate::export::table::Table;
use crate::notes::document::Document;
use crate::notes::id::NoteId;
use crate::query::field::Being;
use crate::query::{Annotated, Field, Pinned, Query, ReadMark, Subject};
use crate::store::memory;
use crate::store::notes::{Held, NotesFolder};

/// The notes of each briefing by its id.
pub(super) type Noted<'d> = BTreeMap<&'d str, Vec<&'d Document>>;

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
}

impl<'c> Chosen<'c> {
    /// What the command line asks for.
    pub(super) fn of(asked: &'c Export, settings: &'c Settings) -> anyhow::Result<Self> {
        let query = match &asked.query {
            Some(text) => settings.query(text)?,
            None => Query::default(),
        };
        let buried = asked.buried || query.asks_for(Being::Buried);
        Ok(Self { ids: &asked.ids, query, me: settings.author(), settings, buried })
    }

    /// The notes of each briefing, as far as they are wanted.
    pub(super) fn noted<'d>(&self, held: &'d Held) -> Noted<'d> {
        let documents = held.notes.iter().map(|filed| &filed.document);
        let mut noted = Noted::new();
        for document in documents.filter(|document| self.buried || !document.note().is_buried()) {
            noted.entry(document.note().target.briefing.as_str()).or_default().push(document);
        }
        noted
    }

    /// Whether all briefings that were named are there, or noted at least.
    pub(super) fn check_names(&self, noted: &Noted<'_>, library: &Library) -> anyhow::Result<()> {
        let is_known = |id: &str| library.entry_named(id).is_some() || noted.contains_key(id);
        match self.ids.iter().find(|id| !is_known(id)) {
            Some(id) => bail!(unknown(library, id)),
            None => Ok(()),
        }
    }

    /// The briefings whose texts are needed for the notes: those that are noted or named, and those that
    /// notes lead to.
    pub(super) fn needed<'n>(&'n self, noted: &Noted<'n>) -> BTreeSet<&'n str> {
        let is_wanted = |id: &&str| self.ids.is_empty() || self.is_named(id);
        let named = self.ids.iter().map(String::as_str);
        let mut needed: BTreeSet<&str> = named.collect();
        for (id, documents) in noted.iter().filter(|(id, _)| is_wanted(id)) {
            let links = documents.iter().filter_map(|document| document.note().link.as_ref());
            needed.insert(id);
            needed.extend(links.filter_map(|link| link.briefing.as_deref()));
        }
        needed
    }

    /// The dossiers in the order of the library; behind them those whose briefing it does not have.
    pub(super) fn dossiers<'d>(
        &self,
        folder: &NotesFolder,
        mut noted: Noted<'d>,
        library: &'d Library,
    ) -> Vec<Dossier<'d>> {
        let past = |snapshot| folder.past(snapshot);
        let mut dossiers = Vec::new();
        for briefing in library.entries().iter().filter_map(|entry| entry.briefing.as_deref()) {
            // Of two briefings with one id, the first has the notes.
            let own = noted.remove(briefing.id.as_str());
            let is_named = self.is_named(&briefing.id);
            if is_named || self.ids.is_empty() && own.is_some() {
                dossiers.push(Dossier::of(briefing, own.unwrap_or_default(), &past));
            }
        }
        let left = noted.into_iter().filter(|(id, _)| self.ids.is_empty() || self.is_named(id));
        dossiers.extend(left.map(|(id, own)| Dossier::absent(id, own, &past)));
        if !self.query.is_empty() {
            for dossier in &mut dossiers {
                self.keep_met(dossier);
            }
            dossiers.retain(|dossier| !dossier.entries.is_empty());
        }
        dossiers
    }

    /// The table of the passages that are wanted, noted or not.
    pub(super) fn table(
        &self,
        folder: &NotesFolder,
        mut noted: Noted<'_>,
        holdings: &Holdings<'_>,
    ) -> Sheet {
        let vocabulary = &self.settings.stated.config.vocabulary;
        let mut table = Table::new(Lookup { library: holdings.library(), vocabulary });
        let past = |snapshot| folder.past(snapshot);
        let may_meet = holdings.may_meet(&self.query);
        let may_meet = |path: &Path| may_meet.as_ref().is_none_or(|paths| paths.contains(path));
        let is_wanted = |card: &Card| self.ids.is_empty() || self.is_named(&card.id);
        for entry in holdings.library().entries() {
            if entry.card.as_ref().is_some_and(is_wanted) && !may_meet(&entry.path) {
                noted.remove(entry.id());
                table.count();
            }
        }
        let is_asked =
            |entry: &Entry| entry.card.as_ref().is_some_and(is_wanted) && may_meet(&entry.path);
        holdings.each_text(is_asked, |briefing| {
            let own = noted.remove(briefing.id.as_str()).unwrap_or_default();
            let dossier = Dossier::of(briefing, own, &past);
            table.add(&dossier, &self.passages(&dossier));
        });
        // Those whose briefing the library does not have.
        for _ in noted.keys().filter(|id| self.ids.is_empty() || self.is_named(id)) {
            table.count();
        }
        table.sheet()
    }

    fn is_named(&self, id: &str) -> bool {
        self.ids.iter().any(|named| named == id)
    }

    /// The passages of a dossier's briefing that meet the query.
    fn passages(&self, dossier: &Dossier<'_>) -> Vec<usize> {
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
