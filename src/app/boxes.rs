//! Where the lists over the text stand: the same for those that draw them and for a click on them.

use ratatui::layout::{Rect, Size};
use strum::IntoEnumIterator;

use super::picker::Picker;
use crate::briefing::taxonomy::Sourcing;
use crate::layout::list::{Contents, ListBox};
use crate::layout::panes::leaf_area;
use crate::query::filter::Facet;

/// The cells of the filter's frame: wide enough for every meaning on two rows.
const FILTER_WIDTH: u16 = 62;

/// The box of a list that is narrowed down by typing. It is as high as the whole list needs, so that
/// it keeps its place while typing narrows it down.
pub fn picker_box(picker: &Picker, window: Size) -> ListBox {
    let room = leaf_area(window);
    let wanted = u16::try_from(picker.most_lines() + 3).unwrap_or(u16::MAX);
    let frame = Rect { height: room.height.min(wanted), ..room };
    let lines = picker.lines();
    let selected = lines.iter().position(|line| line.is_row(picker.selected)).unwrap_or(0);
    let contents = Contents { lines: lines.len(), selected, head: 1, foot: 0, gap_before: None };
    ListBox::new(frame, contents)
}

/// The box of the filter: a line a value, the sentiments apart, the meaning of the selected one below.
pub fn filter_box(row: usize, window: Size) -> ListBox {
    let room = leaf_area(window);
    let lines = Facet::all().count();
    let height = room.height.min(lines as u16 + 6);
    let width = room.width.min(FILTER_WIDTH);
    let frame = Rect {
        x: room.x + (room.width - width) / 2,
        y: room.y + (room.height - height) / 2,
        width,
        height,
    };
    let gap_before = Some(Sourcing::iter().count());
    ListBox::new(frame, Contents { lines, selected: row, head: 0, foot: 3, gap_before })
}
