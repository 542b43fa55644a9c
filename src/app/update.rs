//! The only place where state changes: an event comes in, effects go out.

mod act;
mod ahead;
mod annotate;
mod asking;
mod conflicts;
mod copying;
mod drafts;
mod errands;
mod exporting;
mod files;
mod filter;
mod find;
mod legend;
mod listed;
mod lists;
mod mouse;
mod moving;
mod notes;
mod passages;
mod selecting;
mod sheets;
mod tags;
mod tray;
mod views;
mod writing;

use ratatui::layout::Size;

pub use self::passages::passage_sheet;
pub use self::sheets::{inspector_sheet, leaf_sheet, refused_sheet};
use super::ahead::Typed;
use super::annotations::Moment;
use super::event::{Effect, Event};
use super::key::{Code, Key, Named};
use super::keymap::{KeyMode, Meaning};
use super::state::{Mode, State};
use crate::layout::Pane;
use crate::query::Lexicon;

/// Takes in one event.
///
/// What is typed while a text that was asked for or a list is on its way waits for it, and acts as soon as it is
/// there. The view of all notes is not waited for: it lists the notes whose texts are there.
pub fn update(state: &mut State, event: Event) -> Vec<Effect> {
    let mut effects = Vec::new();
    // The clock is told before what happens at that time, which may be what the keys wait for.
    let plays = !matches!(event, Event::Ticked(_));
    take(state, event, &mut effects);
    settle(state, &mut effects);
    let moment = state.notes.moment;
    // The analyst's editor takes its time: what comes behind it acts when it has ended.
    let stops = |effect: &Effect| matches!(effect, Effect::Quit | Effect::WriteOutside(_));
    while plays
        && !effects.iter().any(stops)
        && let Some(typed) = ahead::next(state)
    {
        act_on(state, typed, &mut effects);
        settle(state, &mut effects);
    }
    state.notes.moment = moment;
    effects
}

fn take(state: &mut State, event: Event, effects: &mut Vec<Effect>) {
    if is_news(&event) {
        state.trail.passages.forget();
    }
    match event {
        Event::Ticked(moment) => tick(state, moment),
        Event::Pressed(key) => type_ahead(state, Typed::Key(key), effects),
        Event::Pasted(text) => type_ahead(state, Typed::Text(text), effects),
        // It is meant for what is on the screen, which is another thing as soon as the keys have acted.
        Event::Moused(..) if !state.trail.ahead.is_empty() => {}
        Event::Moused(mouse, at) => mouse::mouse(state, mouse, at, effects),
        Event::Resized(size) => resize(state, size),
        Event::Library(delivery) => files::delivered(state, *delivery, effects),
        Event::Fetched(entries) => errands::fetched(state, entries, effects),
        Event::Named(names) => state.trail.errands.names = names,
        Event::Found { search, hits } => find::found(state, search, hits),
        Event::PassagesFound { number, found } => {
            passages::found(state, number, found, effects);
        }
        Event::Ranked { number, best } => lists::ranked(state, number, best),
        Event::Sifted { number, answers } => filter::sifted(state, number, answers),
        Event::NotesRead(read) => notes::read(state, *read, effects),
        Event::NotesGone(paths) => notes::gone(state, &paths, effects),
        Event::Recalled(pasts) => notes::recalled(state, pasts, effects),
        Event::NotesPlaced(answers) => views::placed(state, answers),
        Event::NoteSettled(path, saved) => conflicts::settled(state, &path, *saved, effects),
        Event::HistoryRead(history) => notes::history_read(state, *history, effects),
        Event::NoteSaved(note, saved) => notes::saved(state, note, *saved, effects),
        Event::WrittenOutside(subject, text) => {
            writing::written_outside(state, *subject, text.as_deref(), effects);
        }
        Event::DraftsFound(found) => drafts::found(state, found),
        Event::Previewed(number, preview) => exporting::looked(state, number, preview),
        Event::Exported { words, went_well } => exporting::exported(state, words, went_well),
        Event::PathCompleted { typed, longer, choices } => {
            exporting::completed(state, &typed, &longer, &choices);
        }
        Event::Failed(reason) => state.warn(reason),
    }
}

/// Brings in line what depends on what happened.
fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    views::settle(state, effects);
    passages::settle(state, effects);
    errands::settle(state, effects);
    lists::settle(state);
}

fn tick(state: &mut State, moment: Moment) {
    state.notes.moment = moment;
    state.trail.ahead.tick(moment.at);
}

/// Has a key or a paste act, or wait for what it is meant for.
fn type_ahead(state: &mut State, typed: Typed, effects: &mut Vec<Effect>) {
    if let Some(typed) = ahead::admit(state, typed) {
        act_on(state, typed, effects);
    }
}

