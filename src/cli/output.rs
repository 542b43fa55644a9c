//! The two streams: what was asked for goes to stdout, words about it to stderr.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::ops::ControlFlow;

use clap::builder::StyledStr;
use serde::Serialize;

/// How many bytes are gathered before they are written.
const CHUNK: usize = 64 * 1024;

/// The output could not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write the output: {0}")]
pub(crate) struct Unwritable(io::Error);

/// Writes `text` to stdout. Whoever reads it may stop at any time: a closed pipe is no error.
pub(crate) fn print(text: &[u8]) -> anyhow::Result<()> {
    written(text).map(|_| ())
}

/// Writes `text` to stdout. Breaks off where nobody reads it any more.
pub(crate) fn written(text: &[u8]) -> anyhow::Result<ControlFlow<()>> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(error) => Err(Unwritable(error).into()),
    }
}

/// Writes a value to stdout as JSON, one line at its end.
pub(crate) fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut text = serde_json::to_vec_pretty(value)?;
    text.push(b'\n');
    print(&text)
}

/// Writes values to stdout, as [`print_json`] writes a list of them, without having all of the text at
/// once.
pub(crate) fn print_list(values: impl IntoIterator<Item = impl Serialize>) -> anyhow::Result<()> {
    let mut out = Chunks::default();
    let mut list = JsonList::default();
    for value in values {
        list.put(&value, &mut out.text)?;
        if out.pass_on()?.is_break() {
            return Ok(());
        }
    }
    list.finish(&mut out.text)?;
    out.finish()
}

/// Text on its way to stdout.
#[derive(Debug, Default)]
pub(crate) struct Chunks {
    /// What was not written yet.
    pub(crate) text: Vec<u8>,
}

impl Chunks {
    /// Writes the text once there is much of it. Breaks off where nobody reads any more.
    pub(crate) fn pass_on(&mut self) -> anyhow::Result<ControlFlow<()>> {
        if self.text.len() < CHUNK { Ok(ControlFlow::Continue(())) } else { self.flush() }
    }

    /// Writes the text. Breaks off where nobody reads any more.
    pub(crate) fn flush(&mut self) -> anyhow::Result<ControlFlow<()>> {
        let flow = written(&self.text)?;
        self.text.clear();
        Ok(flow)
    }

    /// Writes what is left.
    pub(crate) fn finish(mut self) -> anyhow::Result<()> {
        self.flush().map(|_| ())
    }
}

/// A list in JSON, value by value, as `serde_json` prints a whole one for people.
#[derive(Debug, Default)]
pub(crate) struct JsonList {
    has_any: bool,
}

impl JsonList {
    /// Adds a value.
    pub(crate) fn put(&mut self, value: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.has_any { b",\n  " } else { b"[\n  " })?;
        self.has_any = true;
        // A line break within a string is written as `\n`, so each of these begins a line.
        out.write_all(serde_json::to_string_pretty(value)?.replace('\n', "\n  ").as_bytes())
    }

    /// Ends the list, and the line.
    pub(crate) fn finish(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(if self.has_any { b"\n]\n" } else { b"[]\n" })
    }
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
