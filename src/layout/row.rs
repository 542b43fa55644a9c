//! The rows of one item of the page: what each shows, and which run of the briefing stands on it.

use std::ops::Range;

use super::wrap::{LineKind, wrap};
use crate::briefing::Briefing;

/// Something that stands on the page, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// The briefing's title, where it comes from, and its summary.
    Title,
    /// The heading of a section.
    Heading(usize),
    /// A passage.
    Passage(usize),
    /// How many passages of a section the filter hides here.
    Folded(usize),
}

/// What a row of the page shows. The text itself stays in the briefing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A line of the title.
    Title,
    /// Outlets, date and protocol.
    Byline,
    /// A line of the summary.
    Summary,
    /// A line of a heading.
    Heading,
    /// A line of a passage's text.
    Text(LineKind),
    /// A passage's sourcing, sentiment, speakers and place.
    Attribution,
    /// The number of hidden passages.
    Folded,
    /// Nothing.
    Blank,
}

/// One row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub kind: RowKind,
    /// Which bytes of the title, summary, heading or passage text; empty for the other kinds.
    pub range: Range<usize>,
}

/// The rows of an item at a width, the gap after it included.
pub fn rows_of(item: Item, briefing: &Briefing, width: u16) -> Vec<Row> {
    let mut rows = Vec::new();
    match item {
        Item::Title => {
            push_text(&mut rows, &briefing.about.title, width, RowKind::Title);
            rows.push(bare(RowKind::Byline));
            if let Some(summary) = &briefing.about.summary {
                rows.push(bare(RowKind::Blank));
                push_text(&mut rows, summary, width, RowKind::Summary);
            }
        }
        Item::Heading(section) => {
            rows.push(bare(RowKind::Blank));
            push_text(&mut rows, &briefing.sections[section].heading, width, RowKind::Heading);
        }
        Item::Passage(passage) => {
            let lines = wrap(&briefing.passages[passage].text, width);
            rows.extend(lines.into_iter().map(|line| Row {
                kind: if line.kind == LineKind::Gap {
                    RowKind::Blank
                } else {
                    RowKind::Text(line.kind)
                },
                range: line.range,
            }));
            rows.push(bare(RowKind::Attribution));
        }
        Item::Folded(_) => rows.push(bare(RowKind::Folded)),
    }
    rows.push(bare(RowKind::Blank));
    rows
}

fn push_text(rows: &mut Vec<Row>, text: &str, width: u16, kind: RowKind) {
    rows.extend(wrap(text, width).into_iter().map(|line| Row { kind, range: line.range }));
}

const fn bare(kind: RowKind) -> Row {
    Row { kind, range: 0..0 }
}
