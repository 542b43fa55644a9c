//! The legend: opening it, choosing from it.

use super::annotate;
use crate::app::event::Effect;
use crate::app::legend::{Legend, LegendKind, LegendRow};
use crate::app::state::{Mode, State};

/// Opens the letters of a judgement or of the marks.
pub(super) fn open(state: &mut State, kind: LegendKind) {
    if kind == LegendKind::Mark && annotate::subject(state).is_some()
        || state.open().is_some_and(super::super::open::Open::has_cursor)
    {
        state.mode = Mode::Legend(Legend { kind, row: 0 });
    } else {
        state.say("there is no passage to judge or mark");
    }
}

/// Moves the selected row.
pub(super) fn select(state: &mut State, by: isize) {
    let Mode::Legend(legend) = state.mode else { return };
    let last = legend.kind.rows(&state.settings).len() - 1;
    let row = legend.row.saturating_add_signed(by).min(last);
    state.mode = Mode::Legend(Legend { row, ..legend });
}

/// Gives what the selected row stands for.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Legend(legend) = state.mode else { return };
    let row = legend.kind.rows(&state.settings).swap_remove(legend.row);
    take(state, row, effects);
}

/// Gives what has this letter.
pub(super) fn letter(state: &mut State, letter: char, effects: &mut Vec<Effect>) {
    let Mode::Legend(legend) = state.mode else { return };
    let rows = legend.kind.rows(&state.settings);
    match rows.into_iter().find(|row| row.letter == letter) {
        Some(row) => take(state, row, effects),
        None => state.say(format!("nothing has the letter {letter}; esc leaves")),
    }
}

fn take(state: &mut State, row: LegendRow, effects: &mut Vec<Effect>) {
    state.rest();
    annotate::give(state, row.stroke, effects);
}
