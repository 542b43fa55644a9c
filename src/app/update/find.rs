//! Finding words in the open briefing, as they are typed.

use tui_input::Input;

use super::moving;
use crate::app::event::Effect;
use crate::app::open::{Open, Search, Way};
use crate::app::state::{Finding, Mode, State};
use crate::query::find::{Hit, first_from};

/// Opens the line that the words are typed on.
pub(super) fn begin(state: &mut State) {
    if let Some(open) = state.open() {
        let (cursor, top) = (open.cursor, open.page.top());
        state.mode = Mode::Finding(Finding { input: Input::default(), cursor, top });
    }
}

/// Has the briefing searched for what was typed; the answer comes as an event.
pub(super) fn search(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Finding(finding) = &state.mode else { return };
    let pattern = finding.input.value().to_owned();
    let (cursor, top) = (finding.cursor, finding.top);
    state.start.searches += 1;
    let number = state.start.searches;
    let Some(open) = state.open_mut() else { return };
    if pattern.trim().is_empty() {
        open.search = None;
        go_back(open, cursor, top);
        return;
    }
    // Until the answer comes the old places stay lit: most keys only narrow them down.
    let known = open.search.take().unwrap_or_default();
    open.search = Some(Search { number, pattern: pattern.clone(), ..known });
    effects.push(Effect::Find { search: number, briefing: open.briefing.clone(), pattern });
}

/// The answer: lights the places and shows the first one from where the search began.
pub(super) fn found(state: &mut State, number: u64, hits: Vec<Hit>) {
    let from = match &state.mode {
        Mode::Finding(finding) => Some((finding.cursor, finding.top)),
        Mode::Reading | Mode::Filtering { .. } | Mode::Picking(_) | Mode::Leaf(_) => None,
    };
    let Some(open) = state.open_mut() else { return };
    let Some(search) = open.search.as_mut().filter(|search| search.number == number) else {
        return;
    };
    search.at = first_from(&hits, from.map_or(open.cursor, |(cursor, _)| cursor));
    search.hits = Some(hits);
    match (search.at, from) {
        (Some(at), _) => show(open, at),
        (None, Some((cursor, top))) => go_back(open, cursor, top),
        (None, None) => {}
    }
}

/// To the next or previous place.
pub(super) fn next(state: &mut State, way: Way) {
    let Some(open) = state.open() else { return };
    let Some(search) = &open.search else {
        state.say("nothing was searched for; / finds words");
        return;
    };
    let (Some(hits), pattern) = (&search.hits, &search.pattern) else { return };
    if hits.is_empty() {
        let text = format!("{pattern} is not in this briefing");
        state.say(text);
        return;
    }
    let here = search.at.unwrap_or(0);
    let (at, around) = match way {
        Way::On if here + 1 == hits.len() => (0, Some("from the start again")),
        Way::On => (here + 1, None),
        Way::Back if here == 0 => (hits.len() - 1, Some("from the end again")),
        Way::Back => (here - 1, None),
    };
    if matches!(state.mode, Mode::Reading) {
        moving::leave_mark(state);
    }
    if let Some(open) = state.open_mut() {
        show(open, at);
    }
    if let Some(around) = around {
        state.say(around);
    }
}

/// Keeps the place that was found; the way back is remembered.
pub(super) fn accept(state: &mut State) {
    let Mode::Finding(finding) = std::mem::replace(&mut state.mode, Mode::Reading) else { return };
    let Some(open) = state.open_mut() else { return };
    let found = open.cursor;
    open.cursor = finding.cursor;
    moving::leave_mark(state);
    if let Some(open) = state.open_mut() {
        open.cursor = found;
        let pattern = open.search.as_ref().map(|search| search.pattern.clone());
        let is_missing = open
            .search
            .as_ref()
            .is_some_and(|search| search.hits.as_ref().is_some_and(Vec::is_empty));
        if let (true, Some(pattern)) = (is_missing, pattern) {
            open.search = None;
            state.say(format!("{pattern} is not in this briefing"));
        }
    }
}

/// Goes back to where the search began, and lights nothing.
pub(super) fn cancel(state: &mut State) {
    let Mode::Finding(finding) = std::mem::replace(&mut state.mode, Mode::Reading) else { return };
    if let Some(open) = state.open_mut() {
        open.search = None;
        go_back(open, finding.cursor, finding.top);
    }
}

fn go_back(open: &mut Open, cursor: usize, top: crate::layout::Spot) {
    open.cursor = cursor;
    open.page.put_at_top(top, &open.briefing);
}

/// Puts the cursor on a place. A passage that the filter hides is unfolded by showing everything.
fn show(open: &mut Open, at: usize) {
    let Some(search) = &mut open.search else { return };
    let Some(hit) = search.hits.as_ref().and_then(|hits| hits.get(at)).cloned() else { return };
    search.at = Some(at);
    if open.page.item_of(hit.passage).is_none() {
        open.refilter(crate::query::Filter::default());
    }
    open.go_to(hit.passage);
    if let Some(item) = open.page.item_of(hit.passage) {
        open.page.reveal_byte(item, hit.run.start, &open.briefing);
    }
}
