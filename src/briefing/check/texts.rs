//! Texts at the door: made safe, brought into shape, refused where empty or endless.

use std::borrow::Cow;

use super::LONGEST_TEXT;
use crate::briefing::bytes;
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::At;
use crate::briefing::safe;

/// A text of one line: line breaks and runs of blanks become one blank. Empty is a finding.
pub(super) fn line(key: &str, raw: Option<&At<&str>>, findings: &mut Findings) -> Option<String> {
    let raw = raw?;
    let mut joined = String::with_capacity(raw.value.len());
    push_words(&mut joined, raw.value.trim_matches(BLANKS));
    accept(key, raw, joined, findings)
}

/// A text that must be there; its absence was noted when the table was read.
pub(super) fn needed(key: &str, raw: Option<&At<&str>>, findings: &mut Findings) -> String {
    line(key, raw, findings).unwrap_or_default()
}

/// A text of paragraphs and list items: one line each, an empty line between paragraphs.
pub(super) fn prose(key: &str, raw: Option<&At<&str>>, findings: &mut Findings) -> Option<String> {
    let raw = raw?;
    accept(key, raw, paragraphs(raw.value), findings)
}

/// The safe form of `shaped`, which is what `raw` says in its final shape.
fn accept(key: &str, raw: &At<&str>, shaped: String, findings: &mut Findings) -> Option<String> {
    if raw.value.len() > LONGEST_TEXT {
        let reason = format!("`{key}` is longer than {} MiB", LONGEST_TEXT / 1024 / 1024);
        findings.add_with_fix(Rule::TextTooLong, &raw.span, reason, "divide it");
        return None;
    }
    if shaped.trim().is_empty() {
        findings.add(Rule::EmptyText, &raw.span, format!("`{key}` is empty"));
        return None;
    }
    let Cow::Owned(safe) = safe::text(&shaped) else { return Some(shaped) };
    let plain = shaped.replace('\u{AD}', "");
    if safe != plain {
        let first = first_change(&plain, &safe);
        let reason = format!("`{key}` holds characters that cannot be seen, {first}");
        findings.add_with_fix(Rule::HiddenCharacter, &raw.span, reason, "take them out");
    }
    Some(safe)
}

/// The first character that was made visible, in its visible form.
fn first_change(plain: &str, safe: &str) -> String {
    let alike = plain.chars().zip(safe.chars()).take_while(|(one, other)| one == other);
    let rest: String = safe.chars().skip(alike.count()).collect();
    let end = match rest.chars().next() {
        Some('<') => rest.find('>').map_or(rest.len(), |at| at + 1),
        Some('^') => 2,
        Some('\\') => 4,
        _ => return "or too many marks on one character".to_owned(),
    };
    format!("the first is {}", &rest[..rest.floor_char_boundary(end)])
}

/// What stands between words. A no-break space does not: it is part of what it joins.
const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// Adds words with one blank between two of them; `line` begins and ends with one.
fn push_words(shaped: &mut String, line: &str) {
    let (letters, behind) = (line.as_bytes(), line.as_bytes().get(1..).unwrap_or_default());
    // In numbers, so that many bytes are asked at once.
    let is_double = |byte: u8, next: u8| u8::from(byte == b' ') & u8::from(next == b' ');
    let pairs = letters.iter().zip(behind);
    let doubled = pairs.fold(0, |found, (byte, next)| found | is_double(*byte, *next));
    if doubled == 0 && bytes::find(letters, [b'\t', b'\r', b'\n']).is_none() {
        shaped.push_str(line);
        return;
    }
    let words = line.split(BLANKS).filter(|word| !word.is_empty());
    for (at, word) in words.enumerate() {
        shaped.push_str(if at == 0 { "" } else { " " });
        shaped.push_str(word);
    }
}

/// Joins the lines of each paragraph; a line that starts with `- ` starts a list item.
fn paragraphs(text: &str) -> String {
    let mut shaped = String::with_capacity(text.len());
    let mut gap = false;
    let ends = bytes::each(text.as_bytes(), [b'\n']).chain([text.len()]);
    let mut start = 0;
    for end in ends {
        let line = text[start..end].trim_matches(BLANKS);
        start = end + 1;
        if line.is_empty() {
            gap = !shaped.is_empty();
            continue;
        }
        let is_item =
            line.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(BLANKS));
        shaped.push_str(match (shaped.is_empty(), gap, is_item) {
            (true, ..) => "",
            (_, true, _) => "\n\n",
            (_, _, true) => "\n",
            _ => " ",
        });
        gap = false;
        push_words(&mut shaped, line);
    }
    shaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{BLANKS, paragraphs, push_words};

    #[test]
    fn a_paragraph_is_one_line() {
        assert_eq!(paragraphs("\n  One\ntwo  three\r\n\n\n \nFour\n"), "One two three\n\nFour");
    }

    #[test]
    fn a_list_item_is_one_line() {
        let text = "Points:\n- first\n  goes on\n- second\n\n- third -\n-not a list\n";
        assert_eq!(paragraphs(text), "Points:\n- first goes on\n- second\n\n- third - -not a list");
    }

    #[test]
    fn a_no_break_space_stays() {
        assert_eq!(paragraphs("« mot\u{a0}»  10\u{202f}%"), "« mot\u{a0}» 10\u{202f}%");
    }

    #[test]
    fn a_shaped_text_stays_as_it_is() {
        let once = paragraphs("a\nb\n\n- c\n- d\n\ne");
        assert_eq!(paragraphs(&once), once);
    }

    proptest! {
        #[test]
        fn words_stand_one_blank_apart(text in "[a\u{e9}\u{a0}\\- \t\r\n]{0,12}") {
            let words: Vec<&str> = text.split(BLANKS).filter(|word| !word.is_empty()).collect();
            let mut shaped = String::new();
            push_words(&mut shaped, text.trim_matches(BLANKS));
            prop_assert_eq!(&shaped, &words.join(" "));
            let shaped = paragraphs(&text);
            prop_assert_eq!(shaped.split(BLANKS).filter(|word| !word.is_empty()).collect::<Vec<_>>(), words);
            prop_assert_eq!(paragraphs(&shaped), shaped);
        }
    }
}
