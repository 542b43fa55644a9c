//! Reading: the three_briefings briefings by keyboard and by mouse.

use dateline::briefing::Briefing;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::store::sample;

use super::{escape, leave, open, reader, shipped, three_briefings};
use crate::desk::Desk;
use crate::support::pty::Session;

/// The first words of the text that a section opens with, and its number in the briefing.
fn first_of(briefing: &Briefing, heading: &str) -> (String, usize) {
    let section = briefing.sections.iter().find(|section| section.heading == heading);
    let at = section.expect("the section").passages.start;
    let words: Vec<&str> = briefing.passages[at].text.split(' ').take(4).collect();
    (words.join(" "), at + 1)
}

#[test]
fn the_shipped_briefings_are_read_by_keyboard() {
    let desk = shipped();
    let entries = sample::entries(&Vocabulary::default());
    let briefing = entries[0].briefing.as_ref().expect("the first of the library");
    let all = briefing.passages.len();
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for(&format!("1 of {all}"));
    session.wait_for("Unity on display, divisions beneath · Kyiv Post");
    session.wait_for(&first_of(briefing, "Lead").0);
    for library in ["▸ Unity on displa", "Miami as a stag", "Two accounts of"] {
        session.wait_for(library);
    }
    session.press("j");
    session.wait_for(&format!("2 of {all}"));
    let (words, number) = first_of(briefing, "Unity on paper");
    session.press("]]");
    session.wait_for(&format!("{number} of {all}"));
    session.wait_for(&words);
    session.wait_for("▸ Unity on paper");
    let (words, hedges) = first_of(briefing, "Europe hedges");
    session.press("o");
    session.wait_for("Go to a section");
    session.press("hedges");
    session.wait_for("1 of 6");
    session.press("<enter>");
    session.wait_for(&format!("{hedges} of {all}"));
    session.wait_for("▸ Europe hedges");
    session.wait_for("Passage 1 of 8");
    session.wait_for(&words);
    session.press("<ctrl-o>");
    session.wait_for(&format!("{number} of {all}"));
    // Who speaks stands beside the text: these two put out the statement that the section is about.
    session.wait_for_match(r"[│┃]\s+Steve Witkoff");
    session.wait_for_match(r"◆ official statement · \S+ \w+ · ¶");
    leave(session);
}

#[test]
fn what_is_typed_before_the_first_screen_is_meant_for_it() {
    let desk = three_briefings();
    let mut session = reader(&desk).size(120, 30).start();
    session.press("Jj");
    session.wait_for("2 of 20");
    session.wait_for("▸ Miami as a sta");
    leave(session);
    // With nothing configured the sample inside the program is read.
    let desk = Desk::new();
    let mut session = reader(&desk).size(120, 30).start();
    session.press("JJ");
    session.wait_for("▸ Two accounts of");
    session.press("J");
    session.wait_for("this is the last briefing");
    leave(session);
}

#[test]
fn a_passage_of_another_briefing_is_found_and_left_again() {
    let desk = shipped();
    let mut session = reader(&desk).size(120, 30).start();
    session.wait_for("Unity on display, divisions beneath · Kyiv Post");
    session.press("jj");
    session.wait_for("3 of ");
    session.press("<ctrl-f>");
    session.wait_for("2 Passages");
    session.wait_for("in 3 briefings");
    session.press("concrete briefing:stage");
    session.wait_for("1 passage");
    session.press("<enter>");
    session.wait_for("Miami as a stage: talks without concrete progress · ");
    session.wait_for("▸ Miami as a stag");
    session.press("<ctrl-o>");
    session.wait_for("› concrete briefing:stage");
    session.press("<esc>");
    session.wait_for("3 of ");
    leave(session);
}

#[test]
fn every_page_over_the_text_is_left_the_way_it_came() {
    let desk = three_briefings();
    let mut session = open(&desk);
    let pages = [("?", "Help"), (":", "›"), ("O", "Open a briefing"), ("o", "Go to a section")];
    for (key, shown) in pages.into_iter().chain([("f", "anonymous"), ("/", "\n Find")]) {
        session.press(key);
        session.wait_for(shown);
        escape(&mut session);
        session.wait_for("1 of 65");
    }
    leave(session);
}

#[test]
fn the_mouse_takes_what_it_points_at() {
    let desk = three_briefings();
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
    click(&mut session, "Account 2:");
    session.wait_for("2 of 65");
    leave(session);
}

#[test]
fn the_wheel_turns_what_is_under_it() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.wait_for("Account 1:");
    session.send(&b"\x1b[<65;60;10M".repeat(10));
    session.wait_without("Account 1:");
    session.send(&b"\x1b[<64;60;10M".repeat(20));
    session.wait_for("Account 1:");
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
