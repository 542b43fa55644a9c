//! The architecture as a test: the order of the modules, who may touch what, sizes and names.
//!
//! Each rule is a function from sources to findings, proven on a bad example beside it.

mod confinement;
mod names;
mod order;
mod shape;
mod source;
mod wording;

use std::fmt;

use source::Source;

/// One place that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    line: usize,
    /// What is wrong and what to do about it.
    advice: String,
}

impl Finding {
    fn new(source: &Source, line: usize, advice: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line, advice: advice.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.advice)
    }
}

fn findings(sources: &[Source]) -> Vec<Finding> {
    let order = order::listed(sources);
    let each = sources.iter().flat_map(|source| {
        [
            confinement::findings(source),
            shape::findings(source),
            wording::findings(source),
            names::findings(source),
        ]
        .concat()
    });
    let mut found: Vec<Finding> = each.chain(order::findings(sources, &order)).collect();
    found.sort();
    found
}

#[test]
fn the_code_keeps_its_architecture() {
    let found = findings(&source::all());
    let list: Vec<String> = found.iter().map(Finding::to_string).collect();
    assert!(list.is_empty(), "{} findings:\n{}\n", list.len(), list.join("\n"));
}

#[test]
fn findings_are_listed_all_at_once_with_their_places() {
    let sources = [
        Source::parse("src/lib.rs", "//! Root.\npub mod a;\npub mod b;\n"),
        Source::parse("src/a.rs", "//! A.\nuse crate::b::B;\nstatic S: u8 = 1;\n"),
        Source::parse("src/b.rs", "pub struct B;\n"),
    ];
    let found: Vec<String> =
        findings(&sources).iter().map(|f| format!("{}:{}", f.path, f.line)).collect();
    assert_eq!(found, ["src/a.rs:2", "src/a.rs:3", "src/b.rs:1"]);
}
