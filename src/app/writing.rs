//! A note being written: its text, what it is about, and what is kept of it until it is saved.

use super::editor::Editor;
use crate::notes::NoteId;
use crate::notes::draft::Draft;
use crate::notes::target::Target;

/// So many keys are typed at most before the draft is kept.
const MOST_KEYS: usize = 200;

/// A note being written.
#[derive(Debug, Clone, PartialEq)]
pub struct Writing {
    /// Its text.
    pub editor: Editor,
    /// What it is about.
    pub subject: Subject,
    /// What it is about, in a few words.
    pub words: String,
    /// Whether the analyst was asked what becomes of the text.
    pub asks: bool,
    /// The keys typed since the draft was kept.
    unkept: usize,
}

/// What a note being written is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A place: the note is new.
    New {
        /// The place.
        target: Target,
        /// The text of the passage there.
        passage: Option<String>,
    },
    /// A note that is changed.
    Change {
        /// The note.
        note: NoteId,
        /// Its place, for the draft.
        target: Target,
    },
}

impl Writing {
    /// Begins to write, with some text or none.
    pub fn new(text: &str, subject: Subject, words: String) -> Self {
        let editor = Editor::new(text.trim_end_matches('\n'));
        Self { editor, subject, words, asks: false, unkept: 0 }
    }

    /// Counts a key that changed the text. Whether it is time to keep a draft.
    pub fn count(&mut self) -> bool {
        self.unkept += 1;
        self.unkept >= MOST_KEYS
    }

    /// Whether there is text that no draft holds.
    pub const fn is_unkept(&self) -> bool {
        self.unkept > 0
    }

    /// Takes in that a draft was kept.
    pub const fn kept(&mut self) {
        self.unkept = 0;
    }

    /// What is kept of it until it is saved.
    pub fn draft(&self) -> Draft {
        let (note, target, passage) = match &self.subject {
            Subject::New { target, passage } => (None, target.clone(), passage.clone()),
            Subject::Change { note, target } => (Some(*note), target.clone(), None),
        };
        Draft { note, target, text: self.editor.text().to_owned(), passage }
    }

    /// The text as a note's body: without blank lines at its ends, with a line break at its end.
    pub fn body(&self) -> String {
        body_of(self.editor.text())
    }
}

/// A text as a note's body: without blank lines at its ends, with a line break at its end.
pub fn body_of(text: &str) -> String {
    let inner = text.trim_end();
    let start = inner.len() - inner.trim_start_matches(['\n', '\r']).len();
    match &inner[start..] {
        "" => String::new(),
        words => format!("{words}\n"),
    }
}
