//! Selecting words of the current passage.

use crate::app::open::Way;
use crate::app::selection::{Ground, Selection, Unit};
use crate::app::state::{Mode, State};

/// Selects the sentence at the cursor.
pub(super) fn begin(state: &mut State) {
    let Some(open) = state.open_mut().filter(|open| open.has_cursor()) else {
        state.say("there is no passage to select in");
        return;
    };
    let (passage, point) = (open.cursor, open.point());
    let Some(ground) = open.ground(passage) else { return };
    let selection = Selection::sentence_at(passage, ground, point);
    open.noted.selection = Some(selection);
    open.show_selection();
    state.mode = Mode::Selecting;
}

/// Moves the moving end.
pub(super) fn extend(state: &mut State, unit: Unit, way: Way) {
    change(state, "the selection stays inside the passage", |selection, ground| {
        selection.extend(ground, unit, way)
    });
}

/// Selects the next or the previous sentence alone.
pub(super) fn shift(state: &mut State, way: Way) {
    let none = match way {
        Way::On => "this is the last sentence of the passage",
        Way::Back => "this is the first sentence of the passage",
    };
    change(state, none, |selection, ground| selection.shift(ground, way));
}

/// Selects the whole passage.
pub(super) fn whole(state: &mut State) {
    change(state, "", |selection, ground| {
        selection.whole(ground);
        true
    });
}

/// Moves by characters instead of words, or back.
pub(super) fn by_character(state: &mut State) {
    let Some(selection) = state.open_mut().and_then(|open| open.noted.selection.as_mut()) else {
        return;
    };
    selection.by_character = !selection.by_character;
    let unit = if selection.by_character { "characters" } else { "words" };
    state.say(format!("the end moves by {unit}"));
}

/// Lets the other end move.
pub(super) fn swap(state: &mut State) {
    change(state, "", |selection, _| {
        selection.swap();
        true
    });
}

/// Leaves the selection.
pub(super) fn cancel(state: &mut State) {
    if let Some(open) = state.open_mut() {
        open.noted.selection = None;
    }
    state.mode = Mode::Reading;
}

/// Selects from one byte of a passage to another, as a pointer is dragged.
pub(super) fn drag(state: &mut State, passage: usize, from: usize, to: usize) {
    let Some(open) = state.open_mut() else { return };
    let selection = Selection::between(passage, from, to);
    if selection.range().is_empty() {
        open.noted.selection = None;
        state.rest();
        return;
    }
    open.noted.selection = Some(selection);
    state.mode = Mode::Selecting;
}

fn change(
    state: &mut State,
    otherwise: &str,
    change: impl FnOnce(&mut Selection, Ground<'_>) -> bool,
) {
    let Some(open) = state.open_mut() else { return };
    let Some(mut selection) = open.noted.selection.take() else { return };
    let has_changed =
        open.ground(selection.passage).is_some_and(|ground| change(&mut selection, ground));
    open.noted.selection = Some(selection);
    open.show_selection();
    if !has_changed {
        state.say(otherwise);
    }
}
