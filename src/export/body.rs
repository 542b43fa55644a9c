//! The body of a note inside a larger document: it reads as its author meant it, and cannot leave its place.
//!
//! The body is parsed, and what would reach beyond it is written another way: headings are lower than
//! those around them, raw HTML reads as its letters, links carry their address with them, an open
//! fence is closed. What comes out is parsed again; should it still not stay in its place, the body
//! is given as plain words, every sign of Markdown escaped.

mod edit;

use pulldown_cmark::{Event, Options, Parser, Tag};

use edit::{apply, heading_shifts, unclosed_fence, unsafe_places};

/// How many times what an edit uncovers may be edited again.
const MOST_TURNS: usize = 8;

/// What stands behind a body to see that it stays outside.
const WITNESS: &str = "\n\nwitness";

/// Signs without which, and without a line of dashes, a body holds only paragraphs, lists,
/// quotations and emphasis.
const SIGNS: [char; 11] = ['#', '<', '[', '=', '`', '~', '%', '^', '$', '&', '\t'];

/// The lowest heading that there is.
const LOWEST: usize = 6;

/// A note's body as it may stand below headings down to level `above`. `name` keeps its footnotes
/// apart from those of other notes. Without a line break at its end; empty where it has no words.
///
/// ```
/// use dateline::export::body::contained;
/// assert_eq!(contained("# Mine\n\n<b>bold</b>", 3, "n-1"), "#### Mine\n\n\\<b>bold\\</b>");
/// assert_eq!(contained("```\nopen", 3, "n-1"), "```\nopen\n```");
/// ```
pub fn contained(body: &str, above: usize, name: &str) -> String {
    let body = normalised(body);
    if is_harmless(&body) {
        return body;
    }
    let shaped = shaped(body.clone(), above, name);
    if is_contained(&shaped, above, name) { shaped } else { plain(&body) }
}

/// The body without empty lines around it, with line breaks of one kind.
fn normalised(body: &str) -> String {
    let body = body.replace("\r\n", "\n").replace(['\r', '\u{0B}', '\u{0C}'], "\n");
    let body = body.replace('\0', "\u{FFFD}");
    let is_blank = |line: &&str| line.trim().is_empty();
    let first = body.split('\n').take_while(is_blank).count();
    let lines: Vec<&str> = body.split('\n').skip(first).collect();
    lines.join("\n").trim_end().to_owned()
}

fn is_harmless(body: &str) -> bool {
    let is_rule = |line: &str| line.contains('-') && line.chars().all(|c| "- >".contains(c));
    !body.contains(SIGNS) && !body.lines().any(is_rule)
}

fn shaped(body: String, above: usize, name: &str) -> String {
    let mut text = body;
    for _ in 0..MOST_TURNS {
        let found = [full(), Options::empty()]
            .into_iter()
            .map(|options| unsafe_places(&text, options, name))
            .find(|found| !found.is_empty());
        let Some(found) = found else { break };
        text = apply(&text, found);
    }
    let shifts = heading_shifts(&text, full(), above);
    text = apply(&text, shifts);
    if let Some(fence) = unclosed_fence(&text) {
        text = format!("{text}\n{fence}");
    }
    without_markers(text.trim_end())
}

/// Lines that would read as the program's own markers are moved to the right by one blank.
fn without_markers(text: &str) -> String {
    let ours = |line: &str| line.starts_with("<!-- dateline:");
    if !text.lines().any(ours) {
        return text.to_owned();
    }
    let lines = text.split('\n').map(|line| match line {
        line if ours(line) => format!(" {line}"),
        line => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether every parser that is asked finds nothing in the text that reaches beyond it.
fn is_contained(text: &str, above: usize, name: &str) -> bool {
    let whole = format!("{text}{WITNESS}");
    [full(), Options::empty()].into_iter().all(|options| {
        let parser = Parser::new_ext(&whole, options);
        let own = format!("^{name}-");
        let definitions = parser.reference_definitions();
        let keeps_links = definitions.iter().all(|(label, _)| label.starts_with(&own));
        keeps_links && keeps_place(parser, above) && unsafe_places(text, options, name).is_empty()
    })
}

/// Whether headings are low enough, no HTML is left, and the witness is a paragraph of its own.
fn keeps_place(parser: Parser<'_>, above: usize) -> bool {
    let mut depth = 0;
    let mut last = (0, String::new());
    for event in parser {
        match event {
            Event::Start(tag) => {
                let is_high = matches!(tag, Tag::Heading { level, .. } if level as usize <= above);
                if is_high || matches!(tag, Tag::HtmlBlock | Tag::MetadataBlock(_)) {
                    return false;
                }
                if depth == 0 {
                    last = (usize::from(tag == Tag::Paragraph), String::new());
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            Event::Html(_) | Event::InlineHtml(_) => return false,
            Event::Text(words) if last.0 == 1 => last.1.push_str(&words),
            _ => last.0 = 0,
        }
    }
    last == (1, WITNESS.trim().to_owned())
}

/// Every sign of Markdown escaped: words on lines, in paragraphs.
fn plain(body: &str) -> String {
    let escaped = body.split('\n').map(|line| {
        let mut out = String::new();
        for c in line.trim().chars() {
            if c.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(c);
        }
        out
    });
    let lines: Vec<String> = escaped.collect();
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        out.push_str(line);
        match lines.get(at + 1) {
            Some(next) if !line.is_empty() && !next.is_empty() => out.push_str("\\\n"),
            Some(_) => out.push('\n'),
            None => {}
        }
    }
    out
}

/// What common readers of Markdown know beyond its core.
fn full() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}
