//! What is read: a briefing, its taxonomy, the file it comes from and the problems of that file.
//!
//! Start here: `model` is what the rest of the program sees, `check` is how a file becomes one.

mod bytes;
pub mod check;
pub mod id;
pub mod library;
pub mod model;
pub mod nearest;
pub mod problem;
pub mod raw;
pub mod safe;
pub mod schema;
pub mod taxonomy;

pub use library::{Card, Entry, Library};
pub use model::{Briefing, Passage, Section, SharedBriefing};
pub use problem::{Problem, Rule, Severity};
