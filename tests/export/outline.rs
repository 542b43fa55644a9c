//! Whatever notes and briefings say, the Markdown keeps its outline: other people's parsers agree.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use dateline::briefing::Library;
use dateline::briefing::taxonomy::Relation;
use dateline::export::body::contained;
use dateline::export::reexport::{Earlier, Outcome, Way, settle};
use dateline::notes::Document;
use dateline::notes::anchor::{capture, capture_passage};
use dateline::notes::note::{Judgement, Kind, Link, Note};
use dateline::notes::target::{Extent, Quote, Spot};
use proptest::prelude::*;
use saphyr::{LoadableYamlNode, Yaml};

use crate::support::draft::Draft;

/// Pieces of Markdown that want to be more than a part of a note.
const TRICKS: [&str; 60] = [
    "# Heading",
    "###### Deep",
    "  ## Indented",
    "Under\n=====",
    "Under\nlined\n---",
    "- item\n  ===",
    "> # Quoted",
    "> under\n> ---",
    "- # In a list\n\n      code",
    "1. one\n2. two",
    "```",
    "```rust\nfn f() {}",
    "~~~~",
    "> ```\n> open",
    "    indented",
    "<b>bold</b>",
    "<div>\n# x\n",
    "<!-- open",
    "-->",
    "<!-- dateline:begin sha256=00 -->",
    "<!-- dateline:end -->",
    "<script>\n\nalert(1)",
    "<![CDATA[",
    "<?php",
    "<pre>\n",
    "</details>",
    "\\<b>",
    "a <img src=x onerror=y> b",
    "<https://example.org>",
    "[a]",
    "[a]: https://example.org",
    "[a]:\n<https://example.org>\n\"A\ntitle\"",
    "[text][a] ![image][a] [a][]",
    "[a]: /one\n[a]: /two",
    "> [a]: /quoted",
    "- [a]: /listed",
    "[quote]: https://evil.example",
    "[!quote]: https://evil.example",
    "text[^1]",
    "[^1]: note",
    "[^1]: note\n\n    # deep",
    "[^1]: word",
    "| a | b |\n|---|---|\n| <b> | `|` |",
    "a\n-",
    "***",
    "---",
    "%%",
    "$$",
    "==",
    "`code",
    "``",
    "^n-01c20fc85148",
    "\\",
    "&lt;b&gt; &#60;i&#62;",
    "* * *\n+ a\n\n\n\tb",
    "a  \n===\n# b #",
    "\u{0}\r\rx\u{2028}y",
    ">>>>> deep\nlazy",
    "- [ ] task",
    "+++\ntitle = 1\n+++",
];

fn tricks() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(&TRICKS[..]).prop_map(str::to_owned),
        1 => "[ -~]{0,12}",
        1 => "[#<>=`~*_|\\[\\]()!^:\\\\ \\t\\n-]{0,14}",
    ];
    let joint = prop::sample::select(&["\n", "\n\n", " ", "", "\r\n", "\n> ", "\n    "][..]);
    prop::collection::vec((piece, joint), 0..9)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, joint)| piece + joint).collect())
}

/// The parsers that are asked: the core of Markdown, GitHub's, and that of a vault.
fn dialects() -> [Options<'static>; 3] {
    let mut github = Options::default();
    github.extension.table = true;
    github.extension.strikethrough = true;
    github.extension.tasklist = true;
    github.extension.autolink = true;
    github.extension.footnotes = true;
    github.extension.alerts = true;
    let mut vault = github.clone();
    vault.extension.ofm_callouts = true;
    vault.extension.ofm_comments = true;
    vault.extension.highlight = true;
    vault.extension.math_dollars = true;
    vault.extension.wikilinks_title_after_pipe = true;
    vault.extension.alerts = false;
    let mut all = [Options::default(), github, vault];
    for options in &mut all {
        options.extension.front_matter_delimiter = Some("---".to_owned());
    }
    all
}

/// What a parser makes of a file: headings, and what should not be there.
#[derive(Debug, Default, PartialEq)]
struct Outline {
    headings: Vec<(u8, String)>,
    html: Vec<String>,
    /// The paragraphs at the top level that name a note.
    names: Vec<String>,
}

