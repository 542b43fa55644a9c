//! Which notes are listed, in which order, under which headings.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Group, Known, Listed, NotesView, Placing, Roll, Row, Sorting, Standing};
use crate::app::memory::Reading;
use crate::app::state::State;
use crate::briefing::{Briefing, SharedBriefing};
use crate::notes::anchor::Found;
use crate::notes::notebook::{Order, reading_order};
use crate::notes::{Note, NoteId, Notebook};
use crate::query::field::Being;
use crate::query::{Annotated, Pinned, Subject};

/// Where a note goes: the group, the place of the briefing in the library, the place in the briefing.
type Rank = (usize, usize, Order);

/// The groups, in the order of the list.
const FILES: usize = 0;
const TRAY: usize = 1;
const PLACED: usize = 2;
const ABSENT: usize = 3;

/// Where the briefing of a notebook is.
enum Shelved<'s> {
    /// Its place in the library, its text, and the fingerprint of its file.
    Here(usize, &'s SharedBriefing, u64),
    /// Its text is being fetched.
    Fetched,
    /// The library does not have it.
    Absent,
}

/// Where the briefing of this id is. A text stays on the screen when its file is gone or broken.
fn shelved<'s>(state: &'s State, id: &str) -> Shelved<'s> {
    let known = state.library.entry_named(id);
    let open = state.open().filter(|open| open.briefing.id == id);
    match (known, open) {
        (Some(entry), _) => match state.library.text_of(entry) {
            Some(text) => {
                let at = state.library.at_path(&entry.path).unwrap_or(usize::MAX);
                Shelved::Here(at, text, entry.fingerprint)
            }
            None => Shelved::Fetched,
        },
        (None, Some(open)) => Shelved::Here(usize::MAX, &open.briefing, 0),
        (None, None) => Shelved::Absent,
    }
}

/// What is to be looked for so that every note has its place. The notes on the open briefing have
/// theirs, but for the deleted ones.
pub(super) fn wishes(state: &State, known: &mut Known) -> Vec<Placing> {
    let is_open = |id: &str| state.open().is_some_and(|open| open.briefing.id == id);
    let mut wishes = Vec::new();
    for (id, notebook) in state.notes.notebooks() {
        let Shelved::Here(_, briefing, fingerprint) = shelved(state, id) else { continue };
        let notes = notebook.documents().map(crate::notes::Document::note);
        let notes = notes.filter(|note| note.is_buried() || !is_open(id));
        wishes.extend(known.ask((briefing, fingerprint), notes));
    }
    wishes
}

/// What is listed.
pub(super) fn roll(state: &State, view: &NotesView) -> Roll {
    let mut ranked: Vec<(Rank, &Note, Standing)> = Vec::new();
    let mut all = 0;
    for (id, notebook) in state.notes.notebooks() {
        all += if view.shows_buried { notebook.buried().count() } else { notebook.notes().count() };
        match shelved(state, id) {
            Shelved::Here(at, briefing, _) => {
                let standing = standings(state, view, briefing);
                let chosen = chosen(state, view, (briefing, notebook), &standing);
                ranked.extend(chosen.map(|(note, standing)| {
                    (rank(note, &standing, (at, briefing)), note, standing)
                }));
            }
            // It is listed as soon as its text is there.
            Shelved::Fetched => {}
            Shelved::Absent => {
                let notes = notebook.documents().map(crate::notes::Document::note);
                let notes = notes.filter(|note| is_met_stray(state, view, note));
                let rank = (ABSENT, 0, (0, 0, 0, 0));
                ranked.extend(notes.map(|note| (rank, note, Standing::Absent)));
            }
        }
    }
    sort(&mut ranked, view.sorting);
    rolled(state, view, ranked, all)
}

/// What is known of the places of the notes on a briefing.
fn standings<'s>(
    state: &'s State,
    view: &'s NotesView,
    briefing: &'s SharedBriefing,
) -> impl Fn(&Note) -> Standing {
    let open = state.open().filter(|open| open.briefing.id == briefing.id);
    let placed = open.map(|open| open.noted.places.all()).unwrap_or_default();
    let here: HashMap<NoteId, &Found> =
        placed.iter().map(|placed| (placed.note, &placed.found)).collect();
    move |note| {
        let found = here.get(&note.id).copied().filter(|_| !note.is_buried());
        let found = found.or_else(|| view.known.found(&briefing.id, note.id));
        found.map_or(Standing::Sought, |found| Standing::Known(found.clone()))
    }
}

