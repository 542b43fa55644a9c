//! `docs/dependencies.md` has a line for every dependency, and none for one that is gone.

use std::collections::BTreeSet;

const MANIFEST: &str = include_str!("../Cargo.toml");
const PAGE: &str = include_str!("../docs/dependencies.md");

#[test]
fn every_dependency_has_its_line() {
    let manifest: toml::Table = MANIFEST.parse().expect("Cargo.toml is TOML");
    let tables = ["dependencies", "dev-dependencies"];
    let named: BTreeSet<&str> = tables
        .iter()
        .filter_map(|table| manifest.get(*table)?.as_table())
        .flat_map(|table| table.keys().map(String::as_str))
        .collect();
    let explained: BTreeSet<&str> = PAGE
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0))
        .collect();
    assert_eq!(explained, named);
}
