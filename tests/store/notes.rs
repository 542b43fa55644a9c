//! The notes folder on a real disk: two writers, editors, crashes, and files that are no notes.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use dateline::briefing::Briefing;
use dateline::briefing::check::check;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::notes::anchor::capture;
use dateline::notes::document::Document;
use dateline::notes::note::{Kind, Note, Origin};
use dateline::notes::snapshot::Snapshot;
use dateline::notes::target::{Extent, Target};
use dateline::store::Fault;
use dateline::store::notes::{Edition, Held, How, NotesFolder, Saved, Why, new_id};
use dateline::store::write::Kept;
use jiff::Timestamp;

use crate::desk::{Desk, GOOD, is_root};
use crate::support::faulty::{Failure, FaultyDisk};

fn briefing() -> Briefing {
    check(GOOD, "harbour-talks", &Vocabulary::default()).briefing.expect("a briefing")
}

/// A note on some words, and the text of their passage.
fn note(body: &str) -> (Document, String) {
    let briefing = briefing();
    let text = briefing.passages[0].text.clone();
    let start = text.find("the same text").expect("the words");
    let extent = capture(&briefing, 0, start..start + 13).expect("a place");
    (on(extent, body), text)
}

fn on(extent: Extent, body: &str) -> Document {
    let now = Timestamp::now();
    let origin =
        Origin { author: None, created: Timestamp::from_second(1_932_973_927).expect("a time") };
    let id = new_id(now).expect("chance");
    let note = Note::new(id, Kind::Comment, origin, Target::new("harbour-talks", extent));
    Document::fresh(Note { body: body.into(), ..note })
}

fn save(folder: &NotesFolder, document: &Document, base: Option<&str>) -> Result<Saved, Fault> {
    folder.save(Edition { document, base, passage: None })
}

fn with_body(document: &Document, body: &str) -> Document {
    document.changed(Note { body: body.into(), ..document.note().clone() })
}

fn folder(desk: &Desk) -> NotesFolder {
    NotesFolder::at(desk.path("notes"))
}

/// Every file below a folder, with what it says.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(tree(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).expect("read"));
        }
    }
    files
}

#[test]
fn a_note_is_laid_out_as_the_manual_says_and_read_again() {
    let desk = Desk::new();
    let folder = folder(&desk);
    assert_eq!(folder.load("harbour-talks"), Held::default(), "nothing there yet");
    let (document, text) = note("Words.\n");
    let edition = Edition { document: &document, base: None, passage: Some(&text) };
    let saved = folder.save(edition).expect("saved");
    assert_eq!((saved.kept, saved.how), (Kept::Durably, How::Alone));
    let path = desk.path("notes/harbour-talks").join(document.note().id.file_name());
    assert_eq!(fs::read_to_string(&path).expect("the note"), document.text());
    let snapshot = Snapshot::of(&text);
    let kept = desk.path("notes/snapshots").join(snapshot.file_name());
    assert_eq!(fs::read_to_string(kept).expect("the snapshot"), text);
    assert_eq!(folder.past(snapshot), Some(text));
    for held in [folder.load("harbour-talks"), folder.load_all()] {
        assert_eq!(held.unusable, []);
        assert_eq!((&held.notes[0].document, &held.notes[0].path), (&document, &path));
    }
    assert_eq!(folder.load("another"), Held::default());
}

#[test]
fn reading_changes_no_file() {
    let desk = Desk::new();
    let folder = folder(&desk);
    for turn in 0..5 {
        let (document, text) = note(&format!("{turn}\n"));
        folder
            .save(Edition { document: &document, base: None, passage: Some(&text) })
            .expect("saved");
    }
    desk.file("notes/harbour-talks/damaged.md", "+++\n");
    let before = tree(&desk.path("notes"));
    let held = folder.load_all();
    held.notes.iter().for_each(|filed| assert_eq!(folder.file(&filed.document), filed.path));
    assert_eq!((held.notes.len(), held.unusable.len()), (5, 1));
    assert_eq!(tree(&desk.path("notes")), before);
}

