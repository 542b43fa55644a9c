//! Drafts on a real disk: kept while they are typed, offered after a kill, gone only by an order.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use dateline::notes::draft::Draft;
use dateline::notes::target::{Extent, Target};
use dateline::store::drafts::Drafts;

use crate::desk::{Desk, is_root};

fn draft(text: &str) -> Draft {
    let target = Target::new("harbour-talks", Extent::Section("on-paper".into()));
    Draft { note: None, target, passage: None, text: text.into() }
}

fn at(desk: &Desk) -> Drafts {
    Drafts::at(desk.path("state/drafts"))
}

fn texts(drafts: &Drafts) -> Vec<String> {
    let left = drafts.left_over();
    assert_eq!(left.unusable, []);
    left.drafts.iter().map(|left| left.draft().text.clone()).collect()
}

/// The files of the folder that end like this.
fn files(desk: &Desk, end: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(desk.path("state/drafts")) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.to_string_lossy().ends_with(end)).collect()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).expect("a file").permissions().mode() & 0o777
}

#[test]
fn a_draft_is_one_private_file_with_the_latest_words() {
    let desk = Desk::new();
    let mut own = at(&desk);
    assert_eq!(texts(&own), [""; 0]);
    assert!(!desk.path("state").exists(), "looking touches nothing");
    own.write(&draft("Wor")).expect("written");
    own.write(&draft("Words, so far")).expect("written");
    let [file] = &files(&desk, ".md")[..] else { panic!("one file") };
    let kept = Draft::of_text(&fs::read_to_string(file).expect("read")).expect("a draft");
    assert_eq!(kept, draft("Words, so far"));
    assert_eq!((mode(file), mode(&desk.path("state/drafts"))), (0o600, 0o700));
    own.discard().expect("discarded");
    own.discard().expect("nothing to discard");
    assert_eq!(files(&desk, ".md"), [""; 0].map(PathBuf::from));
    drop(own);
    assert_eq!(files(&desk, ""), [""; 0].map(PathBuf::from), "nothing is left behind");
}

#[test]
fn a_draft_of_a_reader_that_lives_is_offered_to_nobody() {
    let desk = Desk::new();
    let (mut one, mut other) = (at(&desk), at(&desk));
    one.write(&draft("one")).expect("written");
    other.write(&draft("other")).expect("written");
    assert_eq!((texts(&one), texts(&other), texts(&at(&desk))), (vec![], vec![], vec![]));
    drop(one);
    assert_eq!(texts(&other), ["one"]);
    other.discard().expect("discarded");
    assert_eq!(texts(&at(&desk)), ["one"], "one's own draft is all that discarding takes");
}

#[test]
fn what_was_left_is_offered_once_at_a_time_until_it_is_discarded() {
    let desk = Desk::new();
    for text in ["first", "second"] {
        at(&desk).write(&draft(text)).expect("written");
    }
    let offered = at(&desk).left_over().drafts;
    assert_eq!(offered.len(), 2);
    assert_eq!(texts(&at(&desk)), [""; 0], "it is on offer elsewhere");
    for left in offered {
        if left.draft().text == "first" {
            assert!(left.path().is_file());
            left.discard().expect("discarded");
        }
    }
    assert_eq!(texts(&at(&desk)), ["second"]);
    assert_eq!(texts(&at(&desk)), ["second"], "looking takes nothing away");
    assert_eq!(files(&desk, ".lock").len(), 1);
}

#[test]
fn a_file_that_is_no_draft_is_told_and_left_alone() {
    let desk = Desk::new();
    at(&desk).write(&draft("good")).expect("written");
    let bad = desk.path("state/drafts/draft-0.md");
    fs::write(&bad, "+++\nformat = 9\n+++\nwords").expect("written");
    let left = at(&desk).left_over();
    assert_eq!(left.drafts.len(), 1);
    let [fault] = &left.unusable[..] else { panic!("{:?}", left.unusable) };
    assert!(fault.to_string().contains("draft-0.md: no draft of a note"), "{fault}");
    assert_eq!(fs::read_to_string(&bad).expect("read"), "+++\nformat = 9\n+++\nwords");
}

#[test]
fn a_draft_that_cannot_be_kept_says_why_and_the_next_one_can() {
    let desk = Desk::new();
    fs::create_dir_all(desk.path("state")).expect("a folder");
    fs::write(desk.path("state/drafts"), "in the way").expect("a file");
    let mut own = at(&desk);
    let fault = own.write(&draft("words")).expect_err("no folder").to_string();
    assert!(
        fault.contains("state/drafts") && fault.contains("cannot keep what is being done"),
        "{fault}"
    );
    fs::remove_file(desk.path("state/drafts")).expect("out of the way");
    own.write(&draft("words")).expect("written");
    drop(own);
    assert_eq!(texts(&at(&desk)), ["words"]);
}

#[test]
fn a_folder_that_cannot_be_written_to_is_read_all_the_same() {
    if is_root("a_folder_that_cannot_be_written_to_is_read_all_the_same") {
        return;
    }
    let desk = Desk::new();
    at(&desk).write(&draft("words")).expect("written");
    for lock in files(&desk, ".lock") {
        fs::remove_file(lock).expect("removed");
    }
    let folder = desk.path("state/drafts");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o500)).expect("a mode");
    assert_eq!(texts(&at(&desk)), ["words"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).expect("a mode");
}
