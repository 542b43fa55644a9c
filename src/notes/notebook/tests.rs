//! Notes come, change, go and come back.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::briefing::Briefing;
use crate::briefing::check::check;
use crate::briefing::taxonomy::{Sentiment, Vocabulary};
use crate::notes::anchor::{Ground, capture, capture_passage};
use crate::notes::document::tests::{moment, notes};
use crate::notes::note::{Judgement, Kind, Origin};
use crate::notes::target::{Extent, Target};

fn briefing() -> Briefing {
    let file = "format = 1\nid = 'b'\ntitle = 'T'\n[[sections]]\nid = 's'\nheading = 'H'\n\
        [[sections.passages]]\nid = 'p'\ntext = 'Both put out the same text on Monday.'\n\
        sourcing = 'analysis'\nsentiment = 'neutral'\n\
        [[sections.passages]]\nid = 'q'\ntext = 'Nothing else.'\nsourcing = 'document'\nsentiment = 'mixed'\n";
    check(file, "b", &Vocabulary::default()).briefing.expect("a briefing")
}

/// A note made at that second on `extent`.
fn note(second: i64, extent: Extent) -> Note {
    let at = moment(1_900_000_000 + second);
    let origin = Origin { author: None, created: at };
    Note::new(NoteId::new(at, [0; 10]), Kind::Comment, origin, Target::new("b", extent))
}

fn span(briefing: &Briefing, words: &str) -> Extent {
    let start = briefing.passages[0].text.find(words).expect("the words");
    capture(briefing, 0, start..start + words.len()).expect("a place")
}

#[test]
fn deleting_buries_and_restoring_brings_back_the_same_bytes() {
    let mut notebook = Notebook::default();
    let added = notebook.add(note(1, Extent::Briefing));
    let id = added.note;
    let before = notebook.get(id).expect("the note").text().to_owned();
    assert!(notebook.bury(id, moment(5)).is_some() && notebook.bury(id, moment(6)).is_none());
    assert_eq!((notebook.notes().count(), notebook.buried().count()), (0, 1));
    assert!(notebook.restore(id).is_some() && notebook.restore(id).is_none());
    assert_eq!(notebook.get(id).expect("the note").text(), before);
}

#[test]
fn steps_are_taken_back_and_again_after_a_restart() {
    let (mut notebook, mut history) = (Notebook::default(), History::default());
    let first = note(1, Extent::Briefing);
    history.record(notebook.add(first.clone()));
    let marked = Note { mark: Some("key".into()), ..first.clone() };
    history.record(notebook.change(marked.clone()).expect("a change"));
    let mut history = History::of_toml(&history.to_toml());
    let back = notebook.undo(history.undo().expect("a step"), moment(9)).expect("undone");
    assert_eq!(back.note(), &first);
    let gone = notebook.undo(history.undo().expect("a step"), moment(9)).expect("undone");
    assert!(gone.note().is_buried() && history.undo().is_none());
    let mut history = History::of_toml(&history.to_toml());
    notebook.redo(history.redo().expect("a step")).expect("done again");
    let again = notebook.redo(history.redo().expect("a step")).expect("done again");
    assert_eq!(again.note(), &marked);
    assert!(history.redo().is_none());
}

#[test]
fn taking_back_leaves_alone_what_was_changed_since() {
    let mut notebook = Notebook::default();
    let first = note(1, Extent::Briefing);
    notebook.add(first.clone());
    let marked = Note { mark: Some("key".into()), ..first.clone() };
    let step = notebook.change(marked.clone()).expect("a change");
    notebook.change(Note { body: "Words.\n".into(), ..marked.clone() });
    let back = notebook.undo(&step, moment(9)).expect("undone").note().clone();
    assert_eq!(back, Note { body: "Words.\n".into(), ..first });
    notebook.change(Note { mark: Some("other".into()), ..back });
    let stuck = notebook.undo(&step, moment(9)).map(|_| ());
    assert!(
        matches!(&stuck, Err(Stuck::Changed(clashes)) if clashes[0].what == "mark"),
        "{stuck:?}"
    );
    notebook.forget(marked.id);
    assert_eq!(notebook.undo(&step, moment(9)).map(|_| ()), Err(Stuck::Gone));
}

