//! What the reader looks like: the state of reading, drawn as a frame in a theme.

mod exporting;
mod filter;
mod footer;
pub mod frame;
mod header;
mod legend;
mod library;
mod notes_view;
mod outline;
mod page;
mod passages;
mod pen;
mod picker;
mod prefix;
mod query_line;
mod sheet;
pub mod theme;
mod writing;

use ratatui::layout::{Position, Rect};

pub use self::frame::Frame;
pub use self::pen::Look;
use self::pen::Pen;
use self::theme::Role;
use crate::app::State;
use crate::app::state::{Desk, LeafKind, Mode};
use crate::app::update::{inspector_sheet, leaf_sheet, refused_sheet};
use crate::app::views::View;
use crate::layout::panes::{SMALLEST, leaf_area};
use crate::layout::wrap::wrap;
use crate::layout::{Pane, Panes, Split};

/// Draws the whole screen over what the frame holds; gives the place of the cursor where text is typed.
/// Drawing changes nothing but the frame.
pub fn draw_into(state: &State, look: Look, frame: &mut Frame) -> Option<Position> {
    let window = frame.area();
    let mut pen = Pen::new(frame, look);
    pen.begin();
    let Some(panes) = state.panes().filter(|_| window.as_size() == state.window) else {
        too_small(&mut pen, window);
        return None;
    };
    let asked = match (state.focus.view, Split::new(window.as_size())) {
        (View::Notes, Some(split)) => {
            header::header(&mut pen, split.header, state);
            notes_view::notes_view(&mut pen, &split, state)
        }
        (View::Passages, Some(split)) => {
            header::header(&mut pen, split.header, state);
            passages::passages(&mut pen, &split, state)
        }
        (View::Read, _) | (View::Notes | View::Passages, None) => {
            draw_panes(&mut pen, state, &panes);
            None
        }
    };
    let typed = footer::footer(&mut pen, panes.footer, state);
    let over = match &state.mode {
        Mode::Selecting => None,
        Mode::Reading | Mode::Asking(_) => asked,
        Mode::Writing(writing) => {
            let column = panes.column(state.settings.text_width);
            writing::writing(&mut pen, column, writing)
        }
        Mode::Exporting(dialog) => exporting::exporting(&mut pen, state.window, dialog),
        Mode::Legend(legend) => {
            legend::legend(&mut pen, *legend, state);
            None
        }
        Mode::Finding(_) => typed,
        Mode::Filtering(filtering) => {
            state.open().and_then(|open| filter::filter(&mut pen, state.window, open, filtering))
        }
        Mode::Picking(picker) => Some(picker::picker(&mut pen, state.window, picker)),
        Mode::Leaf(leaf) => {
            let title = match leaf.kind {
                LeafKind::Problems => "Problems",
                LeafKind::Inspector => "Tags",
            };
            let inner = pen.frame(leaf_area(state.window), title);
            sheet::sheet(&mut pen, inner, &leaf_sheet(state, leaf.kind), leaf.scroll);
            None
        }
    };
    if !state.prompt.pending.is_empty() {
        prefix::prefix(&mut pen, panes.footer, state);
    }
    over
}

fn draw_panes(pen: &mut Pen<'_>, state: &State, panes: &Panes) {
    header::header(pen, panes.header, state);
    rules(pen, panes);
    if let Some(area) = panes.library {
        let focused = is_focused(state, Pane::Library);
        library::library(pen, area, state, focused);
    }
    if let Some(area) = panes.outline {
        let focused = is_focused(state, Pane::Outline);
        outline::outline(pen, area, state, focused);
    }
    if let Some(area) = panes.inspector {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let first = if is_focused(state, Pane::Inspector) { state.focus.row } else { 0 };
        sheet::sheet(pen, inner, &inspector_sheet(state, inner.width), first);
    }
    let column = panes.column(state.settings.text_width);
    match &state.desk {
        Desk::Briefing(open) => {
            // The rule between text and inspector serves as the edge, else the pane's last column.
            let x = panes.inspector.map_or(panes.text.right() - 1, |area| area.x - 1);
            page::page(pen, column, Rect { x, width: 1, ..panes.text }, open);
        }
        Desk::Refused { scroll, .. } => {
            if let Some(entry) = state.open_entry() {
                let inner = Rect { x: column.x + 2, width: column.width - 2, ..column };
                sheet::sheet(pen, inner, &refused_sheet(entry, state), *scroll);
            }
        }
        Desk::Empty => {
            let words = match (state.start.scanned, state.library.entries().is_empty()) {
                (true, true) => "no briefing here: `dateline FOLDER` opens a folder of them",
                (true, false) | (false, _) => "reading the library…",
            };
            for (y, line) in (column.y..column.bottom()).zip(wrap(words, column.width)) {
                pen.put(
                    Position { y, ..column.as_position() },
                    column.width,
                    &words[line.range],
                    Role::Muted,
                );
            }
        }
    }
}

fn is_focused(state: &State, pane: Pane) -> bool {
    matches!(state.mode, Mode::Reading) && state.focus.pane == pane
}

/// The rules between the columns.
fn rules(pen: &mut Pen<'_>, panes: &Panes) {
    let rule = pen.look().alphabet.pick('│', '|');
    let left = panes.outline.map(Rect::right);
    let right = panes.inspector.map(|area| area.x - 1);
    for x in left.into_iter().chain(right) {
        for y in panes.text.top()..panes.text.bottom() {
            pen.mark(Position { x, y }, rule, Role::Border);
        }
    }
}

fn too_small(pen: &mut Pen<'_>, window: Rect) {
    if window.is_empty() {
        return;
    }
    let words = format!("terminal too small: {}×{} is needed", SMALLEST.width, SMALLEST.height);
    let words = if window.width < 30 { "too small".to_owned() } else { words };
    pen.put(window.as_position(), window.width, &words, Role::Warning);
}
