//! All that the reader remembers while it runs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ratatui::layout::Size;
use tui_input::Input;

use super::ahead::Ahead;
use super::annotations::Annotations;
use super::boxes;
use super::errand::Errands;
use super::exporting::{Choices, Exporting};
use super::filtering::Filtering;
use super::jumps::{Jumps, Place};
use super::key::Key;
use super::keymap::{KeyMode, Keymap};
use super::legend::Legend;
use super::memory::Reading;
use super::notes_view::NotesView;
use super::open::Open;
use super::passages::PassagesView;
use super::picker::Picker;
use super::views::View;
use super::writing::Writing;
use crate::briefing::problem::{Problem, Rule};
use crate::briefing::taxonomy::{Alphabet, Vocabulary};
use crate::briefing::{Entry, Library, SharedBriefing};
use crate::layout::panes::GUTTER;
use crate::layout::{Pane, Panes, Shape, Spot};
use crate::notes::NoteId;
use crate::notes::mark::MarkKind;
use crate::query::{Query, Searches};

/// All that the reader remembers while it runs.
#[derive(Debug, Clone)]
pub struct State {
    /// The files that are open together.
    pub library: Library,
    /// Where the reader was.
    pub trail: Trail,
    /// The analyst's notes.
    pub notes: Annotations,
    /// What lies open.
    pub desk: Desk,
    /// What keys go to.
    pub mode: Mode,
    /// Where the cursor is while nothing is open over the text.
    pub focus: Focus,
    /// The size of the window.
    pub window: Size,
    /// What the configuration says.
    pub settings: Settings,
    /// What the bottom line has to say.
    pub prompt: Prompt,
    /// How the program began, and how far the reading of the library is.
    pub start: Start,
}

/// Where the reader was.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    /// How far each briefing was read, by id.
    pub readings: HashMap<String, Reading>,
    /// Where the reader jumped from.
    pub jumps: Jumps,
    /// The view of all notes, as it was left.
    pub notes: NotesView,
    /// The view of passages, as it was left.
    pub passages: PassagesView,
    /// What waits for texts that are being fetched.
    pub errands: Errands,
    /// What was typed before those texts came.
    pub ahead: Ahead,
}

/// What lies open.
#[derive(Debug, Clone)]
pub enum Desk {
    /// Nothing yet, or nothing at all.
    Empty,
    /// A briefing.
    Briefing(Box<Open>),
    /// A file that cannot be read: its problems.
    Refused {
        /// The file.
        path: PathBuf,
        /// The first line of the problems that is in sight.
        scroll: usize,
    },
}

/// What keys go to. Each mode owns what it needs.
#[derive(Debug, Clone)]
pub enum Mode {
    /// The panes of the view.
    Reading,
    /// A query that picks notes.
    Asking(Asking),
    /// The words to be found.
    Finding(Finding),
    /// What passages are filtered by.
    Filtering(Box<Filtering>),
    /// A list over the text.
    Picking(Picker),
    /// A page over the text.
    Leaf(Leaf),
    /// Words of the current passage: which ones, the open briefing knows.
    Selecting,
    /// The letters that a judgement or a mark is given by.
    Legend(Legend),
    /// A note.
    Writing(Box<Writing>),
    /// What is exported, and where to.
    Exporting(Box<Exporting>),
}

/// Words being typed to be found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was typed.
    pub input: Input,
    /// Where the reader stood before.
    pub stand: Stand,
}

/// A query being typed.
#[derive(Debug, Clone)]
pub struct Asking {
    /// What was typed.
    pub input: Input,
    /// The query that held before.
    pub before: String,
}

/// Where the reader stood when a search began.
#[derive(Debug, Clone)]
pub struct Stand {
    /// The current passage.
    pub cursor: usize,
    /// The first row in the window.
    pub top: Spot,
    /// Which passages were shown.
    pub filter: Query,
}

/// A page over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf {
    /// What it shows.
    pub kind: LeafKind,
    /// Its first line in sight.
    pub scroll: usize,
}