#[test]
fn notes_are_listed_by_place_then_by_time() {
    let briefing = briefing();
    let ground = Ground::of(&briefing);
    let words = |words: &str| span(&briefing, words);
    let whole = capture_passage(&briefing, 0).expect("a passage");
    let extents = [
        words("Monday"),
        words("the same text"),
        words("same"),
        whole.clone(),
        Extent::Section("s".into()),
        Extent::Section("gone".into()),
        Extent::Briefing,
        whole,
    ];
    let made = extents.into_iter().zip(1..).map(|(extent, second)| note(second, extent));
    let notebook = Notebook::of(made.map(Document::fresh));
    let places = Places::of(&notebook, &ground, &|_| None);
    let second = |id: NoteId| id.made().as_second() - 1_900_000_000;
    let order: Vec<i64> = places.all().iter().map(|placed| second(placed.note)).collect();
    assert_eq!(order, [7, 5, 4, 8, 2, 3, 1, 6]);
    assert_eq!((places.on_passage(0).count(), places.on_passage(1).count()), (5, 0));
    assert_eq!((places.on_section(&briefing, 0).count(), places.open().count()), (6, 1));
    let same = briefing.passages[0].text.find("same").expect("the word");
    let covering: Vec<i64> = places.covering(0, same).into_iter().map(second).collect();
    assert_eq!(covering, [3, 2], "the inner one first");
    let mut circle = Vec::new();
    let mut current = None;
    for _ in 0..5 {
        current = places.next(0, same, current);
        circle.push(second(current.expect("a note")));
    }
    assert_eq!(circle, [3, 2, 4, 8, 1]);
    assert_eq!(places.next(1, 0, None), None);
}

#[test]
fn a_judgement_stands_beside_the_tag_of_the_curator() {
    let briefing = briefing();
    let ground = Ground::of(&briefing);
    let whole = capture_passage(&briefing, 0).expect("a passage");
    let judged = |second, extent: &Extent, sourcing: Option<&str>, sentiment: Option<&str>| {
        let [sourcing, sentiment] = [sourcing, sentiment].map(|word| word.map(str::to_owned));
        Note { judgement: Judgement { sourcing, sentiment }, ..note(second, extent.clone()) }
    };
    let mut notebook = Notebook::default();
    notebook.add(judged(1, &whole, Some("document"), Some("negative")));
    notebook.add(judged(2, &whole, None, Some("mixed")));
    notebook.add(judged(3, &whole, Some("word-of-a-colleague"), None));
    notebook.add(judged(4, &span(&briefing, "Monday"), None, Some("positive")));
    let places = Places::of(&notebook, &ground, &|_| None);
    let vocabulary = Vocabulary::default();
    let tags = places.tags(&briefing, 0, &vocabulary).expect("a passage");
    assert_eq!((tags.curated.0.name(), tags.curated.1.name()), ("analysis", "neutral"));
    assert_eq!((tags.sourcing().name(), tags.sentiment().name()), ("document", "mixed"));
    let other = places.tags(&briefing, 1, &vocabulary).expect("a passage");
    assert_eq!((other.judged, other.curated.1.value), ((None, None), Sentiment::Mixed));
    assert_eq!(places.tags(&briefing, 2, &vocabulary), None);
}

#[test]
fn the_history_has_an_end() {
    let mut notebook = Notebook::default();
    let mut history = History::default();
    let mut last = note(1, Extent::Briefing);
    notebook.add(last.clone());
    for turn in 0..30 {
        last.body = format!("{turn} {}", "x".repeat(200_000));
        history.record(notebook.change(last.clone()).expect("a change"));
    }
    assert!(history.to_toml().len() < 5 * 1024 * 1024);
    assert!(history.undo().is_some());
    assert_eq!(History::of_toml("done = 3"), History::default());
}

proptest! {
    #[test]
    fn any_step_is_taken_back_to_the_byte(one in notes(), other in notes()) {
        let mut notebook = Notebook::default();
        notebook.add(one.clone());
        let before = notebook.get(one.id).expect("a note").text().to_owned();
        if let Some(step) = notebook.change(other) {
            let after = notebook.get(one.id).expect("a note").text().to_owned();
            let mut history = History::default();
            history.record(step.clone());
            prop_assert_eq!(&History::of_toml(&history.to_toml()), &history);
            let at = Timestamp::UNIX_EPOCH;
            prop_assert_eq!(notebook.undo(&step, at).expect("undone").text(), before.as_str());
            prop_assert_eq!(notebook.redo(&step).expect("done again").text(), after.as_str());
        }
    }
}
