//! A list over the text: what was typed, the rows that fit, the letters that fit lit.

use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use super::footer::input;
use super::pen::Pen;
use super::theme::Role;
use crate::app::fuzzy::Ranked;
use crate::app::picker::{Picker, PickerKind, PickerRow};
use crate::layout::list::first_in_sight;
use crate::layout::width::{grapheme_width, text_width};

/// Draws the list; gives the place of the cursor.
pub(super) fn picker(pen: &mut Pen<'_>, area: Rect, picker: &Picker) -> Position {
    let title = match picker.kind {
        PickerKind::Outline => "Go to a section",
        PickerKind::Library => "Open a briefing",
        PickerKind::Palette => "Run an action",
        PickerKind::Help => "Help: every key",
    };
    // As high as the whole list needs: it keeps its place while typing narrows it down.
    let wanted = picker.rows.len() + headings(picker) + 3;
    let height = area.height.min(u16::try_from(wanted).unwrap_or(u16::MAX));
    let inner = pen.frame(Rect { height, ..area }, title);
    let prompt = pen.look().alphabet.pick('›', '>');
    pen.mark(inner.as_position(), prompt, Role::FooterKey);
    let at = Position { x: inner.x + 2, y: inner.y };
    let count = format!("{} of {}", picker.shown.len(), picker.rows.len());
    let right = pen.put_right(inner.right(), inner.y, &count, Role::Muted);
    let cursor = input(pen, at, right.saturating_sub(at.x + 1), &picker.input);
    let rows = Rect { y: inner.y + 1, height: inner.height.saturating_sub(1), ..inner };
    draw_rows(pen, rows, picker);
    cursor
}

fn headings(picker: &Picker) -> usize {
    let mut headings: Vec<&str> = picker.rows.iter().filter_map(|row| row.heading).collect();
    headings.dedup();
    headings.len()
}

/// A line of the list: a heading, or a row and its place among the shown ones.
enum Line<'a> {
    Heading(&'static str),
    Row(usize, &'a Ranked),
}

fn draw_rows(pen: &mut Pen<'_>, area: Rect, picker: &Picker) {
    let lines = lines(picker);
    let is_selected = |line: &Line<'_>| matches!(line, Line::Row(at, _) if *at == picker.selected);
    let selected = lines.iter().position(is_selected).unwrap_or(0);
    let room = usize::from(area.height);
    let first = first_in_sight(selected, lines.len(), room);
    for (line, y) in lines.iter().skip(first).zip(area.top()..area.bottom()) {
        let place = Rect { y, height: 1, ..area };
        match line {
            Line::Heading(words) => {
                pen.put(place.as_position(), place.width, words, Role::Heading);
            }
            Line::Row(at, ranked) => {
                if let Some(row) = picker.rows.get(ranked.row) {
                    draw_row(pen, place, row, ranked, *at == picker.selected);
                }
            }
        }
    }
    if picker.shown.is_empty() {
        pen.put(
            area.as_position(),
            area.width,
            "nothing fits; backspace widens the search",
            Role::Muted,
        );
    }
}

/// The rows with the headings between them, while nothing is typed.
fn lines(picker: &Picker) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(picker.shown.len() + 8);
    let mut heading = None;
    for (at, ranked) in picker.shown.iter().enumerate() {
        let here = picker.rows.get(ranked.row).and_then(|row| row.heading);
        if let Some(words) = here.filter(|_| here != heading && picker.input.value().is_empty()) {
            lines.push(Line::Heading(words));
        }
        heading = here;
        lines.push(Line::Row(at, ranked));
    }
    lines
}

fn draw_row(pen: &mut Pen<'_>, place: Rect, row: &PickerRow, ranked: &Ranked, is_selected: bool) {
    let x = place.x + 2;
    if is_selected {
        pen.dress(place, Role::Selected);
        pen.mark(place.as_position(), pen.look().alphabet.pick('▸', '>'), Role::Selected);
    }
    let role = if is_selected { Role::Selected } else { Role::Muted };
    let detail_room = usize::from(place.width / 2);
    let ellipsis = pen.look().alphabet.pick('…', '~');
    let detail = crate::layout::width::fit(&row.detail, detail_room, ellipsis);
    let right = pen.put_right(place.right(), place.y, &detail, role);
    let role = if is_selected { Role::Selected } else { Role::Text };
    let room = right.saturating_sub(x + 1);
    pen.put(Position { x, y: place.y }, room, &row.text, role);
    light(pen, Position { x, y: place.y }, room, &row.text, &ranked.lit);
}

/// Lights the letters that the pattern fell on; `lit` counts characters of the text.
fn light(pen: &mut Pen<'_>, at: Position, room: u16, text: &str, lit: &[u32]) {
    if lit.is_empty() || text_width(text) > usize::from(room) {
        return;
    }
    let mut x = at.x;
    // The matcher counts a grapheme as one character.
    for (number, grapheme) in text.graphemes(true).enumerate() {
        let width = grapheme_width(grapheme) as u16;
        if lit.binary_search(&(number as u32)).is_ok() {
            pen.dress(Rect::new(x, at.y, width, 1), Role::Match);
        }
        x += width;
    }
}
