//! The terminal that the journeys run in is sound: proven on small programs before the reader is.

use std::time::Duration;

use rustix::process::Signal;

use crate::support::pty::{Launch, Reply};

/// Switches everything on that the reader does, waits for a key, and puts it back.
const TIDY: &str = r"
    before=$(stty -g); stty raw -echo
    printf '\033[?1049h\033[?25l\033[?2004h\033[?1000h\033[?1006hready'
    dd bs=1 count=1 of=/dev/null 2>/dev/null
    printf '\033[?1006l\033[?1000l\033[?2004l\033[?25h\033[?1049l'
    stty $before";

#[test]
fn keys_go_in_and_the_screen_comes_out() {
    let mut session = Launch::program("cat").start();
    session.press("hello<enter>");
    session.wait_for_match(r"hello\s+hello");
    assert_eq!(session.row(1), "hello");
    assert_eq!(session.screen(vt100::Screen::cursor_position), (2, 0));
    session.press("<ctrl-d>");
    let ended = session.wait_exit();
    ended.assert_code(0);
    ended.assert_restored();
    ended.assert_harmless();
}

#[test]
fn the_environment_is_clean_and_the_size_as_asked() {
    let home = tempfile::tempdir().expect("a folder");
    let script = r#"echo "$DATELINE_DATA|$TERM|$EDITOR$COLORTERM|$(pwd)"; stty size"#;
    let session = Launch::script(script)
        .inside(home.path())
        .env("DATELINE_DATA", "there")
        .size(100, 30)
        .start();
    let ended = session.wait_exit();
    let folder = home.path().canonicalize().expect("a folder");
    let expected = format!("there|xterm-256color||{}\n30 100", folder.display());
    assert_eq!(ended.contents.trim_end(), expected);
}

#[test]
fn a_tidy_program_leaves_nothing_behind() {
    let mut session = Launch::script(TIDY).start();
    session.wait_for("ready");
    assert!(session.is_raw());
    assert!(session.screen(vt100::Screen::alternate_screen));
    session.press("q");
    let ended = session.wait_exit();
    ended.assert_code(0);
    ended.assert_restored();
    ended.assert_harmless();
}

#[test]
fn an_untidy_program_is_told_everything_that_it_left() {
    let untidy = r"stty raw -echo; printf '\033[?1049h\033[?25l\033[?2004h\033[?1002h'; exit 3";
    let ended = Launch::script(untidy).start().wait_exit();
    ended.assert_code(3);
    let left = ended.left.join("\n");
    for what in ["line is left", "alternate screen", "cursor is hidden", "paste", "mouse", "1002"] {
        assert!(left.contains(what), "{what} in:\n{left}");
    }
}

#[test]
fn a_killed_program_leaves_its_terminal_as_it_was_then() {
    let mut session = Launch::script(TIDY).start();
    session.wait_for("ready");
    session.press("");
    session.signal(Signal::KILL);
    let ended = session.wait_exit();
    assert!(ended.status.signal().is_some());
    assert!(!ended.left.is_empty());
}

#[test]
fn a_resize_reaches_the_program() {
    let script = "trap 'stty size; exit 0' WINCH; echo ready; while :; do sleep 0.05; done";
    let session = Launch::script(script).start();
    session.wait_for("ready");
    session.resize(40, 12);
    session.wait_for("12 40");
    session.wait_exit().assert_code(0);
}

#[test]
fn a_signal_reaches_the_program() {
    let script = "trap 'echo told; exit 7' TERM; echo ready; while :; do sleep 0.05; done";
    let session = Launch::script(script).start();
    session.wait_for("ready");
    session.signal(Signal::TERM);
    let ended = session.wait_exit();
    assert!(ended.contents.contains("told"));
    ended.assert_code(7);
}

#[test]
fn the_terminal_answers_for_its_colours_as_it_is_told_to() {
    let ask =
        r"stty raw -echo; printf '\033]11;?\033\\\033[c'; dd bs=1 count=34 2>/dev/null | od -c";
    for (reply, colour) in [(Reply::Dark, "1   e   1   e"), (Reply::Light, "f   d   f   d")] {
        let session = Launch::script(ask).replying(reply).start();
        session.wait_for(colour);
    }
    let ask = r"stty raw -echo min 0 time 2; printf '\033]11;?\033\\\033[c'; dd bs=1 count=1 2>&1";
    let session = Launch::script(ask).replying(Reply::Silent).start();
    session.wait_for("0 bytes");
}

#[test]
fn bytes_and_pastes_pass_as_they_are() {
    let mut session = Launch::script("stty raw -echo; printf go; cat -v").start();
    session.wait_for("go");
    session.paste("two words");
    let end = session.wait_for_bytes(b"^[[200~two words^[[201~", 0);
    session.send(b"\xff");
    assert!(session.wait_for_bytes(b"M-^?", end) > end);
}

#[test]
fn what_vanishes_can_be_waited_for() {
    let mut session =
        Launch::script(r"printf there; read -r _; printf '\033[2J'; read -r _").start();
    session.wait_for("there");
    session.press("<enter>");
    session.wait_without("there");
}

#[test]
#[should_panic(expected = "the screen shows:\nonly this")]
fn a_wait_in_vain_shows_the_screen() {
    let script = "printf 'only this'; sleep 5";
    let session = Launch::script(script).patience(Duration::from_millis(300)).start();
    session.wait_for("something else");
}

#[test]
fn the_reader_starts_with_its_places_in_the_tests_folder() {
    let home = tempfile::tempdir().expect("a folder");
    let ended = Launch::reader(home.path()).arg("--version").start().wait_exit();
    ended.assert_code(0);
    ended.assert_restored();
    ended.assert_harmless();
}
