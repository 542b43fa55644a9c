//! Files that come, change, break and go while the reader shows them, and places that cannot be written.

use std::fs;

use super::{escape, leave, open, reader, three_briefings};
use crate::desk::{Desk, GOOD, is_root};

/// The good briefing under another name.
fn other(id: &str, title: &str) -> String {
    GOOD.replace("harbour-talks", id).replace("Harbour talks end without a date", title)
}

const BROKEN: &str = "format = 1\nid = \"b\"\ntitle = \"Second\"\nsumary = \"x\"\n";

#[test]
fn a_bad_file_is_shown_with_its_problems_and_opens_when_it_is_mended() {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    desk.file("briefings/b.toml", BROKEN);
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("1 of 2");
    session.wait_for_match(r"b\.toml +problems");
    session.press("J");
    session.wait_for("This file cannot be shown yet");
    session.wait_for("briefings/b.toml:4:1");
    session.wait_for("│ sumary = \"x\"");
    session.wait_for("│ ^^^^^^");
    session.wait_for("did you mean `summary`?");
    desk.file("briefings/b.toml", other("second", "Second thoughts"));
    session.wait_for("Second thoughts · Example Courier");
    session.wait_for("Both ministries put out the same text");
    leave(session);
}

#[test]
fn an_open_file_that_breaks_or_goes_keeps_its_last_text_on_the_screen() {
    let desk = Desk::new();
    let file = desk.file("briefings/a.toml", GOOD);
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("1 of 2");
    session.press("j");
    session.wait_for("2 of 2");
    fs::write(&file, GOOD.replace("No date for a third round was", "A date was")).expect("written");
    session.wait_for("A date was named.");
    session.wait_for("the file changed");
    session.wait_for("2 of 2");
    fs::write(&file, BROKEN).expect("written");
    session.wait_for("this is its last good text");
    session.wait_for("A date was named.");
    session.press("!");
    session.wait_for("sumary = \"x\"");
    escape(&mut session);
    fs::remove_file(&file).expect("removed");
    session.wait_for("the open file is gone");
    session.wait_for("A date was named.");
    session.press("k");
    session.wait_for("1 of 2");
    fs::write(&file, other("harbour-talks", "Harbour talks again")).expect("written");
    session.wait_for("Harbour talks again · Example Courier");
    leave(session);
}

#[test]
fn a_file_that_is_added_or_replaced_shows_by_itself() {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    let session = reader(&desk).size(120, 30).start();
    session.wait_for("1 of 2");
    desk.file("briefings/b.toml", other("second", "Second thoughts"));
    session.wait_for("Second thoughts");
    let new = desk.file("briefings/.new", other("harbour-talks", "Harbour talks again"));
    fs::rename(new, desk.path("briefings/a.toml")).expect("renamed");
    session.wait_for("Harbour talks again · Example Courier");
    leave(session);
}

/// Holds that the reader says once that it cannot keep the place, and works all the same.
fn assert_told_once(desk: &Desk, state: &str) {
    let mut session = reader(desk).env("DATELINE_STATE", state).size(120, 30).start();
    session.wait_for("Two accounts of");
    session.press("J");
    session.wait_for("Miami as a stage: talks");
    session.wait_for("your place was not saved");
    session.press("j");
    session.wait_for("a note");
    session.press("K]]");
    session.wait_for("Unity on display, divisions");
    session.wait_for("▸ Unity on paper");
    assert!(!session.contents().contains("not saved"), "{}", session.contents());
    leave(session);
}

#[test]
fn a_place_that_cannot_be_kept_is_told_once() {
    let desk = three_briefings();
    let file = desk.file("a-file", "");
    for state in [file.to_str().expect("UTF-8"), "/proc/dateline"] {
        assert_told_once(&desk, state);
    }
}

#[test]
fn a_state_folder_without_permission_is_told_once() {
    use std::os::unix::fs::PermissionsExt;
    if is_root("a_state_folder_without_permission_is_told_once") {
        return;
    }
    let desk = three_briefings();
    let folder = desk.path("locked");
    fs::create_dir(&folder).expect("created");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("locked");
    assert_told_once(&desk, folder.to_str().expect("UTF-8"));
}

#[test]
fn the_place_is_kept_without_leaving() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("]]");
    session.wait_for("11 of 65");
    let file = desk.path("state/reading/unity-on-display.toml");
    crate::support::pty::life::wait("the place on disk", || file.exists().then_some(()));
    session.signal(rustix::process::Signal::KILL);
    session.wait_exit();
    reader(&desk).size(120, 30).start().wait_for("11 of 65");
}
