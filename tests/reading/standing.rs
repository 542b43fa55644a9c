//! The text stands still while it is read, and moves by more than it must where it has to.

use crate::support::draft::{Draft, numbered, tall};
use crate::support::reader::Reader;

/// Forty passages of three rows each: the text, its tags, the gap.
fn forty() -> Draft {
    numbered(Draft::new("many").section("One"), 0..40, "said.")
}

/// A window with room for twenty rows of text.
fn on(draft: &Draft) -> Reader {
    Reader::on(vec![draft.entry()], 60, 22)
}

/// The rows above the current passage, which is in the window, and those below its tags.
fn beside(reader: &Reader) -> (isize, isize) {
    let above = reader.row().expect("the passage is in the window");
    (above, 20 - above - 2)
}

/// Presses a key 30 times: wherever the text moved, the passage stands between as many rows of others.
fn turns(reader: &mut Reader, key: &str, expected: (isize, isize)) {
    let mut turns = 0;
    for _ in 0..30 {
        let top = reader.open().page.top();
        reader.press(key);
        if reader.open().page.top() != top {
            assert_eq!(beside(reader), expected, "{}", reader.screen());
            turns += 1;
        }
    }
    assert!((5..=8).contains(&turns), "{turns}");
}

#[test]
fn reading_on_the_text_stands_still_to_the_last_passage_in_the_window_and_turns_then() {
    let mut reader = on(&forty());
    turns(&mut reader, "j", (5, 13));
    assert_eq!(reader.at(), "p30");
}

#[test]
fn reading_back_it_turns_so_that_what_comes_next_is_above() {
    let mut reader = on(&forty());
    reader.press("G");
    turns(&mut reader, "k", (13, 5));
    assert_eq!(reader.at(), "p9");
}

#[test]
fn a_passage_far_above_is_shown_with_what_leads_up_to_it() {
    let draft = forty().tagged("asked", "Who said so?", ("anonymous", "neutral"));
    let draft = numbered(draft, 40..80, "said.");
    let mut reader = on(&draft);
    reader.press("G [ a");
    assert_eq!((reader.at(), beside(&reader)), ("asked", (5, 13)));
}

#[test]
fn a_heading_comes_with_its_first_passage_as_far_as_there_is_room() {
    let mut reader = on(&numbered(forty().section("Two"), 40..80, "said."));
    reader.press("] ]");
    for _ in 0..10 {
        reader.press("j");
    }
    for _ in 0..10 {
        reader.press("k");
    }
    assert_eq!(reader.at(), "p40");
    assert!(reader.screen().contains(" Two"), "{}", reader.screen());
}

#[test]
fn a_passage_that_fills_the_window_leaves_no_room_for_others() {
    let draft = numbered(Draft::new("tall").section("One"), 0..6, "said.");
    let draft = numbered(draft.says("tall", &tall(9)), 6..20, "said.");
    let mut reader = on(&draft);
    reader.press("j j j j j j");
    assert_eq!((reader.at(), reader.row()), ("tall", Some(2)), "{}", reader.screen());
}
