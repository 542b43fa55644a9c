//! The keyboard at its worst: huge pastes, absurd sequences, bursts, and a terminal that reads nothing.

use std::fmt::Write;

use super::{escape, leave, open, reader, three_briefings};
use crate::desk::{Desk, GOOD};

/// Two million bytes of keys that leave.
fn huge() -> String {
    "q\n".repeat(1 << 20)
}

/// A desk with one briefing of 600 passages.
fn long_desk() -> Desk {
    let mut text = GOOD.to_owned();
    for number in 3..=600 {
        write!(
            text,
            "\n[[sections.passages]]\nid = \"p{number}\"\ntext = \"Number {number}.\"\n\
             sourcing = \"unattributed\"\nsentiment = \"neutral\"\nlocator = \"¶ {number}\"\n"
        )
        .expect("a string");
    }
    let desk = Desk::new();
    desk.file("briefings/long.toml", text);
    desk
}

#[test]
fn a_paste_presses_no_keys() {
    let desk = three_briefings();
    let mut session = open(&desk);
    for (key, shown) in [("f", "anonymous"), ("?", "Help"), ("o", "Go to a section")] {
        session.paste("q\nq<\x03\x1a");
        session.press(key);
        session.wait_for(shown);
        session.paste("q\nq<\x03\x1a");
        escape(&mut session);
    }
    session.press("j");
    session.wait_for("2 of 65");
    session.press("/");
    session.paste("q\nq");
    session.wait_for("Find q");
    escape(&mut session);
    leave(session);
}

#[test]
fn a_huge_paste_is_taken_and_later_keys_work() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.paste(&huge());
    session.press("j");
    session.wait_for("2 of 65");
    session.press("/");
    session.paste(&huge().replace('\n', "u"));
    session.wait_for("\n Find");
    session.wait_for("ququ");
    escape(&mut session);
    session.press("j");
    session.wait_for("3 of 65");
    leave(session);
}

#[test]
fn a_paste_that_ends_late_is_one_paste() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.send(b"\x1b[200~jjq\n");
    session.wait_taken();
    session.send(b"qq\x1b[20");
    session.wait_taken();
    session.send(b"1~j");
    session.wait_for("2 of 65");
    leave(session);
}

#[test]
fn absurd_sequences_are_survived_and_the_next_key_works() {
    let desk = three_briefings();
    let mut session = open(&desk);
    let many = format!("\x1b[{}x", "1;".repeat(1000));
    let absurd: [&[u8]; 15] = [
        many.as_bytes(),
        b"\x1b[99999999999999999999~",
        b"\x1b[<0;0;0M",
        b"\x1b[<0;65535;65535M",
        b"\x1b[<99999;1;1M",
        b"\x1b[M   ",
        b"\x1b[0;0;0M",
        b"\x1b[0;0R",
        b"\x1b[?0u",
        b"\x1b[1;1:9u",
        b"\xff\xfe",
        b"\xc3\x28",
        b"\xf0\x9f\x98\x80",
        b"\0\0\0",
        b"\x1bOz",
    ];
    for (sequence, passage) in absurd.into_iter().zip(2..) {
        session.send(sequence);
        session.wait_taken();
        session.press("j");
        session.wait_for(&format!("{passage} of 65"));
    }
    session.press("/");
    session.wait_for("\n Find");
    escape(&mut session);
    session.press("k");
    session.wait_for("15 of 65");
    leave(session);
}

#[test]
fn no_key_is_lost_on_a_terminal_that_reads_nothing_meanwhile() {
    let desk = long_desk();
    let mut session = reader(&desk).start();
    session.wait_for("1 of 600");
    session.stall(true);
    session.send(&b"j".repeat(500));
    session.wait_taken();
    session.stall(false);
    session.wait_for("501 of 600");
    leave(session);
}

#[test]
fn no_key_of_a_burst_is_lost_or_left_lying() {
    let desk = long_desk();
    let mut session = reader(&desk).start();
    session.wait_for("1 of 600");
    for passage in ["1 of 600", "101 of 600"] {
        session.send(&b"j".repeat(1100));
        session.send(&b"k".repeat(1100));
        session.send(&b"jk".repeat(800));
        session.send(&b"j".repeat(if passage == "1 of 600" { 0 } else { 100 }));
        session.wait_for(passage);
    }
    leave(session);
}
