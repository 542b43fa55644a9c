//! The filter: its query, and every facet with its letter, its count and its meaning.

use ratatui::layout::{Position, Rect, Size};

use super::pen::{Pen, sentiment_role, sourcing_role};
use super::query_line::{help, query_line};
use super::theme::Role;
use crate::app::boxes::{FilterBox, filter_box};
use crate::app::filtering::{FacetLine, Filtering};
use crate::app::open::Open;
use crate::briefing::taxonomy::Shown;
use crate::layout::wrap::wrap;
use crate::query::{Facet, Sieve};

/// Draws the filter; gives the place of the cursor where its query is typed.
pub(super) fn filter(
    pen: &mut Pen<'_>,
    window: Size,
    open: &Open,
    filtering: &Filtering,
) -> Option<Position> {
    let sieve = &open.sifting.sieve;
    let parts = filter_box(filtering, sieve.rows(), window);
    let all = open.briefing.passages.len();
    let title = match &open.sifting.sought {
        Some(_) => "Filter: searching".to_owned(),
        None => format!("Filter: {} of {all} passages shown", all - open.hidden()),
    };
    pen.frame(parts.frame, &title);
    let cursor =
        query_line(pen, parts.list.head, &filtering.line, "every passage; / types a query");
    if parts.is_helping {
        help(pen, parts.list.body, &filtering.line);
    } else {
        pen.ends(parts.frame, &parts.list, &title);
        facets(pen, &parts, sieve, filtering);
    }
    filtering.is_typing().then_some(cursor)
}

fn facets(pen: &mut Pen<'_>, parts: &FilterBox, sieve: &Sieve, filtering: &Filtering) {
    for (at, place) in parts.list.lines() {
        match parts.lines[at] {
            FacetLine::Heading(kind) => {
                pen.put(place.as_position(), place.width, kind.label(), Role::Heading);
            }
            FacetLine::Row(row) => {
                draw_row(pen, place, sieve, row);
                if row == filtering.row && !filtering.is_typing() {
                    pen.dress(place, Role::Selected);
                }
            }
        }
    }
    let words = sieve.rows().get(filtering.row).map_or("", Facet::meaning);
    for (line, place) in wrap(words, parts.foot.width).into_iter().zip(parts.foot.rows()) {
        pen.put(place.as_position(), place.width, &words[line.range], Role::Muted);
    }
}

fn draw_row(pen: &mut Pen<'_>, place: Rect, sieve: &Sieve, row: usize) {
    let facet = &sieve.rows()[row];
    let is_chosen = sieve.chosen().get(row).copied().unwrap_or(false);
    let count = sieve.counts().get(row).copied().unwrap_or(0);
    let alphabet = pen.look().alphabet;
    let (glyph, role) = match facet {
        Facet::Sourcing(value) => (Some(value.glyph()), sourcing_role(*value)),
        Facet::Sentiment(value) => (Some(value.glyph()), sentiment_role(*value)),
        Facet::Speaker(_) | Facet::Outlet(_) | Facet::Topic(_) => (None, Role::Text),
    };
    let y = place.y;
    let chosen = if is_chosen { "[x]" } else { "[ ]" };
    pen.put(place.as_position(), 3, chosen, Role::Accent);
    let mut x = place.x + 4;
    if let (Some(letter), Some(glyph)) = (facet.letter(), glyph) {
        pen.mark(Position { x, y }, letter, Role::FooterKey);
        pen.mark(Position { x: x + 2, y }, alphabet.mark(glyph), role);
        x += 4;
    }
    let right = pen.put_right(place.right(), y, &count.to_string(), Role::Muted);
    pen.put(Position { x, y }, right.saturating_sub(x + 1), facet.label(), role);
}
