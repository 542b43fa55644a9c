//! The filter: its query line, its facets, and what changing either does.

use std::sync::Arc;

use super::asking;
use crate::app::event::Effect;
use crate::app::filtering::{Before, Filtering};
use crate::app::holding::{Asker, Holding};
use crate::app::open::{Open, Way};
use crate::app::query_line::QueryLine;
use crate::app::state::{Mode, State};
use crate::app::views::View;
use crate::briefing::{Entry, SharedBriefing};
use crate::notes::Document;
use crate::query::clause::Clause;
use crate::query::field::Being;
use crate::query::names::Names;
use crate::query::sieve::Answer;
use crate::query::{Facet, Field, Lexicon, Query, Sieve};

/// From so many passages on, words are looked for away from the keys.
const MANY: usize = 1000;

/// Opens the filter, its keys at the facets.
pub(super) fn begin(state: &mut State, effects: &mut Vec<Effect>) {
    if state.focus.view == View::Notes {
        return asking::begin(state);
    }
    let Some(open) = state.open_mut() else { return };
    let sieve = Sieve::new(&open.briefing, |passage| open.effective().of_passage(passage));
    open.sifting.sieve = sieve;
    let mut names = Names::default();
    names.add_briefing(&open.briefing);
    let (filter, id) = (open.filter.clone(), open.briefing.id.clone());
    if let Some(notebook) = state.notes.notebook(&id) {
        notebook.notes().for_each(|note| names.add_note(note));
    }
    let line = QueryLine::new(filter.to_string(), Arc::new(names));
    state.mode = Mode::Filtering(Box::new(Filtering { line, ..Filtering::default() }));
    set(state, filter, effects);
}

/// Gives the keys to the query line.
pub(super) fn type_query(state: &mut State) {
    let Some((cursor, top)) = state.open().map(|open| (open.cursor, open.page.top())) else {
        return;
    };
    if let Mode::Filtering(filtering) = &mut state.mode {
        let query = filtering.line.input.value().to_owned();
        filtering.before = Some(Before { query, cursor, top });
    }
}

/// Takes in what was typed on the query line. While something is wrong with it, the last filter holds.
pub(super) fn typed(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Filtering(filtering) = &mut state.mode else { return };
    let (vocabulary, searches) = (&state.settings.vocabulary, &state.settings.searches);
    if let Some(query) = filtering.line.read(Lexicon { vocabulary, searches }) {
        set(state, query, effects);
    }
}

/// Puts what is offered on the line.
pub(super) fn complete(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Filtering(filtering) = &mut state.mode else { return };
    let (vocabulary, searches) = (&state.settings.vocabulary, &state.settings.searches);
    if filtering.line.complete(Lexicon { vocabulary, searches }) {
        typed(state, effects);
    }
}

/// From the query line to the facets; from the facets back to the text.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Filtering(filtering) = &mut state.mode else { return };
    if !filtering.is_typing() {
        state.mode = Mode::Reading;
        return;
    }
    if filtering.line.selected().is_some() {
        return complete(state, effects);
    }
    filtering.line.settle();
    if let Some(fault) = filtering.line.told() {
        let words = fault.reason.clone();
        return state.warn(words);
    }
    filtering.before = None;
}

/// From the query line to the facets, the query and the place as they were before; from the facets back
/// to the text.
pub(super) fn cancel(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Filtering(filtering) = &mut state.mode else { return };
    match filtering.before.take() {
        Some(Before { query, cursor, top }) => {
            filtering.line.put(query);
            typed(state, effects);
            if let Some(open) = state.open_mut() {
                open.stand(cursor, top);
            }
        }
        None => state.mode = Mode::Reading,
    }
}

/// Shows every passage again.
pub(super) fn clear(state: &mut State, effects: &mut Vec<Effect>) {
    if state.focus.view == View::Passages {
        return super::passages::clear(state, effects);
    }
    if state.focus.view == View::Notes {
        return asking::clear(state);
    }
    if let Mode::Filtering(filtering) = &mut state.mode {
        filtering.line.put("");
    }
    let Some(open) = state.open_mut() else { return };
    if open.filter.is_empty() && open.sifting.sought.is_none() {
        state.say("no filter is set");
    } else {
        open.refilter(Query::default());
        state.say("every passage is shown");
    }
}

/// Says that a filter was lifted, and which, so that it can be set again.
pub(super) fn tell_lifted(state: &mut State, lifted: Option<Query>) {
    if let Some(filter) = lifted {
        state.say(format!("the filter hid this and is lifted: {filter}"));
    }
}

/// Selects another facet, or another candidate for the query line.
pub(super) fn select(state: &mut State, by: isize) {
    let rows = state.open().map_or(0, |open| open.sifting.sieve.rows().len());
    let Mode::Filtering(filtering) = &mut state.mode else { return };
    if filtering.is_typing() {
        filtering.line.select(by);
    } else {
        filtering.row = filtering.row.saturating_add_signed(by).min(rows.saturating_sub(1));
    }
}

/// Selects the first facet of the next or previous kind.
pub(super) fn select_kind(state: &mut State, way: Way) {
    let Some(open) = state.open() else { return };
    let rows = open.sifting.sieve.rows();
    let Mode::Filtering(filtering) = &state.mode else { return };
    let Some(here) = rows.get(filtering.row).map(Facet::kind) else { return };
    let mut firsts =
        (0..rows.len()).filter(|&at| at == 0 || rows[at - 1].kind() != rows[at].kind());
    let target = match way {
        Way::On => firsts.find(|&at| rows[at].kind() > here),
        Way::Back => firsts.rfind(|&at| at < filtering.row),
    };
    if let (Some(row), Mode::Filtering(filtering)) = (target, &mut state.mode) {
        filtering.row = row;
    }
}

