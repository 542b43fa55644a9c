//! Quotation marks: which runs of a text are somebody's own words.

use std::ops::Range;

use crate::briefing::bytes;

/// The quotations of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Quotations {
    /// In bytes, the marks included; the inner ones of nested quotations are part of the outer.
    pub(super) ranges: Vec<Range<usize>>,
    /// Whether one is never closed.
    pub(super) open: bool,
}

/// Finds “…”, "…", «…», »…« and „…“ in a text of one line a paragraph.
///
/// A quotation may run over paragraphs as print does it: no mark closes it at the end of one, and
/// the next one opens with a mark again.
pub(super) fn find(text: &str) -> Quotations {
    let mut found = Quotations::default();
    if marks(text).next().is_none() {
        return found;
    }
    let mut at = 0;
    let mut lines = text.split('\n').filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        // Nothing but line breaks stands between two lines.
        at += text[at..].bytes().take_while(|byte| *byte == b'\n').count();
        let opened = in_line(line, at, &mut found.ranges);
        let goes_on = |next: &&str| next.trim_start_matches("- ").chars().next() == opened;
        if opened.is_some() && !lines.peek().is_some_and(goes_on) {
            found.open = true;
        }
        at += line.len();
    }
    found
}

/// Where a mark may stand: all but the straight one begin with one of these bytes.
fn marks(text: &str) -> impl Iterator<Item = usize> {
    bytes::each(text.as_bytes(), [b'"', 0xC2, 0xE2])
}

/// Adds the quotations of one line that stands at byte `at`; gives the mark that is left open.
fn in_line(line: &str, at: usize, ranges: &mut Vec<Range<usize>>) -> Option<char> {
    let mut open: Option<(usize, char)> = None;
    for (place, c) in marks(line).filter_map(|place| Some((place, line[place..].chars().next()?))) {
        match open {
            None if opens(c, &line[..place]) => open = Some((place, c)),
            Some((start, mark)) if closes(mark, c) => {
                ranges.push(at + start..at + place + c.len_utf8());
                open = None;
            }
            _ => {}
        }
    }
    let (start, mark) = open?;
    ranges.push(at + start..at + line.len());
    Some(mark)
}

/// A straight mark after a digit is a measure: a 5" gun.
fn opens(mark: char, before: &str) -> bool {
    matches!(mark, '“' | '„' | '«' | '»')
        || (mark == '"' && !before.ends_with(|before: char| before.is_ascii_digit()))
}

fn closes(open: char, mark: char) -> bool {
    match open {
        '“' => mark == '”',
        '„' => matches!(mark, '“' | '”'),
        '«' => mark == '»',
        '»' => mark == '«',
        _ => mark == open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        find(text).ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn every_pair_of_marks_is_found() {
        assert_eq!(quoted("He “said” it."), ["“said”"]);
        assert_eq!(
            quoted("a \"b\" c «d» e »f« g „h“ i „j”"),
            ["\"b\"", "«d»", "»f«", "„h“", "„j”"]
        );
        assert_eq!(quoted("“one «two» three” four"), ["“one «two» three”"]);
        assert_eq!(quoted("a 5\" gun"), [""; 0]);
    }

    #[test]
    fn a_mark_that_nothing_closes_is_seen() {
        assert!(find("He “said it.").open);
        assert!(!find("He “said” it.").open);
        assert!(find("“One\n\ntwo”").open, "the second paragraph does not open again");
    }

    #[test]
    fn a_quotation_may_run_over_paragraphs() {
        let text = "“One\n\n“two” end";
        assert!(!find(text).open);
        assert_eq!(quoted(text), ["“One", "“two”"]);
    }
}
