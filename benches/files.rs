//! Files: one checked, a library read from the disk.

use std::fs;
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use dateline::briefing::check::{LARGEST_FILE, check};
use dateline::briefing::taxonomy::Vocabulary;
use dateline::store::Origin;
use dateline::store::{sample, scan};

use crate::support::{MOST, file};

pub(crate) fn checks(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    group.warm_up_time(Duration::from_millis(300));
    let largest = file("largest", MOST, 200);
    assert!(largest.len() <= LARGEST_FILE, "{} bytes", largest.len());
    for (name, text) in [("shipped", sample::FILES[0].1), ("20000 passages", &largest)] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| check(black_box(text), "stem", &Vocabulary::default()));
        });
    }
    group.finish();
}

pub(crate) fn scans(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("scan");
    group.sample_size(10).measurement_time(Duration::from_secs(2));
    group.warm_up_time(Duration::from_millis(300));
    for count in [3, 1000] {
        let folder = tempfile::tempdir().expect("a folder");
        for number in 0..count {
            let id = format!("b{number}");
            let path = folder.path().join(format!("{id}.toml"));
            fs::write(path, file(&id, 40, 5)).expect("written");
        }
        let origin = Origin::Paths(vec![folder.path().to_owned()]);
        group.bench_function(format!("{count} files of 40 passages"), |bencher| {
            bencher.iter(|| scan::library(&origin, &Vocabulary::default()));
        });
    }
    group.finish();
}
