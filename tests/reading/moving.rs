//! Moving: every key that moves, its edges and what it says there.

use dateline::app::open::Way;
use dateline::layout::Spot;

use dateline::layout::Pane;

use crate::support::draft::{Draft, numbered, tall};
use crate::support::reader::{Reader, entry};

/// Three sections of three passages of one row each.
fn nine() -> Draft {
    let tagged = |draft: Draft, id: &str, tags| draft.tagged(id, "Said.", tags);
    let draft = Draft::new("nine").section("One");
    let draft = tagged(draft, "a1", ("analysis", "negative"));
    let draft = tagged(draft, "a2", ("anonymous", "neutral"));
    let draft = tagged(draft, "a3", ("on-record", "positive")).section("Two");
    let draft = tagged(draft, "b1", ("analysis", "positive"));
    let draft = tagged(draft, "b2", ("anonymous", "negative"));
    let draft = tagged(draft, "b3", ("document", "mixed")).section("Three");
    let draft = tagged(draft, "c1", ("on-record", "neutral"));
    let draft = tagged(draft, "c2", ("anonymous", "negative"));
    tagged(draft, "c3", ("analysis", "neutral"))
}

fn on(draft: &Draft, width: u16, height: u16) -> Reader {
    Reader::on(vec![draft.entry()], width, height)
}

/// Presses each of the keys and holds the passage that follows, and what is said, if anything.
fn walk(reader: &mut Reader, steps: &[(&str, &str, &str)]) {
    for (at, (keys, passage, notice)) in steps.iter().enumerate() {
        reader.press(keys);
        assert_eq!((reader.at(), reader.notice()), (*passage, *notice), "step {at}: {keys}");
    }
}

#[test]
fn passages_follow_one_another_and_the_ends_hold() {
    let mut reader = on(&nine(), 80, 24);
    let steps =
        [("j", "a2", ""), ("down", "a3", ""), ("j", "b1", ""), ("k", "a3", ""), ("up", "a2", "")];
    walk(&mut reader, &steps);
    walk(&mut reader, &[("k k k", "a1", ""), ("G j j", "c3", "")]);
}

#[test]
fn sections_begin_at_their_first_passage_and_back_goes_to_the_start_of_this_one_first() {
    let mut reader = on(&nine(), 80, 24);
    walk(
        &mut reader,
        &[
            ("[ [", "a1", "this is the first section"),
            ("] ]", "b1", ""),
            ("}", "c1", ""),
            ("] ]", "c1", "this is the last section"),
            ("j [ [", "c1", ""),
            ("{", "b1", ""),
            ("j j [ [", "b1", ""),
        ],
    );
}

#[test]
fn a_section_that_is_jumped_to_begins_at_the_top_of_the_window() {
    let mut reader = on(&nine(), 60, 12);
    reader.press("] ]");
    assert!(reader.line(1).starts_with("     Two"), "{}", reader.screen());
}

#[test]
fn kinds_are_sought_both_ways_and_say_where_there_are_no_more() {
    let mut reader = on(&nine(), 80, 24);
    walk(
        &mut reader,
        &[
            ("] a", "a2", ""),
            ("] a", "b2", ""),
            ("] s", "c2", ""),
            ("] a", "c2", "no anonymous passage after this one"),
            ("] s", "c2", "no equally sourced passage after this one"),
            ("[ t", "b2", ""),
            ("[ t", "a1", ""),
            ("[ t", "a1", "no equally toned passage before this one"),
            ("[ a", "a1", "no anonymous passage before this one"),
            ("] s", "b1", ""),
            ("[ s", "a1", ""),
            ("[ s", "a1", "no equally sourced passage before this one"),
        ],
    );
}

#[test]
fn unread_passages_are_sought_around_those_that_were_read() {
    let mut reader = on(&nine(), 80, 24);
    walk(
        &mut reader,
        &[
            ("j j", "a3", ""),
            ("g g", "a1", ""),
            ("] u", "b1", ""),
            ("[ u", "b1", "no unread passage before this one"),
            ("G", "c3", ""),
            ("[ u", "c2", ""),
            ("] u", "c2", "no unread passage after this one"),
        ],
    );
}

#[test]
fn no_key_goes_to_a_passage_that_the_filter_hides() {
    let mut reader = on(&nine(), 80, 24);
    reader.press("f y r enter");
    assert_eq!(reader.at(), "a1");
    let steps =
        [("j", "a3", ""), ("] ]", "b1", ""), ("j", "c1", ""), ("] u", "c3", ""), ("g g", "a1", "")];
    walk(&mut reader, &steps);
    walk(&mut reader, &[("] a", "a1", "no anonymous passage after this one"), ("] s", "b1", "")]);
    walk(&mut reader, &[("G", "c3", ""), ("[ t", "c1", "")]);
}

