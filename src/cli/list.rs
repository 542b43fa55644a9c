//! `dateline list`: the briefings of the library, one a line or as JSON.

use std::sync::Arc;

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::briefing::problem::Severity;
use crate::briefing::taxonomy::Term;
use crate::briefing::{Card, Entry};

use super::Status;
use super::arguments::{Format, List};
use super::output::{self, Chunks};
use super::settings::Settings;

/// One file of the library in JSON. Names and meanings are documented and stay.
#[derive(Debug, Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    path: &'a str,
    readable: bool,
    outlets: Vec<&'a str>,
    published: Option<String>,
    tlp: Option<&'static str>,
    passages: usize,
    errors: usize,
    warnings: usize,
}

/// Lists the library. Files that cannot be read are listed too, and are the problems of this command.
pub(crate) fn list(asked: &List, settings: &Settings) -> anyhow::Result<Status> {
    let holdings = settings.holdings();
    let entries = holdings.library().entries();
    match asked.format {
        Format::Json => output::print_list(entries.iter().map(|entry| listed(entry)))?,
        Format::Text => print_text(entries)?,
    }
    let broken = entries.iter().filter(|entry| entry.card.is_none()).count();
    if broken == 0 {
        return Ok(Status::Done);
    }
    let files = counted(broken, "file");
    output::say(&format!("dateline: {files} cannot be read; `dateline check` says why\n"));
    Ok(Status::Problems)
}

fn listed(entry: &Entry) -> Listed<'_> {
    let card = entry.card.as_ref();
    let count =
        |severity| entry.problems.iter().filter(|problem| problem.severity() == severity).count();
    Listed {
        id: entry.id(),
        title: entry.title(),
        path: &entry.shown,
        readable: card.is_some(),
        outlets: card.map(|card| card.outlets().collect()).unwrap_or_default(),
        published: card.and_then(|card| card.published.map(|day| day.to_string())),
        tlp: card.and_then(|card| card.tlp.map(Term::name)),
        passages: card.map_or(0, |card| card.passages().count()),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    }
}

/// Columns: id, title, passages, outlets. Of a file that cannot be read: path and number of errors.
fn print_text(entries: &[Arc<Entry>]) -> anyhow::Result<()> {
    let widest = |column: fn(&Card) -> usize| {
        entries.iter().filter_map(|entry| entry.card.as_ref()).map(column).max().unwrap_or(0)
    };
    let widths = (widest(|card| card.id.width()), widest(|card| card.title.width()));
    let mut out = Chunks::default();
    for entry in entries {
        out.text.extend(line(&listed(entry), widths).into_bytes());
        out.text.push(b'\n');
        if out.pass_on()?.is_break() {
            return Ok(());
        }
    }
    out.finish()
}

fn line(file: &Listed<'_>, (ids, titles): (usize, usize)) -> String {
    if !file.readable {
        return format!("{}  cannot be read: {}", file.path, counted(file.errors, "error"));
    }
    let (id, title) = (padded(file.id, ids), padded(file.title, titles));
    let (passages, outlets) = (counted(file.passages, "passage"), file.outlets.join(", "));
    format!("{id}  {title}  {passages:>13}  {outlets}").trim_end().to_owned()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A number and what it counts.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
