//! The mouse: the wheel scrolls what is under it, a click takes what is under it.

use ratatui::layout::{Position, Rect};

use super::{filter, listed, lists, moving, passages, selecting, sheets};
use crate::app::boxes::{filter_box, legend_box, notes_boxes, passages_boxes, picker_box};
use crate::app::event::{Effect, Mouse};
use crate::app::filtering::FacetLine;
use crate::app::legend::Legend;
use crate::app::notes_view::Line;
use crate::app::passages::PassageLine;
use crate::app::picker::{Choice, PickerLine};
use crate::app::state::{Desk, Mode, State};
use crate::app::views::View;
use crate::layout::list::{first_in_sight, lines_per_section};
use crate::layout::panes::{GUTTER, leaf_area};
use crate::layout::{Item, Pane, Split};

/// How many rows one notch of the wheel moves.
const NOTCH: isize = 3;

/// Does what the mouse asks for.
pub(super) fn mouse(state: &mut State, mouse: Mouse, at: Position, effects: &mut Vec<Effect>) {
    state.prompt.notice = None;
    state.prompt.pending.clear();
    match mouse {
        Mouse::WheeledDown => wheel(state, at, NOTCH),
        Mouse::WheeledUp => wheel(state, at, -NOTCH),
        Mouse::Clicked => click(state, at, effects),
        Mouse::Dragged => drag(state, at),
    }
}

/// Takes what is under the pointer: a row of what is open over the text, which a click beside it
/// closes, else of a pane.
fn click(state: &mut State, at: Position, effects: &mut Vec<Effect>) {
    match &mut state.mode {
        Mode::Reading | Mode::Asking(_) if state.focus.view == View::Notes => click_row(state, at),
        Mode::Reading if state.focus.view == View::Passages => click_passage_row(state, at),
        Mode::Reading | Mode::Asking(_) => click_pane(state, at, effects),
        Mode::Finding(_) => {}
        Mode::Filtering(_) => click_filter(state, at, effects),
        Mode::Picking(picker) => {
            let list = picker_box(picker, state.window);
            match list.line_at(at).and_then(|line| picker.lines().get(line)) {
                Some(PickerLine::Row(row)) => {
                    picker.selected = row;
                    lists::accept(state, effects);
                }
                Some(PickerLine::Heading(_)) => {}
                None if list.frame.contains(at) => {}
                None => state.mode = Mode::Reading,
            }
        }
        Mode::Selecting => {
            selecting::cancel(state);
            click_pane(state, at, effects);
        }
        Mode::Legend(legend) => {
            let legend = *legend;
            let rows = legend.kind.rows(&state.settings).len();
            let list = legend_box(legend, rows, state.window);
            match list.line_at(at) {
                Some(row) => {
                    state.mode = Mode::Legend(Legend { row, ..legend });
                    lists::accept(state, effects);
                }
                None if list.frame.contains(at) => {}
                None => state.rest(),
            }
        }
        Mode::Writing(_) => {}
        Mode::Exporting(_) if leaf_area(state.window).contains(at) => {}
        Mode::Exporting(_) => state.rest(),
        Mode::Leaf(_) if leaf_area(state.window).contains(at) => {}
        Mode::Leaf(_) => state.mode = Mode::Reading,
    }
}

fn click_filter(state: &mut State, at: Position, effects: &mut Vec<Effect>) {
    let Mode::Filtering(filtering) = &mut state.mode else { return };
    let Desk::Briefing(open) = &state.desk else { return };
    let shown = filter_box(filtering, open.sifting.sieve.rows(), state.window);
    let line = shown.list.line_at(at).filter(|_| !shown.is_helping);
    match line.and_then(|line| shown.lines.get(line)) {
        Some(FacetLine::Row(row)) => {
            filtering.row = *row;
            filter::toggle(state, effects);
        }
        Some(FacetLine::Heading(_)) => {}
        None if shown.list.head.contains(at) => filter::type_query(state),
        None if shown.frame.contains(at) => {}
        None => state.mode = Mode::Reading,
    }
}

