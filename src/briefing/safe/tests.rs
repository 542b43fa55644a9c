//! What no text can do to a screen, and what every script keeps.

use proptest::prelude::*;

use super::*;

/// Text of the characters that attack a screen, among plain ones.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<char>().prop_map(String::from),
        "[a-z \n]{0,3}",
        proptest::sample::select(vec![
            "\x1b[31m",
            "\u{9b}",
            "\r\n",
            "\r",
            "\t",
            "\u{202E}",
            "\u{2066}",
            "\u{200B}",
            "\u{200C}",
            "\u{200D}",
            "\u{FE0F}",
            "\u{FE00}",
            "\u{E0041}",
            "\u{FEFF}",
            "\u{AD}",
            "\u{301}",
            "👩",
            "👩‍👧",
            "©",
            "1\u{FE0F}\u{20E3}",
            "🇳",
            "می",
            "\u{94D}",
            "क",
            "ᄀ",
            "\u{34F}",
            "\u{600}",
            "🏽",
        ])
        .prop_map(String::from),
        (1usize..60).prop_map(|count| "\u{301}".repeat(count)),
        (1usize..60).prop_map(|count| "👩\u{200D}".repeat(count)),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn is_safe(shown: &str) -> Result<(), TestCaseError> {
    for cluster in shown.graphemes(true) {
        let marks = cluster.chars().filter(|c| is_combining_mark(*c) && !is_hidden(*c)).count();
        prop_assert!(marks <= MOST_MARKS, "{marks} marks in {cluster:?}");
        prop_assert!(cluster.chars().count() <= LONGEST_CLUSTER + 8, "{cluster:?}");
        let emoji = cluster.chars().any(is_pictograph) || cluster.contains('\u{20E3}');
        for c in cluster.chars() {
            prop_assert!(!c.is_control() || c == '\n', "{cluster:?}");
            prop_assert!(c != SOFT_HYPHEN);
            let selects = matches!(c, '\u{FE0E}' | '\u{FE0F}' | JOINER);
            prop_assert!(!is_hidden(c) || (selects && emoji) || is_joiner(c), "{cluster:?}");
        }
    }
    Ok(())
}

fn is_joiner(c: char) -> bool {
    matches!(c, JOINER | NON_JOINER)
}

proptest! {
    #[test]
    fn nothing_unsafe_is_left(text in hostile()) {
        is_safe(&super::text(&text))?;
        let line = line(&text);
        is_safe(&line)?;
        prop_assert!(!line.contains('\n'));
    }

    #[test]
    fn safe_text_stays_as_it_is(text in hostile()) {
        let once = super::text(&text).into_owned();
        prop_assert_eq!(super::text(&once).into_owned(), once.clone());
        let once = line(&text).into_owned();
        prop_assert_eq!(line(&once).into_owned(), once);
    }

    #[test]
    fn a_joiner_stays_only_where_it_joins(text in hostile()) {
        let shown: Vec<char> = line(&text).chars().collect();
        for (at, _) in shown.iter().enumerate().filter(|(_, c)| is_joiner(**c)) {
            let (before, next) = (at.checked_sub(1).map(|at| shown[at]), shown.get(at + 1).copied());
            let emoji = next.is_some_and(is_pictograph);
            prop_assert!(emoji || joins_letters(before, next), "{:?}", shown);
        }
    }
}

#[test]
fn every_script_keeps_its_text() {
    for sample in [
        "Plain words, “quoted” and — dashed.",
        "naïve café Ångström e\u{301}",
        "東京で会談が行われた。",
        "المحادثات انتهت بدون موعد",
        "می\u{200C}شود",
        "השיחות הסתיימו",
        "नमस्ते दुनिया, क्\u{200D}ष",
        "สวัสดี",
        "한국어 \u{1112}\u{1161}\u{11AB} ﾊﾞ",
        "👩‍👩‍👧‍👦 👍🏽 ❤️ 1️⃣ 🇳🇴 🏳️‍🌈",
    ] {
        assert_eq!(line(sample), sample);
        assert!(matches!(text(sample), Cow::Borrowed(_)), "no copy for {sample}");
    }
}

#[test]
fn what_hides_becomes_visible() {
    assert_eq!(line("a\x1b]0;x\x07\u{7f}\u{9b}1m"), "a^[]0;x^G^?\\x9b1m");
    assert_eq!(line("\u{202E}abc\u{2069}\u{200B}"), "<U+202E>abc<U+2069><U+200B>");
    assert_eq!(line("pay\u{200C}pal x\u{FE0F}"), "pay<U+200C>pal x<U+FE0F>");
    assert_eq!(line("a\u{E0041}"), "a<U+E0041>");
    assert_eq!(line("a\tb\nc\r\nd\re"), "a    b^Jc^Jd^Me");
    assert_eq!(text("a\r\nb\nc\rd"), "a\nb\nc^Md");
}

/// Judged by the widths that the terminal's library knows, not by our own list.
#[test]
fn no_character_takes_no_room() {
    for c in '\0'..=char::MAX {
        let shown = line(&format!("a{c}b")).into_owned();
        let alone = |c: char| unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) > 0;
        let jamo = |c: char| matches!(c, '\u{1161}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}');
        let takes_room = |c: char| alone(c) || is_combining_mark(c) || jamo(c);
        assert!(shown.chars().all(takes_room), "U+{:04X} gives {shown:?}", u32::from(c));
    }
    for c in [
        "\u{61C}",
        "\u{200E}",
        "\u{202A}",
        "\u{202E}",
        "\u{2066}",
        "\u{2069}",
        "\u{2028}",
        "\u{180E}",
        "\u{3164}",
        "\u{E007F}",
    ] {
        assert!(line(c).starts_with("<U+"), "{}", c.escape_unicode());
    }
}

#[test]
fn marks_without_end_are_cut() {
    let tower = format!("a{}b", "\u{301}".repeat(2000));
    assert_eq!(line(&tower), format!("a{}b", "\u{301}".repeat(8)));
    let chain = "👩\u{200D}".repeat(2000);
    assert!(line(&chain).graphemes(true).all(|cluster| cluster.chars().count() <= LONGEST_CLUSTER));
}

#[test]
fn a_text_is_plain_where_each_of_its_characters_stands_alone() {
    for c in ('\0'..'\u{3000}').chain(['\u{ffff}', '\u{1f469}', char::MAX]) {
        for before in [0, 61, 62, 63, 64, 65] {
            let text = format!("{}{c}\u{e9}", "x".repeat(before));
            assert_eq!(is_plain(&text, false), stands_alone(c), "{}", c.escape_unicode());
            assert_eq!(
                is_plain(&text, true),
                stands_alone(c) || c == '\n',
                "{}",
                c.escape_unicode()
            );
        }
    }
}
