//! A list and a preview of what is selected in it: side by side where the window is wide, else one below the other.

use ratatui::layout::{Rect, Size};

use super::panes::SMALLEST;

/// From this width on the preview stands beside the list.
const BESIDE: u16 = 100;

/// From so many rows on there is room for a preview below the list.
const BELOW: u16 = 8;

/// Where the list, the preview and the rule between them stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// The top line.
    pub header: Rect,
    /// The list.
    pub list: Rect,
    /// The rule between the two, one cell wide or high.
    pub rule: Option<Rect>,
    /// The preview, a blank cell at its sides not counted.
    pub preview: Option<Rect>,
    /// The bottom line.
    pub footer: Rect,
}

impl Split {
    /// Cuts up a window. None where it is smaller than [`SMALLEST`].
    pub fn new(window: Size) -> Option<Self> {
        let Size { width, height } = window;
        if width < SMALLEST.width || height < SMALLEST.height {
            return None;
        }
        let header = Rect::new(0, 0, width, 1);
        let footer = Rect::new(0, height - 1, width, 1);
        let body = Rect::new(0, 1, width, height - 2);
        let mut split = Self { header, list: body, rule: None, preview: None, footer };
        if width >= BESIDE {
            let list = (width / 2).min(width - 48);
            split.list.width = list;
            split.rule = Some(Rect { x: list, width: 1, ..body });
            split.preview = Some(Rect { x: list + 2, width: width - list - 3, ..body });
        } else if body.height >= BELOW {
            let list = body.height / 2;
            split.list.height = list;
            split.rule = Some(Rect { y: body.y + list, height: 1, ..body });
            let y = body.y + list + 1;
            split.preview = Some(Rect { x: 1, y, width: width - 2, height: body.bottom() - y });
        }
        Some(split)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_and_preview_fill_the_window_without_overlap() {
        for width in SMALLEST.width..240 {
            for height in SMALLEST.height..100 {
                let split = Split::new(Size { width, height }).expect("large enough");
                let all = [Some(split.header), Some(split.list), split.rule, split.preview];
                let all: Vec<Rect> =
                    all.into_iter().chain([Some(split.footer)]).flatten().collect();
                for (at, one) in all.iter().enumerate() {
                    assert!(one.right() <= width && one.bottom() <= height && !one.is_empty());
                    assert!(all[at + 1..].iter().all(|other| !one.intersects(*other)));
                }
            }
        }
        assert!(Split::new(Size { width: 20, height: 4 }).is_none());
    }
}
