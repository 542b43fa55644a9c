//! The verbs `check` and `schema`: what they are asked, what they read, and how they end.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::briefing::Entry;
use crate::store::{Origin, scan, walk};

use super::arguments::{Check, Format};
use super::check::{Form, print};
use super::library::Choice;
use super::settings::Settings;
use super::{Status, output};

/// Prints the problems of the files that are meant.
///
/// A link may lead from a stated file to one beside it, so those are read too; what is wrong with
/// them is nobody's question.
pub(crate) fn check(asked: &Check, settings: &Settings) -> anyhow::Result<Status> {
    let origin = Choice::of(&asked.paths, settings).origin;
    let meant: HashSet<PathBuf> =
        walk::files(origin.paths()).iter().map(|found| found.path().to_owned()).collect();
    let beside = origin.paths().iter().filter(|path| meant.contains(*path));
    let beside: Vec<PathBuf> = beside.flat_map(|path| walk::siblings(path)).collect();
    let read = match origin {
        Origin::Paths(paths) => Origin::Paths([paths, beside].concat()),
        Origin::Sample => Origin::Sample,
    };
    let library = scan::library(&read, &settings.stated.config.vocabulary);
    let all = library.entries().iter().map(AsRef::as_ref);
    let reported: Vec<&Entry> = all
        .filter(|entry: &&Entry| read == Origin::Sample || meant.contains(&entry.path))
        .collect();
    let mut text = Vec::new();
    let form = match asked.format {
        Format::Text => Form::Text,
        Format::Json => Form::Json,
    };
    let tally = print(&reported, form, &mut text)?;
    output::print(&text)?;
    let counted = if asked.strict { tally.errors + tally.warnings } else { tally.errors };
    Ok(if counted == 0 { Status::Done } else { Status::Problems })
}

/// Prints the schema of briefing files, the values of the configuration among the allowed ones.
pub(crate) fn schema(settings: &Settings) -> anyhow::Result<Status> {
    let mut text = Vec::new();
    super::schema::schema(&settings.stated.config.vocabulary, &mut text)?;
    output::print(&text)?;
    Ok(Status::Done)
}
