//! Writing notes: beginning, typing, saving, leaving.

use super::annotate::{self, Subject as Place};
use super::{listed, notes, selecting};
use crate::app::editor::keys::{Typed, typed};
use crate::app::event::Effect;
use crate::app::key::{Code, Key};
use crate::app::state::{Mode, State};
use crate::app::views::View;
use crate::app::writing::{Subject, Writing, body_of};
use crate::notes::note::{Kind, Note};

/// Begins a note on what is selected, on the passage, or on what the cursor is on in a pane.
pub(super) fn begin(state: &mut State) {
    match annotate::subject(state) {
        Some(place) => begin_on(state, place),
        None => state.say("there is no passage to write a note on"),
    }
}

/// Begins a note on the section that is being read.
pub(super) fn on_section(state: &mut State) {
    let place = state
        .open()
        .and_then(|open| annotate::of_section(open, open.briefing.section_of(open.cursor)));
    match place {
        Some(place) => begin_on(state, place),
        None => state.say("there is no section to write a note on"),
    }
}

/// Begins a note on the open briefing.
pub(super) fn on_briefing(state: &mut State) {
    let place = state.open_entry().filter(|entry| entry.card.is_some());
    match place.map(|entry| annotate::of_briefing(entry.id(), entry.short_title())) {
        Some(place) => begin_on(state, place),
        None => state.say("there is no briefing to write a note on"),
    }
}

fn begin_on(state: &mut State, place: Place) {
    let subject = Subject::New { target: place.target, passage: place.passage };
    open(state, Writing::new("", subject, format!("Note on {}", place.words)));
}

/// Opens the chosen note; one that is selected among all notes, at its place.
pub(super) fn edit(state: &mut State, effects: &mut Vec<Effect>) {
    let chosen = notes::chosen(state);
    if state.focus.view == View::Notes {
        let Some((_, note)) = listed::selected(state) else { return listed::say_none(state) };
        if note.is_buried() {
            state.say("this note is deleted; r brings it back");
            return;
        }
        // One whose briefing is not there is written over the list.
        listed::go(state, effects);
        state.prompt.notice = None;
    }
    let Some(note) = chosen.and_then(|id| state.notes.note(id)).cloned() else {
        state.say("there is no note on this passage; a writes one");
        return;
    };
    let words = format!("Edit the {}", notes::description(&note));
    open(
        state,
        Writing::new(
            &note.body,
            Subject::Change { note: note.id, target: note.target.clone() },
            words,
        ),
    );
}

/// Opens a note in the place of the text's last rows.
pub(super) fn open(state: &mut State, writing: Writing) {
    state.mode = Mode::Writing(Box::new(writing));
    fit(state);
    let Some(open) = state.open_mut() else { return };
    match open.noted.selection {
        Some(_) => open.show_selection(),
        None => open.reveal(),
    }
}

/// Gives the text above the note the rows that are left.
pub(super) fn fit(state: &mut State) {
    let shape = state.shape();
    if let Some(open) = state.open_mut()
        && open.page.shape() != shape
    {
        open.reshape(shape);
    }
}

/// Feeds a key to the note. Whether it was taken.
pub(super) fn type_key(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    let shape = state.shape();
    let Mode::Writing(writing) = &mut state.mode else { return false };
    if std::mem::take(&mut writing.asks) {
        answer(state, key, effects);
        return true;
    }
    let too_long = match typed(key) {
        Some(Typed::Words(words)) => writing.editor.insert(words.as_str()).err(),
        Some(Typed::Edit(edit)) => {
            writing.editor.edit(edit, shape.width);
            None
        }
        None => return false,
    };
    if let Some(too_long) = too_long {
        state.warn(too_long.to_string());
    }
    changed(state, effects);
    true
}

/// Takes in pasted text.
pub(super) fn paste(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
    let Mode::Writing(writing) = &mut state.mode else { return };
    writing.asks = false;
    if let Err(too_long) = writing.editor.insert(text) {
        state.warn(too_long.to_string());
    }
    changed(state, effects);
}

