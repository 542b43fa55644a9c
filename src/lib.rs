//! dateline: a keyboard-driven terminal reader for sourced briefings.
//!
//! The modules, inside-out. Each names only those above it; `tests/tidy.rs` checks that.

pub mod briefing;
pub mod notes;
pub mod query;
pub mod insight;
pub mod export;
pub mod layout;
pub mod app;
pub mod view;
pub mod store;
pub mod shell;
pub mod cli;
