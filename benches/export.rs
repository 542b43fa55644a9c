//! Exports: 10,000 notes on one briefing, found again and written in each form.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use dateline::briefing::taxonomy::Vocabulary;
use dateline::briefing::{Briefing, Library};
use dateline::export::csv::Cells;
use dateline::export::markdown::Lookup;
use dateline::export::{Dossier, csv, json, markdown, w3c};
use dateline::notes::Document;
use dateline::notes::anchor::capture;
use dateline::notes::id::NoteId;
use dateline::notes::note::{Kind, Note, Origin};
use dateline::notes::target::Target;
use jiff::Timestamp;

use crate::support::generated;

/// How many notes.
const NOTES: usize = 10_000;

/// How many passages they are on.
const PASSAGES: usize = 2_000;

/// Every second body has a heading, a link and a fence in it.
const BODIES: [&str; 2] = [
    "Same words on both sides: process, not substance.\n",
    "# Why\n\nSee [the list][list] and <b>ask</b>.\n\n```\ncode\n```\n\n[list]: https://example.org\n",
];

pub(crate) fn exports(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("export 10000 notes");
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    group.throughput(Throughput::Elements(NOTES as u64));
    let mut library = Library::default();
    library.put(generated("notes", PASSAGES, 50));
    let briefing = library.briefing("notes").expect("a briefing").clone();
    let documents = documents(&briefing);
    let vocabulary = Vocabulary::default();
    let lookup = Lookup { library: &library, vocabulary: &vocabulary };
    let dossier = || [Dossier::of(&briefing, &documents, &|_| None)];
    group.bench_function("finding their places", |bencher| bencher.iter(dossier));
    let dossiers = dossier();
    group.bench_function("md", |bencher| {
        bencher.iter(|| black_box(markdown::sheets(&dossiers, lookup)[0].text()));
    });
    group.bench_function("json", |bencher| {
        bencher.iter(|| black_box(json::sheet(&dossiers, lookup).expect("JSON")));
    });
    group.bench_function("w3c", |bencher| {
        bencher.iter(|| black_box(w3c::sheet(&dossiers, lookup).expect("JSON")));
    });
    group.bench_function("csv", |bencher| {
        bencher.iter(|| black_box(csv::sheet(&dossiers, lookup, Cells::Safe).expect("CSV")));
    });
    group.finish();
}

fn documents(briefing: &Briefing) -> Vec<Document> {
    let note = |number: usize| {
        let passage = number % PASSAGES;
        let start = 4 + number / PASSAGES;
        let extent = capture(briefing, passage, start..start + 12).expect("a place");
        let made = 1_933_000_000 + i64::try_from(number).expect("few");
        let created = Timestamp::from_second(made).expect("a time");
        let origin = Origin { author: Some("ana".to_owned()), created };
        let id = NoteId::new(created, [7; 10]);
        let note = Note::new(id, Kind::Comment, origin, Target::new("notes", extent));
        Document::fresh(Note { body: BODIES[number % 2].to_owned(), ..note })
    };
    (0..NOTES).map(note).collect()
}
