//! Annotating: a judgement, a letter in a long note, ten thousand notes read and placed, a save.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use dateline::app::Event;
use dateline::app::annotations::{Moment, NotesRead};
use dateline::briefing::Briefing;
use dateline::notes::Document;
use dateline::notes::anchor::capture;
use dateline::notes::id::NoteId;
use dateline::notes::note::{Kind, Note, Origin};
use dateline::notes::target::Target;
use dateline::store::notes::{Edition, NotesFolder};
use jiff::Timestamp;

use crate::support::{MOST, Reader, generated, shipped};

/// How many notes.
const NOTES: usize = 10_000;

/// How many passages they are on.
const PASSAGES: usize = 2_000;

pub(crate) fn annotating(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("annotating");
    group.sample_size(20).measurement_time(Duration::from_secs(2));
    group.bench_function("a judgement, shipped", |bencher| {
        bencher.iter_custom(|times| judged(times, &mut Reader::new(shipped(), false)));
    });
    group.bench_function("a judgement, 20000 passages", |bencher| {
        let mut reader = Reader::new(vec![generated("a-large", MOST, 15)], false);
        bencher.iter_custom(|times| judged(times, &mut reader));
    });
    let line = "a line of a note that somebody wrote, of a usual length for one\n";
    group.bench_function("a letter in a note of 1 MiB", |bencher| {
        let mut reader = writing(&line.repeat((1 << 20) / line.len() - 1));
        bencher.iter(|| reader.press("x"));
    });
    group.bench_function("a letter in a note of 100 KiB on one line", |bencher| {
        let mut reader = writing(&"word ".repeat(20 * 1024));
        bencher.iter(|| reader.press("x"));
    });
    on_disk(&mut group);
    group.finish();
}

type Group<'g> = criterion::BenchmarkGroup<'g, criterion::measurement::WallTime>;

fn on_disk(group: &mut Group<'_>) {
    let entry = generated("notes", PASSAGES, 50);
    let briefing = entry.briefing.clone().expect("a briefing");
    let documents: Vec<Document> = (0..NOTES).map(|number| document(&briefing, number)).collect();
    group.bench_function("10000 notes placed", |bencher| {
        bencher.iter(|| {
            let read = NotesRead { notes: documents.clone(), ..NotesRead::default() };
            let mut reader = Reader::new(vec![entry.clone()], false);
            let since = Instant::now();
            reader.happen(Event::NotesRead(Box::new(read)));
            black_box(since.elapsed())
        });
    });
    let home = tempfile::tempdir().expect("a folder");
    let folder = NotesFolder::at(home.path().join("notes"));
    group.bench_function("a note saved, forced onto the disk", |bencher| {
        let mut number = NOTES;
        bencher.iter(|| {
            number += 1;
            let document = document(&briefing, number);
            let edition = Edition { document: &document, base: None, passage: None };
            folder.save(edition).expect("saved")
        });
    });
    let full = tempfile::tempdir().expect("a folder");
    let place = full.path().join("notes");
    std::fs::create_dir_all(&place).expect("a folder");
    for document in &documents {
        let file = place.join(document.note().id.file_name());
        std::fs::write(file, document.text()).expect("written");
    }
    let folder = NotesFolder::at(full.path().to_owned());
    group.bench_function("10000 notes read", |bencher| {
        bencher.iter(|| assert_eq!(folder.load_all().notes.len(), NOTES));
    });
}

/// Two judgements in turn on one passage: each is a change that is drawn and sent to be saved.
fn judged(times: u64, reader: &mut Reader) -> Duration {
    let mut spent = Duration::ZERO;
    for turn in 0..times {
        reader.happen(Event::Ticked(moment(turn)));
        reader.press("t");
        let since = Instant::now();
        reader.press(if turn % 2 == 0 { "n" } else { "p" });
        spent += since.elapsed();
    }
    spent
}

fn moment(second: u64) -> Moment {
    let at = Timestamp::from_second(1_900_000_000 + second.cast_signed()).expect("a time");
    Moment { at, chance: [7; 10] }
}

/// A reader that writes a note which holds a text already.
fn writing(text: &str) -> Reader {
    let mut reader = Reader::new(shipped(), false);
    reader.press("a");
    reader.happen(Event::Pasted(text.to_owned()));
    reader
}

fn document(briefing: &Briefing, number: usize) -> Document {
    let passage = number % PASSAGES;
    let start = 4 + number / PASSAGES % 5;
    let extent = capture(briefing, passage, start..start + 12).expect("a place");
    let made = 1_933_000_000 + i64::try_from(number).expect("few");
    let created = Timestamp::from_second(made).expect("a time");
    let origin = Origin { author: Some("ana".to_owned()), created };
    let note = Note::new(
        NoteId::new(created, [7; 10]),
        Kind::Comment,
        origin,
        Target::new("notes", extent),
    );
    Document::fresh(Note { body: "Same words: process, not substance.\n".to_owned(), ..note })
}
