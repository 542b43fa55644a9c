//! The text pane: the rows of the page, the bar of the current passage, quotations and found words.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::pen::{Pen, sentiment_role};
use super::theme::Role;
use crate::app::open::Open;
use crate::briefing::taxonomy::Alphabet;
use crate::briefing::taxonomy::Sourcing;
use crate::briefing::{Briefing, Passage};
use crate::layout::panes::GUTTER;
use crate::layout::sheet::attribution::{attribution, divider};
use crate::layout::sheet::noted::sign;
use crate::layout::width::text_width;
use crate::layout::wrap::{LIST_INDENT, LineKind};
use crate::layout::{Item, Row, RowKind, Spot};
use crate::query::find::in_passage;

/// Draws the open briefing: `column` is the gutter and the text; how far down it stands is marked
/// on `edge`.
pub(super) fn page(pen: &mut Pen<'_>, column: Rect, edge: Rect, open: &Open) {
    for (at, spot) in open.page.window().iter().enumerate() {
        let row = Rect { y: column.y + at as u16, height: 1, ..column };
        if let (Some(shown), Some(item)) = (open.page.row(*spot), open.page.items().get(spot.item))
        {
            draw_row(pen, row, open, *item, shown);
            if let Item::Passage(passage) = item {
                gutter(pen, row.as_position(), open, *passage, *spot);
            }
            notes_in_gutter(pen, row.as_position(), open, (*item, shown.kind, *spot));
        }
    }
    thumb(pen, edge, open);
}

fn draw_row(pen: &mut Pen<'_>, row: Rect, open: &Open, item: Item, shown: &Row) {
    let briefing = &open.briefing;
    let at = Position { x: row.x + GUTTER, y: row.y };
    let room = row.width - GUTTER;
    let mut write = |text: &str, role| {
        pen.put(at, room, text.get(shown.range.clone()).unwrap_or_default(), role);
    };
    match (shown.kind, item) {
        (RowKind::Title, _) => write(&briefing.about.title, Role::Title),
        (RowKind::Summary, _) => {
            write(briefing.about.summary.as_deref().unwrap_or_default(), Role::Muted);
        }
        (RowKind::Heading, Item::Heading(section)) => {
            write(&briefing.sections[section].heading, Role::Heading);
        }
        (RowKind::Byline, _) => {
            let words = byline(briefing, divider(pen.look().alphabet));
            pen.put(at, room, &words, Role::Muted);
        }
        (RowKind::Folded, Item::Folded(hidden)) => {
            let words = match hidden {
                1 => "1 passage hidden by the filter".to_owned(),
                _ => format!("{hidden} passages hidden by the filter"),
            };
            pen.put(at, room, &words, Role::Muted);
        }
        (RowKind::Attribution, Item::Passage(passage)) => {
            let parts = {
                let own =
                    open.noted.places.is_judged(passage).then(|| open.tags(passage)).flatten();
                let alphabet = pen.look().alphabet;
                attribution(briefing, &briefing.passages[passage], own.as_ref(), alphabet)
            };
            pen.parts(at, room, &parts);
        }
        (RowKind::Text(kind), Item::Passage(passage)) => {
            text(pen, Rect { x: at.x, width: room, ..row }, open, (passage, kind, &shown.range));
        }
        (
            RowKind::Heading
            | RowKind::Folded
            | RowKind::Attribution
            | RowKind::Text(_)
            | RowKind::Blank,
            _,
        ) => {}
    }
}

/// A line of a passage: its words, and over them quotations, addresses, what is noted, what was found
/// and what is selected.
fn text(
    pen: &mut Pen<'_>,
    row: Rect,
    open: &Open,
    (passage, kind, line): (usize, LineKind, &Range<usize>),
) {
    let lead = lead(pen, row.as_position(), kind);
    let at = Position { x: row.x + lead, y: row.y };
    let found = &open.briefing.passages[passage];
    pen.put(at, row.width - lead, &found.text[line.clone()], Role::Text);
    for quoted in &found.quoted {
        dress(pen, at, found, line, (quoted, Role::Quote));
    }
    for address in &found.addresses {
        dress(pen, at, found, line, (&address.run, Role::Link));
    }
    for span in open.noted.places.noted_words(passage) {
        underline(pen, at, found, line, &span.range());
    }
    found_words(pen, at, open, passage, line);
    if let Some(selection) = open.noted.selection.as_ref().filter(|it| it.passage == passage) {
        dress(pen, at, found, line, (&selection.range(), Role::Selection));
    }
    for address in &found.addresses {
        if let Some(area) = place_of(at, &found.text, line, &address.run) {
            pen.link(area, &address.url);
        }
    }
}

/// `Kyiv Post · 2 April 2031 · TLP:CLEAR`
fn byline(briefing: &Briefing, between: &str) -> String {
    let about = &briefing.about;
    let date = about.published.map(|date| date.strftime("%-d %B %Y").to_string());
    let protocol = about.tlp.map(|tlp| format!("TLP:{}", <&str>::from(tlp).to_uppercase()));
    let outlets = Some(briefing.outlets()).filter(|outlets| !outlets.is_empty());
    let parts: Vec<String> = outlets.into_iter().chain(date).chain(protocol).collect();
    parts.join(between)
}