#[test]
fn a_jump_back_to_a_hidden_passage_stops_at_the_nearest_one() {
    let mut reader = on(&nine(), 80, 24);
    reader.press("j G f r y enter ctrl-o");
    assert_eq!(reader.at(), "a3");
    reader.press("j");
    assert_eq!(reader.at(), "b1");
}

#[test]
fn the_first_passage_leads_up_to_the_title() {
    let draft = numbered(Draft::new("long").summary(&tall(30)).section("One"), 0..6, "said.");
    let mut reader = on(&draft, 60, 14);
    assert!(reader.row().is_some(), "the first passage is in the window:\n{}", reader.screen());
    reader.press("k");
    assert!(reader.line(1).starts_with("     long "), "{}", reader.screen());
    assert_eq!(reader.open().page.top(), Spot::default());
    reader.press("j");
    assert_eq!(reader.at(), "p0");
    assert!(reader.row().is_some_and(|row| row > 0));
}

#[test]
fn a_tall_passage_scrolls_before_it_is_left_both_ways() {
    let draft =
        Draft::new("tall").section("One").says("a", "A.").says("b", &tall(40)).says("c", "C.");
    let mut reader = on(&draft, 60, 14);
    let mut down = Vec::new();
    while reader.at() != "c" {
        down.push(reader.screen());
        reader.press("j");
        assert!(down.len() < 60, "the passage never ends");
    }
    // Every line of it was on some screen.
    assert!(
        (1..=40).all(|line| down.iter().any(|screen| screen.contains(&format!("Line {line}."))))
    );
    let mut up = Vec::new();
    while reader.at() != "a" {
        up.push(reader.screen());
        reader.press("k");
        assert!(up.len() < 60, "the passage never begins");
    }
    assert!((1..=40).all(|line| up.iter().any(|screen| screen.contains(&format!("Line {line}.")))));
}

#[test]
fn a_tall_passage_is_read_backwards_from_its_end_after_another_tall_one() {
    let draft = Draft::new("tall").section("One").says("a", &tall(20)).says("b", &tall(20));
    let mut reader = on(&draft, 60, 14);
    reader.press("G g g ] ]");
    while reader.at() != "b" {
        reader.press("j");
    }
    reader.press("k");
    assert_eq!(reader.at(), "a");
    assert!(reader.screen().contains("Line 20."), "{}", reader.screen());
}

#[test]
fn pages_only_go_on_when_paging_on_and_only_back_when_paging_back() {
    let draft =
        numbered(Draft::new("many").section("One"), 0..30, &"said that talks went on ".repeat(4));
    let draft = numbered(draft.section("Two").says("tall", &tall(50)), 30..40, "said.");
    for (width, height) in [(60, 20), (40, 8), (20, 5), (120, 40)] {
        let mut reader = on(&draft, width, height);
        for keys in ["space", "ctrl-d", "pagedown"] {
            let back = if keys == "ctrl-d" { "ctrl-u" } else { "b" };
            page_through(&mut reader, keys, Way::On);
            assert_eq!(reader.at(), "p39", "{keys} reaches the end at {width}×{height}");
            page_through(&mut reader, back, Way::Back);
            assert_eq!(reader.at(), "p0", "{back} reaches the start at {width}×{height}");
            assert_eq!(reader.open().page.top(), Spot::default());
        }
    }
}

/// Presses a key until nothing moves any more; the cursor may only go one way.
fn page_through(reader: &mut Reader, keys: &str, way: Way) {
    loop {
        let before = (reader.open().page.top(), reader.open().cursor);
        reader.press(keys);
        let after = (reader.open().page.top(), reader.open().cursor);
        if before == after {
            return;
        }
        match way {
            Way::On => {
                assert!(after >= before && after.1 >= before.1, "{keys}: {before:?} {after:?}");
            }
            Way::Back => {
                assert!(after <= before && after.1 <= before.1, "{keys}: {before:?} {after:?}");
            }
        }
    }
}

#[test]
fn a_page_keeps_two_rows_and_half_a_page_keeps_half() {
    let draft = numbered(Draft::new("many").section("One"), 0..60, "said.");
    let mut reader = on(&draft, 60, 22);
    let rows = |reader: &Reader| -> Vec<String> {
        reader
            .screen()
            .lines()
            .skip(1)
            .take(20)
            .map(|line| line.replace(['▎', '┊', '•', '┃'], " ").trim_end().to_owned())
            .collect()
    };
    let first = rows(&reader);
    reader.press("space");
    assert_eq!(rows(&reader)[..2], first[18..]);
    reader.press("g g ctrl-d");
    assert_eq!(rows(&reader)[..10], first[10..]);
}