/// Selects the row under the pointer in the list of all notes.
fn click_row(state: &mut State, at: Position) {
    let Some(split) = Split::new(state.window) else { return };
    let (_, list) = notes_boxes(state, split.list);
    if !list.contains(at) {
        return;
    }
    let view = &mut state.trail.notes;
    let room = usize::from(list.height);
    let first = first_in_sight(view.roll.line_of(view.row), view.roll.lines(), room);
    if let Some(Line::Row(row)) = view.roll.line(first + usize::from(at.y - list.y)) {
        view.select(row);
    }
}

/// Selects the passage under the pointer in the list of passages, or gives the keys to its query.
fn click_passage_row(state: &mut State, at: Position) {
    let Some(split) = Split::new(state.window) else { return };
    let (head, list) = passages_boxes(state, split.list);
    if head.contains(at) {
        return passages::begin(state);
    }
    let view = &mut state.trail.passages;
    view.is_typing = false;
    let first = first_in_sight(view.selected_line(), view.lines(), usize::from(list.height));
    let line = list.contains(at).then(|| first + usize::from(at.y - list.y));
    if let Some(PassageLine::Row(row, ..)) = line.and_then(|line| view.line_at(line)) {
        view.select(row);
    }
}

/// Scrolls the preview, or moves through the list, whichever is under the pointer.
fn wheel_notes(state: &mut State, at: Position, rows: isize) {
    let preview = Split::new(state.window).and_then(|split| split.preview);
    if preview.is_some_and(|preview| preview.contains(at)) {
        listed::scroll_preview(state, rows);
    } else {
        listed::select(state, rows.signum());
    }
}

fn wheel(state: &mut State, at: Position, rows: isize) {
    let is_list = matches!(state.mode, Mode::Reading | Mode::Asking(_));
    if is_list && state.focus.view == View::Passages {
        let preview = Split::new(state.window).and_then(|split| split.preview);
        return match preview.filter(|preview| preview.contains(at)) {
            Some(_) => passages::scroll_preview(state, rows),
            None => passages::select(state, rows.signum()),
        };
    }
    if is_list && state.focus.view == View::Notes {
        return wheel_notes(state, at, rows);
    }
    if !matches!(state.mode, Mode::Reading | Mode::Finding(_) | Mode::Selecting | Mode::Writing(_))
    {
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

fn click_pane(state: &mut State, at: Position, effects: &mut Vec<Effect>) {
    let Some((pane, area)) = pane_at(state, at) else { return };
    let row = usize::from(at.y - area.y);
    match pane {
        Pane::Text => click_passage(state, row, at.x),
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

fn click_passage(state: &mut State, row: usize, x: u16) {
    moving::focus(state, Pane::Text);
    let column = column_of(state, x);
    let Some(open) = state.open_mut() else { return };
    let item = open.page.window().get(row).map(|spot| open.page.items()[spot.item]);
    let pointed = open.byte_at(row, column);
    if let Some(Item::Passage(passage)) = item {
        open.go_to_pointed(passage);
        if let Some((passage, byte)) = pointed {
            open.point_at(passage, byte);
        }
    }
}

/// Selects from where the button was pressed to where the pointer is now, inside one passage.
fn drag(state: &mut State, at: Position) {
    let is_text = matches!(state.mode, Mode::Reading | Mode::Selecting);
    if !is_text || state.focus.view != View::Read {
        return;
    }
    let Some((Pane::Text, area)) = pane_at(state, at) else { return };
    let column = column_of(state, at.x);
    let Some(open) = state.open() else { return };
    let row = usize::from(at.y - area.y);
    let (passage, from) = (open.cursor, open.point());
    let Some(length) = open.passage().map(|passage| passage.text.len()) else { return };
    let to = match open.byte_at(row, column) {
        Some((under, byte)) if under == passage => byte,
        Some((under, _)) if under < passage => 0,
        Some(_) => length,
        None => return,
    };
    selecting::drag(state, passage, from, to);
}

/// The column of the text that a column of the window is.
fn column_of(state: &State, x: u16) -> u16 {
    let column = state.panes().map(|panes| panes.column(state.settings.text_width));
    column.map_or(0, |column| x.saturating_sub(column.x + GUTTER))
}

fn pane_at(state: &State, at: Position) -> Option<(Pane, Rect)> {
    let panes = state.panes()?;
    let order = [Pane::Library, Pane::Outline, Pane::Inspector, Pane::Text];
    order
        .into_iter()
        .find_map(|pane| panes.area(pane).filter(|area| area.contains(at)).map(|area| (pane, area)))
}
