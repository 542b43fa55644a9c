//! How reading goes: what the reader wants, what it remembers and what it does.

pub mod config;
pub mod memory;