#[test]
fn two_writers_are_joined_where_they_changed_different_things() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let (first, _) = note("One.\n\nTwo.\n");
    save(&folder, &first, None).expect("saved");
    let ours = with_body(&first, "One!\n\nTwo.\n");
    let theirs = with_body(&first, "One.\n\nTwo!\n");
    save(&folder, &theirs, Some(first.text())).expect("saved");
    let saved = save(&folder, &ours, Some(first.text())).expect("saved");
    assert_eq!((saved.how, saved.document.note().body.as_str()), (How::Joined, "One!\n\nTwo!\n"));
    assert_eq!(folder.load_all().notes[0].document, saved.document);
    assert!(!desk.path("notes/attic").exists());
}

#[test]
fn two_writers_of_the_same_line_are_both_kept_and_told() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let (first, _) = note("One.\n");
    save(&folder, &first, None).expect("saved");
    let (ours, theirs) = (with_body(&first, "Ours.\n"), with_body(&first, "Theirs.\n"));
    save(&folder, &theirs, Some(first.text())).expect("saved");
    let saved = save(&folder, &ours, Some(first.text())).expect("saved");
    let How::Clashed { clashes, attic } = saved.how else { panic!("{:?}", saved.how) };
    assert_eq!((clashes.len(), clashes[0].what.as_str()), (1, "body"));
    assert_eq!(fs::read_to_string(attic).expect("kept"), theirs.text());
    assert_eq!(folder.load_all().notes[0].document.note().body, "Ours.\nTheirs.\n");
    assert_eq!(folder.load_all().notes.len(), 1, "the attic holds no notes");
}

#[test]
fn an_edit_from_outside_between_load_and_save_is_kept_down_to_its_comments() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let (first, _) = note("One.\n");
    save(&folder, &first, None).expect("saved");
    let edited = first.text().replacen("+++\n", "+++\n# by hand\nshelf = 3\n\n", 1);
    fs::write(folder.file(&first), edited).expect("written");
    let saved = save(&folder, &with_body(&first, "Two.\n"), Some(first.text())).expect("saved");
    assert_eq!(saved.how, How::Joined);
    let text = fs::read_to_string(folder.file(&first)).expect("read");
    assert!(text.contains("shelf = 3") && text.ends_with("Two.\n"), "{text}");
}

#[test]
fn a_file_that_is_damaged_or_in_conflict_is_never_overwritten() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let (first, _) = note("One.\n");
    let marks = format!("{}<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n", first.text());
    for broken in [marks.as_str(), "+++\nid = 3\n", ""] {
        fs::create_dir_all(desk.path("notes/harbour-talks")).expect("created");
        fs::write(folder.file(&first), broken).expect("written");
        let ours = with_body(&first, "Ours.\n");
        let saved = save(&folder, &ours, Some(first.text())).expect("kept");
        let How::Barred { attic } = saved.how else { panic!("{:?}", saved.how) };
        assert_eq!(fs::read_to_string(attic).expect("kept"), ours.text());
        assert_eq!(fs::read_to_string(folder.file(&first)).expect("read"), broken);
    }
}

#[test]
fn a_file_that_cannot_be_used_hides_only_itself() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let (good, _) = note("Good.\n");
    save(&folder, &good, None).expect("saved");
    let (other, _) = note("Other.\n");
    desk.file("notes/harbour-talks/copy of a note.md", other.text());
    desk.file("notes/elsewhere".to_owned() + "/" + &other.note().id.file_name(), other.text());
    desk.file("notes/harbour-talks/01956f3a-7c1e-7b40-9a52-3f0d6b1c8e77.md", b"\xff");
    desk.file("notes/harbour-talks/01956f3a-7c1e-7b40-9a52-3f0d6b1c8e78.md", "+++\nid = 3\n+++\n");
    desk.file("notes/harbour-talks/README.md", "Notes of ours.\n");
    desk.file("notes/harbour-talks/.draft.md", "+++\n");
    desk.file("notes/README.md", "+++\n");
    desk.file("notes/.git/x.md", "+++\n");
    let held = folder.load_all();
    assert_eq!(held.notes.iter().map(|filed| &filed.document).collect::<Vec<_>>(), [&good]);
    let kinds: Vec<&str> = (held.unusable.iter())
        .map(|refused| match &refused.why {
            Why::Unreadable(_) => "unreadable",
            Why::Damaged(_) => "damaged",
            Why::Misplaced { .. } => "misplaced",
        })
        .collect();
    assert_eq!(kinds, ["misplaced", "unreadable", "damaged", "misplaced"], "{:?}", held.unusable);
    assert!(held.unusable[2].text().is_some_and(|text| text.contains("id = 3")));
}

