//! `dateline check`: the problems of briefing files, for a person or for a program.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::briefing::check::check as checked;
use crate::briefing::problem::Findings;
use crate::briefing::taxonomy::Vocabulary;
use crate::briefing::{Entry, Library, Problem, Severity};

use super::output::JsonList;

/// How the problems are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// For a person: the line, a caret and the mend.
    #[default]
    Text,
    /// For a program: an array of objects (`docs/rules.md`).
    Json,
}

/// How many problems were found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that keep a file from being read, or a link from being followed.
    pub errors: usize,
    /// Those that a careful curator would want to know.
    pub warnings: usize,
}

/// A problem as a program reads it. Keys are only ever added.
#[derive(Debug, Serialize)]
struct Row<'p> {
    path: &'p str,
    line: usize,
    column: usize,
    end_column: usize,
    severity: &'static str,
    rule: &'static str,
    reason: &'p str,
    fix: Option<&'p str>,
}

/// Checks `files` (path and text) as one library, prints what is wrong to `out`, and counts it.
pub fn check(
    files: &[(PathBuf, String)],
    vocabulary: &Vocabulary,
    form: Form,
    out: &mut impl Write,
) -> io::Result<Tally> {
    let mut library = Library::default();
    library.put_all(files.iter().map(|(path, source)| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        Entry::checked(path.clone(), 0, checked(source, &stem, vocabulary))
    }));
    let mut report = Report::new(form, None);
    for entry in library.entries() {
        report.add(entry, out)?;
    }
    report.finish(out)
}

/// A report that is written file by file.
#[derive(Debug)]
pub(crate) struct Report {
    form: Form,
    /// What chose the library, where no path was stated.
    library: Option<&'static str>,
    list: JsonList,
    files: usize,
    tally: Tally,
}

impl Report {
    /// One on no file so far; where no path was stated it says what chose the library.
    pub(crate) fn new(form: Form, library: Option<&'static str>) -> Self {
        Self { form, library, list: JsonList::default(), files: 0, tally: Tally::default() }
    }

    /// Counts a file that was judged, and writes its problems.
    pub(crate) fn add(&mut self, entry: &Entry, out: &mut impl Write) -> io::Result<()> {
        self.files += 1;
        for problem in &entry.problems {
            match problem.severity() {
                Severity::Error => self.tally.errors += 1,
                Severity::Warning => self.tally.warnings += 1,
            }
            match self.form {
                Form::Text => writeln!(out, "{}", problem.printed(&entry.shown))?,
                Form::Json => self.list.put(&row(&entry.shown, problem), out)?,
            }
        }
        if self.form == Form::Text {
            tell_of_the_rest(entry, out)?;
        }
        Ok(())
    }

    /// Writes the end, and says how many problems there were.
    pub(crate) fn finish(self, out: &mut impl Write) -> io::Result<Tally> {
        let Tally { errors, warnings } = self.tally;
        let chosen = self.library.map(|by| format!(" (library: {by})")).unwrap_or_default();
        let files = counted(self.files, "file") + &chosen;
        match (self.form, errors, warnings) {
            (Form::Json, ..) => self.list.finish(out)?,
            (Form::Text, 0, 0) => writeln!(out, "{files}, no problem")?,
            (Form::Text, ..) => {
                let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
                writeln!(out, "{files}, {errors}, {warnings}")?;
            }
        }
        Ok(self.tally)
    }
}

/// Says of a file with as many problems as are told that there may be more.
fn tell_of_the_rest(entry: &Entry, out: &mut impl Write) -> io::Result<()> {
    for (severity, noun) in [(Severity::Error, "errors"), (Severity::Warning, "warnings")] {
        let told = entry.problems.iter().filter(|problem| problem.severity() == severity).count();
        if told >= Findings::MOST {
            writeln!(
                out,
                "{}: {told} {noun} are told, and there may be more; mend these and check again\n",
                entry.shown
            )?;
        }
    }
    Ok(())
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn row<'p>(path: &'p str, problem: &'p Problem) -> Row<'p> {
    Row {
        path,
        line: problem.place.line,
        column: problem.place.column,
        end_column: problem.place.end_column,
        severity: problem.severity().name(),
        rule: problem.rule.name(),
        reason: &problem.reason,
        fix: problem.fix.as_deref(),
    }
}
