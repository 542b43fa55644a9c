//! From a note's file to the note: every problem is found, with its place.

use std::collections::BTreeSet;

use crate::briefing::id::is_id;
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::{self, At, Fields};
use crate::briefing::safe;
use crate::notes::id::NoteId;
use crate::notes::note::{Judgement, Kind, Link, Note, Origin};
use crate::notes::snapshot::Snapshot;
use crate::notes::target::{Extent, Level, Moved, Quote, Spot, Target};

use super::parts::Parts;

/// How large the file of a note may be, in bytes: a note of 1 MiB, and room for its keys.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// Reads the note; what is wrong with it goes to `findings`.
pub(super) fn note(source: &str, findings: &mut Findings) -> Option<Note> {
    if source.len() > LARGEST {
        let reason = format!("the file is larger than {} MiB", LARGEST / 1024 / 1024);
        findings.add(Rule::TooLarge, &(0..0), reason);
        return None;
    }
    let Some(parts) = Parts::of(source) else {
        let reason = "the keys of a note stand between two lines `+++`, the first of them on top";
        findings.add(Rule::Syntax, &(0..0), reason);
        return None;
    };
    raw::read(&parts.masked(), findings, |fields| keys(fields, parts.body))?
}

fn keys(fields: &mut Fields<'_>, body: &str) -> Option<Note> {
    fields.require(&["id", "kind", "target"]);
    let id = id(fields);
    let kind = fields.term::<Kind>("kind");
    let buried = fields.moment("buried").map(|at| at.value);
    let author = word(fields, "author");
    let created = fields.moment("created").map(|at| at.value);
    let mark = word(fields, "mark");
    let tags = fields.table("tags", tags).map(|tags| tags.value).unwrap_or_default();
    let judgement = fields.table("judgement", judgement).map(|read| read.value);
    let link = fields.table("link", link).and_then(|link| link.value);
    let target = fields.table("target", target)?.value;
    let id = id?;
    Some(Note {
        id,
        kind: kind?.value,
        origin: Origin { author, created: created.unwrap_or_else(|| id.made()) },
        buried,
        mark,
        tags,
        judgement: judgement.unwrap_or_default(),
        link,
        target: target?,
        body: body.to_owned(),
    })
}

fn id(fields: &mut Fields<'_>) -> Option<NoteId> {
    let written = fields.string("id")?;
    match written.value.parse() {
        Ok(id) => Some(id),
        Err(error) => {
            let reason = format!("`id` is {error}");
            fields.findings().add(Rule::BadId, &written.span, reason);
            None
        }
    }
}

/// A word that the screen shows; an empty one says nothing.
fn word(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let written = fields.string(key)?.value;
    Some(safe::line(&written).into_owned()).filter(|word| !word.is_empty())
}

fn tags(fields: &mut Fields<'_>) -> BTreeSet<String> {
    let names = fields.names();
    let mut set = |name: &At<String>| fields.boolean(&name.value).is_some_and(|on| on.value);
    let on: Vec<_> = names.into_iter().filter(&mut set).collect();
    on.into_iter().map(|name| safe::line(&name.value).into_owned()).collect()
}

fn judgement(fields: &mut Fields<'_>) -> Judgement {
    Judgement { sourcing: word(fields, "sourcing"), sentiment: word(fields, "sentiment") }
}

fn link(fields: &mut Fields<'_>) -> Option<Link> {
    fields.require(&["to", "relation"]);
    let to = fields.string("to");
    let relation = fields.term("relation");
    let to = to?;
    let ends = to.value.split_once('#');
    let is_end = |(briefing, passage): &(&str, &str)| {
        (briefing.is_empty() || is_id(briefing)) && is_id(passage)
    };
    let Some((briefing, passage)) = ends.filter(is_end) else {
        let reason = "a link reads `briefing-id#passage-id`, or `#passage-id` within the briefing";
        fields.findings().add(Rule::BadLink, &to.span, reason);
        return None;
    };
    let briefing = Some(briefing.to_owned()).filter(|id| !id.is_empty());
    Some(Link { briefing, passage: passage.to_owned(), relation: relation?.value })
}

/// Reads `[target]`, from within it.
pub(in crate::notes) fn target(fields: &mut Fields<'_>) -> Option<Target> {
    fields.require(&["briefing", "level"]);
    let briefing = named(fields, "briefing");
    let extent = extent(fields);
    let moved = fields.table("moved", moved).map(|moved| moved.value);
    Some(Target { briefing: briefing?, extent: extent?, moved: moved.flatten() })
}

fn moved(fields: &mut Fields<'_>) -> Option<Moved> {
    fields.require(&["confirmed", "level"]);
    let confirmed = fields.moment("confirmed");
    let extent = extent(fields);
    Some(Moved { confirmed: confirmed?.value, extent: extent? })
}

fn extent(fields: &mut Fields<'_>) -> Option<Extent> {
    let level = fields.term::<Level>("level");
    let section = named(fields, "section");
    let passage = named(fields, "passage");
    let snapshot = snapshot(fields);
    let quote = fields.table("quote", quote).map(|quote| quote.value);
    let spot = |passage| Spot { passage, section: section.clone(), snapshot };
    match level?.value {
        Level::Briefing => Some(Extent::Briefing),
        Level::Section => {
            fields.require(&["section"]);
            section.map(Extent::Section)
        }
        Level::Passage => {
            fields.require(&["passage"]);
            passage.map(|passage| Extent::Passage(spot(passage)))
        }
        Level::Span => {
            fields.require(&["passage", "quote"]);
            Some(Extent::Span(spot(passage?), quote??))
        }
    }
}

/// The id of something in a briefing.
fn named(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let written = fields.string(key)?;
    if is_id(&written.value) {
        return Some(written.value);
    }
    let reason = format!("`{key}`: {}", crate::briefing::id::SHAPE);
    fields.findings().add(Rule::BadId, &written.span, reason);
    None
}

fn snapshot(fields: &mut Fields<'_>) -> Option<Snapshot> {
    let written = fields.string("snapshot")?;
    let read = written.value.parse();
    if let Err(error) = &read {
        let reason = format!("`snapshot` is {error}");
        fields.findings().add(Rule::BadValue, &written.span, reason);
    }
    read.ok()
}

fn quote(fields: &mut Fields<'_>) -> Option<Quote> {
    fields.require(&["exact", "start", "end"]);
    let exact = fields.string("exact");
    let [prefix, suffix] = ["prefix", "suffix"]
        .map(|key| fields.string(key).map(|words| words.value).unwrap_or_default());
    let [start, end] = ["start", "end"].map(|key| fields.integer(key));
    let (exact, start, end) = (exact?, start?, end?);
    if exact.value.is_empty() {
        fields.findings().add(Rule::EmptyText, &exact.span, "`exact` is empty");
    }
    let number = |at: &At<i64>| usize::try_from(at.value).ok();
    let Some(range) = number(&start)
        .zip(number(&end))
        .map(|(start, end)| start..end)
        .filter(|all| !all.is_empty())
    else {
        let reason = "`start` and `end` count the characters before and through the words";
        fields.findings().add(Rule::BadValue, &end.span, reason);
        return None;
    };
    Some(Quote { exact: exact.value, prefix, suffix, range })
}
