//! Sheets: the tags of a passage and the problems of a file, and scrolling through them.

use super::notes;
use crate::app::open::Open;
use crate::app::state::{Desk, Leaf, LeafKind, Mode, State};
use crate::briefing::{Entry, safe};
use crate::layout::Pane;
use crate::layout::panes::leaf_area;
use crate::layout::sheet::inspector::{Inspected, inspector};
use crate::layout::sheet::noted::NotesHere;
use crate::layout::sheet::{Ink, Sheet, problems::problems as problem_sheet};
use crate::notes::Document;

/// The sheet of a page over the text, for the window as it is.
pub fn leaf_sheet(state: &State, kind: LeafKind) -> Sheet {
    let width = leaf_area(state.window).width.saturating_sub(4);
    match kind {
        LeafKind::Problems => all_problems(state, width),
        LeafKind::Inspector => inspector_sheet(state, width),
    }
}

/// The sheet of the current passage's tags.
pub fn inspector_sheet(state: &State, width: u16) -> Sheet {
    state.open().map_or_else(
        || Sheet::new(width),
        |open| {
            let inspected = Inspected {
                briefing: &open.briefing,
                passage: open.cursor,
                tags: open.tags(open.cursor),
                notes: notes_here(state, open),
            };
            inspector(&state.library, &inspected, state.settings.alphabet, width)
        },
    )
}

fn notes_here<'s>(state: &'s State, open: &'s Open) -> NotesHere<'s> {
    let notebook = state.notes.notebook(&open.briefing.id);
    let note = |id| notebook.and_then(|notebook| notebook.get(id)).map(Document::note);
    let placed = open.noted.places.on_passage(open.cursor);
    let notes = placed.filter_map(|placed| Some((note(placed.note)?, &placed.found)));
    NotesHere {
        notes: notes.collect(),
        chosen: notes::chosen(state),
        author: state.settings.author.as_deref(),
    }
}

/// The sheet that stands in place of a briefing that cannot be read.
pub fn refused_sheet(entry: &Entry, state: &State) -> Sheet {
    let mut sheet = Sheet::new(state.shape().width);
    sheet.words(0, Ink::Strong, "This file cannot be shown yet");
    sheet.words(0, Ink::Muted, &entry.shown);
    sheet.words(0, Ink::Muted, "It opens by itself as soon as its errors are mended.");
    sheet.gap();
    let found =
        problem_sheet(&entry.shown, &entry.problems, state.settings.alphabet, sheet.width());
    sheet.lines.extend(found.lines);
    sheet
}

fn all_problems(state: &State, width: u16) -> Sheet {
    let mut sheet = Sheet::new(width);
    let open = state.open_entry().map(|entry| (entry.shown.as_str(), entry.problems.as_slice()));
    let settings =
        state.settings.problems.as_ref().map(|(path, found)| (path.as_str(), &found[..]));
    for (path, found) in open.into_iter().chain(settings) {
        let found = problem_sheet(path, found, state.settings.alphabet, width);
        sheet.gap();
        sheet.lines.extend(found.lines);
    }
    for unusable in &state.notes.unusable {
        sheet.gap();
        sheet.hanging((Ink::Error, "note: ".into()), Ink::Strong, &unusable.words);
        for line in unusable
            .text
            .iter()
            .flat_map(|text| safe::text(text).lines().map(str::to_owned).collect::<Vec<_>>())
        {
            sheet.words(2, Ink::Muted, &line);
        }
    }
    sheet
}

/// Shows the tags of the passage: beside the text, or over it where there is no room.
pub(super) fn inspect(state: &mut State) {
    if state.panes().is_some_and(|panes| panes.inspector.is_some()) {
        super::moving::focus(state, Pane::Inspector);
    } else if state.open().is_some() {
        state.mode = Mode::Leaf(Leaf { kind: LeafKind::Inspector, scroll: 0 });
    }
}

/// Shows the problems of the open file and of the configuration.
pub(super) fn problems(state: &mut State) {
    if leaf_sheet(state, LeafKind::Problems).lines.is_empty() {
        state.say("no problems: neither in this file nor in the configuration");
    } else {
        state.mode = Mode::Leaf(Leaf { kind: LeafKind::Problems, scroll: 0 });
    }
}

/// Scrolls the page over the text.
pub(super) fn scroll_leaf(state: &mut State, by: isize) {
    let Mode::Leaf(leaf) = state.mode else { return };
    let room = usize::from(leaf_area(state.window).height.saturating_sub(2));
    let lines = leaf_sheet(state, leaf.kind).lines.len();
    if lines == 0 {
        // The problems that it showed are mended.
        state.mode = Mode::Reading;
        return;
    }
    let most = lines.saturating_sub(room);
    let scroll = leaf.scroll.saturating_add_signed(by).min(most);
    state.mode = Mode::Leaf(Leaf { scroll, ..leaf });
}

/// Scrolls the problems that stand in place of a briefing.
pub(super) fn scroll_refused(state: &mut State, by: isize) {
    let Some(entry) = state.open_entry() else { return };
    let room = usize::from(state.shape().height);
    let most = refused_sheet(entry, state).lines.len().saturating_sub(room);
    if let Desk::Refused { scroll, .. } = &mut state.desk {
        *scroll = scroll.saturating_add_signed(by).min(most);
    }
}

/// How many lines of the inspector are out of sight.
pub(super) fn inspector_overhang(state: &State) -> usize {
    let Some(area) = state.panes().and_then(|panes| panes.inspector) else { return 0 };
    let lines = inspector_sheet(state, area.width.saturating_sub(2)).lines.len();
    lines.saturating_sub(usize::from(area.height))
}
