//! The view of all notes: the list under its headings, and the preview of the selected row.

use ratatui::layout::{Position, Rect};

use super::footer::input;
use super::pen::Pen;
use super::sheet::sheet;
use super::theme::Role;
use crate::app::State;
use crate::app::boxes::notes_boxes;
use crate::app::notes_view::{Asked, Line, Listed, Row, Standing, preview};
use crate::app::state::Mode;
use crate::briefing::safe;
use crate::briefing::taxonomy::Alphabet;
use crate::layout::Split;
use crate::layout::list::first_in_sight;
use crate::layout::sheet::preview::facts;
use crate::layout::width::{fit, text_width};
use crate::layout::wrap::wrap;
use crate::notes::Note;
use crate::notes::anchor::Stand;
use crate::notes::note::Kind;

/// From this width on a row names the section.
const WITH_PLACE: u16 = 72;

/// From this width on it names the author.
const WITH_AUTHOR: u16 = 52;

/// From this width on it has the date.
const WITH_DATE: u16 = 34;

/// Draws list and preview; gives the place of the cursor where a query is typed.
pub(super) fn notes_view(pen: &mut Pen<'_>, split: &Split, state: &State) -> Option<Position> {
    let (head, list) = notes_boxes(state, split.list);
    let cursor = asked(pen, head, state);
    rows(pen, list, state);
    if let Some(rule) = split.rule {
        let alphabet = pen.look().alphabet;
        let is_upright = rule.width == 1;
        let mark = if is_upright { alphabet.pick('│', '|') } else { alphabet.pick('─', '-') };
        for place in rule.positions() {
            pen.mark(place, mark, Role::Border);
        }
    }
    if let Some(area) = split.preview {
        sheet(pen, area, &preview(state, area.width), state.trail.notes.scroll);
    }
    cursor
}

/// The query over the list, and what is wrong with it.
fn asked(pen: &mut Pen<'_>, area: Rect, state: &State) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    let asked = &state.trail.notes.asked;
    let mut at = Position { x: area.x + 1, y: area.y };
    at.x += pen.put(at, area.width - 1, "Filter ", Role::FooterKey);
    let room = area.right().saturating_sub(at.x + 1);
    let cursor = match &state.mode {
        Mode::Asking(asking) => Some(input(pen, at, room, &asking.input)),
        _ => {
            pen.put(at, room, &asked.text, Role::Text);
            None
        }
    };
    if area.height > 1 {
        caret(pen, Rect { x: at.x, y: area.y + 1, width: room, height: 1 }, asked);
    }
    let words = asked.complaint().unwrap_or_default();
    let lines = wrap(&words, area.width.saturating_sub(2).max(1));
    for (line, y) in lines.into_iter().zip(area.y + 2..area.bottom()) {
        let place = Position { x: area.x + 1, y };
        pen.put(place, area.width - 1, &words[line.range], Role::Warning);
    }
    cursor
}

/// The caret under what is wrong. A query that is longer than the line scrolls: it has none.
fn caret(pen: &mut Pen<'_>, row: Rect, asked: &Asked) {
    let Some(fault) = asked.faults.as_ref().and_then(|faults| faults.list.first()) else { return };
    let start = asked.text.get(..fault.span.start).map_or(0, text_width);
    let cells = asked.text.get(fault.span.clone()).map_or(1, text_width).max(1);
    if text_width(&asked.text) < usize::from(row.width) {
        let at = Position { x: row.x + start as u16, y: row.y };
        let room = row.right().saturating_sub(at.x);
        pen.put(at, room, &"^".repeat(cells.min(usize::from(room))), Role::Error);
    }
}

fn rows(pen: &mut Pen<'_>, area: Rect, state: &State) {
    let view = &state.trail.notes;
    if view.roll.rows.is_empty() {
        let words = match (view.asked.text.is_empty(), view.shows_buried) {
            (false, _) => "no note meets this query; F lists them all",
            (true, true) => "no note is deleted; T lists the others",
            (true, false) => "no note yet: a in the text writes one",
        };
        if area.height > 0 {
            pen.put(Position { x: area.x + 1, y: area.y }, area.width - 1, words, Role::Muted);
        }
        return;
    }
    let room = usize::from(area.height);
    let first = first_in_sight(view.roll.line_of(view.row), view.roll.lines(), room);
    for y in area.top()..area.bottom() {
        let place = Rect { y, height: 1, ..area };
        match view.roll.line(first + usize::from(y - area.y)) {
            Some(Line::Heading(group)) => heading(pen, place, state, group),
            Some(Line::Row(row)) => {
                draw_row(pen, place, state, &view.roll.rows[row]);
                if row == view.row {
                    pen.dress(place, Role::Selected);
                    let mark = pen.look().alphabet.pick('▸', '>');
                    pen.mark(place.as_position(), mark, Role::Selected);
                }
            }
            None => {}
        }
    }
}

