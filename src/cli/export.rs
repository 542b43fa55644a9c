//! `dateline export`: notes with their provenance, as files or on stdout.

mod chosen;
mod placed;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::briefing::safe;
use crate::export::csv::{self, Cells};
use crate::export::markdown::Lookup;
use crate::export::reexport::{Outcome, Way};
use crate::export::sheet::Sheet;
use crate::export::{Dossier, form, json, record, template};
use crate::store::export::{Landed, Outbox, is_file};
use crate::store::fault::{Fault, shown};
use crate::store::notes::Held;
use crate::store::read;

use super::arguments::{Export, Form};
use super::list::counted;
use super::settings::Settings;
use super::{Status, output};
use chosen::Chosen;
use placed::Place;

/// Exports the notes that are wanted. All text is made before the first byte is written.
pub(crate) fn export(asked: &Export, settings: &Settings) -> anyhow::Result<Status> {
    check_command(asked)?;
    let chosen = Chosen::of(asked, settings)?;
    let folder = settings.notes();
    let held = folder.load_all();
    let holdings = settings.holdings();
    let noted = chosen.noted(&held);
    chosen.check_names(&noted, holdings.library())?;
    let place = Place::of(asked);
    let sheets = if asked.shape.table {
        vec![chosen.table(&folder, noted, &holdings)]
    } else {
        let library = holdings.part(&chosen.needed(&noted));
        let dossiers = chosen.dossiers(&folder, noted, &library);
        let lookup = Lookup { library: &library, vocabulary: &settings.stated.config.vocabulary };
        sheets(asked, settings, &place, (&dossiers, lookup))?
    };
    let status = told(&held);
    if sheets.is_empty() {
        output::say("dateline: no notes to export\n");
        return Ok(status);
    }
    let landed = match place {
        Place::Stdout => {
            let text: String = sheets.iter().map(Sheet::text).collect();
            // A file keeps every character; a terminal would obey some of them.
            let text = if io::stdout().is_terminal() { safe::text(&text) } else { text.into() };
            output::print(text.as_bytes())?;
            return Ok(status);
        }
        Place::Path(path) => write(asked, settings, &sheets, &path)?,
    };
    let mut status = status;
    let mut faults = Vec::new();
    for landed in landed {
        match landed {
            Ok(landed) => {
                say(&landed);
                status = if landed.went_well() { status } else { Status::Problems };
            }
            Err(fault) => faults.push(fault),
        }
    }
    // A file that cannot be written keeps no other from it. The last fault is told as the end.
    let last = faults.pop();
    for fault in &faults {
        output::say(&format!("dateline: {fault}\n"));
    }
    last.map_or(Ok(status), |fault| Err(fault.into()))
}

/// Prints the JSON Schema of notes exported as JSON.
pub(crate) fn schema() -> anyhow::Result<Status> {
    output::print_json(&json::schema())?;
    Ok(Status::Done)
}

/// Options that mean nothing for the form that is asked for are refused, so that nobody relies on
/// them.
fn check_command(asked: &Export) -> anyhow::Result<()> {
    let shape = &asked.shape;
    let is_markdown = shape.format == Form::Md && shape.template.is_none();
    if (shape.single || shape.table || asked.way.merge) && !is_markdown {
        bail!("`--single`, `--table` and `--merge` are for Markdown alone (`--format md`)");
    }
    if shape.raw_cells && shape.format != Form::Csv {
        bail!("`--raw-cells` is for CSV alone (`--format csv`)");
    }
    if asked.buried && (is_markdown || shape.format == Form::W3c) {
        bail!(
            "`--buried` is for `json`, `csv` and templates; in other forms no deleted note stands"
        );
    }
    Ok(())
}

fn sheets(
    asked: &Export,
    settings: &Settings,
    place: &Place,
    (dossiers, lookup): (&[Dossier<'_>], Lookup<'_>),
) -> anyhow::Result<Vec<Sheet>> {
    let shape = &asked.shape;
    if shape.template.is_some() {
        return Ok(vec![by_template(asked, settings, (dossiers, lookup))?]);
    }
    let form = match shape.format {
        Form::Csv if shape.raw_cells => {
            return Ok(vec![csv::sheet(dossiers, lookup, Cells::Raw)?]);
        }
        Form::Md if shape.single => form::Form::Single,
        Form::Md if *place == Place::Stdout && dossiers.len() > 1 => form::Form::Single,
        Form::Md => form::Form::Markdown,
        Form::Json => form::Form::Json,
        Form::W3c => form::Form::W3c,
        Form::Csv => form::Form::Csv,
        Form::Template => return Ok(vec![by_template(asked, settings, (dossiers, lookup))?]),
    };
    Ok(form::sheets(form, dossiers, lookup)?)
}

fn by_template(
    asked: &Export,
    settings: &Settings,
    (dossiers, lookup): (&[Dossier<'_>], Lookup<'_>),
) -> anyhow::Result<Sheet> {
    let configured = settings.stated.config.folders.template.as_str();
    let path = match (&asked.shape.template, configured) {
        (Some(named), _) => named.clone(),
        (None, "") => bail!(
            "no template: name one with `--template FILE`, or with `template` in the configuration"
        ),
        (None, stated) => settings.places.expand(stated),
    };
    let text = read::text_within(&path, template::LARGEST as u64)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let book = record::book(dossiers, lookup);
    template::sheet(&text, &name, &book).with_context(|| shown(&path))
}

fn write(
    asked: &Export,
    settings: &Settings,
    sheets: &[Sheet],
    path: &Path,
) -> anyhow::Result<Vec<Result<Landed, Fault>>> {
    let way = match (asked.way.merge, asked.way.force) {
        (true, _) => Way::Merge,
        (_, true) => Way::Force,
        _ => Way::Beside,
    };
    let memory: PathBuf = settings.places.exports();
    let outbox = Outbox { memory: &memory, way };
    let shape = &asked.shape;
    let is_each =
        shape.format == Form::Md && shape.template.is_none() && !shape.single && !shape.table;
    match sheets {
        [only] if is_file(path, is_each) => Ok(vec![outbox.put(only, path)]),
        several if is_file(path, is_each) => bail!(
            "{}: one file for {}; name a folder, or add `--single`",
            shown(path),
            counted(several.len(), "briefing")
        ),
        all => Ok(all.iter().map(|sheet| outbox.put_into(sheet, path)).collect()),
    }
}

/// Says what became of a file, and what can be done about it.
fn say(landed: &Landed) {
    let advice = match &landed.outcome {
        Outcome::Beside(_) => " (`--merge` joins both, `--force` replaces it and keeps a copy)",
        Outcome::Refused(_) => " (give another name; `--force` replaces it and keeps a copy)",
        _ => "",
    };
    output::say(&format!("{}: {}{advice}\n", shown(&landed.path), landed.told()));
    for fault in &landed.warnings {
        output::say(&format!("dateline: {fault}\n"));
    }
}

/// Says which files of the notes cannot be used, and so are not exported.
fn told(held: &Held) -> Status {
    for refused in &held.unusable {
        output::say(&format!("dateline: {refused}\n"));
    }
    if held.unusable.is_empty() {
        return Status::Done;
    }
    let files = counted(held.unusable.len(), "file");
    output::say(&format!("dateline: {files} of the notes cannot be used and cannot be exported\n"));
    Status::Problems
}
