//! Stopping and going on: from the shell, from a script, and from outside.

use rustix::process::{Signal, kill_process};

use super::{leave, open, three_briefings};
use crate::support::pty::life::{wait_for_descendant, wait_for_state};
use crate::support::pty::{Launch, Session};

/// A shell with jobs: starts one, and takes it up again when a line is typed.
fn job(command: &str) -> String {
    format!("set -m; {command}; echo stopped; read -r _; fg; echo ended with $?")
}

fn start(command: &str) -> (crate::desk::Desk, Session) {
    let desk = three_briefings();
    let session = Launch::reader_in_script(&job(command), &desk.path("")).size(120, 30).start();
    session.wait_for("1 of 65");
    (desk, session)
}

#[test]
fn ctrl_z_goes_to_the_shell_and_fg_comes_back() {
    for command in [r#""$READER""#, r#"sh -c '"$READER"; exit $?'"#] {
        let (_desk, mut session) = start(command);
        let pid = wait_for_descendant(session.pid(), "dateline");
        for passage in ["2 of 65", "3 of 65"] {
            session.press("j");
            session.wait_for(passage);
        }
        session.press("<ctrl-z>");
        session.wait_for("stopped");
        wait_for_state(pid, "T");
        session.wait_restored();
        session.press("<enter>");
        session.wait_for("3 of 65");
        session.press("j");
        session.wait_for("4 of 65");
        assert!(session.is_raw());
        assert!(session.screen(vt100::Screen::bracketed_paste));
        session.press("q");
        session.wait_for("ended with 0");
        let ended = session.wait_exit();
        ended.assert_code(0);
        ended.assert_restored();
    }
}

#[test]
fn ctrl_z_without_a_shell_says_so_and_goes_on() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("<ctrl-z>");
    session.wait_for("there is no shell to go back to");
    session.press("j");
    session.wait_for("2 of 65");
    leave(session);
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_and_a_go_takes_it_again() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.press("j");
    session.wait_for("2 of 65");
    for passage in ["3 of 65", "4 of 65"] {
        session.signal(Signal::TSTP);
        wait_for_state(session.pid(), "T");
        session.wait_restored();
        session.signal(Signal::CONT);
        session.wait_for("a note");
        session.wait_for("Unity on display, divisions beneath");
        session.press("j");
        session.wait_for(passage);
        assert!(session.is_raw());
    }
    leave(session);
}

#[test]
fn a_stop_that_nobody_can_catch_is_mended_when_it_ends() {
    let desk = three_briefings();
    let mut session = open(&desk);
    session.signal(Signal::STOP);
    wait_for_state(session.pid(), "T");
    let from = session.log().len();
    session.press("jj");
    session.signal(Signal::CONT);
    session.wait_for("3 of 65");
    session.wait_for_bytes(b"\x1b[?1049h", from);
    session.wait_for_bytes("Europe hedges".as_bytes(), from);
    leave(session);
}

#[test]
fn a_signal_that_comes_while_the_program_is_stopped_ends_it_when_it_goes_on() {
    let (_desk, session) = start(r#""$READER""#);
    let pid = wait_for_descendant(session.pid(), "dateline");
    kill_process(pid, Signal::TSTP).expect("sent");
    wait_for_state(pid, "T");
    kill_process(pid, Signal::TERM).expect("sent");
    kill_process(pid, Signal::CONT).expect("sent");
    let gone = || crate::support::pty::life::Life::of(pid).is_none_or(|life| life.state == 'Z');
    crate::support::pty::life::wait("the end", || gone().then_some(()));
    session.wait_restored();
}

#[test]
fn the_editor_of_a_note_is_stopped_and_interrupted_alone() {
    let desk = three_briefings();
    // As an editor in a terminal of lines gets ctrl-c and ctrl-z: they come to the whole job.
    let script = "trap : INT; kill -INT 0; kill -TSTP 0; echo from the editor > \"$1\"";
    let editor = desk.file("editor.sh", script);
    let mut session = Launch::reader_in_script(&job(r#""$READER""#), &desk.path(""))
        .env("EDITOR", &format!("sh '{}'", editor.display()))
        .size(120, 30)
        .start();
    session.wait_for("1 of 65");
    session.press("A");
    session.wait_for("stopped");
    session.wait_restored();
    session.press("<enter>");
    session.wait_for("saved: note “from the editor”");
    session.press("q");
    session.wait_for("ended with 0");
    session.wait_exit().assert_code(0);
}
