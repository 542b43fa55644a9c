//! The library pane: every file, which one is open, how far each was read.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::theme::Role;
use crate::app::State;
use crate::briefing::Entry;
use crate::layout::Pane;
use crate::layout::list::first_in_sight;

/// Draws the library.
pub(super) fn library(pen: &mut Pen<'_>, area: Rect, state: &State, focused: bool) {
    let entries = state.library.entries();
    heading(pen, area, "Library", focused);
    if !state.start.scanned && !entries.is_empty() {
        let count = match state.start.left {
            Some(left) => format!("{} of {}", entries.len(), entries.len() + left),
            None => format!("{} so far", entries.len()),
        };
        pen.put_right(area.right().saturating_sub(1), area.y, &count, Role::Muted);
    }
    let room = usize::from(area.height.saturating_sub(1));
    let selected = state.row_of(Pane::Library);
    let first = first_in_sight(selected, entries.len(), room);
    for (at, entry) in entries.iter().enumerate().skip(first).take(room) {
        let y = area.y + 1 + (at - first) as u16;
        let row = Rect { y, height: 1, ..area };
        draw_row(pen, row, entry, state);
        if focused && at == selected {
            pen.dress(row, Role::Selected);
        }
    }
}

/// The heading of a pane; the one with the cursor stands out.
pub(super) fn heading(pen: &mut Pen<'_>, area: Rect, words: &str, focused: bool) {
    let role = if focused { Role::Accent } else { Role::Heading };
    pen.put(Position { x: area.x + 1, y: area.y }, area.width.saturating_sub(1), words, role);
}

fn draw_row(pen: &mut Pen<'_>, row: Rect, entry: &Entry, state: &State) {
    let alphabet = pen.look().alphabet;
    let is_open = state.open_path() == Some(&entry.path);
    if is_open {
        pen.mark(Position { x: row.x + 1, y: row.y }, alphabet.pick('▸', '>'), Role::Accent);
    }
    let (words, role) = progress(entry, state);
    let right = pen.put_right(row.right().saturating_sub(1), row.y, &words, role);
    let x = row.x + 3;
    let role = if is_open { Role::CurrentSection } else { Role::Text };
    let room = right.saturating_sub(x + 1);
    pen.put(Position { x, y: row.y }, room, entry.short_title(), role);
}

/// How far a briefing was read, in a word.
fn progress(entry: &Entry, state: &State) -> (String, Role) {
    let Some(card) = &entry.card else { return ("problems".into(), Role::Error) };
    if let Some(open) = state.open().filter(|open| open.path == entry.path) {
        return (format!("{} %", open.progress.percent()), Role::Progress);
    }
    let Some(reading) = state.trail.readings.get(&card.id) else {
        return ("new".into(), Role::Accent);
    };
    if reading.fingerprint.is_some_and(|known| known != entry.fingerprint) {
        return ("revised".into(), Role::Warning);
    }
    let percent = reading.read.len() * 100 / card.passages().count().max(1);
    (format!("{} %", percent.min(100)), Role::Muted)
}
