//! The notes: read, placed, saved, taken back, buried.

use std::path::PathBuf;

use super::annotate::quoted;
use super::listed;
use crate::app::annotations::{NotesRead, Remembers, Save, Saved};
use crate::app::event::Effect;
use crate::app::open::Way;
use crate::app::state::{Mode, State};
use crate::app::views::View;
use crate::notes::anchor::{Found, Ground};
use crate::notes::note::{Kind, Note};
use crate::notes::notebook::{History, Places};
use crate::notes::snapshot::Snapshot;
use crate::notes::{Document, NoteId, Notebook};

/// Takes in what files of the notes folder say.
pub(super) fn read(state: &mut State, read: NotesRead, effects: &mut Vec<Effect>) {
    let had = state.notes.unusable.len();
    forget_moved(state, &read);
    if state.notes.read(read) {
        place_all(state, effects);
    }
    let unusable = state.notes.unusable.len();
    if unusable > had {
        let files = if unusable == 1 { "file" } else { "files" };
        state.warn(format!("{unusable} {files} among the notes cannot be used; ! shows them"));
    }
}

/// Forgets where notes stood that somebody else put elsewhere.
fn forget_moved(state: &mut State, read: &NotesRead) {
    for note in read.notes.iter().map(Document::note) {
        let known = state.notes.notebook(&note.target.briefing);
        let known = known.and_then(|notebook| notebook.get(note.id));
        if known.is_some_and(|known| known.note().target != note.target) {
            state.trail.notes.known.forget(&note.target.briefing, note.id);
        }
    }
}

/// Takes in that files of notes are gone.
pub(super) fn gone(state: &mut State, paths: &[PathBuf], effects: &mut Vec<Effect>) {
    if state.notes.gone(paths) {
        place_all(state, effects);
    }
}

/// Takes in texts of passages as they were, and looks for places anew.
pub(super) fn recalled(
    state: &mut State,
    pasts: Vec<(Snapshot, Option<String>)>,
    effects: &mut Vec<Effect>,
) {
    state.notes.recall(pasts);
    place_all(state, effects);
}

/// Takes in what could be taken back the last time. What was done since goes before it; a step that was
/// to be taken back meanwhile is taken back now.
pub(super) fn history_read(state: &mut State, history: History, effects: &mut Vec<Effect>) {
    let since = std::mem::take(&mut state.notes.history);
    state.notes.history = history.joined(since);
    let wished = std::mem::replace(&mut state.notes.remembers, Remembers::Read);
    if wished == Remembers::Wished {
        turn(state, Way::Back, effects);
    }
}

/// Finds the place of every note on the open briefing.
pub(super) fn place_all(state: &mut State, effects: &mut Vec<Effect>) {
    state.trail.notes.is_stale = true;
    let Some(briefing) = state.open().map(|open| open.briefing.clone()) else { return };
    let empty = Notebook::default();
    let notebook = state.notes.notebook(&briefing.id).unwrap_or(&empty);
    let places = match notebook.notes().next() {
        Some(_) => {
            Places::of(notebook, &Ground::of(&briefing), &|snapshot| state.notes.past(snapshot))
        }
        None => Places::default(),
    };
    let wanted = state.notes.unknown_pasts(notebook, &places);
    if !wanted.is_empty() {
        effects.push(Effect::Recall(wanted));
    }
    let vocabulary = state.settings.vocabulary.clone();
    let Some(open) = state.open_mut() else { return };
    let was_noted = !open.noted.places.all().is_empty();
    open.take_places(places, &vocabulary);
    // The first notes arrive after the page was made.
    if !was_noted && !open.noted.places.all().is_empty() && open.filter.asks_for_notes() {
        super::filter::again(state, effects);
    }
}

/// Shows a note that was made or changed at its place. One whose place is `known` is not looked for.
fn place(state: &mut State, note: &Note, known: Option<Found>) {
    state.trail.notes.is_stale = true;
    match &known {
        Some(found) => state.trail.notes.known.put(&note.target.briefing, note.id, found.clone()),
        None => state.trail.notes.known.forget(&note.target.briefing, note.id),
    }
    let Some(open) = state.open().filter(|open| open.briefing.id == note.target.briefing) else {
        return;
    };
    let briefing = open.briefing.clone();
    let found = known.unwrap_or_else(|| {
        let past = |snapshot| state.notes.past(snapshot);
        Ground::of(&briefing).find(&note.target, &past)
    });
    let vocabulary = state.settings.vocabulary.clone();
    let Some(open) = state.open_mut() else { return };
    let mut places = std::mem::take(&mut open.noted.places);
    places.put(&briefing, note, found);
    open.take_places(places, &vocabulary);
}

