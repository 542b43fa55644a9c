//! `dateline check`: the problems of briefing files, for a person or for a program.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::briefing::check::check as checked;
use crate::briefing::taxonomy::Vocabulary;
use crate::briefing::{Entry, Library, Problem, Severity};

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
    print(&library.entries().iter().map(AsRef::as_ref).collect::<Vec<_>>(), form, out)
}

/// Prints the problems of files that were judged already, and counts them.
pub fn print(files: &[&Entry], form: Form, out: &mut impl Write) -> io::Result<Tally> {
    let tally = tally(files);
    match form {
        Form::Text => print_text(files, tally, out)?,
        Form::Json => print_json(files, out)?,
    }
    Ok(tally)
}

fn problems<'l>(files: &[&'l Entry]) -> impl Iterator<Item = (&'l str, &'l Problem)> {
    files
        .iter()
        .flat_map(|entry| entry.problems.iter().map(|problem| (entry.shown.as_str(), problem)))
}

fn tally(files: &[&Entry]) -> Tally {
    let errors = problems(files).filter(|(_, problem)| problem.severity() == Severity::Error);
    let errors = errors.count();
    Tally { errors, warnings: problems(files).count() - errors }
}

fn print_text(files: &[&Entry], tally: Tally, out: &mut impl Write) -> io::Result<()> {
    for (path, problem) in problems(files) {
        writeln!(out, "{}", problem.printed(path))?;
    }
    let Tally { errors, warnings } = tally;
    let files = counted(files.len(), "file");
    match (errors, warnings) {
        (0, 0) => writeln!(out, "{files}, no problem"),
        _ => {
            let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
            writeln!(out, "{files}, {errors}, {warnings}")
        }
    }
}

fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn print_json(files: &[&Entry], out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Row<'_>> = problems(files).map(|(path, problem)| row(path, problem)).collect();
    serde_json::to_writer_pretty(&mut *out, &rows)?;
    writeln!(out)
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
