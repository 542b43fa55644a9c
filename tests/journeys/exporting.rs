//! Exporting from the reader: what it says is written is there.

use std::fs;

use super::{leave, open, three_briefings};

#[test]
fn notes_are_exported_from_the_dialog() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("mk");
    session.wait_for("saved: marked key");
    session.press("x");
    session.wait_for("1 note in unity-on-display.notes.md");
    session.press("<enter>");
    session.wait_for("exported: 1 note, ");
    let file = desk.path("notes-export/unity-on-display.notes.md");
    let text = fs::read_to_string(&file).expect("the export");
    assert!(text.contains("#key") && text.contains("Account 1"), "{text}");
    // Again: nothing is new.
    session.press("x");
    session.wait_for("1 note in unity");
    session.press("<enter>");
    session.wait_for("unchanged: 1 note");
    // Edited between the markers: it is left, and the new text stands beside it.
    fs::write(&file, text.replace("Account 1", "My account")).expect("edited");
    session.press("mv");
    session.wait_for("saved: marked verify");
    session.press("x");
    session.wait_for("2 notes in unity");
    session.press("<enter>");
    session.wait_for("edited since, and left so; the new text is");
    assert!(fs::read_to_string(&file).expect("it").contains("My account"));
    leave(session);
}

#[test]
fn the_passages_that_were_found_are_exported_as_a_table() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("<ctrl-f>");
    session.press("briefing:unity account");
    session.wait_for_match(r"\d+ passages in 1 briefing");
    session.press("<esc>");
    session.wait_for("S keep search");
    session.press("x");
    session.wait_for("Passages");
    session.wait_for("passages.md");
    session.press("<enter>");
    session.wait_for("exported: passages, ");
    let text = fs::read_to_string(desk.path("notes-export/passages.md")).expect("the export");
    let rows = text.lines().filter(|line| line.starts_with("| ")).count();
    assert!(rows > 2 && text.matches("## ").count() == 1, "{text}");
    assert!(!text.contains("Moscow"), "{text}");
    session.press("1");
    session.wait_for("a note  s sourcing");
    leave(session);
}

#[test]
fn one_file_goes_into_the_folder_under_the_name_that_was_shown() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("mk");
    session.wait_for("saved: marked key");
    session.press("x");
    session.wait_for("1 note in unity");
    session.press("<down><right><right><right>");
    session.wait_for("1 note in notes.json");
    session.press("<enter>");
    session.wait_for("exported: 1 note, ");
    let text = fs::read_to_string(desk.path("notes-export/notes.json")).expect("the export");
    assert!(text.contains("\"dateline-notes\""), "{text}");
    leave(session);
    let mut session = open(&desk);
    session.press("x");
    session.wait_for("JSON, which can be imported again");
    session.press("<esc>");
    session.wait_without("JSON, which");
    leave(session);
}

#[test]
fn what_cannot_be_written_is_said() {
    let desk = three_briefings();
    desk.file("notes-export", "a file, not a folder");
    let mut session = open(&desk);
    session.press("mk");
    session.wait_for("saved: marked key");
    session.press("x");
    session.wait_for("1 note in");
    session.press("<enter>");
    session.wait_for_match("left as it is|not exported");
    assert_eq!(
        fs::read_to_string(desk.path("notes-export")).expect("the file"),
        "a file, not a folder"
    );
    leave(session);
}
