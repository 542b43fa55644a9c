//! The benchmarks: what a key, a file, a page and a search cost inside the program.
//!
//! One binary, so that they link once: `cargo bench -- key/shipped` runs those whose name holds
//! these words, `cargo bench -- --quick` all of them in a hurry.

mod annotating;
mod export;
mod files;
mod find;
mod keys;
mod layout;
mod lists;
mod notes;
mod passages;
mod support;

use criterion::{criterion_group, criterion_main};

criterion_group!(
    benches,
    keys::keys,
    export::exports,
    files::checks,
    files::scans,
    layout::wraps,
    layout::pages,
    find::finds,
    find::ranks,
    lists::lists,
    notes::notes,
    passages::passages,
    annotating::annotating
);
criterion_main!(benches);