/// Switches the selected facet.
pub(super) fn toggle(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Filtering(filtering) = &state.mode else { return };
    let facet = state.open().and_then(|open| open.sifting.sieve.rows().get(filtering.row));
    if let Some(facet) = facet.cloned() {
        switch(state, &facet, effects);
    }
}

/// Switches the facet that has this letter.
pub(super) fn toggle_letter(state: &mut State, letter: char, effects: &mut Vec<Effect>) {
    match Facet::tags().enumerate().find(|(_, facet)| facet.letter() == Some(letter)) {
        Some((row, facet)) => {
            if let Mode::Filtering(filtering) = &mut state.mode {
                filtering.row = row;
            }
            switch(state, &facet, effects);
        }
        None => state.say(format!("no value has the letter {letter}")),
    }
}

fn switch(state: &mut State, facet: &Facet, effects: &mut Vec<Effect>) {
    let Some(open) = state.open() else { return };
    let sought = open.sifting.sought.as_ref().map(|(_, query)| query);
    let query = sought.unwrap_or(&open.filter).toggled(facet);
    if let Mode::Filtering(filtering) = &mut state.mode {
        filtering.line.put(query.to_string());
    }
    set(state, query, effects);
    if let Some(notice) = state.open().and_then(all_hidden) {
        state.say(notice);
    }
}

fn all_hidden(open: &Open) -> Option<&'static str> {
    (!open.has_cursor()).then_some("no passage carries all of this; F shows every passage again")
}

/// Filters by `query`: at once where that takes no time, else as soon as the answer is there.
fn set(state: &mut State, query: Query, effects: &mut Vec<Effect>) {
    let Some(open) = state.open() else { return };
    let clauses = open.sifting.sieve.unknown(&query);
    let is_long = open.briefing.passages.len() >= MANY && clauses.iter().any(Clause::has_words);
    let asked = (!clauses.is_empty()).then(|| holding(state, open, &query));
    let asker = asker(state);
    if is_long && let Some(holding) = asked {
        state.start.searches += 1;
        let number = state.start.searches;
        if let Some(open) = state.open_mut() {
            open.sifting.sought = Some((number, query));
        }
        effects.push(Effect::Sift { number, holding: Box::new(holding), clauses, asker });
        return;
    }
    let answers = asked.and_then(|holding| holding.answers(&clauses, &asker, || false));
    let Some(open) = state.open_mut() else { return };
    open.sifting.sieve.learn(answers.unwrap_or_default());
    open.refilter(query);
}

/// The answer to what was asked away from the keys.
pub(super) fn sifted(state: &mut State, number: u64, answers: Vec<Answer>) {
    let Some(open) = state.open_mut() else { return };
    let Some((_, query)) = open.sifting.sought.take_if(|(sought, _)| *sought == number) else {
        return;
    };
    open.sifting.sieve.learn(answers);
    open.refilter(query);
}

/// Sifts anew: the text or the notes are others.
pub(super) fn again(state: &mut State, effects: &mut Vec<Effect>) {
    let has_facets = matches!(state.mode, Mode::Filtering(_));
    let Some(open) = state.open_mut() else { return };
    if open.filter.is_empty() && !has_facets && open.sifting.sought.is_none() {
        return;
    }
    let facets = has_facets
        .then(|| Sieve::new(&open.briefing, |passage| open.effective().of_passage(passage)));
    open.sifting.sieve = facets.unwrap_or_default();
    let sought = open.sifting.sought.take().map(|(_, query)| query);
    let query = sought.unwrap_or_else(|| open.filter.clone());
    set(state, query, effects);
}

/// The sieve that shows of a briefing what meets `filter`, before it is opened.
pub(super) fn sieve(
    state: &State,
    (entry, briefing): (&Entry, &SharedBriefing),
    filter: &Query,
) -> Sieve {
    let mut sieve = Sieve::default();
    let clauses = sieve.unknown(filter);
    if clauses.is_empty() {
        return sieve;
    }
    let mut notes = Vec::new();
    if filter.asks_for_notes()
        && let Some(notebook) = state.notes.notebook(&briefing.id)
    {
        let all = notebook.documents().map(|document| (document.note().clone(), None));
        notes.extend(all);
    }
    let reading = state.trail.readings.get(entry.id()).cloned();
    let (path, briefing) = (entry.path.clone(), briefing.clone());
    let holding = Holding { path, briefing, notes, reading };
    sieve.learn(holding.answers(&clauses, &asker(state), || false).unwrap_or_default());
    sieve.sift(filter);
    sieve
}

/// Who asks.
pub(super) fn asker(state: &State) -> Asker {
    let vocabulary = state.settings.vocabulary.clone();
    Asker { vocabulary, me: state.settings.author.clone() }
}

/// The open briefing with what `query` asks of it.
fn holding(state: &State, open: &Open, query: &Query) -> Holding {
    let mut notes = Vec::new();
    if query.asks_for_notes()
        && let Some(notebook) = state.notes.notebook(&open.briefing.id)
    {
        let wants_buried = query.asks_for(Being::Buried);
        let all = notebook.documents().map(Document::note);
        let wanted = all.filter(|note| wants_buried || !note.is_buried());
        notes.extend(wanted.map(|note| (note.clone(), open.noted.places.found(note.id).cloned())));
    }
    let reading = query.names(Field::Is).then(|| {
        let mut reading = open.reading();
        // A passage that was read before its text changed is revised until it is read again.
        let known = state.trail.readings.get(&open.briefing.id);
        for (id, print) in known.into_iter().flat_map(|known| &known.read) {
            reading.read.entry(id.clone()).or_insert(*print);
        }
        reading
    });
    Holding { path: open.path.clone(), briefing: open.briefing.clone(), notes, reading }
}