fn act_on(state: &mut State, typed: Typed, effects: &mut Vec<Effect>) {
    match typed {
        Typed::Key(key) => press(state, key, effects),
        Typed::Text(text) => paste(state, &text, effects),
    }
}

/// Whether the library or the notes are others after it.
const fn is_news(event: &Event) -> bool {
    matches!(
        event,
        Event::Library(_) | Event::NotesRead(_) | Event::NotesGone(_) | Event::NoteSaved(..)
    )
}

/// Has the place in the open briefing kept, without anything having happened.
pub fn remember(state: &mut State) -> Vec<Effect> {
    let mut effects = Vec::new();
    files::remember(state, &mut effects);
    effects.extend(writing::draft(state));
    effects
}

/// Whether words were typed that are nowhere but on the screen.
pub fn has_unkept_words(state: &State) -> bool {
    matches!(&state.mode, Mode::Writing(writing) if writing.is_unkept())
}

/// Has them kept.
pub fn keep_words(state: &mut State) -> Option<Effect> {
    writing::draft(state)
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
            Meaning::Prefix | Meaning::Unknown => unknown(state, key, effects),
        },
    }
}

/// Feeds a key to the text that is being typed, if one is. Whether it was taken.
fn type_in(state: &mut State, key: Key, effects: &mut Vec<Effect>) -> bool {
    let bound = state.settings.keymap.meaning(state.key_mode(), &[key]) != Meaning::Unknown;
    if let Mode::Writing(writing) = &state.mode {
        return (!bound || writing.asks) && writing::type_key(state, key, effects);
    }
    if matches!(state.mode, Mode::Exporting(_)) {
        return exporting::type_key(state, key, bound);
    }
    let Some(request) = lists::edit_request(key, bound) else { return false };
    if state.types_passages() {
        let (vocabulary, searches) = (&state.settings.vocabulary, &state.settings.searches);
        if state.trail.passages.line.edit(request, Lexicon { vocabulary, searches }) {
            passages::typed(state, effects);
        }
        return true;
    }
    match &mut state.mode {
        Mode::Finding(finding) => {
            finding.input.handle(request);
            find::search(state, effects);
        }
        Mode::Picking(picker) => {
            if picker.input.handle(request).is_some_and(|change| change.value) {
                lists::typed(state, effects);
            }
        }
        Mode::Filtering(filtering) if filtering.is_typing() => {
            let (vocabulary, searches) = (&state.settings.vocabulary, &state.settings.searches);
            if filtering.line.edit(request, Lexicon { vocabulary, searches }) {
                filter::typed(state, effects);
            }
        }
        Mode::Asking(asking) => {
            if asking.input.handle(request).is_some_and(|change| change.value) {
                asking::asked(state);
            }
        }
        Mode::Reading
        | Mode::Filtering(_)
        | Mode::Leaf(_)
        | Mode::Selecting
        | Mode::Legend(_)
        | Mode::Writing(_)
        | Mode::Exporting(_) => return false,
    }
    true
}

/// A key that no table holds: in the filter or a legend it may be a value's letter.
fn unknown(state: &mut State, key: Key, effects: &mut Vec<Effect>) {
    let pressed = std::mem::take(&mut state.prompt.pending);
    let typed = key.typed().filter(|_| pressed.len() == 1);
    match (&state.mode, typed) {
        (Mode::Filtering(filtering), Some(letter)) if !filtering.is_typing() => {
            return filter::toggle_letter(state, letter, effects);
        }
        (Mode::Legend(_), Some(letter)) => return legend::letter(state, letter, effects),
        (_, _) => {}
    }
    let keys = super::key::Keys(pressed);
    let help = state.settings.keymap.keys_for(state.key_mode(), super::action::Action::Help);
    let hint = help.map_or_else(String::new, |keys| format!("; {keys} shows the keys"));
    state.say(format!("{keys} does nothing here{hint}"));
}

/// A paste is text: it goes where text is typed, and presses no keys elsewhere.
fn paste(state: &mut State, text: &str, effects: &mut Vec<Effect>) {
    if matches!(state.mode, Mode::Writing(_)) {
        return writing::paste(state, text, effects);
    }
    if matches!(state.mode, Mode::Exporting(_)) {
        return exporting::paste(state, text.lines().next().unwrap_or_default());
    }
    // A prompt has one line; words that stood on several are still words.
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let line = if lines.len() > 1 { lines.join(" ") } else { text.to_owned() };
    let is_typing = match &state.mode {
        Mode::Reading => state.types_passages(),
        Mode::Filtering(filtering) => filtering.is_typing(),
        mode => matches!(mode, Mode::Finding(_) | Mode::Asking(_) | Mode::Picking(_)),
    };
    if !is_typing {
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
