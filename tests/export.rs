//! Exports from outside: briefings and notes in, text out, read back by other people's parsers.

mod forms;
mod outline;
mod reexport;
mod template;
mod twenty;
mod worked;

use dateline::briefing::Library;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::export::markdown::Lookup;
use dateline::export::{Dossier, Sheet, markdown};
use dateline::notes::Document;
use dateline::notes::id::NoteId;
use dateline::notes::note::{Kind, Note, Origin};
use dateline::notes::target::{Extent, Target};

use crate::support::draft::Draft;

/// A library of these briefings.
fn library(drafts: &[Draft]) -> Library {
    let mut library = Library::default();
    library.put_all(drafts.iter().map(Draft::entry));
    library
}

/// The how many-th note of a test, without a word.
fn note(number: u8, kind: Kind, briefing: &str, extent: Extent) -> Note {
    let made = 1_933_000_000 + i64::from(number) * 61;
    let created = jiff::Timestamp::from_second(made).expect("a time");
    let id = NoteId::new(created, [number; 10]);
    let origin = Origin { author: Some("ana".to_owned()), created };
    Note::new(id, kind, origin, Target::new(briefing, extent))
}

/// What all exports of a briefing's notes begin with.
fn dossier<'d>(library: &'d Library, id: &'d str, documents: &'d [Document]) -> Dossier<'d> {
    let own = documents.iter().filter(|document| document.note().target.briefing == id);
    match library.briefing(id) {
        Some(briefing) => Dossier::of(briefing, own, &|_| None),
        None => Dossier::absent(id, own, &|_| None),
    }
}

/// The Markdown file of a briefing's notes.
fn sheet(library: &Library, id: &str, documents: &[Document]) -> Sheet {
    let vocabulary = Vocabulary::default();
    let lookup = Lookup { library, vocabulary: &vocabulary };
    markdown::sheet(&dossier(library, id, documents), lookup, &[id.to_owned()].into())
}
