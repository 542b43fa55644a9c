//! Sheets: lines of marked words, such as the tags of a passage or the problems of a file.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::theme::Role;
use crate::layout::sheet::Sheet;
use crate::layout::width::text_width;

/// Draws a sheet from its line `first` on; says how much is out of sight below.
pub(super) fn sheet(pen: &mut Pen<'_>, area: Rect, sheet: &Sheet, first: usize) {
    let whole = usize::from(area.height);
    // The last row says how much more there is, and covers no words.
    let is_cut = sheet.lines.len() > first + whole && area.height > 1;
    let room = if is_cut { whole - 1 } else { whole };
    let lines = sheet.lines.iter().skip(first).take(room);
    for (at, line) in lines.enumerate() {
        let y = area.y + at as u16;
        let place = Position { x: area.x + line.indent.min(area.width), y };
        let width = area.width.saturating_sub(line.indent);
        pen.parts(place, width, &line.parts);
        if let Some(address) = &line.link {
            let cells: usize = line.parts.iter().map(|(_, words)| text_width(words)).sum();
            pen.link(Rect::new(place.x, y, width.min(cells as u16), 1), address);
        }
    }
    if is_cut {
        let below = sheet.lines.len().saturating_sub(first + room);
        let words = format!("{below} more {}", pen.look().alphabet.pick('↓', 'v'));
        pen.put_right(area.right(), area.bottom() - 1, &words, Role::Accent);
    }
}
