//! The query that picks notes: typed, read at every key, taken or given up.

use tui_input::Input;

use crate::app::notes_view::Asked;
use crate::app::state::{Asking, Mode, State};
use crate::query::{Lexicon, Query};

/// Opens the line that the query is typed on.
pub(super) fn begin(state: &mut State) {
    let before = state.trail.notes.asked.text.clone();
    state.mode = Mode::Asking(Asking { input: Input::new(before.clone()), before });
}

/// Takes in what was typed. A query with a mistake leaves the list as it is, and says what is wrong.
pub(super) fn asked(state: &mut State) {
    let Mode::Asking(asking) = &state.mode else { return };
    let text = asking.input.value().to_owned();
    ask(state, text);
}

fn ask(state: &mut State, text: String) {
    let (vocabulary, searches) = (&state.settings.vocabulary, &state.settings.searches);
    let read = Query::parse(&text, Lexicon { vocabulary, searches });
    let view = &mut state.trail.notes;
    match read {
        Ok(query) => {
            view.asked = Asked { text, query, faults: None };
            view.is_stale = true;
        }
        Err(faults) => {
            view.asked.text = text;
            view.asked.faults = Some(faults);
        }
    }
}

/// Keeps the query, unless something is wrong with it.
pub(super) fn accept(state: &mut State) {
    match &state.trail.notes.asked.faults {
        Some(faults) => {
            let reason = faults.list.first().map(|fault| fault.reason.clone());
            state.warn(reason.unwrap_or_default());
        }
        None => state.mode = Mode::Reading,
    }
}

/// Goes back to the query that held before.
pub(super) fn cancel(state: &mut State) {
    let Mode::Asking(asking) = std::mem::replace(&mut state.mode, Mode::Reading) else { return };
    ask(state, asking.before);
}

/// Lists every note again.
pub(super) fn clear(state: &mut State) {
    if state.trail.notes.asked.text.is_empty() {
        state.say("no filter is set");
    } else {
        ask(state, String::new());
        state.say("every note is listed");
    }
}
