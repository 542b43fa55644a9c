//! `dateline config`: the configuration that is in force, as a file that could be one, and where each part comes from.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use toml::Value;

use crate::app::config::Config;
use crate::briefing::taxonomy::{Shown, Tag, Term};
use crate::notes::mark::{self, MarkKind};
use crate::store::Origin;
use crate::store::fault::shown;
use crate::store::places::VARIABLES;

use super::settings::{ConfigFile, Settings};
use super::{Status, output};

/// Prints the configuration; the problems of its file go to stderr and into the exit status.
pub(crate) fn config(settings: &Settings) -> anyhow::Result<Status> {
    output::print(text(settings).as_bytes())?;
    output::say(&settings.printed_problems());
    let found = !settings.problems().is_empty();
    Ok(if found { Status::Problems } else { Status::Done })
}

fn text(settings: &Settings) -> String {
    let mut out = places(settings);
    out.push('\n');
    out.push_str(&options(settings));
    marks(&mut out, &settings.stated.config);
    taxonomy(&mut out, settings);
    searches(&mut out, settings);
    keys(&mut out, &settings.stated.config);
    out
}

/// Where the program keeps things, as comments: it is no part of a configuration file.
fn places(settings: &Settings) -> String {
    let places = &settings.places;
    let paths = [&places.config, &places.data, &places.state, &places.cache];
    let mut out = String::new();
    for ((name, _, _), path) in VARIABLES.iter().zip(paths) {
        let what = name.trim_start_matches("DATELINE_").to_lowercase();
        let from = match (settings.file, what.as_str()) {
            (ConfigFile::Named, "config") => "--config",
            (ConfigFile::Unwanted, "config") => "not read: --no-config",
            _ if std::env::var_os(name).is_some_and(|value| !value.is_empty()) => name,
            (ConfigFile::Absent, "config") => "usual place; there is no such file",
            _ => "usual place",
        };
        add(&mut out, &format!("# {what}: {}", shown(path)), from);
    }
    out
}

fn options(settings: &Settings) -> String {
    let config = &settings.stated.config;
    let choice = settings.choice();
    let library: Vec<Value> = match &choice.origin {
        Origin::Paths(paths) => paths.iter().map(|path| Value::from(shown(&whole(path)))).collect(),
        Origin::Sample => Vec::new(),
    };
    let values = [
        ("theme", Value::from(config.theme.name())),
        ("colours", Value::from(config.colours.name())),
        ("glyphs", Value::from(config.glyphs.name())),
        ("background", Value::from(config.background.name())),
        ("width", Value::from(i64::try_from(config.width).unwrap_or(i64::MAX))),
        ("mouse", Value::from(config.terminal.mouse)),
        ("hyperlinks", Value::from(config.terminal.hyperlinks.name())),
    ];
    let mut out = String::new();
    add(&mut out, &format!("library = {}", Value::Array(library)), choice.chosen_by);
    let notes = match config.folders.notes.as_str() {
        "" => String::new(),
        _ => shown(&whole(settings.notes().path())),
    };
    add(&mut out, &format!("notes = {}", Value::from(notes)), origin(settings, "notes"));
    let template = match config.folders.template.as_str() {
        "" => String::new(),
        stated => shown(&whole(&settings.places.expand(stated))),
    };
    add(&mut out, &format!("template = {}", Value::from(template)), origin(settings, "template"));
    let (author, from) = author(settings);
    add(&mut out, &format!("author = {}", Value::from(author)), from);
    for (name, value) in values {
        add(&mut out, &format!("{name} = {value}"), origin(settings, name));
    }
    out
}

/// Who is named in new notes, and where the name comes from.
fn author(settings: &Settings) -> (String, &'static str) {
    let author = settings.author().unwrap_or_default();
    match settings.stated.config.analyst.author.as_str() {
        "" if author.is_empty() => (author, origin(settings, "author")),
        "" => (author, "environment"),
        _ => (author, origin(settings, "author")),
    }
}

/// The path from the root: in a configuration file a relative one would start at that file.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn origin(settings: &Settings, option: &str) -> &'static str {
    let stated = settings.stated.options.contains(&option);
    let silenced = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match option {
        _ if stated && option != "colours" => "configuration file",
        "colours" if silenced && settings.stated.config.colours.name() == "auto" => {
            "no colours: NO_COLOR is set"
        }
        _ if stated => "configuration file",
        _ => "default",
    }
}

/// The marks of one's own; those that everybody has could not be stated again.
fn marks(out: &mut String, config: &Config) {
    let own = config.analyst.marks.iter().skip(mark::built_in().len());
    for (number, MarkKind { letter, name }) in own.enumerate() {
        if number == 0 {
            out.push('\n');
            add(out, "[marks]", "configuration file");
        }
        let _ = writeln!(out, "{letter} = {}", Value::from(name.as_str()));
    }
}

fn taxonomy(out: &mut String, settings: &Settings) {
    let vocabulary = &settings.stated.config.vocabulary;
    add_tags(out, "sourcing", &vocabulary.sourcing);
    add_tags(out, "sentiment", &vocabulary.sentiment);
}

fn add_tags<T: Shown>(out: &mut String, list: &str, tags: &[Tag<T>]) {
    for tag in tags {
        let Some(own) = &tag.refinement else { continue };
        let parts = [
            ("name", own.name.as_str()),
            ("label", &own.label),
            ("glyph", &own.glyph.to_string()),
            ("meaning", &own.meaning),
            ("refines", tag.value.name()),
        ]
        .map(|(key, words)| format!("{key} = {}\n", Value::from(words)));
        out.push('\n');
        add(out, &format!("[[taxonomy.{list}]]"), "configuration file");
        out.push_str(&parts.concat());
    }
}

fn searches(out: &mut String, settings: &Settings) {
    let searches = &settings.stated.searches;
    if searches.is_empty() {
        return;
    }
    out.push('\n');
    add(out, "[searches]", "configuration file");
    for (name, query) in searches.all() {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{} = {}", key(name), Value::from(query));
    }
}

fn keys(out: &mut String, config: &Config) {
    let mut mode = None;
    for line in &config.keys {
        if mode != Some(&line.mode.value) {
            out.push('\n');
            add(out, &format!("[keys.{}]", key(&line.mode.value)), "configuration file");
            mode = Some(&line.mode.value);
        }
        let (pressed, action) = (key(&line.key.value), Value::from(line.action.value.as_str()));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{pressed} = {action}");
    }
}

/// A key of a table: quoted, as any key may be.
fn key(words: &str) -> String {
    Value::from(words).to_string()
}

/// Adds a line with a remark on where it comes from.
fn add(out: &mut String, line: &str, from: &str) {
    let _ = writeln!(out, "{line:<40} # {from}");
}
