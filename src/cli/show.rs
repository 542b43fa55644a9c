//! `dateline show ID`: one briefing as text or JSON.

pub(super) mod json;
pub(super) mod text;

use std::io;

use anyhow::bail;

use crate::app::config::Colours;
use crate::briefing::nearest::nearest;
use crate::briefing::{Entry, Library};

use super::Status;
use super::arguments::{Format, Show};
use super::output;
use super::settings::Settings;
use text::Dress;

/// How wide lines get where neither the command line nor a terminal says so.
const USUAL_WIDTH: usize = 80;

/// Prints the briefing that was asked for. One with problems is told by them.
pub(crate) fn show(asked: &Show, settings: &Settings) -> anyhow::Result<Status> {
    let holdings = settings.holdings();
    let library = holdings.library();
    if let Some(entry) = library.entry_named(&asked.id) {
        let briefing = &*holdings.text(entry)?;
        match asked.format {
            Format::Json => output::print_json(&json::shown(briefing))?,
            Format::Text => {
                let width = asked.width.map_or_else(terminal_width, usize::from);
                let text = text::text(briefing, width, dress(asked.plain, settings));
                output::print(text.as_bytes())?;
            }
        }
        return Ok(Status::Done);
    }
    if let Some(entry) = broken(library, &asked.id) {
        let problems =
            entry.problems.iter().map(|problem| problem.printed(&entry.shown).to_string());
        output::say(&problems.collect::<String>());
        return Ok(Status::Problems);
    }
    bail!(unknown(library, &asked.id));
}

/// The file that cannot be read and is most likely meant by `id`: by its path, or its name.
fn broken<'l>(library: &'l Library, id: &str) -> Option<&'l Entry> {
    let entries = library.entries().iter().map(AsRef::as_ref);
    entries.filter(|entry: &&Entry| entry.card.is_none()).find(|entry| {
        entry.shown == id || entry.path.file_stem().is_some_and(|stem| stem.to_str() == Some(id))
    })
}

/// Says that no briefing has this id, and which one may be meant.
pub(super) fn unknown(library: &Library, id: &str) -> String {
    let ids = library.entries().iter().filter(|entry| entry.card.is_some()).map(|it| it.id());
    let near = nearest(id, ids).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let id = crate::briefing::safe::line(id);
    format!("no briefing in the library has the id `{id}`; {near}`dateline list` names them all")
}

/// Colours and glyphs on a terminal that shows them; words alone everywhere else.
pub(super) fn dress(is_plain: bool, settings: &Settings) -> Dress {
    let config = &settings.stated.config;
    let on_terminal = io::IsTerminal::is_terminal(&io::stdout());
    if is_plain || !on_terminal {
        return Dress { colour: false, glyphs: None };
    }
    let colour = match config.colours {
        Colours::None => false,
        Colours::Auto => output::colour_is_welcome(&io::stdout()),
        Colours::Sixteen | Colours::Palette | Colours::Truecolor => true,
    };
    Dress { colour, glyphs: Some(config.glyphs) }
}

/// How wide the terminal is, in cells; where there is none, as wide as lines usually get.
pub(super) fn terminal_width() -> usize {
    match rustix::termios::tcgetwinsize(io::stdout()) {
        Ok(size) if size.ws_col > 0 => usize::from(size.ws_col).max(20),
        _ => USUAL_WIDTH,
    }
}
