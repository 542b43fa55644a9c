//! `dateline completions SHELL`: what a shell needs to complete commands, options and values.

use clap_complete::{Shell, generate};

use super::{Status, output};

/// Prints the completions. They are made first, because making them knows no closed pipe.
pub(crate) fn completions(shell: Shell) -> anyhow::Result<Status> {
    let mut text = Vec::new();
    generate(shell, &mut super::command(), "dateline", &mut text);
    output::print(&text)?;
    Ok(Status::Done)
}
