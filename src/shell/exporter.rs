//! Exports, and looks at them beforehand, each on a thread of its own: no key waits for them.

mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, bail};

use super::mailbox::Outbox;
use super::message::Message;
use crate::app::Event;
use crate::app::exporting::{Edited, Form, Preview, Wish};
use crate::briefing::safe;
use crate::briefing::taxonomy::Vocabulary;
use crate::export::csv::{self, Cells};
use crate::export::markdown::{self, Lookup};
use crate::export::reexport::Outcome;
use crate::export::sheet::Sheet;
use crate::export::{Dossier, json, record, table, template, w3c};
use crate::notes::Document;
use crate::store::export::{Landed, Outbox as Files, is_file};
use crate::store::fault::shown;
use crate::store::notes::NotesFolder;
use crate::store::{Places, read};

/// How many lines of an export are shown beforehand.
const LOOK: usize = 60;

/// What an export needs of the world.
#[derive(Debug, Clone)]
pub(super) struct Exporter {
    /// Where the program keeps things.
    pub(super) places: Places,
    /// The folder of the notes.
    pub(super) notes: NotesFolder,
    /// The words for values of the taxonomy.
    pub(super) vocabulary: Vocabulary,
    /// The template of the configuration.
    pub(super) template: Option<PathBuf>,
}

impl Exporter {
    /// Begins an export or a look at one; the answer comes as a message.
    pub(super) fn begin(&self, mut wish: Wish, outbox: Outbox) {
        let exporter = self.clone();
        thread::spawn(move || {
            let fetched = texts::fetch(&mut wish, &exporter.vocabulary);
            let event = match &wish.destination {
                None => {
                    let preview =
                        fetched.map_or_else(|error| refused(&error), |()| exporter.look(&wish));
                    Event::Previewed(wish.number, preview)
                }
                Some((destination, edited)) => {
                    let outcome =
                        fetched.and_then(|()| exporter.write(&wish, destination, *edited));
                    let (words, went_well) =
                        outcome.unwrap_or_else(|error| (format!("not exported: {error:#}"), false));
                    Event::Exported { words, went_well }
                }
            };
            // A loop that has ended needs no word.
            let _ = outbox.send(Message::Event(event));
        });
    }

    /// Begins to look how a path goes on.
    pub(super) fn complete(&self, typed: String, outbox: Outbox) {
        let places = self.places.clone();
        thread::spawn(move || {
            let (longer, choices) = completed(&typed, &places);
            let event = Event::PathCompleted { typed, longer, choices };
            let _ = outbox.send(Message::Event(event));
        });
    }

    fn look(&self, wish: &Wish) -> Preview {
        match self.sheets(wish) {
            Ok(sheets) => {
                let first = sheets.first().map(Sheet::text).unwrap_or_default();
                let lines = first.lines().take(LOOK).map(|line| safe::line(line).into_owned());
                Preview {
                    notes: sheets.iter().map(|sheet| sheet.notes).sum(),
                    files: sheets.iter().map(|sheet| sheet.name.clone()).collect(),
                    beginning: lines.collect(),
                    fault: None,
                }
            }
            Err(error) => refused(&error),
        }
    }

    fn sheets(&self, wish: &Wish) -> anyhow::Result<Vec<Sheet>> {
        let dossiers = self.dossiers(wish);
        let lookup = Lookup { library: &wish.library, vocabulary: &self.vocabulary };
        if wish.form != Form::Table && dossiers.iter().all(|dossier| dossier.entries.is_empty()) {
            return Ok(Vec::new());
        }
        Ok(match wish.form {
            Form::Markdown => markdown::sheets(&dossiers, lookup),
            Form::Single => vec![markdown::single(&dossiers, lookup)],
            Form::Table => {
                let shown = |dossier: &Dossier<'_>| passages(wish, dossier);
                vec![table::sheet(&dossiers, lookup, &shown)]
            }
            Form::Json => vec![json::sheet(&dossiers, lookup)?],
            Form::W3c => vec![w3c::sheet(&dossiers, lookup)?],
            Form::Csv => vec![csv::sheet(&dossiers, lookup, Cells::Safe)?],
            Form::Template => {
                let Some(path) = &self.template else {
                    bail!("no template: name one with `template` in the configuration");
                };
                let text = read::text(path)?;
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let book = record::book(&dossiers, lookup);
                vec![template::sheet(&text, &name, &book).with_context(|| shown(path))?]
            }
        })
    }

