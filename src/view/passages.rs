//! The view of passages: the query, what it finds under its briefings, and the selected passage in full.

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, sentiment_role, sourcing_role};
use super::query_line::{help, query_line};
use super::sheet::sheet;
use super::theme::Role;
use crate::app::State;
use crate::app::boxes::passages_boxes;
use crate::app::passages::{Finds, PassageLine};
use crate::app::update::passage_sheet;
use crate::briefing::taxonomy::Shown;
use crate::layout::Split;
use crate::layout::list::first_in_sight;
use crate::layout::width::text_width;

/// How many bytes stand before the first found word of a row, at most.
const LEAD: usize = 24;

/// Draws list and preview; gives the place of the cursor where the query is typed.
pub(super) fn passages(pen: &mut Pen<'_>, split: &Split, state: &State) -> Option<Position> {
    let view = &state.trail.passages;
    let (head, list) = passages_boxes(state, split.list);
    let line = Rect { x: head.x + 1, width: head.width.saturating_sub(2), ..head };
    let cursor = query_line(pen, line, &view.line, "words, or field:value; the whole library");
    if view.is_typing && line.height > 1 {
        help(pen, Rect { y: line.y + 1, height: line.height - 1, ..line }, &view.line);
    }
    rows(pen, list, state);
    if let Some(rule) = split.rule {
        let is_beside = rule.width == 1 && rule.height > 1;
        let (unicode, ascii) = if is_beside { ('│', '|') } else { ('─', '-') };
        let mark = pen.look().alphabet.pick(unicode, ascii);
        rule.positions().for_each(|place| pen.mark(place, mark, Role::Border));
    }
    if let Some(area) = split.preview {
        sheet(pen, area, &passage_sheet(state, area.width), view.scroll);
    }
    view.is_typing.then_some(cursor)
}

fn rows(pen: &mut Pen<'_>, area: Rect, state: &State) {
    let view = &state.trail.passages;
    if view.found.is_empty() && area.height > 0 {
        let words = match (view.sought, state.start.scanned) {
            (Some(_), _) => "searching…",
            (None, false) => "reading the library…",
            (None, true) => "no passage meets this query",
        };
        pen.put(Position { x: area.x + 1, y: area.y }, area.width - 1, words, Role::Muted);
        return;
    }
    let first = first_in_sight(view.selected_line(), view.lines(), usize::from(area.height));
    for y in area.top()..area.bottom() {
        let place = Rect { y, height: 1, ..area };
        match view.line_at(first + usize::from(y - area.y)) {
            Some(PassageLine::Heading(group)) => heading(pen, place, &view.found[group]),
            Some(PassageLine::Row(row, group, passage)) => {
                let is_selected = row == view.row;
                draw_row(pen, place, state, (&view.found[group], passage), is_selected);
            }
            None => {}
        }
    }
}

fn heading(pen: &mut Pen<'_>, place: Rect, finds: &Finds) {
    let right = place.right().saturating_sub(1);
    let right = pen.put_right(right, place.y, &finds.passages.len().to_string(), Role::Muted);
    let x = place.x + 1;
    let room = right.saturating_sub(x + 1);
    pen.put(Position { x, y: place.y }, room, finds.entry.title(), Role::Heading);
}

fn draw_row(
    pen: &mut Pen<'_>,
    place: Rect,
    state: &State,
    (finds, passage): (&Finds, usize),
    is_selected: bool,
) {
    let alphabet = pen.look().alphabet;
    let (y, right) = (place.y, place.right().saturating_sub(1));
    if is_selected {
        pen.dress(place, Role::Selected);
        pen.mark(place.as_position(), alphabet.pick('▸', '>'), Role::Selected);
    }
    let briefing = finds.briefing(&state.library);
    let Some(found) = briefing.and_then(|briefing| briefing.passages.get(passage)) else {
        // Its text is on the way.
        let dots = alphabet.pick('…', '~').to_string();
        pen.put(Position { x: place.x + 6, y }, 1, &dots, Role::Muted);
        return;
    };
    let tags = &found.attribution;
    let role = |role| if is_selected { Role::Selected } else { role };
    let (sourcing, sentiment) = (tags.sourcing.value, tags.sentiment.value);
    let x = place.x + 2;
    pen.mark(Position { x, y }, alphabet.mark(sourcing.glyph()), role(sourcing_role(sourcing)));
    let mark = alphabet.mark(sentiment.glyph());
    pen.mark(Position { x: x + 2, y }, mark, role(sentiment_role(sentiment)));
    let at = Position { x: x + 4, y };
    let room = right.saturating_sub(at.x);
    let lit = state.trail.passages.query.lit(&found.text);
    // A line break is one byte, as a blank is: the runs stay where they are.
    let text = found.text.replace(['\n', '\t'], " ");
    let start = start_of(&text, lit.first().map_or(0, |run| run.start), usize::from(room));
    let lead = if start > 0 { alphabet.pick('…', '~').to_string() } else { String::new() };
    let shown = &text[start..];
    let end = shown.char_indices().nth(usize::from(room) + 8).map_or(shown.len(), |(at, _)| at);
    let cut = pen.put(at, room, &format!("{lead}{}", &shown[..end]), role(Role::Text));
    for run in lit.iter().filter(|run| run.start >= start && run.start < start + end) {
        let cells =
            |byte: usize| text_width(&text[start..byte.min(start + end)]) + lead.chars().count();
        let (from, to) = (cells(run.start) as u16, (cells(run.end) as u16).min(cut));
        if from < to {
            pen.dress(Rect::new(at.x + from, y, to - from, 1), Role::Match);
        }
    }
}

/// Where a row begins so that a place in its text is in sight: at the text's beginning if that does,
/// else at a word.
fn start_of(text: &str, place: usize, room: usize) -> usize {
    if place + LEAD <= room.max(LEAD) {
        return 0;
    }
    let from = text.floor_char_boundary(place.saturating_sub(LEAD));
    text[from..place].find(' ').map_or(from, |blank| from + blank + 1)
}
