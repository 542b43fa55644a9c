//! The outline pane: the sections, the current one lit, each with a strip of its tone and its sourcing.

use ratatui::layout::{Position, Rect};

use super::library::heading;
use super::pen::{Pen, sentiment_role, sourcing_role};
use super::theme::Role;
use crate::app::State;
use crate::app::open::Open;
use crate::briefing::Section;
use crate::briefing::taxonomy::Shown;
use crate::insight::strip::strip;
use crate::layout::Pane;
use crate::layout::list::{first_in_sight, lines_per_section};
use crate::layout::width::text_width;

/// The most cells that one strip takes.
const LONGEST_STRIP: u16 = 12;

/// Draws the outline.
pub(super) fn outline(pen: &mut Pen<'_>, area: Rect, state: &State, focused: bool) {
    heading(pen, area, "Outline", focused);
    let Some(open) = state.open() else { return };
    let sections = &open.briefing.sections;
    let lines = area.height.saturating_sub(1);
    let each = lines_per_section(sections.len(), lines);
    let selected = state.row_of(Pane::Outline);
    let room = usize::from(lines / each);
    let first = first_in_sight(selected, sections.len(), room);
    let current = open.briefing.section_of(open.cursor);
    // The strips end in one column, whatever the numbers beside them.
    let most = sections.iter().map(|section| section.passages.len()).max().unwrap_or(0);
    let count = (text_width(&format!(" {most} unread ")) as u16).min(area.width);
    for (at, section) in sections.iter().enumerate().skip(first).take(room) {
        let y = area.y + 1 + (at - first) as u16 * each;
        let row = Rect { y, height: 1, ..area };
        let unread = open.progress.unread(section.passages.clone());
        draw_heading(pen, row, section, at == current, (each == 1).then_some(unread));
        if each == 2 {
            let row = Rect { y: y + 1, width: row.width - count, ..row };
            draw_strips(pen, row, open, section);
            if unread > 0 {
                let right = area.right().saturating_sub(1);
                pen.put_right(right, y + 1, &format!("{unread} unread"), Role::Muted);
            }
        }
        if focused && at == selected {
            pen.dress(row, Role::Selected);
        }
    }
}

fn draw_heading(
    pen: &mut Pen<'_>,
    row: Rect,
    section: &Section,
    is_current: bool,
    unread: Option<usize>,
) {
    let mut right = row.right();
    if let Some(unread) = unread.filter(|unread| *unread > 0) {
        right =
            pen.put_right(row.right().saturating_sub(1), row.y, &unread.to_string(), Role::Muted);
    }
    let role = if is_current { Role::CurrentSection } else { Role::Text };
    if is_current {
        let mark = pen.look().alphabet.pick('▸', '>');
        pen.mark(Position { x: row.x + 1, y: row.y }, mark, Role::Accent);
    }
    let x = row.x + 3;
    pen.put(Position { x, y: row.y }, right.saturating_sub(x + 1), &section.heading, role);
}

/// The tones of the section in order, and its sourcings in order.
fn draw_strips(pen: &mut Pen<'_>, row: Rect, open: &Open, section: &Section) {
    let room = row.right().saturating_sub(row.x + 4) / 2;
    let cells = usize::from(room.min(LONGEST_STRIP));
    let alphabet = pen.look().alphabet;
    let mut x = row.x + 3;
    let tones = open.sifting.curated.sentiments(section.passages.clone());
    for tone in strip(&tones, cells) {
        pen.mark(Position { x, y: row.y }, alphabet.mark(tone.glyph()), sentiment_role(tone));
        x += 1;
    }
    x += 1;
    let sourcings = open.sifting.curated.sourcings(section.passages.clone());
    for sourcing in strip(&sourcings, cells) {
        pen.mark(
            Position { x, y: row.y },
            alphabet.mark(sourcing.glyph()),
            sourcing_role(sourcing),
        );
        x += 1;
    }
}
