//! All notes on the library: listed, previewed, filtered, gone to, changed, brought back.

use crate::support::reader::Reader;

use super::screens::{hold_roles, hold_screen};

/// A reader that has noted in two briefings, back in the first one.
fn noted(width: u16, height: u16) -> Reader {
    let mut reader = Reader::on_samples(width, height);
    reader.press("] ] t x j a").type_in("Process, not substance").press("ctrl-s");
    reader.press("v m v j j # x enter J ] ] a").type_in("In Miami too").press("ctrl-s K");
    reader
}

#[test]
fn every_note_is_listed_with_a_preview() {
    let mut reader = noted(120, 40);
    let screen = reader.press("3").screen();
    for words in [
        "1 Read  2 Passages  3 Notes",
        "5 notes",
        "≈ judged mixed",
        "✎ Process, not substance",
        "! verify “The two statements",
        "▪ #x",
        "Miami as a stage: talks without concrete progress",
        "▲ positive ✎ mixed",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    let screen = reader.press("j").screen();
    assert!(screen.contains("comment by somebody"), "{screen}");
    assert!(reader.press("q").screen().contains("Unity on paper"));
    assert!(reader.press("3").screen().contains("▸ ✎ Process"), "the row is the same again");
}

#[test]
fn the_list_looks_right_at_every_size() {
    for (width, height) in [(80, 24), (120, 40), (40, 12), (200, 60)] {
        let mut reader = noted(width, height);
        reader.press("3 j j");
        hold_screen(&format!("notes-{width}x{height}"), &reader);
        if width == 80 {
            hold_roles("notes-roles", &reader);
        }
    }
}

#[test]
fn enter_goes_to_the_place_and_the_jump_list_comes_back() {
    let mut reader = noted(120, 40);
    reader.press("3 G enter");
    assert_eq!(reader.open().briefing.id, "miami-as-a-stage", "{}", reader.screen());
    assert!(!reader.screen().contains("5 notes"));
    reader.press("ctrl-o");
    assert!(reader.screen().contains("5 notes"), "{}", reader.screen());
    assert!(reader.screen().contains("▸ ✎ In Miami too"), "{}", reader.screen());
}

#[test]
fn a_query_narrows_the_list_while_it_is_typed() {
    let mut reader = noted(120, 40);
    reader.press("3 /").type_in("mark:verify");
    assert!(reader.screen().contains("1 of 5 notes"), "{}", reader.screen());
    reader.press("enter");
    assert!(reader.screen().contains("Filter mark:verify"), "{}", reader.screen());
    reader.press("F");
    assert!(reader.screen().contains(" 5 notes"), "{}", reader.screen());
    reader.press("/").type_in("tag:x marc:verify");
    let screen = reader.screen();
    assert!(screen.contains("              ^^^^"), "{screen}");
    assert!(screen.contains("did you mean `mark`?"), "{screen}");
    reader.press("enter");
    assert!(reader.screen().contains("^^^^"), "a query with a mistake is not taken");
    reader.press("esc");
    assert!(reader.screen().contains(" 5 notes"), "{}", reader.screen());
}

#[test]
fn notes_are_sorted_by_place_or_by_time() {
    let mut reader = noted(120, 40);
    reader.press("3 o g g");
    assert!(reader.screen().contains("Newest first"), "{}", reader.screen());
    assert!(reader.screen().contains("▸ ✎ In Miami too"), "{}", reader.screen());
    reader.press("o g g");
    assert!(reader.screen().contains("▸ ≈ judged mixed"), "{}", reader.screen());
}

#[test]
fn a_note_is_deleted_brought_back_tagged_and_taken_back_from_the_list() {
    let mut reader = noted(120, 40);
    reader.press("3 G d d");
    assert!(reader.screen().contains(" 4 notes"), "{}", reader.screen());
    assert!(reader.notice().starts_with("saved: deleted"), "{}", reader.notice());
    reader.press("u");
    assert!(reader.screen().contains("▸ ✎ In Miami too"), "{}", reader.screen());
    reader.press("ctrl-r T");
    assert!(reader.screen().contains("1 deleted"), "{}", reader.screen());
    reader.press("r");
    assert!(reader.screen().contains("no note is deleted"), "{}", reader.screen());
    reader.press("T G").press("#").type_in("later").press("enter");
    assert!(reader.notes().iter().any(|note| note.tags.contains("later")));
    assert!(reader.screen().contains("#later In Miami too"), "{}", reader.screen());
}

#[test]
fn a_note_is_edited_at_its_place() {
    let mut reader = noted(120, 40);
    reader.press("3 G e").type_in(", twice").press("ctrl-s");
    let bodies: Vec<String> = reader.notes().into_iter().map(|note| note.body).collect();
    assert!(bodies.contains(&"In Miami too, twice\n".to_owned()), "{bodies:?}");
    assert_eq!(reader.open().briefing.id, "miami-as-a-stage");
}

#[test]
fn a_note_whose_briefing_is_gone_is_listed_all_the_same() {
    let mut reader = noted(120, 40);
    let path = reader.state.library.entries()[1].path.clone();
    reader.lose(&path.to_string_lossy()).press("3 G enter");
    assert!(reader.screen().contains("not in this library"), "{}", reader.screen());
    assert!(reader.notice().contains("is not in this library"), "{}", reader.notice());
}
