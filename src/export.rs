//! What leaves the program: notes with their provenance, as files with text that others can read.
//!
//! Start at `dossier`: a briefing with its notes in their places. Everything else turns dossiers into
//! text: `markdown` for people, `record` for programs and templates. Nothing here writes a file;
//! `reexport` says what a file that is there already should become.

pub mod body;
pub mod citation;
pub mod csv;
pub mod dossier;
pub mod escape;
pub mod form;
pub mod front_matter;
pub mod json;
pub mod markdown;
pub mod record;
pub mod reexport;
pub mod sheet;
pub mod table;
pub mod template;
pub mod w3c;

pub use dossier::{Dossier, Entry};
pub use form::{Form, sheets};
pub use sheet::Sheet;
