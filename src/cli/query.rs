//! `dateline query`: the passages of the library that meet a query, as text or JSON lines.

mod answer;

use std::ops::ControlFlow;

use crate::briefing::Library;
use crate::query::Query;
use crate::query::names::Names;
use crate::store::abreast::abreast;
use crate::store::catalogue::{Catalogue, Hit, Shelf};
use crate::store::scan;

use super::Status;
use super::arguments::Asked;
use super::library::{Extent, hits};
use super::list::counted;
use super::output;
use super::settings::Settings;
use answer::{Answer, Asking};

/// Prints the passages that meet the query, briefing by briefing, as they are found.
pub(crate) fn query(asked: &Asked, settings: &Settings) -> anyhow::Result<Status> {
    let query = settings.query(&asked.query)?;
    let origin = settings.choice().origin;
    let (asking, mut answer) = (Asking::new(&query, settings, asked.format), Answer::default());
    let broken = match Extent::of(&origin, settings) {
        Extent::Small(library) => of_library(&library, (&asking, &mut answer))?,
        Extent::Large(files) => {
            let vocabulary = &settings.stated.config.vocabulary;
            let shelf = Shelf::new(&origin, vocabulary, &settings.places);
            let catalogue = Catalogue::of(&files, &shelf);
            // The program is about to end: the system takes the memory back sooner than file by file.
            std::mem::forget(files);
            of_catalogue(&catalogue, (&asking, &mut answer), settings)?
        }
    };
    let status = answer.finish()?;
    if broken == 0 {
        return Ok(status);
    }
    let files = counted(broken, "file");
    output::say(&format!("dateline: {files} cannot be read; `dateline check` says why\n"));
    Ok(Status::Problems)
}

/// Asks every briefing of a small library. Gives back how many files cannot be read.
fn of_library(
    library: &Library,
    (asking, answer): (&Asking<'_>, &mut Answer),
) -> anyhow::Result<usize> {
    for entry in library.entries() {
        if let Some(briefing) = entry.briefing.as_deref()
            && answer.add(asking.of(briefing, &entry.shown)?)?.is_break()
        {
            break;
        }
    }
    if answer.is_empty() {
        hint(asking.query(), library);
    }
    Ok(library.entries().iter().filter(|entry| entry.briefing.is_none()).count())
}

/// Asks the catalogue which briefings of a large library are worth asking, and asks those side by side.
fn of_catalogue(
    catalogue: &Catalogue,
    (asking, answer): (&Asking<'_>, &mut Answer),
    settings: &Settings,
) -> anyhow::Result<usize> {
    let hits = hits(catalogue, asking.query(), settings);
    let vocabulary = &settings.stated.config.vocabulary;
    let ask = |hit: &Hit| {
        let entry = scan::entry(&hit.path, vocabulary);
        entry.briefing.as_deref().map(|briefing| asking.of(briefing, &entry.shown)).transpose()
    };
    let mut outcome = Ok(ControlFlow::Continue(()));
    let _ = abreast(&hits, ask, |part| {
        outcome = part.and_then(|part| answer.add(part.unwrap_or_default()));
        if let Ok(flow) = outcome { flow } else { ControlFlow::Break(()) }
    });
    let _ = outcome?;
    Ok(catalogue.broken())
}

/// Says which name of the query the library does not have: most often that is why nothing was found.
fn hint(query: &Query, library: &Library) {
    let mut names = Names::default();
    for briefing in library.entries().iter().filter_map(|entry| entry.briefing.as_deref()) {
        names.add_briefing(briefing);
    }
    for told in names.strangers(query.clause()) {
        output::say(&format!("dateline: {told}\n"));
    }
}
