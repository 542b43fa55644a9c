//! Moving: through passages, sections, pages, panes and jumps.

use super::errands::waits;
use super::{files, listed, lists, passages, sheets, views};
use crate::app::errand::Then;
use crate::app::event::Effect;
use crate::app::jumps::Place;
use crate::app::open::{Open, Way};
use crate::app::state::{Desk, Focus, Mode, State};
use crate::app::views::View;
use crate::briefing::Passage;
use crate::briefing::taxonomy::Sourcing;
use crate::layout::Pane;
use crate::notes::{Document, Note};

/// To the next or previous passage; problems scroll instead.
pub(super) fn step(state: &mut State, way: Way) {
    match &mut state.desk {
        Desk::Briefing(open) if open.has_cursor() => open.step(way),
        Desk::Briefing(_) => state.say("the filter hides every passage; F shows them again"),
        Desk::Refused { .. } => sheets::scroll_refused(state, if way == Way::On { 1 } else { -1 }),
        Desk::Empty => {}
    }
}

/// To the next or previous section.
pub(super) fn section(state: &mut State, way: Way) {
    let none = match way {
        Way::On => "this is the last section",
        Way::Back => "this is the first section",
    };
    let Some(open) = state.open() else { return };
    match open.seek_section(way) {
        Some(passage) => jump_to_heading(state, passage),
        None => state.say(none),
    }
}

/// Jumps to a passage, the heading of its section at the top of the window where it is the first.
pub(super) fn jump_to_heading(state: &mut State, passage: usize) {
    jump_to_passage(state, passage);
    if let Some(open) = state.open_mut() {
        open.show_heading(passage);
    }
}

/// To a passage that was not read.
pub(super) fn unread(state: &mut State, way: Way) {
    seek(state, way, "unread", |open, at, _| !open.progress.has(at));
}

/// To a passage from an anonymous source.
pub(super) fn anonymous(state: &mut State, way: Way) {
    seek(state, way, "anonymous", |_, _, passage| {
        passage.attribution.sourcing.value == Sourcing::Anonymous
    });
}

/// To a passage that is sourced as this one is.
pub(super) fn same_sourcing(state: &mut State, way: Way) {
    seek(state, way, "equally sourced", |open, _, passage| {
        open.passage().is_some_and(|here| {
            here.attribution.sourcing.value == passage.attribution.sourcing.value
        })
    });
}

/// To a passage in the tone of this one.
pub(super) fn same_sentiment(state: &mut State, way: Way) {
    seek(state, way, "equally toned", |open, _, passage| {
        open.passage().is_some_and(|here| {
            here.attribution.sentiment.value == passage.attribution.sentiment.value
        })
    });
}

/// To a passage with a note.
pub(super) fn noted(state: &mut State, way: Way) {
    seek_note(state, way, "noted", |_| true);
}

/// To a passage with a mark.
pub(super) fn marked(state: &mut State, way: Way) {
    seek_note(state, way, "marked", |note| note.mark.is_some());
}

fn seek_note(state: &mut State, way: Way, kind: &str, wanted: impl Fn(&Note) -> bool) {
    let Some(open) = state.open() else { return };
    let notebook = state.notes.notebook(&open.briefing.id);
    let note = |id| notebook.and_then(|notebook| notebook.get(id)).map(Document::note);
    match open.seek_note(way, |id| note(id).is_some_and(&wanted)) {
        Some(passage) => jump_to_passage(state, passage),
        None => state.say(none_of(kind, way)),
    }
}

fn none_of(kind: &str, way: Way) -> String {
    match way {
        Way::On => format!("no {kind} passage after this one"),
        Way::Back => format!("no {kind} passage before this one"),
    }
}

fn seek(state: &mut State, way: Way, kind: &str, wanted: impl Fn(&Open, usize, &Passage) -> bool) {
    let none = none_of(kind, way);
    jump_to(state, &none, |open| open.seek(way, |at, passage| wanted(open, at, passage)));
}

/// Jumps to the passage that `target` names, or says that there is `none`.
fn jump_to(state: &mut State, none: &str, target: impl Fn(&Open) -> Option<usize>) {
    let Some(open) = state.open() else { return };
    match target(open) {
        Some(passage) => jump_to_passage(state, passage),
        None => state.say(none),
    }
}

/// Jumps to a passage of the open briefing; the way back is remembered.
pub(super) fn jump_to_passage(state: &mut State, passage: usize) {
    leave_mark(state);
    if let Some(open) = state.open_mut() {
        open.go_to(passage);
    }
}

