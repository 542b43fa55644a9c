//! The view of passages: typing its query, having the library searched, going to what was found.

use std::sync::Arc;

use super::errands::waits;
use super::{ahead, files, filter, moving, views};
use crate::app::errand::Then;
use crate::app::event::Effect;
use crate::app::hunt::{Hunt, Stock};
use crate::app::open::Way;
use crate::app::passages::{Finds, PassageLine};
use crate::app::query_line::QueryLine;
use crate::app::state::State;
use crate::app::views::View;
use crate::layout::list::first_in_sight;
use crate::layout::sheet::inspector::{Inspected, inspector};
use crate::layout::sheet::noted::NotesHere;
use crate::layout::sheet::{Ink, Sheet};
use crate::layout::{Pane, Split};
use crate::notes::Document;
use crate::notes::anchor::Ground;
use crate::notes::notebook::Places;
use crate::query::Lexicon;

/// So many briefings give their names to what is offered while a query is typed.
const MOST_NAMED: usize = 2000;

/// Shows the view with the keys in its query line.
pub(super) fn find(state: &mut State) {
    views::show(state, View::Passages);
    begin(state);
}

/// Gives the keys to the query line.
pub(super) fn begin(state: &mut State) {
    let mut names = state.trail.errands.names.clone();
    for entry in state.library.entries().iter().take(MOST_NAMED) {
        entry.briefing.iter().for_each(|briefing| names.add_briefing(briefing));
    }
    let notebooks = state.notes.notebooks().flat_map(|(_, notebook)| notebook.notes());
    notebooks.for_each(|note| names.add_note(note));
    let view = &mut state.trail.passages;
    view.line = QueryLine::new(view.line.input.value(), Arc::new(names));
    view.is_typing = true;
}

/// Takes in what was typed. While something is wrong with it, what was found last stays.
pub(super) fn typed(state: &mut State, effects: &mut Vec<Effect>) {
    let (vocabulary, searches) = (&state.settings.vocabulary, &state.settings.searches);
    let view = &mut state.trail.passages;
    view.is_eager = false;
    let Some(query) = view.line.read(Lexicon { vocabulary, searches }) else { return };
    if query != view.query {
        (view.query, view.row, view.scroll) = (query, 0, 0);
        hunt(state, effects);
    }
}

/// Completes what is typed.
pub(super) fn complete(state: &mut State, effects: &mut Vec<Effect>) {
    let (vocabulary, searches) = (&state.settings.vocabulary, &state.settings.searches);
    if state.trail.passages.line.complete(Lexicon { vocabulary, searches }) {
        typed(state, effects);
    }
}

/// Has the library searched; an earlier search is outdated.
fn hunt(state: &mut State, effects: &mut Vec<Effect>) {
    state.start.searches += 1;
    let number = state.start.searches;
    let stock = match state.trail.passages.stock.take() {
        Some(stock) => stock,
        None => Arc::new(stock(state)),
    };
    let (query, asker) = (state.trail.passages.query.clone(), filter::asker(state));
    state.trail.passages.stock = Some(Arc::clone(&stock));
    state.trail.passages.sought = Some(number);
    effects.push(Effect::FindPassages { number, hunt: Box::new(Hunt { query, asker, stock }) });
}

/// What is searched.
fn stock(state: &State) -> Stock {
    let notes = state.notes.notebooks().map(|(id, notebook)| {
        (id.to_owned(), notebook.documents().map(Document::note).cloned().collect())
    });
    let (library, readings) = (state.library.clone(), state.trail.readings.clone());
    Stock { library, notes: notes.collect(), readings }
}

