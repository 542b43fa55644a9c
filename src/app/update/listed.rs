//! The list of all notes: selecting a row, going to its place, what is listed and in what order.

use super::errands::waits;
use super::{files, filter, moving, notes, views};
use crate::app::errand::Then;
use crate::app::event::Effect;
use crate::app::notes_view::{Listed, Sorting, Standing, preview};
use crate::app::open::Way;
use crate::app::state::State;
use crate::app::views::View;
use crate::layout::Split;
use crate::notes::anchor::Stand;
use crate::notes::{Note, NoteId};

/// The selected note with what is known of its place; none in another view.
pub(super) fn selected(state: &State) -> Option<(&Listed, &Note)> {
    let listed = state.trail.notes.listed().filter(|_| state.focus.view == View::Notes)?;
    let notebook = state.notes.notebook(&listed.briefing)?;
    Some((listed, notebook.get(listed.note)?.note()))
}

/// Says that no note is selected.
pub(super) fn say_none(state: &mut State) {
    let words = match state.focus.view {
        View::Notes if state.trail.notes.file().is_some() => "this file is no note",
        View::Notes => "there is no note here",
        View::Read | View::Passages => {
            "this works on a note that is selected among all notes; 3 shows them"
        }
    };
    state.say(words);
}

/// Moves the selection.
pub(super) fn select(state: &mut State, by: isize) {
    let view = &mut state.trail.notes;
    view.select(view.row.saturating_add_signed(by));
}

/// Selects the first or the last row.
pub(super) fn edge(state: &mut State, way: Way) {
    state.trail.notes.select(if way == Way::On { usize::MAX } else { 0 });
}

/// Scrolls the preview by a page.
pub(super) fn turn_preview(state: &mut State, way: Way) {
    let Some(area) = Split::new(state.window).and_then(|split| split.preview) else { return };
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    let by = if way == Way::On { 1 } else { -1 } * room.cast_signed();
    scroll_preview(state, by);
}

/// Scrolls the preview by rows.
pub(super) fn scroll_preview(state: &mut State, by: isize) {
    let Some(area) = Split::new(state.window).and_then(|split| split.preview) else { return };
    let lines = preview(state, area.width).lines.len();
    let most = lines.saturating_sub(usize::from(area.height));
    let view = &mut state.trail.notes;
    view.scroll = view.scroll.saturating_add_signed(by).min(most);
}

/// Goes to the place of the selected note; brings it back where it was deleted.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    match selected(state) {
        None => say_none(state),
        Some((_, note)) if note.is_buried() => restore(state, effects),
        Some(_) => _ = go(state, effects),
    }
}

/// Shows the place of the selected note in its briefing. Whether there is one.
pub(super) fn go(state: &mut State, effects: &mut Vec<Effect>) -> bool {
    let Some((listed, _)) = selected(state) else {
        say_none(state);
        return false;
    };
    let (id, briefing) = (listed.note, listed.briefing.clone());
    let is_open = state.open().is_some_and(|open| open.briefing.id == briefing);
    let entry = state.library.entry_named(&briefing).filter(|_| !is_open);
    let path = entry.map(|entry| entry.path.clone());
    if listed.standing == Standing::Absent || (path.is_none() && !is_open) {
        state.say(format!("its briefing, {briefing}, is not in this library"));
        return false;
    }
    if let Some(path) = &path
        && waits(state, path, Then::Note, effects)
    {
        return false;
    }
    moving::leave_mark(state);
    views::show(state, View::Read);
    if let Some(path) = path {
        files::open(state, &path, effects);
    }
    moving::focus(state, crate::layout::Pane::Text);
    state.notes.current = Some(id);
    show_place(state, id);
    true
}

/// Puts the cursor on what a note of the open briefing stands on.
fn show_place(state: &mut State, id: NoteId) {
    let Some(open) = state.open_mut() else { return };
    let found = open.noted.places.found(id).map(|found| found.stand().clone());
    match found.unwrap_or(Stand::Tray) {
        Stand::Briefing => open.show_edge(Way::Back),
        Stand::Section(section) => {
            let passages = open.briefing.sections.get(section).map(|found| found.passages.clone());
            match passages.filter(|passages| !passages.is_empty()) {
                Some(passages) => {
                    open.go_to(passages.start);
                    open.show_heading(passages.start);
                }
                None => state.say("this section has no passage"),
            }
        }
        Stand::Passage(passage) => {
            let lifted = open.unfold(passage);
            open.go_to(passage);
            filter::tell_lifted(state, lifted);
        }
        Stand::Span(passage, span) => {
            let lifted = open.unfold(passage);
            open.go_to(passage);
            open.point_at(passage, span.start);
            if let Some(item) = open.page.item_of(passage) {
                open.page.reveal_byte(item, span.start, &open.briefing);
            }
            filter::tell_lifted(state, lifted);
        }
        Stand::Tray => state.say("nothing is left of its place in this briefing"),
    }
}

/// Brings the selected note back.
pub(super) fn restore(state: &mut State, effects: &mut Vec<Effect>) {
    let Some((_, note)) = selected(state) else { return say_none(state) };
    if !note.is_buried() {
        state.say("this note is not deleted");
        return;
    }
    let note = Note { buried: None, ..note.clone() };
    let words = format!("brought back: {}", notes::description(&note));
    if let Some(save) = state.notes.change(note) {
        notes::keep(state, save, words, effects);
    }
}

/// Lists the deleted notes in place of the others, or the others again.
pub(super) fn show_buried(state: &mut State) {
    if state.focus.view != View::Notes {
        return say_none(state);
    }
    let view = &mut state.trail.notes;
    view.shows_buried = !view.shows_buried;
    (view.is_stale, view.row, view.scroll) = (true, 0, 0);
    let shows = view.shows_buried;
    state.say(if shows { "the deleted notes; r brings one back" } else { "the notes" });
}

/// Sorts the notes the other way.
pub(super) fn sort(state: &mut State) {
    if state.focus.view != View::Notes {
        return say_none(state);
    }
    let view = &mut state.trail.notes;
    view.sorting = match view.sorting {
        Sorting::Place => Sorting::Time,
        Sorting::Time => Sorting::Place,
    };
    view.is_stale = true;
    let by_time = view.sorting == Sorting::Time;
    state.say(if by_time { "the newest note first" } else { "the notes as they are read" });
}

/// Lists everything again; where everything is listed, goes back to the text.
pub(super) fn cancel(state: &mut State) {
    let view = &state.trail.notes;
    if !view.asked.text.is_empty() {
        super::asking::clear(state);
    } else if view.shows_buried {
        show_buried(state);
    } else {
        views::show(state, View::Read);
    }
}
