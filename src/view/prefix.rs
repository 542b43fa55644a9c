//! The keys that may follow a prefix, in a small box above the bottom line.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::theme::Role;
use crate::app::State;
use crate::app::key::Keys;
use crate::layout::width::text_width;

/// Draws the box above `footer`.
pub(super) fn prefix(pen: &mut Pen<'_>, footer: Rect, state: &State) {
    let pending = &state.prompt.pending;
    let rows: Vec<(String, &str)> = (state.settings.keymap)
        .following(state.key_mode(), pending)
        .map(|(key, action)| (key.to_string(), action.short()))
        .collect();
    let widest = rows.iter().map(|(key, word)| text_width(key) + text_width(word) + 1).max();
    let width = (widest.unwrap_or(0) as u16 + 4).max(10).min(footer.width);
    let height = (rows.len() as u16 + 2).min(footer.y);
    let x = footer.right().saturating_sub(width + 1);
    let area = Rect { x, y: footer.y - height, width, height };
    let inner = pen.frame(area, &Keys(pending.clone()).to_string());
    for ((key, word), y) in rows.iter().zip(inner.top()..inner.bottom()) {
        let used = pen.put(Position { x: inner.x, y }, inner.width, key, Role::FooterKey);
        let x = inner.x + used + 1;
        pen.put(Position { x, y }, inner.right().saturating_sub(x), word, Role::Text);
    }
}
