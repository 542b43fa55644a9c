//! Ending: by key, by signal, by panic, and by a terminal that goes away.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::{open, reader, three_briefings};
use crate::support::pty::Launch;
use crate::support::pty::life::{wait, wait_for_descendant, wait_for_state};

#[test]
fn a_signal_ends_the_program_with_the_terminal_restored_and_the_place_kept() {
    for (signal, name) in
        [(Signal::TERM, "Terminated"), (Signal::HUP, "Hangup"), (Signal::INT, "Interrupt")]
    {
        let desk = three_briefings();
        let mut session = open(&desk);
        session.press("]]]]");
        session.wait_for("21 of 65");
        session.signal(signal);
        let ended = session.wait_exit();
        assert_eq!(ended.status.signal(), Some(name));
        ended.assert_restored();
        ended.assert_harmless();
        reader(&desk).size(120, 30).start().wait_for("21 of 65");
    }
}

#[test]
fn ctrl_c_leaves_from_anywhere_and_keeps_the_place() {
    let desk = three_briefings();
    for keys in ["", "/Kyiv", "f", "o", "?", ":", "i", "]"] {
        let mut session = reader(&desk).size(120, 30).start();
        session.wait_for_match(r"\d+ of 65");
        session.press("gg]]j");
        session.wait_for("12 of 65");
        session.press(keys);
        session.press("<ctrl-c>");
        let ended = session.wait_exit();
        ended.assert_code(0);
        ended.assert_restored();
        ended.assert_harmless();
    }
    reader(&desk).size(120, 30).start().wait_for_match(r"1\d of 65");
}

#[test]
fn a_signal_that_comes_with_the_first_byte_finds_somebody_to_restore_the_terminal() {
    let desk = three_briefings();
    for _ in 0..5 {
        let session = reader(&desk).start();
        session.wait_for_bytes(b"\x1b[?1049h", 0);
        session.signal(Signal::TERM);
        let ended = session.wait_exit();
        assert_eq!(ended.status.signal(), Some("Terminated"));
        ended.assert_restored();
    }
}

#[test]
fn a_signal_ends_the_program_that_waits_with_its_first_screen() {
    let desk = three_briefings();
    let session = reader(&desk).stopped().start();
    let pid = session.pid();
    wait("the line to be raw", || session.is_raw().then_some(()));
    session.signal(Signal::TERM);
    wait_for_state(pid, "Z");
    assert!(!session.is_raw(), "the line is given back");
    let ended = session.wait_exit();
    assert_eq!(ended.status.signal(), Some("Terminated"));
    assert!(ended.log.is_empty(), "nothing was shown");
}

#[test]
fn a_signal_ends_the_program_even_where_the_terminal_takes_no_byte() {
    let desk = three_briefings();
    let mut session = reader(&desk).size(300, 100).start();
    session.wait_for("1 of 65");
    let pid = session.pid();
    session.stall(true);
    // A program that waits for room on the screen reads no keys.
    let is_stuck = (0..400).any(|_| {
        session.press("<ctrl-l>j");
        !session.takes_keys()
    });
    assert!(is_stuck, "every byte was taken");
    wait_for_state(pid, "S");
    let told = Instant::now();
    session.signal(Signal::TERM);
    wait_for_state(pid, "Z");
    assert!(told.elapsed() < Duration::from_secs(3), "{:?}", told.elapsed());
    assert!(!session.is_raw(), "the line is given back even so");
    session.stall(false);
    assert_eq!(session.wait_exit().status.signal(), Some("Terminated"));
}

#[test]
fn a_panic_on_any_thread_restores_the_terminal_before_it_says_why() {
    if cfg!(not(debug_assertions)) {
        return;
    }
    let desk = three_briefings();
    for place in ["main", "listener"] {
        let mut session = reader(&desk).env("DATELINE_PANIC", place).start();
        session.wait_for("1 of 65");
        match place {
            "main" => session.press("j"),
            _ => session.resize(100, 30),
        }
        let ended = session.wait_exit();
        ended.assert_code(101);
        ended.assert_restored();
        ended.assert_harmless();
        let words = format!("DATELINE_PANIC is {place}");
        assert!(ended.contents.contains(&words), "{}", ended.contents);
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program_at_once_with_the_place_kept() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("G");
    session.wait_for("65 of 65");
    let gone = Instant::now();
    let (status, ticks) = session.hang_up();
    assert!(gone.elapsed() < Duration::from_secs(3), "{:?}", gone.elapsed());
    assert!(ticks < 30, "{ticks} hundredths of a second of work");
    assert_eq!(status.signal(), Some("Hangup"));
    reader(&desk).size(120, 30).start().wait_for("65 of 65");
}

#[test]
fn a_terminal_that_goes_away_is_noticed_without_a_signal() {
    let desk = three_briefings();
    // In a session of its own the program is not told of its terminal's end.
    let script = r#"trap "" HUP; setsid --wait "$READER" briefings; printf %s "$?" > status"#;
    let mut session = Launch::reader_in_script(script, &desk.path("")).size(120, 30).start();
    session.wait_for("1 of 65");
    let pid = wait_for_descendant(session.pid(), "dateline");
    session.press("G");
    session.wait_for("65 of 65");
    let gone = Instant::now();
    session.hang_up();
    assert!(gone.elapsed() < Duration::from_secs(3), "{:?}", gone.elapsed());
    assert_eq!(crate::support::pty::life::Life::of(pid), None, "the program is gone");
    assert_eq!(std::fs::read_to_string(desk.path("status")).expect("a status"), "129");
    reader(&desk).size(120, 30).start().wait_for("65 of 65");
}

#[test]
fn a_terminal_that_goes_away_in_the_middle_of_work_costs_no_place() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("]]");
    session.wait_for("11 of 65");
    session.send(&b"jk\x0c".repeat(300));
    session.hang_up();
    reader(&desk).size(120, 30).start().wait_for_match(r"1\d of 65");
}
