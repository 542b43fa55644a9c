//! One key: taken in, laid out, drawn and turned into the terminal's bytes, at 120×40.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use dateline::briefing::Entry;
use ratatui::layout::Size;

use crate::support::{MOST, Reader, WINDOW, generated, shipped};

/// A key, and the one that takes it back: only the first one is timed.
const KEYS: [(&str, &str); 9] = [
    ("j", "k"),
    ("k", "j"),
    ("space", "b"),
    ("G", "g g"),
    ("g g", "G"),
    ("] ]", "[ ["),
    ("] u", "g g"),
    ("] a", "g g"),
    ("J", "K"),
];

pub(crate) fn keys(criterion: &mut Criterion) {
    measure(criterion, "shipped", shipped);
    // The same passages in one section, in as many as an outline shows in full, and in many.
    for sections in [1, 15, 400] {
        let name = format!("20000 in {sections}");
        measure(criterion, &name, move || {
            vec![generated("a-large", MOST, sections), generated("b-small", 20, 3)]
        });
    }
}

fn measure(criterion: &mut Criterion, library: &str, entries: impl Fn() -> Vec<Entry>) {
    let entries = entries();
    let mut group = criterion.benchmark_group(format!("key/{library}"));
    group.sample_size(20).measurement_time(Duration::from_secs(1));
    group.warm_up_time(Duration::from_millis(200));
    for (key, back) in KEYS {
        // Every passage was read before: the next unread one is sought to the very end.
        let mut reader = Reader::new(entries.clone(), key == "] u");
        group.bench_function(key, |bencher| {
            bencher.iter_custom(|times| timed(times, &mut reader, key, back));
        });
    }
    let mut reader = Reader::new(entries.clone(), false);
    reader.press("f");
    // Off and on: passages with an anonymous source only, which in the large ones is the last.
    group.bench_function("filter", |bencher| bencher.iter(|| reader.press("a")));
    let mut reader = Reader::new(entries.clone(), false);
    group.bench_function("resize", |bencher| {
        let mut narrow = false;
        bencher.iter(|| {
            narrow = !narrow;
            reader.resize(if narrow { Size::new(100, 30) } else { WINDOW });
        });
    });
    group.finish();
}

fn timed(times: u64, reader: &mut Reader, key: &str, back: &str) -> Duration {
    let mut spent = Duration::ZERO;
    for _ in 0..times {
        let since = Instant::now();
        reader.press(key);
        spent += since.elapsed();
        reader.press(back);
    }
    black_box(reader.cursor());
    spent
}
