//! A place that survives edits.
