//! Files in which git left two versions of a note: settled by one key.

use std::path::Path;

use super::{listed, notes};
use crate::app::annotations::Saved;
use crate::app::event::Effect;
use crate::app::state::State;
use crate::app::views::View;
use crate::notes::merge::Side;

/// Has the selected file settled.
pub(super) fn settle(state: &mut State, side: Side, effects: &mut Vec<Effect>) {
    let file = state.trail.notes.file().filter(|_| state.focus.view == View::Notes);
    let unusable = file.and_then(|path| state.notes.unusable.iter().find(|it| it.path == path));
    match unusable {
        None => listed::say_none(state),
        Some(unusable) => match unusable.text.clone().filter(|_| unusable.is_conflicted) {
            Some(seen) => effects.push(Effect::Settle { path: unusable.path.clone(), seen, side }),
            None => state.say("git left no two versions in this file: mend it in an editor"),
        },
    }
}

/// Takes in what became of settling a file.
pub(super) fn settled(state: &mut State, path: &Path, saved: Saved, effects: &mut Vec<Effect>) {
    match saved {
        Saved::Here { document, remark } => {
            let words = format!("settled: {}", notes::description(document.note()));
            let words = remark.map_or(words.clone(), |remark| format!("{words}; {remark}"));
            state.notes.settled(path, *document);
            notes::place_all(state, effects);
            state.say(words);
        }
        Saved::Unconfirmed { document, remark } => {
            state.notes.settled(path, *document);
            notes::place_all(state, effects);
            state.warn(remark);
        }
        Saved::Nowhere(reason) => state.warn(reason),
    }
}
