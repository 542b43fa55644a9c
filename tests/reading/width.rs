//! Widths: what the layout counts is what the screen's buffer advances, and no line is cut.

use dateline::layout::width::{fit, head, text_width};
use dateline::layout::wrap::{LineKind, wrap};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::support::draft::Draft;
use crate::support::reader::Reader;

/// Texts of every kind that makes counting hard, to be strung together.
fn pieces() -> impl Strategy<Value = String> {
    let hard = [
        "a",
        " ",
        "é",
        "e\u{301}",
        "a\u{308}\u{323}",
        "統",
        "一",
        "ｶ",
        "ｶﾞ",
        "ﾊﾟ",
        "ﾞ",
        "한",
        "\u{1112}\u{1161}\u{11ab}",
        "👩‍👩‍👧",
        "👩",
        "🇺🇦",
        "🇺",
        "❤",
        "❤\u{fe0f}",
        "1\u{fe0f}\u{20e3}",
        "👍🏽",
        "☺\u{fe0e}",
        "ع",
        "لا",
        "ש",
        "שׁ",
        "नि",
        "क्षि",
        "ไทย",
        "ำ",
        "\u{200b}",
        "\u{ad}",
        "—",
        "…",
        "“",
        "’",
        "½",
        "①",
        "Ａ",
        "\u{a0}",
        "\u{3000}",
        "𝄞",
        "🏴\u{e0067}\u{e0062}\u{e007f}",
    ];
    proptest::collection::vec(proptest::sample::select(hard.to_vec()), 0..24)
        .prop_map(|parts| parts.concat())
}

/// How many cells a buffer advances for a text.
fn drawn(text: &str) -> usize {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
    let (end, _) = buffer.set_stringn(0, 0, text, 400, Style::new());
    usize::from(end)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_is_as_wide_as_it_is_drawn(text in pieces()) {
        prop_assert_eq!(text_width(&text), drawn(&text), "{:?}", text);
    }

    #[test]
    fn any_text_is_as_wide_as_it_is_drawn(text in "\\PC{0,30}") {
        prop_assert_eq!(text_width(&text), drawn(&text), "{:?}", text);
    }

    #[test]
    fn a_cut_text_fits_and_only_loses_its_end(text in pieces(), cells in 0_usize..30) {
        prop_assert!(text_width(head(&text, cells)) <= cells);
        prop_assert!(text_width(&fit(&text, cells, '…')) <= cells);
    }

    #[test]
    fn a_wrapped_line_is_drawn_whole(text in pieces(), width in 2_u16..30) {
        for line in wrap(&text, width) {
            let words = &text[line.range.clone()];
            let room = match line.kind {
                LineKind::ItemStart | LineKind::ItemMore => width.saturating_sub(2).max(1),
                LineKind::Text | LineKind::Gap => width,
            };
            let is_one = text_width(words) > usize::from(room);
            let alone = words.graphemes(true).filter(|one| text_width(one) > 0).count() == 1;
            prop_assert!(!is_one || alone, "{:?} in {:?} at {}", words, text, width);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
            let (end, _) = buffer.set_stringn(0, 0, words, usize::from(room), Style::new());
            prop_assert!(is_one || usize::from(end) == text_width(words));
        }
    }
}

#[test]
fn every_word_of_a_briefing_is_on_the_screen_at_every_width() {
    let texts = [
        "統一戦線の限界について、当局者は「進展」を強調した。",
        "The post read 👩‍👩‍👧 🇺🇦🇺🇸 ❤️ 1️⃣ and no more.",
        "e\u{301}a\u{308} ｶﾞｷﾞ ﾊﾟ and half-width marks",
        "قال المسؤول إن «المحادثات» مستمرة.",
        "See https://example.org/a/long/path/that/goes/on/and/on or not.",
        "- an item that is long enough to be wrapped\n- and another",
    ];
    let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for width in (20..100).step_by(3) {
        for text in texts {
            let draft = Draft::new("x").section("One").says("p", text);
            let reader = Reader::on(vec![draft.entry()], width, 60);
            let screen = visible(&reader.screen().replace(['▎', '┊', '│', '┃'], " "));
            let words = visible(&text.replace("- ", "•"));
            assert!(screen.contains(&words), "{width}: {text}\n{}", reader.screen());
        }
    }
}

#[test]
fn a_wide_character_at_the_edge_of_a_pane_is_cut_whole() {
    for width in 80..140 {
        let title = format!(
            "{}統一戦線の限界統一戦線の限界統一戦線の限界",
            "x".repeat(usize::from(width % 7))
        );
        let draft = Draft::new("wide").section(&title).says("p", &title);
        let reader = Reader::on(vec![draft.entry()], width, 24);
        let pane = reader.state.panes().and_then(|panes| panes.outline).expect("an outline");
        for line in reader.screen().lines() {
            assert!(text_width(line) <= usize::from(width), "{line}");
            let bar = line.split('│').next().unwrap_or_default();
            let ends_there = text_width(bar) == usize::from(pane.width);
            assert!(!line.contains('│') || ends_there, "{line}");
        }
    }
}
