//! The top line: what is open, where in it the cursor is, how much was read.

use ratatui::layout::{Position, Rect};
use strum::IntoEnumIterator;

use super::pen::Pen;
use super::theme::Role;
use crate::app::State;
use crate::app::open::Open;
use crate::app::passages::MOST_PASSAGES;
use crate::app::state::Desk;
use crate::app::views::View;
use crate::briefing::safe;
use crate::layout::sheet::attribution::divider;
use crate::layout::width::text_width;

/// The cells of the tabs, with the room behind them.
const TABS: usize = 32;

/// Draws the top line.
pub(super) fn header(pen: &mut Pen<'_>, area: Rect, state: &State) {
    pen.fill(area, Role::Header);
    let between = divider(pen.look().alphabet);
    let (title, place) = match &state.desk {
        _ if state.focus.view == View::Passages => {
            (String::new(), passages_place(state, area.width))
        }
        _ if state.focus.view == View::Notes => (String::new(), notes_place(state, between)),
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
    // The title of what is read comes before the tabs.
    if usize::from(right.saturating_sub(x)) >= text_width(&title) + TABS || title.is_empty() {
        x = tabs(pen, Position { x, y: area.y }, right, state.focus.view);
    }
    pen.put(Position { x, y: area.y }, right.saturating_sub(x + 2), &title, Role::Title);
}

/// `1 Read  3 Notes`, the open one standing out. Gives the column behind them.
fn tabs(pen: &mut Pen<'_>, at: Position, right: u16, open: View) -> u16 {
    let mut x = at.x;
    for view in View::iter() {
        let words = format!("{} {}", view.digit(), view.label());
        let cells = text_width(&words) as u16;
        if x + cells >= right {
            return x;
        }
        let role = if view == open { Role::Accent } else { Role::Header };
        pen.put(Position { x, ..at }, cells, &words, role);
        x += cells + 2;
    }
    x + 1
}

/// `12 passages in 3 briefings`, in a narrow window `12 in 3`
fn passages_place(state: &State, width: u16) -> String {
    let view = &state.trail.passages;
    let (passages, briefings) = (view.rows(), view.found.len());
    let most = if passages == MOST_PASSAGES { "+" } else { "" };
    match (view.sought, passages) {
        (Some(_), 0) => "searching".to_owned(),
        (_, 0) => "no passage".to_owned(),
        (_, 1) => "1 passage".to_owned(),
        (_, _) if width < 60 => format!("{passages}{most} in {briefings}"),
        (_, _) if briefings == 1 => format!("{passages} passages in 1 briefing"),
        (_, _) => format!("{passages}{most} passages in {briefings} briefings"),
    }
}

/// `3 of 17 · 2 in the tray`
fn notes_place(state: &State, between: &str) -> String {
    let view = &state.trail.notes;
    let (rows, all) = (view.roll.rows.len(), view.roll.all);
    let files = state.notes.unusable.len();
    let kind = match all {
        _ if view.shows_buried => "deleted",
        1 => "note",
        _ => "notes",
    };
    let mut words = if view.asked.query.is_empty() {
        format!("{all} {kind}")
    } else {
        format!("{rows} of {all} {kind}")
    };
    let tray = view.roll.groups.iter().filter(|group| group.is_urgent).map(|it| it.rows.len());
    let tray = tray.sum::<usize>().saturating_sub(files);
    if tray > 0 {
        words = format!("{words}{between}{tray} in the tray");
    }
    let unsaved = state.notes.filing.count_unsaved();
    if unsaved > 0 {
        words = format!("{words}{between}{unsaved} not saved");
    }
    words
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
    let notes = match open.noted.places.all().len() {
        0 => String::new(),
        1 => format!("{between}1 note"),
        notes => format!("{between}{notes} notes"),
    };
    let urgent = urgent(open, state, between);
    let long = format!("{here} of {all}{between}{read} % read");
    let short = format!("{here}/{all} {read}%");
    let fits = |words: &String, share: usize| text_width(words) * share <= usize::from(width);
    let whole = format!("{long}{notes}{urgent}");
    let candidates = [(whole, 3), (format!("{long}{urgent}"), 2), (format!("{short}{urgent}"), 2)];
    let found = candidates.into_iter().find(|(words, share)| fits(words, *share));
    let least = || {
        let pressed = format!("{short}{urgent}");
        if text_width(&pressed) + 2 <= usize::from(width) { pressed } else { short }
    };
    found.map_or_else(least, |(words, _)| words)
}

/// What must not be overlooked: a text that its file no longer has, notes that are not saved, or that wait for a place.
fn urgent(open: &Open, state: &State, between: &str) -> String {
    let mut words = match state.open_entry() {
        None => format!("{between}file gone"),
        Some(entry) if entry.card.is_none() => format!("{between}old text"),
        Some(_) => String::new(),
    };
    let counts = [
        (state.notes.filing.count_unsaved(), "not saved"),
        (open.noted.places.count_doubtful(), "in the tray"),
    ];
    for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
        words += between;
        words += &count.to_string();
        words.push(' ');
        words += what;
    }
    words
}
