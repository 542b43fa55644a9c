//! The mouse: the wheel scrolls what is under it, a click takes what is under it.

use ratatui::layout::{Position, Rect};

use super::{lists, moving, sheets};
use crate::app::event::{Effect, Mouse};
use crate::app::picker::Choice;
use crate::app::state::{Desk, Mode, State};
use crate::layout::list::{first_in_sight, lines_per_section};
use crate::layout::{Item, Pane};

/// How many rows one notch of the wheel moves.
const NOTCH: isize = 3;

/// Does what the mouse asks for.
pub(super) fn mouse(state: &mut State, mouse: Mouse, at: Position, effects: &mut Vec<Effect>) {
    state.prompt.notice = None;
    state.prompt.pending.clear();
    match mouse {
        Mouse::WheeledDown => wheel(state, at, NOTCH),
        Mouse::WheeledUp => wheel(state, at, -NOTCH),
        Mouse::Clicked if matches!(state.mode, Mode::Reading) => click(state, at, effects),
        Mouse::Clicked => {}
    }
}

fn wheel(state: &mut State, at: Position, rows: isize) {
    if !matches!(state.mode, Mode::Reading | Mode::Finding(_)) {
        lists::select(state, rows.signum());
        return;
    }
    match pane_at(state, at) {
        Some((pane @ (Pane::Library | Pane::Outline | Pane::Inspector), _)) => {
            if state.focus.pane != pane {
                moving::focus(state, pane);
            }
            lists::select(state, rows.signum());
        }
        Some((Pane::Text, _)) | None => match &mut state.desk {
            Desk::Briefing(open) => open.wheel(rows),
            Desk::Refused { .. } => sheets::scroll_refused(state, rows),
            Desk::Empty => {}
        },
    }
}

fn click(state: &mut State, at: Position, effects: &mut Vec<Effect>) {
    let Some((pane, area)) = pane_at(state, at) else { return };
    let row = usize::from(at.y - area.y);
    match pane {
        Pane::Text => click_passage(state, row),
        Pane::Inspector => moving::focus(state, Pane::Inspector),
        Pane::Library => {
            let room = usize::from(area.height.saturating_sub(1));
            let selected = state.row_of(Pane::Library);
            let first = first_in_sight(selected, state.library.entries().len(), room);
            let row = row.checked_sub(1).map(|row| row + first);
            let entry = row.and_then(|row| state.library.entries().get(row));
            if let Some(path) = entry.map(|entry| entry.path.clone()) {
                moving::focus(state, Pane::Text);
                lists::take(state, Choice::File(path), effects);
            }
        }
        Pane::Outline => {
            let sections = state.open().map_or(0, |open| open.briefing.sections.len());
            let lines = area.height.saturating_sub(1);
            let each = usize::from(lines_per_section(sections, lines));
            let selected = state.row_of(Pane::Outline);
            let first = first_in_sight(selected, sections, usize::from(lines) / each);
            let section = row.checked_sub(1).map(|row| row / each + first);
            if let Some(section) = section.filter(|&section| section < sections) {
                moving::focus(state, Pane::Text);
                lists::take(state, Choice::Section(section), effects);
            }
        }
    }
}

fn click_passage(state: &mut State, row: usize) {
    moving::focus(state, Pane::Text);
    let Some(open) = state.open_mut() else { return };
    let item = open.page.window().get(row).map(|spot| open.page.items()[spot.item]);
    if let Some(Item::Passage(passage)) = item {
        open.go_to(passage);
    }
}

fn pane_at(state: &State, at: Position) -> Option<(Pane, Rect)> {
    let panes = state.panes()?;
    let order = [Pane::Library, Pane::Outline, Pane::Inspector, Pane::Text];
    order
        .into_iter()
        .find_map(|pane| panes.area(pane).filter(|area| area.contains(at)).map(|area| (pane, area)))
}
