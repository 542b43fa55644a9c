//! Notes whose words were edited on the disk, and files that git left in two versions, in the real program.

use std::fs;
use std::path::PathBuf;

use super::{leave, reader};
use crate::desk::{Desk, GOOD};

/// The only note's file.
fn note(desk: &Desk) -> PathBuf {
    let folder = fs::read_dir(desk.path("data/notes/harbour-talks")).expect("a folder of notes");
    let files = folder.map(|entry| entry.expect("a file").path());
    let mut notes = files.filter(|path| path.extension().is_some_and(|end| end == "md"));
    notes.next().expect("a note")
}

#[test]
fn a_note_whose_passage_was_edited_waits_in_the_tray_until_it_is_confirmed() {
    let desk = Desk::new();
    let file = desk.file("briefings/a.toml", GOOD);
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("1 of 2");
    session.press("va");
    session.wait_for("Note on");
    session.press("Process, not substance<ctrl-s>");
    session.wait_for("saved: note");
    fs::write(&file, GOOD.replace("the same text", "the same words")).expect("written");
    session.wait_for("1 in the tray");
    session.press("3");
    session.wait_for("Its words were edited");
    session.wait_for("[-text-]{+words+}");
    session.press("y");
    session.wait_for("saved: its place is confirmed");
    session.wait_without("in the tray");
    let text = fs::read_to_string(note(&desk)).expect("the note");
    assert!(text.contains("[target.moved]") && text.contains("the same words"), "{text}");
    assert!(text.contains("exact = \"Both ministries put out the same text"), "{text}");
    session.press("u");
    session.wait_for("1 in the tray");
    session.press("1");
    session.wait_for("1 of 2");
    leave(session);
    let text = fs::read_to_string(note(&desk)).expect("the note");
    assert!(!text.contains("[target.moved]"), "{text}");
}

#[test]
fn a_note_that_git_left_in_two_versions_is_settled_by_one_key() {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    let mut command = desk.command(&["note", "add", "harbour-talks#readout", "A first word."]);
    let added = command.env("DATELINE_DATA", desk.path("data")).output().expect("it runs");
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    let file = note(&desk);
    let text = fs::read_to_string(&file).expect("the note");
    let both = "<<<<<<< HEAD\nA word of mine.\n=======\nA word of theirs.\n>>>>>>> other";
    fs::write(&file, text.replace("A first word.", both)).expect("written");
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("cannot be used");
    session.press("3");
    session.wait_for("Files that cannot be used");
    session.wait_for("<<<<<<< HEAD");
    session.press(">");
    session.wait_for("settled: note “A word of theirs.”");
    session.wait_without("Files that cannot be used");
    let text = fs::read_to_string(&file).expect("the note");
    assert!(text.ends_with("+++\nA word of theirs.\n"), "{text}");
    let attic = fs::read_dir(desk.path("data/notes/attic")).expect("an attic").count();
    assert_eq!(attic, 1, "the version that lost is kept");
    session.press("1");
    session.wait_for("1 of 2");
    leave(session);
}