fn changed(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Writing(writing) = &mut state.mode else { return };
    if writing.count() {
        effects.extend(draft(state));
    }
    fit(state);
}

/// What is to be kept of the note while it is not saved, if anything is new in it.
pub(super) fn draft(state: &mut State) -> Option<Effect> {
    let Mode::Writing(writing) = &mut state.mode else { return None };
    if !writing.is_unkept() {
        return None;
    }
    writing.kept();
    Some(Effect::KeepDraft(Box::new(writing.draft())))
}

/// The answer to what becomes of a text that was not saved.
fn answer(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    match key.code {
        Code::Char('y' | 'Y') if !key.ctrl && !key.alt => leave(state, effects),
        Code::Char('s') => save(state, effects),
        Code::Char(_) | Code::F(_) | Code::Named(_) => {}
    }
}

/// Leaves the note; asks first where something was typed.
pub(super) fn cancel(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Writing(writing) = &mut state.mode else { return };
    if writing.editor.is_changed() {
        writing.asks = true;
    } else {
        leave(state, effects);
    }
}

/// Leaves the note, and what was typed with it.
fn leave(state: &mut State, effects: &mut Vec<Effect>) {
    state.rest();
    fit(state);
    effects.push(Effect::DropDraft);
}

/// Saves the note.
pub(super) fn save(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Writing(writing) = &state.mode else { return };
    let (subject, body) = (writing.subject.clone(), writing.body());
    if body.is_empty() && matches!(subject, Subject::New { .. }) {
        state.say("nothing is written yet; esc leaves");
        return;
    }
    selecting::cancel(state);
    fit(state);
    put(state, subject, &body, effects);
}

/// Puts a text that was written into its note.
pub(super) fn put(state: &mut State, subject: Subject, text: &str, effects: &mut Vec<Effect>) {
    let body = body_of(text);
    let save = match subject {
        Subject::New { target, passage } => {
            let note = annotate::blank(state, Kind::Comment, target);
            state.notes.add(Note { body, ..note }, passage)
        }
        Subject::Change { note: id, .. } => {
            let Some(note) = state.notes.note(id).cloned() else {
                state.warn("that note is gone: somebody took its file away");
                return;
            };
            state.notes.change(Note { body, ..note })
        }
    };
    match save {
        Some(save) => {
            let words = notes::description(save.document.note());
            notes::keep(state, save, words, effects);
            effects.push(Effect::DropDraft);
        }
        None => {
            effects.push(Effect::DropDraft);
            state.say("the note is as it was");
        }
    }
}

/// Has the note written in `$EDITOR`: what is being written, else a new one.
pub(super) fn begin_outside(state: &mut State, effects: &mut Vec<Effect>) {
    if let Mode::Writing(writing) = &state.mode {
        let writing = writing.as_ref().clone();
        effects.push(Effect::KeepDraft(Box::new(writing.draft())));
        effects.push(Effect::WriteOutside(Box::new(writing)));
        return;
    }
    let Some(place) = annotate::subject(state) else {
        state.say("there is no passage to write a note on");
        return;
    };
    let subject = Subject::New { target: place.target, passage: place.passage };
    effects.push(Effect::WriteOutside(Box::new(Writing::new("", subject, place.words))));
}

/// Takes in what was written in `$EDITOR`.
pub(super) fn written_outside(
    state: &mut State,
    subject: Subject,
    text: Option<&str>,
    effects: &mut Vec<Effect>,
) {
    match text {
        Some(text) if body_of(text).is_empty() && matches!(subject, Subject::New { .. }) => {
            state.say("nothing was written");
        }
        Some(text) => {
            selecting::cancel(state);
            fit(state);
            put(state, subject, text, effects);
        }
        None => state.say("nothing was written"),
    }
}
