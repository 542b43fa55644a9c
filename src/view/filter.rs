//! The filter: every sourcing and sentiment with its letter, its count and its meaning.

use ratatui::layout::{Position, Rect, Size};

use super::pen::{Pen, sentiment_role, sourcing_role};
use super::theme::Role;
use crate::app::boxes::filter_box;
use crate::app::open::Open;
use crate::briefing::taxonomy::{Shown, Term};
use crate::layout::wrap::wrap;
use crate::query::filter::Facet;

/// Draws the filter; `row` is selected.
pub(super) fn filter(pen: &mut Pen<'_>, window: Size, open: Option<&Open>, row: usize) {
    let Some(open) = open else { return };
    let facets = open.filter.counts(open.effective().pairs());
    let list = filter_box(row, window);
    let all = open.briefing.passages.len();
    pen.frame(list.frame, &format!("Filter: {} of {all} passages shown", all - open.hidden()));
    for (at, line) in list.lines() {
        let (facet, count) = facets[at];
        draw_row(pen, line, open.filter.has(facet), (facet, count));
        if at == row {
            pen.dress(line, Role::Selected);
        }
    }
    let words = meaning(facets[row.min(facets.len() - 1)].0);
    // The first row below the list stays free.
    let rows = wrap(words, list.foot.width).into_iter().zip(list.foot.rows().skip(1));
    for (line, place) in rows {
        pen.put(place.as_position(), place.width, &words[line.range], Role::Muted);
    }
}

fn draw_row(pen: &mut Pen<'_>, line: Rect, is_chosen: bool, (facet, count): (Facet, usize)) {
    let alphabet = pen.look().alphabet;
    let (glyph, role) = match facet {
        Facet::Sourcing(value) => (value.glyph(), sourcing_role(value)),
        Facet::Sentiment(value) => (value.glyph(), sentiment_role(value)),
    };
    let y = line.y;
    let chosen = if is_chosen { "[x]" } else { "[ ]" };
    pen.put(Position { x: line.x, y }, 3, chosen, Role::Accent);
    pen.mark(Position { x: line.x + 4, y }, facet.letter(), Role::FooterKey);
    pen.mark(Position { x: line.x + 6, y }, alphabet.mark(glyph), role);
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
