//! An analyst's own template: what it may do, what it sees, and how its mistakes are told.

use std::io::{self, Write};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};

use crate::notes::snapshot::Snapshot;

use super::body::contained;
use super::escape;
use super::record::Book;
use super::sheet::{Content, Sheet};

/// How large a template may be, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// How many steps a template may take: some hundred for each of 100,000 notes.
pub const MOST_STEPS: u64 = 50_000_000;

/// How large what it makes may be, in bytes.
pub const LARGEST_RESULT: usize = 64 * 1024 * 1024;

/// What is wrong with a template, or with what it made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The template is too large.
    #[error("the template is larger than 1 MiB (1,048,576 bytes); divide it")]
    Large,
    /// What it makes is too large.
    #[error("what it makes is larger than 64 MiB (67,108,864 bytes); export fewer notes at once")]
    Endless,
    /// It takes too many steps.
    #[error("it takes more than 50,000,000 steps; look for a loop that does not need to be")]
    Tired,
    /// It has a mistake.
    #[error("{}{reason}", .line.map(|line| format!("line {line}: ")).unwrap_or_default())]
    Mistaken {
        /// The line, from 1 on.
        line: Option<usize>,
        /// What is wrong there.
        reason: String,
    },
}

/// How much of an error is told, in characters.
const LONGEST: usize = 300;

/// What `template` makes of the notes: all of it, or nothing.
///
/// The template sees the fields of [`Book`]. It reads no file and includes no other template, what
/// it names must be there, and its steps and its result have a limit.
pub fn sheet(template: &str, name: &str, book: &Book) -> Result<Sheet, Refused> {
    if template.len() > LARGEST {
        return Err(Refused::Large);
    }
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(MOST_STEPS));
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    let mut syntax = SyntaxConfig::builder();
    let syntax = syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    environment.set_syntax(syntax.map_err(|error| refused(&error))?);
    environment.add_filter("words", |words: &str| escape::line(words));
    environment.add_filter("tag", |word: &str| escape::tag(word));
    environment.add_filter("quoted", |text: &str| {
        let lines = escape::lines(text, &[]);
        lines
            .iter()
            .map(|line| format!("> {line}").trim_end().to_owned())
            .collect::<Vec<_>>()
            .join("\n")
    });
    environment.add_filter("body", |text: &str, above: usize| {
        // Footnotes of two notes are kept apart by what the notes say.
        let print = Snapshot::of(text).to_string();
        contained(text, above.min(5), &print[7..15])
    });
    environment.add_template("template", template).map_err(|error| refused(&error))?;
    let found = environment.get_template("template").map_err(|error| refused(&error))?;
    let mut made = Limited { bytes: Vec::new(), is_over: false };
    let written = found.render_captured_to(Value::from(Serde(book)), &mut made);
    match written {
        _ if made.is_over => Err(Refused::Endless),
        Err(error) => Err(refused(&error)),
        Ok(_) => {
            let text = String::from_utf8_lossy(&made.bytes).into_owned();
            let notes = book.briefings.iter().map(|briefing| briefing.notes.len()).sum();
            Ok(Sheet { name: result_name(name), notes, content: Content::Whole(text) })
        }
    }
}

/// The name of what a template makes: that of the template without the ending that says that it is
/// one.
fn result_name(template: &str) -> String {
    let endings = [".j2", ".jinja", ".jinja2", ".minijinja"];
    let name = endings.iter().find_map(|ending| template.strip_suffix(ending));
    let is_name =
        |name: &&str| !name.is_empty() && !name.starts_with(['.', '-']) && !name.contains('/');
    name.filter(is_name).map_or_else(|| "notes.txt".to_owned(), str::to_owned)
}

/// Takes as much as may be made.
#[derive(Debug)]
struct Limited {
    bytes: Vec<u8>,
    is_over: bool,
}

impl Write for Limited {
    fn write(&mut self, more: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + more.len() > LARGEST_RESULT {
            self.is_over = true;
            return Err(io::Error::other("too much"));
        }
        self.bytes.extend_from_slice(more);
        Ok(more.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn refused(error: &Error) -> Refused {
    if error.kind() == ErrorKind::OutOfFuel {
        return Refused::Tired;
    }
    let words = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    let words = crate::briefing::safe::line(&words);
    Refused::Mistaken { line: error.line(), reason: words.chars().take(LONGEST).collect() }
}
