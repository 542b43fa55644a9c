//! The TOML exactly as written, with the place of every value.

pub mod at;
pub mod fields;
