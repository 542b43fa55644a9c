//! Notes as a page of Web Annotations (W3C Recommendation of 23 February 2017, JSON-LD).

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use uuid::Builder;

use super::dossier::Dossier;
use super::markdown::Lookup;
use super::record::{Book, Briefing, Note, Tag, Words, book};
use super::sheet::{Content, Sheet};

/// The vocabulary of the standard.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// How briefings are named: their passages are addressed by ids that no document has.
const SCHEME: &str = "dateline:";

/// The dossiers as one page. Deleted notes are not in it: the standard has no word for them.
pub fn sheet(dossiers: &[Dossier<'_>], lookup: Lookup<'_>) -> Result<Sheet, serde_json::Error> {
    let items = items(&book(dossiers, lookup));
    let notes = items.len();
    let page = page(&Value::Array(items))?;
    let mut text = serde_json::to_string_pretty(&page)?;
    text.push('\n');
    Ok(Sheet { name: "notes.jsonld".to_owned(), notes, content: Content::Whole(text) })
}

/// The page is called by what is on it, so that the same notes are the same page.
fn page(items: &Value) -> Result<Value, serde_json::Error> {
    let written = serde_json::to_vec(items)?;
    let name = |kind: &str| {
        let digest = Sha256::new().chain_update(kind).chain_update(&written).finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        format!("urn:uuid:{}", Builder::from_custom_bytes(bytes).into_uuid())
    };
    let total = items.as_array().map_or(0, Vec::len);
    Ok(json!({
        "@context": CONTEXT,
        "id": name("page"),
        "type": "AnnotationPage",
        "partOf": {
            "id": name("collection"),
            "type": "AnnotationCollection",
            "label": "Notes",
            "total": total,
        },
        "startIndex": 0,
        "items": items,
    }))
}

fn items(book: &Book) -> Vec<Value> {
    let notes = book.briefings.iter().flat_map(|briefing| {
        let notes = briefing.notes.iter().filter(|note| note.origin.buried.is_none());
        notes.map(move |note| annotation(briefing, note))
    });
    notes.collect()
}

fn annotation(briefing: &Briefing, note: &Note) -> Value {
    let mut annotation = Map::new();
    annotation.insert("id".into(), json!(format!("urn:uuid:{}", note.id)));
    annotation.insert("type".into(), json!("Annotation"));
    annotation.insert("motivation".into(), json!(motivation(&note.origin.kind)));
    if let Some(author) = &note.origin.author {
        annotation.insert("creator".into(), json!({ "type": "Person", "name": author }));
    }
    annotation.insert("created".into(), json!(note.origin.created));
    let bodies = bodies(briefing, note);
    if !bodies.is_empty() {
        annotation.insert("body".into(), Value::Array(bodies));
    }
    annotation.insert("target".into(), target(briefing, note));
    Value::Object(annotation)
}

fn motivation(kind: &str) -> &'static str {
    match kind {
        "highlight" => "highlighting",
        "judgement" => "classifying",
        "mark" => "tagging",
        "link" => "linking",
        _ => "commenting",
    }
}

/// What the note says, part by part, and the provenance of its place.
fn bodies(briefing: &Briefing, note: &Note) -> Vec<Value> {
    let text = |purpose: &str, format: &str, value: &str| json!({ "type": "TextualBody", "purpose": purpose, "format": format, "value": value });
    let mut bodies = Vec::new();
    if !note.body.trim().is_empty() {
        bodies.push(text("commenting", "text/markdown", &note.body));
    }
    bodies
        .extend(note.mark.iter().chain(&note.tags).map(|word| text("tagging", "text/plain", word)));
    let judged = [("sourcing", &note.judgement.sourcing), ("sentiment", &note.judgement.sentiment)];
    for (part, tag) in judged {
        if let Some(Tag { name, .. }) = tag {
            bodies.push(text("classifying", "text/plain", &format!("{part}: {name}")));
        }
    }
    if let Some(link) = &note.link {
        let other = link.briefing.as_ref().unwrap_or(&briefing.id);
        bodies.push(json!({
            "type": "SpecificResource",
            "purpose": "linking",
            "source": format!("{SCHEME}{other}"),
            "selector": fragment(&link.passage),
        }));
        let relation = format!("{} {other}#{}", link.relation, link.passage);
        bodies.push(text("describing", "text/plain", &relation));
    }
    if let Some(passage) = &note.place.passage {
        let told = &passage.attribution;
        let tags = format!("{} · {}", told.sourcing.label, told.sentiment.label);
        let parts = [passage.citation.as_str(), &tags];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        bodies.push(text("describing", "text/plain", &said.join(" · ")));
    }
    bodies
}

/// What the note is about. Its words are given as they read now; where they are gone, as they read
/// when they were noted.
fn target(briefing: &Briefing, note: &Note) -> Value {
    let mut target = Map::new();
    target.insert("type".into(), json!("SpecificResource"));
    target.insert("source".into(), json!(format!("{SCHEME}{}", briefing.id)));
    if let Some(selector) = selector(note) {
        target.insert("selector".into(), selector);
    }
    Value::Object(target)
}

fn selector(note: &Note) -> Option<Value> {
    let moved = note.kept.target.moved.as_ref();
    let extent = moved.map_or(&note.kept.target.extent, |moved| &moved.extent);
    let section = note.place.section.as_ref().map(|section| section.id.as_str());
    let passage = note.place.passage.as_ref();
    let is_found = matches!(note.place.found.as_str(), "here" | "moved" | "edited");
    let id = match extent.level.as_str() {
        "briefing" => return None,
        "section" => section.or(extent.section.as_deref())?,
        _ if is_found => passage.map(|passage| passage.id.as_str())?,
        _ => extent.passage.as_deref()?,
    };
    let mut selector = fragment(id);
    let now = note.place.words.as_ref().filter(|_| is_found).zip(passage);
    let refined = match (now, &extent.quote) {
        (Some((words, passage)), _) => Some(refinement(words, &around(&passage.text, words))),
        (None, Some(quote)) => {
            let words = Words { exact: quote.exact.clone(), start: quote.start, end: quote.end };
            Some(refinement(&words, &[quote.prefix.clone(), quote.suffix.clone()]))
        }
        (None, None) => None,
    };
    if let (Some(refined), Some(selector)) = (refined, selector.as_object_mut()) {
        selector.insert("refinedBy".into(), refined);
    }
    Some(selector)
}

/// A passage or section of a briefing by its id.
fn fragment(id: &str) -> Value {
    json!({ "type": "FragmentSelector", "value": id })
}

/// The same words by what they are and by where they are.
fn refinement(words: &Words, [prefix, suffix]: &[String; 2]) -> Value {
    json!([
        { "type": "TextQuoteSelector", "exact": words.exact, "prefix": prefix, "suffix": suffix },
        { "type": "TextPositionSelector", "start": words.start, "end": words.end },
    ])
}

/// What stands before and behind the words.
fn around(text: &str, words: &Words) -> [String; 2] {
    let kept = crate::notes::anchor::SURROUNDINGS;
    let before: Vec<char> = text.chars().take(words.start).collect();
    let prefix = before[before.len().saturating_sub(kept)..].iter().collect();
    let suffix = text.chars().skip(words.end).take(kept).collect();
    [prefix, suffix]
}
