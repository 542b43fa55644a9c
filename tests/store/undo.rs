//! Steps on a real disk: kept over restarts, for each window its own, and never forced on a changed note.

use std::fs;

use dateline::notes::document::Document;
use dateline::notes::note::{Kind, Note, Origin};
use dateline::notes::notebook::{History, Notebook, Step, Stuck};
use dateline::notes::target::{Extent, Target};
use dateline::store::OwnHistory;
use dateline::store::notes::{Edition, How, NotesFolder, new_id};
use jiff::Timestamp;

use crate::desk::Desk;

fn note(body: &str) -> Note {
    let now = Timestamp::now();
    let target = Target::new("harbour-talks", Extent::Briefing);
    let origin = Origin { author: None, created: now };
    let note = Note::new(new_id(now).expect("chance"), Kind::Comment, origin, target);
    Note { body: body.into(), ..note }
}

fn open(desk: &Desk) -> (OwnHistory, History) {
    let (own, taken) = OwnHistory::take_over(desk.path("state/undo"));
    assert_eq!(taken.notice, None);
    (own, taken.value)
}

/// The bodies that taking everything back would lead to, the last step first.
fn bodies(mut history: History) -> Vec<String> {
    let body = |step: &Step| Document::parse(&step.after).expect("a note").note().body.clone();
    std::iter::from_fn(move || history.undo().map(body)).collect()
}

fn done(history: &mut History, body: &str) {
    history.record(Notebook::default().add(note(body)));
}

fn files(desk: &Desk) -> usize {
    fs::read_dir(desk.path("state/undo")).map_or(0, Iterator::count)
}

#[test]
fn a_history_is_there_at_the_next_start() {
    let desk = Desk::new();
    let (mut own, mut history) = open(&desk);
    own.keep(&history).expect("nothing to keep");
    assert_eq!((history.undo(), files(&desk)), (None, 0));
    for body in ["one", "two"] {
        done(&mut history, body);
        own.keep(&history).expect("kept");
    }
    history.undo();
    own.keep(&history).expect("kept");
    drop(own);
    let (_own, mut taken) = open(&desk);
    assert_eq!(taken, history);
    assert!(taken.redo().is_some_and(|step| step.after.ends_with("two")));
}

#[test]
fn two_windows_keep_one_each_and_the_next_start_has_both() {
    let desk = Desk::new();
    let [(mut one, mut ones), (mut other, mut others)] = [open(&desk), open(&desk)];
    done(&mut ones, "one");
    one.keep(&ones).expect("kept");
    let (third, nothing) = open(&desk);
    assert_eq!(nothing, History::default(), "a window that is open has its history for itself");
    drop(third);
    done(&mut others, "other");
    other.keep(&others).expect("kept");
    drop((one, other));
    let (own, taken) = open(&desk);
    assert_eq!(bodies(taken.clone()), ["other", "one"]);
    drop(own);
    assert_eq!(files(&desk), 2, "one history and its lock are left");
    assert_eq!(open(&desk).1, taken);
}

#[test]
fn a_damaged_history_is_set_aside_and_said() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("state/undo")).expect("a folder");
    fs::write(desk.path("state/undo/1.toml"), "done = 3\n").expect("written");
    let (_own, taken) = OwnHistory::take_over(desk.path("state/undo"));
    let notice = taken.notice.expect("a notice");
    assert!(notice.contains("1.toml was not used: it is damaged; kept as "), "{notice}");
    let aside = fs::read_to_string(desk.path("state/undo/1.toml.damaged")).expect("read");
    assert_eq!(aside, "done = 3\n");
}

/// A note that was saved, then changed by a step of ours, which was saved too.
fn changed(folder: &NotesFolder) -> (Document, Step) {
    let mut notebook = Notebook::default();
    let first = note("first line\nsecond line\n");
    let step = notebook.add(first.clone());
    let mut base = None;
    for step in [
        step,
        notebook.change(Note { body: "ours\nsecond line\n".into(), ..first }).expect("a change"),
    ] {
        let document = Document::parse(&step.after).expect("a note");
        let edition = Edition { document: &document, base: base.as_deref(), passage: None };
        assert_eq!(folder.save(edition).expect("saved").how, How::Alone);
        if step.before.is_some() {
            return (document, step);
        }
        base = Some(step.after);
    }
    unreachable!("the second step has a text before it")
}

fn on_disk(folder: &NotesFolder) -> Note {
    let held = folder.load("harbour-talks");
    assert_eq!((held.notes.len(), held.unusable.len()), (1, 0));
    held.notes[0].document.note().clone()
}

#[test]
fn what_another_window_changed_elsewhere_in_the_note_stays() {
    let desk = Desk::new();
    let folder = NotesFolder::at(desk.path("notes"));
    let (ours, step) = changed(&folder);
    let theirs = ours.changed(Note { mark: Some("verify".into()), ..ours.note().clone() });
    let edition = Edition { document: &theirs, base: Some(ours.text()), passage: None };
    folder.save(edition).expect("saved");
    let saved = folder.undo(&step, Timestamp::now()).expect("no fault").expect("not stuck");
    assert_eq!(saved.how, How::Joined);
    let note = on_disk(&folder);
    assert_eq!(
        (note.body.as_str(), note.mark.as_deref()),
        ("first line\nsecond line\n", Some("verify"))
    );
    folder.redo(&step).expect("no fault").expect("not stuck");
    let note = on_disk(&folder);
    assert_eq!((note.body.as_str(), note.mark.as_deref()), ("ours\nsecond line\n", Some("verify")));
}

#[test]
fn what_another_window_changed_at_the_same_place_is_not_undone() {
    let desk = Desk::new();
    let folder = NotesFolder::at(desk.path("notes"));
    let (ours, step) = changed(&folder);
    let theirs = ours.changed(Note { body: "theirs\nsecond line\n".into(), ..ours.note().clone() });
    let edition = Edition { document: &theirs, base: Some(ours.text()), passage: None };
    folder.save(edition).expect("saved");
    let path = folder.file(&theirs);
    let stuck = folder.undo(&step, Timestamp::now()).expect("no fault").expect_err("stuck");
    assert!(stuck.to_string().starts_with("the note was changed since: "), "{stuck}");
    assert_eq!(fs::read_to_string(&path).expect("read"), theirs.text(), "untouched");
    fs::write(&path, "no note").expect("written");
    let fault = folder.redo(&step).expect_err("no note").to_string();
    assert!(fault.contains("it is no note any more"), "{fault}");
    fs::remove_file(&path).expect("removed");
    let gone = folder.undo(&step, Timestamp::now()).expect("no fault");
    assert_eq!(gone, Err(Stuck::Gone));
}