/// The mark or the blanks before a line of a list item. Gives its cells.
fn lead(pen: &mut Pen<'_>, at: Position, kind: LineKind) -> u16 {
    match kind {
        LineKind::ItemStart => {
            pen.mark(at, pen.look().alphabet.pick('•', '-'), Role::Muted);
            LIST_INDENT
        }
        LineKind::ItemMore => LIST_INDENT,
        LineKind::Text | LineKind::Gap => 0,
    }
}

/// Lights the places of a search on one line.
fn found_words(pen: &mut Pen<'_>, at: Position, open: &Open, passage: usize, line: &Range<usize>) {
    let Some(search) = &open.search else { return };
    let Some(hits) = &search.hits else { return };
    let text = &open.briefing.passages[passage];
    for hit in in_passage(hits, passage) {
        let role = if search.at == Some(hit) { Role::MatchCurrent } else { Role::Match };
        dress(pen, at, text, line, (&hits[hit].run, role));
    }
}

/// Gives the part of `run` that stands on the line another role. `at` is where the line begins.
fn dress(
    pen: &mut Pen<'_>,
    at: Position,
    passage: &Passage,
    line: &Range<usize>,
    (run, role): (&Range<usize>, Role),
) {
    if let Some(area) = place_of(at, &passage.text, line, run) {
        pen.dress(area, role);
    }
}

/// Underlines the part of noted words that stands on the line; quotations keep their colour.
fn underline(
    pen: &mut Pen<'_>,
    at: Position,
    passage: &Passage,
    line: &Range<usize>,
    run: &Range<usize>,
) {
    if let Some(area) = place_of(at, &passage.text, line, run) {
        pen.note(area);
    }
}

/// The sign and the number of the notes, at the first row of what they are about.
fn notes_in_gutter(
    pen: &mut Pen<'_>,
    at: Position,
    open: &Open,
    (item, kind, spot): (Item, RowKind, Spot),
) {
    let is_first = match kind {
        RowKind::Title | RowKind::Text(_) => spot.row == 0,
        // A heading has a blank row before it.
        RowKind::Heading => spot.row == 1,
        _ => false,
    };
    let count = if is_first { open.count_notes(item) } else { 0 };
    if count > 0 {
        pen.mark(Position { x: at.x + 1, ..at }, sign(pen.look().alphabet), Role::Note);
        let digit = char::from_digit(count as u32, 10).unwrap_or('+');
        pen.mark(Position { x: at.x + 2, ..at }, digit, Role::Note);
    }
}

/// The cells of the part of `run` that stands on the line; none where it stands elsewhere.
fn place_of(at: Position, text: &str, line: &Range<usize>, run: &Range<usize>) -> Option<Rect> {
    let (start, end) = (run.start.max(line.start), run.end.min(line.end));
    (start < end).then(|| {
        let before = text_width(&text[line.start..start]) as u16;
        Rect::new(at.x + before, at.y, text_width(&text[start..end]) as u16, 1)
    })
}

/// The bar beside the current passage, or a dot beside the first row of an unread one.
fn gutter(pen: &mut Pen<'_>, at: Position, open: &Open, passage: usize, spot: Spot) {
    let alphabet = pen.look().alphabet;
    if passage == open.cursor && !open.page.is_end(spot) {
        let tags = &open.briefing.passages[passage].attribution;
        let bar = bar(tags.sourcing.value, alphabet);
        pen.mark(at, bar, sentiment_role(tags.sentiment.value));
    } else if spot.row == 0 && !open.progress.has(passage) {
        pen.mark(at, alphabet.pick('•', '*'), Role::Accent);
    }
}

/// The shape of the bar: solid for a voice that is named, heavy for a text, double for reporting at
/// second hand, broken where the source is withheld or missing, thin for the outlet's own words.
fn bar(sourcing: Sourcing, alphabet: Alphabet) -> char {
    let (unicode, ascii) = match sourcing {
        Sourcing::OnRecord | Sourcing::SocialPost | Sourcing::Broadcast => ('▌', '|'),
        Sourcing::OfficialStatement | Sourcing::Document => ('┃', 'I'),
        Sourcing::MediaReport => ('║', 'H'),
        Sourcing::Anonymous => ('╏', '?'),
        Sourcing::Unattributed => ('┊', ':'),
        Sourcing::Observed | Sourcing::Analysis => ('▎', '.'),
    };
    alphabet.pick(unicode, ascii)
}

/// How far down the window stands, on the rule right of the pane or on the pane's right edge.
fn thumb(pen: &mut Pen<'_>, edge: Rect, open: &Open) {
    let items = open.page.items().len();
    let (Some(first), Some(last)) = (open.page.window().first(), open.page.window().last()) else {
        return;
    };
    if *first == Spot::default() && last.item + 1 == items && open.page.is_end(*last) {
        return;
    }
    let height = usize::from(edge.height);
    let top = first.item * height / items;
    let bottom = ((last.item + 1) * height).div_ceil(items).clamp(top + 1, height);
    let mark = pen.look().alphabet.pick('┃', '#');
    for row in top..bottom {
        let at = Position { x: edge.x, y: edge.y + row as u16 };
        pen.mark(at, mark, Role::Progress);
    }
}