fn outline(text: &str, options: &Options<'_>) -> Outline {
    let arena = Arena::new();
    let root = parse_document(&arena, text, options);
    let mut found = Outline::default();
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Heading(heading) => found.headings.push((heading.level, words(node))),
            NodeValue::HtmlBlock(html) => found.html.push(html.literal.trim_end().to_owned()),
            NodeValue::HtmlInline(html) => found.html.push(html.clone()),
            _ => {}
        }
    }
    for node in root.children() {
        let said = words(node);
        let is_decoy = said.starts_with("^n-01c20fc85148");
        let is_name = said.starts_with("^n-") && !is_decoy;
        if matches!(node.data().value, NodeValue::Paragraph) && is_name {
            found.names.push(said);
        }
    }
    found
}

fn words<'a>(node: &'a AstNode<'a>) -> String {
    let texts = node.descendants().filter_map(|node| match &node.data().value {
        NodeValue::Text(text) => Some(text.to_string()),
        NodeValue::Code(code) => Some(code.literal.clone()),
        _ => None,
    });
    texts.collect()
}

/// A library of one briefing with these words in it.
fn library(title: &str, heading: &str, texts: [&str; 2]) -> Library {
    let line = |words: &str| -> String {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("W {words}")
    };
    let draft = Draft::new("trial").titled(&line(title)).section(&line(heading));
    let text = |text: &str| {
        let text = dateline::briefing::safe::text(text).replace('\n', "\n\n");
        format!("W {text}")
    };
    super::library(&[draft.says("one", &text(texts[0])).says("two", &text(texts[1]))])
}

/// Notes with these bodies: on the briefing, the section, the passages, and one that lost its place.
/// The last one quotes `said`, and all are by somebody whose name, mark and tags are like that.
fn notes(library: &Library, bodies: &[String], said: &str) -> Vec<Document> {
    let briefing = library.briefing("trial").expect("a briefing");
    let some = 0..briefing.passages[0].text.chars().next().map_or(1, char::len_utf8);
    let spot = Spot { passage: "gone".to_owned(), section: None, snapshot: None };
    let [exact, prefix, suffix] = [0; 3].map(|_| format!("W{said}"));
    let gone = Extent::Span(spot, Quote { exact, prefix, suffix, range: 3..9 });
    let extents = [
        Extent::Briefing,
        Extent::Section(briefing.sections[0].id.clone()),
        capture(briefing, 0, some).expect("a place"),
        capture_passage(briefing, 0).expect("a place"),
        capture_passage(briefing, 1).expect("a place"),
        gone,
    ];
    let notes = bodies.iter().zip(extents).zip(1..).map(|((body, extent), number)| {
        let mut note = super::note(number, Kind::Comment, "trial", extent);
        note.origin.author = Some(said.to_owned());
        let link = Link { briefing: None, passage: "one".to_owned(), relation: Relation::Repeats };
        let judgement = Judgement { sourcing: None, sentiment: Some(format!("W{said}")) };
        let judgement = if number == 2 { judgement } else { Judgement::default() };
        let (mark, tags) = (Some(said.to_owned()), [said.to_owned()].into());
        Document::fresh(Note {
            body: body.clone(),
            mark,
            tags,
            judgement,
            link: (number == 3).then_some(link),
            ..note
        })
    });
    notes.collect()
}

#[test]
fn a_tag_that_ends_on_the_next_line_reads_as_its_letters() {
    let text = contained("a</a\n    > # Quoted", 3, "n-1");
    assert_eq!(text, "a\\</a\n    > # Quoted");
    for options in &dialects() {
        assert_eq!(outline(&text, options).html, Vec::<String>::new());
    }
}