/// What a page over the text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeafKind {
    /// The problems of the open file and of the configuration.
    Problems,
    /// The tags of the current passage.
    Inspector,
}

/// Where the cursor is among the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    /// The view.
    pub view: View,
    /// The pane of the view that reads.
    pub pane: Pane,
    /// Its selected row; for the inspector its first line in sight.
    pub row: usize,
}

/// What the configuration says about the reader.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Which key does what.
    pub keymap: Keymap,
    /// The widest line of text, in cells.
    pub text_width: u16,
    /// Which marks the terminal can show.
    pub alphabet: Alphabet,
    /// The words that sourcing and sentiment are judged by.
    pub vocabulary: Vocabulary,
    /// The queries with names.
    pub searches: Searches,
    /// The marks that can be given.
    pub marks: Vec<MarkKind>,
    /// Who writes the notes.
    pub author: Option<String>,
    /// What is wrong in the configuration: the file as shown, and its problems.
    pub problems: Option<(String, Vec<Problem>)>,
}

/// What the bottom line has to say.
#[derive(Debug, Clone, Default)]
pub struct Prompt {
    /// Keys of a sequence that is not complete yet.
    pub pending: Vec<Key>,
    /// A sentence for the reader, until the next key.
    pub notice: Option<Notice>,
    /// What is said of a note as soon as it is on the disk.
    pub on_saved: Option<(NoteId, String)>,
    /// Whether the analyst was told that something is lost by leaving now.
    pub is_warned: bool,
}

/// A sentence for the reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something is wrong.
    pub is_warning: bool,
}

/// How the program began, and how far the reading of the library is.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The briefing that was open the last time.
    pub briefing: Option<String>,
    /// The filter of the last time.
    pub filter: Query,
    /// Whether every file of the library has been read.
    pub scanned: bool,
    /// How many files are still to be read, where that is known.
    pub left: Option<usize>,
    /// The number of the last search.
    pub searches: u64,
    /// What was chosen for the last export.
    pub export: Choices,
    /// The number of the last export or look at one.
    pub exports: u64,
    /// What there is to say at once.
    pub notice: Option<String>,
}

impl State {
    /// The state before anything was read.
    pub fn new(window: Size, settings: Settings, start: Start) -> Self {
        let mut state = Self {
            library: Library::default(),
            trail: Trail::default(),
            notes: Annotations::default(),
            desk: Desk::Empty,
            mode: Mode::Reading,
            focus: Focus { view: View::Read, pane: Pane::Text, row: 0 },
            window,
            settings,
            prompt: Prompt::default(),
            start,
        };
        if let Some(notice) = state.start.notice.take() {
            state.warn(notice);
        }
        if let Some((path, problems)) = &state.settings.problems {
            let is_toml = problems.iter().all(|problem| problem.rule != Rule::Syntax);
            let what = match problems.len() {
                count if is_toml => format!("{count} of its lines not understood"),
                _ => "nothing in it counts until its mistakes are mended".to_owned(),
            };
            let text = format!("{path}: {what}; ! shows them");
            state.prompt.notice = Some(Notice { text, is_warning: true });
        }
        state
    }

    /// The open briefing, if one is.
    pub fn open(&self) -> Option<&Open> {
        match &self.desk {
            Desk::Briefing(open) => Some(open),
            Desk::Empty | Desk::Refused { .. } => None,
        }
    }

    /// The open briefing, to be changed.
    pub fn open_mut(&mut self) -> Option<&mut Open> {
        match &mut self.desk {
            Desk::Briefing(open) => Some(open),
            Desk::Empty | Desk::Refused { .. } => None,
        }
    }

    /// The briefing of this id, as it is on the screen, else as the library has it.
    pub fn briefing(&self, id: &str) -> Option<&SharedBriefing> {
        let open = self.open().map(|open| &open.briefing).filter(|briefing| briefing.id == id);
        open.or_else(|| self.library.briefing(id))
    }

