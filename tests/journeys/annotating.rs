//! Annotating in a terminal: what is said to be saved is on the disk, and nothing typed is lost.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{leave, open, reader, three_briefings};
use crate::desk::Desk;
use crate::support::pty::life::wait_for_state;

/// The files of the notes.
fn notes(desk: &Desk) -> Vec<PathBuf> {
    let folder = desk.path("data/notes/unity-on-display");
    let listed = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut notes: Vec<PathBuf> = listed.filter(|path| !is_hidden(path)).collect();
    notes.sort();
    notes
}

fn is_hidden(path: &std::path::Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// What the drafts say that lie there.
fn drafts(desk: &Desk) -> String {
    let folder = desk.path("state/drafts");
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let drafts = files.filter(|path| path.extension().is_some_and(|end| end == "md"));
    drafts.map(|path| fs::read_to_string(path).unwrap_or_default()).collect()
}

/// Waits until a draft holds these words.
fn wait_for_draft(desk: &Desk, words: &str) {
    let end = Instant::now() + Duration::from_secs(10);
    while !drafts(desk).contains(words) {
        assert!(Instant::now() < end, "no draft with {words:?}: {:?}", drafts(desk));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_is_said_to_be_saved_is_on_the_disk() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("mk");
    session.wait_for("saved: marked key");
    let [note] = notes(&desk).try_into().expect("one note");
    assert!(fs::read_to_string(&note).expect("a note").contains("mark = \"key\""));
    session.press("a");
    session.wait_for("Note on this passage");
    session.press("Words");
    session.press("<ctrl-s>");
    session.wait_for("saved: note");
    let all = notes(&desk);
    assert_eq!(all.len(), 2);
    assert!(fs::read_to_string(&all[1]).expect("a note").ends_with("+++\nWords\n"));
    leave(session);
}

#[test]
fn undo_works_after_a_restart() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("mk");
    session.wait_for("saved: marked key");
    leave(session);
    let mut session = open(&desk);
    session.wait_for("1 note");
    session.press("u");
    session.wait_for("saved: taken back: mark key");
    session.wait_without("1 note");
    let [note] = notes(&desk).try_into().expect("the buried note");
    assert!(fs::read_to_string(note).expect("a note").contains("buried = "));
    leave(session);
}

#[test]
fn two_windows_see_the_notes_of_each_other() {
    let desk = three_briefings();
    let (mut one, mut other) = (open(&desk), open(&desk));
    one.press("mk");
    one.wait_for("saved: marked key");
    other.wait_for("1 note");
    other.press("jmv");
    other.wait_for("saved: marked verify");
    one.wait_for("2 notes");
    leave(one);
    leave(other);
    assert_eq!(notes(&desk).len(), 2);
}

#[test]
fn words_being_typed_survive_every_way_to_end() {
    for signal in [Signal::TERM, Signal::HUP, Signal::KILL] {
        let desk = three_briefings();
        let mut session = open(&desk);
        session.press("a");
        session.wait_for("Note on this passage");
        session.press("Half_a_note");
        session.wait_for("Half_a_note");
        if signal == Signal::KILL {
            wait_for_draft(&desk, "Half_a_note");
        }
        session.signal(signal);
        session.wait_exit();
        assert!(drafts(&desk).contains("Half_a_note"), "{signal:?}");
        let mut session = reader(&desk).size(120, 30).start();
        session.wait_for("1 note was not finished the last time; gd goes on");
        session.press("gd");
        session.wait_for("Half_a_note");
        session.press("_more");
        session.press("<ctrl-s>");
        session.wait_for("saved: note");
        leave(session);
        let [note] = notes(&desk).try_into().expect("one note");
        assert!(fs::read_to_string(note).expect("a note").ends_with("Half_a_note_more\n"));
        assert_eq!(drafts(&desk), "");
    }
}

#[test]
fn words_being_typed_outlive_a_stop() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("a");
    session.wait_for("Note on this passage");
    session.press("Half_a_note");
    session.wait_for("Half_a_note");
    session.signal(Signal::TSTP);
    wait_for_draft(&desk, "Half_a_note");
    // One that has not stopped yet would stop after it was told to go on.
    wait_for_state(session.pid(), "T");
    session.signal(Signal::CONT);
    session.wait_for("Half_a_note");
    session.press("_more");
    session.wait_for("Half_a_note_more");
    session.press("<ctrl-s>");
    session.wait_for("saved: note");
    leave(session);
    assert_eq!(notes(&desk).len(), 1);
}

#[test]
fn a_hung_up_terminal_loses_no_words() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("a");
    session.wait_for("Note on this passage");
    session.press("Half_a_note");
    session.wait_for("Half_a_note");
    session.hang_up();
    assert!(drafts(&desk).contains("Half_a_note"));
}

#[test]
fn words_being_typed_are_kept_within_two_seconds() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("a");
    session.wait_for("Note on this passage");
    // A key every half second: there is no pause of two seconds, and no two hundred keys.
    for letter in ["o", "n", "e", "_", "t", "w", "o"] {
        session.press(letter);
        std::thread::sleep(Duration::from_millis(500));
    }
    wait_for_draft(&desk, "one_");
    session.press("<esc>");
    session.wait_for("leave without saving?");
    session.press("y");
    session.wait_without("Note on this passage");
    leave(session);
    assert_eq!(drafts(&desk), "", "what was given up is not offered again");
}

#[test]
fn a_paste_of_a_mebibyte_is_taken_and_more_is_said_to_be_left_out() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("a");
    session.wait_for("Note on this passage");
    session.paste(&"line of words\n".repeat((1 << 20) / 14));
    session.wait_for("line of words");
    session.paste(&"x".repeat(100));
    session.wait_for("bytes were left out");
    session.press("<ctrl-s>");
    session.wait_for("saved: note");
    leave(session);
    let [note] = notes(&desk).try_into().expect("one note");
    assert!(fs::metadata(note).expect("a file").len() > 1 << 20);
}

#[test]
fn the_editor_of_the_environment_gets_the_terminal_and_gives_it_back() {
    let desk = three_briefings();
    let editor = desk.file(
        "editor.sh",
        "#!/bin/sh\nstty -a < /dev/tty | grep -q ' icanon' && echo written outside > \"$2\"\n",
    );
    let mut session = reader(&desk)
        .size(120, 30)
        .env("EDITOR", &format!("sh '{}' 'an argument'", editor.display()))
        .start();
    session.wait_for("1 of 65");
    // The script's second argument is the file: the first is the one with a blank in it.
    session.press("A");
    session.wait_for("saved: note “written outside”");
    session.press("j");
    session.wait_for("2 of 65");
    leave(session);
}

#[test]
fn a_copy_goes_to_the_terminal() {
    let desk = three_briefings();
    let mut session = open(&desk);
    let from = session.log().len();
    session.press("Y");
    session.wait_for("copied: the citation");
    session.wait_for_bytes(b"\x1b]52;c;", from);
    session.press("q");
    session.wait_exit().assert_code(0);
}

#[test]
fn opening_and_closing_changes_no_file_of_a_note() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("mk");
    session.wait_for("saved: marked key");
    leave(session);
    let state = |desk: &Desk| {
        let read = |path: &PathBuf| {
            let file = fs::metadata(path).expect("a file");
            (fs::read(path).expect("a text"), file.modified().expect("a time"))
        };
        notes(desk).iter().map(read).collect::<Vec<_>>()
    };
    let before = state(&desk);
    let mut session = open(&desk);
    session.wait_for("1 note");
    session.press("jkG");
    leave(session);
    assert_eq!(state(&desk), before);
}
