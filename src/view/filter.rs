//! The filter: every sourcing and sentiment with its letter, its count and its meaning.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, sentiment_role, sourcing_role};
use super::theme::Role;
use crate::app::open::Open;
use crate::briefing::taxonomy::{Shown, Term};
use crate::layout::list::first_in_sight;
use crate::layout::wrap::wrap;
use crate::query::filter::Facet;

/// The cells of the frame: wide enough for every meaning on two rows.
const WIDTH: u16 = 62;

/// Draws the filter inside `room`; `row` is selected.
pub(super) fn filter(pen: &mut Pen<'_>, room: Rect, open: Option<&Open>, row: usize) {
    let Some(open) = open else { return };
    let facets: Vec<Facet> = Facet::all().collect();
    let height = (facets.len() as u16 + 6).min(room.height);
    let width = WIDTH.min(room.width);
    let area = Rect {
        x: room.x + (room.width - width) / 2,
        y: room.y + (room.height - height) / 2,
        width,
        height,
    };
    let all = open.briefing.passages.len();
    let title = format!("Filter: {} of {all} passages shown", all - open.hidden());
    let inner = pen.frame(area, &title);
    let meaning_rows = if usize::from(inner.height) > facets.len() + 3 { 3 } else { 0 };
    let lines = usize::from(inner.height.saturating_sub(meaning_rows));
    let first = first_in_sight(row, facets.len(), lines);
    for (at, facet) in facets.iter().enumerate().skip(first).take(lines) {
        // A gap before the sentiments where everything is in sight.
        let gap = u16::from(lines > facets.len() && matches!(facet, Facet::Sentiment(_)));
        let line = Rect { y: inner.y + (at - first) as u16 + gap, height: 1, ..inner };
        draw_row(pen, line, open, *facet);
        if at == row {
            pen.dress(line, Role::Selected);
        }
    }
    if meaning_rows > 0 {
        let words = meaning(facets[row.min(facets.len() - 1)]);
        let lines = wrap(words, inner.width);
        for (line, y) in lines.into_iter().zip(inner.bottom() - 2..inner.bottom()) {
            let at = Position { x: inner.x, y };
            pen.put(at, inner.width, &words[line.range], Role::Muted);
        }
    }
}

fn draw_row(pen: &mut Pen<'_>, line: Rect, open: &Open, facet: Facet) {
    let alphabet = pen.look().alphabet;
    let (glyph, role) = match facet {
        Facet::Sourcing(value) => (value.glyph(), sourcing_role(value)),
        Facet::Sentiment(value) => (value.glyph(), sentiment_role(value)),
    };
    let y = line.y;
    let chosen = if open.filter.has(facet) { "[x]" } else { "[ ]" };
    pen.put(Position { x: line.x, y }, 3, chosen, Role::Accent);
    pen.mark(Position { x: line.x + 4, y }, facet.letter(), Role::FooterKey);
    pen.mark(Position { x: line.x + 6, y }, alphabet.mark(glyph), role);
    let count = open.filter.count(facet, open.briefing.passages.iter());
    let right = pen.put_right(line.right(), y, &count.to_string(), Role::Muted);
    let x = line.x + 8;
    pen.put(Position { x, y }, right.saturating_sub(x + 1), facet.label(), role);
}

fn meaning(facet: Facet) -> &'static str {
    match facet {
        Facet::Sourcing(value) => value.meaning(),
        Facet::Sentiment(value) => value.meaning(),
    }
}
