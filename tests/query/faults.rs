//! Mistakes in a query: each with a caret, a reason and what to write instead.

use std::fmt::Write as _;

use dateline::query::LONGEST;

use super::query;

#[test]
fn every_mistake_has_a_caret_and_a_mend() {
    let mistakes = [
        "sorcing:anonymous",
        "sourcing:anonymus,document",
        "zebra:x",
        "https://example.org",
        "speaker:",
        "speaker: Witkoff",
        "sourcing:anonymous,",
        "reliability:<=G",
        "speaker:<x",
        "since:2025-13-01",
        "since:yesterday",
        "is:red has:notes",
        "(a or b",
        "a) b",
        "()",
        "a or",
        "or",
        "and b",
        "a -",
        "talks not",
        "\"third round",
        "/a(b/",
        "/ab",
        "\"\"",
        "@mine",
        "tlp:\"amber strict\" \u{1b}[31m:x",
    ];
    let mut told = String::new();
    for mistake in mistakes {
        let faults = match query(mistake) {
            Err(faults) => faults,
            Ok(read) => panic!("{mistake:?} is read as {read}"),
        };
        writeln!(told, "{faults}\n").expect("a string");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn all_mistakes_of_a_query_are_told_in_order() {
    let faults = query("sorcing:x (talks or is:red) \"").expect_err("three mistakes");
    let starts: Vec<usize> = faults.list.iter().map(|fault| fault.span.start).collect();
    assert_eq!(starts, [0, 23, 28]);
}

#[test]
fn a_query_without_end_is_refused() {
    for endless in ["(", "-", "not ", "a or ("] {
        let endless = endless.repeat(LONGEST / endless.len());
        assert!(query(&endless).is_err(), "{}", &endless[..10]);
    }
    assert!(query(&format!("{}a{}", "(".repeat(30), ")".repeat(30))).is_ok());
    assert!(query(&"a".repeat(LONGEST + 1)).is_err());
    let signs = format!("{}a", "-".repeat(LONGEST - 1));
    assert_eq!(query(&signs).expect("an odd number of signs").to_string(), "-a");
}
