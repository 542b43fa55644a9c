//! A list that opens over the text: letters narrow it down, a key takes the selected row.

mod rows;

use std::path::PathBuf;
use std::sync::Arc;

use tui_input::Input;

use super::action::Action;
pub use rows::{Listed, Rows};

/// What stands beside a tag that no note has yet.
const NEW_TAG: &str = "a new tag";

/// Up to how many rows are ranked before the next frame; more are ranked away from the keys. So many
/// titles of four words take 0.1 to 0.4 ms (docs/performance.md), which leaves room for longer ones and slower
/// machines.
pub const MOST_AT_ONCE: usize = 2000;

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

/// The rows that are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    /// All of them in their order: so many.
    All(usize),
    /// Those that fit, the best first.
    Best(Vec<u32>),
}

/// A list that opens over the text.
#[derive(Debug, Clone)]
pub struct Picker {
    /// What it is of.
    pub kind: PickerKind,
    /// What was typed.
    pub input: Input,
    /// Every row.
    pub rows: Rows,
    /// The selected row, counted over those that are listed.
    pub selected: usize,
    /// The number of the ranking that runs. Until it has ended, what is listed fits what was typed
    /// before, and no row of it is taken by a key.
    pub sought: Option<u64>,
    /// The rows that fit `fits`.
    shown: Shown,
    /// What was typed when they were ranked.
    fits: String,
}

/// A line of a list as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickerLine {
    /// A heading over the rows that follow.
    Heading(&'static str),
    /// A row, counted over those that are listed.
    Row(usize),
}

/// The lines of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickerLines {
    /// Rows alone: so many.
    Plain(usize),
    /// Rows with headings between them.
    Headed(Vec<PickerLine>),
}

impl PickerLines {
    /// How many there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Plain(rows) => *rows,
            Self::Headed(lines) => lines.len(),
        }
    }

    /// One of them.
    pub fn get(&self, line: usize) -> Option<PickerLine> {
        match self {
            Self::Plain(rows) => (line < *rows).then_some(PickerLine::Row(line)),
            Self::Headed(lines) => lines.get(line).copied(),
        }
    }

    /// The line that a row stands on.
    pub fn line_of(&self, row: usize) -> Option<usize> {
        match self {
            Self::Plain(rows) => (row < *rows).then_some(row),
            Self::Headed(lines) => lines.iter().position(|line| *line == PickerLine::Row(row)),
        }
    }
}

impl Picker {
    /// A list with nothing typed; `selected` is the row that it begins on.
    pub fn new(kind: PickerKind, rows: Rows, selected: usize) -> Self {
        let (input, shown) = (Input::default(), Shown::All(rows.count()));
        let selected = selected.min(rows.count().saturating_sub(1));
        Self { kind, input, rows, selected, sought: None, shown, fits: String::new() }
    }

    /// The rows that are listed, with the headings between them while nothing is typed.
    pub fn lines(&self) -> PickerLines {
        if !self.rows.has_headings() || !self.fits.is_empty() {
            return PickerLines::Plain(self.count());
        }
        let mut lines = Vec::with_capacity(self.count() + 8);
        let mut heading = None;
        for at in 0..self.count() {
            let here = self.listed(at).and_then(|row| row.heading);
            lines.extend(here.filter(|_| here != heading).map(PickerLine::Heading));
            heading = here;
            lines.push(PickerLine::Row(at));
        }
        PickerLines::Headed(lines)
    }

    /// How many lines it has while nothing is typed.
    pub fn most_lines(&self) -> usize {
        self.rows.count() + self.rows.headings()
    }

    /// How many rows are listed.
    pub fn count(&self) -> usize {
        match &self.shown {
            Shown::All(rows) => *rows,
            Shown::Best(rows) => rows.len(),
        }
    }

    /// A row that is listed.
    pub fn listed(&self, at: usize) -> Option<Listed<'_>> {
        self.rows.get(self.place(at)?)
    }

    /// Which of all rows a listed one is.
    fn place(&self, at: usize) -> Option<usize> {
        match &self.shown {
            Shown::All(rows) => (at < *rows).then_some(at),
            Shown::Best(rows) => rows.get(at).map(|row| *row as usize),
        }
    }

    /// What the rows that are listed fit.
    pub fn fits(&self) -> &str {
        &self.fits
    }

    /// Whether so much is typed, and there are so many rows, that they are ranked away from the keys.
    pub fn is_long(&self) -> bool {
        self.rows.count() > MOST_AT_ONCE && !self.input.value().trim().is_empty()
    }

    /// Ranks the rows anew after something was typed.
    pub fn narrow(&mut self) {
        let best = match self.input.value().trim() {
            "" => None,
            _ => self.rows.rank(self.input.value(), || false),
        };
        self.list(best);
    }

    /// Takes in which rows fit what is typed, the best first; none for all of them in their order.
    pub fn list(&mut self, best: Option<Vec<u32>>) {
        self.shown = best.map_or(Shown::All(self.rows.count()), Shown::Best);
        self.fits.clear();
        self.fits.push_str(self.input.value());
        (self.selected, self.sought) = (0, None);
        self.offer_new_tag();
    }

    /// What is typed in the list of tags may be a new one.
    fn offer_new_tag(&mut self) {
        let Rows::Own(rows) = &mut self.rows else { return };
        if self.kind != PickerKind::Tags {
            return;
        }
        let rows = Arc::make_mut(rows);
        rows.retain(|row| row.detail != NEW_TAG);
        let known = rows.len();
        let tag = self.input.value().trim().to_owned();
        let is_new = !tag.is_empty() && !rows.iter().any(|row| row.text == tag);
        if is_new {
            let choice = Choice::Tag(tag.clone());
            rows.push(PickerRow { text: tag, detail: NEW_TAG.into(), heading: None, choice });
        }
        match &mut self.shown {
            Shown::All(shown) => *shown = rows.len(),
            Shown::Best(best) => {
                best.retain(|row| (*row as usize) < known);
                best.extend(is_new.then_some(known as u32));
            }
        }
    }

    /// Moves the selection; it stops at the ends.
    pub fn select(&mut self, by: isize) {
        let last = self.count().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(by).min(last);
    }

    /// What the selected row stands for; none where nothing fits.
    pub fn chosen(&self) -> Option<Choice> {
        self.rows.choice(self.place(self.selected)?)
    }
}
