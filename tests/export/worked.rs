//! The worked example of `docs/export.md`: made by the real binary, and fresh.

use std::fmt::Write as _;
use std::fs;

use dateline::export::{csv, json};
use dateline::store::notes::{Edition, NotesFolder};
use serde_json::Value;

use super::twenty::Twenty;
use crate::desk::Desk;
use crate::support::fresh::{assert_file_fresh, assert_fresh};

/// Where the binary keeps notes at a desk.
pub(super) const NOTES: &str = "home/.local/share/dateline/notes";

/// A desk with the twenty notes on the sample library.
pub(super) fn desk() -> Desk {
    let desk = Desk::new();
    let folder = NotesFolder::at(desk.path(NOTES));
    let twenty = Twenty::new();
    for text in twenty.texts.values() {
        folder.keep_text(text).expect("kept");
    }
    for document in &twenty.documents {
        folder.save(Edition { document, base: None, passage: None }).expect("saved");
    }
    desk
}

fn said(desk: &Desk, arguments: &[&str]) -> String {
    let ran = desk.run(&[&["export"], arguments].concat());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{arguments:?}");
    ran.out
}

#[test]
fn the_worked_example_is_fresh() {
    let desk = desk();
    let ran = desk.run(&["export", "-o", "vault/"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""), "{}", ran.err);
    assert_eq!(ran.err.lines().count(), 4, "{}", ran.err);
    for id in ["unity-on-display", "miami-as-a-stage", "two-accounts-of-miami", "weekly-digest"] {
        let name = format!("{id}.notes.md");
        let text = fs::read_to_string(desk.path("vault").join(&name)).expect("written");
        assert_file_fresh(&format!("docs/export/{name}"), &text);
    }
    for (name, arguments) in [
        ("notes.md", &["--single"][..]),
        ("passages.md", &["--table", "--where", "sourcing:official-statement"]),
        ("notes.json", &["--format", "json"]),
        ("notes.jsonld", &["--format", "w3c"]),
        ("notes.csv", &["--format", "csv"]),
    ] {
        assert_file_fresh(&format!("docs/export/{name}"), &said(&desk, arguments));
    }
    for name in ["memo.md", "evidence.md", "vault.md"] {
        let template = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/export/");
        let template = format!("{template}{name}.j2");
        let text = said(&desk, &["--template", &template]);
        assert_file_fresh(&format!("docs/export/{name}"), &text);
    }
}

/// One test, since they are parts of one file.
#[test]
fn the_page_is_fresh() {
    beginning();
    columns();
    fields();
}

fn beginning() {
    let text = said(&desk(), &["unity-on-display"]);
    let end = text.match_indices("\n### ").nth(2).expect("three passages").0;
    assert_fresh(
        "docs/export.md",
        "markdown",
        &format!("````markdown\n{}\n````", text[..end].trim_end()),
    );
}

fn columns() {
    let mut table = String::from("| column | what it holds |\n|---|---|\n");
    for (name, meaning) in csv::COLUMNS {
        writeln!(table, "| `{name}` | {meaning} |").expect("a string");
    }
    assert_fresh("docs/export.md", "columns", &table);
}

#[test]
fn the_schema_of_notes_is_fresh_and_printed() {
    let text = serde_json::to_string_pretty(&json::schema()).expect("JSON") + "\n";
    assert_file_fresh("docs/notes.schema.json", &text);
    let ran = Desk::new().run(&["schema", "--notes"]);
    assert_eq!((ran.status, ran.out), (0, text));
}

/// Every field that a template sees, from the schema.
fn fields() {
    let schema = json::schema();
    let mut page = table(&schema);
    for (name, part) in schema["$defs"].as_object().expect("parts") {
        writeln!(page, "\n### {name}\n\n{}", table(part)).expect("a string");
    }
    assert_fresh("docs/export.md", "fields", &page);
}

fn table(part: &Value) -> String {
    let mut table = String::new();
    if let Some(words) = part["description"].as_str() {
        writeln!(table, "{}\n", words.replace('\n', " ")).expect("a string");
    }
    table.push_str("| field | what it is | meaning |\n|---|---|---|\n");
    for (name, field) in part["properties"].as_object().expect("fields") {
        let meaning = field["description"].as_str().expect(name).replace('\n', " ");
        writeln!(table, "| `{name}` | {} | {meaning} |", kind(field)).expect("a string");
    }
    table
}

/// The type of a field in words.
fn kind(field: &Value) -> String {
    if let Some(part) = field["$ref"].as_str() {
        let name = part.rsplit('/').next().expect("a name");
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(choices) = field["anyOf"].as_array() {
        let names: Vec<String> = choices.iter().map(kind).collect();
        return names.join(" or ");
    }
    match &field["type"] {
        Value::Array(kinds) => {
            let names: Vec<&str> =
                kinds.iter().map(|kind| kind.as_str().expect("a type")).collect();
            names.join(" or ").replace("string", "text")
        }
        Value::String(name) if name == "array" => format!("list of {}", kind(&field["items"])),
        Value::String(name) if name == "object" => "texts by name".to_owned(),
        Value::String(name) if name == "integer" => "number".to_owned(),
        Value::String(name) => name.replace("string", "text"),
        _ => "value".to_owned(),
    }
}
