//! Tags: a list to choose from or to add to, for the note here.

use std::sync::Arc;

use std::collections::HashMap;

use super::{annotate, listed, notes};
use crate::app::event::Effect;
use crate::app::picker::{Choice, Picker, PickerKind, PickerRow, Rows};
use crate::app::state::{Mode, State};
use crate::app::views::View;
use crate::notes::note::{Kind, Note};

/// How many tags are remembered as recent.
const MOST_RECENT: usize = 50;

/// Opens the list of tags, the recent ones first.
pub(super) fn open(state: &mut State) {
    if state.focus.view == View::Notes && notes::chosen(state).is_none() {
        return listed::say_none(state);
    }
    if state.focus.view == View::Read && annotate::subject(state).is_none() {
        state.say("there is no passage to tag");
        return;
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (_, notebook) in state.notes.notebooks() {
        for tag in notebook.notes().flat_map(|note| &note.tags) {
            *counts.entry(tag).or_default() += 1;
        }
    }
    let recent = |tag: &str| state.notes.habits.recent_tags.iter().position(|known| known == tag);
    let mut tags: Vec<(&str, usize)> = counts.into_iter().collect();
    tags.sort_by_key(|(tag, count)| {
        (recent(tag).unwrap_or(usize::MAX), std::cmp::Reverse(*count), *tag)
    });
    let here = tagged(state).map(|note| note.tags).unwrap_or_default();
    let rows = tags.into_iter().map(|(tag, count)| PickerRow {
        text: tag.to_owned(),
        detail: match (here.contains(tag), count) {
            (true, _) => "on this note: enter takes it away".to_owned(),
            (false, 1) => "1 note".to_owned(),
            (false, count) => format!("{count} notes"),
        },
        heading: None,
        choice: Choice::Tag(tag.to_owned()),
    });
    state.mode =
        Mode::Picking(Picker::new(PickerKind::Tags, Rows::Own(Arc::new(rows.collect())), 0));
}

/// The note that a tag would go to: the chosen one, unless words are selected.
fn tagged(state: &State) -> Option<Note> {
    if state.focus.view == View::Notes {
        return state.notes.note(notes::chosen(state)?).cloned();
    }
    let open = state.open()?;
    if open.noted.selection.is_some() || state.focus.pane != crate::layout::Pane::Text {
        return None;
    }
    state.notes.note(notes::chosen(state)?).cloned()
}

/// Gives the note here a tag, or takes it away; where there is no note, one is made for it.
pub(super) fn give(state: &mut State, tag: &str, effects: &mut Vec<Effect>) {
    let tag = tag.split_whitespace().collect::<Vec<_>>().join("-");
    let tag = tag.trim_start_matches('#').to_owned();
    if tag.is_empty() {
        state.say("a tag has at least one letter");
        return;
    }
    state.notes.habits.recent_tags.retain(|known| *known != tag);
    state.notes.habits.recent_tags.insert(0, tag.clone());
    state.notes.habits.recent_tags.truncate(MOST_RECENT);
    let (save, words) = match tagged(state) {
        Some(mut note) => {
            let words = if note.tags.remove(&tag) {
                format!("tag #{tag} taken away")
            } else {
                note.tags.insert(tag.clone());
                format!("tagged #{tag}")
            };
            (state.notes.change(note), words)
        }
        None => {
            let Some(subject) = annotate::subject(state) else { return };
            let mut note = annotate::blank(state, Kind::Highlight, subject.target);
            note.tags.insert(tag.clone());
            (state.notes.add(note, subject.passage), format!("tagged #{tag}"))
        }
    };
    if let Some(open) = state.open_mut() {
        open.noted.selection = None;
    }
    state.rest();
    if let Some(save) = save {
        notes::keep(state, save, words, effects);
    }
}
