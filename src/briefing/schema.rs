//! The JSON Schema of a briefing file, for editors: made from the types that read it.

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use super::raw;
use super::taxonomy::{Shown, Tag, Vocabulary};

/// The schema (draft 7) of a briefing file whose values may be those of `vocabulary`.
pub fn schema(vocabulary: &Vocabulary) -> Value {
    let mut schema = of::<raw::Briefing<'_>>().to_value();
    add_own(&mut schema, "sourcing", &vocabulary.sourcing);
    add_own(&mut schema, "sentiment", &vocabulary.sentiment);
    schema
}

/// The schema of one table of the file.
fn of<T: JsonSchema>() -> Schema {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    RecursiveTransform(forbid_null).transform(&mut schema);
    RecursiveTransform(forbid_unknown_keys).transform(&mut schema);
    RecursiveTransform(|schema: &mut Schema| drop(schema.remove("default"))).transform(&mut schema);
    schema
}

/// TOML has no null, so an optional key is one that may be absent.
fn forbid_null(schema: &mut Schema) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice != &json!({ "type": "null" }));
        if choices.len() == 1 {
            let choices = schema.remove("anyOf").unwrap_or_default();
            schema.insert("allOf".into(), choices);
        }
    }
}

fn forbid_unknown_keys(schema: &mut Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".into(), Value::Bool(false));
    }
}

/// Adds the refinements of one key of a passage to its values.
fn add_own<T: Shown>(schema: &mut Value, key: &str, own: &[Tag<T>]) {
    let values = schema.pointer_mut(&format!("/definitions/Passage/properties/{key}/oneOf"));
    if let Some(values) = values.and_then(Value::as_array_mut) {
        values.extend(own.iter().map(|tag| {
            let meaning = tag.refinement.as_ref().map_or("", |own| &own.meaning);
            json!({ "const": tag.name(), "description": meaning, "type": "string" })
        }));
    }
}

#[cfg(test)]
mod tests;
