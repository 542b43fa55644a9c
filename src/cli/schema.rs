//! `dateline schema`: the JSON Schema of a briefing file, for an editor.

use std::io::{self, Write};

use crate::briefing::schema;
use crate::briefing::taxonomy::Vocabulary;

/// Prints the schema of files whose values may be those of `vocabulary`.
pub fn schema(vocabulary: &Vocabulary, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &schema::schema(vocabulary))?;
    writeln!(out)
}
