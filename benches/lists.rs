//! The list of a large library: opening it, one letter, the ranking that follows, and taking it in.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use dateline::app::Event;
use dateline::briefing::Entry;

use crate::support::{Reader, generated};

/// How many briefings the library has.
const LIBRARY: usize = 100_000;

/// The first briefing with its text, the others as a large library holds them.
fn entries() -> Vec<Entry> {
    let first = generated("b000000", 14, 2);
    let words = ["Harbour", "talks", "end", "without", "a", "date", "Unity", "on", "display"];
    let other = |number: usize| {
        let mut entry = first.clone().without_text();
        let card = entry.card.as_mut().expect("a briefing without errors");
        let word = |step: usize| words[number / step % words.len()];
        card.id = format!("b{number:06}");
        card.title = format!("{} {} {} {} {number}", word(1), word(9), word(81), word(729));
        entry.path = format!("b{number:06}.toml").into();
        entry
    };
    std::iter::once(first.clone()).chain((1..LIBRARY).map(other)).collect()
}

pub(crate) fn lists(criterion: &mut Criterion) {
    let mut reader = Reader::new(entries(), false);
    let mut group = criterion.benchmark_group("list of 100000");
    group.sample_size(20).measurement_time(Duration::from_secs(2));
    group.warm_up_time(Duration::from_millis(300));
    for (name, before, key, after) in [
        ("opened", "esc", "O", "esc"),
        ("a letter", "O", "t", "backspace"),
        ("a second letter", "t", "a", "backspace"),
    ] {
        reader.press(before);
        group.bench_function(name, |bencher| {
            bencher.iter_custom(|times| {
                let mut spent = Duration::ZERO;
                for _ in 0..times {
                    let since = Instant::now();
                    reader.press(key);
                    spent += since.elapsed();
                    reader.press(after);
                }
                spent
            });
        });
    }
    for typed in ["t", "ta", "unity dis", "xyz"] {
        let rows = reader.listed().expect("a list");
        group.bench_function(format!("ranked away from the keys: {typed}"), |bencher| {
            bencher.iter(|| rows.rank(black_box(typed), || false));
        });
    }
    let best = reader.listed().and_then(|rows| rows.rank("t", || false)).expect("to the end");
    group.bench_function("the answer", |bencher| {
        bencher.iter_custom(|times| {
            let mut spent = Duration::ZERO;
            for _ in 0..times {
                reader.press("backspace t");
                let number = reader.sought().expect("a ranking is on its way");
                let event = Event::Ranked { number, best: best.clone() };
                let since = Instant::now();
                reader.happen(event);
                reader.draw();
                spent += since.elapsed();
            }
            spent
        });
    });
    group.finish();
}