/// The answer: lists what was found. The selected passage stays selected where it is still there.
pub(super) fn found(state: &mut State, number: u64, found: Vec<Finds>, effects: &mut Vec<Effect>) {
    let view = &mut state.trail.passages;
    if view.sought != Some(number) {
        return;
    }
    view.sought = None;
    let here = view.selected().filter(|_| view.row > 0);
    let here = here.map(|(finds, at)| (Arc::clone(&finds.entry), at));
    view.found = found;
    let row = here.and_then(|(entry, passage)| {
        let is_same = |finds: &&Finds| {
            let is_same_text = finds.entry.fingerprint == entry.fingerprint;
            finds.id() == entry.id() && is_same_text
        };
        let finds = view.found.iter().find(is_same)?;
        Some(finds.first + finds.passages.iter().position(|found| *found == passage)?)
    });
    view.row = row.unwrap_or(0);
    if std::mem::take(&mut view.is_eager) {
        go(state, effects);
        if state.trail.errands.waiting.is_none() && state.focus.view == View::Passages {
            ahead::miss(state);
        }
    }
}

/// Takes what is offered, or goes to the selected passage, as soon as that is known.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    let view = &mut state.trail.passages;
    if view.is_typing && view.line.selected().is_some() {
        return complete(state, effects);
    }
    if view.is_typing {
        view.line.settle();
        if let Some(fault) = view.line.told() {
            let words = fault.reason.clone();
            return state.warn(words);
        }
    }
    if view.sought.is_some() {
        view.is_eager = true;
        state.trail.ahead.begin();
    } else {
        go(state, effects);
    }
}

/// Goes to the selected passage; the way back is remembered.
pub(super) fn go(state: &mut State, effects: &mut Vec<Effect>) {
    let view = &state.trail.passages;
    let Some((finds, at)) = view.selected() else {
        state.say("no passage meets this query");
        return;
    };
    let path = finds.entry.path.clone();
    let Some(passage) = finds.briefing(&state.library).and_then(|it| it.passages.get(at)) else {
        if !waits(state, &path, Then::Passage, effects) {
            state.say("its file has changed; the library is being searched again");
        }
        return;
    };
    let id = passage.id.clone();
    let lit = view.query.lit(&passage.text).into_iter().next();
    state.trail.passages.is_typing = false;
    moving::leave_mark(state);
    views::show(state, View::Read);
    if state.open_path() != Some(&path) {
        files::open(state, &path, effects);
    }
    moving::focus(state, Pane::Text);
    let Some(open) = state.open_mut().filter(|open| open.path == path) else { return };
    match open.briefing.passage_named(&id) {
        Some(passage) => {
            let lifted = open.unfold(passage);
            open.go_to(passage);
            if let (Some(run), Some(item)) = (lit, open.page.item_of(passage)) {
                open.point_at(passage, run.start);
                open.page.reveal_byte(item, run.start, &open.briefing);
            }
            filter::tell_lifted(state, lifted);
        }
        None => state.say("that passage is gone from the file"),
    }
}

/// From the query line to the list, from the list back to the text.
pub(super) fn cancel(state: &mut State) {
    let view = &mut state.trail.passages;
    if view.is_typing {
        view.is_typing = false;
        view.line.settle();
    } else {
        views::show(state, View::Read);
    }
}

/// Lists every passage again.
pub(super) fn clear(state: &mut State, effects: &mut Vec<Effect>) {
    state.trail.passages.line.put("");
    typed(state, effects);
}

/// Moves the selection: of what is offered where something is, else of the list.
pub(super) fn select(state: &mut State, by: isize) {
    let view = &mut state.trail.passages;
    if view.is_typing && !view.line.candidates().is_empty() {
        view.line.select(by);
    } else {
        view.select(view.row.saturating_add_signed(by));
    }
}

/// Selects the first or the last row.
pub(super) fn edge(state: &mut State, way: Way) {
    state.trail.passages.select(if way == Way::On { usize::MAX } else { 0 });
}

/// Scrolls the preview by a page.
pub(super) fn turn_preview(state: &mut State, way: Way) {
    let Some(area) = Split::new(state.window).and_then(|split| split.preview) else { return };
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    scroll_preview(state, if way == Way::On { 1 } else { -1 } * room.cast_signed());
}

/// Scrolls the preview by rows.
pub(super) fn scroll_preview(state: &mut State, by: isize) {
    let Some(area) = Split::new(state.window).and_then(|split| split.preview) else { return };
    let most =
        passage_sheet(state, area.width).lines.len().saturating_sub(usize::from(area.height));
    let view = &mut state.trail.passages;
    view.scroll = view.scroll.saturating_add_signed(by).min(most);
}