proptest! {
    #[test]
    fn the_outline_is_the_documents_whatever_the_bodies_hold(
        bodies in prop::collection::vec(tricks(), 6), said in tricks(),
    ) {
        let library = library("Title", "Heading", ["First.", "Second."]);
        let plain = vec!["Words.".to_owned(); 6];
        let expected = super::sheet(&library, "trial", &notes(&library, &plain, "words")).text();
        let sheet = super::sheet(&library, "trial", &notes(&library, &bodies, &said));
        let text = sheet.text();
        for options in &dialects() {
            let mut found = outline(&text, options);
            found.headings.retain(|(level, _)| *level <= 3);
            found.html.iter_mut().for_each(hide_fingerprint);
            let mut wanted = outline(&expected, options);
            wanted.html.iter_mut().for_each(hide_fingerprint);
            prop_assert_eq!(found, wanted, "{}", text);
        }
        let again = settle(&sheet, Some(&text), &Earlier::default(), Way::Beside);
        prop_assert_eq!(again, Outcome::Unchanged);
    }

    #[test]
    fn nothing_that_a_briefing_says_is_markup(
        title in tricks(), heading in tricks(), one in tricks(), two in tricks(),
    ) {
        let library = library(&title, &heading, [&one, &two]);
        let briefing = library.briefing("trial").expect("a briefing");
        let bodies = vec!["Words.".to_owned(); 6];
        let text = super::sheet(&library, "trial", &notes(&library, &bodies, "words")).text();
        for options in &dialects() {
            let found = outline(&text, options);
            let headings: Vec<(u8, &str)> =
                found.headings.iter().map(|(level, words)| (*level, words.as_str())).collect();
            let [title, heading] = [&briefing.about.title, &briefing.sections[0].heading]
                .map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert_eq!(headings, [
                (1, title.as_str()),
                (2, heading.as_str()),
                (3, "one · unattributed · neutral"),
                (3, "two · unattributed · neutral"),
                (2, "Unplaced notes"),
                (3, "gone · its text is gone"),
            ], "{}", text);
            prop_assert_eq!(found.html.len(), 2, "{}", text);
            prop_assert_eq!(found.names.len(), 6, "{}", text);
        }
        let end = text.find("\n---\n").expect("front matter");
        let front = &text[4..end];
        let front = Yaml::load_from_str(front).expect("YAML");
        prop_assert_eq!(front[0]["title"].as_str(), Some(briefing.about.title.as_str()));
        prop_assert_eq!(front[0]["notes"].as_integer(), Some(6));
    }

    #[test]
    fn a_body_of_plain_words_is_not_touched(words in "[A-Za-z0-9 ,.;:!?'\"()/*_\n-]{0,200}") {
        let lines: Vec<&str> = words.lines().map(str::trim).collect();
        let body = lines.join("\n");
        let is_rule = body.lines().any(|line| line.contains('-') && !line.contains(|c: char| c.is_alphanumeric()));
        prop_assume!(!is_rule);
        prop_assert_eq!(contained(&body, 3, "x"), body.trim_end().trim_start_matches('\n'));
    }

    #[test]
    fn front_matter_says_what_it_was_given(value in any::<String>()) {
        let line = dateline::export::front_matter::pair("title", &value);
        prop_assert_eq!(line.lines().count(), 1);
        let read = Yaml::load_from_str(&line).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read[0]["title"].as_str(), Some(value.as_str()), "{}", line);
    }
}

fn hide_fingerprint(html: &mut String) {
    if html.starts_with("<!-- dateline:begin ") {
        html.truncate(20);
    }
}

#[test]
fn words_that_yaml_parsers_take_for_something_else_stay_words() {
    for word in
        ["yes", "No", "null", "~", "1", "1.5", "2031-04-02", "0x1f", "a: b", "a #b", "-", "", " a "]
    {
        let line = dateline::export::front_matter::pair("title", word);
        let read = Yaml::load_from_str(&line).expect("YAML");
        assert_eq!(read[0]["title"].as_str(), Some(word), "{line}");
    }
}

#[test]
fn links_carry_their_address_with_them_and_definitions_do_not_leak() {
    let one = contained(
        "See [it][a], [a] and ![a][].\n\n[a]: https://example.org/x \"A title\"\n",
        3,
        "x",
    );
    let target = "(https://example.org/x \"A title\")";
    assert_eq!(one, format!("See [it]{target}, [a]{target} and ![a]{target}."));
    let unused = contained("[b]: https://example.org\nText.", 3, "x");
    assert_eq!(unused, "\\[b]: https://example.org\nText.");
}

#[test]
fn bodies_read_as_their_authors_meant_them() {
    for (body, expected) in [
        ("# One\n## Two\n###### Six", "#### One\n##### Two\n###### Six"),
        ("Title\n=====\n\nText\n", "#### Title\n\nText"),
        ("Two\nlines\n---", "##### Two lines"),
        ("- listed\n  ===", "- listed\n  \\==="),
        ("```\n# code\n```\n", "```\n# code\n```"),
        ("~~~\nopen", "~~~\nopen\n~~~"),
        ("a[^1]\n\n[^1]: b", "a[^x-1]\n\n[^x-1]: b"),
        ("1 < 2 and `<b>`", "1 < 2 and `<b>`"),
        ("`over\n<b>`", "\\`over\n\\<b>`"),
        ("[a](<x y> 'b')", "[a](x%20y \"b\")"),
        ("[a]\n\n[a]: <b>", "[a](b)"),
        ("<b>x</b> and <https://example.org>", "\\<b>x\\</b> and <https://example.org>"),
        ("\n\n  indented\n\n", "  indented"),
    ] {
        assert_eq!(contained(body, 3, "x"), expected);
    }
}
