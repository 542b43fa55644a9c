//! What must be written another way so that a body stays in its place, found by parsing it.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::LOWEST;

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
    let mut code = false;
    let mut dollars: Vec<usize> = Vec::new();
    let parser = Parser::new_ext(text, options);
    let definitions: Vec<(String, Range<usize>)> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| (label.to_owned(), definition.span.clone()))
        .collect();
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Html(_) | Event::InlineHtml(_) => edits.extend(html(text, range)),
            Event::Start(
                Tag::Link { link_type, dest_url, title, id }
                | Tag::Image { link_type, dest_url, title, id },
            ) => {
                if let Some(tail) = tail(text, &range, link_type) {
                    edits.push(edit(tail, address(&dest_url, &title)));
                    used.insert(id.to_lowercase());
                }
            }
            Event::Start(Tag::FootnoteDefinition(label)) | Event::FootnoteReference(label) => {
                edits.extend(footnote(text, &range, &label, name));
            }
            Event::Text(_) if !code => {
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
    let parser = Parser::new_ext(text, options).into_offset_iter();
    let headings = parser.filter_map(|(event, range)| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(underlined(text, &range, level as usize)),
        _ => None,
    });
    headings.flatten().collect()
}

/// A heading underlined with `=` or `-`: written with `#` where that can be said on one line.
fn underlined(text: &str, range: &Range<usize>, level: usize) -> Vec<Edit> {
    let heading = text[range.clone()].trim_end_matches('\n');
    if heading.starts_with('#') {
        return Vec::new();
    }
    let Some((words, line)) = heading.rsplit_once('\n') else { return Vec::new() };
    let starts_line = range.start == 0 || text[..range.start].ends_with('\n');
    if starts_line && !words.contains('\n') && !words.trim_end().ends_with(['#', '\\']) {
        let end = range.start + heading.len();
        return vec![edit(range.start..end, format!("{} {}", "#".repeat(level), words.trim()))];
    }
    let at = range.start + words.len() + 1;
    let sign = line.find(['=', '-']).unwrap_or_default();
    vec![edit(at + sign..at + sign, "\\")]
}

/// Every `<` of a piece of HTML becomes a letter like others.
fn html(text: &str, range: Range<usize>) -> Vec<Edit> {
    let signs = text[range.clone()].match_indices('<').map(|(at, _)| range.start + at);
    signs
        .map(|at| if is_escaped(text, at) { edit(at..at + 1, "&lt;") } else { edit(at..at, "\\") })
        .collect()
}

/// What of a link points to a definition elsewhere; nothing where it carries its address itself.
fn tail(text: &str, range: &Range<usize>, kind: LinkType) -> Option<Range<usize>> {
    match kind {
        LinkType::Shortcut => Some(range.end..range.end),
        LinkType::Collapsed => Some(range.end - 2..range.end),
        LinkType::Reference => {
            let opens = |at: &usize| text.as_bytes()[*at] == b'[' && !is_escaped(text, *at);
            let start = (range.start..range.end).rev().find(opens)?;
            Some(start..range.end)
        }
        _ => None,
    }
}

/// A link's address and title as they stand behind its words.
fn address(url: &str, title: &CowStr<'_>) -> String {
    let escaped = |words: &str, also: char| -> String {
        let mut out = String::new();
        for c in words.chars() {
            match c {
                '\n' | '\r' => out.push(' '),
                '&' => out.push_str("&amp;"),
                '\\' | '|' | '<' | '>' => out.extend(['\\', c]),
                c if c == also => out.extend(['\\', c]),
                c => out.push(c),
            }
        }
        out
    };
    let url = escaped(&url.replace(['\n', '\r'], "%0A"), '<');
    match &**title {
        "" => format!("(<{url}>)"),
        title => format!("(<{url}> \"{}\")", escaped(title, '"')),
    }
}

/// A footnote is called after its note, so that no two notes share one.
fn footnote(text: &str, range: &Range<usize>, label: &str, name: &str) -> Option<Edit> {
    let own = format!("{name}-");
    let opening = text[range.clone()].find("[^").map(|at| range.start + at + 2)?;
    (!label.starts_with(&own)).then(|| edit(opening..opening, own))
}

/// Signs that readers of vaults take for more than words: comments, and the ids of notes.
fn words(text: &str, range: &Range<usize>) -> Vec<Edit> {
    let piece = &text[range.clone()];
    let comments = piece.match_indices("%%").map(|(at, _)| {
        let at = range.start + at;
        edit(at..at + 2, "\\%\\%")
    });
    let ids = piece.match_indices("^n-").map(|(at, _)| range.start + at);
    let ids = ids.filter(|at| !is_escaped(text, *at)).map(|at| edit(at..at, "\\"));
    comments.chain(ids).collect()
}

fn double_dollars<'t>(text: &'t str, range: &Range<usize>) -> impl Iterator<Item = usize> + 't {
    let start = range.start;
    text[range.clone()].match_indices("$$").map(move |(at, _)| start + at)
}

/// Whether an odd number of backslashes stands before a byte.
fn is_escaped(text: &str, at: usize) -> bool {
    text.as_bytes()[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}