#[test]
fn briefings_follow_in_the_order_of_the_library() {
    let drafts = ["a", "b", "c"].map(|id| Draft::new(id).section("One").says("p", "Said."));
    let mut reader = Reader::on(drafts.iter().map(Draft::entry).collect(), 80, 24);
    let title = |reader: &Reader| reader.open().briefing.id.clone();
    reader.press("K");
    assert_eq!((title(&reader).as_str(), reader.notice()), ("a", "this is the first briefing"));
    reader.press("J J J");
    assert_eq!((title(&reader).as_str(), reader.notice()), ("c", "this is the last briefing"));
    reader.press("K");
    assert_eq!(title(&reader), "b");
    // A file that is gone has neighbours too.
    reader.lose("b.toml").press("J");
    assert_eq!(title(&reader), "c");
    reader.reread(drafts[1].entry()).press("K").lose("b.toml").press("K");
    assert_eq!(title(&reader), "a");
}

#[test]
fn jumps_lead_back_and_forth_across_briefings() {
    let other = Draft::new("other").section("One").says("a1", "Elsewhere.").says("x", "Said.");
    let mut reader = Reader::on(vec![nine().entry(), other.entry()], 80, 24);
    let place = |reader: &Reader| format!("{}#{}", reader.open().briefing.id, reader.at());
    reader.press("ctrl-o");
    assert_eq!(reader.notice(), "no jump to go back to");
    reader.press("] ] J G");
    assert_eq!(place(&reader), "other#x");
    for (keys, wanted) in [
        ("ctrl-o", "other#a1"),
        ("alt-left", "nine#b1"),
        ("ctrl-o", "nine#a1"),
        ("ctrl-i", "nine#b1"),
        ("alt-right", "other#a1"),
        ("ctrl-i", "other#x"),
    ] {
        reader.press(keys);
        assert_eq!(place(&reader), wanted, "{keys}");
    }
    reader.press("ctrl-i");
    assert_eq!(reader.notice(), "no jump to go forward to");
}

#[test]
fn a_jump_into_a_file_that_is_gone_stays_where_it_is() {
    let other = Draft::new("other").section("One").says("x", "Said.").says("a1", "Elsewhere.");
    let mut reader = Reader::on(vec![nine().entry(), other.entry()], 80, 24);
    reader.press("J").lose("nine.toml").press("ctrl-o");
    assert_eq!(reader.at(), "x");
    assert_eq!(reader.notice(), "that file is no longer in the library");
}

#[test]
fn panes_take_turns_and_those_without_room_are_left_out() {
    let mut reader = Reader::on_samples(120, 40);
    for (keys, pane) in [
        ("tab", "inspector"),
        ("tab", "library"),
        ("tab", "outline"),
        ("tab", "text"),
        ("shift-tab", "outline"),
    ] {
        reader.press(keys);
        assert_eq!(<&str>::from(reader.state.focus.pane), pane);
    }
    reader.resize(60, 20);
    assert_eq!(<&str>::from(reader.state.focus.pane), "text");
    reader.press("tab");
    assert_eq!(<&str>::from(reader.state.focus.pane), "text");
}

#[test]
fn the_row_of_a_pane_stays_inside_another_briefing() {
    let short = Draft::new("z-short").section("Only").says("p", "Said.");
    let mut reader = Reader::on(vec![nine().entry(), short.entry()], 120, 40);
    reader.press("tab tab tab j j");
    assert_eq!((reader.state.focus.row, <&str>::from(reader.state.focus.pane)), (2, "outline"));
    reader.press("J");
    assert_eq!(reader.state.focus.row, 0);
}

#[test]
fn pages_and_ends_move_through_the_list_of_the_pane_that_has_the_cursor() {
    let mut reader = Reader::on_samples(120, 40);
    let at = reader.at().to_owned();
    moving_in(&mut reader, Pane::Outline, 5);
    moving_in(&mut reader, Pane::Library, 2);
    assert_eq!(reader.at(), at, "the text stays");
}

/// Goes to a pane and through its rows, of which `last` is the last.
fn moving_in(reader: &mut Reader, pane: Pane, last: usize) {
    while reader.state.focus.pane != pane {
        reader.press("tab");
    }
    for (key, row) in [("G", last), ("g g", 0), ("space", last), ("b", 0), ("end", last)] {
        assert_eq!(reader.press(key).state.focus.row, row, "{key} in {pane:?}");
    }
}

#[test]
fn the_inspector_names_document_author_and_address_of_a_source() {
    let text = Draft::new("sourced").section("One").says("p", "Said.").text();
    let source = "[[sources]]\nid = \"a\"\noutlet = \"Herald\"\ndocument = \"front.pdf\"\n\
                  author = \"J. Doe\"\nurl = \"https://herald.example/front\"\n";
    let text = text.replace("[[sections]]", &format!("{source}[[sections]]"));
    let text = text.replace("text = \"Said.\"", "text = \"Said.\"\nlocator = \"¶ 1\"");
    let reader = Reader::on(vec![entry("sourced.toml", &text)], 120, 40);
    for words in ["front.pdf", "by J. Doe", "https://herald.example/fr"] {
        assert!(reader.screen().contains(words), "{words}\n{}", reader.screen());
    }
}
