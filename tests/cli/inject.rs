//! The real binary while the system fails it: every call on the way of a save, by `strace -e inject`.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Output};

use dateline::store::notes::NotesFolder;

use crate::desk::{Desk, GOOD, say_skipped};

/// What is injected, and what the message then says.
const FAULTS: [(&str, &str); 6] = [
    ("error=ENOSPC", "no space left on device"),
    ("error=EIO", "input/output error"),
    ("error=EDQUOT", "quota exceeded"),
    ("error=EROFS", "read-only file system"),
    ("error=EACCES", "permission denied"),
    ("signal=KILL", ""),
];

/// A library with one note, and the note's id.
fn desk() -> (Desk, String) {
    let desk = Desk::new();
    desk.file("briefings/harbour-talks.toml", GOOD);
    let ran = desk.run(&["note", "add", "harbour-talks", "Old."]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    (desk, ran.out.trim().to_owned())
}

/// Changes the note while `fault` meets one call.
fn edited(desk: &Desk, id: &str, (calls, when, fault): (&str, usize, &str)) -> Output {
    let binary = env!("CARGO_BIN_EXE_dateline");
    let inject = format!("inject={calls}:{fault}:when={when}");
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", &inject, "--", binary]);
    command.args(["note", "edit", id, "New."]).current_dir(desk.path("")).env_clear();
    command.env("HOME", desk.path("home")).output().expect("strace runs")
}

/// The only note's body; it is whole, and nothing else is there.
fn body(desk: &Desk) -> String {
    let held = NotesFolder::at(desk.path("home/.local/share/dateline/notes")).load_all();
    assert_eq!((held.notes.len(), held.unusable.len()), (1, 0), "{:?}", held.unusable);
    held.notes[0].document.note().body.clone()
}

fn is_there() -> bool {
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let works = tried.is_ok_and(|tried| tried.status.success());
    if !works {
        say_skipped("saving while the system fails", "strace that may trace");
    }
    works
}

#[test]
fn a_note_is_whole_whatever_call_of_the_real_program_fails() {
    if !is_there() {
        return;
    }
    // The text is the first thing written; the file is forced onto the disk, then its folder.
    let points = [("write", 1), ("fsync", 1), ("fsync", 2), ("rename,renameat,renameat2", 1)];
    for (calls, when) in points {
        for (fault, reason) in FAULTS {
            let (desk, id) = desk();
            let ran = edited(&desk, &id, (calls, when, fault));
            let (found, told) = (body(&desk), String::from_utf8_lossy(&ran.stderr));
            let story = format!("{calls} {when} {fault}: {told}");
            let is_named = (calls, when) == ("fsync", 2);
            let expected = if is_named { "New.\n" } else { "Old.\n" };
            // A call that is killed when it was made may have done its work.
            let may_be_new = fault == "signal=KILL" && calls.starts_with("rename");
            assert!(found == expected || (may_be_new && found == "New.\n"), "{story}{found}");
            if reason.is_empty() {
                assert_eq!(ran.status.signal(), Some(9), "{story}");
            } else {
                assert_eq!(ran.status.code(), Some(if is_named { 0 } else { 2 }), "{story}");
                assert!(told.contains(reason) && told.contains("notes/harbour-talks"), "{story}");
            }
            // The fault is gone: the next save works.
            let ran = desk.run(&["note", "edit", &id, "Next."]);
            assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{story}");
            assert_eq!(body(&desk), "Next.\n", "{story}");
        }
    }
}

#[test]
fn an_interrupted_call_is_made_again() {
    if !is_there() {
        return;
    }
    for (calls, when) in [("write", 1), ("fsync", 1), ("fsync", 2), ("rename", 1)] {
        let (desk, id) = desk();
        let ran = edited(&desk, &id, (calls, when, "error=EINTR"));
        let told = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!((ran.status.code(), told.as_str()), (Some(0), ""), "{calls} {when}");
        assert_eq!(body(&desk), "New.\n");
    }
}

#[test]
fn whatever_cannot_be_opened_a_note_is_whole_and_success_is_never_a_lie() {
    if !is_there() {
        return;
    }
    for fault in ["error=EACCES", "error=EIO", "signal=KILL"] {
        let mut succeeded = 0;
        for when in 1..60 {
            let (desk, id) = desk();
            let ran = edited(&desk, &id, ("openat", when, fault));
            let found = body(&desk);
            let told = String::from_utf8_lossy(&ran.stderr);
            assert!(found == "Old.\n" || found == "New.\n", "{when} {fault}: {found}{told}");
            if ran.status.success() {
                assert_eq!(found, "New.\n", "{when} {fault}: {told}");
                succeeded += 1;
            } else if ran.status.code().is_some() {
                assert!(!told.is_empty(), "{when} {fault}: it says nothing");
            }
            // Beyond the last call nothing is injected any more.
            if succeeded > 8 {
                break;
            }
            fs::remove_dir_all(desk.path("home")).expect("removed");
        }
        assert!(succeeded > 0, "{fault}");
    }
}
