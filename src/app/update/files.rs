//! The library: files that arrive, change and go, and opening one of them.

use std::path::Path;

use super::errands::{self, waits};
use super::lists;
use crate::app::errand::Then;
use crate::app::event::{Delivery, Effect};
use crate::app::memory::Reading;
use crate::app::open::{Open, Way};
use crate::app::picker::Choice;
use crate::app::state::{Desk, Focus, Mode, State};
use crate::app::views::View;
use crate::layout::Pane;

/// Takes in the library as it is now, and opens a file if nothing is open yet.
pub(super) fn delivered(state: &mut State, delivery: Delivery, effects: &mut Vec<Effect>) {
    let Delivery { library, readings, left } = delivery;
    for (id, reading) in readings {
        state.trail.readings.entry(id).or_insert(reading);
    }
    let open = state.open_path().map(Path::to_owned);
    let was_there = open.as_ref().is_some_and(|path| state.library.at_path(path).is_some());
    let was_good = state.open_entry().is_some_and(|entry| entry.card.is_some());
    state.library.renew(library);
    state.start.scanned |= left == Some(0);
    state.start.left = left;
    state.trail.notes.is_stale = true;
    match open.as_ref().map(|path| state.library.entry_at(path)) {
        Some(None) if was_there => gone(state, effects),
        Some(Some(entry)) if was_good && entry.card.is_none() && state.open().is_some() => {
            state.warn("! shows the file’s new problems; this is its last good text");
        }
        Some(found) => {
            if found.is_some() && !was_there && state.open().is_some() {
                state.say("the open file is back");
            }
            catch_up(state, effects);
        }
        None => {}
    }
    open_if_mended(state, effects);
    open_the_first(state, effects);
    errands::delivered(state, effects);
    let shape = state.shape();
    if let Some(open) = state.open_mut() {
        open.reshape(shape);
    }
}

/// Shows the new text of the open file, if it has another one that can be read.
pub(super) fn catch_up(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(entry) = state.open_entry().filter(|entry| entry.card.is_some()) else { return };
    let is_new = state.open().is_some_and(|open| !open.is_text_of(entry));
    let path = entry.path.clone();
    if is_new && !errands::asks(state, &path, effects) {
        refresh(state, &path, effects);
    }
}

/// Shows the new text of the open file.
fn refresh(state: &mut State, path: &Path, effects: &mut Vec<Effect>) {
    let Some(entry) = state.library.entry_at(path) else { return };
    let (Some(text), Desk::Briefing(open)) = (state.library.text_of(entry), &mut state.desk) else {
        return;
    };
    let pattern = open.search.as_ref().map(|search| search.pattern.clone());
    let stood = match &state.mode {
        Mode::Finding(finding) => open.briefing.passages.get(finding.stand.cursor),
        Mode::Reading
        | Mode::Filtering(_)
        | Mode::Asking(_)
        | Mode::Picking(_)
        | Mode::Leaf(_)
        | Mode::Selecting
        | Mode::Legend(_)
        | Mode::Writing(_)
        | Mode::Exporting(_) => None,
    };
    let stood = stood.map(|passage| passage.id.clone());
    if !open.reload(entry, text) {
        return;
    }
    if let (Mode::Finding(finding), Some(id)) = (&mut state.mode, stood) {
        finding.stand.cursor = open.briefing.passage_named(&id).unwrap_or(open.cursor);
    }
    if let Some(pattern) = pattern {
        super::find::search_again(state, pattern, effects);
    }
    super::notes::place_all(state, effects);
    super::filter::again(state, effects);
    state.say("the file changed: this is the new text");
}

/// Opens the file whose problems are shown as soon as it has none: it may be another file that was
/// in its way.
fn open_if_mended(state: &mut State, effects: &mut Vec<Effect>) {
    if errands::is_sent(state) {
        return;
    }
    let mended = state.open_entry().filter(|entry| entry.card.is_some());
    if let (Desk::Refused { .. }, Some(path)) = (&state.desk, mended.map(|it| it.path.clone()))
        && !waits(state, &path, Then::Open, effects)
    {
        open(state, &path, effects);
    }
}

/// Opens what was open the last time, else the first file.
pub(super) fn open_the_first(state: &mut State, effects: &mut Vec<Effect>) {
    if !matches!(state.desk, Desk::Empty) || errands::is_sent(state) {
        return;
    }
    let wanted = state.start.briefing.as_deref();
    let at = match wanted.and_then(|id| state.library.named(id)) {
        Some(at) => at,
        None if wanted.is_none() || state.start.scanned => 0,
        None => return,
    };
    let path = state.library.entries().get(at).map(|entry| entry.path.clone());
    if let Some(path) = path.filter(|path| !waits(state, path, Then::Open, effects)) {
        open(state, &path, effects);
    }
}

/// The open file is gone. A text stays open: it is still on the screen.
fn gone(state: &mut State, effects: &mut Vec<Effect>) {
    let has_text = state.open().is_some();
    if !has_text {
        state.desk = Desk::Empty;
    }
    open_if_mended(state, effects);
    open_the_first(state, effects);
    let rest = if has_text { "; this is its last text" } else { "" };
    state.warn(format!("the open file is gone{rest}"));
}

