//! A large library: its texts are read when they are asked for, and every view works as with a small one.

use std::fs;

use super::{leave, reader};
use crate::desk::{Desk, GOOD};
use crate::support::pty::Session;

/// As many briefings as a library with a catalogue has, one of which says something else than the others;
/// the first one is linked to the last.
fn archive() -> Desk {
    let desk = Desk::new();
    for number in 0..300 {
        let link = match number {
            0 => "links = [{ to = \"talks-299#silence\", relation = \"supports\" }]\n",
            _ => "",
        };
        let text = GOOD
            .replace("harbour-talks", &format!("talks-{number:03}"))
            .replace("Harbour talks end without a date", &format!("Round {number:03}"))
            .replace("quote = \"mixed\"\n", &format!("quote = \"mixed\"\n{link}"));
        let text = if number == 217 { text.replace("third round", "walrus dinner") } else { text };
        desk.file(format!("briefings/{number:03}.toml"), text);
    }
    desk
}

/// From the query line to the list.
fn stop_typing(session: &mut Session) {
    session.press("<esc>");
    session.wait_for("S keep search");
}

/// Ends the reader from the query line.
fn leave_list(mut session: Session) {
    stop_typing(&mut session);
    session.press("1");
    session.wait_for("a note  s sourcing");
    leave(session);
}

/// The segments of the catalogue.
fn segments(desk: &Desk) -> Vec<std::path::PathBuf> {
    let libraries = fs::read_dir(desk.path("cache/catalogue")).into_iter().flatten().flatten();
    let folders = libraries.flat_map(|library| fs::read_dir(library.path())).flatten();
    folders.flatten().map(|segment| segment.path()).collect()
}

#[test]
fn an_archive_is_read_searched_annotated_and_left_like_three_files() {
    let desk = archive();
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("Round 000 · Example Courier");
    session.wait_for("Round 009");
    // The text that a passage is linked to is fetched for the inspector.
    session.wait_for("supports Round 299");
    session.wait_for("No date for a third round");
    session.press("J");
    session.wait_for("Round 001 · Example Courier");
    session.press("<ctrl-f>");
    session.press("walrus dinner");
    session.wait_for("1 passage");
    session.wait_for("No date for a walrus dinner was named.");
    assert!(!segments(&desk).is_empty(), "there is a catalogue");
    session.press("<enter>");
    session.wait_for("Round 217 · Example Courier");
    session.wait_for("2 of 2");
    session.press("mk");
    session.wait_for("saved: marked key");
    session.press("<ctrl-o>");
    session.wait_for("1 passage");
    session.press("<ctrl-u>");
    session.press("<ctrl-f>");
    session.press("<ctrl-u>");
    session.press("speaker:\"a. ex");
    session.wait_for("A. Example");
    session.press("<ctrl-u>");
    session.press("has:note");
    session.wait_for("› has:note");
    session.wait_for("walrus dinner was named");
    session.wait_for("1 passage");
    stop_typing(&mut session);
    session.press("3");
    session.wait_for("1 note");
    session.press("1");
    session.wait_for("Round 001 · Example Courier");
    leave(session);

    // What changed meanwhile is read again, the rest comes out of the catalogue.
    let changed = GOOD.replace("harbour-talks", "talks-100").replace("third", "otter");
    desk.file("briefings/100.toml", changed);
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("Round 001 · Example Courier");
    session.press("<ctrl-f>");
    session.press("otter");
    session.wait_for("1 passage");
    session.press("<ctrl-u>");
    session.press("walrus");
    session.wait_for("walrus dinner was named");
    // A file that changes while it is read is there by itself.
    let path = desk.path("briefings/217.toml");
    let text = fs::read_to_string(&path).expect("read").replace("walrus", "badger");
    fs::write(&path, text).expect("written");
    session.wait_for("no passage meets this query");
    session.press("<ctrl-u>");
    session.press("badger");
    session.wait_for("badger dinner was named");
    leave_list(session);
}

#[test]
fn notes_on_texts_that_are_not_held_are_listed_and_no_key_is_lost() {
    let desk = archive();
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("Round 000 · Example Courier");
    session.wait_for("Round 009");
    session.press("mk");
    session.wait_for("saved: marked key");
    session.press("J");
    session.wait_for("Round 001 · Example Courier");
    leave(session);

    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("Round 001 · Example Courier");
    session.wait_for("Round 009");
    session.press("3");
    session.wait_for("1 note");
    session.wait_for("Both ministries put out the same text");
    session.press("1");
    // As many briefings on as the key was pressed, however fast.
    session.press("JJJ");
    session.wait_for("Round 004 · Example Courier");
    session.press("KKK");
    session.wait_for("Round 001 · Example Courier");
    leave(session);
}

#[test]
fn keys_that_come_in_one_piece_act_on_the_briefing_that_they_open() {
    let desk = archive();
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("Round 000 · Example Courier");
    session.wait_for("Round 009");
    session.press("Jmk");
    session.wait_for("Round 001 · Example Courier");
    session.wait_for("saved: marked key");
    session.press("ORound 217<enter>mk");
    session.wait_for("Round 217 · Example Courier");
    session.wait_for("saved: marked key");
    session.press("J3");
    session.wait_for("2 notes");
    session.wait_for("Round 001");
    session.wait_for("Round 217");
    session.press("1");
    session.wait_for("Round 218 · Example Courier");
    leave(session);
}

#[test]
fn a_damaged_catalogue_is_made_again_and_one_that_cannot_be_written_is_done_without() {
    let desk = archive();
    let find = |desk: &Desk, cache: Option<&str>| {
        let launch = reader(desk).size(120, 30);
        let launch = match cache {
            Some(cache) => launch.env("DATELINE_CACHE", cache),
            None => launch,
        };
        let mut session = launch.start();
        session.wait_for("Round 000 · Example Courier");
        session.press("<ctrl-f>");
        session.press("walrus");
        session.wait_for("No date for a walrus dinner was named.");
        leave_list(session);
    };
    find(&desk, None);
    let before = segments(&desk);
    for segment in &before {
        let mut bytes = fs::read(segment).expect("read");
        let middle = bytes.len() / 2;
        bytes[middle..].iter_mut().for_each(|byte| *byte ^= 0x55);
        fs::write(segment, bytes).expect("written");
    }
    find(&desk, None);
    assert!(segments(&desk).iter().all(|segment| !before.contains(segment)), "others");
    desk.file("no-folder", "a file");
    let nowhere = desk.path("no-folder/below");
    find(&desk, nowhere.to_str());
}