/// Has a note written that was made or changed at the same place; `words` are said once it is saved.
pub(super) fn keep(state: &mut State, save: Save, words: String, effects: &mut Vec<Effect>) {
    let note = save.document.note().clone();
    let briefing = &note.target.briefing;
    let known = match state.open().filter(|open| open.briefing.id == *briefing) {
        Some(open) => open.noted.places.found(note.id).cloned(),
        None => state.trail.notes.known.found(briefing, note.id).cloned(),
    };
    place(state, &note, known);
    send(state, save, words, effects);
}

/// Has a note written that was put elsewhere.
pub(super) fn keep_at(
    state: &mut State,
    save: Save,
    found: Found,
    words: String,
    effects: &mut Vec<Effect>,
) {
    place(state, &save.document.note().clone(), Some(found));
    send(state, save, words, effects);
}

fn send(state: &mut State, save: Save, words: String, effects: &mut Vec<Effect>) {
    let note = save.document.note();
    state.notes.current = (!note.is_buried()).then_some(note.id);
    state.prompt.on_saved = Some((note.id, words));
    effects.push(Effect::SaveNote(Box::new(save)));
    effects.push(Effect::KeepHistory(Box::new(state.notes.history.clone())));
}

/// Takes in what became of a save.
pub(super) fn saved(state: &mut State, id: NoteId, saved: Saved, effects: &mut Vec<Effect>) {
    let words =
        state.prompt.on_saved.take_if(|(waiting, _)| *waiting == id).map(|(_, words)| words);
    let has_arrived = match &saved {
        Saved::Unconfirmed { remark: reason, .. } | Saved::Nowhere(reason) => {
            state.warn(format!("not saved: {reason}; ctrl-s tries again"));
            false
        }
        Saved::Here { remark: Some(remark), .. } => {
            state.warn(remark.clone());
            true
        }
        Saved::Here { remark: None, .. } => {
            if let Some(words) = words {
                state.say(format!("saved: {words}"));
            }
            true
        }
    };
    if let Some(note) = state.notes.saved(id, saved) {
        place(state, &note, None);
    }
    if has_arrived && state.notes.filing.count_unsaved() > 0 {
        save_again(state, effects);
    }
}

/// Tries again to write what is not on the disk.
pub(super) fn save_again(state: &mut State, effects: &mut Vec<Effect>) {
    let saves = state.notes.save_again();
    if saves.is_empty() && state.notes.filing.count_unsaved() == 0 {
        state.say("every note is saved");
    }
    effects.extend(saves.into_iter().map(|save| Effect::SaveNote(Box::new(save))));
}

/// Takes a step back, or takes it again.
pub(super) fn turn(state: &mut State, way: Way, effects: &mut Vec<Effect>) {
    let (turned, done, none) = match way {
        Way::Back => (state.notes.undo(), "taken back", "there is nothing to take back"),
        Way::On => (state.notes.redo(), "done again", "there is nothing to do again"),
    };
    let Some((step, save)) = turned else {
        if way == Way::Back && state.notes.remembers != Remembers::Read {
            state.notes.remembers = Remembers::Wished;
            state.say("what can be taken back is being read");
            return;
        }
        state.say(none);
        return;
    };
    let save = match save {
        Ok(save) => save,
        Err(stuck) => {
            state.warn(format!("it cannot be {done}: {stuck}"));
            return;
        }
    };
    let note = save.document.note().clone();
    let mut words = format!("{done}: {}", description(&note));
    let is_here = state.open().is_some_and(|open| open.briefing.id == step.briefing);
    if !is_here {
        let title = state.library.named(&step.briefing);
        let title = title.map(|at| state.library.entries()[at].short_title().to_owned());
        words = format!("{words}, in {}", quoted(&title.unwrap_or(step.briefing)));
    }
    place(state, &note, None);
    show(state, note.id);
    send(state, save, words, effects);
}

