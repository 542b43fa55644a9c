//! Judgements and marks: given to what is selected, to the passage, or to what the cursor is on in a pane.

use super::notes;
use crate::app::annotations::{Save, Stroke};
use crate::app::event::Effect;
use crate::app::open::Open;
use crate::app::state::State;
use crate::briefing::taxonomy::tag_named;
use crate::layout::Pane;
use crate::notes::anchor::{Stand, capture, capture_passage};
use crate::notes::note::{Judgement, Kind, Note, Origin};
use crate::notes::target::{Extent, Target};

/// What an annotation is about.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    /// Where it is kept.
    pub(super) target: Target,
    /// Where that is in the open briefing.
    pub(super) stand: Stand,
    /// The text of the passage, to be kept as it reads now.
    pub(super) passage: Option<String>,
    /// What it is, in a few words.
    pub(super) words: String,
}

/// What an annotation would be about now.
pub(super) fn subject(state: &State) -> Option<Subject> {
    if matches!(state.focus.pane, Pane::Outline | Pane::Library) {
        return subject_in_pane(state);
    }
    of_text(state.open()?)
}

/// The selected words, else the current passage.
fn of_text(open: &Open) -> Option<Subject> {
    let briefing = &open.briefing;
    if !open.has_cursor() {
        return None;
    }
    let stand = open.noted_place();
    let (extent, words) = match &open.noted.selection {
        Some(selection) => {
            let extent = capture(briefing, selection.passage, selection.range())?;
            let words = extent.quote().map(|quote| quoted(&quote.exact));
            (extent, words.unwrap_or_else(|| "this passage".to_owned()))
        }
        None => (capture_passage(briefing, open.cursor)?, "this passage".to_owned()),
    };
    let passage = Some(open.passage()?.text.clone());
    Some(Subject { target: Target::new(briefing.id.as_str(), extent), stand, passage, words })
}

fn subject_in_pane(state: &State) -> Option<Subject> {
    match state.focus.pane {
        Pane::Outline => of_section(state.open()?, state.focus.row),
        Pane::Library => {
            let entry = state.library.entries().get(state.focus.row)?;
            entry.card.as_ref()?;
            Some(of_briefing(entry.id(), entry.short_title()))
        }
        Pane::Text | Pane::Inspector => None,
    }
}

/// A section of the open briefing.
pub(super) fn of_section(open: &Open, section: usize) -> Option<Subject> {
    let found = open.briefing.sections.get(section)?;
    Some(Subject {
        target: Target::new(open.briefing.id.as_str(), Extent::Section(found.id.clone())),
        stand: Stand::Section(section),
        passage: None,
        words: format!("the section {}", quoted(&found.heading)),
    })
}

/// A briefing as a whole.
pub(super) fn of_briefing(id: &str, title: &str) -> Subject {
    Subject {
        target: Target::new(id, Extent::Briefing),
        stand: Stand::Briefing,
        passage: None,
        words: format!("the briefing {}", quoted(title)),
    }
}

/// The beginning of some words in quotation marks.
pub(super) fn quoted(words: &str) -> String {
    const MOST: usize = 40;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(MOST).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    format!("“{short}”")
}

/// Gives the last judgement or mark again.
pub(super) fn repeat(state: &mut State, effects: &mut Vec<Effect>) {
    match state.notes.habits.last.clone() {
        Some(stroke) => give(state, stroke, effects),
        None => state.say("nothing was judged or marked yet"),
    }
}

/// Gives a judgement or a mark, or takes one's own away.
pub(super) fn give(state: &mut State, stroke: Stroke, effects: &mut Vec<Effect>) {
    let Some(subject) = subject(state) else {
        state.say("there is no passage to judge or mark");
        return;
    };
    let is_mark = matches!(stroke, Stroke::Mark(_));
    if !is_mark && subject.target.extent.spot().is_none() {
        state.say("a judgement is about a passage or some of its words");
        return;
    }
    let words = words_of(state, &stroke, &subject);
    let save = match &stroke {
        Stroke::Mark(Some(mark)) => set_mark(state, &subject, mark),
        Stroke::Mark(None) => take_mark(state, &subject),
        Stroke::Sourcing(value) => judge(state, &subject, |judgement| {
            judgement.sourcing.clone_from(value);
        }),
        Stroke::Sentiment(value) => judge(state, &subject, |judgement| {
            judgement.sentiment.clone_from(value);
        }),
    };
    state.notes.habits.last = Some(stroke);
    if let Some(open) = state.open_mut() {
        open.noted.selection = None;
    }
    state.rest();
    match save {
        Some(save) => notes::keep(state, save, words, effects),
        None => state.say(format!("nothing to change: {words} already")),
    }
}