    /// The notes briefing by briefing, in the order of the library.
    fn dossiers<'w>(&self, wish: &'w Wish) -> Vec<Dossier<'w>> {
        let mut waiting: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
        for document in wish.documents.iter().filter(|document| !document.note().is_buried()) {
            waiting.entry(document.note().target.briefing.as_str()).or_default().push(document);
        }
        let past = |snapshot| self.notes.past(snapshot);
        let is_meant = |id: &str| wish.chosen.as_ref().is_none_or(|chosen| chosen.contains_key(id));
        let mut dossiers = Vec::new();
        let texts = wish.library.entries().iter().filter_map(|entry| wish.library.text_of(entry));
        for briefing in texts {
            let own = waiting.remove(briefing.id.as_str());
            let is_table = wish.form == Form::Table && is_meant(&briefing.id);
            if own.is_some() || is_table {
                dossiers.push(Dossier::of(briefing, own.unwrap_or_default(), &past));
            }
        }
        dossiers.extend(waiting.into_iter().map(|(id, own)| Dossier::absent(id, own, &past)));
        for dossier in &mut dossiers {
            if let Some(shown) = shown_of(wish, dossier) {
                keep_shown(dossier, shown);
            }
        }
        dossiers
    }

    fn write(
        &self,
        wish: &Wish,
        destination: &str,
        edited: Edited,
    ) -> anyhow::Result<(String, bool)> {
        let sheets = self.sheets(wish)?;
        if sheets.is_empty() {
            return Ok(("no notes to export".to_owned(), true));
        }
        let path = expanded(destination, &self.places);
        let memory = self.places.exports();
        let files = Files { memory: &memory, way: edited.meeting() };
        // A name without an ending is a folder's: the file in it has the name that was shown.
        let is_folders = wish.form == Form::Markdown || path.extension().is_none();
        let landed: Vec<Landed> = if is_file(&path, is_folders) {
            let [only] = sheets.as_slice() else {
                bail!("{}: one file for several briefings; name a folder", shown(&path));
            };
            vec![files.put(only, &path)?]
        } else {
            let put = |sheet| files.put_into(sheet, &path);
            sheets.iter().map(put).collect::<Result<_, _>>()?
        };
        Ok(told(&landed, &sheets, wish.form == Form::Table))
    }
}

/// The look at an export that cannot be made.
fn refused(error: &anyhow::Error) -> Preview {
    Preview { fault: Some(format!("{error:#}")), ..Preview::default() }
}

/// The passages of a dossier's briefing that a table has.
fn passages(wish: &Wish, dossier: &Dossier<'_>) -> Vec<usize> {
    let count = dossier.briefing.map_or(0, |briefing| briefing.passages.len());
    match shown_of(wish, dossier) {
        Some(shown) => shown.iter().copied().filter(|at| *at < count).collect(),
        None => (0..count).collect(),
    }
}

/// Which passages of a dossier's briefing are meant; none where all of them are.
fn shown_of<'w>(wish: &'w Wish, dossier: &Dossier<'_>) -> Option<&'w BTreeSet<usize>> {
    wish.chosen.as_ref()?.get(&dossier.briefing?.id)?.as_ref()
}

/// Leaves the notes on passages that are shown, and those on the section or the briefing.
fn keep_shown(dossier: &mut Dossier<'_>, shown: &BTreeSet<usize>) {
    dossier.keep(|entry| {
        let passage = entry.stand().and_then(crate::notes::anchor::Stand::passage);
        passage.is_none_or(|passage| shown.contains(&passage))
    });
}

/// What was written where, in one line, and whether that is what was asked for.
fn told(landed: &[Landed], sheets: &[Sheet], is_table: bool) -> (String, bool) {
    let notes: usize = sheets.iter().map(|sheet| sheet.notes).sum();
    if let Some(left) = landed.iter().find(|landed| !landed.went_well()) {
        return (format!("{}: {}", shown(&left.path), left.told()), false);
    }
    let warning = landed.iter().flat_map(|landed| &landed.warnings).next();
    if let Some(warning) = warning {
        return (format!("exported, but: {warning}"), false);
    }
    let unchanged = |landed: &Landed| matches!(landed.outcome, Outcome::Unchanged);
    let what = if landed.iter().all(unchanged) { "unchanged" } else { "exported" };
    let notes = match (is_table, notes) {
        (true, _) => "passages".to_owned(),
        (false, 1) => "1 note".to_owned(),
        (false, _) => format!("{notes} notes"),
    };
    let place = match landed {
        [only] => shown(&only.path),
        several => {
            let folder = several.first().and_then(|landed| landed.path.parent());
            format!("{} files in {}", several.len(), folder.map(shown).unwrap_or_default())
        }
    };
    (format!("{what}: {notes}, {place}"), true)
}

/// A path as it was typed: `~/` leads to the home folder.
fn expanded(typed: &str, places: &Places) -> PathBuf {
    match (typed.strip_prefix("~/"), &places.home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(typed),
    }
}

/// How a path goes on as far as it is certain, and what there is to choose from.
fn completed(typed: &str, places: &Places) -> (String, Vec<String>) {
    let cut = typed.rfind('/').map_or(0, |at| at + 1);
    let (stated, begun) = typed.split_at(cut);
    let folder = match stated {
        "" => PathBuf::from("."),
        stated => expanded(stated, places),
    };
    let mut names: Vec<String> = listed(&folder)
        .into_iter()
        .filter(|name| {
            name.starts_with(begun) && (!name.starts_with('.') || begun.starts_with('.'))
        })
        .collect();
    names.sort();
    let Some(first) = names.first() else { return (typed.to_owned(), names) };
    let shared = names.iter().skip(1).fold(first.as_str(), |shared, name| {
        let length = shared.chars().zip(name.chars()).take_while(|(one, other)| one == other);
        let bytes = length.map(|(letter, _)| letter.len_utf8()).sum();
        &shared[..bytes]
    });
    (format!("{stated}{shared}"), names)
}

/// What is in a folder; folders with a slash behind them.
fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let is_safe = safe::line(&name) == name;
        is_safe.then(|| if entry.path().is_dir() { format!("{name}/") } else { name })
    });
    named.collect()
}
