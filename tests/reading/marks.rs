//! What counts as read, and what is remembered from one run to the next.

use dateline::app::Mouse;

use crate::support::draft::{Draft, numbered, tall};
use crate::support::reader::Reader;

fn four() -> Draft {
    numbered(Draft::new("four").section("One"), 0..2, "said.")
        .section("Two")
        .says("p2", "Two.")
        .says("p3", "Three.")
}

fn on(draft: &Draft, width: u16, height: u16) -> Reader {
    Reader::on(vec![draft.entry()], width, height)
}

#[test]
fn a_passage_is_read_once_it_was_left_or_visited() {
    let mut reader = on(&four(), 80, 24);
    assert_eq!(reader.read(), [""; 0], "what was only opened is not read");
    reader.press("j");
    assert_eq!(reader.read(), ["p0", "p1"]);
    reader.press("] ]");
    assert_eq!(reader.read(), ["p0", "p1", "p2"]);
    reader.press("G");
    assert_eq!(reader.open().progress.percent(), 100);
}

#[test]
fn the_last_passage_is_read_when_one_tries_to_go_on() {
    let draft = Draft::new("one").section("One").says("only", "Said.");
    let mut reader = on(&draft, 80, 24);
    reader.press("j");
    assert_eq!(reader.read(), ["only"]);
}

#[test]
fn what_a_page_passes_over_is_read() {
    let draft = numbered(Draft::new("many").section("One"), 0..30, "said.");
    let mut reader = on(&draft, 60, 22);
    reader.press("space space");
    let cursor = reader.open().cursor;
    assert!(cursor > 5);
    let read: Vec<String> = (0..=cursor).map(|at| format!("p{at}")).collect();
    assert_eq!(reader.read(), read);
    reader.press("b");
    assert_eq!(reader.read(), read, "paging back reads nothing new");
}

#[test]
fn reading_the_title_reads_no_passage() {
    let draft = numbered(Draft::new("long").summary(&tall(40)).section("One"), 0..3, "said.");
    let mut reader = on(&draft, 60, 14);
    reader.press("k space");
    assert_eq!(reader.read(), ["p0"], "k at the first passage leaves it");
    let mut reader = on(&draft, 60, 14);
    for _ in 0..30 {
        reader.wheel(Mouse::WheeledUp, 30, 5);
    }
    reader.press("ctrl-d ctrl-d");
    assert_eq!(reader.row(), None, "the title fills the window");
    assert_eq!(reader.read(), [""; 0]);
}

#[test]
fn a_jump_over_passages_leaves_them_unread() {
    let mut reader = on(&four(), 120, 30);
    reader.press("G");
    assert_eq!(reader.read(), ["p0", "p3"]);
    let screen = reader.screen();
    assert!(screen.contains("50 %"), "{screen}");
    let unread: Vec<&str> = screen.lines().filter(|line| line.contains("1 unread")).collect();
    assert_eq!(unread.len(), 2, "one in each section:\n{screen}");
    assert!(screen.contains("4 of 4 · 50 % read"), "{screen}");
}

#[test]
fn a_dot_marks_what_is_unread_and_no_more() {
    let mut reader = on(&four(), 60, 22);
    let dots = |reader: &Reader| reader.screen().matches(" • ").count();
    assert_eq!(dots(&reader), 3, "all but the current one");
    reader.press("j j");
    assert_eq!(dots(&reader), 1);
    reader.press("j");
    assert_eq!(dots(&reader), 0);
}

#[test]
fn leaving_and_coming_back_restores_place_row_filter_and_marks() {
    let draft = numbered(Draft::new("many").section("One"), 0..20, &"said talks ".repeat(12));
    let draft = numbered(draft.section("Two"), 20..40, &"went on ".repeat(20));
    let other = Draft::new("a-other").section("One").says("x", "Said.");
    let files = || vec![other.entry(), draft.entry()];
    for keys in [
        "",
        "j j j",
        "] ]",
        "G",
        "space space ctrl-d",
        "G k k k ctrl-u",
        "] ] k k k",
        "f u enter j",
    ] {
        let mut reader = Reader::on(files(), 60, 24);
        reader.press("J").press(keys).press("q");
        let again = Reader::again(&reader, files(), 60, 24);
        assert_eq!(again.at(), reader.at(), "{keys}");
        assert_eq!(again.row(), reader.row(), "{keys}");
        assert_eq!(again.open().page.top(), reader.open().page.top(), "{keys}");
        assert_eq!(again.read(), reader.read(), "{keys}");
        assert_eq!(again.open().filter, reader.open().filter, "{keys}");
        assert_eq!(again.screen(), reader.screen(), "{keys}");
    }
}