/// The notes on a briefing that are asked for.
fn chosen<'n>(
    state: &State,
    view: &NotesView,
    (briefing, notebook): (&Briefing, &'n Notebook),
    standing: &impl Fn(&Note) -> Standing,
) -> impl Iterator<Item = (&'n Note, Standing)> {
    let notes = notebook.documents().map(crate::notes::Document::note);
    let placed: Vec<(&Note, Standing)> = notes.map(|note| (note, standing(note))).collect();
    let is_met: Vec<bool> = if view.asked.query.is_empty() {
        vec![true; placed.len()]
    } else {
        let pin = |(note, standing): &(&'n Note, Standing)| Pinned {
            note,
            found: standing.found().cloned(),
        };
        let vocabulary = &state.settings.vocabulary;
        let annotated = Annotated::new(briefing, placed.iter().map(pin), vocabulary);
        let unread = Reading::default();
        let reading = state.trail.readings.get(&briefing.id).unwrap_or(&unread);
        let me = state.settings.author.as_deref();
        let meets = |one: &(&'n Note, Standing)| {
            // A note that is still being looked for is neither here nor gone.
            let Some(found) = one.1.found() else { return false };
            let passage = found.stand().passage().and_then(|at| briefing.passages.get(at));
            let mark = passage.map(|passage| reading.mark(passage)).unwrap_or_default();
            view.asked.query.meets(&annotated.note(&pin(one), mark, me))
        };
        placed.iter().map(meets).collect()
    };
    let shows = shown(view);
    let met = placed.into_iter().zip(is_met).filter(|(_, is_met)| *is_met);
    met.map(|(one, _)| one).filter(move |(note, _)| shows(note))
}

/// Whether a note is listed as things are: the deleted ones alone, or the others, unless the query
/// asks for both.
fn shown(view: &NotesView) -> impl Fn(&Note) -> bool + use<> {
    let (buried, asks) = (view.shows_buried, view.asked.query.asks_for(Being::Buried));
    move |note| asks || note.is_buried() == buried
}

fn is_met_stray(state: &State, view: &NotesView, note: &Note) -> bool {
    let pinned = Pinned { note, found: None };
    let subject = Subject::stray(&pinned, state.settings.author.as_deref());
    shown(view)(note) && view.asked.query.meets(&subject)
}

fn rank(note: &Note, standing: &Standing, (at, briefing): (usize, &Briefing)) -> Rank {
    let Some(found) = standing.found() else { return (PLACED, at, (3, 0, 0, 0)) };
    let order = reading_order(briefing, found.stand());
    let group = if found.is_doubtful() && !note.is_buried() { TRAY } else { PLACED };
    (group, at, order)
}

fn sort(ranked: &mut [(Rank, &Note, Standing)], sorting: Sorting) {
    match sorting {
        Sorting::Place => ranked.sort_by(|(one, note, _), (other, noted, _)| {
            let stray =
                |rank: &Rank, note: &Note| (rank.0 == ABSENT).then(|| note.target.briefing.clone());
            (one, stray(one, note), note.id).cmp(&(other, stray(other, noted), noted.id))
        }),
        Sorting::Time => ranked.sort_by_key(|(rank, note, _)| {
            (rank.0.min(PLACED), Reverse(note.origin.created), Reverse(note.id))
        }),
    }
}

/// The sorted notes under their headings, after the files that cannot be used.
fn rolled(
    state: &State,
    view: &NotesView,
    ranked: Vec<(Rank, &Note, Standing)>,
    all: usize,
) -> Roll {
    let mut roll = Roll { rows: Vec::with_capacity(ranked.len()), groups: Vec::new(), all };
    let mut last: Option<(usize, &str)> = None;
    if view.asked.query.is_empty() && !view.shows_buried {
        for unusable in &state.notes.unusable {
            begin_group(&mut roll, &mut last, (FILES, ""), || {
                ("Files that cannot be used".to_owned(), true)
            });
            roll.rows.push(Row::File(unusable.path.clone()));
        }
    }
    for (rank, note, standing) in ranked {
        let group = if view.sorting == Sorting::Time { rank.0.min(PLACED) } else { rank.0 };
        let id = &note.target.briefing;
        let own = if group == TRAY || view.sorting == Sorting::Time { "" } else { id };
        begin_group(&mut roll, &mut last, (group, own), || match (group, own) {
            (TRAY, _) => ("The tray: their words moved or are gone".to_owned(), true),
            (_, "") => ("Newest first".to_owned(), false),
            (ABSENT, id) => (format!("{id}, not in this library"), false),
            (_, id) => (title(state, id), false),
        });
        roll.rows.push(Row::Note(Listed { briefing: id.clone(), note: note.id, standing }));
    }
    let ends: Vec<usize> = roll.groups.iter().skip(1).map(|group| group.rows.start).collect();
    for (group, end) in roll.groups.iter_mut().zip(ends.into_iter().chain([roll.rows.len()])) {
        group.rows.end = end;
    }
    roll
}

fn begin_group<'i>(
    roll: &mut Roll,
    last: &mut Option<(usize, &'i str)>,
    here: (usize, &'i str),
    heading: impl FnOnce() -> (String, bool),
) {
    if *last != Some(here) {
        let (title, is_urgent) = heading();
        let start = roll.rows.len();
        roll.groups.push(Group { title, rows: start..start, is_urgent });
        *last = Some(here);
    }
}

fn title(state: &State, id: &str) -> String {
    state.briefing(id).map_or_else(|| id.to_owned(), |briefing| briefing.about.title.clone())
}
