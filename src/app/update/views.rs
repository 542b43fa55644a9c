//! Going from view to view, and keeping the list of all notes as the notes are.

use crate::app::action::Action;
use crate::app::event::Effect;
use crate::app::keymap::KeyMode;
use crate::app::state::State;
use crate::app::views::View;
use crate::notes::NoteId;
use crate::notes::anchor::Found;

/// Shows a view as it was left.
pub(super) fn show(state: &mut State, view: View) {
    if state.focus.view == view {
        return;
    }
    super::selecting::cancel(state);
    state.focus.view = view;
    state.trail.notes.is_stale = true;
}

/// Shows the view that an action belongs to, where it was chosen from a list.
pub(super) fn show_home(state: &mut State, action: Action) {
    if state.settings.keymap.keys_for(KeyMode::Notes, action).is_none() {
        show(state, View::Read);
    }
}

/// Takes in where notes stand.
pub(super) fn placed(state: &mut State, number: u64, briefing: &str, found: Vec<(NoteId, Found)>) {
    state.trail.notes.known.answered(number, briefing, found);
    state.trail.notes.is_stale = true;
}

/// Makes the list of all notes anew where something changed, and asks for what it lacks.
pub(super) fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    if state.focus.view != View::Notes {
        return;
    }
    let mut view = std::mem::take(&mut state.trail.notes);
    if view.is_stale {
        let wishes = view.wishes(state).into_iter();
        effects.extend(wishes.map(|placing| Effect::PlaceNotes(Box::new(placing))));
        view.remake(state);
    }
    effects.extend(view.wanted_past(state).map(|past| Effect::Recall(vec![past])));
    state.trail.notes = view;
}
