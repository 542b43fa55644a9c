//! The files of what the reader remembers: one a briefing, and one of what was open.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::app::exporting::Choices;
use crate::app::memory::{Left, Reading, Session, Unusable};

use super::fault::{Fault, shown};
use super::places::Places;
use super::write::{self, Kept};
use super::{file_name, read};

/// Something remembered, and what a person should hear about its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remembered<T> {
    /// What is remembered; nothing where there is no file, or none that can be used.
    pub value: T,
    /// What was wrong with the file and where it is now.
    pub notice: Option<String>,
}

/// How far the briefing `id` was read.
pub fn reading(places: &Places, id: &str) -> Remembered<Reading> {
    load(&reading_file(places, id), Reading::from_text)
}

/// How far the briefing `id` was read, where a file says so; nothing is done to one that does not.
pub fn look_up(places: &Places, id: &str) -> Reading {
    let text = read::text(&reading_file(places, id));
    text.ok().and_then(|text| Reading::from_text(&text).ok()).unwrap_or_default()
}

/// Whether a file says how far a briefing was read: asked of many, it looks at the disk once.
pub fn was_read(places: &Places) -> impl Fn(&str) -> bool + Send + Sync + use<> {
    let listed = std::fs::read_dir(places.reading()).into_iter().flatten();
    let names = listed.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let stems = names.filter_map(|name| Some(name.strip_suffix(".toml")?.to_owned()));
    let stems: HashSet<String> = stems.collect();
    move |id| !stems.is_empty() && stems.contains(&file_name::stem(id))
}

/// Remembers how far the briefing `id` was read.
pub fn keep_reading(places: &Places, id: &str, reading: &Reading) -> Result<Kept, Fault> {
    write::replace(&reading_file(places, id), reading.to_text().as_bytes())
}

/// What was open when the reader was left.
pub fn session(places: &Places) -> Remembered<Session> {
    load(&places.session(), Session::from_text)
}

/// How a library was left, where a file says so; nothing is done to one that does not.
pub fn look_up_left(places: &Places, library: &str) -> Option<Left> {
    let text = read::text(&places.session()).ok()?;
    Session::from_text(&text).ok()?.of(library).cloned()
}

/// Remembers how one library was left, and what the file says of others now.
pub fn keep_left(places: &Places, left: Left) -> Result<Kept, Fault> {
    let mut session = session(places).value;
    session.put(left);
    write::replace(&places.session(), session.to_text().as_bytes())
}

/// Remembers what was chosen for an export.
pub fn keep_export(places: &Places, choices: Choices) -> Result<Kept, Fault> {
    let mut session = session(places).value;
    session.export = Some(choices);
    write::replace(&places.session(), session.to_text().as_bytes())
}

fn reading_file(places: &Places, id: &str) -> PathBuf {
    places.reading().join(file_name::stem(id) + ".toml")
}

/// What the file says. One that cannot be used is set aside, so that saving does not overwrite it.
fn load<T: Default>(path: &Path, parse: fn(&str) -> Result<T, Unusable>) -> Remembered<T> {
    if path.symlink_metadata().is_err() {
        return Remembered::default();
    }
    let (reason, suffix) = match read::text(path).map(|text| parse(&text)) {
        Ok(Ok(value)) => return Remembered { value, notice: None },
        Ok(Err(unusable @ Unusable::Newer(_))) => (unusable.to_string(), ".newer"),
        Ok(Err(unusable)) => (unusable.to_string(), ".damaged"),
        Err(fault) => (fault.what, ".damaged"),
    };
    let outcome = match write::set_aside(path, suffix) {
        Ok(aside) => format!("kept as {}", shown(&aside)),
        Err(fault) => fault.to_string(),
    };
    let notice = format!("{} was not used: {reason}; {outcome}", shown(path));
    Remembered { value: T::default(), notice: Some(notice) }
}
