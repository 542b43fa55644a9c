//! A list over the text: what was typed, the rows that fit, the letters that fit lit.

use ratatui::layout::{Position, Rect, Size};
use unicode_segmentation::UnicodeSegmentation;

use super::footer::input;
use super::pen::Pen;
use super::theme::Role;
use crate::app::boxes::picker_box;
use crate::app::fuzzy::Fuzzy;
use crate::app::picker::{Listed, Picker, PickerKind, PickerLine};
use crate::layout::list::ListBox;
use crate::layout::width::{grapheme_width, text_width};

/// Draws the list; gives the place of the cursor.
pub(super) fn picker(pen: &mut Pen<'_>, window: Size, picker: &Picker) -> Position {
    let title = match picker.kind {
        PickerKind::Outline => "Go to a section",
        PickerKind::Library => "Open a briefing",
        PickerKind::Palette => "Run an action",
        PickerKind::Help => "Help: every key",
        PickerKind::Tags => "Tag the note here",
        PickerKind::Drafts => "Notes that were not finished",
    };
    let list = picker_box(picker, window);
    pen.frame(list.frame, title);
    pen.ends(list.frame, &list, title);
    let prompt = pen.look().alphabet.pick('›', '>');
    pen.mark(list.head.as_position(), prompt, Role::FooterKey);
    let at = Position { x: list.head.x + 2, y: list.head.y };
    let count = match picker.sought {
        Some(_) => format!("{} of {}", pen.look().alphabet.pick('…', '?'), picker.rows.count()),
        None => format!("{} of {}", picker.count(), picker.rows.count()),
    };
    let right = pen.put_right(list.head.right(), list.head.y, &count, Role::Muted);
    let cursor = input(pen, at, right.saturating_sub(at.x + 1), &picker.input);
    draw_rows(pen, &list, picker);
    cursor
}

fn draw_rows(pen: &mut Pen<'_>, list: &ListBox, picker: &Picker) {
    let lines = picker.lines();
    let mut fuzzy = Some(picker.fits()).filter(|fits| !fits.is_empty()).map(Fuzzy::new);
    for (line, place) in list.lines() {
        match lines.get(line) {
            Some(PickerLine::Heading(words)) => {
                pen.put(place.as_position(), place.width, words, Role::Heading);
            }
            Some(PickerLine::Row(at)) => {
                // What is listed for other letters is not what enter takes.
                let is_selected = at == picker.selected && picker.sought.is_none();
                if let Some(row) = picker.listed(at) {
                    let lit = fuzzy.as_mut().map(|fuzzy| fuzzy.lit(row.text));
                    draw_row(pen, place, (row, &lit.unwrap_or_default()), is_selected);
                }
            }
            None => {}
        }
    }
    if picker.count() == 0 && picker.sought.is_none() {
        let words = "nothing fits; backspace widens the search";
        pen.put(list.body.as_position(), list.body.width, words, Role::Muted);
    }
}

fn draw_row(pen: &mut Pen<'_>, place: Rect, (row, lit): (Listed<'_>, &[u32]), is_selected: bool) {
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
    pen.put(Position { x, y: place.y }, room, row.text, role);
    light(pen, Position { x, y: place.y }, room, row.text, lit);
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
