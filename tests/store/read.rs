//! Reading: whatever a path leads to, the answer is a text or a sentence, and it comes at once.

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use dateline::store::read::{LIMIT, text};

use crate::desk::{Desk, is_root, make_fifo};

/// What is said about a path that cannot be read, without the path.
fn refusal(path: &Path) -> String {
    let fault = text(path).expect_err("refused");
    assert_eq!(fault.path, path);
    fault.what
}

#[test]
fn a_text_is_read_as_it_is() {
    let desk = Desk::new();
    let path = desk.file("a.toml", "title = \"Köln\"\r\n");
    assert_eq!(text(&path).as_deref(), Ok("title = \"Köln\"\r\n"));
    symlink(&path, desk.path("link")).expect("linked");
    assert!(text(&desk.path("link")).is_ok());
}

#[test]
fn what_is_no_file_is_refused_without_waiting() {
    let desk = Desk::new();
    let fifo = desk.path("fifo.toml");
    make_fifo(&fifo);
    let socket = desk.path("socket.toml");
    let _listener = UnixListener::bind(&socket).expect("bound");
    for path in [&fifo, &socket, Path::new("/dev/zero"), Path::new("/dev/null"), &desk.path("")] {
        assert_eq!(refusal(path), "not a regular file", "{}", path.display());
    }
}

#[test]
fn what_is_not_there_is_told_apart_from_what_leads_in_a_circle() {
    let desk = Desk::new();
    assert_eq!(refusal(&desk.path("absent")), "no such file or folder");
    symlink("loop", desk.path("loop")).expect("linked");
    assert_eq!(refusal(&desk.path("loop")), "a symbolic link that leads back to itself");
}

#[test]
fn a_file_that_is_too_large_is_refused_with_the_number() {
    let desk = Desk::new();
    let path = desk.path("large.toml");
    let file = File::create(&path).expect("created");
    file.set_len(LIMIT).expect("sized");
    assert!(text(&path).is_ok(), "the limit itself is allowed");
    file.set_len(LIMIT + 1).expect("sized");
    assert_eq!(refusal(&path), "larger than 8 MiB (8,388,608 bytes)");
}

#[test]
fn a_byte_that_is_no_utf_8_is_told_with_its_offset() {
    let desk = Desk::new();
    let path = desk.file("latin.toml", b"title = \"K\xf6ln\"");
    assert_eq!(refusal(&path), "not UTF-8: the byte at offset 10 begins no character");
}

#[test]
fn a_file_that_is_closed_to_the_reader_says_so() {
    if is_root("a_file_that_is_closed_to_the_reader_says_so") {
        return;
    }
    let desk = Desk::new();
    let path = desk.file("closed.toml", "");
    let mut mode = fs::metadata(&path).expect("there").permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut mode, 0);
    fs::set_permissions(&path, mode).expect("closed");
    assert_eq!(refusal(&path), "cannot open it: permission denied");
}
