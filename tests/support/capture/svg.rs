//! A screen as SVG: grounds as rectangles, words as text held to their columns, rules as shapes.

use std::fmt::Write as _;

use dateline::layout::width::text_width;
use dateline::view::theme::Rgb;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

/// The size of a cell, and where in it letters stand.
const WIDTH: usize = 9;
const HEIGHT: usize = 19;
const BASELINE: usize = 14;

/// The room around the screen.
const MARGIN: usize = 12;

/// What a run of cells has in common.
#[derive(PartialEq, Eq)]
struct Style {
    fill: String,
    is_bold: bool,
    is_underlined: bool,
}

/// Words that stand side by side in one style.
struct Run {
    at: usize,
    cells: usize,
    words: String,
    style: Style,
    is_sign: bool,
}

/// The picture of a screen on a page of this colour.
pub(super) fn svg(screen: &Buffer, page: Rgb) -> String {
    let (columns, rows) = (usize::from(screen.area.width), usize::from(screen.area.height));
    let (width, height) = (columns * WIDTH + 2 * MARGIN, rows * HEIGHT + 2 * MARGIN);
    let page = code(page);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{page}\"/>\n\
         <g transform=\"translate({MARGIN} {MARGIN})\" font-size=\"15\" font-family=\"ui-monospace, \
         'SF Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace\">\n"
    );
    for (row, cells) in screen.content.chunks(columns).enumerate() {
        grounds(&mut out, row, cells, &page);
        words(&mut out, row, cells);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// The grounds of a row that differ from the page.
fn grounds(out: &mut String, row: usize, cells: &[Cell], page: &str) {
    let mut at = 0;
    for run in cells.chunk_by(|one, other| one.bg == other.bg) {
        let fill = Rgb::of(run[0].bg).map_or_else(|| page.to_owned(), code);
        if fill != page {
            let (x, y, width) = (at * WIDTH, row * HEIGHT, run.len() * WIDTH);
            add(
                out,
                &format!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{fill}\"/>"
                ),
            );
        }
        at += run.len();
    }
}

/// The words and the shapes of a row.
fn words(out: &mut String, row: usize, cells: &[Cell]) {
    let mut run: Option<Run> = None;
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        let (symbol, style) = (cell.symbol(), style(cell));
        let width = text_width(symbol).max(1);
        if let Some(shape) = shape(symbol, at * WIDTH, row * HEIGHT, &style.fill) {
            write_run(out, row, run.take());
            add(out, &shape);
        } else {
            let is_sign = symbol.chars().any(|letter| letter >= '\u{2100}');
            let fits = run.as_ref().is_some_and(|run| {
                let is_gap = run.words.ends_with(' ') && symbol == " ";
                run.style == style && run.is_sign == is_sign && !is_gap
            });
            if !fits {
                write_run(out, row, run.take());
            }
            if symbol != " " || run.is_some() {
                let new = || Run { at, cells: 0, words: String::new(), style, is_sign };
                let run = run.get_or_insert_with(new);
                run.words.push_str(symbol);
                run.cells += width;
            }
        }
        at += width;
    }
    write_run(out, row, run);
}

fn write_run(out: &mut String, row: usize, run: Option<Run>) {
    let Some(run) = run else { return };
    let words = run.words.trim_end();
    if words.is_empty() {
        return;
    }
    let cells = run.cells - (run.words.len() - words.len());
    let (x, y, length) = (run.at * WIDTH, row * HEIGHT + BASELINE, cells * WIDTH);
    let mut look = format!("fill=\"{}\"", run.style.fill);
    if run.style.is_bold {
        look.push_str(" font-weight=\"bold\"");
    }
    if run.style.is_underlined {
        look.push_str(" text-decoration=\"underline\"");
    }
    let words = escaped(words);
    add(
        out,
        &format!(
            "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\" {look}>{words}</text>"
        ),
    );
}

/// Rules and bars, drawn so that they join from row to row; no font does that at every height.
fn shape(symbol: &str, x: usize, y: usize, fill: &str) -> Option<String> {
    let bar = |left: f32, width: f32| {
        let x = x as f32 + left;
        format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{fill}\"/>")
    };
    let line = |path: &str, more: &str| {
        let (x, y) = (x as f32 + 4.5, y as f32 + 9.5);
        format!(
            "<path d=\"{path}\" transform=\"translate({x} {y})\" fill=\"none\" \
             stroke=\"{fill}\"{more}/>"
        )
    };
    Some(match symbol {
        "▌" => bar(0.0, 4.5),
        "▎" => bar(0.0, 2.25),
        "│" => line("M0 -9.5V9.5", ""),
        "┃" => line("M0 -9.5V9.5", " stroke-width=\"3\""),
        "║" => line("M-1.5 -9.5V9.5M1.5 -9.5V9.5", ""),
        "╏" => line("M0 -8V-1.5M0 1.5V8", " stroke-width=\"3\""),
        "┊" => line("M0 -9V-6.5M0 -4.2V-1.7M0 .6V3.1M0 5.4V7.9", " stroke-width=\"1.5\""),
        "─" => line("M-4.5 0H4.5", ""),
        "╭" => line("M0 9.5V4.5Q0 0 4.5 0", ""),
        "╮" => line("M-4.5 0Q0 0 0 4.5V9.5", ""),
        "╰" => line("M0 -9.5V-4.5Q0 0 4.5 0", ""),
        "╯" => line("M-4.5 0Q0 0 0 -4.5V-9.5", ""),
        _ => return None,
    })
}

fn style(cell: &Cell) -> Style {
    Style {
        fill: Rgb::of(cell.fg).map_or_else(|| "currentColor".to_owned(), code),
        is_bold: cell.modifier.contains(Modifier::BOLD),
        is_underlined: cell.modifier.contains(Modifier::UNDERLINED),
    }
}

fn code(colour: Rgb) -> String {
    format!("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue)
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn add(out: &mut String, element: &str) {
    writeln!(out, "{element}").expect("a string");
}

#[test]
fn words_keep_their_columns_and_their_meaning_in_xml() {
    let mut screen = Buffer::empty(ratatui::layout::Rect::new(0, 0, 12, 1));
    screen.set_string(1, 0, "a<b  & c│", ratatui::style::Style::new());
    let picture = svg(&screen, Rgb::hex(0));
    assert!(picture.contains("<text x=\"9\" y=\"14\" textLength=\"27\""), "{picture}");
    assert!(picture.contains(">a&lt;b</text>"), "{picture}");
    assert!(picture.contains("<text x=\"54\" y=\"14\" textLength=\"27\""), "{picture}");
    assert!(picture.contains(">&amp; c</text>"), "{picture}");
    assert!(picture.contains("translate(85.5 9.5)"), "{picture}");
}
