//! The schema says what the reader asks, and accepts what the reader accepts.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::{Fields, read};
use crate::briefing::taxonomy::{Refinement, Sourcing};

fn names(value: Option<&Value>) -> BTreeSet<String> {
    match value {
        Some(Value::Object(keys)) => keys.keys().cloned().collect(),
        Some(Value::Array(keys)) => keys.iter().filter_map(Value::as_str).map(Into::into).collect(),
        _ => BTreeSet::new(),
    }
}

/// The keys that `shape` asks for, and those that it cannot do without.
fn asked(shape: impl Fn(&mut Fields<'_>)) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut findings = Findings::default();
    let asked = read("", &mut findings, |fields| {
        shape(fields);
        fields.asked().map(str::to_owned).collect()
    });
    let missing = findings.sorted().into_iter().filter(|finding| finding.rule == Rule::MissingKey);
    let required = missing.filter_map(|finding| Some(finding.reason.split('`').nth(1)?.to_owned()));
    (asked.expect("an empty file is TOML"), required.collect())
}

fn says_what_is_asked<T: JsonSchema>(shape: impl Fn(&mut Fields<'_>)) {
    let schema = of::<T>();
    let (asked, required) = asked(shape);
    assert_eq!(names(schema.get("properties")), asked, "{}", T::schema_name());
    assert_eq!(names(schema.get("required")), required, "{}", T::schema_name());
    assert_eq!(schema.get("additionalProperties"), Some(&Value::Bool(false)));
}

#[test]
fn the_schema_says_what_the_reader_asks() {
    says_what_is_asked::<raw::Briefing<'_>>(|fields| {
        raw::Briefing::read(fields);
    });
    says_what_is_asked::<raw::Source<'_>>(|fields| {
        raw::Source::read(fields);
    });
    says_what_is_asked::<raw::Speaker<'_>>(|fields| {
        raw::Speaker::read(fields);
    });
    says_what_is_asked::<raw::Section<'_>>(|fields| {
        raw::Section::read(fields);
    });
    says_what_is_asked::<raw::Passage<'_>>(|fields| {
        raw::Passage::read(fields);
    });
    says_what_is_asked::<raw::From<'_>>(|fields| {
        raw::From::read(fields);
    });
    says_what_is_asked::<raw::Link<'_>>(|fields| {
        raw::Link::read(fields);
    });
}

#[test]
fn every_key_explains_itself_and_none_may_be_null() {
    let schema = schema(&Vocabulary::default());
    let text = schema.to_string();
    assert!(!text.contains("null"), "{text}");
    let definitions = schema["definitions"].as_object().expect("definitions").values();
    for table in definitions.chain([&schema]).filter(|table| table.get("properties").is_some()) {
        for (key, value) in table["properties"].as_object().expect("properties") {
            assert!(value["description"].as_str().is_some_and(|text| text.len() > 9), "{key}");
        }
    }
}

#[test]
fn values_of_ones_own_are_in_the_schema() {
    let own = Refinement {
        name: "leak".into(),
        label: "leaked file".into(),
        glyph: '▣',
        meaning: "An internal file that was passed on.".into(),
    };
    let own = Tag { value: Sourcing::Document, refinement: Some(Arc::new(own)) };
    let vocabulary = Vocabulary { sourcing: vec![own], ..Vocabulary::default() };
    let values = &schema(&vocabulary)["definitions"]["Passage"]["properties"]["sourcing"]["oneOf"];
    assert_eq!(values[9]["const"], "unattributed");
    assert_eq!(values[10]["const"], "leak");
    assert_eq!(values[10]["description"], "An internal file that was passed on.");
}
