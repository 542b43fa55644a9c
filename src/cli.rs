//! One verb a file: what the command line can do without a screen.

pub mod check;
pub mod schema;
