//! Lists, panes and prompts: selecting a row, taking it, leaving.

use std::sync::Arc;

use strum::{EnumMessage, IntoEnumIterator};
use tui_input::InputRequest;

use super::errands::waits;
use super::{
    act, asking, drafts, exporting, files, filter, find, legend, listed, moving, passages,
    selecting, sheets, tags, tray, views, writing,
};
use crate::app::action::{Action, Topic};
use crate::app::errand::Then;
use crate::app::event::Effect;
use crate::app::key::{Code, Key, Named};
use crate::app::keymap::KeyMode;
use crate::app::picker::{Choice, Picker, PickerKind, PickerRow, Rows};
use crate::app::state::{Desk, Focus, Mode, State};
use crate::app::views::View;
use crate::layout::Pane;

/// Opens a list over the text.
pub(super) fn open(state: &mut State, kind: PickerKind) {
    let (rows, selected) = match kind {
        PickerKind::Outline => outline_rows(state),
        PickerKind::Library => {
            (Rows::Files(state.library.without_fetched()), state.open_row().unwrap_or(0))
        }
        PickerKind::Palette => (action_rows(state, false), 0),
        PickerKind::Help => (action_rows(state, true), 0),
        // They have ways of their own to be opened.
        PickerKind::Tags | PickerKind::Drafts => return,
    };
    if rows.count() == 0 {
        state.say("there is nothing to choose from yet");
    } else {
        state.mode = Mode::Picking(Picker::new(kind, rows, selected));
    }
}

fn outline_rows(state: &State) -> (Rows, usize) {
    let Some(open) = state.open() else { return (Rows::Own(Arc::default()), 0) };
    let rows = open.briefing.sections.iter().enumerate().map(|(at, section)| {
        let (all, unread) =
            (section.passages.len(), open.progress.unread(section.passages.clone()));
        PickerRow {
            text: section.heading.clone(),
            detail: if unread > 0 { format!("{unread} of {all} unread") } else { "read".into() },
            heading: None,
            choice: Choice::Section(at),
        }
    });
    (Rows::Own(Arc::new(rows.collect())), open.briefing.section_of(open.cursor))
}

/// Every action with the keys that do it: for the help under headings, for the palette those that
/// can be run from a list.
fn action_rows(state: &State, is_help: bool) -> Rows {
    let mut rows = Vec::new();
    for topic in Topic::iter() {
        if topic == Topic::Lists && !is_help {
            continue;
        }
        let actions = Action::iter().filter(|action| action.topic() == topic);
        rows.extend(actions.map(|action| PickerRow {
            text: action.description().trim_end_matches('.').to_owned(),
            detail: all_keys(state, action),
            heading: topic.get_documentation().filter(|_| is_help),
            choice: Choice::Run(action),
        }));
    }
    Rows::Own(Arc::new(rows))
}

/// Ranks the rows anew after something was typed: a long list away from the keys.
pub(super) fn typed(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Picking(picker) = &mut state.mode else { return };
    if !picker.is_long() {
        return picker.narrow();
    }
    state.start.searches += 1;
    let number = state.start.searches;
    picker.sought = Some(number);
    let (typed, rows) = (picker.input.value().to_owned(), picker.rows.clone());
    effects.push(Effect::Rank { number, typed, rows });
}

/// The answer: lists the rows that fit.
pub(super) fn ranked(state: &mut State, number: u64, best: Vec<u32>) {
    if let Mode::Picking(picker) = &mut state.mode
        && picker.sought == Some(number)
    {
        picker.list(Some(best));
    }
}

/// Every key of an action, the first mode's only where several modes bind it.
fn all_keys(state: &State, action: Action) -> String {
    let mut keys: Vec<String> = Vec::new();
    for mode in [
        KeyMode::Reading,
        KeyMode::Everywhere,
        KeyMode::Passages,
        KeyMode::Notes,
        KeyMode::List,
        KeyMode::Filter,
        KeyMode::Leaf,
    ] {
        if keys.is_empty() {
            let bound =
                state.settings.keymap.in_mode(mode).filter(|binding| binding.action == action);
            keys.extend(bound.map(|binding| binding.keys.to_string()));
        }
    }
    keys.join("  ")
}

