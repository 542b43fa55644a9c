//! Notes as JSON that comes back, and its JSON Schema.

use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use super::dossier::Dossier;
use super::markdown::Lookup;
use super::record::{Book, FORMAT, VERSION, book};
use super::sheet::{Content, Sheet};

/// The dossiers as one JSON file.
pub fn sheet(dossiers: &[Dossier<'_>], lookup: Lookup<'_>) -> Result<Sheet, serde_json::Error> {
    let notes = dossiers.iter().map(|dossier| dossier.entries.len()).sum();
    let mut text = serde_json::to_string_pretty(&book(dossiers, lookup))?;
    text.push('\n');
    Ok(Sheet { name: "notes.json".to_owned(), notes, content: Content::Whole(text) })
}

/// The JSON Schema (draft 2020-12) of such a file.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Book>().to_value();
    schema["title"] = json!("Notes exported by dateline");
    schema["properties"]["format"]["const"] = json!(FORMAT);
    schema["properties"]["version"]["const"] = json!(VERSION);
    schema
}
