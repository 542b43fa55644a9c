//! The analyst's own marks: a letter and a name each, beside those that everybody has.

use crate::briefing::problem::Rule;
use crate::briefing::raw::{At, Fields};
use crate::notes::mark::{MarkKind, built_in};

/// How long a name may be.
const LONGEST_NAME: usize = 64;

/// `[marks]`: all marks, the built-in ones first.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Vec<MarkKind>> {
    let pairs = fields.pairs("marks")?.value;
    let mut known = built_in();
    for (letter, name) in pairs {
        let mark = the_letter(&letter, &known, fields).zip(the_name(&name, &known, fields));
        known.extend(mark.map(|(letter, name)| MarkKind { letter, name }));
    }
    Some(known)
}

fn the_letter(written: &At<String>, known: &[MarkKind], fields: &mut Fields<'_>) -> Option<char> {
    let mut letters = written.value.chars();
    let letter = match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_ascii_lowercase() => letter,
        _ => {
            let reason = format!("`{}` is no letter for a mark", written.value);
            let fix = "one small letter from a to z";
            fields.findings().add_with_fix(Rule::BadValue, &written.span, reason, fix);
            return None;
        }
    };
    let Some(other) = known.iter().find(|mark| mark.letter == letter) else { return Some(letter) };
    let reason = format!("`{letter}` gives the mark `{}` already", other.name);
    let free: String = ('a'..='z').filter(|letter| is_free(*letter, known)).collect();
    let fix = format!("another letter, one of {free}");
    fields.findings().add_with_fix(Rule::BadValue, &written.span, reason, fix);
    None
}

fn is_free(letter: char, known: &[MarkKind]) -> bool {
    known.iter().all(|mark| mark.letter != letter)
}

fn the_name(written: &At<String>, known: &[MarkKind], fields: &mut Fields<'_>) -> Option<String> {
    let letters = |letter| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let name = &written.value;
    let well_formed = (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(letters);
    let reason = match known.iter().find(|mark| mark.name == *name) {
        Some(other) => format!("`{name}` is a mark already, given by `{}`", other.letter),
        None if !well_formed => format!("`{name}` cannot be the name of a mark"),
        None => return Some(name.clone()),
    };
    let fix = "another name of small letters, digits and dashes, such as `call-back`";
    fields.findings().add_with_fix(Rule::BadValue, &written.span, reason, fix);
    None
}
