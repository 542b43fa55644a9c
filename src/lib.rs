//! dateline: a keyboard-driven terminal reader for sourced briefings.
//!
//! The modules, inside-out. Each names only those above it; `tests/tidy.rs` checks that.

pub mod briefing;
pub mod cli;
