//! Hostile files: texts, names and settings that try to take the terminal over.

use std::fs;
use std::path::Path;

use super::{escape, leave, reader};
use crate::desk::{Desk, GOOD};
use crate::support::pty::Session;

const EVIL: &str = "\u{1b}]0;own\u{7}\u{9b}2J\u{202e}\u{2066}\u{200b}";

/// A library that is hostile in every way that a file system allows.
fn desk() -> Desk {
    let desk = Desk::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile.toml");
    desk.file("lib/a.toml", GOOD);
    desk.file("lib/b.toml", fs::read(fixture).expect("the fixture"));
    desk.file(format!("lib/z{EVIL}/{EVIL}.toml"), "format = 1\ntitle = \"no end");
    desk.file(
        "config.toml",
        "hyperlinks = \"on\"\n\"\\u001b]0;own\\u0007\\u202e\" = 1\ntheme = \"\\u001b[31m\\u202e\"\n\
         [keys.reading]\n\"\\u001b\\u202e\" = \"\\u009b2J\"\n",
    );
    desk
}

/// Holds that the rule between outline and text stands where it should, on every row.
fn assert_columns(session: &Session) {
    let broken: Vec<u16> = session.screen(|screen| {
        let is_rule = |row| screen.cell(row, 24).is_some_and(|cell| cell.contents() == "│");
        (1..29).filter(|row| !is_rule(*row)).collect()
    });
    assert!(broken.is_empty(), "rows {broken:?}:\n{}", session.contents());
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    let desk = desk();
    let mut session = reader(&desk).arg("lib").size(120, 30).start();
    session.wait_for("1 of 2");
    session.wait_for("problems");
    session.press("J");
    session.wait_for("^[]0;own^G\\x9b2J<U+202E><U+2066><U+200B>");
    session.wait_for("a note");
    assert_columns(&session);
    session.press("j");
    session.wait_for("2 of 2");
    assert_columns(&session);
    for (keys, shown) in
        [("o", "Go to a section"), ("O", "Open a briefing"), ("!G", "own^G<U+202E>")]
    {
        session.press(keys);
        session.wait_for(shown);
        escape(&mut session);
    }
    session.press("/");
    session.paste(EVIL);
    session.wait_for("Find ^[]0;own");
    session.press("<enter>");
    session.wait_for("a note");
    leave(session);
}

#[test]
fn a_hostile_name_is_shown_and_does_nothing() {
    let desk = desk();
    let mut session = reader(&desk).arg("lib").size(120, 30).start();
    session.wait_for("1 of 2");
    session.wait_for("problems");
    session.press("JJ");
    session.wait_for("This file cannot be shown yet");
    session.wait_for("lib/z^[]0;own^G");
    assert!(session.row(0).contains("lib/z^[]0;own^G"), "{}", session.contents());
    assert_columns(&session);
    fs::remove_file(desk.path(format!("lib/z{EVIL}/{EVIL}.toml"))).expect("removed");
    session.wait_for("Harbour talks end without a date · Example Courier");
    leave(session);
}

#[test]
fn a_hostile_path_that_is_not_there_is_told_harmlessly() {
    let desk = desk();
    let ended = reader(&desk).arg(EVIL).start().wait_exit();
    ended.assert_code(2);
    ended.assert_restored();
    ended.assert_harmless();
}