#[test]
fn a_folder_that_cannot_be_read_is_never_no_notes() {
    let desk = Desk::new();
    desk.file("notes", "a file");
    assert_eq!(folder(&desk).load_all().unusable.len(), 1);
    assert_eq!(folder(&desk).load("harbour-talks").unusable.len(), 1);
}

#[test]
fn a_briefing_with_the_name_of_a_folder_of_ours_has_notes_too() {
    let desk = Desk::new();
    let folder = folder(&desk);
    for name in ["snapshots", "attic"] {
        let (document, _) = note("Words.\n");
        let target = Target::new(name, Extent::Briefing);
        let document = Document::fresh(Note { target, ..document.note().clone() });
        save(&folder, &document, None).expect("saved");
        assert_eq!(folder.load(name).notes.len(), 1, "{name}");
    }
    assert_eq!(folder.load_all().notes.len(), 2);
}

#[test]
fn a_note_that_could_not_be_read_again_is_not_saved() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let (bad, _) = note("<<<<<<< a\n=======\n>>>>>>> b\n");
    let told = save(&folder, &bad, None).expect_err("refused").to_string();
    assert!(told.contains("indent lines that look like git's marks"), "{told}");
    assert!(!desk.path("notes").exists());
}

#[test]
fn a_program_killed_at_any_call_leaves_one_whole_note() {
    let mut bodies = Vec::new();
    loop {
        let desk = Desk::new();
        let folder = folder(&desk);
        let (first, _) = note("Old.\n");
        save(&folder, &first, None).expect("saved");
        let child = Command::new(env::current_exe().expect("this binary"))
            .args(["--exact", "store::notes::is_killed_where_it_is_told_to", "--ignored"])
            .env("DATELINE_TEST_PATH", folder.path())
            .env("DATELINE_TEST_CALLS", bodies.len().to_string())
            .output()
            .expect("it runs");
        let held = folder.load_all();
        assert_eq!((held.notes.len(), held.unusable.len()), (1, 0), "{bodies:?}");
        bodies.push(held.notes[0].document.note().body.clone());
        if child.status.success() {
            break;
        }
    }
    // The folder of the snapshots and its name, the snapshot, and up to the note's own new name.
    let (old, new) = bodies.split_at(2 + 5 + 4);
    assert!(old.iter().all(|body| body == "Old.\n"), "{bodies:?}");
    assert_eq!(new, ["New.\n", "New.\n"]);
}

#[test]
#[ignore = "it is run by `a_program_killed_at_any_call_leaves_one_whole_note`"]
fn is_killed_where_it_is_told_to() {
    let Some(path) = env::var_os("DATELINE_TEST_PATH") else { return };
    let calls = env::var("DATELINE_TEST_CALLS").expect("a number").parse().expect("a number");
    let disk = Arc::new(FaultyDisk::default());
    let folder = NotesFolder::on(disk.clone(), path.into());
    let old = folder.load_all().notes.remove(0).document;
    let new = with_body(&old, "New.\n");
    disk.fail_after(calls, Failure::Abort);
    let edition = Edition { document: &new, base: Some(old.text()), passage: Some("A passage.") };
    folder.save(edition).expect("saved, where it was not killed");
}

#[test]
fn what_a_killed_save_left_is_offered_where_it_is_a_note() {
    let desk = Desk::new();
    let folder = folder(&desk);
    assert_eq!(folder.unsaved(), Ok(Vec::new()));
    let (first, _) = note("Old.\n");
    save(&folder, &first, None).expect("saved");
    let disk = Arc::new(FaultyDisk::default());
    let dying = NotesFolder::on(disk.clone(), folder.path().to_owned());
    // Killed before the new name, before all of the text is there, and after the old text.
    for (calls, body) in [(3, "New.\n"), (1, "Nothing of this.\n"), (3, "Old.\n")] {
        disk.fail_after(calls, Failure::Crash);
        let _ = save(&dying, &with_body(&first, body), Some(first.text()));
        disk.restart();
    }
    let foreign = desk.file("notes/harbour-talks/.other-x", first.text());
    let offered = folder.unsaved().expect("listed");
    assert_eq!(offered.len(), 1, "{offered:?}");
    assert_eq!(offered[0].document().note().body, "New.\n");
    let saved = folder.recover(&offered[0]).expect("recovered");
    let How::Clashed { attic, .. } = saved.how else { panic!("{:?}", saved.how) };
    assert_eq!(fs::read_to_string(attic).expect("kept"), first.text());
    assert_eq!(folder.load_all().notes[0].document.note().body, "New.\n");
    assert_eq!(folder.unsaved(), Ok(Vec::new()));
    assert!(foreign.exists(), "nothing of another program's is taken away");
}

