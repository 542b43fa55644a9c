//! From an exported file back to notes.

use crate::briefing::id::{SHAPE, is_id};
use crate::notes::document::{Damage, Document};
use crate::notes::note;
use crate::notes::snapshot::Snapshot;
use crate::notes::target;

use super::{Book, Extent, FORMAT, Note, VERSION};

/// Why a file, or a note in it, cannot be brought back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is no JSON, or JSON of another shape.
    #[error("not an export of notes as JSON: {0}")]
    Shape(String),
    /// It says that it is something else.
    #[error("not an export of notes as JSON: `format` is not `{FORMAT}`")]
    Foreign,
    /// It comes from a later version of the program.
    #[error("a later version of dateline wrote it (version {0}; this one knows {VERSION})")]
    Newer(u64),
    /// One of its notes is none.
    #[error("note {number} ({id}): {reason}")]
    Note {
        /// The how many-th note of the file it is, from 1 on.
        number: usize,
        /// What it calls itself.
        id: String,
        /// What is wrong with it.
        reason: String,
    },
    /// One of its texts is not what its fingerprint says.
    #[error("`snapshots`: the text of {0} is not the one that was noted")]
    Altered(String),
}

/// How much of a parser's or a stranger's words an error repeats, in characters.
const LONGEST: usize = 300;

/// Reads an exported file.
pub fn read(text: &str) -> Result<Book, Unreadable> {
    let shape = |error: serde_json::Error| Unreadable::Shape(cut(&error.to_string()));
    let value: serde_json::Value = serde_json::from_str(text).map_err(shape)?;
    if value.get("format").and_then(serde_json::Value::as_str) != Some(FORMAT) {
        return Err(Unreadable::Foreign);
    }
    match value.get("version").and_then(serde_json::Value::as_u64) {
        Some(version) if version > u64::from(VERSION) => return Err(Unreadable::Newer(version)),
        _ => {}
    }
    // From the text and not from the value, so that an error has a line and a column.
    let book: Book = serde_json::from_str(text).map_err(shape)?;
    for (name, text) in &book.snapshots {
        if Snapshot::of(text).to_string() != *name {
            return Err(Unreadable::Altered(cut(name)));
        }
    }
    Ok(book)
}

/// The notes of a book as files. Either all of them are notes, or none is brought back.
pub fn documents(book: &Book) -> Result<Vec<Document>, Unreadable> {
    let notes = book.briefings.iter().flat_map(|briefing| &briefing.notes);
    let read = notes.enumerate().map(|(at, note)| {
        document(note).map_err(|reason| Unreadable::Note {
            number: at + 1,
            id: cut(&note.id),
            reason: cut(&reason),
        })
    });
    read.collect()
}

fn document(record: &Note) -> Result<Document, String> {
    let note = note(record)?;
    let document = match &record.kept.file {
        None => Document::fresh(note),
        // Who changes a key of the record means it: it counts before the file.
        Some(file) => match Document::parse(file) {
            Ok(document) if document.note().id == note.id => document.changed(note),
            _ => return Err("`file` is not this note".to_owned()),
        },
    };
    Document::parse(document.text()).map_err(|damaged| match damaged.why {
        Damage::Conflicted(_) => "the body looks like one that git left in two versions".to_owned(),
        Damage::Broken(problems) => match problems.first() {
            Some(problem) => problem.reason.clone(),
            None => "it is no note".to_owned(),
        },
    })
}

fn note(record: &Note) -> Result<note::Note, String> {
    let id = record.id.parse().map_err(|error| format!("`id` is {error}"))?;
    let kind = record.origin.kind.parse().map_err(|_| "`kind` is none that there is".to_owned())?;
    let author = record.origin.author.clone();
    let origin = note::Origin { author, created: moment("created", &record.origin.created)? };
    let buried = record.origin.buried.as_deref().map(|at| moment("buried", at)).transpose()?;
    let link = record.link.as_ref().map(|link| {
        let relation =
            link.relation.parse().map_err(|_| "`relation` is none that there is".to_owned())?;
        Ok::<_, String>(note::Link {
            briefing: link.briefing.as_deref().map(id_of).transpose()?,
            passage: id_of(&link.passage)?,
            relation,
        })
    });
    let target = &record.kept.target;
    let moved = target.moved.as_ref().map(|moved| {
        let confirmed = moment("confirmed", &moved.confirmed)?;
        Ok::<_, String>(target::Moved { confirmed, extent: extent(&moved.extent)? })
    });
    let judgement = &record.judgement;
    let name = |tag: &Option<super::Tag>| tag.as_ref().map(|tag| tag.name.clone());
    Ok(note::Note {
        id,
        kind,
        origin,
        buried,
        mark: record.mark.clone(),
        tags: record.tags.iter().cloned().collect(),
        judgement: note::Judgement {
            sourcing: name(&judgement.sourcing),
            sentiment: name(&judgement.sentiment),
        },
        link: link.transpose()?,
        target: target::Target {
            briefing: id_of(&target.briefing)?,
            extent: extent(&target.extent)?,
            moved: moved.transpose()?,
        },
        body: record.body.clone(),
    })
}

fn extent(record: &Extent) -> Result<target::Extent, String> {
    let section = record.section.as_deref().map(id_of).transpose()?;
    let level = record.level.parse().map_err(|_| "`level` is none that there is".to_owned())?;
    let spot = || {
        let snapshot = record.snapshot.as_deref().map(str::parse).transpose();
        Ok::<_, String>(target::Spot {
            passage: id_of(record.passage.as_deref().ok_or("`passage` is missing")?)?,
            section: section.clone(),
            snapshot: snapshot.map_err(|error| format!("`snapshot` is {error}"))?,
        })
    };
    Ok(match level {
        target::Level::Briefing => target::Extent::Briefing,
        target::Level::Section => target::Extent::Section(section.ok_or("`section` is missing")?),
        target::Level::Passage => target::Extent::Passage(spot()?),
        target::Level::Span => {
            let quote = record.quote.as_ref().ok_or("`quote` is missing")?;
            target::Extent::Span(
                spot()?,
                target::Quote {
                    exact: quote.exact.clone(),
                    prefix: quote.prefix.clone(),
                    suffix: quote.suffix.clone(),
                    range: quote.start..quote.end,
                },
            )
        }
    })
}

fn moment(key: &str, written: &str) -> Result<jiff::Timestamp, String> {
    written.parse().map_err(|_| format!("`{key}` is no time: {}", cut(written)))
}

fn id_of(written: &str) -> Result<String, String> {
    is_id(written).then(|| written.to_owned()).ok_or_else(|| format!("{}: {SHAPE}", cut(written)))
}

/// The beginning of foreign words, safe to show.
fn cut(words: &str) -> String {
    let words = crate::briefing::safe::line(words);
    words.chars().take(LONGEST).collect()
}
