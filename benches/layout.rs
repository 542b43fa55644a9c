//! Layout: text wrapped, a briefing made into a page.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use dateline::layout::wrap::wrap;
use dateline::layout::{Page, Shape};

use crate::support::{MOST, generated};

const SENTENCE: &str = "The envoys’ round closed without a common text, and the delegations left \
                        for their capitals; “a further meeting” was named possible. ";

pub(crate) fn wraps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("wrap");
    group.sample_size(20).measurement_time(Duration::from_secs(1));
    group.warm_up_time(Duration::from_millis(200));
    for (name, bytes) in [("5 KB", 5_000), ("108 KB", 108_000)] {
        let text = SENTENCE.repeat(bytes / SENTENCE.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| wrap(black_box(&text), 72)));
    }
    group.finish();
}

pub(crate) fn pages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("page");
    group.sample_size(20).measurement_time(Duration::from_secs(1));
    group.warm_up_time(Duration::from_millis(200));
    let shape = Shape { width: 72, height: 38 };
    for passages in [40, MOST] {
        let entry = generated("page", passages, 20);
        let briefing = entry.briefing.expect("a briefing without errors");
        group.bench_function(format!("{passages} passages"), |bencher| {
            bencher.iter(|| Page::new(black_box(&briefing), shape, |_| true));
        });
    }
    group.finish();
}
