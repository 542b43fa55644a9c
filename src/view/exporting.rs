//! The export dialog: its lines, and a look at what would be written.

use ratatui::layout::{Position, Rect, Size};
use strum::IntoEnumIterator;

use super::footer::input;
use super::pen::Pen;
use super::theme::Role;
use crate::app::exporting::{Exporting, Form, Preview, Question};
use crate::layout::panes::leaf_area;

/// The cells that the words before the answers take.
const LABEL: u16 = 13;

/// Draws the dialog; gives the place of the cursor.
pub(super) fn exporting(
    pen: &mut Pen<'_>,
    window: Size,
    exporting: &Exporting,
) -> Option<Position> {
    let title = match exporting.form {
        Form::Table => "Export passages",
        Form::Markdown | Form::Single | Form::Json | Form::W3c | Form::Csv | Form::Template => {
            "Export notes"
        }
    };
    let inner = pen.frame(leaf_area(window), title);
    let mut cursor = None;
    for (question, y) in Question::iter().zip(inner.top()..inner.bottom()) {
        let line = Rect { y, height: 1, ..inner };
        cursor = draw_line(pen, line, exporting, question).or(cursor);
    }
    let lines = Question::iter().count() as u16 + 1;
    let rest = Rect {
        y: inner.y + lines.min(inner.height),
        height: inner.height.saturating_sub(lines),
        ..inner
    };
    match &exporting.preview {
        Some(preview) => draw_preview(pen, rest, preview, exporting.form == Form::Table),
        None => {
            pen.put(rest.as_position(), rest.width, "being made…", Role::Muted);
        }
    }
    cursor
}

fn draw_line(
    pen: &mut Pen<'_>,
    line: Rect,
    exporting: &Exporting,
    question: Question,
) -> Option<Position> {
    let is_chosen = exporting.question == question;
    let (open, close) = (pen.look().alphabet.pick('‹', '<'), pen.look().alphabet.pick('›', '>'));
    let role = if is_chosen { Role::FooterKey } else { Role::Muted };
    pen.put(line.as_position(), LABEL, question.label(), role);
    let at = Position { x: line.x + LABEL, ..line.as_position() };
    let room = line.right().saturating_sub(at.x);
    if question == Question::Destination {
        let place = input(pen, at, room.saturating_sub(1), &exporting.destination);
        return is_chosen.then_some(place);
    }
    let answer = exporting.answer(question);
    if is_chosen {
        pen.put(at, room, &format!("{open} {answer} {close}"), Role::Accent);
    } else {
        pen.put(at, room, &format!("  {answer}"), Role::Text);
    }
    None
}

fn draw_preview(pen: &mut Pen<'_>, area: Rect, preview: &Preview, is_table: bool) {
    if area.is_empty() {
        return;
    }
    if let Some(fault) = &preview.fault {
        for (line, y) in fault.lines().zip(area.top()..area.bottom()) {
            pen.put(Position { x: area.x, y }, area.width, line, Role::Warning);
        }
        return;
    }
    let notes = match preview.notes {
        _ if is_table => "passages".to_owned(),
        1 => "1 note".to_owned(),
        count => format!("{count} notes"),
    };
    let words = match preview.files.as_slice() {
        [] => "no notes: nothing would be written".to_owned(),
        [only] => format!("{notes} in {only}"),
        [first, ..] => format!("{notes} in {} files: {first}, …", preview.files.len()),
    };
    pen.put(area.as_position(), area.width, &words, Role::Note);
    for (line, y) in preview.beginning.iter().zip(area.top() + 2..area.bottom()) {
        pen.put(Position { x: area.x, y }, area.width, line, Role::Muted);
    }
}
