//! Exporting: the dialog, its look ahead, and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use tui_input::Input;

use crate::app::event::Effect;
use crate::app::exporting::{Exporting, Preview, Question, Scope, Wish};
use crate::app::key::{Key, Named};
use crate::app::passages::Finds;
use crate::app::state::{Mode, State};
use crate::app::views::View;
use crate::layout::Item;

/// Opens the dialog: about the open briefing, or about the passages that were found.
pub(super) fn open(state: &mut State, effects: &mut Vec<Effect>) {
    let choices = &state.start.export;
    let exporting = if state.focus.view == View::Passages {
        if state.trail.passages.found.is_empty() {
            return state.say("no passage was found that could be exported");
        }
        Exporting::of_found(choices)
    } else if let Some(open) = state.open() {
        Exporting::new(choices, open.hidden() > 0)
    } else {
        return state.say("there is no briefing to export notes of");
    };
    state.mode = Mode::Exporting(Box::new(exporting));
    look(state, effects);
}

/// Asks for a look at what would be exported now.
fn look(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(wish) = wish(state, false) {
        effects.push(Effect::Export(Box::new(wish)));
    }
}

/// What the dialog asks for; to be written, or to be looked at.
fn wish(state: &mut State, is_written: bool) -> Option<Wish> {
    state.start.exports += 1;
    let Mode::Exporting(exporting) = &state.mode else { return None };
    let chosen = match exporting.scope {
        Scope::Briefing => Some(BTreeMap::from([(state.open()?.briefing.id.clone(), None)])),
        Scope::Shown => {
            let open = state.open()?;
            let shown = open.page.items().iter().filter_map(|item| match item {
                Item::Passage(passage) => Some(*passage),
                Item::Title | Item::Heading(_) | Item::Folded(_) => None,
            });
            let shown: BTreeSet<usize> = shown.collect();
            Some(BTreeMap::from([(open.briefing.id.clone(), Some(shown))]))
        }
        Scope::Found => {
            let found = state.trail.passages.found.iter();
            let passages = |finds: &Finds| Some(finds.passages.iter().copied().collect());
            Some(found.map(|finds| (finds.id().to_owned(), passages(finds))).collect())
        }
        Scope::Everything => None,
    };
    let is_meant = |id: &str| chosen.as_ref().is_none_or(|chosen| chosen.contains_key(id));
    let notebooks = state.notes.notebooks().filter(|(id, _)| is_meant(id));
    let documents = notebooks.flat_map(|(_, notebook)| notebook.documents().cloned()).collect();
    let destination = exporting.destination.value().trim().to_owned();
    Some(Wish {
        number: state.start.exports,
        library: state.library.clone(),
        documents,
        chosen,
        form: exporting.form,
        destination: is_written.then_some((destination, exporting.edited)),
    })
}

/// Goes to another line.
pub(super) fn go(state: &mut State, by: isize) {
    if let Mode::Exporting(exporting) = &mut state.mode {
        exporting.go(by);
    }
}

/// Feeds a key to the dialog. Whether it was taken.
pub(super) fn type_key(state: &mut State, key: Key, is_bound: bool) -> bool {
    let Mode::Exporting(exporting) = &mut state.mode else { return false };
    // Left and right move in the path that is typed.
    let is_sideways = key.is(Named::Left) || key.is(Named::Right);
    if exporting.question != Question::Destination {
        return false;
    }
    let Some(request) = super::lists::edit_request(key, is_bound && !is_sideways) else {
        return false;
    };
    exporting.destination.handle(request);
    true
}

/// Takes pasted text into the destination.
pub(super) fn paste(state: &mut State, line: &str) {
    if let Mode::Exporting(exporting) = &mut state.mode {
        exporting.question = Question::Destination;
        let joined = format!("{}{line}", exporting.destination.value());
        exporting.destination = Input::new(joined);
    }
}

/// Changes the answer of the line.
pub(super) fn turn(state: &mut State, by: isize, effects: &mut Vec<Effect>) {
    let Mode::Exporting(exporting) = &mut state.mode else { return };
    if exporting.turn(by) {
        exporting.preview = None;
        look(state, effects);
    }
}

/// Completes the destination.
pub(super) fn complete(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Exporting(exporting) = &mut state.mode else { return };
    exporting.question = Question::Destination;
    effects.push(Effect::CompletePath(exporting.destination.value().to_owned()));
}

/// Takes in how a path goes on: as far as it is certain, and what there is to choose from.
pub(super) fn completed(state: &mut State, typed: &str, longer: &str, choices: &[String]) {
    let Mode::Exporting(exporting) = &mut state.mode else { return };
    if exporting.destination.value() != typed {
        return;
    }
    exporting.destination = Input::new(longer.to_owned());
    match choices {
        [] => state.say("nothing there begins like that: it would be made"),
        [_] => {}
        several => {
            let words = several.join("  ");
            state.say(words);
        }
    }
}

/// Takes in a look at the export.
pub(super) fn looked(state: &mut State, number: u64, preview: Preview) {
    let is_new = number == state.start.exports;
    if let Mode::Exporting(exporting) = &mut state.mode
        && is_new
    {
        exporting.preview = Some(preview);
    }
}

/// Exports.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    let Mode::Exporting(exporting) = &mut state.mode else { return };
    if exporting.destination.value().trim().is_empty() {
        exporting.question = Question::Destination;
        state.say("say where to: a folder or a file");
        return;
    }
    let choices = exporting.choices(&state.start.export);
    if let Some(wish) = wish(state, true) {
        state.start.export = choices.clone();
        effects.push(Effect::Export(Box::new(wish)));
        effects.push(Effect::RememberExport(choices));
        state.rest();
        state.say("exporting…");
    }
}

/// Takes in what became of an export.
pub(super) fn exported(state: &mut State, words: String, went_well: bool) {
    if went_well {
        state.say(words);
    } else {
        state.warn(words);
    }
}
