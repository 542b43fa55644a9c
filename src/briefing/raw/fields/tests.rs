//! What a table says when it is asked, and what it says of keys that nobody asked for.

use super::*;
use crate::briefing::raw::read;
use crate::briefing::taxonomy::Quote;

/// The findings of reading `source`, one line each: rule, the bytes, reason, fix.
fn found(source: &str, shape: impl FnOnce(&mut Fields<'_>)) -> Vec<String> {
    let mut findings = Findings::default();
    read(source, &mut findings, shape);
    let print = |finding: &crate::briefing::problem::Finding| {
        let (rule, at) = (finding.rule.name(), &source[finding.span.clone()]);
        format!("{rule} [{at}] {} | {}", finding.reason, finding.fix.as_deref().unwrap_or("-"))
    };
    findings.sorted().into_iter().map(print).collect()
}

#[test]
fn every_finding_of_a_table_is_kept() {
    let source = "titel = 'x'\nsize = 'big'\nquote = 'drect'\nday = 2031-02-03T10:00:00\n";
    let found = found(source, |fields| {
        fields.require(&["title"]);
        fields.string("title");
        fields.integer("size");
        fields.term::<Quote>("quote");
        fields.date("day");
    });
    assert_eq!(
        found,
        [
            "missing-key [] `title` is missing | -",
            "unknown-key [titel] unknown key `titel` | did you mean `title`?",
            "wrong-type ['big'] `size`: expected an integer, found a string | -",
            "unknown-value ['drect'] `drect` is no value of `quote` | did you mean `direct`? \
             allowed: direct, mixed, indirect, none",
            "bad-date [2031-02-03T10:00:00] `day` is not a plain date | write the date alone, \
             without a time: 2031-04-02",
        ]
    );
}

#[test]
fn values_come_with_their_places() {
    let source = "b = 'two'\na = ['x', 'y']\nday = 2031-02-03\n[t]\nz = '1'\na = '2'\n";
    let mut findings = Findings::default();
    read(source, &mut findings, |fields| {
        assert_eq!(fields.string("b"), Some(At::new("two".to_owned(), 4..9)));
        let list = fields.string_or_strings("a").expect("a list");
        assert_eq!(list.value[1], At::new("y".to_owned(), 20..23));
        assert_eq!(fields.date("day").map(|day| day.value), Some(jiff::civil::date(2031, 2, 3)));
        let pairs = fields.pairs("t").expect("a table").value;
        let names: Vec<&str> = pairs.iter().map(|(name, _)| name.value.as_str()).collect();
        assert_eq!(names, ["z", "a"], "in the order of the source");
    });
    assert_eq!(findings, Findings::default());
}

#[test]
fn tables_report_what_they_were_not_asked_for() {
    let source = "[[p]]\nid = 'a'\nnmae = 'x'\n[[p]]\nid = 3\n";
    let found = found(source, |fields| {
        let list = fields.tables("p", |fields| (fields.string("id"), fields.string("name")));
        assert_eq!(list.expect("a list").value.len(), 2);
    });
    assert_eq!(
        found,
        [
            "unknown-key [nmae] unknown key `nmae` | did you mean `name`?",
            "wrong-type [3] `id`: expected a string, found an integer | -",
        ]
    );
}

#[test]
fn a_missing_key_stands_at_the_header_of_its_table() {
    let found = found("x = [{}]\n[[p]]\na = 1\n[q]\n", |fields| {
        fields.tables("x", |fields| fields.require(&["id"]));
        fields.table("q", |fields| fields.require(&["id"]));
        fields.tables("p", |fields| {
            fields.require(&["id"]);
            fields.integer("a");
        });
    });
    assert_eq!(
        found,
        [
            "missing-key [{}] `id` is missing | -",
            "missing-key [[[p]]] `id` is missing | -",
            "missing-key [[q]] `id` is missing | -",
        ]
    );
}