/// Moves the selection of whatever list has the keys.
pub(super) fn select(state: &mut State, by: isize) {
    match &mut state.mode {
        Mode::Picking(picker) => picker.select(by),
        Mode::Filtering(_) => filter::select(state, by),
        Mode::Leaf(_) => sheets::scroll_leaf(state, by),
        Mode::Legend(_) => legend::select(state, by),
        Mode::Exporting(_) => exporting::go(state, by),
        Mode::Asking(_) => listed::select(state, by),
        Mode::Finding(_) | Mode::Selecting | Mode::Writing(_) => {}
        Mode::Reading if state.focus.view == View::Notes => listed::select(state, by),
        Mode::Reading if state.focus.view == View::Passages => passages::select(state, by),
        Mode::Reading => select_in_pane(state, by),
    }
}

fn select_in_pane(state: &mut State, by: isize) {
    let rows = match state.focus.pane {
        Pane::Library => state.library.entries().len(),
        Pane::Outline => state.open().map_or(0, |open| open.briefing.sections.len()),
        Pane::Inspector => sheets::inspector_overhang(state) + 1,
        Pane::Text => return,
    };
    state.focus.row = state.focus.row.saturating_add_signed(by).min(rows.saturating_sub(1));
}

/// Keeps what scrolls inside its bounds after something else changed: the window, the file, the passage.
pub(super) fn settle(state: &mut State) {
    match state.mode {
        Mode::Leaf(_) => sheets::scroll_leaf(state, 0),
        Mode::Reading if state.focus.view != View::Read => {}
        Mode::Reading if state.focus.pane != Pane::Text => select_in_pane(state, 0),
        Mode::Reading if matches!(state.desk, Desk::Refused { .. }) => {
            sheets::scroll_refused(state, 0);
        }
        Mode::Selecting if state.open().is_none_or(|open| open.noted.selection.is_none()) => {
            state.mode = Mode::Reading;
        }
        Mode::Writing(_) => writing::fit(state),
        Mode::Reading
        | Mode::Finding(_)
        | Mode::Filtering(_)
        | Mode::Asking(_)
        | Mode::Picking(_)
        | Mode::Selecting
        | Mode::Legend(_)
        | Mode::Exporting(_) => {}
    }
}

/// Takes the selected row, or what was typed.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    match &state.mode {
        Mode::Finding(_) => find::accept(state),
        Mode::Asking(_) => asking::accept(state),
        Mode::Filtering(_) => filter::accept(state, effects),
        Mode::Leaf(_) => state.mode = Mode::Reading,
        Mode::Legend(_) => legend::accept(state, effects),
        Mode::Exporting(_) => exporting::accept(state, effects),
        Mode::Selecting | Mode::Writing(_) => {}
        Mode::Picking(picker) => {
            // With the list gone, what is typed next would act on the text below it.
            let Some(choice) = picker.chosen() else { return state.say("nothing fits") };
            state.rest();
            take(state, choice, effects);
        }
        Mode::Reading if state.focus.view == View::Notes => listed::accept(state, effects),
        Mode::Reading if state.focus.view == View::Passages => passages::accept(state, effects),
        Mode::Reading => accept_in_pane(state, effects),
    }
}

fn accept_in_pane(state: &mut State, effects: &mut Vec<Effect>) {
    let row = state.focus.row;
    let choice = match state.focus.pane {
        Pane::Library => {
            state.library.entries().get(row).map(|entry| Choice::File(entry.path.clone()))
        }
        Pane::Outline => Some(Choice::Section(row)),
        Pane::Inspector | Pane::Text => None,
    };
    state.focus = Focus { pane: Pane::Text, row: 0, ..state.focus };
    if let Some(choice) = choice {
        take(state, choice, effects);
    }
}

