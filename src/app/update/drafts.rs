//! Notes that were begun and not finished, by a reader that was killed.

use std::sync::Arc;

use super::annotate::quoted;
use super::errands::waits;
use super::{files, moving, writing};
use crate::app::errand::Then;
use crate::app::event::Effect;
use crate::app::picker::{Choice, Picker, PickerKind, PickerRow, Rows};
use crate::app::state::{Mode, State};
use crate::app::writing::{Subject, Writing};
use crate::notes::draft::Draft;

/// Takes in what was found at the start.
pub(super) fn found(state: &mut State, found: Vec<Draft>) {
    state.notes.drafts = found.into_iter().map(Some).collect();
    let count = state.notes.drafts.len();
    if count > 0 {
        let notes =
            if count == 1 { "1 note was".to_owned() } else { format!("{count} notes were") };
        let keys =
            state.settings.keymap.keys_for(state.key_mode(), crate::app::action::Action::Drafts);
        let keys = keys.map(|keys| format!("; {keys} goes on")).unwrap_or_default();
        state.warn(format!("{notes} not finished the last time{keys}"));
    }
}

/// Opens the list of them, or the only one.
pub(super) fn open(state: &mut State, effects: &mut Vec<Effect>) {
    let waiting: Vec<usize> =
        (0..state.notes.drafts.len()).filter(|&at| state.notes.drafts[at].is_some()).collect();
    match waiting.as_slice() {
        [] => state.say("no note was left unfinished"),
        [only] => go_on(state, *only, effects),
        _ => {
            let row = |at: &usize| {
                let draft = state.notes.drafts[*at].as_ref()?;
                let (text, choice) = (quoted(&draft.text), Choice::Draft(*at));
                let detail = draft.target.briefing.clone();
                Some(PickerRow { text, detail, heading: None, choice })
            };
            let rows = waiting.iter().filter_map(row).collect();
            state.mode =
                Mode::Picking(Picker::new(PickerKind::Drafts, Rows::Own(Arc::new(rows)), 0));
        }
    }
}

/// Goes on writing at the place of the note.
pub(super) fn go_on(state: &mut State, at: usize, effects: &mut Vec<Effect>) {
    let drafts = &state.notes.drafts;
    let Some(id) = drafts.get(at).and_then(Option::as_ref).map(|it| it.target.briefing.clone())
    else {
        return;
    };
    let path = state.library.entry_named(&id).map(|entry| entry.path.clone());
    if let Some(path) = path.filter(|path| state.open_path() != Some(path)) {
        if waits(state, &path, Then::Draft(at), effects) {
            return;
        }
        files::open(state, &path, effects);
    }
    let Some(draft) = state.notes.drafts[at].take() else { return };
    let (subject, words) = subject(state, &draft);
    let mut writing = Writing::new("", subject, words);
    // What does not fit was in the draft because an earlier version took it.
    let _ = writing.editor.insert(&draft.text);
    writing.count();
    writing::open(state, writing);
    effects.extend(writing::draft(state));
    effects.push(Effect::DropLeftDraft(at));
}

/// What the note is about; the cursor goes to its passage.
fn subject(state: &mut State, draft: &Draft) -> (Subject, String) {
    let target = draft.target.clone();
    let spot = target.extent.spot().cloned();
    let passage = state.open().and_then(|open| {
        let found = open.briefing.passage_named(&spot.as_ref()?.passage)?;
        (open.briefing.id == target.briefing).then_some(found)
    });
    if let Some(passage) = passage {
        moving::jump_to_passage(state, passage);
    }
    if let Some(note) = draft.note.filter(|note| state.notes.note(*note).is_some()) {
        return (Subject::Change { note, target }, "Edit the unfinished note".to_owned());
    }
    (Subject::New { target, passage: draft.passage.clone() }, "The unfinished note".to_owned())
}
