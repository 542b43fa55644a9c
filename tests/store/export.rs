//! Exports on the disk: names stay in their folder, and what is there is known or left alone.

use std::fs;

use dateline::export::markdown::file_name;
use dateline::export::reexport::{Outcome, Way};
use dateline::export::sheet::{Content, Sheet};
use dateline::store::export::Outbox;

use crate::desk::Desk;

fn sheet(name: &str, text: &str) -> Sheet {
    Sheet { name: name.to_owned(), notes: 1, content: Content::Whole(text.to_owned()) }
}

#[test]
fn a_name_that_is_none_is_refused() {
    let desk = Desk::new();
    let memory = desk.path("memory");
    let outbox = Outbox { memory: &memory, way: Way::Force };
    for name in ["", ".", "..", "../x", "/etc/x", "a/b", "a/../../x"] {
        let put = outbox.put_into(&sheet(name, "x"), &desk.path("out"));
        assert!(put.is_err(), "{name}");
    }
    assert!(!desk.path("out").exists());
}

#[test]
fn ids_that_are_none_get_names_of_their_own() {
    let long = "x".repeat(300);
    let ids = ["", "..", "../../etc/passwd", "a/b", "con", "-x", "A", "\0", &long];
    let mut names: Vec<String> = ids.iter().map(|id| file_name(id)).collect();
    assert!(names.iter().all(|name| name.starts_with("id-") && name.len() < 64), "{names:?}");
    names.sort();
    names.dedup();
    assert_eq!(names.len(), ids.len());
    assert_eq!(file_name("harbour-talks"), "harbour-talks.notes.md");
}

#[test]
fn a_file_is_known_again_and_what_is_not_known_is_left() {
    let desk = Desk::new();
    let (memory, path) = (desk.path("memory"), desk.path("out/notes.json"));
    let put = |text: &str, way| {
        Outbox { memory: &memory, way }.put(&sheet("notes.json", text), &path).expect("put")
    };
    assert_eq!(put("one", Way::Beside).outcome, Outcome::Written("one".into()));
    assert_eq!(put("two", Way::Beside).outcome, Outcome::Written("two".into()));
    assert_eq!(put("two", Way::Beside).outcome, Outcome::Unchanged);
    fs::write(&path, "mine").expect("written");
    assert_eq!(put("two", Way::Beside).outcome, Outcome::Edited);
    let beside = put("three", Way::Beside);
    let other = beside.other.expect("beside");
    assert_eq!(
        (fs::read(&path).expect("read"), fs::read(other).expect("read")),
        (b"mine".into(), b"three".into())
    );
    let copies: Vec<String> = ["four", "five"]
        .map(|text| {
            fs::write(&path, format!("mine, before {text}")).expect("written");
            let copy = put(text, Way::Force).other.expect("a copy");
            fs::read_to_string(copy).expect("read")
        })
        .into();
    assert_eq!(copies, ["mine, before four", "mine, before five"], "no copy replaces another");
    fs::remove_dir_all(&memory).expect("removed");
    assert_eq!(
        put("six", Way::Beside).outcome,
        Outcome::Beside("six".into()),
        "not known any more"
    );
}
