//! Reading: the shipped briefings by keyboard and by mouse.

use super::{escape, leave, open, shipped};
use crate::support::pty::Session;

#[test]
fn the_shipped_briefings_are_read_by_keyboard() {
    let desk = shipped();
    let mut session = open(&desk);
    session.wait_for("Unity on display, divisions beneath · Kyiv Post");
    session.wait_for("Three days of talks behind closed doors");
    for library in ["▸ Unity on displa", "Miami as a stag", "Two accounts of"] {
        session.wait_for(library);
    }
    session.press("j");
    session.wait_for("2 of 65");
    session.press("]]");
    session.wait_for("11 of 65");
    session.wait_for("▸ Unity on paper");
    session.press("o");
    session.wait_for("Go to a section");
    session.press("hedges");
    session.wait_for("1 of 6");
    session.press("<enter>");
    session.wait_for("51 of 65");
    session.wait_for("▸ Europe hedges");
    session.wait_for("Passage 1 of 8");
    session.wait_for("getting ready for a long standoff");
    session.press("]s");
    session.wait_for_match(r"┊ ◌ unattributed · . \w+ · ");
    session.press("<ctrl-o><ctrl-o>");
    session.wait_for("11 of 65");
    leave(session);
}

#[test]
fn every_page_over_the_text_is_left_the_way_it_came() {
    let desk = shipped();
    let mut session = open(&desk);
    let pages = [("?", "Help"), (":", "›"), ("O", "Open a briefing"), ("o", "Go to a section")];
    for (key, shown) in pages.into_iter().chain([("f", "anonymous"), ("/", "Find ")]) {
        session.press(key);
        session.wait_for(shown);
        escape(&mut session);
        session.wait_for("1 of 65");
    }
    leave(session);
}

#[test]
fn the_mouse_takes_what_it_points_at() {
    let desk = shipped();
    let mut session = open(&desk);
    click(&mut session, "Europe hedges");
    session.wait_for("51 of 65");
    session.wait_for("▸ Europe hedges");
    click(&mut session, "Miami as a stag");
    session.wait_for("▸ Miami as a stag");
    session.wait_for("Miami as a stage: talks without concrete progress");
    click(&mut session, "Unity on displa");
    session.wait_for("▸ Unity on displa");
    session.wait_for("51 of 65");
    session.press("gg");
    session.wait_for("1 of 65");
    click(&mut session, "Three days of talks behind closed doors");
    session.wait_for("2 of 65");
    leave(session);
}

#[test]
fn the_wheel_turns_what_is_under_it() {
    let desk = shipped();
    let mut session = open(&desk);
    session.wait_for("datelined Hallandale Beach");
    session.send(&b"\x1b[<65;60;10M".repeat(10));
    session.wait_without("datelined Hallandale Beach");
    session.send(&b"\x1b[<64;60;10M".repeat(20));
    session.wait_for("datelined Hallandale Beach");
    session.send(b"\x1b[<65;5;3M");
    session.press("<enter>");
    session.wait_for("▸ Miami as a stag");
    leave(session);
}

/// Presses the left button on the first place that shows the text.
fn click(session: &mut Session, text: &str) {
    session.wait_for(text);
    let contents = session.contents();
    let place = contents.lines().zip(1..).find_map(|(line, row)| {
        let before = line.find(text)?;
        Some((line[..before].chars().count() + 1, row))
    });
    let (column, row) = place.expect("just seen");
    session.send(format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m").as_bytes());
}
