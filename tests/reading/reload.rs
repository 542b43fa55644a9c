//! Files that change, break, are mended and go away while somebody reads them.

use dateline::app::state::Desk;

use crate::support::draft::{Draft, numbered, tall};
use crate::support::reader::{Reader, entry};

const LONG: &str = "said that the talks went on and on until the evening";

fn many(ids: std::ops::Range<usize>) -> Draft {
    numbered(Draft::new("many").section("One"), ids, LONG)
}

fn on(draft: &Draft) -> Reader {
    Reader::on(vec![draft.entry()], 60, 20)
}

#[test]
fn the_passage_and_its_row_stay_when_others_come_before_it() {
    let mut reader = on(&many(5..40));
    reader.press("space space j j");
    let (at, row) = (reader.at().to_owned(), reader.row());
    reader.reread(many(0..40).entry());
    assert_eq!((reader.at(), reader.row()), (at.as_str(), row));
    assert_eq!(reader.notice(), "the file changed: this is the new text");
    reader.reread(many(8..40).entry());
    assert_eq!((reader.at(), reader.row()), (at.as_str(), row));
}

#[test]
fn the_passage_and_its_row_stay_when_the_text_above_grows() {
    let short = numbered(Draft::new("many").section("One").says("first", "Short."), 0..30, LONG);
    let grown = Draft::new("many").summary(&tall(12)).section("One").says("first", &tall(30));
    let mut reader = on(&short);
    reader.press("space j j j");
    let (at, row) = (reader.at().to_owned(), reader.row());
    reader.reread(numbered(grown, 0..30, LONG).entry());
    assert_eq!((reader.at(), reader.row()), (at.as_str(), row));
}

#[test]
fn a_passage_that_is_taken_away_leaves_the_cursor_in_its_place() {
    let mut reader = on(&many(0..20));
    reader.press("j j j j j");
    let without = numbered(many(0..5), 6..20, LONG);
    reader.reread(without.entry());
    assert_eq!(reader.at(), "p6");
    reader.press("G");
    reader.reread(many(0..5).entry());
    assert_eq!(reader.at(), "p4");
    assert!(reader.row().is_some());
}

#[test]
fn only_touched_passages_become_unread() {
    let mut reader = on(&many(0..4));
    reader.press("j j j");
    let touched = numbered(many(0..2).says("p2", "p2 denied it."), 3..6, LONG);
    reader.reread(touched.entry());
    assert_eq!(reader.read(), ["p0", "p1", "p3"]);
}

#[test]
fn a_broken_file_keeps_its_last_text_and_shows_its_problems() {
    let mut reader = on(&many(0..9));
    reader.press("j j");
    let before = reader.passage();
    reader.reread(many(0..9).broken());
    assert!(reader.notice().contains("! shows"), "{}", reader.notice());
    assert_eq!(reader.passage(), before);
    reader.press("!");
    assert!(reader.screen().contains("surprise = 1"), "{}", reader.screen());
    // For as long as it is so, not only until the next key.
    for (width, height) in [(60, 20), (40, 12), (120, 40)] {
        reader.resize(width, height).press("esc j k");
        assert!(reader.screen().contains("old text"), "{}", reader.screen());
    }
    reader.resize(60, 20).press("!");
    // Mended, the page of problems closes by itself.
    reader.reread(many(0..9).entry());
    assert!(!reader.screen().contains("Problems"), "{}", reader.screen());
    assert!(!reader.screen().contains("old text"), "{}", reader.screen());
    assert_eq!(reader.passage(), before);
    reader.press("!");
    assert_eq!(reader.notice(), "no problems: neither in this file nor in the configuration");
}

#[test]
fn a_refused_file_opens_as_soon_as_it_is_mended() {
    let mut reader = Reader::on(vec![many(0..9).broken()], 60, 20);
    assert!(reader.screen().contains("This file cannot be shown yet"), "{}", reader.screen());
    reader.press("j G ] ] / esc f n");
    reader.reread(many(0..9).entry());
    assert_eq!(reader.at(), "p0");
}

#[test]
fn a_refused_file_opens_when_the_one_in_its_way_is_gone() {
    let twin = entry("twin.toml", &many(0..3).text());
    let mut reader = Reader::on(vec![many(0..9).entry(), twin], 60, 20);
    reader.press("J");
    assert!(reader.screen().contains("is the id of many.toml already"), "{}", reader.screen());
    reader.lose("many.toml");
    assert_eq!(reader.open().briefing.passages.len(), 3);
}

#[test]
fn a_refused_file_that_goes_away_makes_room_for_another() {
    let other = Draft::new("other").section("One").says("x", "Said.");
    let mut reader = Reader::on(vec![many(0..9).broken(), other.entry()], 60, 20);
    reader.lose("many.toml");
    assert_eq!((reader.at(), reader.notice()), ("x", "the open file is gone"));
    reader.reread(other.broken()).press("J K");
    let mut reader = Reader::on(vec![many(0..9).broken()], 60, 20);
    reader.lose("many.toml");
    assert!(matches!(reader.state.desk, Desk::Empty));
    assert!(reader.screen().contains("no briefing here"), "{}", reader.screen());
}

#[test]
fn an_open_text_outlives_its_file() {
    let mut reader = on(&many(0..9));
    reader.press("j");
    reader.lose("many.toml");
    assert_eq!(reader.notice(), "the open file is gone; this is its last text");
    reader.press("j");
    assert_eq!(reader.at(), "p2");
    assert!(reader.screen().contains("file gone"), "{}", reader.screen());
    reader.reread(many(0..9).entry());
    assert_eq!(reader.notice(), "the open file is back");
    assert!(!reader.screen().contains("file gone"), "{}", reader.screen());
    reader.reread(many(0..12).entry());
    assert_eq!((reader.at(), reader.open().briefing.passages.len()), ("p2", 12));
}

#[test]
fn what_is_lit_is_lit_in_the_new_text_too() {
    let mut reader = on(&many(0..9));
    reader.press("/").type_in("talks").press("enter j j");
    let at = reader.at().to_owned();
    reader.reread(many(0..12).entry());
    let search = reader.open().search.as_ref().expect("still lit");
    assert_eq!((search.pattern.as_str(), search.hits.as_ref().map(Vec::len)), ("talks", Some(12)));
    assert_eq!(reader.at(), at, "the reader stays");
}

#[test]
fn escape_finds_its_way_back_in_a_text_that_changed_meanwhile() {
    let mut reader = on(&many(0..40));
    reader.press("j j j /").type_in("p30");
    reader.reread(many(2..40).entry());
    reader.press("esc");
    assert_eq!(reader.at(), "p3");
    reader.press("G /").type_in("p2");
    reader.reread(many(0..3).entry());
    reader.press("esc");
    assert!(reader.open().cursor < 3);
}

#[test]
fn the_title_stays_in_sight_while_the_file_changes() {
    let draft =
        |text: &str| numbered(Draft::new("long").summary(&tall(40)).section("One"), 0..3, text);
    let mut reader = on(&draft("said."));
    reader.press("g g");
    reader.reread(draft("denied.").entry());
    assert!(reader.line(1).starts_with("     long"), "{}", reader.screen());
}
