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
            "wrong-type [3] `id`: expected a string, found an integer | write it in quotation \
             marks: \"3\"",
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

#[test]
fn a_value_of_the_wrong_type_is_mended_where_it_tells_what_was_meant() {
    let source = "day = '2031-04-02'\nnoday = '2031-02-31'\nwhen = '2031-04-03T09:12:07Z'\n\
                  about = '2031-04-03T09:12:07'\nmany = '060'\nsome = '6 0'\nyes = 'true'\n\
                  title = 2031-04-02\nname = false\nlist = ['x']\nquote = 1e3\nwords = 'a'\n";
    let found = found(source, |fields| {
        fields.date("day");
        fields.date("noday");
        fields.moment("when");
        fields.moment("about");
        fields.integer("many");
        fields.integer("some");
        fields.boolean("yes");
        fields.string("title");
        fields.string("name");
        fields.string("list");
        fields.term::<Quote>("quote");
        fields.strings("words");
    });
    let fixes: Vec<&str> =
        found.iter().map(|line| line.split_once(" | ").expect("a fix").1).collect();
    assert_eq!(
        fixes,
        [
            "take the quotation marks off: day = 2031-04-02",
            "-",
            "take the quotation marks off: when = 2031-04-03T09:12:07Z",
            "-",
            "take the quotation marks off: many = 60",
            "-",
            "take the quotation marks off: yes = true",
            "write it in quotation marks: \"2031-04-02\"",
            "write it in quotation marks: \"false\"",
            "-",
            "allowed: direct, mixed, indirect, none",
            "write it in brackets: words = ['a']",
        ]
    );
}

#[test]
fn a_table_in_the_place_of_several_is_told_how_its_header_is_written() {
    let found = found("q = { a = 1 }\n[p]\n[[s]]\n[s.t]\nid = 'a'\n", |fields| {
        fields.tables("p", |_| ());
        fields.tables("q", |_| ());
        fields.tables("s", |fields| {
            fields.tables("t", |_| ());
        });
    });
    assert_eq!(
        found,
        [
            "wrong-type [{ a = 1 }] `q`: expected an array of tables, found a table | -",
            "wrong-type [[p]] `p`: expected an array of tables, found a table | write `[[p]]`",
            "wrong-type [[s.t]] `t`: expected an array of tables, found a table | write `[[s.t]]`",
        ]
    );
}

#[test]
fn a_slip_is_told_with_an_absent_name_before_one_that_is_there() {
    let found = found("sections = 'x'\nsection = 'y'\nsectoin = 'z'\n", |fields| {
        fields.string("sections");
        fields.string("sector");
    });
    assert_eq!(
        found,
        [
            "unknown-key [section] unknown key `section` | did you mean `sector`?",
            "unknown-key [sectoin] unknown key `sectoin` | did you mean `sector`?",
        ]
    );
}
