//! `dateline notes`: the notes on the library in the order of reading, one a line or as JSON.

pub(crate) mod check;
mod import;
mod placed;

use serde::Serialize;

use crate::briefing::safe;
use crate::briefing::taxonomy::Term;
use crate::notes::note::Note;
use crate::notes::target::Quote;
use crate::query::Query;
use crate::query::field::Being;
use crate::store::fault::shown;
use crate::store::notes::{Filed, Refused};

use super::Status;
use super::arguments::{Format, Notes, NotesVerb};
use super::list::counted;
use super::output;
use super::settings::Settings;
use placed::{Row, Wanted, rows};

/// How much of a note's first line a list shows, in characters.
const GLIMPSE: usize = 60;

/// One file of the notes folder in JSON. Names and meanings are documented and stay.
#[derive(Debug, Default, Serialize)]
struct Listed {
    id: Option<String>,
    path: String,
    readable: bool,
    problem: Option<String>,
    #[serde(flatten)]
    place: Place,
    #[serde(flatten)]
    said: Said,
}

/// What a note is about, and what became of that.
#[derive(Debug, Default, Serialize)]
struct Place {
    briefing: Option<String>,
    level: Option<&'static str>,
    found: Option<&'static str>,
    section: Option<String>,
    passage: Option<String>,
    perhaps: Option<String>,
    quote: Option<String>,
}

/// What a note says.
#[derive(Debug, Default, Serialize)]
struct Said {
    kind: Option<&'static str>,
    author: Option<String>,
    created: Option<String>,
    buried: Option<String>,
    mark: Option<String>,
    tags: Vec<String>,
    sourcing: Option<String>,
    sentiment: Option<String>,
    link: Option<String>,
    body: Option<String>,
}

/// Lists the notes. Files that cannot be used are listed too, and are the problems of this command.
pub(crate) fn notes(asked: &Notes, settings: &Settings) -> anyhow::Result<Status> {
    if let Some(NotesVerb::Import(asked)) = &asked.verb {
        return import::import(asked, settings);
    }
    let query = match &asked.query {
        Some(text) => settings.query(text)?,
        None => Query::default(),
    };
    let folder = settings.notes();
    let held = folder.load_all();
    let holdings = settings.holdings();
    let shows_buried = asked.buried || query.asks_for(Being::Buried);
    let rows = rows(&folder, &held.notes, &holdings, &Wanted::asked(query, settings));
    let is_shown = |row: &Row<'_>| shows_buried || !row.filed.document.note().is_buried();
    let wanted = rows.iter().filter(|row| row.is_met && is_shown(row));
    match asked.format {
        Format::Json => {
            let broken = held.unusable.iter().map(unusable);
            output::print_json(&wanted.map(listed).chain(broken).collect::<Vec<_>>())?;
        }
        Format::Text => output::print(wanted.map(line).collect::<String>().as_bytes())?,
    }
    for refused in &held.unusable {
        output::say(&format!("dateline: {refused}\n"));
    }
    if held.unusable.is_empty() {
        return Ok(Status::Done);
    }
    let files = counted(held.unusable.len(), "file");
    output::say(&format!("dateline: {files} of the notes cannot be used\n"));
    Ok(Status::Problems)
}

fn listed(row: &Row<'_>) -> Listed {
    let note = row.filed.document.note();
    Listed {
        id: Some(note.id.to_string()),
        path: path(row.filed),
        readable: true,
        problem: None,
        place: Place {
            briefing: Some(note.target.briefing.clone()),
            level: Some(note.target.latest().level().name()),
            found: Some(row.found),
            section: row.place.section.clone(),
            passage: row.place.passage.clone(),
            perhaps: row.perhaps.clone(),
            quote: note.target.latest().quote().map(|quote| quote.exact.clone()),
        },
        said: said(note),
    }
}

fn said(note: &Note) -> Said {
    Said {
        kind: Some(note.kind.name()),
        author: note.origin.author.clone(),
        created: Some(note.origin.created.to_string()),
        buried: note.buried.map(|at| at.to_string()),
        mark: note.mark.clone(),
        tags: note.tags.iter().cloned().collect(),
        sourcing: note.judgement.sourcing.clone(),
        sentiment: note.judgement.sentiment.clone(),
        link: note.link.as_ref().map(|link| format!("{} {}", link.relation.name(), link.to())),
        body: Some(note.body.clone()),
    }
}

fn unusable(refused: &Refused) -> Listed {
    let (path, problem) = (shown(&refused.path), Some(refused.to_string()));
    Listed { path, problem, ..Listed::default() }
}

fn path(filed: &Filed) -> String {
    shown(&filed.path)
}

/// Columns: id, what became of its place, where it stands, what it says.
fn line(row: &Row<'_>) -> String {
    let note = row.filed.document.note();
    let mut words = vec![note.kind.name().to_owned()];
    words.extend(note.buried.map(|_| "buried".to_owned()));
    words.extend(note.mark.as_ref().map(|mark| format!("!{mark}")));
    words.extend(note.tags.iter().map(|tag| format!("+{tag}")));
    let judged = [&note.judgement.sourcing, &note.judgement.sentiment];
    words.extend(judged.into_iter().flatten().cloned());
    let place = row.place.address(&note.target.briefing);
    let quote = note.target.latest().quote().map(|quote: &Quote| glimpse(&quote.exact));
    let quote = quote.map(|words| format!("“{words}” ")).unwrap_or_default();
    let line = format!(
        "{}  {:<9}  {place}  {}  {quote}{}",
        note.id,
        row.found,
        words.join(" "),
        glimpse(note.body.trim_start())
    );
    safe::line(line.trim_end()).into_owned() + "\n"
}

/// The beginning of the first line of a text.
fn glimpse(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    match first.char_indices().nth(GLIMPSE) {
        Some((end, _)) => first[..end].trim_end().to_owned() + "…",
        None => first.to_owned(),
    }
}
