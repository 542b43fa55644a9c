//! dateline: a keyboard-driven terminal reader for sourced briefings.
//!
//! The modules, inside-out. Each names only those above it; `tests/tidy.rs` checks that.

pub mod app;
pub mod briefing;
pub mod cli;
pub mod insight;
pub mod layout;
pub mod query;
pub mod view;
