//! `dateline check --notes`: whether the notes folder is sound, and what became of the places.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::notes::id::NoteId;
use crate::notes::snapshot::Snapshot;
use crate::store::fault::shown;
use crate::store::notes::{Filed, Held, NotesFolder};

use super::placed::{OUTCOMES, Row, Wanted, rows};
use crate::cli::Status;
use crate::cli::arguments::{Check, Format};
use crate::cli::library::{Choice, Holdings};
use crate::cli::list::counted;
use crate::cli::output;
use crate::cli::settings::Settings;

/// What a check came to. Names and meanings are documented and stay.
#[derive(Debug, Serialize)]
struct Report {
    notes: usize,
    buried: usize,
    found: BTreeMap<&'static str, usize>,
    problems: Vec<Trouble>,
}

/// Something that is wrong with the folder.
#[derive(Debug, Serialize)]
struct Trouble {
    path: String,
    reason: String,
}

/// Proves the folder sound, or says all that is wrong with it.
pub(crate) fn check(asked: &Check, settings: &Settings) -> anyhow::Result<Status> {
    let folder = settings.notes();
    let held = folder.load_all();
    let origin = Choice::of(&asked.paths, settings).origin;
    let holdings = Holdings::of(&origin, settings);
    let rows = rows(&folder, &held.notes, &holdings, &Wanted::all(settings));
    let report = Report {
        notes: held.notes.len(),
        buried: held.notes.iter().filter(|filed| filed.document.note().is_buried()).count(),
        found: counts(&rows),
        problems: problems(&folder, &held),
    };
    match asked.format {
        Format::Json => output::print_json(&report)?,
        Format::Text => output::print(text(&report).as_bytes())?,
    }
    Ok(if report.problems.is_empty() { Status::Done } else { Status::Problems })
}

/// How many notes, the buried ones left out, came to each result.
fn counts(rows: &[Row<'_>]) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<_, _> = OUTCOMES.iter().map(|name| (*name, 0)).collect();
    for row in rows.iter().filter(|row| !row.filed.document.note().is_buried()) {
        *counts.entry(row.found).or_default() += 1;
    }
    counts
}

fn problems(folder: &NotesFolder, held: &Held) -> Vec<Trouble> {
    let mut found: Vec<Trouble> = Vec::new();
    for refused in &held.unusable {
        let whole = refused.to_string();
        let path = shown(&refused.path);
        let reason = whole.strip_prefix(&path).unwrap_or(&whole);
        let reason = reason.trim_start_matches(": ").to_owned();
        found.push(Trouble { path, reason });
    }
    let mut first: BTreeMap<NoteId, &Filed> = BTreeMap::new();
    for filed in &held.notes {
        let path = shown(&filed.path);
        if let Some(other) = first.insert(filed.document.note().id, filed) {
            let reason = format!("its id is that of {}, too", shown(&other.path));
            found.push(Trouble { path: path.clone(), reason });
        }
        for snapshot in missing(folder, filed) {
            let reason = format!("the text that it was made on is missing or altered: {snapshot}");
            found.push(Trouble { path: path.clone(), reason });
        }
    }
    found
}

/// The snapshots that a note names and that are not there, or say something else.
fn missing(folder: &NotesFolder, filed: &Filed) -> Vec<Snapshot> {
    let extents = filed.document.note().target.extents();
    let named = extents.filter_map(|extent| extent.spot()?.snapshot);
    named.filter(|snapshot| folder.past(*snapshot).is_none()).collect()
}

fn text(report: &Report) -> String {
    let problems = report.problems.iter().map(|trouble| {
        let joint = if trouble.reason.starts_with(':') { "" } else { ": " };
        format!("{}{joint}{}\n", trouble.path, trouble.reason)
    });
    let problems: String = problems.collect();
    let counts: Vec<String> =
        OUTCOMES.iter().map(|name| format!("{name} {}", report.found[name])).collect();
    let verdict = match report.problems.len() {
        0 => "no problem".to_owned(),
        count => counted(count, "problem"),
    };
    let (notes, buried) = (counted(report.notes, "note"), report.buried);
    format!("{problems}{notes} ({buried} buried), {verdict}\n{}\n", counts.join(", "))
}
