//! The pages about the file format that are made from the code tell the truth about it.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use dateline::briefing::taxonomy::{
    Confidence, Credibility, Quote, Relation, Reliability, Sentiment, Shown, Sourcing, Term, Tlp,
    Vocabulary,
};
use dateline::briefing::{Rule, check};
use dateline::cli::check::{Form, check as checked};
use dateline::cli::schema::schema;

use strum::IntoEnumIterator;

use crate::support::fresh::assert_fresh;

#[test]
fn the_page_of_rules_is_fresh() {
    let mut table = String::from("| rule | severity | what it asks, and why |\n|---|---|---|\n");
    for rule in Rule::iter() {
        let (name, severity) = (rule.name(), rule.severity().name());
        writeln!(table, "| `{name}` | {severity} | {} |", rule.meaning()).expect("a string");
    }
    assert_fresh("docs/rules.md", "rules", &table);
}

#[test]
fn the_page_of_the_taxonomy_is_fresh() {
    assert_fresh("docs/taxonomy.md", "sourcing", &shown::<Sourcing>());
    assert_fresh("docs/taxonomy.md", "sentiment", &shown::<Sentiment>());
    assert_fresh("docs/taxonomy.md", "quote", &listed::<Quote>());
    assert_fresh("docs/taxonomy.md", "relation", &listed::<Relation>());
    assert_fresh("docs/taxonomy.md", "reliability", &listed::<Reliability>());
    assert_fresh("docs/taxonomy.md", "credibility", &listed::<Credibility>());
    assert_fresh("docs/taxonomy.md", "confidence", &listed::<Confidence>());
    assert_fresh("docs/taxonomy.md", "tlp", &listed::<Tlp>());
}

fn shown<T: Shown>() -> String {
    let mut table = String::from("| value | glyph | key | meaning |\n|---|---|---|---|\n");
    for value in T::iter() {
        let (name, glyph, letter) = (value.name(), value.glyph(), value.letter());
        let glyphs = format!("{} or `{}`", glyph.unicode, glyph.ascii);
        let meaning = value.meaning();
        writeln!(table, "| `{name}` | {glyphs} | `{letter}` | {meaning} |").expect("a string");
    }
    table
}

fn listed<T: Term>() -> String {
    let mut table = String::from("| value | meaning |\n|---|---|\n");
    for value in T::iter() {
        writeln!(table, "| `{}` | {} |", value.name(), value.meaning()).expect("a string");
    }
    table
}

#[test]
fn the_schema_is_fresh() {
    let mut page = Vec::new();
    schema(&Vocabulary::default(), &mut page).expect("memory takes everything");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/briefing.schema.json");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &page).expect("docs can be written");
    }
    let found = fs::read(&path).unwrap_or_default();
    assert!(found == page, "docs/briefing.schema.json is stale: `UPDATE_DOCS=1 cargo test`");
}

#[test]
fn the_page_of_the_format_states_the_limits() {
    let page = page("docs/format.md");
    for limit in [
        format!("{} MiB a file", check::LARGEST_FILE / 1024 / 1024),
        format!("{} MiB a text", check::LONGEST_TEXT / 1024 / 1024),
        format!("{} passages", check::MOST_PASSAGES),
        format!("{} words", check::MANY_WORDS),
    ] {
        assert!(page.contains(&limit), "docs/format.md does not say \"{limit}\"");
    }
}

/// Every TOML example of a page that starts with `format = 1` is a briefing without a problem.
#[test]
fn every_briefing_in_the_docs_is_a_good_one() {
    for name in ["README.md", "docs/format.md", "docs/taxonomy.md"] {
        let page = page(name);
        for example in page.split("```toml\n").skip(1) {
            let example = example.split("```").next().unwrap_or_default();
            if example.starts_with("format = 1") {
                let files = vec![("example.toml".into(), example.to_owned())];
                let mut out = Vec::new();
                checked(&files, &Vocabulary::default(), Form::Text, &mut out).expect("memory");
                assert_eq!(String::from_utf8_lossy(&out), "1 file, no problem\n", "{name}");
            }
        }
    }
}

/// Every key of the schema has its line in the page of the format.
#[test]
fn the_page_of_the_format_explains_every_key() {
    let mut out = Vec::new();
    schema(&Vocabulary::default(), &mut out).expect("memory takes everything");
    let schema: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let page = page("docs/format.md");
    let tables = schema["definitions"].as_object().expect("tables").values().chain([&schema]);
    for table in tables.filter_map(|table| table["properties"].as_object()) {
        for key in table.keys() {
            assert!(page.contains(&format!("| `{key}`")), "docs/format.md says nothing of `{key}`");
        }
    }
}

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a page")
}
