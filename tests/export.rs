//! Exports from outside: briefings and notes in, text out, read back by other people's parsers.

mod twenty;
mod worked;

use dateline::notes::id::NoteId;
use dateline::notes::note::{Kind, Note, Origin};
use dateline::notes::target::{Extent, Target};

/// The how many-th note of a test, without a word.
fn note(number: u8, kind: Kind, briefing: &str, extent: Extent) -> Note {
    let made = 1_933_000_000 + i64::from(number) * 61;
    let created = jiff::Timestamp::from_second(made).expect("a time");
    let id = NoteId::new(created, [number; 10]);
    let origin = Origin { author: Some("ana".to_owned()), created };
    Note::new(id, kind, origin, Target::new(briefing, extent))
}
