//! Where each note of the folder stands in the library.

use std::collections::{HashMap, HashSet};

use crate::app::memory::Reading;
use crate::briefing::{Briefing, Entry};
use crate::cli::library::Holdings;
use crate::cli::settings::Settings;
use crate::notes::Notebook;
use crate::notes::anchor::{Found, Ground, Stand};
use crate::notes::id::NoteId;
use crate::notes::notebook::Places;
use crate::query::{Annotated, Field, Pinned, Query, Subject};
use crate::store::memory;
use crate::store::notes::{Filed, NotesFolder};

/// What became of a note's place, by its name; the last one: its briefing is not in the library.
pub(super) const OUTCOMES: [&str; 6] = ["here", "moved", "edited", "suggested", "lost", "absent"];

/// A note and where it stands.
#[derive(Debug)]
pub(super) struct Row<'h> {
    /// The note and its file.
    pub(super) filed: &'h Filed,
    /// What became of its place, one of [`OUTCOMES`].
    pub(super) found: &'static str,
    /// Where it stands now.
    pub(super) place: Standing,
    /// The address of the place that is suggested.
    pub(super) perhaps: Option<String>,
    /// Whether it meets the query.
    pub(super) is_met: bool,
}

/// What is asked of each note.
#[derive(Debug)]
pub(super) struct Wanted<'w> {
    /// The query.
    pub(super) query: Query,
    /// The author in use.
    pub(super) me: Option<String>,
    /// The settings: vocabulary and places.
    pub(super) settings: &'w Settings,
}

impl Wanted<'_> {
    /// Everything.
    pub(super) fn all(settings: &Settings) -> Wanted<'_> {
        Wanted::asked(Query::default(), settings)
    }

    /// What meets `query`.
    pub(super) fn asked(query: Query, settings: &Settings) -> Wanted<'_> {
        Wanted { query, me: settings.author(), settings }
    }

    /// How far a briefing was read, where the query asks for that.
    fn reading(&self, briefing: &Briefing) -> Reading {
        if self.query.names(Field::Is) {
            return memory::look_up(&self.settings.places, &briefing.id);
        }
        Reading::default()
    }
}

/// A place in a briefing by its ids.
#[derive(Debug, Default)]
pub(super) struct Standing {
    /// The section.
    pub(super) section: Option<String>,
    /// The passage.
    pub(super) passage: Option<String>,
}

impl Standing {
    fn of(briefing: &Briefing, stand: &Stand) -> Self {
        let passage = stand.passage().and_then(|passage| briefing.passages.get(passage));
        let section = match stand {
            Stand::Section(section) => Some(*section),
            _ => passage.map(|passage| passage.section),
        };
        let section = section.and_then(|section| briefing.sections.get(section));
        Self {
            section: section.map(|section| section.id.clone()),
            passage: passage.map(|passage| passage.id.clone()),
        }
    }

    /// The place as `note add` takes it.
    pub(super) fn address(&self, briefing: &str) -> String {
        match self.passage.as_ref().or(self.section.as_ref()) {
            Some(id) => format!("{briefing}#{id}"),
            None => briefing.to_owned(),
        }
    }
}

/// The notes briefing by briefing, each in the order of reading, the buried ones behind the others;
/// last those whose briefing is not in the library.
pub(super) fn rows<'h>(
    folder: &NotesFolder,
    notes: &'h [Filed],
    holdings: &Holdings<'_>,
    wanted: &Wanted<'_>,
) -> Vec<Row<'h>> {
    let mut waiting: HashMap<&str, Vec<&Filed>> = HashMap::new();
    for filed in notes {
        waiting.entry(filed.document.note().target.briefing.as_str()).or_default().push(filed);
    }
    let mut rows = Vec::with_capacity(notes.len());
    let past = |snapshot| folder.past(snapshot);
    let noted: HashSet<&str> = waiting.keys().copied().collect();
    // Of two briefings with one id, the first has the notes.
    let is_noted = |entry: &Entry| noted.contains(entry.id());
    holdings.each_text(is_noted, |briefing| {
        let own = waiting.remove(briefing.id.as_str()).unwrap_or_default();
        let ground = Ground::of(briefing);
        let book = Notebook::of(own.iter().map(|filed| filed.document.clone()));
        let places = Places::of(&book, &ground, &past);
        let of_buried = book.buried().map(|note| (note.id, ground.find(&note.target, &past)));
        let placed: Vec<(NoteId, Found)> = (places.all().iter())
            .map(|placed| (placed.note, placed.found.clone()))
            .chain(of_buried)
            .collect();
        rows.extend(judged(briefing, &own, &placed, wanted));
    });
    let is_waiting =
        |filed: &&Filed| waiting.contains_key(filed.document.note().target.briefing.as_str());
    rows.extend(notes.iter().filter(is_waiting).map(|filed| absent(filed, wanted)));
    rows
}

/// The rows of one briefing in the order of `placed`, each asked the query.
fn judged<'h>(
    briefing: &Briefing,
    own: &[&'h Filed],
    placed: &[(NoteId, Found)],
    wanted: &Wanted<'_>,
) -> Vec<Row<'h>> {
    let named: HashMap<NoteId, &'h Filed> =
        own.iter().map(|filed| (filed.document.note().id, *filed)).collect();
    let pin = |(id, found): &(NoteId, Found)| {
        Some(Pinned { note: named.get(id)?.document.note(), found: Some(found.clone()) })
    };
    let vocabulary = &wanted.settings.stated.config.vocabulary;
    let mut by_age: Vec<Pinned<'_>> = placed.iter().filter_map(pin).collect();
    by_age.sort_by_key(|pinned| pinned.note.id);
    let annotated = Annotated::new(briefing, by_age, vocabulary);
    let reading = wanted.reading(briefing);
    let rows = placed.iter().filter_map(|(id, found)| {
        let filed = *named.get(id)?;
        let pinned = Pinned { note: filed.document.note(), found: Some(found.clone()) };
        let passage = found.stand().passage().and_then(|at| briefing.passages.get(at));
        let mark = passage.map(|passage| reading.mark(passage)).unwrap_or_default();
        let is_met = wanted.query.meets(&annotated.note(&pinned, mark, wanted.me.as_deref()));
        Some(Row { is_met, ..row(filed, briefing, found) })
    });
    rows.collect()
}

fn row<'h>(filed: &'h Filed, briefing: &Briefing, found: &Found) -> Row<'h> {
    let (name, perhaps) = match found {
        Found::Here(_) => ("here", None),
        Found::Moved(_) => ("moved", None),
        Found::Edited(_) => ("edited", None),
        Found::Suggested { perhaps, .. } => ("suggested", Some(perhaps)),
        Found::Lost(_) => ("lost", None),
    };
    let perhaps = perhaps.map(|stand| Standing::of(briefing, stand).address(&briefing.id));
    let place = Standing::of(briefing, found.stand());
    Row { filed, found: name, place, perhaps, is_met: true }
}

/// A note on a briefing that is not there: it stands where it was made.
fn absent<'h>(filed: &'h Filed, wanted: &Wanted<'_>) -> Row<'h> {
    let extent = filed.document.note().target.latest();
    let place = Standing {
        section: extent.section().map(str::to_owned),
        passage: extent.spot().map(|spot| spot.passage.clone()),
    };
    let pinned = Pinned { note: filed.document.note(), found: None };
    let is_met = wanted.query.meets(&Subject::stray(&pinned, wanted.me.as_deref()));
    Row { filed, found: "absent", place, perhaps: None, is_met }
}
