//! One letter typed into the view of passages, with a thousand briefings in the library.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;

use crate::support::{Reader, generated};

/// How many briefings the library has, and how many passages each: about 5 KB of the file.
const LIBRARY: (usize, usize) = (1000, 14);

pub(crate) fn passages(criterion: &mut Criterion) {
    let (briefings, passages) = LIBRARY;
    let entries: Vec<_> =
        (0..briefings).map(|at| generated(&format!("b{at:04}"), passages, 2)).collect();
    let mut group = criterion.benchmark_group("passages of 1000 briefings");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    group.warm_up_time(Duration::from_millis(300));
    let mut reader = Reader::new(entries.clone(), false);
    group.bench_function("ctrl-f", |bencher| {
        bencher.iter_custom(|times| {
            let mut spent = Duration::ZERO;
            for _ in 0..times {
                let since = Instant::now();
                reader.press("ctrl-f");
                spent += since.elapsed();
                reader.press("1");
            }
            spent
        });
    });
    let mut reader = Reader::new(entries, false);
    reader.press("ctrl-f e n v o");
    // What the search finds comes from a thread of its own: the key alone is measured.
    group.bench_function("a letter", |bencher| {
        bencher.iter_custom(|times| {
            let mut spent = Duration::ZERO;
            for _ in 0..times {
                let since = Instant::now();
                reader.press("y");
                spent += since.elapsed();
                reader.press("backspace");
            }
            spent
        });
    });
    let hunt = reader.last_hunt().expect("one was asked for");
    group.bench_function("the answer", |bencher| {
        bencher.iter(|| black_box(hunt.run(|| false)));
    });
    group.finish();
}