    /// The path of what lies open.
    pub fn open_path(&self) -> Option<&Path> {
        match &self.desk {
            Desk::Briefing(open) => Some(&open.path),
            Desk::Refused { path, .. } => Some(path),
            Desk::Empty => None,
        }
    }

    /// The place in the library of what lies open.
    pub fn open_row(&self) -> Option<usize> {
        self.library.at_path(self.open_path()?)
    }

    /// The entry of what lies open.
    pub fn open_entry(&self) -> Option<&Entry> {
        self.library.entry_at(self.open_path()?)
    }

    /// The window cut into panes; none where it is too small.
    pub fn panes(&self) -> Option<Panes> {
        Panes::new(self.window, self.settings.text_width, self.library.entries().len())
    }

    /// The size of the text in the window.
    pub fn shape(&self) -> Shape {
        self.panes().map_or(Shape { width: 1, height: 0 }, |panes| {
            let column = panes.column(self.settings.text_width);
            let height = column.height.saturating_sub(self.sheet_height());
            Shape { width: column.width - GUTTER, height }
        })
    }

    /// The rows at the end of the text pane that a note being written takes.
    pub fn sheet_height(&self) -> u16 {
        let Mode::Writing(writing) = &self.mode else { return 0 };
        let Some(panes) = self.panes() else { return 0 };
        let column = panes.column(self.settings.text_width);
        boxes::writing_height(&writing.editor, column)
    }

    /// Back to the text or, where words are selected in it, to selecting them.
    pub fn rest(&mut self) {
        let is_selecting = self.open().is_some_and(|open| open.noted.selection.is_some());
        self.mode = if is_selecting { Mode::Selecting } else { Mode::Reading };
    }

    /// Whether the keys go to the query line of the view of passages.
    pub fn types_passages(&self) -> bool {
        let is_there = matches!(self.mode, Mode::Reading) && self.focus.view == View::Passages;
        is_there && self.trail.passages.is_typing
    }

    /// Which table of keys holds.
    pub fn key_mode(&self) -> KeyMode {
        match &self.mode {
            Mode::Reading if self.types_passages() => KeyMode::Query,
            Mode::Reading if self.focus.view == View::Passages => KeyMode::Passages,
            Mode::Reading if self.focus.view == View::Notes => KeyMode::Notes,
            Mode::Reading if self.focus.pane == Pane::Text => KeyMode::Reading,
            Mode::Reading => KeyMode::Panes,
            Mode::Finding(_) => KeyMode::Find,
            Mode::Filtering(filtering) if filtering.is_typing() => KeyMode::Query,
            Mode::Filtering(_) => KeyMode::Filter,
            Mode::Asking(_) => KeyMode::Query,
            Mode::Picking(_) => KeyMode::List,
            Mode::Leaf(_) => KeyMode::Leaf,
            Mode::Selecting => KeyMode::Selecting,
            Mode::Legend(_) => KeyMode::Legend,
            Mode::Writing(_) => KeyMode::Write,
            Mode::Exporting(_) => KeyMode::Export,
        }
    }

    /// The row that a pane's list is centred on: the selected one where the cursor is in the pane,
    /// else that of what is open.
    pub fn row_of(&self, pane: Pane) -> usize {
        match pane {
            _ if self.focus.pane == pane => self.focus.row,
            Pane::Library => self.open_row().unwrap_or(0),
            Pane::Outline => self.open().map_or(0, |open| open.briefing.section_of(open.cursor)),
            Pane::Text | Pane::Inspector => 0,
        }
    }

    /// Where the reader is, for the jump list.
    pub fn place(&self) -> Option<Place> {
        let open = self.open()?;
        let (path, passage) = (open.path.clone(), open.passage()?.id.clone());
        Some(Place { view: self.focus.view, path, passage })
    }

    /// Says something in the bottom line until the next key.
    pub fn say(&mut self, text: impl Into<String>) {
        self.prompt.notice = Some(Notice { text: text.into(), is_warning: false });
    }

    /// Says in the bottom line that something is wrong.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.prompt.notice = Some(Notice { text: text.into(), is_warning: true });
    }
}
