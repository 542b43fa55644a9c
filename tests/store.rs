//! The disk from outside: reading, writing, the scan, the watch and what is remembered, on real files.

mod drafts;
mod catalogue;
mod memory;
mod notes;
mod read;
mod scan;
mod watch;
mod write;
