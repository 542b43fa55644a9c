//! The top line: what is open, where in it the cursor is, how much was read.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::theme::Role;
use crate::app::State;
use crate::app::open::Open;
use crate::app::state::Desk;
use crate::briefing::safe;
use crate::layout::sheet::attribution::divider;
use crate::layout::width::text_width;

/// Draws the top line.
pub(super) fn header(pen: &mut Pen<'_>, area: Rect, state: &State) {
    pen.fill(area, Role::Header);
    let between = divider(pen.look().alphabet);
    let (title, place) = match &state.desk {
        Desk::Briefing(open) => (title(open, between), place(open, state, (area.width, between))),
        Desk::Refused { path, .. } => {
            let shown = state.open_entry().map_or_else(
                || safe::line(&path.to_string_lossy()).into_owned(),
                |entry| entry.shown.clone(),
            );
            (shown, "problems".to_owned())
        }
        Desk::Empty => (String::new(), String::new()),
    };
    let right = pen.put_right(area.right().saturating_sub(1), area.y, &place, Role::Header);
    let mut x = area.x + 1;
    if area.width >= 60 {
        x += pen.put(Position { x, y: area.y }, 12, "dateline", Role::Accent) + 3;
    }
    pen.put(Position { x, y: area.y }, right.saturating_sub(x + 2), &title, Role::Title);
}

fn title(open: &Open, between: &str) -> String {
    let outlets = open.briefing.outlets();
    let title = &open.briefing.about.title;
    if outlets.is_empty() { title.clone() } else { format!("{title}{between}{outlets}") }
}

/// `12 of 38 · 29 % read`, shorter in a narrow window.
fn place(open: &Open, state: &State, (width, between): (u16, &str)) -> String {
    let all = open.briefing.passages.len();
    let here = (open.cursor + 1).min(all);
    let read = open.progress.percent();
    let notes = open.noted.places.all().len();
    let unsaved = state.notes.filing.count_unsaved();
    let notes = match (unsaved, notes) {
        (1.., _) => format!("{between}{unsaved} not saved"),
        (0, 0) => String::new(),
        (0, 1) => format!("{between}1 note"),
        (0, _) => format!("{between}{notes} notes"),
    };
    let long = format!("{here} of {all}{between}{read} % read{notes}");
    if text_width(&long) * 3 <= usize::from(width) { long } else { format!("{here}/{all} {read}%") }
}