fn heading(pen: &mut Pen<'_>, place: Rect, state: &State, group: usize) {
    let group = &state.trail.notes.roll.groups[group];
    let role = if group.is_urgent { Role::Warning } else { Role::Heading };
    let right = place.right().saturating_sub(1);
    let right = pen.put_right(right, place.y, &group.rows.len().to_string(), Role::Muted);
    let x = place.x + 1;
    pen.put(Position { x, y: place.y }, right.saturating_sub(x + 1), &group.title, role);
}

fn draw_row(pen: &mut Pen<'_>, place: Rect, state: &State, row: &Row) {
    let (x, right) = (place.x + 2, place.right().saturating_sub(1));
    match row {
        Row::File(path) => {
            let words = safe::line(&path.to_string_lossy()).into_owned();
            pen.mark(Position { x, y: place.y }, '!', Role::Error);
            let room = right.saturating_sub(x + 2);
            let words = tail(&words, usize::from(room), pen.look().alphabet);
            pen.put(Position { x: x + 2, y: place.y }, room, &words, Role::Text);
        }
        Row::Note(listed) => {
            let notebook = state.notes.notebook(&listed.briefing);
            let note = notebook.and_then(|notebook| notebook.get(listed.note));
            let Some(note) = note.map(crate::notes::Document::note) else { return };
            pen.mark(
                Position { x, y: place.y },
                kind_sign(note.kind, pen.look().alphabet),
                Role::Note,
            );
            let right = beside(pen, place, state, (listed, note));
            said(pen, Position { x: x + 2, y: place.y }, right, note);
        }
    }
}

/// What it judges, marks and tags, then its first words or those that it is about.
fn said(pen: &mut Pen<'_>, at: Position, right: u16, note: &Note) {
    let mut x = at.x;
    let room = |x: u16| right.saturating_sub(x + 1);
    let facts = facts(note);
    if !facts.is_empty() {
        x += pen.put(Position { x, ..at }, room(x), &safe::line(&facts), Role::Note) + 1;
    }
    let first = note.body.lines().find(|line| !line.trim().is_empty());
    let (words, role) = match (first, note.target.latest().quote()) {
        (Some(line), _) => (line.to_owned(), Role::Text),
        (None, Some(quote)) => (format!("“{}”", quote.exact), Role::Muted),
        (None, None) => return,
    };
    // More than fits needs no cleaning.
    let words: String = words.chars().take(usize::from(right) + 8).collect();
    let words = safe::line(&words).split_whitespace().collect::<Vec<_>>().join(" ");
    pen.put(Position { x, ..at }, room(x), &words, role);
}

/// The section, whose it is and since when, at the end of the row. Gives the column where that begins.
fn beside(pen: &mut Pen<'_>, place: Rect, state: &State, (listed, note): (&Listed, &Note)) -> u16 {
    let mut right = place.right().saturating_sub(1);
    if place.width >= WITH_DATE {
        let words = note.origin.created.strftime("%-d %b %Y").to_string();
        right = pen.put_right(right, place.y, &format!("{words:>11}"), Role::Muted);
    }
    let ellipsis = pen.look().alphabet.pick('…', '~');
    if let Some(author) = note.origin.author.as_ref().filter(|_| place.width >= WITH_AUTHOR) {
        let words = fit(&safe::line(author), 10, ellipsis);
        right = pen.put_right(right, place.y, &format!("{words} "), Role::Muted);
    }
    if place.width >= WITH_PLACE {
        let words = fit(&place_of(state, listed), usize::from(place.width / 4), ellipsis);
        right = pen.put_right(right, place.y, &format!("{words}  "), Role::Muted);
    }
    right
}

/// The section that the note stands in.
fn place_of(state: &State, listed: &Listed) -> String {
    let Some(briefing) = state.briefing(&listed.briefing) else { return String::new() };
    let section = match &listed.standing {
        Standing::Absent => return String::new(),
        Standing::Sought => return "…".to_owned(),
        Standing::Known(found) => match found.stand() {
            Stand::Briefing | Stand::Tray => return "the briefing".to_owned(),
            Stand::Section(section) => *section,
            Stand::Passage(passage) | Stand::Span(passage, _) => briefing.section_of(*passage),
        },
    };
    briefing.sections.get(section).map(|section| section.heading.clone()).unwrap_or_default()
}

/// The sign of a kind of note.
fn kind_sign(kind: Kind, alphabet: Alphabet) -> char {
    match kind {
        Kind::Comment => alphabet.pick('✎', '&'),
        Kind::Highlight => alphabet.pick('▪', '*'),
        Kind::Judgement => alphabet.pick('≈', '~'),
        Kind::Mark => '!',
        Kind::Link => alphabet.pick('→', '>'),
    }
}

/// The end of a path, where it is too long.
fn tail(path: &str, cells: usize, alphabet: Alphabet) -> String {
    let over = text_width(path).saturating_sub(cells);
    if over == 0 {
        return path.to_owned();
    }
    let cut = crate::layout::width::head(path, over + 1).len();
    format!("{}{}", alphabet.pick('…', '~'), &path[cut..])
}
