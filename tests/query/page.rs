//! The page of the query language: its tables are made from the code, its examples are queries.

use std::fmt::Write as _;

use dateline::briefing::taxonomy::Term;
use dateline::query::Field;
use dateline::query::field::{Being, Having};
use strum::IntoEnumIterator;

use super::query;
use crate::support::fresh::assert_fresh;

const PAGE: &str = include_str!("../../docs/query.md");

#[test]
fn the_tables_are_fresh() {
    let mut fields = String::from("| field | what it asks for |\n|---|---|\n");
    for field in Field::iter() {
        writeln!(fields, "| `{}` | {} |", field.name(), field.meaning()).expect("a string");
    }
    assert_fresh("docs/query.md", "fields", &fields);
    let mut states = String::from("| value | what it asks for |\n|---|---|\n");
    for what in Having::iter() {
        writeln!(states, "| `has:{}` | {} |", what.name(), what.meaning()).expect("a string");
    }
    for state in Being::iter() {
        writeln!(states, "| `is:{}` | {} |", state.name(), state.meaning()).expect("a string");
    }
    assert_fresh("docs/query.md", "states", &states);
}

#[test]
fn every_example_is_a_query() {
    let examples: Vec<&str> = PAGE.split("```query\n").skip(1).collect();
    let lines = examples.iter().flat_map(|rest| rest.split("```").next().unwrap_or("").lines());
    let mut count = 0;
    for line in lines {
        assert!(query(line).is_ok(), "{line}");
        count += 1;
    }
    assert_eq!(count, 3);
    let has_colon = |code: &&str| code.contains(':') && !code.contains("dateline ");
    for code in PAGE.split('`').skip(1).step_by(2).filter(has_colon) {
        if !code.starts_with("field:") && !code.contains('\n') {
            assert!(query(code).is_ok(), "{code}");
        }
    }
}
