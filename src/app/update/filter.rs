//! The filter: its list of values, and what toggling one does.

use super::asking;
use crate::app::open::Open;
use crate::app::state::{Mode, State};
use crate::app::views::View;
use crate::query::Filter;
use crate::query::filter::Facet;

/// Opens the list of values.
pub(super) fn begin(state: &mut State) {
    if state.focus.view == View::Notes {
        asking::begin(state);
    } else if state.open().is_some() {
        state.mode = Mode::Filtering { row: 0 };
    }
}

/// Shows every passage again.
pub(super) fn clear(state: &mut State) {
    if state.focus.view == View::Notes {
        return asking::clear(state);
    }
    let Some(open) = state.open_mut() else { return };
    if open.filter.is_empty() {
        state.say("no filter is set");
    } else {
        open.refilter(Filter::default());
        state.say("every passage is shown");
    }
}

/// Switches the selected value.
pub(super) fn toggle(state: &mut State) {
    if let Mode::Filtering { row } = state.mode
        && let Some(facet) = Facet::all().nth(row)
    {
        switch(state, facet);
    }
}

/// Switches the value that has this letter.
pub(super) fn toggle_letter(state: &mut State, letter: char) {
    match Facet::all().enumerate().find(|(_, facet)| facet.letter() == letter) {
        Some((row, facet)) => {
            state.mode = Mode::Filtering { row };
            switch(state, facet);
        }
        None => state.say(format!("no value has the letter {letter}")),
    }
}

fn switch(state: &mut State, facet: Facet) {
    let Some(open) = state.open_mut() else { return };
    let mut filter = open.filter.clone();
    filter.toggle(facet);
    open.refilter(filter);
    if let Some(notice) = all_hidden(open) {
        state.say(notice);
    }
}

fn all_hidden(open: &Open) -> Option<&'static str> {
    (!open.has_cursor()).then_some("no passage carries all of this; F shows every passage again")
}
