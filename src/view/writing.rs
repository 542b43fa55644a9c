//! A note being written, in the last rows of the text column.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::theme::Role;
use crate::app::boxes::{writing_height, writing_width};
use crate::app::writing::Writing;

/// Draws the note at the end of the text `column`; gives the place of the cursor.
pub(super) fn writing(pen: &mut Pen<'_>, column: Rect, writing: &Writing) -> Option<Position> {
    let height = writing_height(&writing.editor, column).min(column.height);
    let area = Rect { y: column.bottom() - height, height, ..column };
    let inner = pen.frame(area, &writing.words);
    if inner.is_empty() {
        return None;
    }
    let (rows, here) = writing.editor.rows_around_cursor(writing_width(column), inner.height);
    let text = writing.editor.text();
    for (row, y) in rows.iter().zip(inner.top()..inner.bottom()) {
        pen.put(Position { x: inner.x, y }, inner.width, &text[row.run.clone()], Role::Text);
    }
    if text.is_empty() {
        let hint = "Markdown; ctrl-s saves, esc leaves";
        pen.put(inner.as_position(), inner.width, hint, Role::Muted);
    }
    let row = rows.get(here)?;
    let x = inner.x + writing.editor.column_on(row).min(inner.width.saturating_sub(1));
    Some(Position { x, y: inner.y + here as u16 })
}
