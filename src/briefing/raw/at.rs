//! A value together with the bytes of the source that it was read from.

use std::borrow::Cow;
use std::ops::Range;

use schemars::{JsonSchema, Schema, SchemaGenerator};

/// A value, and where in the source it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// What was read.
    pub value: T,
    /// Its bytes in the source.
    pub span: Range<usize>,
}

impl<T> At<T> {
    /// `value`, read from the bytes `span`.
    pub const fn new(value: T, span: Range<usize>) -> Self {
        Self { value, span }
    }
}

/// In a schema, a value is described without its place.
impl<T: JsonSchema> JsonSchema for At<T> {
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }

    fn inline_schema() -> bool {
        T::inline_schema()
    }
}
