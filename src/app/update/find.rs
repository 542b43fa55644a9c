//! Finding words in the open briefing, as they are typed.

use tui_input::Input;

use super::{filter, moving};
use crate::app::event::Effect;
use crate::app::open::{Open, Search, Way};
use crate::app::state::{Finding, Mode, Stand, State};
use crate::query::Query;
use crate::query::find::{Hit, first_from, in_passage};

/// Opens the line that the words are typed on.
pub(super) fn begin(state: &mut State) {
    if let Some(open) = state.open() {
        let (cursor, top, filter) = (open.cursor, open.page.top(), open.filter.clone());
        let stand = Stand { cursor, top, filter };
        state.mode = Mode::Finding(Finding { input: Input::default(), stand });
    }
}

/// Has the briefing searched for what was typed; the answer comes as an event.
pub(super) fn search(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Finding(finding) = &state.mode else { return };
    let pattern = finding.input.value().to_owned();
    let stand = finding.stand.clone();
    state.start.searches += 1;
    let number = state.start.searches;
    let Some(open) = state.open_mut() else { return };
    if pattern.trim().is_empty() {
        open.search = None;
        go_back(open, stand);
        return;
    }
    // Until the answer comes the old places stay lit: most keys only narrow them down.
    let known = open.search.take().unwrap_or_default();
    open.search = Some(Search { number, pattern: pattern.clone(), ..known });
    effects.push(Effect::Find { search: number, briefing: open.briefing.clone(), pattern });
}

/// Has a text that changed searched again for what is lit in it; the cursor stays.
pub(super) fn search_again(state: &mut State, pattern: String, effects: &mut Vec<Effect>) {
    state.start.searches += 1;
    let number = state.start.searches;
    let Some(open) = state.open_mut() else { return };
    let search = Search { number, pattern: pattern.clone(), is_again: true, ..Search::default() };
    open.search = Some(search);
    effects.push(Effect::Find { search: number, briefing: open.briefing.clone(), pattern });
}

/// The answer: lights the places and shows the first one from where the search began.
pub(super) fn found(state: &mut State, number: u64, hits: Vec<Hit>) {
    let stand = match &state.mode {
        Mode::Finding(finding) => Some(finding.stand.clone()),
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
    let Some(open) = state.open_mut() else { return };
    let Some(search) = open.search.as_mut().filter(|search| search.number == number) else {
        return;
    };
    search.at = first_from(&hits, stand.as_ref().map_or(open.cursor, |stand| stand.cursor));
    search.hits = Some(hits);
    match (search.at, stand) {
        _ if search.is_again => {}
        (Some(at), stand) => {
            let lifted = show(open, at, stand.is_some());
            if stand.is_none() {
                filter::tell_lifted(state, lifted);
            }
        }
        (None, Some(stand)) => go_back(open, stand),
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
    // From the place that was shown last, or from the passage that the reader has moved to since.
    let here = search.at.filter(|&at| hits.get(at).is_some_and(|hit| hit.passage == open.cursor));
    let first = in_passage(hits, open.cursor).start;
    let (at, around) = match way {
        Way::On => match here.map_or(first, |here| here + 1) {
            at if at < hits.len() => (at, None),
            _ => (0, Some("from the start again")),
        },
        Way::Back => match here.unwrap_or(first).checked_sub(1) {
            Some(at) => (at, None),
            None => (hits.len() - 1, Some("from the end again")),
        },
    };
    let is_typing = matches!(state.mode, Mode::Finding(_));
    if !is_typing {
        moving::leave_mark(state);
    }
    let Some(open) = state.open_mut() else { return };
    let lifted = show(open, at, is_typing);
    if let Some(around) = around {
        state.say(around);
    }
    if !is_typing {
        filter::tell_lifted(state, lifted);
    }
}

/// Keeps the place that was found; the way back is remembered.
pub(super) fn accept(state: &mut State) {
    let Mode::Finding(finding) = std::mem::replace(&mut state.mode, Mode::Reading) else { return };
    let Some(open) = state.open_mut() else { return };
    let found = open.cursor;
    open.cursor = finding.stand.cursor;
    moving::leave_mark(state);
    if let Some(open) = state.open_mut() {
        open.cursor = found;
        if open.search.as_ref().is_some_and(|search| search.at.is_some()) {
            open.go_to(found);
        }
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
    // While words are typed it comes and goes with the places.
    let is_lifted = state.open().is_some_and(|open| open.filter != finding.stand.filter);
    filter::tell_lifted(state, is_lifted.then_some(finding.stand.filter));
}

/// Goes back to where the search began, and lights nothing.
pub(super) fn cancel(state: &mut State) {
    let Mode::Finding(finding) = std::mem::replace(&mut state.mode, Mode::Reading) else { return };
    if let Some(open) = state.open_mut() {
        open.search = None;
        go_back(open, finding.stand);
    }
}

fn go_back(open: &mut Open, stand: Stand) {
    if open.filter != stand.filter {
        open.refilter(stand.filter);
    }
    open.stand(stand.cursor, stand.top);
}

/// Puts the cursor on a place. A passage that the filter hides is unfolded by showing everything.
/// While words are being typed the places only flit by: none of them counts as read. Gives the filter that is lifted.
fn show(open: &mut Open, at: usize, is_typing: bool) -> Option<Query> {
    let search = open.search.as_mut()?;
    let hit = search.hits.as_ref().and_then(|hits| hits.get(at)).cloned()?;
    search.at = Some(at);
    let lifted = open.unfold(hit.passage);
    if is_typing {
        open.look_at(hit.passage);
    } else {
        open.go_to(hit.passage);
    }
    if let Some(item) = open.page.item_of(hit.passage) {
        open.page.reveal_byte(item, hit.run.start, &open.briefing);
    }
    lifted
}
