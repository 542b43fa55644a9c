//! The tray: notes whose words moved or are gone are put where the analyst says, or left where they are.

use super::{listed, notes, selecting, writing};
use crate::app::event::Effect;
use crate::app::notes_view::{Listed, Standing};
use crate::app::state::{Mode, State};
use crate::briefing::Briefing;
use crate::notes::anchor::{Found, Stand, capture, capture_passage};
use crate::notes::note::Note;
use crate::notes::target::{Extent, Moved};

/// Puts the selected note where it seems to belong.
pub(super) fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    let Some((listed, note)) = in_doubt(state) else { return };
    let stand = match &listed.standing {
        Standing::Known(Found::Suggested { perhaps, .. }) => perhaps.clone(),
        Standing::Known(Found::Edited(stand) | Found::Moved(stand)) => stand.clone(),
        Standing::Known(Found::Lost(_)) => {
            state.say("no place is suggested for it: n leaves it where it is, L puts it elsewhere");
            return;
        }
        Standing::Known(Found::Here(_)) | Standing::Absent | Standing::Sought => return,
    };
    relocate(state, (&note, &stand), "its place is confirmed", effects);
}

/// Leaves the selected note on what is left of its place: on the passage in place of some words of
/// it, on the section in place of a passage.
///
/// That is written down as the place that the analyst gave it, so that nothing is suggested again.
pub(super) fn refuse(state: &mut State, effects: &mut Vec<Effect>) {
    let Some((listed, note)) = in_doubt(state) else { return };
    let stand = match &listed.standing {
        Standing::Known(Found::Suggested { stays, .. } | Found::Lost(stays)) => stays.clone(),
        Standing::Known(
            Found::Edited(Stand::Span(passage, _)) | Found::Moved(Stand::Span(passage, _)),
        ) => Stand::Passage(*passage),
        Standing::Known(
            Found::Edited(Stand::Passage(passage)) | Found::Moved(Stand::Passage(passage)),
        ) => {
            let briefing = state.briefing(&listed.briefing);
            briefing.map_or(Stand::Tray, |briefing| Stand::Section(briefing.section_of(*passage)))
        }
        Standing::Known(Found::Edited(stand) | Found::Moved(stand) | Found::Here(stand)) => {
            stand.clone()
        }
        Standing::Absent | Standing::Sought => return,
    };
    let words = match &stand {
        Stand::Passage(_) | Stand::Span(..) => "it stays on its passage",
        Stand::Section(_) => "it stays on its section",
        Stand::Briefing | Stand::Tray => "it stays on the briefing as a whole",
    };
    relocate(state, (&note, &stand), words, effects);
}

/// The selected note, if somebody has to say where it belongs; else that is said.
fn in_doubt(state: &mut State) -> Option<(Listed, Note)> {
    let Some((listed, note)) = listed::selected(state) else {
        listed::say_none(state);
        return None;
    };
    let words = match &listed.standing {
        Standing::Known(Found::Here(_)) => "this note is where it was made",
        Standing::Absent => "its briefing is not in this library",
        Standing::Sought => "its place is still being looked for",
        Standing::Known(_) if note.is_buried() => "this note is deleted; r brings it back",
        Standing::Known(_) => return Some((listed.clone(), note.clone())),
    };
    state.say(words);
    None
}

/// Takes the selected note up, to be put on other words of its briefing.
pub(super) fn carry(state: &mut State, effects: &mut Vec<Effect>) {
    let Some((listed, note)) = listed::selected(state) else { return listed::say_none(state) };
    if note.is_buried() {
        state.say("this note is deleted; r brings it back");
        return;
    }
    let id = listed.note;
    if listed::go(state, effects) {
        state.trail.notes.carried = Some(id);
        state
            .say("select the words with v, then enter; enter alone takes the passage, esc neither");
    }
}

/// Leaves the note that was taken up where it was.
pub(super) fn set_down(state: &mut State) {
    state.trail.notes.carried = None;
    state.say("the note stays where it was");
}

/// Puts the note that was taken up on the selected words, or on the passage. Without one, a note is
/// written on the selected words.
pub(super) fn put(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(id) = state.trail.notes.carried else {
        if matches!(state.mode, Mode::Selecting) {
            writing::begin(state);
        } else {
            state.say("no note waits for a place; L among all notes (3) takes one up");
        }
        return;
    };
    let Some(note) = state.notes.note(id).cloned() else {
        state.trail.notes.carried = None;
        state.warn("that note is gone: somebody took its file away");
        return;
    };
    let Some(open) = state.open().filter(|open| open.has_cursor()) else {
        state.say("there is no passage to put the note on");
        return;
    };
    if open.briefing.id != note.target.briefing {
        let briefing = note.target.briefing;
        state.warn(format!("that note is about {briefing}: it can be put on words there alone"));
        return;
    }
    let stand = open.noted_place();
    state.trail.notes.carried = None;
    selecting::cancel(state);
    relocate(state, (&note, &stand), "the note is here now", effects);
}

/// Writes down that the analyst gave a note this place.
fn relocate(
    state: &mut State,
    (note, stand): (&Note, &Stand),
    words: &str,
    effects: &mut Vec<Effect>,
) {
    let Some(briefing) = state.briefing(&note.target.briefing).cloned() else { return };
    let Some((stand, extent)) = place(&briefing, stand) else { return };
    let passage = stand.passage().map(|at| briefing.passages[at].text.clone());
    let moved = Some(Moved { confirmed: state.notes.now(), extent });
    let mut note = note.clone();
    note.target.moved = moved;
    let Some(save) = state.notes.relocate(note, passage) else { return };
    let words = format!("{words}: {}", notes::description(save.document.note()));
    notes::keep_at(state, save, Found::Here(stand), words, effects);
    stay_in_tray(state);
}

/// A place as it is written down. What is nowhere is at the briefing as a whole.
fn place(briefing: &Briefing, stand: &Stand) -> Option<(Stand, Extent)> {
    Some(match stand {
        Stand::Briefing | Stand::Tray => (Stand::Briefing, Extent::Briefing),
        Stand::Section(section) => {
            let id = briefing.sections.get(*section)?.id.clone();
            (Stand::Section(*section), Extent::Section(id))
        }
        Stand::Passage(passage) => (stand.clone(), capture_passage(briefing, *passage)?),
        Stand::Span(passage, span) => {
            let extent = capture(briefing, *passage, span.range())?;
            // Blanks alone are no words.
            let is_span = extent.quote().is_some();
            let stand = if is_span { stand.clone() } else { Stand::Passage(*passage) };
            (stand, extent)
        }
    })
}

/// Selects what took the place of the selected row, as long as the tray has more.
fn stay_in_tray(state: &mut State) {
    let mut view = std::mem::take(&mut state.trail.notes);
    let row = view.row;
    view.remake(state);
    if view.roll.groups.iter().any(|group| group.is_urgent && group.rows.contains(&row)) {
        view.select(row);
    }
    state.trail.notes = view;
}
