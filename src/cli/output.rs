//! The two streams: what was asked for goes to stdout, words about it to stderr.

use std::io::{self, ErrorKind, IsTerminal, Write};

use clap::builder::StyledStr;
use serde::Serialize;

/// The output could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the output: {0}")]
pub(crate) struct Unwritable(io::Error);

/// Writes `text` to stdout. Whoever reads it may stop at any time: a closed pipe is no error.
pub(crate) fn print(text: &[u8]) -> anyhow::Result<()> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Unwritable(error).into()),
        _ => Ok(()),
    }
}

/// Writes a value to stdout as JSON, one line at its end.
pub(crate) fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    print(&text)
}

/// Writes what clap has to say to stdout, with its styles where they are welcome.
pub(crate) fn print_styled(text: &StyledStr) -> anyhow::Result<()> {
    print(styled(text, colour_is_welcome(&io::stdout())).as_bytes())
}

/// What clap has to say, for stderr.
pub(crate) fn styled_for_stderr(text: &StyledStr) -> String {
    styled(text, colour_is_welcome(&io::stderr()))
}

/// Writes words to stderr. Where even that fails there is nobody to tell.
pub(crate) fn say(words: &str) {
    let _ = io::stderr().lock().write_all(words.as_bytes());
}

/// Whether a stream shows colours: a terminal that can, and nobody said `NO_COLOR`.
pub(crate) fn colour_is_welcome(stream: &impl IsTerminal) -> bool {
    let unset = |name: &str| std::env::var_os(name).is_none_or(|value| value.is_empty());
    stream.is_terminal() && unset("NO_COLOR") && has_screen()
}

/// Whether the terminal, where there is one, can do more than print lines.
pub(crate) fn has_screen() -> bool {
    std::env::var_os("TERM").is_some_and(|term| !term.is_empty() && term != "dumb")
}

fn styled(text: &StyledStr, colour: bool) -> String {
    if colour { text.ansi().to_string() } else { text.to_string() }
}
