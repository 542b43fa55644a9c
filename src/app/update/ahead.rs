//! Typing ahead: whether what is typed acts now or waits for a text or a list that is on its way.

use super::lists::edit_request;
use crate::app::action::Action;
use crate::app::ahead::Typed;
use crate::app::errand::{Errand, Then};
use crate::app::key::{Key, Named};
use crate::app::keymap::{KeyMode, Meaning};
use crate::app::state::{Mode, State};

/// Gives back what acts now. The rest is held back: on the briefing that is still on the screen it would
/// do what was meant for another one.
pub(super) fn admit(state: &mut State, typed: Typed) -> Option<Typed> {
    if let Typed::Key(key) = typed
        && acts_at_once(state, key)
    {
        return Some(typed);
    }
    if state.trail.ahead.is_cut_off() {
        return None;
    }
    if state.trail.ahead.is_empty() {
        match awaited(state, &typed) {
            None => return Some(typed),
            // The keys that narrow a list down go on; others wait from now on.
            Some(Awaited::List) => state.trail.ahead.begin(),
            Some(Awaited::Text | Awaited::Passage) => {}
        }
    }
    if state.trail.ahead.is_spent() {
        give_up(state, &typed);
        return None;
    }
    let moment = state.notes.moment;
    state.trail.ahead.hold(moment, typed);
    None
}

/// The next that was held back, if what it waited for is there.
pub(super) fn next(state: &mut State) -> Option<Typed> {
    let first = state.trail.ahead.first()?;
    if awaited(state, first).is_some() {
        return None;
    }
    let (moment, typed) = state.trail.ahead.take_first()?;
    state.notes.moment = moment;
    Some(typed)
}

/// What was waited for is gone or another one: what was typed for it acts on nothing.
pub(super) fn miss(state: &mut State) {
    if state.trail.ahead.cut_off() {
        let notice = state.prompt.notice.take().map(|notice| notice.text + "; ");
        state.warn(notice.unwrap_or_default() + "what was typed since is dropped");
    }
}

/// What is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaited {
    /// The text of a briefing that is being opened.
    Text,
    /// The passage that is gone to as soon as it is found.
    Passage,
    /// The rows of a list.
    List,
}

/// What has to be there before this can act.
fn awaited(state: &State, typed: &Typed) -> Option<Awaited> {
    let is_text = match &state.trail.errands.waiting {
        // The program opens it by itself: nobody typed anything for it.
        None | Some(Errand { then: Then::Open, .. }) => false,
        // The next briefing but one is asked for instead.
        Some(Errand { then: Then::Choose, .. }) => !is_step(state, typed),
        Some(_) => true,
    };
    let is_list = matches!(&state.mode, Mode::Picking(picker) if picker.sought.is_some());
    match typed {
        _ if is_text => Some(Awaited::Text),
        _ if state.trail.passages.is_eager => Some(Awaited::Passage),
        Typed::Key(key) if is_list && !is_edit(state, *key) => Some(Awaited::List),
        Typed::Key(_) | Typed::Text(_) => None,
    }
}

/// Whether a key goes to the next or previous briefing.
fn is_step(state: &State, typed: &Typed) -> bool {
    let Typed::Key(key) = typed else { return false };
    let meaning = state.settings.keymap.meaning(state.key_mode(), &[*key]);
    matches!(meaning, Meaning::Found(Action::NextBriefing | Action::PreviousBriefing))
}

/// Whether a key changes what is typed in a list.
fn is_edit(state: &State, key: Key) -> bool {
    let meaning = state.settings.keymap.meaning(state.key_mode(), &[key]);
    edit_request(key, meaning != Meaning::Unknown).is_some()
}

/// Whether a key never waits: one that leaves, stops or draws anew wherever it is pressed. What leaves calls off
/// what was typed, and what that waits for.
fn acts_at_once(state: &mut State, key: Key) -> bool {
    let keymap = &state.settings.keymap;
    let meaning = keymap.meaning(state.key_mode(), &[key]);
    let is_everywhere = meaning == keymap.meaning(KeyMode::Everywhere, &[key]);
    let action = match meaning {
        Meaning::Found(action) if is_everywhere => Some(action),
        Meaning::Found(_) | Meaning::Prefix | Meaning::Unknown => None,
    };
    let leaves = key.is(Named::Esc) || action == Some(Action::Quit);
    if leaves {
        call_off(state);
    }
    leaves || matches!(action, Some(Action::Suspend | Action::Redraw))
}

fn call_off(state: &mut State) {
    state.trail.ahead.forget();
    state.trail.errands.waiting.take_if(|errand| errand.then != Then::Open);
    state.trail.passages.is_eager = false;
}

/// It takes too long: what was typed is dropped, so that the keys act again.
fn give_up(state: &mut State, typed: &Typed) {
    let what = match (awaited(state, typed), &state.trail.errands.waiting) {
        (Some(Awaited::Text), Some(errand)) => {
            let entry = state.library.entry_at(&errand.path);
            entry.map_or("the text".into(), |entry| format!("the text of {}", entry.short_title()))
        }
        (Some(Awaited::Passage), _) => "what the search finds".into(),
        (_, _) => "the list".into(),
    };
    let had = state.trail.ahead.cut_off();
    state.trail.errands.waiting.take_if(|errand| errand.then != Then::Open);
    state.trail.passages.is_eager = false;
    let rest =
        if had { "what was typed for it is dropped" } else { "it is not waited for any more" };
    state.warn(format!("{what} is not there yet; {rest}"));
}
