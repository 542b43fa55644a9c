//! A query being typed: the line, the caret under a mistake, and what may stand there.

use ratatui::layout::{Position, Rect};

use super::footer::input;
use super::pen::Pen;
use super::theme::Role;
use crate::app::query_line::QueryLine;
use crate::layout::list::first_in_sight;
use crate::layout::width::text_width;
use crate::layout::wrap::wrap;
use crate::query::Fault;

/// The cells before the query: a prompt and a blank.
const PROMPT: u16 = 2;

/// Draws the line into the first row of `area`, `hint` where nothing is on it. Gives the place of
/// the cursor.
pub(super) fn query_line(pen: &mut Pen<'_>, area: Rect, line: &QueryLine, hint: &str) -> Position {
    let prompt = pen.look().alphabet.pick('›', '>');
    pen.mark(area.as_position(), prompt, Role::FooterKey);
    let at = Position { x: area.x + PROMPT, y: area.y };
    let room = area.width.saturating_sub(PROMPT + 1);
    if line.input.value().is_empty() {
        pen.put(at, room, hint, Role::Muted);
    }
    input(pen, at, room, &line.input)
}

/// Draws what is wrong, with carets under the place in the line above, else what may stand at the
/// caret.
pub(super) fn help(pen: &mut Pen<'_>, area: Rect, line: &QueryLine) {
    match line.told() {
        Some(fault) => told(pen, area, line, fault),
        None => offered(pen, area, line),
    }
}

fn told(pen: &mut Pen<'_>, area: Rect, line: &QueryLine, fault: &Fault) {
    let text = line.input.value();
    let room = usize::from(area.width.saturating_sub(PROMPT + 1));
    let skipped = line.input.visual_scroll(room.max(1));
    let cells = |byte: usize| text_width(&text[..text.floor_char_boundary(byte)]);
    let start = cells(fault.span.start).saturating_sub(skipped).min(room);
    let end = cells(fault.span.end).saturating_sub(skipped).clamp(start + 1, room + 1);
    let mut rows = area.rows();
    let Some(row) = rows.next() else { return };
    let at = Position { x: row.x + PROMPT + start as u16, y: row.y };
    pen.put(at, (end - start) as u16, &"^".repeat(end - start), Role::Error);
    let fix = fault.fix.iter().map(|fix| (fix, Role::Muted));
    for (words, role) in std::iter::once((&fault.reason, Role::Error)).chain(fix) {
        for part in wrap(words, area.width) {
            let Some(row) = rows.next() else { return };
            pen.put(row.as_position(), row.width, &words[part.range], role);
        }
    }
}

fn offered(pen: &mut Pen<'_>, area: Rect, line: &QueryLine) {
    let candidates = line.candidates();
    let first = first_in_sight(line.selected().unwrap_or(0), candidates.len(), area.height.into());
    for (at, row) in (first..candidates.len()).zip(area.rows()) {
        let candidate = &candidates[at];
        let is_selected = line.selected() == Some(at);
        let role = if is_selected { Role::Selected } else { Role::Text };
        if is_selected {
            pen.dress(row, Role::Selected);
            pen.mark(row.as_position(), pen.look().alphabet.pick('▸', '>'), Role::Selected);
        }
        let x = row.x + PROMPT;
        let used =
            pen.put(Position { x, ..row.as_position() }, row.width - PROMPT, &candidate.text, role);
        let meaning = Position { x: x + used.max(16) + 2, y: row.y };
        let role = if is_selected { Role::Selected } else { Role::Muted };
        pen.put(meaning, row.right().saturating_sub(meaning.x), &candidate.meaning, role);
    }
}
