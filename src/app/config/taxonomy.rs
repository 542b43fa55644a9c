//! The analyst's own values: each refines a built-in one, and counts and filters fold it into that.

use std::sync::Arc;

use unicode_width::UnicodeWidthChar;

use crate::briefing::problem::Rule;
use crate::briefing::raw::{At, Fields};
use crate::briefing::safe;
use crate::briefing::taxonomy::{Refinement, Shown, Tag, Vocabulary, tag_named};

/// How long a name may be.
const LONGEST_NAME: usize = 64;

/// `[[taxonomy.sourcing]]` and `[[taxonomy.sentiment]]`.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Vocabulary> {
    let read = fields.table("taxonomy", |lists| Vocabulary {
        sourcing: tags(lists, "sourcing"),
        sentiment: tags(lists, "sentiment"),
    })?;
    Some(read.value)
}

fn tags<T: Shown>(lists: &mut Fields<'_>, list: &str) -> Vec<Tag<T>> {
    let mut known: Vec<Tag<T>> = Vec::new();
    lists.tables(list, |fields| {
        if let Some(tag) = tag(fields, &known) {
            known.push(tag);
        }
    });
    known
}

fn tag<T: Shown>(fields: &mut Fields<'_>, known: &[Tag<T>]) -> Option<Tag<T>> {
    fields.require(&["name", "refines"]);
    let name = fields.string("name").filter(|name| is_usable(name, known, fields));
    let value: Option<T> = fields.term("refines").map(|term| term.value);
    let label = fields.string("label").map(|label| safe::line(&label.value).into_owned());
    let meaning = fields.string("meaning").map(|words| safe::line(&words.value).into_owned());
    let glyph = glyph(fields);
    let (name, value) = (name?.value, value?);
    let own = Refinement {
        label: label.unwrap_or_else(|| name.replace('-', " ")),
        glyph: glyph.unwrap_or(value.glyph().unicode),
        meaning: meaning.unwrap_or_else(|| value.meaning().to_owned()),
        name,
    };
    Some(Tag { value, refinement: Some(Arc::new(own)) })
}

fn is_usable<T: Shown>(name: &At<String>, known: &[Tag<T>], fields: &mut Fields<'_>) -> bool {
    let letters = |letter| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'-');
    let well_formed =
        (1..=LONGEST_NAME).contains(&name.value.len()) && name.value.bytes().all(letters);
    let reason = match tag_named(&name.value, known) {
        Some(tag) if tag.refinement.is_some() => format!("`{}` is defined twice", name.value),
        Some(_) => format!("`{}` is a built-in value", name.value),
        None if !well_formed => format!("`{}` cannot be a name", name.value),
        None => return true,
    };
    let fix = "another name of small letters, digits and dashes, such as `leaked-file`";
    fields.findings().add_with_fix(Rule::BadValue, &name.span, reason, fix);
    false
}

/// One character, one cell wide.
fn glyph(fields: &mut Fields<'_>) -> Option<char> {
    let words = fields.string("glyph")?;
    let mut letters = words.value.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.width() == Some(1) && !letter.is_whitespace() => {
            Some(letter)
        }
        _ => {
            let reason = "`glyph` is not one visible character of the width of a letter";
            fields.findings().add_with_fix(Rule::BadValue, &words.span, reason, "for example `▣`");
            None
        }
    }
}
