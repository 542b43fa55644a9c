//! Writing: at every moment the file holds the whole old text or the whole new one.

use std::env;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use dateline::store::write::{Kept, UNFINISHED, replace, replace_on, set_aside};

use crate::desk::{Desk, is_root, make_fifo};
use crate::support::faulty::{Failure, FaultyDisk};

fn mode(path: &Path) -> u32 {
    path.metadata().expect("there").permissions().mode() & 0o777
}

/// The names of unfinished files in a folder.
fn unfinished(folder: &Path) -> usize {
    let names = fs::read_dir(folder).expect("listed").map(|entry| entry.expect("read").file_name());
    names.filter(|name| name.to_string_lossy().starts_with(UNFINISHED)).count()
}

#[test]
fn a_new_file_comes_with_its_folders_and_is_nobody_elses() {
    let desk = Desk::new();
    let path = desk.path("a/b/c.toml");
    assert_eq!(replace(&path, b"new"), Ok(Kept::Durably));
    assert_eq!(fs::read(&path).expect("read"), b"new");
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&desk.path("a")), 0o700);
}

#[test]
fn an_old_file_keeps_its_mode() {
    let desk = Desk::new();
    for kept in [0o640, 0o600, 0o666, 0o444] {
        let path = desk.file(format!("{kept:o}"), "old");
        fs::set_permissions(&path, Permissions::from_mode(kept)).expect("set");
        replace(&path, b"new").expect("written");
        assert_eq!(mode(&path), kept);
    }
}

#[test]
fn a_link_stays_and_the_file_behind_it_is_replaced() {
    let desk = Desk::new();
    let path = desk.file("real/a.toml", "old");
    let link = desk.path("link.toml");
    symlink(&path, &link).expect("linked");
    replace(&link, b"new").expect("written");
    assert!(link.is_symlink());
    assert_eq!(fs::read(&path).expect("read"), b"new");
}

#[test]
fn what_is_no_regular_file_is_not_replaced() {
    let desk = Desk::new();
    make_fifo(&desk.path("fifo"));
    symlink("loop", desk.path("loop")).expect("linked");
    symlink("absent", desk.path("dangling")).expect("linked");
    fs::create_dir(desk.path("folder")).expect("created");
    for name in ["fifo", "loop", "dangling", "folder"] {
        let fault = replace(&desk.path(name), b"new").expect_err(name);
        assert!(fault.fix.is_some(), "{fault}");
    }
    replace(Path::new("/dev/null"), b"new").expect_err("a device");
    assert_eq!(unfinished(&desk.path("")), 0);
}

#[test]
fn a_fault_before_the_new_name_leaves_the_old_text_and_nothing_else() {
    let desk = Desk::new();
    let path = desk.file("a.toml", "old");
    // An unfinished file, its text, the text on the disk, the new name.
    for calls in 0..4 {
        let disk = FaultyDisk::default();
        disk.fail_after(calls, Failure::Error(28));
        let told = replace_on(&disk, &path, b"new").expect_err("refused").to_string();
        assert!(told.contains("no space left on device (make room on the disk)"), "{told}");
        assert_eq!(fs::read(&path).expect("read"), b"old", "{calls}");
        assert_eq!(unfinished(&desk.path("")), 0, "{calls}");
    }
}

#[test]
fn a_fault_after_the_new_name_is_told_as_saved_but_unconfirmed() {
    let desk = Desk::new();
    let path = desk.file("a.toml", "old");
    let disk = FaultyDisk::default();
    disk.fail_after(4, Failure::Error(5));
    let kept = replace_on(&disk, &path, b"new");
    assert!(matches!(kept, Ok(Kept::Unconfirmed(_))), "{kept:?}");
    assert_eq!(fs::read(&path).expect("read"), b"new");
}

#[test]
fn interruptions_short_writes_and_disks_that_cannot_sync_are_no_faults() {
    let desk = Desk::new();
    let (einval, enotsup) = (Failure::Error(22), Failure::Error(95));
    for (failure, calls) in [
        (Failure::Interrupted, 0..5),
        (Failure::Short, 1..2),
        (einval, 2..3),
        (enotsup, 2..3),
        (einval, 4..5),
        (enotsup, 4..5),
    ] {
        for calls in calls {
            let (path, disk) = (desk.file("a.toml", "old"), FaultyDisk::default());
            disk.fail_after(calls, failure);
            let kept = replace_on(&disk, &path, b"new");
            assert_eq!(kept, Ok(Kept::Durably), "{failure:?} after {calls}");
            assert_eq!(fs::read(&path).expect("read"), b"new");
        }
    }
}

#[test]
fn a_program_killed_at_any_call_leaves_one_whole_text() {
    let desk = Desk::new();
    for calls in 0..5 {
        let path = desk.file(format!("{calls}/a.toml"), "old");
        let child = Command::new(env::current_exe().expect("this binary"))
            .args(["--exact", "store::write::is_killed_where_it_is_told_to", "--ignored"])
            .env("DATELINE_TEST_PATH", &path)
            .env("DATELINE_TEST_CALLS", calls.to_string())
            .output()
            .expect("it runs");
        assert!(!child.status.success(), "{calls}: it was to be killed");
        let expected: &[u8] = if calls == 4 { b"new" } else { b"old" };
        assert_eq!(fs::read(&path).expect("read"), expected, "{calls}");
    }
}

#[test]
#[ignore = "it is run by `a_program_killed_at_any_call_leaves_one_whole_text`"]
fn is_killed_where_it_is_told_to() {
    let Some(path) = env::var_os("DATELINE_TEST_PATH") else { return };
    let calls = env::var("DATELINE_TEST_CALLS").expect("a number").parse().expect("a number");
    let disk = FaultyDisk::default();
    disk.fail_after(calls, Failure::Abort);
    let _ = replace_on(&disk, Path::new(&path), b"new");
}

#[test]
fn nothing_that_is_set_aside_overwrites_another() {
    let desk = Desk::new();
    for turn in ["one", "two", "three"] {
        set_aside(&desk.file("a.toml", turn), ".damaged").expect("renamed");
    }
    let kept = ["a.toml.damaged", "a.toml.damaged-2", "a.toml.damaged-3"];
    let texts = kept.map(|name| fs::read_to_string(desk.path(name)).expect("read"));
    assert_eq!(texts, ["one", "two", "three"]);
}

#[test]
fn a_folder_that_is_closed_names_the_path_and_the_remedy() {
    if is_root("a_folder_that_is_closed_names_the_path_and_the_remedy") {
        return;
    }
    let desk = Desk::new();
    let path = desk.file("closed/a.toml", "old");
    fs::set_permissions(desk.path("closed"), Permissions::from_mode(0o500)).expect("closed");
    let told = replace(&path, b"new").expect_err("refused").to_string();
    fs::set_permissions(desk.path("closed"), Permissions::from_mode(0o700)).expect("opened");
    assert!(told.contains("closed/a.toml: cannot create a file beside it"), "{told}");
    assert!(told.contains("check who may read and write it"), "{told}");
}
