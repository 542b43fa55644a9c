//! Where each note of the folder stands in the library.

use std::collections::HashMap;

use crate::briefing::{Briefing, Library};
use crate::notes::Notebook;
use crate::notes::anchor::{Found, Ground, Stand};
use crate::notes::id::NoteId;
use crate::notes::notebook::Places;
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
    library: &Library,
) -> Vec<Row<'h>> {
    let mut waiting: HashMap<&str, Vec<&Filed>> = HashMap::new();
    for filed in notes {
        waiting.entry(filed.document.note().target.briefing.as_str()).or_default().push(filed);
    }
    let mut rows = Vec::with_capacity(notes.len());
    let past = |snapshot| folder.past(snapshot);
    for briefing in library.entries().iter().filter_map(|entry| entry.briefing.as_deref()) {
        // Of two briefings with one id, the first has the notes.
        let Some(own) = waiting.remove(briefing.id.as_str()) else { continue };
        let named: HashMap<NoteId, &Filed> =
            own.iter().map(|filed| (filed.document.note().id, *filed)).collect();
        let ground = Ground::of(briefing);
        let book = Notebook::of(own.iter().map(|filed| filed.document.clone()));
        for placed in Places::of(&book, &ground, &past).all() {
            rows.extend(named.get(&placed.note).map(|filed| row(filed, briefing, &placed.found)));
        }
        for note in book.buried() {
            let found = ground.find(&note.target, &past);
            rows.extend(named.get(&note.id).map(|filed| row(filed, briefing, &found)));
        }
    }
    let is_waiting =
        |filed: &&Filed| waiting.contains_key(filed.document.note().target.briefing.as_str());
    rows.extend(notes.iter().filter(is_waiting).map(absent));
    rows
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
    Row { filed, found: name, place: Standing::of(briefing, found.stand()), perhaps }
}

/// A note on a briefing that is not there: it stands where it was made.
fn absent(filed: &Filed) -> Row<'_> {
    let extent = filed.document.note().target.latest();
    let place = Standing {
        section: extent.section().map(str::to_owned),
        passage: extent.spot().map(|spot| spot.passage.clone()),
    };
    Row { filed, found: "absent", place, perhaps: None }
}
