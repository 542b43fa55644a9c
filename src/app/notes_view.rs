//! The view of all notes on the library: which of them are listed, in what order, which one is selected.

mod known;
mod preview;
mod rows;

use std::ops::Range;
use std::path::{Path, PathBuf};

pub use self::known::{Known, PlacedNotes, Placing};
pub use self::preview::preview;
use super::state::State;
use crate::notes::NoteId;
use crate::notes::anchor::Found;
use crate::notes::snapshot::Snapshot;
use crate::query::{Faults, Query};

/// The view of all notes, as it was left.
#[derive(Debug, Clone, Default)]
pub struct NotesView {
    /// Which notes are asked for.
    pub asked: Asked,
    /// The order of the notes.
    pub sorting: Sorting,
    /// Whether the deleted notes are listed in place of the others.
    pub shows_buried: bool,
    /// What is listed.
    pub roll: Roll,
    /// The selected row.
    pub row: usize,
    /// The first line of the preview that is in sight.
    pub scroll: usize,
    /// Where notes stand in briefings that are not open.
    pub known: Known,
    /// The note that waits for words to be put on.
    pub carried: Option<NoteId>,
    /// Whether something changed since the list was made.
    pub is_stale: bool,
    /// The old text of a passage that was last looked for, for the preview.
    recalled: Option<Snapshot>,
}

/// Which notes are asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The query as it was typed.
    pub text: String,
    /// The last one that could be read.
    pub query: Query,
    /// What is wrong with what is typed.
    pub faults: Option<Faults>,
}

/// The order of the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sorting {
    /// Briefing by briefing, as they are read.
    #[default]
    Place,
    /// The newest first.
    Time,
}

/// What is listed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roll {
    /// The rows in their order.
    pub rows: Vec<Row>,
    /// The headings over them.
    pub groups: Vec<Group>,
    /// How many notes there are before any is left out.
    pub all: usize,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// A note.
    Note(Listed),
    /// A file that cannot be used as a note.
    File(PathBuf),
}

/// A note that is listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The briefing that it is about.
    pub briefing: String,
    /// The note.
    pub note: NoteId,
    /// Where it stands.
    pub standing: Standing,
}

/// What is known of the place of a note.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// Its briefing is not in the library.
    Absent,
    /// It is being looked for.
    Sought,
    /// What became of it.
    Known(Found),
}

/// Some rows under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The heading.
    pub title: String,
    /// Which rows.
    pub rows: Range<usize>,
    /// Whether they wait for somebody to do something.
    pub is_urgent: bool,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A heading, an index into [`Roll::groups`].
    Heading(usize),
    /// A row, an index into [`Roll::rows`].
    Row(usize),
}

impl Asked {
    /// What is wrong with what is typed, and what to write instead.
    pub fn complaint(&self) -> Option<String> {
        let fault = self.faults.as_ref()?.list.first()?;
        let fix = fault.fix.as_ref().map(|fix| format!("; {fix}")).unwrap_or_default();
        Some(format!("{}{fix}", fault.reason))
    }
}

impl Standing {
    /// What became of the place, where that is known.
    pub const fn found(&self) -> Option<&Found> {
        match self {
            Self::Known(found) => Some(found),
            Self::Absent | Self::Sought => None,
        }
    }
}

impl Roll {
    /// How many lines it has, the headings included.
    pub fn lines(&self) -> usize {
        self.rows.len() + self.groups.len()
    }

    /// What a line shows.
    pub fn line(&self, line: usize) -> Option<Line> {
        // The heading of a group stands after all rows and headings before it.
        let heading = |group: usize| self.groups[group].rows.start + group;
        let (mut low, mut high) = (0, self.groups.len());
        while low < high {
            let middle = low.midpoint(high);
            if heading(middle) <= line { low = middle + 1 } else { high = middle }
        }
        let group = low.checked_sub(1)?;
        if heading(group) == line {
            return Some(Line::Heading(group));
        }
        let row = line - group - 1;
        (row < self.rows.len()).then_some(Line::Row(row))
    }

    /// The line that a row stands on.
    pub fn line_of(&self, row: usize) -> usize {
        row + self.groups.partition_point(|group| group.rows.start <= row)
    }
}

impl NotesView {
    /// The selected row.
    pub fn selected(&self) -> Option<&Row> {
        self.roll.rows.get(self.row)
    }

    /// The selected note.
    pub fn listed(&self) -> Option<&Listed> {
        match self.selected()? {
            Row::Note(listed) => Some(listed),
            Row::File(_) => None,
        }
    }

    /// The selected file that cannot be used.
    pub fn file(&self) -> Option<&Path> {
        match self.selected()? {
            Row::File(path) => Some(path),
            Row::Note(_) => None,
        }
    }

    /// Selects a row.
    pub fn select(&mut self, row: usize) {
        let row = row.min(self.roll.rows.len().saturating_sub(1));
        if row != self.row {
            (self.row, self.scroll) = (row, 0);
        }
    }

    /// Selects a note, if it is listed.
    pub fn select_note(&mut self, note: NoteId) {
        let is_it = |row: &Row| matches!(row, Row::Note(listed) if listed.note == note);
        if let Some(row) = self.roll.rows.iter().position(is_it) {
            self.select(row);
        }
    }

    /// Makes the list anew. The selected row stays selected, or the one that took its place is.
    pub fn remake(&mut self, state: &State) {
        let selected = self.selected().cloned();
        self.roll = rows::roll(state, self);
        self.is_stale = false;
        let is_same = |row: &Row| match (row, &selected) {
            (Row::Note(one), Some(Row::Note(other))) => one.note == other.note,
            (Row::File(one), Some(Row::File(other))) => one == other,
            _ => false,
        };
        let row = self.roll.rows.iter().position(is_same).unwrap_or(self.row);
        self.select(row);
    }

    /// The places that are to be looked for.
    pub fn wishes(&mut self, state: &State) -> Vec<Placing> {
        rows::wishes(state, &mut self.known)
    }

    /// The old text of a passage that the preview needs and that was never asked for.
    pub fn wanted_past(&mut self, state: &State) -> Option<Snapshot> {
        let listed = self.listed()?;
        if !listed.standing.found()?.is_doubtful() {
            return None;
        }
        let note = state.notes.notebook(&listed.briefing)?.get(listed.note)?.note();
        let wanted = note.target.latest().spot()?.snapshot?;
        if state.notes.is_recalled(wanted) || self.recalled == Some(wanted) {
            return None;
        }
        self.recalled = Some(wanted);
        Some(wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_heading_or_the_row_that_says_so() {
        let group = |rows: Range<usize>| Group { title: String::new(), rows, is_urgent: false };
        let rows = (0..6).map(|at| Row::File(PathBuf::from(at.to_string()))).collect();
        let groups = vec![group(0..1), group(1..4), group(4..6)];
        let roll = Roll { rows, groups, all: 6 };
        let lines: Vec<Line> = (0..roll.lines()).filter_map(|at| roll.line(at)).collect();
        let expected = [
            Line::Heading(0),
            Line::Row(0),
            Line::Heading(1),
            Line::Row(1),
            Line::Row(2),
            Line::Row(3),
            Line::Heading(2),
            Line::Row(4),
            Line::Row(5),
        ];
        assert_eq!(lines, expected);
        for row in 0..6 {
            assert_eq!(roll.line(roll.line_of(row)), Some(Line::Row(row)));
        }
        assert_eq!(roll.line(9), None);
        assert_eq!(Roll::default().line(0), None);
    }
}