/// Remembers the place that a jump is about to leave.
pub(super) fn leave_mark(state: &mut State) {
    if let Some(place) = state.place() {
        state.trail.jumps.leave(place);
    }
}

/// Back or forward through the jumps.
pub(super) fn jump(state: &mut State, way: Way, effects: &mut Vec<Effect>) {
    let target = match way {
        Way::Back => state.place().and_then(|here| state.trail.jumps.back(here)),
        Way::On => state.trail.jumps.forward(),
    };
    let Some(place) = target else {
        state.say(if way == Way::Back {
            "no jump to go back to"
        } else {
            "no jump to go forward to"
        });
        return;
    };
    arrive(state, &place, effects);
}

/// Goes to a place of the jump list.
pub(super) fn arrive(state: &mut State, place: &Place, effects: &mut Vec<Effect>) {
    if waits(state, &place.path, Then::Jump(place.clone()), effects) {
        return;
    }
    views::show(state, place.view);
    if state.open_path() != Some(&place.path) {
        files::open(state, &place.path, effects);
    }
    if state.open_path() != Some(&place.path) {
        return;
    }
    if let Some(open) = state.open_mut() {
        match open.briefing.passage_named(&place.passage) {
            Some(passage) => open.go_to(passage),
            None => state.say("the passage that you jumped from is gone"),
        }
    }
}

/// Moves by a page, or by a part of it.
pub(super) fn page(state: &mut State, way: Way, parts: u16) {
    let height = state.shape().height;
    let rows = if parts == 1 { height.saturating_sub(2) } else { height / parts };
    let by = isize::try_from(rows.max(1)).unwrap_or(1) * if way == Way::On { 1 } else { -1 };
    match &mut state.mode {
        Mode::Picking(_)
        | Mode::Filtering(_)
        | Mode::Asking(_)
        | Mode::Leaf(_)
        | Mode::Legend(_) => lists::select(state, by),
        Mode::Writing(_) | Mode::Exporting(_) => {}
        Mode::Reading if state.focus.view != View::Read => lists::select(state, by),
        Mode::Reading if state.focus.pane != Pane::Text => lists::select(state, by),
        Mode::Reading | Mode::Finding(_) | Mode::Selecting => match &mut state.desk {
            Desk::Briefing(open) => open.turn_page(way, rows),
            Desk::Refused { .. } => sheets::scroll_refused(state, by),
            Desk::Empty => {}
        },
    }
}

/// To the first or the last passage (or row of a list).
pub(super) fn edge(state: &mut State, way: Way) {
    let far = if way == Way::On { isize::MAX } else { -isize::MAX };
    match (&state.mode, &state.desk) {
        (
            Mode::Picking(_)
            | Mode::Filtering(_)
            | Mode::Asking(_)
            | Mode::Leaf(_)
            | Mode::Legend(_),
            _,
        ) => lists::select(state, far),
        (Mode::Reading, _) if state.focus.view == View::Notes => listed::edge(state, way),
        (Mode::Reading, _) if state.focus.view == View::Passages => passages::edge(state, way),
        (Mode::Writing(_) | Mode::Selecting | Mode::Exporting(_), _) => {}
        (Mode::Reading, _) if state.focus.pane != Pane::Text => lists::select(state, far),
        (Mode::Reading | Mode::Finding(_), Desk::Refused { .. }) => {
            sheets::scroll_refused(state, far);
        }
        (Mode::Reading | Mode::Finding(_), Desk::Empty) => {}
        (Mode::Reading | Mode::Finding(_), Desk::Briefing(open)) => {
            let target = open.edge(way);
            jump_to_passage(state, target);
            if let Some(open) = state.open_mut() {
                open.show_edge(way);
            }
        }
    }
}

/// To the next or previous pane that the window has room for.
pub(super) fn pane(state: &mut State, way: Way) {
    let Some(panes) = state.panes() else { return };
    let order = [Pane::Library, Pane::Outline, Pane::Text, Pane::Inspector];
    let here = order.iter().position(|pane| *pane == state.focus.pane).unwrap_or(2);
    let step = if way == Way::On { 1 } else { order.len() - 1 };
    let ring = (1..=order.len()).map(|times| order[(here + step * times) % order.len()]);
    let Some(pane) = ring.into_iter().find(|pane| panes.area(*pane).is_some()) else { return };
    focus(state, pane);
}

/// Puts the cursor into a pane, on the row of what is open.
pub(super) fn focus(state: &mut State, pane: Pane) {
    state.focus = Focus { pane, row: state.row_of(pane), ..state.focus };
}
