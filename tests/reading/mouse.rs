//! The mouse: a click takes what is under it, the wheel scrolls what is under it.

use dateline::app::Mouse::{self, WheeledDown, WheeledUp};
use dateline::layout::Pane;
use ratatui::layout::Rect;

use crate::support::draft::{Draft, numbered, tall};
use crate::support::reader::Reader;

fn area(reader: &Reader, pane: Pane) -> Rect {
    reader
        .state
        .panes()
        .and_then(|panes| panes.area(pane))
        .unwrap_or_else(|| panic!("{pane:?} is there"))
}

/// The row of a pane that shows `words`.
fn row_with(reader: &Reader, pane: Pane, words: &str) -> u16 {
    let area = area(reader, pane);
    let screen = reader.screen();
    let cells = |line: &str| -> String {
        line.chars().skip(usize::from(area.x)).take(usize::from(area.width)).collect()
    };
    let rows = screen.lines().enumerate().skip(usize::from(area.y)).take(usize::from(area.height));
    let mut found = rows.filter(|(_, line)| cells(line).contains(words));
    found.next().unwrap_or_else(|| panic!("{words} in {pane:?}\n{screen}")).0 as u16
}

fn click(reader: &mut Reader, pane: Pane, words: &str) {
    let (area, y) = (area(reader, pane), row_with(reader, pane, words));
    reader.click(area.x + 3, y);
}

fn wheel(reader: &mut Reader, mouse: Mouse, pane: Pane) {
    let area = area(reader, pane);
    reader.wheel(mouse, area.x + 1, area.y + 1);
}

fn sections(count: usize) -> Draft {
    let section = |draft: Draft, at: usize| {
        draft
            .section(&format!("Heading {at:02}"))
            .says(&format!("s{at}"), &format!("Passage {at}."))
    };
    (0..count).fold(Draft::new("sections"), section)
}

#[test]
fn a_click_on_a_section_goes_there_whether_it_takes_one_line_or_two() {
    for (count, height) in [(6, 40), (30, 24), (60, 24), (13, 24)] {
        let mut reader = Reader::on(vec![sections(count).entry()], 120, height);
        click(&mut reader, Pane::Outline, "Heading 04");
        assert_eq!(reader.at(), "s4", "{count} sections");
        // After the list has scrolled, what is clicked is still what is shown.
        reader.press("G");
        let name = format!("Heading {:02}", count - 2);
        click(&mut reader, Pane::Outline, &name);
        assert_eq!(reader.at(), format!("s{}", count - 2), "{count} sections");
    }
}

#[test]
fn a_click_on_the_second_line_of_a_section_goes_there_too() {
    let mut reader = Reader::on(vec![sections(6).entry()], 120, 40);
    let (area, y) = (area(&reader, Pane::Outline), row_with(&reader, Pane::Outline, "Heading 03"));
    reader.click(area.x + 3, y + 1);
    assert_eq!(reader.at(), "s3");
}

#[test]
fn a_click_on_a_briefing_opens_it_in_a_list_that_has_scrolled_too() {
    let drafts =
        (0..30).map(|at| Draft::new(&format!("brief-{at:02}")).section("One").says("p", "Said."));
    let mut reader = Reader::on(drafts.map(|draft| draft.entry()).collect(), 120, 30);
    click(&mut reader, Pane::Library, "brief-05");
    assert_eq!(reader.open().briefing.id, "brief-05");
    for _ in 0..15 {
        reader.press("J");
    }
    click(&mut reader, Pane::Library, "brief-22");
    assert_eq!(reader.open().briefing.id, "brief-22");
    reader.press("ctrl-o");
    assert_eq!(reader.open().briefing.id, "brief-20");
}

#[test]
fn a_click_on_a_passage_goes_there_and_one_on_a_gap_or_a_heading_does_nothing() {
    let draft = numbered(Draft::new("many").section("Heading"), 0..6, "said.");
    let mut reader = Reader::on(vec![draft.entry()], 120, 40);
    click(&mut reader, Pane::Text, "p3 said.");
    assert_eq!(reader.at(), "p3");
    let (area, y) = (area(&reader, Pane::Text), row_with(&reader, Pane::Text, "p1 said."));
    reader.click(area.right() - 2, y + 1);
    assert_eq!(reader.at(), "p1", "its tags belong to it");
    click(&mut reader, Pane::Text, "Heading");
    assert_eq!(reader.at(), "p1");
    reader.click(area.x + 3, area.bottom() - 1);
    assert_eq!(reader.at(), "p1");
    for (x, y) in [(0, 0), (119, 39), (500, 500)] {
        reader.click(x, y);
        assert_eq!(reader.at(), "p1");
    }
}

#[test]
fn a_click_takes_the_cursor_back_from_a_pane() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("tab tab tab j j");
    assert_eq!(reader.state.focus.pane, Pane::Outline);
    click(&mut reader, Pane::Outline, "Europe hedges");
    assert_eq!(reader.state.focus.pane, Pane::Text);
    reader.press("tab");
    assert_eq!(reader.state.focus.pane, Pane::Inspector);
    click(&mut reader, Pane::Text, "leaders");
    assert_eq!(reader.state.focus.pane, Pane::Text);
    click(&mut reader, Pane::Inspector, "Passage");
    assert_eq!(reader.state.focus.pane, Pane::Inspector);
}

#[test]
fn the_wheel_scrolls_the_text_and_takes_the_cursor_along() {
    let draft = numbered(Draft::new("many").section("One"), 0..60, &"said talks ".repeat(14));
    for height in [5, 8, 24] {
        let mut reader = Reader::on(vec![draft.entry()], 60, height);
        let top = reader.open().page.top();
        wheel(&mut reader, WheeledDown, Pane::Text);
        wheel(&mut reader, WheeledUp, Pane::Text);
        assert_eq!(reader.open().page.top(), top);
        for _ in 0..300 {
            wheel(&mut reader, WheeledDown, Pane::Text);
        }
        let last = reader.open().page.window().last().map(|spot| spot.item + 1);
        assert_eq!(last, Some(reader.open().page.items().len()), "height {height}");
        for _ in 0..300 {
            wheel(&mut reader, WheeledUp, Pane::Text);
        }
        assert_eq!(reader.open().page.top(), dateline::layout::Spot::default(), "height {height}");
    }
}

#[test]
fn the_wheel_in_a_tall_passage_keeps_it_current() {
    let draft =
        Draft::new("tall").section("One").says("a", "A.").says("b", &tall(60)).says("c", "C.");
    let mut reader = Reader::on(vec![draft.entry()], 60, 8);
    for _ in 0..12 {
        wheel(&mut reader, WheeledDown, Pane::Text);
    }
    assert_eq!(reader.at(), "b");
    assert!(reader.row().is_some_and(|row| row < 0));
}

#[test]
fn the_wheel_scrolls_a_list_under_it() {
    let mut reader = Reader::on_samples(120, 40);
    wheel(&mut reader, WheeledDown, Pane::Outline);
    wheel(&mut reader, WheeledDown, Pane::Outline);
    assert_eq!((reader.state.focus.pane, reader.state.focus.row), (Pane::Outline, 2));
    wheel(&mut reader, WheeledUp, Pane::Outline);
    reader.press("enter");
    assert_eq!(reader.open().briefing.section_of(reader.open().cursor), 1);
    reader.press("?");
    reader.wheel(WheeledDown, 60, 20);
    assert!(reader.screen().contains("▸ Previous passage"), "{}", reader.screen());
}
