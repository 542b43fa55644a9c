//! Everything that is known of the current passage: who vouches, who speaks, in what tone, where it rests.

use super::noted::{NotesHere, notes};
use super::{Ink, Sheet};
use crate::briefing::model::{Link, Speaker};
use crate::briefing::taxonomy::Alphabet;
use crate::briefing::taxonomy::Term;
use crate::briefing::{Briefing, Library, Passage};
use crate::layout::width::fit;
use crate::notes::notebook::Tags;

/// A passage and what the analyst says of it.
#[derive(Debug, Clone)]
pub struct Inspected<'a> {
    /// The briefing.
    pub briefing: &'a Briefing,
    /// The passage, an index into the briefing's passages.
    pub passage: usize,
    /// Its tags, the curator's and the analyst's.
    pub tags: Option<Tags>,
    /// Its notes.
    pub notes: NotesHere<'a>,
}

/// The sheet of one passage.
pub fn inspector(
    library: &Library,
    inspected: &Inspected<'_>,
    alphabet: Alphabet,
    width: u16,
) -> Sheet {
    let mut sheet = Sheet::new(width);
    let (briefing, passage) = (inspected.briefing, inspected.passage);
    let Some(found) = briefing.passages.get(passage) else { return sheet };
    place_in_section(&mut sheet, briefing, passage);
    sourcing(&mut sheet, briefing, found, alphabet);
    sentiment(&mut sheet, found, alphabet);
    judgement(&mut sheet, inspected.tags.as_ref(), alphabet);
    notes(&mut sheet, &inspected.notes, alphabet);
    sheet.gap();
    origin(&mut sheet, briefing, found);
    rating(&mut sheet, briefing, found);
    if let Some(rationale) = &found.rationale {
        sheet.gap();
        sheet.words(0, Ink::Strong, "Why these tags");
        sheet.words(0, Ink::Muted, rationale);
    }
    links(&mut sheet, library, found, alphabet);
    sheet
}

fn place_in_section(sheet: &mut Sheet, briefing: &Briefing, passage: usize) {
    let Some(section) = briefing.sections.get(briefing.section_of(passage)) else { return };
    let place = passage - section.passages.start + 1;
    sheet.words(0, Ink::Strong, &format!("Passage {place} of {}", section.passages.len()));
    sheet.words(0, Ink::Muted, &section.heading);
    sheet.gap();
}

fn sourcing(sheet: &mut Sheet, briefing: &Briefing, passage: &Passage, alphabet: Alphabet) {
    let tag = &passage.attribution.sourcing;
    let ink = Ink::Sourcing(tag.value);
    sheet.hanging((ink, format!("{} ", alphabet.mark(tag.glyph()))), ink, tag.label());
    for speaker in briefing.speakers_of(passage) {
        sheet.words(2, Ink::Plain, &speaker.name);
        let office = office(speaker);
        if !office.is_empty() {
            sheet.words(4, Ink::Muted, &office);
        }
    }
    let quote = passage.attribution.quote.filter(|quote| quote.name() != "none");
    let channel = passage.attribution.channel.clone();
    let parts: Vec<String> = channel
        .into_iter()
        .chain(quote.map(|quote| format!("{} quotation", quote.name())))
        .collect();
    if !parts.is_empty() {
        sheet.words(2, Ink::Muted, &parts.join(", "));
    }
    sheet.gap();
}

/// `US special envoy, United States`
fn office(speaker: &Speaker) -> String {
    let parts: Vec<&str> = speaker.role.iter().chain(&speaker.side).map(String::as_str).collect();
    parts.join(", ")
}

fn sentiment(sheet: &mut Sheet, passage: &Passage, alphabet: Alphabet) {
    let tags = &passage.attribution;
    let ink = Ink::Sentiment(tags.sentiment.value);
    let mark = format!("{} ", alphabet.mark(tags.sentiment.glyph()));
    sheet.hanging((ink, mark), ink, tags.sentiment.label());
    for (word, who) in [("held by ", &tags.holder), ("toward ", &tags.target)] {
        if let Some(who) = who {
            let from = sheet.lines.len();
            sheet.hanging((Ink::Muted, format!("  {word}")), Ink::Plain, who);
            debug_assert!(sheet.lines.len() > from);
        }
    }
    sheet.gap();
}

