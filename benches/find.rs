//! Finding: words in a large briefing, letters in many titles.

use std::borrow::Cow;
use std::hint::black_box;
use std::time::Duration;

use criterion::Criterion;
use dateline::app::fuzzy::rank;
use dateline::query::find::find;

use crate::support::{MOST, generated};

pub(crate) fn finds(criterion: &mut Criterion) {
    let entry = generated("find", MOST, 20);
    let briefing = entry.briefing.expect("a briefing without errors");
    let mut group = criterion.benchmark_group("find in 20000");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    group.warm_up_time(Duration::from_millis(300));
    for (name, pattern) in
        [("common", "envoy"), ("rare", "statement 19999"), ("absent", "zeppelin")]
    {
        group.bench_function(name, |bencher| {
            bencher.iter(|| find(&briefing, black_box(pattern), || false));
        });
    }
    group.finish();
}

pub(crate) fn ranks(criterion: &mut Criterion) {
    let words = ["Harbour", "talks", "end", "without", "a", "date", "Unity", "on", "display"];
    let titles: Vec<String> = (0..1000)
        .map(|number| {
            let word = |step: usize| words[(number / step) % words.len()];
            format!("{} {} {} {number}", word(1), word(9), word(81))
        })
        .collect();
    let mut group = criterion.benchmark_group("rank 1000 titles");
    group.sample_size(20).measurement_time(Duration::from_secs(1));
    group.warm_up_time(Duration::from_millis(200));
    for pattern in ["d", "unity dis", "xyz"] {
        group.bench_function(pattern, |bencher| {
            let rows = || titles.iter().map(|title| (title.as_str(), Cow::Borrowed("")));
            bencher.iter(|| rank(black_box(pattern), rows(), || false));
        });
    }
    group.finish();
}
