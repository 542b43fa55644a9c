//! Where the lists over the text stand: the same for those that draw them and for a click on them.

use ratatui::layout::{Rect, Size};

use super::editor::Editor;
use super::filtering::{FacetLine, Filtering, facet_lines};
use super::legend::Legend;
use super::picker::Picker;
use super::state::{Mode, State};
use crate::layout::list::{Contents, ListBox};
use crate::layout::panes::leaf_area;
use crate::layout::wrap::wrap;
use crate::query::Facet;

/// The cells of the filter's frame: wide enough for every meaning on two rows.
const FILTER_WIDTH: u16 = 62;

/// The cells of the legend's frame.
const LEGEND_WIDTH: u16 = 44;

/// The box of a list that is narrowed down by typing. It is as high as the whole list needs, so that
/// it keeps its place while typing narrows it down.
pub fn picker_box(picker: &Picker, window: Size) -> ListBox {
    let room = leaf_area(window);
    let wanted = u16::try_from(picker.most_lines() + 3).unwrap_or(u16::MAX);
    let frame = Rect { height: room.height.min(wanted), ..room };
    let lines = picker.lines();
    let selected = lines.line_of(picker.selected).unwrap_or(0);
    let contents = Contents { lines: lines.count(), selected, head: 1, foot: 0, gap_before: None };
    ListBox::new(frame, contents)
}

/// The box of the legend of a judgement or of the marks: at the end of the window, above the bottom
/// line, so that the text stays in sight.
pub fn legend_box(legend: Legend, rows: usize, window: Size) -> ListBox {
    // The meaning of the selected row costs two rows of text behind it.
    let foot = if window.height >= rows as u16 + 14 { 2 } else { 0 };
    let height = (rows as u16 + 2 + foot).min(window.height.saturating_sub(2));
    let width = LEGEND_WIDTH.min(window.width);
    let (x, y) = (window.width - width, window.height.saturating_sub(height + 1));
    let frame = Rect { x, y, width, height };
    let contents = Contents { lines: rows, selected: legend.row, head: 0, foot, gap_before: None };
    ListBox::new(frame, contents)
}

/// How many rows a note being written takes at the end of the text pane, its frame included: as many
/// as the text needs, and at most half of them.
pub fn writing_height(editor: &Editor, column: Rect) -> u16 {
    let most = (column.height / 2).max(column.height.min(4));
    let room = most.saturating_sub(2).max(1);
    let (rows, _) = editor.rows_around_cursor(writing_width(column), room);
    (rows.len() as u16).clamp(2.min(room), room) + 2
}

/// The cells of a line of a note being written.
pub fn writing_width(column: Rect) -> u16 {
    column.width.saturating_sub(4).max(1)
}

/// Where the parts of the filter stand.
#[derive(Debug, Clone)]
pub struct FilterBox {
    /// The frame around it all.
    pub frame: Rect,
    /// The query line, and the facets.
    pub list: ListBox,
    /// What stands on the lines of the list.
    pub lines: Vec<FacetLine>,
    /// Whether what helps with typing stands in the place of the facets.
    pub is_helping: bool,
    /// The meaning of the selected facet; of no height where there is no room.
    pub foot: Rect,
}

/// The box of the filter: the query, its facets kind by kind, the meaning of the selected one below.
pub fn filter_box(filtering: &Filtering, rows: &[Facet], window: Size) -> FilterBox {
    let room = leaf_area(window);
    let lines = facet_lines(rows);
    let (head, foot) = (1, if room.height >= 20 { 2 } else { 0 });
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(head + foot + 2);
    let height = room.height.min(wanted);
    let width = room.width.min(FILTER_WIDTH);
    let (x, y) = (room.x + (room.width - width) / 2, room.y + (room.height - height) / 2);
    let frame = Rect { x, y, width, height };
    let is_selected = |line: &FacetLine| *line == FacetLine::Row(filtering.row);
    let selected = lines.iter().position(is_selected).unwrap_or(0);
    let contents = Contents { lines: lines.len(), selected, head, foot: 0, gap_before: None };
    let list = ListBox::new(Rect { height: height - foot, ..frame }, contents);
    let foot = Rect { y: list.body.bottom(), height: foot, ..list.body };
    let line = &filtering.line;
    let has_help = !line.candidates().is_empty() || line.told().is_some();
    let is_helping = filtering.is_typing() && has_help;
    FilterBox { frame, list, lines, is_helping, foot }
}

/// The list of all notes in `area`, cut into the rows of the query over it and those of the list: one
/// for the query, one for the caret under it and two at most for what is wrong with it.
pub fn notes_boxes(state: &State, area: Rect) -> (Rect, Rect) {
    let asked = &state.trail.notes.asked;
    let is_asked = matches!(state.mode, Mode::Asking(_)) || !asked.text.is_empty();
    let complaint = asked.complaint().map_or(0, |words| {
        1 + wrap(&words, area.width.saturating_sub(2).max(1)).len().min(2) as u16
    });
    let height = (u16::from(is_asked) + complaint).min(area.height);
    let head = Rect { height, ..area };
    (head, Rect { y: area.y + height, height: area.height - height, ..area })
}

/// The list of passages in `area`, cut into the rows of the query over it, with what helps with typing
/// it below the line, and those of the list.
pub fn passages_boxes(state: &State, area: Rect) -> (Rect, Rect) {
    let view = &state.trail.passages;
    let help = match view.line.told() {
        _ if !view.is_typing => 0,
        Some(_) => 4,
        None => view.line.candidates().len().min(5) as u16,
    };
    let height = (1 + help).min(area.height);
    let head = Rect { height, ..area };
    (head, Rect { y: area.y + height, height: area.height - height, ..area })
}