/// What the analyst judges, where that is anything.
fn judgement(sheet: &mut Sheet, tags: Option<&Tags>, alphabet: Alphabet) {
    let Some((sourcing, sentiment)) = tags.map(|tags| &tags.judged) else { return };
    if sourcing.is_none() && sentiment.is_none() {
        return;
    }
    sheet.words(0, Ink::Note, "Your judgement");
    if let Some(tag) = sourcing {
        let ink = Ink::Sourcing(tag.value);
        let mark = format!("  {} ", alphabet.mark(tag.glyph()));
        sheet.hanging((ink, mark), ink, tag.label());
    }
    if let Some(tag) = sentiment {
        let ink = Ink::Sentiment(tag.value);
        let mark = format!("  {} ", alphabet.mark(tag.glyph()));
        sheet.hanging((ink, mark), ink, tag.label());
    }
    sheet.gap();
}

fn origin(sheet: &mut Sheet, briefing: &Briefing, passage: &Passage) {
    for place in &passage.places {
        let source = place.source.and_then(|source| briefing.sources.get(source));
        let outlet = source.map_or("document", |source| &source.outlet);
        sheet.words(0, Ink::Plain, &format!("{outlet} {}", place.locator));
        let from = sheet.lines.len();
        if let Some(document) = source.and_then(|source| source.document.as_ref()) {
            sheet.words(2, Ink::Muted, document);
        }
        if let Some(author) = source.and_then(|source| source.author.as_ref()) {
            sheet.words(2, Ink::Muted, &format!("by {author}"));
        }
        if let Some(url) = source.and_then(|source| source.url.as_ref()) {
            sheet.line(2, vec![(Ink::Link, url.clone())]);
        }
        for line in &mut sheet.lines[from..] {
            line.link = source.and_then(|source| source.url.clone());
        }
    }
    let topics: Vec<&str> = (passage.topics.iter())
        .filter_map(|&topic| briefing.topics.get(topic))
        .map(|topic| topic.label.as_str())
        .collect();
    if !topics.is_empty() {
        sheet.hanging((Ink::Muted, "on ".into()), Ink::Plain, &topics.join(", "));
    }
}

fn rating(sheet: &mut Sheet, briefing: &Briefing, passage: &Passage) {
    let tags = &passage.attribution;
    if tags.reliability.is_some() || tags.credibility.is_some() {
        sheet.gap();
        let reliability = tags.reliability.map(|value| (value.name(), value.meaning()));
        let credibility = tags.credibility.map(|value| (value.name(), value.meaning()));
        for (grade, meaning) in reliability.into_iter().chain(credibility) {
            sheet.hanging((Ink::Strong, format!("{grade} ")), Ink::Muted, meaning);
        }
    }
    let section = briefing.sections.get(passage.section);
    let confidence = section.and_then(|section| section.confidence).or(briefing.about.confidence);
    if let Some(confidence) = confidence {
        sheet.gap();
        sheet.words(0, Ink::Muted, &format!("{} confidence", confidence.name()));
    }
}

fn links(sheet: &mut Sheet, library: &Library, passage: &Passage, alphabet: Alphabet) {
    if passage.links.is_empty() {
        return;
    }
    sheet.gap();
    sheet.words(0, Ink::Strong, "Linked passages");
    for link in &passage.links {
        let arrow = alphabet.pick('→', '>');
        let first = (Ink::Muted, format!("{arrow} "));
        match target(library, link, alphabet) {
            Some((title, start)) => {
                sheet.hanging(first, Ink::Plain, &format!("{} {title}:", link.relation.name()));
                if let Some(start) = start {
                    sheet.words(2, Ink::Muted, &start);
                }
            }
            None => {
                let gone = format!("{} {}#{}", link.relation.name(), link.briefing, link.passage);
                sheet.hanging(first, Ink::Plain, &gone);
                sheet.words(2, Ink::Warning, "not in this library");
            }
        }
    }
}

/// The title of the other briefing and how the other passage begins, as soon as that is held.
fn target<'a>(
    library: &'a Library,
    link: &Link,
    alphabet: Alphabet,
) -> Option<(&'a str, Option<String>)> {
    let entry = library.entry_named(&link.briefing)?;
    let Some(briefing) = library.text_of(entry) else {
        return Some((&entry.card.as_ref()?.title, None));
    };
    let passage = &briefing.passages[briefing.passage_named(&link.passage)?];
    let beginning = passage.text.lines().next().unwrap_or_default();
    Some((&briefing.about.title, Some(fit(beginning, 60, alphabet.pick('…', '~')))))
}
