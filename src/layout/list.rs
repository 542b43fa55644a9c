//! Which rows of a list are in sight and where, shared by those that draw a list and those that are clicked on.

use ratatui::layout::{Position, Rect};

/// The first row in sight of a list of `len` rows in a place for `room` of them: the selected row
/// stands in the middle, except near the ends.
pub fn first_in_sight(selected: usize, len: usize, room: usize) -> usize {
    selected.saturating_sub(room / 2).min(len.saturating_sub(room))
}

/// What stands in a list that opens over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    /// How many lines it has.
    pub lines: usize,
    /// The line that must be in sight.
    pub selected: usize,
    /// The rows above the lines: what is typed.
    pub head: u16,
    /// The rows below them, where there is room: what the selected line means.
    pub foot: u16,
    /// A row is kept free before this line, where there is room.
    pub gap_before: Option<usize>,
}

/// A list that opens over the text: which of its lines stand where inside a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListBox {
    /// The frame around it all.
    pub frame: Rect,
    /// The rows above the lines.
    pub head: Rect,
    /// The rows of the lines, gap included.
    pub body: Rect,
    /// The rows below them; of no height where there is no room.
    pub foot: Rect,
    contents: Contents,
    first: usize,
}

impl ListBox {
    /// Puts a list into a frame one cell wide, with a blank at each side.
    pub fn new(frame: Rect, mut contents: Contents) -> Self {
        let inner = Rect {
            x: frame.x + 2,
            y: frame.y + 1,
            width: frame.width.saturating_sub(4),
            height: frame.height.saturating_sub(2),
        };
        let room = usize::from(inner.height.saturating_sub(contents.head));
        let gap = usize::from(contents.gap_before.is_some());
        if room < contents.lines + gap + usize::from(contents.foot) {
            (contents.foot, contents.gap_before) = (0, None);
        }
        let head = Rect { height: contents.head.min(inner.height), ..inner };
        let body_height = inner.height - head.height - contents.foot;
        let body = Rect { y: head.bottom(), height: body_height, ..inner };
        let foot = Rect { y: body.bottom(), height: contents.foot, ..inner };
        let first = first_in_sight(contents.selected, contents.lines, usize::from(body.height));
        Self { frame, head, body, foot, contents, first }
    }

    /// The lines that are in sight, each with its row on the screen.
    pub fn lines(&self) -> impl Iterator<Item = (usize, Rect)> + '_ {
        let lines = self.first..self.contents.lines;
        lines.map_while(|line| Some((line, self.row_of(line)?)))
    }

    /// Whether there are lines out of sight above those that are in sight, and below them.
    pub fn goes_on(&self) -> (bool, bool) {
        let last = self.lines().last().map_or(self.first, |(line, _)| line + 1);
        (self.first > 0, last < self.contents.lines)
    }

    /// The line under a place of the screen.
    pub fn line_at(&self, at: Position) -> Option<usize> {
        self.lines().find(|(_, row)| row.contains(at)).map(|(line, _)| line)
    }

    fn row_of(&self, line: usize) -> Option<Rect> {
        let gap = usize::from(self.contents.gap_before.is_some_and(|before| line >= before));
        let below = u16::try_from(line - self.first + gap).ok()?;
        let row = Rect { y: self.body.y.checked_add(below)?, height: 1, ..self.body };
        (row.y < self.body.bottom()).then_some(row)
    }
}

/// How many lines a section takes in an outline of this many sections and lines, the title not
/// counted: two (the second one holds its strips) where all fit, else one.
pub fn lines_per_section(sections: usize, lines: u16) -> u16 {
    if sections * 2 <= usize::from(lines) { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_a_frame_shows_its_selected_line_and_finds_what_is_clicked() {
        for height in 4..40 {
            for selected in 0..14 {
                let contents =
                    Contents { lines: 14, selected, head: 1, foot: 3, gap_before: Some(10) };
                let list = ListBox::new(Rect::new(3, 2, 30, height), contents);
                let row = list.lines().find(|(line, _)| *line == selected).expect("in sight").1;
                assert!(list.body.contains(row.as_position()));
                assert_eq!(list.line_at(row.as_position()), Some(selected));
                assert_eq!(list.foot.bottom(), 2 + height - 1);
                let seen: Vec<usize> = list.lines().map(|(line, _)| line).collect();
                assert_eq!(list.goes_on(), (!seen.contains(&0), !seen.contains(&13)));
            }
        }
        let contents = Contents { lines: 14, selected: 0, head: 1, foot: 3, gap_before: Some(10) };
        let list = ListBox::new(Rect::new(0, 0, 30, 24), contents);
        assert_eq!(list.line_at(Position::new(5, 2 + 10)), None, "the gap is no line");
        assert_eq!(list.line_at(Position::new(5, 2 + 11)), Some(10));
        assert_eq!(list.line_at(Position::new(29, 2)), None, "the frame is no line");
    }

    #[test]
    fn the_selected_row_is_always_in_sight() {
        for len in 0..30_usize {
            for room in 1..12 {
                for selected in 0..len {
                    let first = first_in_sight(selected, len, room);
                    assert!(first <= selected && selected < first + room);
                    assert!(first + room <= len || first == 0);
                }
            }
        }
    }
}
