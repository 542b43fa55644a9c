//! One passage: its text, its places, its links, and what a careful curator would ask about it.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use super::attribution::attribution;
use super::desk::Desk;
use super::{MANY_WORDS, addresses, links, quotation, texts};
use crate::briefing::model::{Passage, Place};
use crate::briefing::problem::Rule;
use crate::briefing::raw::{self, At};
use crate::briefing::taxonomy::Quote;

/// All passages, in reading order, each with the index of its section.
pub(super) fn passages(
    raw: Vec<(usize, At<raw::Passage<'_>>)>,
    desk: &mut Desk<'_>,
) -> Vec<Passage> {
    let hashes = RandomState::default();
    let mut seen = HashMap::with_capacity_and_hasher(raw.len(), hashes.clone());
    let mut passages = Vec::with_capacity(raw.len());
    for (at, (section, raw)) in raw.into_iter().enumerate() {
        let passage = passage(at, section, &raw, desk);
        let hash = hashes.hash_one(&passage.text);
        passages.push(passage);
        let first = *seen.entry(hash).or_insert(at);
        note_repeated(&passages, (first, at), &raw.value, desk);
    }
    passages
}

fn passage(at: usize, section: usize, raw: &At<raw::Passage<'_>>, desk: &mut Desk<'_>) -> Passage {
    let At { value: raw, span } = raw;
    let text = texts::prose("text", raw.text.as_ref(), desk.findings).unwrap_or_default();
    let attribution = attribution(&raw.attribution, desk);
    let topics = raw.topics.as_ref().map_or(&[][..], |list| &list.value);
    let passage = Passage {
        id: desk.passages.id(at).to_owned(),
        section,
        quoted: quoted(&text, attribution.quote, raw, desk),
        addresses: addresses::find(&text),
        text,
        attribution,
        topics: desk.topics.find_all(topics, desk.findings),
        places: places(raw, desk),
        rationale: texts::prose("rationale", raw.rationale.as_ref(), desk.findings),
        links: links::links(raw.links.as_ref(), at, desk),
    };
    if passage.places.is_empty() && raw.from.is_none() && desk.sources.len() > 0 {
        let reason = "nothing says where in the document this passage rests";
        desk.findings.add_with_fix(Rule::MissingLocator, span, reason, "write `locator = \"¶ …\"`");
    }
    passage
}

/// The quoted runs of the text, and what `quote` says against them.
fn quoted(
    text: &str,
    quote: Option<Quote>,
    raw: &raw::Passage<'_>,
    desk: &mut Desk<'_>,
) -> Vec<std::ops::Range<usize>> {
    let found = quotation::find(text);
    let words = too_many_words(text);
    if let Some(text) = &raw.text {
        if let Some(words) = words {
            let reason = format!("this passage has {words} words, more than {MANY_WORDS}");
            let fix = "divide it where the source or the claim changes";
            desk.findings.add_with_fix(Rule::LongPassage, &text.span, reason, fix);
        }
        if found.open {
            let reason = "a quotation mark in this passage is never closed";
            desk.findings.add(Rule::OpenQuotation, &text.span, reason);
        }
    }
    let marked = !found.ranges.is_empty();
    match (quote, &raw.attribution.quote) {
        (Some(Quote::Direct | Quote::Mixed), Some(said)) if !marked => {
            let reason = "there is quotation, but no quotation mark in the text";
            desk.findings.add(Rule::QuoteWithoutMarks, &said.span, reason);
        }
        (Some(Quote::None), Some(said)) if marked => {
            let reason = "nothing is quoted, but there are quotation marks in the text";
            let fix = "write `quote = \"mixed\"`, or take the marks out";
            desk.findings.add_with_fix(Rule::MarksWithoutQuote, &said.span, reason, fix);
        }
        _ => {}
    }
    match quote {
        Some(Quote::Indirect | Quote::None) => Vec::new(),
        Some(Quote::Direct | Quote::Mixed) | None => found.ranges,
    }
}

/// How many words a text has, where they are too many.
fn too_many_words(text: &str) -> Option<usize> {
    // Each white space begins with one of these bytes, so that most texts are not divided. Counted in
    // small numbers, many bytes at once.
    let gap = |byte: u8| u8::from(byte <= b' ') | u8::from(matches!(byte, 0xC2 | 0xE1..=0xE3));
    let pieces = text.as_bytes().chunks(128);
    let gaps = pieces.map(|piece| piece.iter().fold(0, |sum, byte| sum + gap(*byte)));
    if gaps.map(usize::from).sum::<usize>() < MANY_WORDS {
        return None;
    }
    Some(text.split_whitespace().count()).filter(|words| *words > MANY_WORDS)
}

/// Where the passage rests: in the only source, or in those that `from` names.
fn places(raw: &raw::Passage<'_>, desk: &mut Desk<'_>) -> Vec<Place> {
    if let (Some(locator), Some(_)) = (&raw.locator, &raw.from) {
        let reason = "`locator` and `from` both say where this passage rests";
        let fix = "move the locator into `from`";
        desk.findings.add_with_fix(Rule::LocatorAndFrom, &locator.span, reason, fix);
    }
    match (&raw.locator, &raw.from) {
        (_, Some(from)) => places_of(from, desk),
        (Some(locator), None) => place_of(locator, desk).into_iter().collect(),
        (None, None) => {
            desk.sources.only();
            Vec::new()
        }
    }
}

fn places_of(from: &At<Vec<At<raw::From<'_>>>>, desk: &mut Desk<'_>) -> Vec<Place> {
    if from.value.is_empty() {
        desk.findings.add(Rule::BadValue, &from.span, "`from` names no source");
    }
    let mut places = Vec::with_capacity(from.value.len());
    for At { value: raw, .. } in &from.value {
        let source = raw.source.as_ref().and_then(|id| desk.sources.find(id, desk.findings));
        let locator = texts::needed("locator", raw.locator.as_ref(), desk.findings);
        places.push(Place { source, locator });
    }
    places
}

fn place_of(locator: &At<&str>, desk: &mut Desk<'_>) -> Option<Place> {
    if desk.sources.len() > 1 {
        let reason = "this briefing has several sources: in which of them?";
        let example = desk.sources.id(0);
        let fix = format!("write `from = [{{ source = \"{example}\", locator = \"…\" }}]`");
        desk.findings.add_with_fix(Rule::LocatorWithoutSource, &locator.span, reason, fix);
    }
    let source = desk.sources.only();
    let locator = texts::line("locator", Some(locator), desk.findings)?;
    Some(Place { source, locator })
}

/// Notes a text that stood in an earlier passage already: `first` is one whose text may be the same.
fn note_repeated(
    passages: &[Passage],
    (first, at): (usize, usize),
    raw: &raw::Passage<'_>,
    desk: &mut Desk<'_>,
) {
    let passage = &passages[at];
    let Some(text) = raw.text.as_ref().filter(|_| !passage.text.is_empty()) else { return };
    if first != at && passages[first].text == passage.text {
        let reason = format!("this is the text of passage `{}` again", desk.passages.id(first));
        desk.findings.add(Rule::RepeatedText, &text.span, reason);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_white_space_divides_them() {
        for gap in ('\0'..=char::MAX).filter(|c| c.is_whitespace() || matches!(c, 'é' | '“')) {
            for words in [MANY_WORDS, MANY_WORDS + 1] {
                let text = format!("{gap}{}", format!("a{gap}").repeat(words));
                let is_more = gap.is_whitespace() && words > MANY_WORDS;
                assert_eq!(too_many_words(&text), is_more.then_some(words), "{gap:?}");
            }
        }
    }
}