#[test]
fn coming_back_inside_a_tall_passage_shows_the_same_rows() {
    let draft =
        Draft::new("tall").section("One").says("a", "A.").says("b", &tall(60)).says("c", "C.");
    let mut reader = on(&draft, 60, 20);
    reader.press("j j j j j");
    assert!(reader.row().is_some_and(|row| row < 0));
    reader.press("q");
    let again = Reader::again(&reader, vec![draft.entry()], 60, 20);
    assert_eq!(again.screen(), reader.screen());
}

#[test]
fn coming_back_to_the_title_shows_the_title() {
    let draft = numbered(Draft::new("long").summary(&tall(40)).section("One"), 0..3, "said.");
    let mut reader = on(&draft, 60, 14);
    reader.press("j g g q");
    let again = Reader::again(&reader, vec![draft.entry()], 60, 14);
    assert_eq!(again.screen(), reader.screen());
    assert!(again.line(1).starts_with("     long "), "{}", again.screen());
}

#[test]
fn coming_back_in_another_window_keeps_the_passage_in_sight() {
    let draft = numbered(Draft::new("many").section("One"), 0..40, &"said talks ".repeat(12));
    let mut reader = on(&draft, 60, 40);
    reader.press("space j j j j q");
    for (width, height) in [(20, 5), (40, 12), (200, 60)] {
        let again = Reader::again(&reader, vec![draft.entry()], width, height);
        assert_eq!(again.at(), reader.at());
        assert!(again.row().is_some(), "{}", again.screen());
    }
}

#[test]
fn only_what_still_says_the_same_stays_read() {
    let mut reader = on(&four(), 80, 24);
    reader.press("j j j q");
    assert_eq!(reader.open().progress.percent(), 100);
    let revised = Draft::new("four")
        .section("One")
        .says("p0", "p0 said.")
        .says("new", "New.")
        .says("p1", "p1 denied.")
        .section("Two")
        .says("p3", "Three.");
    let mut again = Reader::again(&reader, vec![revised.entry()], 80, 24);
    assert_eq!(again.read(), ["p0", "p3"]);
    assert_eq!(again.at(), "p3");
    let told = "revised since you read it: 1 passage that you had read has changed";
    assert_eq!(again.notice(), told, "what was never read did not change");
    // What was read of a passage that is gone is forgotten when the briefing is left the next time.
    again.press("q");
    let (_, kept) = again.kept.last().expect("kept");
    assert_eq!(kept.read.keys().collect::<Vec<_>>(), ["p0", "p3"]);
}

#[test]
fn a_passage_that_is_gone_leaves_the_cursor_at_the_start() {
    let mut reader = on(&four(), 80, 24);
    reader.press("G q");
    let without = numbered(Draft::new("four").section("One"), 0..2, "said.");
    let again = Reader::again(&reader, vec![without.entry()], 80, 24);
    assert_eq!(again.at(), "p0");
}

#[test]
fn the_library_says_how_far_each_briefing_is() {
    let other = Draft::new("z-other").section("One").says("x", "Said.");
    let mut reader = Reader::on(vec![four().entry(), other.entry()], 120, 30);
    let line = |reader: &Reader, title: &str| {
        let screen = reader.screen();
        let mut left = screen.lines().map(|line| line.split('│').next().unwrap_or_default().trim());
        left.find(|line| line.trim_start_matches("▸ ").starts_with(title)).expect(title).to_owned()
    };
    assert!(line(&reader, "four").ends_with("0 %"));
    assert!(line(&reader, "z-other").ends_with("new"));
    reader.press("j J");
    assert!(line(&reader, "four").ends_with("50 %"));
    let revised = four().says("p4", "Four.");
    reader.reread(revised.entry());
    assert!(line(&reader, "four").ends_with("revised"));
    reader.press("K");
    assert!(line(&reader, "four").ends_with("40 %"));
    reader.reread(four().broken());
    assert!(line(&reader, "four").ends_with("problems"));
}

#[test]
fn a_change_that_is_no_change_of_the_text_is_no_revision() {
    let other = Draft::new("z-other").section("One").says("x", "Said.");
    let mut reader = Reader::on(vec![four().entry(), other.entry()], 120, 30);
    let text = format!("# A comment.\n{}", four().text());
    reader.reread(crate::support::reader::entry("four.toml", &text));
    assert_eq!(reader.notice(), "");
    reader.press("J");
    assert!(!reader.screen().contains("revised"), "{}", reader.screen());
}
