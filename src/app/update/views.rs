//! Going from view to view, and keeping the list of all notes as the notes are.

use super::errands;
use crate::app::action::Action;
use crate::app::event::Effect;
use crate::app::keymap::KeyMode;
use crate::app::notes_view::PlacedNotes;
use crate::app::state::State;
use crate::app::views::View;

/// Shows a view as it was left, or says that it is shown already.
pub(super) fn go(state: &mut State, view: View) {
    if state.focus.view == view {
        let label = view.label();
        state.say(format!("{label} is the view that is shown"));
    }
    show(state, view);
}

/// Shows a view as it was left.
pub(super) fn show(state: &mut State, view: View) {
    if state.focus.view == view {
        return;
    }
    super::selecting::cancel(state);
    state.focus.view = view;
    state.trail.notes.is_stale = true;
    state.trail.passages.is_typing = false;
    state.trail.passages.forget();
}

/// Shows the view that an action belongs to, where it was chosen from a list.
pub(super) fn show_home(state: &mut State, action: Action) {
    let mode = match state.focus.view {
        View::Read => return,
        View::Passages => KeyMode::Passages,
        View::Notes => KeyMode::Notes,
    };
    if state.settings.keymap.keys_for(mode, action).is_none() {
        show(state, View::Read);
    }
}

/// Takes in where notes stand.
pub(super) fn placed(state: &mut State, answers: Vec<PlacedNotes>) {
    for answer in answers {
        state.trail.notes.known.answered(answer);
    }
    state.trail.notes.is_stale = true;
}

/// Makes the list of all notes anew where something changed, and asks for what it lacks.
pub(super) fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    if state.focus.view != View::Notes {
        return;
    }
    let mut view = std::mem::take(&mut state.trail.notes);
    if view.is_stale {
        let noted: Vec<String> = state.notes.notebooks().map(|(id, _)| id.to_owned()).collect();
        errands::want(state, &noted, effects);
        let wishes = view.wishes(state);
        if !wishes.is_empty() {
            effects.push(Effect::PlaceNotes(wishes));
        }
        view.remake(state);
    }
    effects.extend(view.wanted_past(state).map(|past| Effect::Recall(vec![past])));
    state.trail.notes = view;
}
