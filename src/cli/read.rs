//! `dateline [PATH…]`: opens the reader, where there is a screen to open it on.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::briefing::nearest::nearest;
use crate::shell::{self, Ending, Opening};
use crate::store::fault::shown;

use super::Status;
use super::library::Choice;
use super::output;
use super::settings::Settings;

/// What there is without a screen.
const NO_SCREEN: &str = "the reader needs a terminal with a screen; without one, `dateline list`, \
                         `dateline show ID` and `dateline check` work";

/// Opens the reader on `paths`, or on the library that is meant without them.
pub(crate) fn read(paths: &[PathBuf], settings: &Settings) -> anyhow::Result<Status> {
    let choice = Choice::of(paths, settings);
    let stated = choice.origin.paths();
    // One that is missing among others is shown in the library; only missing ones are a slip.
    if !stated.is_empty() && !stated.iter().any(|path| path.symlink_metadata().is_ok()) {
        bail!(nothing_there(&stated[0], choice.chosen_by));
    }
    if !(io::stdin().is_terminal() && io::stdout().is_terminal() && output::has_screen()) {
        bail!(NO_SCREEN);
    }
    let ending = shell::run(&Opening {
        origin: choice.origin,
        config: settings.stated.config.clone(),
        keymap: settings.stated.keymap.clone(),
        places: settings.places.clone(),
        problems: (shown(&settings.places.config), settings.problems()),
    })?;
    if let Ending::Signal(number) = ending {
        // So that whoever started the program sees what ended it.
        signal_hook::low_level::emulate_default_handler(number)?;
    }
    Ok(Status::Done)
}

/// That a path is missing; where it looks like a mistyped command, that one too.
fn nothing_there(path: &Path, chosen_by: &str) -> String {
    let told = format!("{}: no such file or folder (named by the {chosen_by})", shown(path));
    let command = super::command();
    let verbs = command.get_subcommands().map(clap::Command::get_name);
    match path.to_str().and_then(|word| nearest(word, verbs)) {
        Some(verb) => format!("{told}; did you mean the command `dateline {verb}`?"),
        None => told,
    }
}
