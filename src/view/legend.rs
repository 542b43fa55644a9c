//! The legend: every letter that gives a judgement or a mark, and what it means.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, role_of};
use super::theme::Role;
use crate::app::State;
use crate::app::boxes::legend_box;
use crate::app::legend::{Legend, LegendRow};
use crate::layout::wrap::wrap;

/// Draws the legend above the bottom line.
pub(super) fn legend(pen: &mut Pen<'_>, legend: Legend, state: &State) {
    let rows = legend.kind.rows(&state.settings);
    let list = legend_box(legend, rows.len(), state.window);
    pen.frame(list.frame, legend.kind.title());
    pen.ends(list.frame, &list, legend.kind.title());
    for (at, line) in list.lines() {
        draw_row(pen, line, &rows[at]);
        if at == legend.row {
            pen.dress(line, Role::Selected);
        }
    }
    if let Some(row) = rows.get(legend.row) {
        for (line, place) in wrap(&row.meaning, list.foot.width).into_iter().zip(list.foot.rows()) {
            pen.put(place.as_position(), place.width, &row.meaning[line.range], Role::Muted);
        }
    }
}

fn draw_row(pen: &mut Pen<'_>, line: Rect, row: &LegendRow) {
    let y = line.y;
    let role = role_of(row.ink);
    pen.mark(Position { x: line.x, y }, row.letter, Role::FooterKey);
    let mut x = line.x + 2;
    if let Some(glyph) = row.glyph {
        pen.mark(Position { x, y }, pen.look().alphabet.mark(glyph), role);
        x += 2;
    }
    pen.put(Position { x, y }, line.right().saturating_sub(x), &row.label, role);
}
