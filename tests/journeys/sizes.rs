//! Sizes: any size, at any moment, in any mode.

use super::{escape, leave, open, reader, three_briefings};
use crate::support::pty::Session;

/// Sizes without a pattern, the same in every run.
struct Sizes(u64);

impl Iterator for Sizes {
    type Item = (u16, u16);

    fn next(&mut self) -> Option<(u16, u16)> {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Some(((self.0 % 300 + 1) as u16, (self.0 / 300 % 100 + 1) as u16))
    }
}

const MODES: [(&str, &str); 8] = [
    ("", "a note"),
    ("/Kyiv", "Find Kyiv"),
    ("f", "Filter: 65"),
    ("o", "Go to a section"),
    ("?", "Help"),
    ("!", "widht"),
    ("i", "─ Tags"),
    ("]", "same sourcing"),
];

const EXTREMES: [(u16, u16); 9] =
    [(0, 0), (0, 24), (80, 0), (1, 1), (1, 100), (300, 1), (19, 5), (20, 4), (20, 5)];

fn back_to_80_by_24(session: &Session, shown: &str) {
    session.resize(80, 24);
    session.wait_for(shown);
}

#[test]
fn a_storm_of_sizes_harms_nothing_in_any_mode() {
    let desk = three_briefings();
    desk.file("config.toml", "widht = 5");
    let mut session = reader(&desk).start();
    session.wait_for("1 of 65");
    session.press("]]");
    session.wait_for("a note");
    session.wait_for("11 of 65");
    session.wait_for("Two accounts of");
    let before = session.contents();
    let mut sizes = Sizes(0x9e37_79b9_7f4a_7c15);
    for (keys, shown) in MODES {
        session.press(keys);
        session.wait_for(shown);
        for (columns, rows) in EXTREMES.into_iter().chain(sizes.by_ref().take(25)) {
            session.resize(columns, rows);
        }
        back_to_80_by_24(&session, shown);
        if !keys.is_empty() {
            escape(&mut session);
            session.wait_without(shown);
        }
        session.press("gg]]");
        session.wait_until("the screen as before", |seen| seen.contents() == before);
    }
    leave(session);
}

#[test]
fn a_storm_of_sizes_and_keys_at_once_harms_nothing() {
    let desk = three_briefings();
    let mut session = open(&desk);
    let keys =
        ["j", "]]", "/a", "<esc>", "o", "<down>", "<enter>", "f", "a", "a<enter>", "G", "gg"];
    for ((columns, rows), key) in Sizes(42).take(100).zip(keys.iter().cycle()) {
        session.resize(columns, rows);
        session.press(key);
    }
    session.resize(80, 24);
    escape(&mut session);
    session.press("Fgg");
    session.wait_for("1 of 65");
    leave(session);
}

#[test]
fn each_size_is_drawn_in_full_and_a_small_one_says_so() {
    let desk = three_briefings();
    let mut session = open(&desk);
    let sizes = [
        ((19, 24), "too small"),
        ((80, 4), "terminal too small: 20×5 is needed"),
        ((20, 5), "1/65"),
        ((1, 1), "…"),
        ((0, 0), ""),
        ((79, 24), "Account 1:"),
        ((300, 100), "Account 2:"),
    ];
    for ((columns, rows), shown) in sizes {
        session.resize(columns, rows);
        session.wait_for(shown);
    }
    session.press("j");
    session.wait_for("2 of 65");
    leave(session);
}
