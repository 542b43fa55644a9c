//! The disk from outside: reading, writing, the scan, the watch and what is remembered, on real files.

mod catalogue;
mod drafts;
mod export;
mod faults;
mod memory;
mod notes;
mod notes_follow;
mod read;
mod scan;
mod undo;
mod watch;
mod write;
