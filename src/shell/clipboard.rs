//! The clipboard: the terminal's own (OSC 52), and that of the desktop where there is one.

use std::env;
use std::io::Write;
use std::process::{Command, Stdio};
use std::thread;

/// The programs that fill a desktop's clipboard, each with the variable that says that its desktop is
/// there.
const PROGRAMS: [(&str, &[&str], &str); 3] = [
    ("wl-copy", &[], "WAYLAND_DISPLAY"),
    ("xclip", &["-selection", "clipboard"], "DISPLAY"),
    ("xsel", &["--clipboard", "--input"], "DISPLAY"),
];

/// Gives a text to the desktop's clipboard, on a thread of its own. Over ssh there is no desktop of
/// the analyst's: the terminal's way is the only one. A program that is missing or fails is let go,
/// because the terminal was given the text too.
pub(super) fn give_to_desktop(text: String) {
    let is_there = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_there("SSH_CONNECTION") || is_there("SSH_TTY") {
        return;
    }
    let fitting = PROGRAMS.iter().filter(|(_, _, desktop)| is_there(desktop));
    let mut programs: Vec<(&str, &[&str])> =
        fitting.map(|(name, arguments, _)| (*name, *arguments)).collect();
    if cfg!(target_os = "macos") {
        programs.push(("pbcopy", &[]));
    }
    if !programs.is_empty() {
        thread::spawn(move || {
            programs.iter().any(|(name, arguments)| fill(name, arguments, &text))
        });
    }
}

/// Whether the program took the text.
fn fill(name: &str, arguments: &[&str], text: &str) -> bool {
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    let has_written =
        child.stdin.take().is_some_and(|mut input| input.write_all(text.as_bytes()).is_ok());
    has_written && child.wait().is_ok_and(|status| status.success())
}
