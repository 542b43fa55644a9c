//! A program that has ended: its status, its bytes, and the state that it left its terminal in.

use portable_pty::ExitStatus;
use vt100::{MouseProtocolMode, Screen};

use super::super::bytes;
use super::seen::Seen;

/// What is left of a program and its terminal.
pub(crate) struct Ended {
    /// How the program ended: by itself, or by a signal.
    pub(crate) status: ExitStatus,
    /// Every byte that it wrote.
    pub(crate) log: Vec<u8>,
    /// The screen at the end.
    pub(crate) contents: String,
    /// What the program did not put back, one sentence each.
    pub(crate) left: Vec<String>,
}

impl Ended {
    pub(super) fn new(status: ExitStatus, seen: &Seen, mut left: Vec<String>) -> Self {
        left.extend(left_behind(seen));
        Self { status, log: seen.log.clone(), contents: seen.contents(), left }
    }

    /// Holds that the program ended with this status and was not killed.
    pub(crate) fn assert_code(&self, code: u32) {
        assert_eq!(self.status.signal(), None, "killed; the screen shows:\n{}", self.contents);
        assert_eq!(self.status.exit_code(), code, "the screen shows:\n{}", self.contents);
    }

    /// Holds that the terminal is as it was: modes, cursor, screen and line.
    pub(crate) fn assert_restored(&self) {
        assert!(self.left.is_empty(), "left behind: {:#?}\n{}", self.left, self.contents);
    }

    /// Holds that the program wrote nothing that a terminal should not get from it.
    pub(crate) fn assert_harmless(&self) {
        let violations = bytes::judge(&self.log).violations;
        assert!(violations.is_empty(), "{violations:#?}");
    }
}

/// What of the screen is not put back, one sentence each.
pub(super) fn left_behind(seen: &Seen) -> Vec<String> {
    let left = left_on_screen(seen.screen()).map(String::from);
    left.chain(bytes::judge(&seen.log).left_on).collect()
}

fn left_on_screen(screen: &Screen) -> impl Iterator<Item = &'static str> {
    [
        (screen.alternate_screen(), "the alternate screen is on"),
        (screen.hide_cursor(), "the cursor is hidden"),
        (screen.bracketed_paste(), "bracketed paste is on"),
        (screen.mouse_protocol_mode() != MouseProtocolMode::None, "the mouse is captured"),
        (screen.application_cursor(), "the arrow keys are in application mode"),
        (screen.application_keypad(), "the keypad is in application mode"),
    ]
    .into_iter()
    .filter_map(|(is_left, what)| is_left.then_some(what))
}
