//! What must be written another way so that a body stays in its place, found by parsing it.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::LOWEST;
use crate::export::escape;

/// Bytes of a text, and what to put in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    range: Range<usize>,
    with: String,
}

fn edit(range: Range<usize>, with: impl Into<String>) -> Edit {
    Edit { range, with: with.into() }
}

/// The text with the edits made. Of two that meet, the first is made; the other one's turn comes.
pub(super) fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len() + 8 * edits.len());
    let mut at = 0;
    for edit in edits {
        if edit.range.start >= at {
            out.push_str(&text[at..edit.range.start]);
            out.push_str(&edit.with);
            at = edit.range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// All that must change, headings written with `#` apart.
pub(super) fn unsafe_places(text: &str, options: Options, name: &str) -> Vec<Edit> {
    let underlined: Vec<Edit> = underlines(text, options);
    if !underlined.is_empty() {
        // What else is to be done in such a heading comes when it is written another way.
        return underlined;
    }
    let mut edits = Vec::new();
    let mut used: HashSet<String> = HashSet::new();
    let mut is_code = false;
    let mut dollars: Vec<usize> = Vec::new();
    let parser = Parser::new_ext(text, options);
    let definitions: Vec<(String, Range<usize>)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_owned(), definition.span.clone()))
        .collect();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            Event::Html(_) | Event::InlineHtml(_) => edits.extend(html(text, range)),
            Event::Start(
                Tag::Link { link_type, dest_url, title, id }
                | Tag::Image { link_type, dest_url, title, id },
            ) => {
                // Where footnotes are unknown, one is a link of that name.
                let is_footnote = id.starts_with(&format!("^{name}-"));
                if let Some(tail) = tail(text, &range, link_type).filter(|_| !is_footnote) {
                    edits.push(edit(tail, address(&dest_url, &title)));
                    used.insert(id.to_lowercase());
                }
            }
            Event::Start(Tag::FootnoteDefinition(label)) | Event::FootnoteReference(label) => {
                edits.extend(footnote(text, &range, &label, name));
            }
            Event::Code(_) => edits.extend(code(text, &range)),
            Event::Rule => edits.extend(rule(text, &range)),
            Event::Text(_) if !is_code => {
                edits.extend(doubtful_underline(text, &range));
                edits.extend(words(text, &range));
                dollars.extend(double_dollars(text, &range));
            }
            _ => {}
        }
    }
    if dollars.len() % 2 == 1 {
        edits.extend(dollars.last().map(|at| edit(*at..at + 2, "\\$\\$")));
    }
    let own = format!("^{name}-");
    let foreign = definitions.into_iter().filter(|(label, _)| !label.starts_with(&own));
    edits.extend(foreign.map(|(label, span)| {
        if used.contains(&label.to_lowercase()) {
            edit(whole_lines(text, &span), "")
        } else {
            edit(span.start..span.start, "\\")
        }
    }));
    edits
}

/// What puts every heading below those around the body.
pub(super) fn heading_shifts(text: &str, options: Options, above: usize) -> Vec<Edit> {
    let parser = Parser::new_ext(text, options).into_offset_iter();
    let shift = |(event, range): (Event<'_>, Range<usize>)| match event {
        Event::Start(Tag::Heading { level, .. }) => {
            let wanted = (level as usize + above).min(LOWEST);
            let missing = wanted.saturating_sub(level as usize);
            Some(edit(range.start..range.start, "#".repeat(missing)))
        }
        _ => None,
    };
    parser.filter_map(shift).collect()
}

/// What closes the fence that is still open where the text ends.
pub(super) fn unclosed_fence(text: &str) -> Option<String> {
    let mut depth = 0;
    let mut last = None;
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    let fenced = matches!(tag, Tag::CodeBlock(CodeBlockKind::Fenced(_)));
                    last = fenced.then_some(range);
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ if depth == 0 => last = None,
            _ => {}
        }
    }
    let block = text.get(last?)?;
    let sign = block.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = block.chars().take_while(|c| *c == sign).count();
    let closes = |line: &str| {
        let line = line.trim();
        line.len() >= length && line.chars().all(|c| c == sign)
    };
    let is_closed = block.lines().skip(1).last().is_some_and(closes);
    (!is_closed).then(|| sign.to_string().repeat(length))
}