/// Opens a file: its text, which must be held, or its problems.
pub(super) fn open(state: &mut State, path: &Path, effects: &mut Vec<Effect>) {
    let was_empty = matches!(state.desk, Desk::Empty);
    remember(state, effects);
    let Some(entry) = state.library.entry_at(path) else {
        state.say("that file is no longer in the library");
        return;
    };
    let reading = state.trail.readings.get(entry.id());
    let filter = match &state.desk {
        Desk::Briefing(open) => open.filter.clone(),
        Desk::Empty | Desk::Refused { .. } => std::mem::take(&mut state.start.filter),
    };
    let shape = state.shape();
    let revised = reading.is_some_and(|known| {
        known.fingerprint.is_some_and(|fingerprint| fingerprint != entry.fingerprint)
    });
    match state.library.text_of(entry) {
        Some(text) => {
            let sieve = super::filter::sieve(state, (entry, text), &filter);
            let open = Open::new((entry, text), reading, (filter, sieve), shape);
            let notice = reading.filter(|_| revised).map(|known| revision(known, &open));
            state.desk = Desk::Briefing(Box::new(open));
            if let Some(notice) = notice {
                state.say(notice);
            }
        }
        None => {
            state.start.filter = filter;
            state.desk = Desk::Refused { path: path.to_owned(), scroll: 0 };
        }
    }
    super::notes::place_all(state, effects);
    // What the program opens by itself is what was remembered, or nothing that need be.
    if !was_empty {
        effects.extend(left(state));
    }
}

/// Opens the next or previous file of the library.
pub(super) fn neighbour(state: &mut State, way: Way, effects: &mut Vec<Effect>) {
    // One that is on its way counts as open: keys may come faster than texts.
    let coming = state.trail.errands.waiting.as_ref().filter(|it| it.then == Then::Choose);
    let Some(here) = coming.map(|errand| errand.path.as_path()).or(state.open_path()) else {
        return;
    };
    let entries = state.library.entries();
    // The open file itself may be gone.
    let target = match way {
        Way::On => Some(entries.partition_point(|entry| entry.path.as_path() <= here)),
        Way::Back => entries.partition_point(|entry| entry.path.as_path() < here).checked_sub(1),
    };
    let target = target.and_then(|at| entries.get(at));
    let Some(path) = target.map(|entry| entry.path.clone()) else {
        state.say(match way {
            _ if !state.start.scanned => "no further briefing has been read yet",
            Way::On => "this is the last briefing",
            Way::Back => "this is the first briefing",
        });
        return;
    };
    lists::take(state, Choice::File(path), effects);
}

/// What to say of a briefing that is another one than when it was read.
fn revision(known: &Reading, open: &Open) -> String {
    let passages = open.briefing.passages.iter().enumerate();
    let changed = passages
        .filter(|(at, passage)| known.read.contains_key(&passage.id) && !open.progress.has(*at))
        .count();
    match changed {
        0 => "revised since you read it: what you had read says the same".to_owned(),
        1 => "revised since you read it: 1 passage that you had read has changed".to_owned(),
        _ => {
            format!("revised since you read it: {changed} passages that you had read have changed")
        }
    }
}

/// From a pane back to the text; from the text out of the program.
pub(super) fn back(state: &mut State, effects: &mut Vec<Effect>) {
    if !matches!(state.mode, Mode::Reading) {
        state.mode = Mode::Reading;
    } else if state.focus.view != View::Read {
        super::views::show(state, View::Read);
    } else if state.focus.pane != Pane::Text {
        state.focus = Focus { pane: Pane::Text, row: 0, ..state.focus };
    } else {
        quit(state, effects);
    }
}

/// Ends the program, unless a note would be lost by it: that is said first.
pub(super) fn quit(state: &mut State, effects: &mut Vec<Effect>) {
    if super::notes::holds_back(state, effects) {
        return;
    }
    effects.extend(super::writing::draft(state));
    remember(state, effects);
    effects.push(Effect::Quit);
}

/// Has the place in the open briefing and what is open kept.
pub(super) fn remember(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(open) = state.open() {
        let (briefing, reading) = (open.briefing.id.clone(), open.reading());
        state.trail.readings.insert(briefing.clone(), reading.clone());
        effects.push(Effect::Remember { briefing, reading });
    }
    effects.extend(left(state));
}

/// How the library would be left now.
fn left(state: &State) -> Option<Effect> {
    let (briefing, filter) = match &state.desk {
        Desk::Briefing(open) => (open.briefing.id.clone(), &open.filter),
        Desk::Refused { .. } => (state.open_entry()?.id().to_owned(), &state.start.filter),
        Desk::Empty => return None,
    };
    let filter = (!filter.is_empty()).then(|| filter.to_string());
    // The file that remembers it is text: so is a path that can be remembered.
    let path = state.open_path().filter(|path| path.to_str().is_some()).map(Path::to_owned);
    Some(Effect::RememberLeft { briefing: Some(briefing), path, filter })
}