/// Does what a row stands for.
pub(super) fn take(state: &mut State, choice: Choice, effects: &mut Vec<Effect>) {
    match choice {
        Choice::Section(section) => to_section(state, section),
        Choice::Tag(tag) => tags::give(state, &tag, effects),
        Choice::Draft(at) => drafts::go_on(state, at, effects),
        Choice::File(path) if waits(state, &path, Then::Choose, effects) => {}
        Choice::File(path) => {
            views::show(state, View::Read);
            if state.open_path() != Some(&path) {
                moving::leave_mark(state);
                files::open(state, &path, effects);
            }
        }
        Choice::Run(action) => {
            views::show_home(state, action);
            act::act(state, action, effects);
        }
    }
}

/// Goes to the first shown passage of a section, its heading at the top of the window.
fn to_section(state: &mut State, section: usize) {
    let Some(open) = state.open() else { return };
    let Some(passages) = open.briefing.sections.get(section).map(|found| found.passages.clone())
    else {
        return;
    };
    match passages.clone().find(|&passage| open.page.item_of(passage).is_some()) {
        Some(passage) => moving::jump_to_heading(state, passage),
        None if passages.is_empty() => state.say("this section has no passage"),
        None => state.say("the filter hides every passage of this section"),
    }
}

/// Leaves what is open; in the text, whatever is lit.
pub(super) fn cancel(state: &mut State, effects: &mut Vec<Effect>) {
    match &state.mode {
        Mode::Finding(_) => find::cancel(state),
        Mode::Filtering(_) => filter::cancel(state, effects),
        Mode::Leaf(_) => state.mode = Mode::Reading,
        Mode::Picking(_) | Mode::Legend(_) | Mode::Exporting(_) => state.rest(),
        Mode::Selecting => selecting::cancel(state),
        Mode::Writing(_) => writing::cancel(state, effects),
        Mode::Asking(_) => asking::cancel(state),
        Mode::Reading if state.focus.view == View::Notes => listed::cancel(state),
        Mode::Reading if state.focus.view == View::Passages => passages::cancel(state),
        Mode::Reading if state.focus.pane != Pane::Text => {
            state.focus = Focus { pane: Pane::Text, row: 0, ..state.focus };
        }
        Mode::Reading if state.trail.notes.carried.is_some() => tray::set_down(state),
        Mode::Reading => {
            if let Desk::Briefing(open) = &mut state.desk {
                open.search = None;
            }
        }
    }
}

/// The change that a key makes to a line of text; none for a key that is no letter and that the
/// mode's table binds, or that edits nothing. The editing keys are those of readline.
pub(super) fn edit_request(key: Key, is_bound: bool) -> Option<InputRequest> {
    if let Some(typed) = key.typed() {
        return Some(InputRequest::InsertChar(typed));
    }
    if is_bound {
        return None;
    }
    let word = key.alt || key.ctrl;
    match key.code {
        Code::Named(Named::Backspace) if word => Some(InputRequest::DeletePrevWord),
        Code::Named(Named::Backspace) => Some(InputRequest::DeletePrevChar),
        Code::Named(Named::Delete) => Some(InputRequest::DeleteNextChar),
        Code::Named(Named::Left) if word => Some(InputRequest::GoToPrevWord),
        Code::Named(Named::Left) => Some(InputRequest::GoToPrevChar),
        Code::Named(Named::Right) if word => Some(InputRequest::GoToNextWord),
        Code::Named(Named::Right) => Some(InputRequest::GoToNextChar),
        Code::Named(Named::Home) => Some(InputRequest::GoToStart),
        Code::Named(Named::End) => Some(InputRequest::GoToEnd),
        Code::Char(letter) if key.ctrl => control_request(letter),
        Code::Char(_) | Code::F(_) | Code::Named(_) => None,
    }
}

fn control_request(letter: char) -> Option<InputRequest> {
    Some(match letter {
        'a' => InputRequest::GoToStart,
        'e' => InputRequest::GoToEnd,
        'b' => InputRequest::GoToPrevChar,
        'f' => InputRequest::GoToNextChar,
        'h' => InputRequest::DeletePrevChar,
        'd' => InputRequest::DeleteNextChar,
        'w' => InputRequest::DeletePrevWord,
        'u' => InputRequest::DeleteFromStart,
        'k' => InputRequest::DeleteTillEnd,
        'y' => InputRequest::Yank,
        _ => return None,
    })
}