/// A definition with its line, and the empty lines behind it where one stands before it.
fn whole_lines(text: &str, span: &Range<usize>) -> Range<usize> {
    let end = span.start + text[span.clone()].trim_end_matches('\n').len();
    let (before, behind) = (&text[..span.start], &text[end..]);
    let breaks = behind.len() - behind.trim_start_matches('\n').len();
    let taken = match () {
        () if before.is_empty() || before.ends_with("\n\n") => breaks,
        () if before.ends_with('\n') => breaks.min(1),
        () => 0,
    };
    span.start..end + taken
}

/// The headings that are underlined.
fn underlines(text: &str, options: Options) -> Vec<Edit> {
    let mut depth = 0;
    let mut edits = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                if let Tag::Heading { level, .. } = tag {
                    edits.extend(underlined(text, &range, level as usize, depth == 0));
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    edits
}

/// A heading underlined with `=` or `-`: written with `#` where it stands at the top and can be said
/// on one line; else it is a paragraph with a line of signs below.
fn underlined(text: &str, range: &Range<usize>, level: usize, on_top: bool) -> Option<Edit> {
    let heading = text[range.clone()].trim_end_matches('\n');
    let (words, line) = heading.rsplit_once('\n').filter(|_| !heading.starts_with('#'))?;
    let lines: Vec<&str> = words.lines().map(str::trim).collect();
    let sayable = !lines.iter().any(|line| line.ends_with(['#', '\\']));
    if on_top && sayable {
        let end = range.start + heading.len();
        return Some(edit(range.start..end, format!("{} {}", "#".repeat(level), lines.join(" "))));
    }
    let at = range.start + words.len() + 1 + line.find(['=', '-']).unwrap_or_default();
    Some(edit(at..at, "\\"))
}

/// Every `<` of a piece of HTML becomes a letter like others.
fn html(text: &str, range: Range<usize>) -> Vec<Edit> {
    let signs = text[range.clone()].match_indices('<').map(|(at, _)| range.start + at);
    signs
        .map(|at| {
            if is_escaped(text, at) || escape::is_address(&text[..at]) {
                edit(at..at + 1, "&lt;")
            } else {
                edit(at..at, "\\")
            }
        })
        .collect()
}

/// What of a link is to be written another way: that it points to a definition elsewhere, or an
/// address that looks like HTML where the link is taken apart. Nothing where it is fine as it is.
fn tail(text: &str, range: &Range<usize>, kind: LinkType) -> Option<Range<usize>> {
    match kind {
        LinkType::Shortcut => Some(range.end..range.end),
        // The range of an image ends before the brackets.
        LinkType::Collapsed if text[range.clone()].ends_with("[]") => {
            Some(range.end - 2..range.end)
        }
        LinkType::Collapsed => Some(range.end..range.end + 2),
        LinkType::Reference => {
            let opens = |at: &usize| text.as_bytes()[*at] == b'[' && !is_escaped(text, *at);
            let start = (range.start..range.end).rev().find(opens)?;
            Some(start..range.end)
        }
        LinkType::Inline => {
            let start = range.start + text[range.clone()].rfind("](")? + 1;
            let address = text[start + 1..range.end].trim_start();
            (address.starts_with('<') && !address.starts_with("<>")).then_some(start..range.end)
        }
        _ => None,
    }
}

/// A link's address and title as they stand behind its words.
fn address(url: &str, title: &CowStr<'_>) -> String {
    let mut out = String::from("(");
    for c in url.chars() {
        match c {
            c if c.is_control() || matches!(c, ' ' | '(' | ')' | '<' | '>' | '|' | '\\') => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    let wrote = write!(out, "%{byte:02X}");
                    debug_assert!(wrote.is_ok(), "a string takes everything");
                }
            }
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    if url.is_empty() {
        out.push_str("<>");
    }
    if !title.is_empty() {
        out.push_str(" \"");
        for c in title.chars() {
            match c {
                '\n' | '\r' => out.push(' '),
                '&' => out.push_str("&amp;"),
                '\\' | '|' | '<' | '>' | '"' | '`' => out.extend(['\\', c]),
                c => out.push(c),
            }
        }
        out.push('"');
    }
    out.push(')');
    out
}

/// Code within words that parsers may not agree on: it goes over several lines, or a table could
/// divide it. Its signs become letters like others.
fn code(text: &str, range: &Range<usize>) -> Option<Edit> {
    let piece = &text[range.clone()];
    let is_doubtful = piece.contains('\n') || (piece.contains('|') && piece.contains('<'));
    let signs = piece.bytes().take_while(|byte| *byte == b'`').count();
    is_doubtful.then(|| edit(range.start..range.start + signs, "\\`".repeat(signs)))
}

/// A footnote is called after its note, so that no two notes share one.
fn footnote(text: &str, range: &Range<usize>, label: &str, name: &str) -> Option<Edit> {
    let own = format!("{name}-");
    let opening = text[range.clone()].find("[^").map(|at| range.start + at + 2)?;
    (!label.starts_with(&own)).then(|| edit(opening..opening, own))
}

/// A line of dashes below words, which another parser may take for an underline.
fn rule(text: &str, range: &Range<usize>) -> Option<Edit> {
    let piece = text[range.clone()].trim_end_matches('\n');
    let follows_words = line_before(text, range.start).is_some_and(|line| !is_bare(line));
    let is_doubtful = follows_words && piece.contains('-');
    is_doubtful.then(|| edit(range.start..range.start + piece.len(), piece.replace('-', "*")))
}

/// Words that are a line of `=` or `-` alone, which another parser may take for an underline.
fn doubtful_underline(text: &str, range: &Range<usize>) -> Option<Edit> {
    let line_start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let signs = line.trim_start_matches([' ', '\t', '>', '-', '+', '*']).trim_end();
    let is_line = |sign: char| !signs.is_empty() && signs.chars().all(|c| c == sign);
    let dashes = is_bare(line) && line.trim_end().ends_with('-') && range.start > 0;
    let is_underline = is_line('=') || (dashes && text[range.clone()].starts_with('-'));
    (is_underline && !is_escaped(text, range.start)).then(|| edit(range.start..range.start, "\\"))
}

/// The line before that of a byte.
fn line_before(text: &str, at: usize) -> Option<&str> {
    let start = text[..at].rfind('\n')?;
    text[..start].rsplit('\n').next()
}

/// Whether a line holds no words, only what quotes and lists begin with.
fn is_bare(line: &str) -> bool {
    line.chars().all(|c| matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*'))
}

/// Signs that readers of vaults take for more than words: comments, and the ids of notes. And those
/// that are escaped where some parsers see an address, in which nothing is.
fn words(text: &str, range: &Range<usize>) -> Vec<Edit> {
    let piece = &text[range.clone()];
    let comments = piece.match_indices("%%").map(|(at, _)| {
        let at = range.start + at;
        edit(at..at + 2, "\\%\\%")
    });
    let ids = piece.match_indices("^n-").map(|(at, _)| range.start + at);
    let ids = ids.filter(|at| !is_escaped(text, *at)).map(|at| edit(at..at, "\\"));
    let escaped = piece.match_indices('<').map(|(at, _)| range.start + at);
    let escaped = escaped.filter(|at| is_escaped(text, *at) && escape::is_address(&text[..*at]));
    let escaped = escaped.map(|at| edit(at - 1..at + 1, "&lt;"));
    // The end of a tag may stand on the next line; not every parser looks for it there.
    let tags = piece.match_indices('<').map(|(at, _)| range.start + at);
    let tags = tags.filter(|at| text[*at..].starts_with("</") && !is_escaped(text, *at));
    let tags = tags.map(|at| {
        if escape::is_address(&text[..at]) { edit(at..at + 1, "&lt;") } else { edit(at..at, "\\") }
    });
    comments.chain(ids).chain(escaped).chain(tags).collect()
}

fn double_dollars<'t>(text: &'t str, range: &Range<usize>) -> impl Iterator<Item = usize> + 't {
    let start = range.start;
    text[range.clone()].match_indices("$$").map(move |(at, _)| start + at)
}

/// Whether an odd number of backslashes stands before a byte.
fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}
