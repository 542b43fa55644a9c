//! Copying words with where they come from.

use crate::app::citation::citation as cite;
use crate::app::event::Effect;
use crate::app::state::State;

/// Copies the selection or the passage with its citation.
pub(super) fn copy(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(open) = state.open() else { return };
    let Some(passage) = open.passage() else {
        state.say("there is no passage to copy");
        return;
    };
    let (words, what) = match &open.noted.selection {
        Some(selection) => (&passage.text[selection.range()], "the selection"),
        None => (passage.text.trim_end(), "the passage"),
    };
    let text = format!("{words}\n— {}\n", cite(&open.briefing, passage));
    effects.push(Effect::Copy(text));
    state.say(format!("copied: {what} with its citation"));
    drop_selection(state);
}

/// Copies the citation alone.
pub(super) fn citation(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(open) = state.open() else { return };
    let Some(passage) = open.passage() else {
        state.say("there is no passage to cite");
        return;
    };
    let text = format!("{}\n", cite(&open.briefing, passage));
    effects.push(Effect::Copy(text));
    state.say("copied: the citation");
    drop_selection(state);
}

fn drop_selection(state: &mut State) {
    if let Some(open) = state.open_mut() {
        open.noted.selection = None;
    }
    state.rest();
}
