//! Texts that are not held: having them fetched, and doing what waited for one.

use std::path::{Path, PathBuf};

use super::{ahead, drafts, files, listed, lists, moving, passages};
use crate::app::errand::{Errand, Then};
use crate::app::event::Effect;
use crate::app::picker::Choice;
use crate::app::state::State;
use crate::app::views::View;
use crate::briefing::Entry;

/// Whether the text of a file has to be fetched first; it is asked for, and the errand waits for it.
pub(super) fn waits(state: &mut State, path: &Path, then: Then, effects: &mut Vec<Effect>) -> bool {
    let lacks = asks(state, path, effects);
    state.trail.errands.waiting = lacks.then(|| Errand { path: path.to_owned(), then });
    state.trail.ahead.begin();
    lacks
}

/// Whether somebody sent for a text: what the program opens by itself does not come in between.
pub(super) fn is_sent(state: &State) -> bool {
    state.trail.errands.waiting.as_ref().is_some_and(|errand| errand.then != Then::Open)
}

/// Whether the text of a file has to be fetched first; it is asked for.
pub(super) fn asks(state: &mut State, path: &Path, effects: &mut Vec<Effect>) -> bool {
    let lacks = state.library.entry_at(path).is_some_and(|entry| state.library.lacks(entry));
    if lacks {
        fetch(state, vec![path.to_owned()], effects);
    }
    lacks
}

/// Asks for the texts of files that were not asked for yet.
fn fetch(state: &mut State, paths: Vec<PathBuf>, effects: &mut Vec<Effect>) {
    let asked = &mut state.trail.errands.asked;
    let new: Vec<PathBuf> = paths.into_iter().filter(|path| asked.insert(path.clone())).collect();
    if !new.is_empty() {
        effects.push(Effect::Fetch(new));
    }
}

/// Texts were fetched.
pub(super) fn fetched(state: &mut State, entries: Vec<Entry>, effects: &mut Vec<Effect>) {
    let paths: Vec<PathBuf> = entries.iter().map(|entry| entry.path.clone()).collect();
    let notes = &state.notes;
    state.library.hold(entries, |id| notes.notebook(id).is_some());
    for path in paths {
        if state.library.entry_at(&path).is_some_and(|entry| !state.library.lacks(entry)) {
            state.trail.errands.asked.remove(&path);
        }
    }
    // What was left out of the list of notes for want of its text can be listed now.
    state.trail.notes.is_stale = true;
    files::catch_up(state, effects);
    run(state, effects);
    files::open_the_first(state, effects);
}

/// The library is another one: what was asked for in vain may be had now.
pub(super) fn delivered(state: &mut State, effects: &mut Vec<Effect>) {
    state.trail.errands.asked.clear();
    run(state, effects);
}

/// Does what waits, if its text is there.
fn run(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(errand) = state.trail.errands.waiting.take() else { return };
    if state.library.entry_at(&errand.path).is_some_and(|entry| state.library.lacks(entry)) {
        fetch(state, vec![errand.path.clone()], effects);
        state.trail.errands.waiting = Some(errand);
        return;
    }
    let was_sent = errand.then != Then::Open;
    match errand.then {
        Then::Open => files::open(state, &errand.path, effects),
        Then::Choose => lists::take(state, Choice::File(errand.path.clone()), effects),
        Then::Jump(place) => moving::arrive(state, &place, effects),
        Then::Passage => passages::go(state, effects),
        Then::Note => _ = listed::go(state, effects),
        Then::Draft(at) => drafts::go_on(state, at, effects),
    }
    let is_there = state.open_path() == Some(&errand.path);
    // What the program opens by itself nobody typed anything for.
    if was_sent && state.trail.errands.waiting.is_none() && !is_there {
        ahead::miss(state);
    }
}

/// Asks for the texts that the screen shows something of: what the passage beside the inspector is
/// linked to, the passages that are listed.
pub(super) fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    match state.focus.view {
        View::Read => want(state, &linked(state), effects),
        View::Passages => want(state, &passages::in_sight(state), effects),
        // Its list asks for what it lacks when it is made.
        View::Notes => {}
    }
}

/// Asks for the texts of these briefings, as far as they are not held.
pub(super) fn want(state: &mut State, wanted: &[String], effects: &mut Vec<Effect>) {
    let lacking = wanted.iter().filter_map(|id| state.library.entry_named(id));
    let lacking = lacking.filter(|entry| state.library.lacks(entry));
    let paths: Vec<PathBuf> = lacking.map(|entry| entry.path.clone()).collect();
    fetch(state, paths, effects);
}

/// The briefings that the current passage is linked to.
fn linked(state: &State) -> Vec<String> {
    let links = state.open().and_then(|open| open.passage()).map(|passage| &passage.links);
    links.into_iter().flatten().map(|link| link.briefing.clone()).collect()
}
