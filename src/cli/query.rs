//! `dateline query`: the passages of the library that meet a query, as text or JSON lines.

mod answer;

use crate::briefing::Library;
use crate::query::Query;
use crate::query::names::Names;
use crate::store::scan;

use super::Status;
use super::arguments::Asked;
use super::list::counted;
use super::output;
use super::settings::Settings;
use answer::Answer;

/// Prints the passages that meet the query, briefing by briefing, as they are found.
pub(crate) fn query(asked: &Asked, settings: &Settings) -> anyhow::Result<Status> {
    let query = settings.query(&asked.query)?;
    let library = scan::library(&settings.choice().origin, &settings.stated.config.vocabulary);
    let mut answer = Answer::new(&query, settings, asked.format);
    for entry in library.entries() {
        if let Some(briefing) = entry.briefing.as_deref() {
            answer.add(briefing, &entry.shown)?;
        }
    }
    let is_empty = answer.is_empty();
    let mut status = answer.finish()?;
    if is_empty {
        hint(&query, &library);
    }
    let broken = library.entries().iter().filter(|entry| entry.briefing.is_none()).count();
    if broken > 0 {
        let files = counted(broken, "file");
        output::say(&format!("dateline: {files} cannot be read; `dateline check` says why\n"));
        status = Status::Problems;
    }
    Ok(status)
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
