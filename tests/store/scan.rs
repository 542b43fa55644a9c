//! The scan: which files a library is made of, and that no file hides another.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::ops::ControlFlow;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use dateline::briefing::taxonomy::Vocabulary;
use dateline::store::walk::files;
use dateline::store::{Origin, sample, scan};

use crate::desk::{Desk, GOOD, make_fifo};

/// The files found below a desk, by their names there.
fn names(desk: &Desk, paths: &[PathBuf]) -> Vec<String> {
    let root = desk.path("");
    let short = |path: &std::path::Path| {
        path.strip_prefix(&root).unwrap_or(path).to_string_lossy().into_owned()
    };
    files(paths).iter().map(|found| short(found.path())).collect()
}

#[test]
fn a_folder_gives_its_toml_files_in_order_and_hides_the_hidden() {
    let desk = Desk::new();
    for name in ["b.toml", "a.toml", "sub/deep/c.toml", ".hidden.toml", ".git/d.toml", "notes.md"] {
        desk.file(format!("lib/{name}"), "");
    }
    let found = names(&desk, &[desk.path("lib")]);
    assert_eq!(found, ["lib/a.toml", "lib/b.toml", "lib/sub/deep/c.toml"]);
}

#[test]
fn a_stated_file_is_taken_whatever_its_name_and_once() {
    let desk = Desk::new();
    let odd = desk.file("lib/.odd", "");
    let plain = desk.file("lib/a.toml", "");
    let stated = [odd.clone(), desk.path("lib"), plain, desk.path("lib"), desk.path("absent")];
    assert_eq!(names(&desk, &stated), ["absent", "lib/.odd", "lib/a.toml"]);
}

#[test]
fn links_that_lead_in_a_circle_are_entered_once() {
    let desk = Desk::new();
    desk.file("lib/a.toml", "");
    desk.file("else/b.toml", "");
    symlink(desk.path("lib"), desk.path("lib/again")).expect("linked");
    symlink("..", desk.path("else/up")).expect("linked");
    symlink(desk.path("else"), desk.path("lib/other")).expect("linked");
    symlink("me", desk.path("lib/me")).expect("linked");
    // The way up meets the library itself, which was entered already.
    assert_eq!(names(&desk, &[desk.path("lib")]), ["lib/a.toml", "lib/other/b.toml"]);
}

#[test]
fn files_and_folders_of_many_threads_are_in_the_order_of_their_paths() {
    let desk = Desk::new();
    let mut all = Vec::new();
    for number in 0..1500 {
        // Between the files there are folders, and names that begin like them.
        let name = match number % 5 {
            0 => format!("lib/{:02}/{number}.toml", number % 35),
            1 => format!("lib/{:02}-{number}.toml", number % 35),
            2 => format!("lib/{:02}/deep/{number}.toml", number % 35),
            3 => format!("lib/one/of/few/{number}.toml"),
            _ => format!("lib/{:02}.toml/{number}.toml", number % 35),
        };
        all.push(desk.file(name, ""));
    }
    // More than are looked at in one go.
    all.extend((0..2500).map(|number| desk.file(format!("lib/20/large/{number}.toml"), "")));
    all.sort();
    let found: Vec<PathBuf> =
        files(&[desk.path("lib")]).iter().map(|found| found.path().to_owned()).collect();
    assert_eq!(found, all);
}

#[test]
fn of_several_links_to_a_file_or_folder_the_least_deep_counts() {
    let desk = Desk::new();
    let deep = desk.file("lib/a/b/deep.toml", "");
    fs::hard_link(&deep, desk.path("lib/a/hard.toml")).expect("linked");
    symlink(&deep, desk.path("lib/c.toml")).expect("linked");
    desk.file("lib/a/b/folder/d.toml", "");
    symlink("a/b/folder", desk.path("lib/short")).expect("linked");
    assert_eq!(names(&desk, &[desk.path("lib")]), ["lib/c.toml", "lib/short/d.toml"]);
    let stated = [deep, desk.path("lib")];
    assert_eq!(names(&desk, &stated), ["lib/a/b/deep.toml", "lib/short/d.toml"]);
}

#[test]
fn a_hundred_bad_files_do_not_hide_a_good_one() {
    let desk = Desk::new();
    for number in 0..100 {
        let text = ["title = ", "\u{0}", "format = 99", "titel = 'x'"][number % 4];
        desk.file(format!("lib/{number}.toml"), text);
    }
    desk.file("lib/latin.toml", b"\xff");
    make_fifo(&desk.path("lib/fifo.toml"));
    symlink("nowhere", desk.path("lib/dangling.toml")).expect("linked");
    fs::create_dir(desk.path("lib/folder.toml")).expect("created");
    desk.file("lib/good.toml", GOOD);
    let paths = vec![desk.path("lib"), desk.path("absent.toml")];
    let library = scan::library(&Origin::Paths(paths), &Vocabulary::default());
    assert_eq!(library.entries().len(), 105);
    assert!(library.briefing("harbour-talks").is_some());
    for entry in library.entries().iter().filter(|entry| entry.briefing.is_none()) {
        assert!(!entry.problems.is_empty(), "{}", entry.shown);
    }
}

#[test]
fn a_name_that_is_no_utf_8_is_read_and_shown_safely() {
    let desk = Desk::new();
    desk.file(OsStr::from_bytes(b"lib/\xff\x1b[2J.toml"), GOOD);
    let origin = Origin::Paths(vec![desk.path("lib")]);
    let library = scan::library(&origin, &Vocabulary::default());
    let entry = &library.entries()[0];
    assert!(entry.briefing.is_some(), "{:?}", entry.problems);
    assert!(!entry.shown.contains('\x1b'), "{:?}", entry.shown);
}

#[test]
fn a_scan_that_is_broken_off_reads_no_further() {
    let desk = Desk::new();
    for number in 0..2000 {
        desk.file(format!("lib/{number}.toml"), GOOD);
    }
    let mut count = 0;
    let found = files(&[desk.path("lib")]);
    let ended = scan::read_all(&found, &Vocabulary::default(), |_| {
        count += 1;
        if count < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert!(ended.is_break());
    assert_eq!(count, 3);
}

#[test]
fn the_sample_is_the_folder_of_briefings_and_has_no_problems() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/briefings");
    let on_disk: BTreeSet<String> = fs::read_dir(folder)
        .expect("listed")
        .map(|entry| entry.expect("read").file_name().to_string_lossy().into_owned())
        .collect();
    let inside: BTreeSet<String> =
        sample::FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(inside, on_disk);
    for entry in sample::entries(&Vocabulary::default()) {
        assert_eq!(entry.problems, [], "{}", entry.shown);
        assert!(entry.briefing.is_some(), "{}", entry.shown);
    }
}
