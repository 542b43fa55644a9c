//! What the analyst says about a briefing: notes, each a file of its own that any editor opens.
//!
//! Start at `note`. `document` is how a note is written down, `anchor` how it finds its place again,
//! `notebook` the notes of one briefing, `merge` what happens where two people changed the same one.

pub mod anchor;
pub mod conflict;
pub mod document;
pub mod draft;
pub mod id;
pub mod mark;
pub mod merge;
pub mod note;
pub mod notebook;
pub mod sentence;
pub mod snapshot;
pub mod target;

pub use document::Document;
pub use draft::Draft;
pub use id::NoteId;
pub use note::Note;
pub use notebook::Notebook;