fn set_all(paths: &[PathBuf], mode: u32) {
    for path in paths {
        fs::set_permissions(path, Permissions::from_mode(mode)).expect("set");
    }
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told_and_still_read() {
    if is_root("a_folder_that_may_not_be_written_to_is_told_and_still_read") {
        return;
    }
    let desk = Desk::new();
    let folder = folder(&desk);
    let (first, _) = note("One.\n");
    save(&folder, &first, None).expect("saved");
    let closed = [desk.path("notes/harbour-talks"), desk.path("notes")];
    set_all(&closed, 0o500);
    let refused = save(&folder, &with_body(&first, "Two.\n"), Some(first.text()));
    let held = folder.load_all();
    set_all(&closed, 0o700);
    let told = refused.expect_err("refused").to_string();
    assert!(told.contains("check who may read and write it"), "{told}");
    assert_eq!(held.notes[0].document, first);
}

#[test]
fn many_writers_of_one_note_lose_no_line() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let lines = |count: usize| {
        let all: Vec<String> = (0..count)
            .map(|line| {
                format!(
                    "line {line}

"
                )
            })
            .collect();
        all.concat()
    };
    let (first, _) = note(&lines(8));
    save(&folder, &first, None).expect("saved");
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let (folder, first) = (&folder, &first);
            scope.spawn(move || {
                let own = lines(8).replace(&format!("line {writer}\n"), &format!("by {writer}\n"));
                save(folder, &with_body(first, &own), Some(first.text())).expect("saved");
            });
        }
    });
    let body = folder.load_all().notes[0].document.note().body.clone();
    assert_eq!(body, lines(8).replace("line", "by"));
}

/// A disk on which one kind of call is not known to the file system.
#[derive(Debug)]
struct Weak {
    syncs: bool,
}

impl dateline::store::Disk for Weak {
    fn sync_folder(&self, folder: &Path) -> std::io::Result<()> {
        let unable = std::io::Error::from_raw_os_error(rustix::io::Errno::INVAL.raw_os_error());
        if self.syncs { dateline::store::RealDisk.sync_folder(folder) } else { Err(unable) }
    }

    fn try_lock(&self, _: &fs::File) -> Result<(), fs::TryLockError> {
        let unable = std::io::Error::from_raw_os_error(rustix::io::Errno::NOLCK.raw_os_error());
        Err(fs::TryLockError::Error(unable))
    }
}

#[test]
fn a_file_system_that_cannot_force_or_lock_is_told_and_saving_goes_on() {
    let desk = Desk::new();
    let briefing = briefing();
    for (syncs, told) in [(false, "cannot force files onto the disk"), (true, "knows no locks")] {
        let folder = NotesFolder::on(Arc::new(Weak { syncs }), desk.path(format!("notes-{syncs}")));
        let extent = capture(&briefing, 0, 0..4).expect("a place");
        let now = Timestamp::now();
        let origin = Origin { author: None, created: now };
        let id = new_id(now).expect("an id");
        let target = Target::new(briefing.id.as_str(), extent);
        let document = Document::fresh(Note::new(id, Kind::Highlight, origin, target));
        let edition = Edition { document: &document, base: None, passage: None };
        assert_eq!(folder.save(edition).expect("saved").kept, Kept::Durably);
        let weakness = folder.weakness().expect("a weakness").to_string();
        assert!(weakness.contains(told) && weakness.contains("local disk"), "{weakness}");
        assert_eq!(NotesFolder::at(desk.path(format!("notes-{syncs}"))).weakness(), None);
    }
}
