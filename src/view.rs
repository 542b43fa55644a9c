//! What the reader looks like: the state of reading, drawn as a frame in a theme.

pub mod theme;
