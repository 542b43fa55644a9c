//! Foreign words in Markdown: they read as they were written, and are never taken for markup.

use std::ops::Range;

/// Words on one line: of a heading, a title, a cell of a table.
///
/// ```
/// use dateline::export::escape::line;
/// assert_eq!(line("A *bold* [claim]: <b>1 < 2</b>"), r"A \*bold\* \[claim\]: \<b>1 \< 2\</b>");
/// assert_eq!(line("2,000 snake_case – words"), "2,000 snake_case – words");
/// ```
pub fn line(words: &str) -> String {
    let one: Vec<&str> = words.split_whitespace().collect();
    marked(&one.join(" "), &[])
}

/// A passage's text, line by line, with `marks` (bytes of it) between `==`. Paragraphs stay
/// paragraphs, and lines that begin with `- ` stay the items of a list.
pub fn lines(text: &str, marks: &[Range<usize>]) -> Vec<String> {
    let mut start = 0;
    let mut all = Vec::new();
    for line in text.split('\n') {
        let end = start + line.len();
        let skipped = line.len() - line.trim_start().len();
        let words = line.trim();
        let (item, words) = match words.strip_prefix("- ") {
            Some(rest) => ("- ", rest.trim_start()),
            None => ("", words),
        };
        let from = start + line.len() - line[skipped..].len() + (line.trim().len() - words.len());
        let here: Vec<Range<usize>> = marks
            .iter()
            .map(|mark| mark.start.clamp(from, end) - from..mark.end.clamp(from, end) - from)
            .filter_map(|mark| trimmed(words, mark))
            .collect();
        all.push(format!("{item}{}", marked(words, &here)));
        start = end + 1;
    }
    all
}

/// Ranges that overlap or touch, as one each, in order.
pub fn union(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges.into_iter().filter(|range| !range.is_empty()) {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// A word as a tag of a vault: `#follow-up`. What cannot stand in one becomes a dash.
///
/// ```
/// use dateline::export::escape::tag;
/// assert_eq!(tag("follow-up"), "#follow-up");
/// assert_eq!(tag("two words!"), "#two-words");
/// assert_eq!(tag("2031"), "#2031-");
/// ```
pub fn tag(word: &str) -> String {
    let chars: Vec<char> = word.chars().collect();
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    let mut tag = String::from("#");
    for (at, c) in chars.iter().enumerate() {
        let inside = at > 0 && is_letter(at - 1) && is_letter(at + 1);
        match c {
            c if c.is_alphanumeric() => tag.push(*c),
            '_' | '/' if inside => tag.push(*c),
            _ if tag.ends_with(['-', '#']) => {}
            _ => tag.push('-'),
        }
    }
    let digits = tag[1..].chars().all(|c| c.is_ascii_digit() || c == '-');
    let tag = tag.trim_end_matches('-');
    // A tag of figures alone is none.
    if digits { format!("{tag}-") } else { tag.to_owned() }
}

/// Whether a text ends within an address, of which some parsers make a link. In one of those, a
/// backslash escapes nothing.
pub(super) fn is_address(before: &str) -> bool {
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    word.contains("://") || word.contains("www.") || word.contains('@') || word.contains("mailto:")
}

/// Whether a character is the one that makes some parsers take what is around it for a link. There a
/// backslash would escape nothing.
fn begins_address(c: char, words: &str, at: usize) -> bool {
    let ends_with = |end: &str| {
        at >= end.len()
            && words.get(at - end.len()..at).is_some_and(|word| word.eq_ignore_ascii_case(end))
    };
    match c {
        ':' => words[at..].starts_with("://") || ends_with("mailto") || ends_with("xmpp"),
        '.' => ends_with("www"),
        _ => false,
    }
}

/// The mark without the blanks at its ends; nothing where nothing is left.
fn trimmed(words: &str, mark: Range<usize>) -> Option<Range<usize>> {
    let piece = words.get(mark.start.min(words.len())..mark.end.min(words.len()))?;
    let start = mark.start + (piece.len() - piece.trim_start().len());
    let length = piece.trim().len();
    (length > 0).then_some(start..start + length)
}

/// A line without breaks, escaped, with its marks.
fn marked(words: &str, marks: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8 + 4 * marks.len());
    let number = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut before = None;
    for (at, c) in words.char_indices() {
        if marks.iter().any(|mark| mark.end == at) {
            out.push_str("==");
        }
        if marks.iter().any(|mark| mark.start == at) {
            out.push_str("==");
        }
        let ends_number = number > 0 && at == number && matches!(c, '.' | ')');
        if ends_number || begins_address(c, words, at) || is_markup(c, before, &words[at..]) {
            out.push('\\');
        }
        // Control characters end lines in some parsers, and mean nothing on a page.
        out.push(if c.is_control() { char::REPLACEMENT_CHARACTER } else { c });
        before = Some(c);
    }
    if marks.iter().any(|mark| mark.end == words.len()) {
        out.push_str("==");
    }
    out
}

/// Whether a character, what stands before it and what begins with it, could be markup.
fn is_markup(c: char, before: Option<char>, rest: &str) -> bool {
    let next = rest[c.len_utf8()..].chars().next();
    let starts = before.is_none();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' | '^' | '$' => true,
        '#' => !is_word(before),
        '_' => !(is_word(before) && is_word(next)),
        '>' | '-' | '+' => starts,
        '=' => starts || before == Some('=') || next == Some('='),
        '%' => before == Some('%') || next == Some('%'),
        '&' => is_entity(rest),
        _ => false,
    }
}

/// Whether a text begins with what a parser would replace by another character: `&amp;`.
fn is_entity(rest: &str) -> bool {
    let name = rest[1..].split(';').next().unwrap_or_default();
    let name_ends = rest.len() > name.len() + 1;
    name_ends
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}
