//! The window cut into panes: which are there at which size, and where.

use ratatui::layout::{Rect, Size};

/// From this width on the titles beside the text get no wider.
const WIDEST_TITLES: u16 = 48;

/// The smallest window that the reader draws into, in cells.
pub const SMALLEST: Size = Size { width: 20, height: 5 };

/// From this width on the outline stands beside the text.
const TWO_COLUMNS: u16 = 80;

/// From this width on the inspector stands there as well.
const THREE_COLUMNS: u16 = 110;

/// From this height on the library shares the left column with the outline.
const SHARED_COLUMN: u16 = 14;

/// The cells of the gutter left of the text: the bar of the passage, the sign and the number of its
/// notes, and a blank.
pub const GUTTER: u16 = 4;

/// The cells kept free right of the text.
const MARGIN: u16 = 2;

/// The cells around the text that come before wider titles beside it.
const SPACE: u16 = 4;

/// A part of the screen that the cursor can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Pane {
    /// The list of briefings.
    Library,
    /// The sections of the open briefing.
    Outline,
    /// The text of the open briefing.
    Text,
    /// The tags of the current passage.
    Inspector,
}

/// Where every pane stands. A pane that the window has no room for is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panes {
    /// The top line.
    pub header: Rect,
    /// The list of briefings.
    pub library: Option<Rect>,
    /// The sections.
    pub outline: Option<Rect>,
    /// The text.
    pub text: Rect,
    /// The tags of the current passage.
    pub inspector: Option<Rect>,
    /// The bottom line.
    pub footer: Rect,
}

impl Panes {
    /// Cuts up a window for at most `most` cells of text; `briefings` is how many rows the library would
    /// like. None where the window is smaller than [`SMALLEST`].
    pub fn new(window: Size, most: u16, briefings: usize) -> Option<Self> {
        let Size { width, height } = window;
        if width < SMALLEST.width || height < SMALLEST.height {
            return None;
        }
        let header = Rect::new(0, 0, width, 1);
        let footer = Rect::new(0, height - 1, width, 1);
        let mut text = Rect::new(0, 1, width, height - 2);
        let (mut library, mut outline, mut inspector) = (None, None, None);
        if width >= THREE_COLUMNS {
            let column = (width / 4).clamp(27, 40);
            text.width -= column + 1;
            inspector = Some(Rect { x: text.right() + 1, width: column, ..text });
        }
        if width >= TWO_COLUMNS {
            // What a wide window has to spare goes to the titles.
            let wanted = most.saturating_add(GUTTER + MARGIN + SPACE + 1);
            let spare = text.width.saturating_sub(wanted).min(WIDEST_TITLES);
            let column = (width / 5).clamp(24, 36).max(spare);
            let left = Rect { width: column, ..text };
            text.x += column + 1;
            text.width -= column + 1;
            (library, outline) = share(left, briefings);
        }
        Some(Self { header, library, outline, text, inspector, footer })
    }

    /// Where a pane stands, if it is there.
    pub fn area(&self, pane: Pane) -> Option<Rect> {
        match pane {
            Pane::Library => self.library,
            Pane::Outline => self.outline,
            Pane::Text => Some(self.text),
            Pane::Inspector => self.inspector,
        }
    }

    /// The column of text and its gutter inside the text pane: at most `most` cells of text, centred.
    pub fn column(&self, most: u16) -> Rect {
        let width = most.min(self.text.width.saturating_sub(GUTTER + MARGIN)).max(1);
        let free = self.text.width.saturating_sub(width + GUTTER);
        Rect { x: self.text.x + free / 2, width: width + GUTTER, ..self.text }
    }
}

/// Where a page or a list opens over the text: centred, with a margin where there is room for one.
pub fn leaf_area(window: Size) -> Rect {
    let Size { width, height } = window;
    let inner_width = if width > 60 { (width - 8).min(92) } else { width };
    let inner_height = if height > 16 { (height - 4).min(36) } else { height.saturating_sub(2) };
    let (x, y) = ((width - inner_width) / 2, (height.saturating_sub(inner_height)) / 2);
    Rect::new(x, y, inner_width, inner_height)
}

/// Divides the left column: the library above takes what it needs, at most two fifths, and the
/// outline the rest.
fn share(column: Rect, briefings: usize) -> (Option<Rect>, Option<Rect>) {
    if column.height < SHARED_COLUMN {
        return (None, Some(column));
    }
    let wanted = u16::try_from(briefings).unwrap_or(u16::MAX).saturating_add(2);
    let height = wanted.min(column.height * 2 / 5);
    let library = Rect { height, ..column };
    let outline = Rect { y: column.y + height, height: column.height - height, ..column };
    (Some(library), Some(outline))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_window_has_three_columns_a_narrow_one_the_text_alone() {
        let at = |width, height| Panes::new(Size { width, height }, 72, 3).expect("large enough");
        assert!(at(120, 40).inspector.is_some() && at(120, 40).library.is_some());
        assert!(at(100, 40).inspector.is_none() && at(100, 40).outline.is_some());
        assert!(at(79, 24).outline.is_none());
        assert_eq!(at(79, 24).text.width, 79);
        assert!(Panes::new(Size { width: 19, height: 30 }, 72, 3).is_none());
    }

    #[test]
    fn titles_get_what_the_text_does_not_need() {
        let titles = |width, most| {
            let panes = Panes::new(Size { width, height: 40 }, most, 3).expect("large enough");
            (panes.library.expect("a library").width, panes.column(most).width - GUTTER)
        };
        assert_eq!(titles(120, 72), (24, 58));
        assert_eq!(titles(200, 72), (48, 72));
        assert_eq!(titles(200, 120), (36, 116));
        for width in THREE_COLUMNS..300 {
            for most in [20, 72, 120, 200] {
                let (beside, text) = titles(width, most);
                assert!(text == most || beside <= 36, "{width} {most}: {beside} {text}");
            }
        }
    }

    #[test]
    fn panes_fill_the_window_without_overlap() {
        for width in SMALLEST.width..240 {
            for height in [5, 12, 13, 24, 40, 90] {
                let panes = Panes::new(Size { width, height }, 72, 7).expect("large enough");
                let all = [Some(panes.header), panes.library, panes.outline, Some(panes.text)];
                let all: Vec<Rect> = all
                    .into_iter()
                    .chain([panes.inspector, Some(panes.footer)])
                    .flatten()
                    .collect();
                for (at, one) in all.iter().enumerate() {
                    assert!(
                        one.right() <= width && one.bottom() <= height,
                        "{width}×{height} {one:?}"
                    );
                    assert!(all[at + 1..].iter().all(|other| !one.intersects(*other)));
                }
                let column = panes.column(72);
                assert_eq!(panes.text.intersection(column), column);
                assert!(column.width <= 72 + GUTTER);
            }
        }
    }
}
