//! Frames on a canvas, and what a terminal makes of their bytes.

use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::*;

const SIZE: Size = Size { width: 12, height: 3 };

/// Pieces of a frame: where, what, how.
type Pieces = Vec<(u16, u16, &'static str, Style)>;

fn pieces() -> impl Strategy<Value = Pieces> {
    let words = prop_oneof![
        Just("a talk"),
        Just("a"),
        Just("   "),
        Just("in Kyiv"),
        Just("é"),
        Just("e\u{301} je"),
        Just("界"),
        Just("👍 ok")
    ];
    let colours = prop_oneof![Just(Color::Reset), Just(Color::Red), Just(Color::Rgb(1, 2, 3))];
    let modifiers = prop_oneof![
        Just(Modifier::empty()),
        Just(Modifier::BOLD),
        Just(Modifier::REVERSED),
        Just(Modifier::UNDERLINED),
        Just(Modifier::BOLD | Modifier::ITALIC)
    ];
    let style = (colours.clone(), colours, modifiers)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier));
    prop::collection::vec((0..SIZE.width, 0..SIZE.height, words, style), 0..12)
}

fn draw(frame: &mut Frame, pieces: &Pieces) {
    frame.fill(frame.area(), Style::new());
    for (x, y, words, style) in pieces {
        frame.write(Position { x: *x, y: *y }, SIZE.width, words, &mut (*style).into());
    }
}

/// A frame with these words in its first row.
fn words(frame: &mut Frame, words: &str, style: Style) {
    frame.fill(frame.area(), Style::new());
    frame.write(Position::ORIGIN, SIZE.width, words, &mut style.into());
}

fn canvas() -> (Canvas, vt100::Parser) {
    let mut canvas = Canvas::default();
    canvas.resize(SIZE);
    let cells = |count: u16| count.try_into().expect("a size");
    (canvas, vt100::Parser::new(cells(SIZE.height), cells(SIZE.width), 0))
}

/// What somebody sees of each cell.
fn seen(screen: &vt100::Screen) -> Vec<String> {
    let cells = (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (y, x)));
    let seen = cells.map(|(y, x)| {
        let cell = screen.cell(y, x).expect("a cell");
        let letter = if cell.has_contents() { cell.contents() } else { " " };
        let lines = (cell.underline(), cell.inverse(), cell.bgcolor());
        if letter == " " && !(cell.underline() || cell.inverse()) {
            format!("{lines:?}")
        } else {
            format!("{letter} {lines:?} {:?} {} {}", cell.fgcolor(), cell.bold(), cell.italic())
        }
    });
    seen.collect()
}

/// What the library's own backend shows of a frame on an empty screen.
fn expected(pieces: &Pieces) -> Vec<String> {
    let mut bytes = Vec::new();
    let mut backend = CrosstermBackend::new(&mut bytes);
    let area = Rect::from((Position::ORIGIN, SIZE));
    let mut frame = Buffer::empty(area);
    for (x, y, words, style) in pieces {
        frame.set_string(*x, *y, *words, *style);
    }
    backend.draw(Buffer::empty(area).diff_iter(&frame)).expect("memory takes it");
    let (_, mut parser) = canvas();
    parser.process(&bytes);
    seen(parser.screen())
}

proptest! {
    #[test]
    fn frames_look_as_the_library_would_draw_them(frames in prop::collection::vec(pieces(), 1..5)) {
        crossterm::style::force_color_output(true);
        let (mut canvas, mut parser) = canvas();
        for pieces in &frames {
            let bytes = canvas.paint(|frame| { draw(frame, pieces); None });
            parser.process(&bytes);
            prop_assert_eq!(seen(parser.screen()), expected(pieces));
        }
    }
}

#[test]
fn a_frame_that_looks_the_same_sends_nothing() {
    let (mut canvas, _) = canvas();
    let on_paper = |frame: &mut Frame| {
        words(frame, "on paper", Style::new().red());
        Some(Position { x: 2, y: 0 })
    };
    assert!(!canvas.paint(on_paper).is_empty());
    assert_eq!(canvas.paint(on_paper), b"");
    let blanks = |frame: &mut Frame| {
        words(frame, "on paper    ", Style::new().red());
        Some(Position { x: 2, y: 0 })
    };
    assert_eq!(canvas.paint(blanks), b"", "a red blank looks like any other");
}

#[test]
fn a_short_gap_is_written_and_a_long_one_leapt_over() {
    let print = |before: &str, after: &str| {
        let (mut canvas, _) = canvas();
        canvas.paint(|frame| {
            words(frame, before, Style::new());
            None
        });
        let bytes = canvas.paint(|frame| {
            words(frame, after, Style::new());
            None
        });
        String::from_utf8(bytes).expect("text")
    };
    assert_eq!(print("abcdef", "xbcdez"), "\x1b[1;1Hxbcdez");
    assert_eq!(print("abcdefghijk", "xbcdefghijz"), "\x1b[1;1Hx\x1b[1;11Hz");
    assert_eq!(print("aécd", "xécz"), "\x1b[1;1Hx\x1b[1;4Hz");
}

#[test]
fn the_cursor_is_shown_moved_and_hidden_where_that_changes() {
    let (mut canvas, _) = canvas();
    let mut at =
        |cursor: Option<Position>| String::from_utf8(canvas.paint(|_| cursor)).expect("text");
    at(None);
    assert_eq!(at(Some(Position { x: 1, y: 1 })), "\x1b[?25h\x1b[2;2H");
    assert_eq!(at(Some(Position { x: 1, y: 1 })), "");
    assert_eq!(at(Some(Position { x: 2, y: 1 })), "\x1b[2;3H");
    assert_eq!(at(None), "\x1b[?25l");
}
