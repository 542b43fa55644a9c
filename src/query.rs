//! What passages are picked by: a filter on their tags, and a search in their words.

pub mod filter;
pub mod find;
pub mod fold;

pub use filter::Filter;