/// Puts the cursor on the passage of a note of the open briefing.
pub(super) fn show(state: &mut State, note: NoteId) {
    if state.focus.view == View::Notes {
        let mut view = std::mem::take(&mut state.trail.notes);
        view.remake(state);
        view.select_note(note);
        // Places that are not known yet are still to be asked for.
        view.is_stale = true;
        state.trail.notes = view;
        return;
    }
    let Some(open) = state.open_mut() else { return };
    let stand = open.noted.places.found(note).map(|found| found.stand().clone());
    if let Some(passage) = stand.and_then(|stand| stand.passage())
        && passage != open.cursor
    {
        super::moving::jump_to_passage(state, passage);
    }
}

/// A note in a few words: `mark verify`, `note “Same words …”`.
pub(super) fn description(note: &Note) -> String {
    let judgement = [&note.judgement.sourcing, &note.judgement.sentiment];
    let judged: Vec<&str> = judgement.into_iter().flatten().map(String::as_str).collect();
    match note.kind {
        _ if !note.body.trim().is_empty() => format!("note {}", quoted(&note.body)),
        Kind::Mark => format!("mark {}", note.mark.as_deref().unwrap_or("taken away")),
        Kind::Judgement => format!("judgement {}", judged.join(", ")),
        Kind::Comment | Kind::Highlight | Kind::Link => match note.tags.iter().next() {
            Some(tag) => format!("tag #{tag}"),
            None => "note".to_owned(),
        },
    }
}

/// The note that the keys for one note are about: the chosen one, else the first one here.
pub(super) fn chosen(state: &State) -> Option<NoteId> {
    if state.focus.view == View::Notes {
        return listed::selected(state).map(|(listed, _)| listed.note);
    }
    let open = state.open()?;
    let here = |id: &NoteId| open.noted.places.on_passage(open.cursor).any(|it| it.note == *id);
    state.notes.current.filter(here).or_else(|| open.next_note(None))
}

/// Chooses the next note of the current passage.
pub(super) fn next_here(state: &mut State) {
    let Some(open) = state.open() else { return };
    let here: Vec<NoteId> =
        open.noted.places.on_passage(open.cursor).map(|placed| placed.note).collect();
    let current = state.notes.current.filter(|id| here.contains(id));
    let Some(next) = open.next_note(current) else {
        state.say("there is no note on this passage");
        return;
    };
    state.notes.current = Some(next);
    if let Some(note) = state.notes.note(next) {
        let at = format!(
            "{} of {}",
            here.iter().position(|id| *id == next).unwrap_or(0) + 1,
            here.len()
        );
        let words = format!("{at}: {}; e edits, dd deletes", description(note));
        state.say(words);
    }
}

fn say_none_here(state: &mut State) {
    match state.focus.view {
        View::Notes => listed::say_none(state),
        View::Read | View::Passages => state.say("there is no note on this passage"),
    }
}

/// Buries the chosen note.
pub(super) fn bury(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(note) = chosen(state).and_then(|id| state.notes.note(id)).cloned() else {
        return say_none_here(state);
    };
    if note.is_buried() {
        state.say("this note is deleted already; r brings it back");
        return;
    }
    let words = format!("deleted: {}; u brings it back", description(&note));
    let buried = Some(state.notes.now());
    if let Some(save) = state.notes.change(Note { buried, ..note }) {
        keep(state, save, words, effects);
    }
}

/// Whether leaving now would lose something; said once, and tried once more.
pub(super) fn holds_back(state: &mut State, effects: &mut Vec<Effect>) -> bool {
    let count = state.notes.filing.count_unsaved();
    if count == 0 || state.prompt.is_warned {
        return false;
    }
    effects.extend(state.notes.save_again().into_iter().map(|it| Effect::SaveNote(Box::new(it))));
    let notes = if count == 1 { "1 note is" } else { "some notes are" };
    state.warn(format!("{notes} not saved yet; the same key again leaves without"));
    state.prompt.is_warned = true;
    if !matches!(state.mode, Mode::Writing(_)) {
        state.rest();
    }
    true
}
