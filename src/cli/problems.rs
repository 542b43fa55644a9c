//! The verbs `check` and `schema`: what they are asked, what they read, and how they end.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::briefing::Entry;
use crate::briefing::library::InOrder;
use crate::store::{Origin, scan, walk};

use super::arguments::{Check, Format};
use super::check::{Form, Report, Tally};
use super::library::Choice;
use super::output::Chunks;
use super::settings::Settings;
use super::{Status, output};

/// Prints the problems of the files that are meant.
///
/// A link may lead from a stated file to one beside it, so those are read too; what is wrong with
/// them is nobody's question.
pub(crate) fn check(asked: &Check, settings: &Settings) -> anyhow::Result<Status> {
    let Choice { origin, chosen_by } = Choice::of(&asked.paths, settings);
    let meant: HashSet<PathBuf> =
        walk::files(origin.paths()).iter().map(|found| found.path().to_owned()).collect();
    let beside = origin.paths().iter().filter(|path| meant.contains(*path));
    let beside: Vec<PathBuf> = beside.flat_map(|path| walk::siblings(path)).collect();
    let read = match origin {
        Origin::Paths(paths) => Origin::Paths([paths, beside].concat()),
        Origin::Sample => Origin::Sample,
    };
    let is_meant = |entry: &Entry| read == Origin::Sample || meant.contains(&entry.path);
    let form = match asked.format {
        Format::Text => Form::Text,
        Format::Json => Form::Json,
    };
    // Who named no path is told what was checked: it may be something else than was meant.
    let library = Some(chosen_by).filter(|_| asked.paths.is_empty());
    let tally = reported(&read, settings, Report::new(form, library), &is_meant)?;
    let counted = if asked.strict { tally.errors + tally.warnings } else { tally.errors };
    Ok(if counted == 0 { Status::Done } else { Status::Problems })
}

/// Reads every file and writes the problems of those that are meant, each as soon as it is known, in the
/// order of the paths. Where nobody reads them any more they are still counted: the status is about the files.
fn reported(
    read: &Origin,
    settings: &Settings,
    mut report: Report,
    is_meant: &dyn Fn(&Entry) -> bool,
) -> anyhow::Result<Tally> {
    let (mut out, mut is_heard) = (Chunks::default(), true);
    let mut tell = |judged: Vec<Arc<Entry>>, report: &mut Report| -> anyhow::Result<()> {
        for entry in judged.iter().filter(|entry| is_meant(entry)) {
            report.add(entry, &mut out.text)?;
        }
        if is_heard && !out.text.is_empty() {
            is_heard = out.flush()?.is_continue();
        }
        out.text.clear();
        Ok(())
    };
    let (mut in_order, mut told) = (InOrder::default(), Ok(()));
    let _ = scan::read_each(read, &settings.stated.config.vocabulary, |entry| {
        told = tell(in_order.take(entry), &mut report);
        if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    told?;
    tell(in_order.rest(), &mut report)?;
    let tally = report.finish(&mut out.text)?;
    if is_heard {
        out.finish()?;
    }
    Ok(tally)
}

/// Prints the schema of briefing files, the values of the configuration among the allowed ones.
pub(crate) fn schema(settings: &Settings) -> anyhow::Result<Status> {
    let mut text = Vec::new();
    super::schema::schema(&settings.stated.config.vocabulary, &mut text)?;
    output::print(&text)?;
    Ok(Status::Done)
}
