//! The export dialog: what is exported in which form to where, and a look at it beforehand.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumMessage, IntoEnumIterator};
use tui_input::Input;

use crate::briefing::Library;
use crate::export::reexport::Way as Meeting;
use crate::notes::Document;

/// Which notes, or which passages, are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter, EnumMessage)]
pub enum Scope {
    /// this briefing
    Briefing,
    /// this briefing, what the filter shows
    Shown,
    /// the passages that were found
    Found,
    /// every note
    Everything,
}

/// In which form.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, EnumIter, EnumMessage, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Markdown, a file a briefing
    #[default]
    Markdown,
    /// Markdown, one file
    Single,
    /// Markdown, a table of passages
    Table,
    /// JSON, which can be imported again
    Json,
    /// W3C Web Annotations
    W3c,
    /// CSV, a row a note
    Csv,
    /// your template
    Template,
}

/// What becomes of a file that somebody edited since it was exported.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, EnumIter, EnumMessage, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Edited {
    /// leave it, and put the new text beside it
    #[default]
    Beside,
    /// join the edits with what is new
    Merge,
    /// replace it, and keep a copy
    Replace,
}

impl Edited {
    /// The same as the export knows it.
    pub const fn meeting(self) -> Meeting {
        match self {
            Self::Beside => Meeting::Beside,
            Self::Merge => Meeting::Merge,
            Self::Replace => Meeting::Force,
        }
    }
}

/// A line of the dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumIter)]
pub enum Question {
    /// Which notes.
    Scope,
    /// In which form.
    Form,
    /// What becomes of edited files.
    Edited,
    /// Where to.
    Destination,
}

/// What was chosen the last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// In which form.
    pub form: Form,
    /// What becomes of edited files.
    pub edited: Edited,
    /// Where to.
    pub destination: String,
}

impl Default for Choices {
    fn default() -> Self {
        let (form, edited) = (Form::default(), Edited::default());
        Self { form, edited, destination: "notes-export".to_owned() }
    }
}

/// The export dialog.
#[derive(Debug, Clone)]
pub struct Exporting {
    /// Which notes.
    pub scope: Scope,
    /// What there is to choose from.
    scopes: &'static [Scope],
    /// In which form.
    pub form: Form,
    /// What becomes of edited files.
    pub edited: Edited,
    /// Where to.
    pub destination: Input,
    /// The line that the keys change.
    pub question: Question,
    /// A look at the export; none while it is made.
    pub preview: Option<Preview>,
}

/// A look at an export before it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// How many notes are in it.
    pub notes: usize,
    /// What the files are called.
    pub files: Vec<String>,
    /// How the first one begins.
    pub beginning: Vec<String>,
    /// Why it cannot be made.
    pub fault: Option<String>,
}

/// What is to be exported, with all that it takes away from the keys.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// Which wish: an answer to an outdated one is dropped.
    pub number: u64,
    /// The briefings, with those that links lead to.
    pub library: Library,
    /// The notes.
    pub documents: Vec<Document>,
    /// The briefings that are meant, by their ids; none for everything.
    pub chosen: Option<BTreeMap<String, Chosen>>,
    /// In which form.
    pub form: Form,
    /// Where to and what becomes of edited files; none for a look alone.
    pub destination: Option<(String, Edited)>,
}

/// Which passages of a briefing are meant, as indices into the briefing's; none for all of it.
pub type Chosen = Option<BTreeSet<usize>>;

impl Exporting {
    /// The dialog about a briefing as it was left the last time.
    pub fn new(choices: &Choices, is_filtered: bool) -> Self {
        let scope = if is_filtered { Scope::Shown } else { Scope::Briefing };
        Self::about(&[Scope::Briefing, Scope::Shown, Scope::Everything], scope, choices)
    }

    /// The dialog about the passages that were found: a list of passages is a table.
    pub fn of_found(choices: &Choices) -> Self {
        let choices = Choices { form: Form::Table, ..choices.clone() };
        Self::about(&[Scope::Found, Scope::Everything], Scope::Found, &choices)
    }

    fn about(scopes: &'static [Scope], scope: Scope, choices: &Choices) -> Self {
        Self {
            scope,
            scopes,
            form: choices.form,
            edited: choices.edited,
            destination: Input::new(choices.destination.clone()),
            question: Question::Scope,
            preview: None,
        }
    }

    /// What is chosen, to be remembered; `before` is what was chosen the last time. That a list of
    /// passages is a table says nothing about the next notes.
    pub fn choices(&self, before: &Choices) -> Choices {
        let is_list = self.scopes.contains(&Scope::Found);
        let form = if is_list { before.form } else { self.form };
        let destination = self.destination.value().to_owned();
        Choices { form, edited: self.edited, destination }
    }

    /// Goes to the next or the previous line, round and round.
    pub fn go(&mut self, by: isize) {
        self.question = turned(&all(), self.question, by);
    }

    /// Changes the answer of the line. Whether that changes what is exported.
    pub fn turn(&mut self, by: isize) -> bool {
        match self.question {
            Question::Scope => self.scope = turned(self.scopes, self.scope, by),
            Question::Form => self.form = turned(&all(), self.form, by),
            Question::Edited => self.edited = turned(&all(), self.edited, by),
            Question::Destination => {}
        }
        matches!(self.question, Question::Scope | Question::Form)
    }

    /// What stands behind a line.
    pub fn answer(&self, question: Question) -> &'static str {
        let answer = match question {
            Question::Scope => self.scope.get_documentation(),
            Question::Form => self.form.get_documentation(),
            Question::Edited => self.edited.get_documentation(),
            Question::Destination => None,
        };
        answer.unwrap_or_default()
    }
}

impl Question {
    /// The words before its answer.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Scope => "Notes",
            Self::Form => "Form",
            Self::Edited => "Edited file",
            Self::Destination => "To",
        }
    }
}

fn all<T: IntoEnumIterator>() -> Vec<T> {
    T::iter().collect()
}

/// The value so many places further in a list without end.
fn turned<T: PartialEq + Copy>(all: &[T], value: T, by: isize) -> T {
    let at = all.iter().position(|other| *other == value).unwrap_or(0);
    let at = at.cast_signed() + by;
    all[at.rem_euclid(all.len().cast_signed()).cast_unsigned()]
}
