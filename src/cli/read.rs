//! `dateline [PATH…]`: opens the reader, where there is a screen to open it on.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::briefing::nearest::nearest;
use crate::shell::{self, Ending, Opening};
use crate::store::Standby;
use crate::store::fault::shown;

use super::Status;
use super::library::Choice;
use super::output;
use super::settings::Settings;

/// What there is without a screen.
const NO_SCREEN: &str = "the reader needs a terminal with a screen; without one, `dateline list`, \
                         `dateline show ID` and `dateline check` work";

/// Opens the reader on `paths`, or on the library that is meant without them; the thread that stands by
/// reads it.
pub(crate) fn read(
    paths: &[PathBuf],
    settings: &Settings,
    standby: Standby,
) -> anyhow::Result<Status> {
    let choice = Choice::of(paths, settings);
    let stated = choice.origin.paths();
    let missing: Vec<_> = stated.iter().filter(|path| path.symlink_metadata().is_err()).collect();
    // One that is missing among others is shown in the library; only missing ones are a slip.
    if !missing.is_empty() && missing.len() == stated.len() {
        bail!(nothing_there(missing[0], choice.chosen_by));
    }
    let is_verb = |path: &Path| verbs().iter().any(|verb| path.as_os_str() == verb.as_str());
    if let Some(verb) = missing.iter().find(|path| is_verb(path)) {
        let verb = verb.display();
        bail!("`{verb}` is a command and stands first: `dateline {verb}`, with `--library PATH`");
    }
    if !(io::stdin().is_terminal() && io::stdout().is_terminal() && output::has_screen()) {
        bail!(NO_SCREEN);
    }
    let opening = Opening {
        origin: choice.origin,
        config: settings.stated.config.clone(),
        searches: settings.stated.searches.clone(),
        places: settings.places.clone(),
        notes: (settings.notes(), settings.author()),
        problems: (shown(&settings.places.config), settings.problems()),
    };
    let ending = shell::run(&opening, standby)?;
    if let Ending::Signal(number) = ending {
        // So that whoever started the program sees what ended it.
        signal_hook::low_level::emulate_default_handler(number)?;
    }
    Ok(Status::Done)
}

/// That a path is missing; where it looks like a mistyped command, that one too.
fn nothing_there(path: &Path, chosen_by: &str) -> String {
    let told = format!("{}: no such file or folder (named by the {chosen_by})", shown(path));
    let verbs = verbs();
    match path.to_str().and_then(|word| nearest(word, verbs.iter().map(String::as_str))) {
        Some(verb) => format!("{told}; did you mean the command `dateline {verb}`?"),
        None => told,
    }
}

/// The names of the commands.
fn verbs() -> Vec<String> {
    super::command().get_subcommands().map(|verb| verb.get_name().to_owned()).collect()
}
