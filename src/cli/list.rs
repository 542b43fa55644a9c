//! `dateline list`: the briefings of the library, one a line or as JSON.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::briefing::problem::Severity;
use crate::briefing::taxonomy::Term;
use crate::briefing::{Briefing, Entry};
use crate::store::scan;

use super::Status;
use super::arguments::{Format, List};
use super::output;
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
    let library = scan::library(&settings.choice().origin, &settings.stated.config.vocabulary);
    let listed: Vec<Listed<'_>> = library.entries().iter().map(|entry| listed(entry)).collect();
    match asked.format {
        Format::Json => output::print_json(&listed)?,
        Format::Text => output::print(text(&listed).as_bytes())?,
    }
    let broken = listed.iter().filter(|file| !file.readable).count();
    if broken == 0 {
        return Ok(Status::Done);
    }
    let files = counted(broken, "file");
    output::say(&format!("dateline: {files} cannot be read; `dateline check` says why\n"));
    Ok(Status::Problems)
}

fn listed(entry: &Entry) -> Listed<'_> {
    let briefing = entry.briefing.as_deref();
    let count =
        |severity| entry.problems.iter().filter(|problem| problem.severity() == severity).count();
    Listed {
        id: entry.id(),
        title: entry.title(),
        path: &entry.shown,
        readable: briefing.is_some(),
        outlets: briefing.map(outlets).unwrap_or_default(),
        published: briefing
            .and_then(|briefing| briefing.about.published.map(|day| day.to_string())),
        tlp: briefing.and_then(|briefing| briefing.about.tlp.map(Term::name)),
        passages: briefing.map_or(0, |briefing| briefing.passages.len()),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    }
}

/// The outlets in the order of the file, each once.
fn outlets(briefing: &Briefing) -> Vec<&str> {
    let mut outlets: Vec<&str> = Vec::new();
    for source in &briefing.sources {
        if !outlets.contains(&source.outlet.as_str()) {
            outlets.push(&source.outlet);
        }
    }
    outlets
}

/// Columns: id, title, passages, outlets. Of a file that cannot be read: path and number of errors.
fn text(listed: &[Listed<'_>]) -> String {
    let widest = |column: fn(&Listed<'_>) -> usize| {
        listed.iter().filter(|file| file.readable).map(column).max().unwrap_or(0)
    };
    let (ids, titles) = (widest(|file| file.id.width()), widest(|file| file.title.width()));
    let line = |file: &Listed<'_>| {
        if file.readable {
            let (id, title) = (padded(file.id, ids), padded(file.title, titles));
            let passages = counted(file.passages, "passage");
            format!("{id}  {title}  {passages:>13}  {}", file.outlets.join(", "))
                .trim_end()
                .to_owned()
        } else {
            format!("{}  cannot be read: {}", file.path, counted(file.errors, "error"))
        }
    };
    listed.iter().map(|file| line(file) + "\n").collect()
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A number and what it counts.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