fn words_of(state: &State, stroke: &Stroke, subject: &Subject) -> String {
    let vocabulary = &state.settings.vocabulary;
    let words = match stroke {
        Stroke::Sourcing(Some(name)) => {
            let tag = tag_named(name, &vocabulary.sourcing);
            format!("sourcing judged {}", tag.as_ref().map_or(name.as_str(), |tag| tag.label()))
        }
        Stroke::Sentiment(Some(name)) => {
            let tag = tag_named(name, &vocabulary.sentiment);
            format!("sentiment judged {}", tag.as_ref().map_or(name.as_str(), |tag| tag.label()))
        }
        Stroke::Mark(Some(name)) => format!("marked {name}"),
        Stroke::Sourcing(None) => "your sourcing taken away".to_owned(),
        Stroke::Sentiment(None) => "your sentiment taken away".to_owned(),
        Stroke::Mark(None) => "your mark taken away".to_owned(),
    };
    match subject.target.extent {
        Extent::Passage(_) => words,
        Extent::Briefing | Extent::Section(_) | Extent::Span(..) => {
            format!("{words}: {}", subject.words)
        }
    }
}

/// The analyst's own notes of a kind at the very place, the latest last.
fn own(state: &State, subject: &Subject, kind: Kind) -> Vec<Note> {
    let notebook = state.notes.notebook(&subject.target.briefing);
    let (Some(open), Some(notebook)) = (state.open(), notebook) else { return Vec::new() };
    if open.briefing.id != subject.target.briefing {
        return Vec::new();
    }
    let notes = open.noted.places.at(&subject.stand);
    let notes = notes.filter_map(|placed| Some(notebook.get(placed.note)?.note().clone()));
    notes.filter(|note| note.kind == kind && note.origin.author == state.settings.author).collect()
}

/// A note of this kind about the subject, as yet without a word.
pub(super) fn blank(state: &State, kind: Kind, target: Target) -> Note {
    let origin = Origin { author: state.settings.author.clone(), created: state.notes.now() };
    Note::new(state.notes.new_id(), kind, origin, target)
}

fn judge(
    state: &mut State,
    subject: &Subject,
    change: impl FnOnce(&mut Judgement),
) -> Option<Save> {
    let Some(mut note) = own(state, subject, Kind::Judgement).pop() else {
        let mut note = blank(state, Kind::Judgement, subject.target.clone());
        change(&mut note.judgement);
        let says_something = !note.judgement.is_empty();
        return says_something.then(|| state.notes.add(note, subject.passage.clone())).flatten();
    };
    change(&mut note.judgement);
    bury_if_empty(state, note)
}

fn set_mark(state: &mut State, subject: &Subject, mark: &str) -> Option<Save> {
    let known = own(state, subject, Kind::Mark);
    if known.iter().any(|note| note.mark.as_deref() == Some(mark)) {
        return None;
    }
    let note = blank(state, Kind::Mark, subject.target.clone());
    state.notes.add(Note { mark: Some(mark.to_owned()), ..note }, subject.passage.clone())
}

fn take_mark(state: &mut State, subject: &Subject) -> Option<Save> {
    let note = own(state, subject, Kind::Mark).pop()?;
    bury_if_empty(state, Note { mark: None, ..note })
}

/// Changes a note; one that says nothing any more is buried as it was.
fn bury_if_empty(state: &mut State, note: Note) -> Option<Save> {
    let says_something = note.mark.is_some()
        || !note.judgement.is_empty()
        || !note.body.is_empty()
        || !note.tags.is_empty();
    if says_something {
        return state.notes.change(note);
    }
    let before = state.notes.note(note.id)?.clone();
    let buried = Some(state.notes.now());
    state.notes.change(Note { buried, ..before })
}
