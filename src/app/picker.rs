//! A list that opens over the text: letters narrow it down, a key takes the selected row.

use std::path::PathBuf;

use tui_input::Input;

use super::action::Action;
use super::fuzzy::{Ranked, rank};

/// What stands beside a tag that no note has yet.
const NEW_TAG: &str = "a new tag";

/// What a list is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerKind {
    /// The sections of the open briefing.
    Outline,
    /// The briefings of the library.
    Library,
    /// The actions, to run one.
    Palette,
    /// The actions under headings, to read.
    Help,
    /// The tags of notes, and a new one.
    Tags,
    /// Notes that were begun and not finished.
    Drafts,
}

/// What taking a row does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// Goes to a section.
    Section(usize),
    /// Opens a file.
    File(PathBuf),
    /// Runs an action.
    Run(Action),
    /// Gives a tag, or takes it away.
    Tag(String),
    /// Goes on with a note that was not finished, an index into what was found.
    Draft(usize),
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickerRow {
    /// What is searched and shown first.
    pub text: String,
    /// What stands at the end of the row.
    pub detail: String,
    /// The heading that it stands under, where the list has headings.
    pub heading: Option<&'static str>,
    /// What taking it does.
    pub choice: Choice,
}

/// A list that opens over the text.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What it is of.
    pub kind: PickerKind,
    /// What was typed.
    pub input: Input,
    /// Every row.
    pub rows: Vec<PickerRow>,
    /// The rows that fit what was typed, the best first.
    pub shown: Vec<Ranked>,
    /// The selected row, an index into `shown`.
    pub selected: usize,
}

/// A line of a list as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerLine {
    /// A heading over the rows that follow.
    Heading(&'static str),
    /// A row, an index into [`Picker::shown`].
    Row(usize),
}

impl PickerLine {
    /// Whether it is this row.
    pub fn is_row(self, shown: usize) -> bool {
        self == Self::Row(shown)
    }
}

impl Picker {
    /// The rows with the headings between them, while nothing is typed.
    pub fn lines(&self) -> Vec<PickerLine> {
        let mut lines = Vec::with_capacity(self.shown.len() + 8);
        let mut heading = None;
        for (at, ranked) in self.shown.iter().enumerate() {
            let here = self.rows.get(ranked.row).and_then(|row| row.heading);
            if let Some(words) = here.filter(|_| here != heading && self.input.value().is_empty()) {
                lines.push(PickerLine::Heading(words));
            }
            heading = here;
            lines.push(PickerLine::Row(at));
        }
        lines
    }

    /// How many lines it has while nothing is typed.
    pub fn most_lines(&self) -> usize {
        let mut headings: Vec<&str> = self.rows.iter().filter_map(|row| row.heading).collect();
        headings.dedup();
        self.rows.len() + headings.len()
    }

    /// A list with nothing typed; `selected` is the row that it begins on.
    pub fn new(kind: PickerKind, rows: Vec<PickerRow>, selected: usize) -> Self {
        let mut picker =
            Self { kind, input: Input::default(), rows, shown: Vec::new(), selected: 0 };
        picker.narrow();
        picker.selected = selected.min(picker.shown.len().saturating_sub(1));
        picker
    }

    /// Ranks the rows anew after something was typed.
    pub fn narrow(&mut self) {
        self.shown = rank(self.input.value(), self.rows.iter().map(|row| row.text.as_str()));
        self.selected = 0;
        self.offer_new_tag();
    }

    /// What is typed in the list of tags may be a new one.
    fn offer_new_tag(&mut self) {
        if self.kind != PickerKind::Tags {
            return;
        }
        self.rows.retain(|row| row.detail != NEW_TAG);
        self.shown.retain(|ranked| ranked.row < self.rows.len());
        let tag = self.input.value().trim().to_owned();
        if tag.is_empty() || self.rows.iter().any(|row| row.text == tag) {
            return;
        }
        self.shown.push(Ranked { row: self.rows.len(), lit: Vec::new() });
        let choice = Choice::Tag(tag.clone());
        self.rows.push(PickerRow { text: tag, detail: NEW_TAG.to_owned(), heading: None, choice });
    }

    /// Moves the selection; it stops at the ends.
    pub fn select(&mut self, by: isize) {
        let last = self.shown.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// The selected row; none where nothing fits.
    pub fn chosen(&self) -> Option<&PickerRow> {
        self.rows.get(self.shown.get(self.selected)?.row)
    }
}
