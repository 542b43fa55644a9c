//! What is read: a briefing, its taxonomy, the file it comes from and the problems of that file.
//!
//! Start here.

pub mod library;
pub mod model;
pub mod problem;
pub mod taxonomy;

pub use library::{Entry, Library};
pub use model::{Briefing, Passage, Section, SharedBriefing};
