//! The only place where state changes: an event comes in, effects go out.

mod act;
mod files;
mod filter;
mod find;
mod lists;
mod mouse;
mod moving;
mod sheets;

use ratatui::layout::Size;

pub use self::sheets::{inspector_sheet, leaf_sheet, refused_sheet};
use super::event::{Effect, Event};
use super::key::{Code, Key, Named};
use super::keymap::{KeyMode, Meaning};
use super::state::{Mode, State};
use crate::layout::Pane;

/// Takes in one event.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    match event {
        Event::Pressed(key) => press(state, key, &mut effects),
        Event::Pasted(text) => paste(state, &text, &mut effects),
        Event::Moused(mouse, at) => mouse::mouse(state, mouse, at, &mut effects),
        Event::Resized(size) => resize(state, size),
        Event::Read(files) => files::read(state, files, &mut effects),
        Event::Gone(paths) => files::gone(state, &paths, &mut effects),
        Event::Scanned => files::scanned(state, &mut effects),
        Event::Found { search, hits } => find::found(state, search, hits),
        Event::Failed(reason) => state.warn(reason),
    }
    lists::settle(state);
    effects
}

/// Has the place in the open briefing kept, without anything having happened.
pub fn remember(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    files::remember(state, &mut effects);
    effects
}

fn press(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    state.prompt.notice = None;
    if state.prompt.pending.is_empty() && type_in(state, key, effects) {
        return;
    }
    if !state.prompt.pending.is_empty() && key.is(Named::Esc) {
        state.prompt.pending.clear();
        return;
    }
    state.prompt.pending.push(key);
    match state.settings.keymap.meaning(state.key_mode(), &state.prompt.pending) {
        Meaning::Found(action) => {
            state.prompt.pending.clear();
            act::act(state, action, effects);
        }
        Meaning::Prefix => {}
        Meaning::Unknown => match state.settings.keymap.meaning(KeyMode::Everywhere, &[key]) {
            // What holds everywhere holds in the middle of a sequence too.
            Meaning::Found(action) => {
                state.prompt.pending.clear();
                act::act(state, action, effects);
            }
            Meaning::Prefix | Meaning::Unknown => unknown(state, key),
        },
    }
}

/// Feeds a key to the text that is being typed, if one is. Whether it was taken.
fn type_in(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    let bound = state.settings.keymap.meaning(state.key_mode(), &[key]) != Meaning::Unknown;
    let Some(request) = lists::edit_request(key, bound) else { return false };
    match &mut state.mode {
        Mode::Finding(finding) => {
            finding.input.handle(request);
            find::search(state, effects);
        }
        Mode::Picking(picker) => {
            if picker.input.handle(request).is_some_and(|change| change.value) {
                picker.narrow();
            }
        }
        Mode::Reading | Mode::Filtering { .. } | Mode::Leaf(_) => return false,
    }
    true
}

/// A key that no table holds: in the filter it may be a value's letter.
fn unknown(state: &mut State, key: Key) {
    let pressed = std::mem::take(&mut state.prompt.pending);
    let typed = key.typed().filter(|_| pressed.len() == 1);
    if let (Mode::Filtering { .. }, Some(letter)) = (&state.mode, typed) {
        filter::toggle_letter(state, letter);
        return;
    }
    let keys = super::key::Keys(pressed);
    let help = state.settings.keymap.keys_for(state.key_mode(), super::action::Action::Help);
    let hint = help.map_or_else(String::new, |keys| format!("; {keys} shows the keys"));
    state.say(format!("{keys} does nothing here{hint}"));
}

/// A paste is text: it goes where text is typed, and presses no keys elsewhere.
fn paste(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
    let line = text.lines().next().unwrap_or_default();
    if !matches!(state.mode, Mode::Finding(_) | Mode::Picking(_)) {
        return;
    }
    for character in line.chars().filter(|character| !character.is_control()).take(200) {
        type_in(state, Key::plain(Code::Char(character)), effects);
    }
}

fn resize(state: &mut State, size: Size) {
    state.window = size;
    let shape = state.shape();
    if let Some(open) = state.open_mut() {
        open.reshape(shape);
    }
    let has_room = state.panes().is_some_and(|panes| panes.area(state.focus.pane).is_some());
    if !has_room {
        state.focus.pane = Pane::Text;
    }
}
