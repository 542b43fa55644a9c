//! The view of all notes: a key among 10,000 notes on 50 briefings, at 120×40.

use std::time::Duration;

use criterion::Criterion;
use dateline::app::Event;
use dateline::app::annotations::NotesRead;
use dateline::briefing::Entry;
use dateline::notes::anchor::capture_passage;
use dateline::notes::note::{Kind, Origin};
use dateline::notes::target::Target;
use dateline::notes::{Document, Note, NoteId};
use jiff::Timestamp;

use crate::support::{Reader, generated};

/// How many briefings there are.
const BRIEFINGS: usize = 50;

/// How many notes there are on each.
const NOTES: usize = 200;

pub(crate) fn notes(criterion: &mut Criterion) {
    let entries: Vec<Entry> =
        (0..BRIEFINGS).map(|at| generated(&format!("b{at:02}"), NOTES, 5)).collect();
    let mut reader = Reader::new(entries.clone(), false);
    reader.happen(Event::NotesRead(Box::new(noted(&entries))));
    let mut group = criterion.benchmark_group("notes/10000");
    group.sample_size(20).measurement_time(Duration::from_secs(1));
    group.bench_function("open and leave", |bencher| bencher.iter(|| reader.press("3 1")));
    reader.press("3");
    group.bench_function("j k", |bencher| bencher.iter(|| reader.press("j k")));
    group.bench_function("end and start", |bencher| bencher.iter(|| reader.press("G g g")));
    group.bench_function("sort twice", |bencher| bencher.iter(|| reader.press("o o")));
    reader.press("/");
    group.bench_function("type and erase", |bencher| bencher.iter(|| reader.press("w backspace")));
    group.finish();
}

/// A note on every passage.
fn noted(entries: &[Entry]) -> NotesRead {
    let mut notes = Vec::with_capacity(BRIEFINGS * NOTES);
    for briefing in entries.iter().filter_map(|entry| entry.briefing.as_ref()) {
        for passage in 0..NOTES {
            let number = notes.len() as u64;
            let at = Timestamp::from_second(1_900_000_000 + number.cast_signed()).expect("a time");
            let mut chance = [0; 10];
            chance[2..].copy_from_slice(&number.to_be_bytes());
            let origin = Origin { author: Some("ana".to_owned()), created: at };
            let extent = capture_passage(briefing, passage).expect("a passage");
            let target = Target::new(briefing.id.as_str(), extent);
            let body =
                format!("Note {number}: what was said here, and why that should be verified.\n");
            let note = Note::new(NoteId::new(at, chance), Kind::Comment, origin, target);
            notes.push(Document::fresh(Note { body, ..note }));
        }
    }
    NotesRead { notes, ..NotesRead::default() }
}