/// Puts the line that keeps the query under a name into the clipboard, and says where it belongs.
pub(super) fn copy_search(state: &mut State, effects: &mut Vec<Effect>) {
    if state.focus.view != View::Passages || state.trail.passages.query.is_empty() {
        state.say("there is no query to keep; ctrl-f types one");
        return;
    }
    let line = state.trail.passages.line_to_keep(&state.settings.searches);
    state.say(format!("copied, for [searches] in the configuration: {line}"));
    effects.push(Effect::Copy(line));
}

/// Searches anew where the library or the notes changed, and finds the notes of the selected passage.
pub(super) fn settle(state: &mut State, effects: &mut Vec<Effect>) {
    if state.focus.view != View::Passages {
        return;
    }
    let view = &state.trail.passages;
    if view.stock.is_none() && view.sought.is_none() {
        hunt(state, effects);
    }
    let selected = state.trail.passages.selected();
    let briefing = selected.and_then(|(finds, _)| finds.briefing(&state.library)).cloned();
    let Some(briefing) = briefing else { return };
    if state.trail.passages.beside.0 != briefing.id {
        let places = state.notes.notebook(&briefing.id).map_or_else(Places::default, |notebook| {
            Places::of(notebook, &Ground::of(&briefing), &|snapshot| state.notes.past(snapshot))
        });
        state.trail.passages.beside = (briefing.id.clone(), places);
    }
}

/// The briefings that the list shows something of, and those that the selected passage is linked to.
pub(super) fn in_sight(state: &State) -> Vec<String> {
    let view = &state.trail.passages;
    let Some(split) = Split::new(state.window) else { return Vec::new() };
    let height = usize::from(split.list.height);
    let first = first_in_sight(view.selected_line(), view.lines(), height);
    let shown = (first..first + height).filter_map(|line| view.line_at(line));
    let shown = shown.filter_map(|line| match line {
        PassageLine::Row(_, group, _) => Some(view.found[group].id().to_owned()),
        PassageLine::Heading(_) => None,
    });
    let mut ids: Vec<String> = shown.collect();
    ids.dedup();
    let selected = view.selected();
    let passage = selected.and_then(|(finds, at)| {
        finds.briefing(&state.library).and_then(|briefing| briefing.passages.get(at))
    });
    let links = passage.into_iter().flat_map(|passage| &passage.links);
    ids.extend(links.map(|link| link.briefing.clone()));
    ids
}

/// The selected passage in full, its found words lit, and what is known of it.
pub fn passage_sheet(state: &State, width: u16) -> Sheet {
    let mut sheet = Sheet::new(width);
    let view = &state.trail.passages;
    let Some((finds, passage)) = view.selected() else { return sheet };
    let Some(briefing) = finds.briefing(&state.library) else { return sheet };
    let Some(found) = briefing.passages.get(passage) else { return sheet };
    let alphabet = state.settings.alphabet;
    sheet.words(0, Ink::Strong, &briefing.about.title);
    sheet.words(0, Ink::Muted, &briefing.outlets());
    sheet.gap();
    let lit: Vec<_> = view.query.lit(&found.text).into_iter().map(|run| (run, Ink::Lit)).collect();
    sheet.marked(&found.text, Ink::Plain, &lit, alphabet.pick('•', '-'));
    sheet.gap();
    let (_, places) = &view.beside;
    let notebook = state.notes.notebook(&briefing.id);
    let note = |id| notebook.and_then(|notebook| notebook.get(id)).map(Document::note);
    let notes = places.on_passage(passage);
    let notes = notes.filter_map(|placed| Some((note(placed.note)?, &placed.found))).collect();
    let author = state.settings.author.as_deref();
    let inspected = Inspected {
        briefing,
        passage,
        tags: places.tags(briefing, passage, &state.settings.vocabulary),
        notes: NotesHere { notes, chosen: None, author },
    };
    sheet.lines.extend(inspector(&state.library, &inspected, alphabet, width).lines);
    sheet
}
