//! How reading goes: what comes in, what changes, what goes out.
//!
//! Nothing here draws, reads or writes.

pub mod action;
pub mod ahead;
pub mod annotations;
pub mod boxes;
pub mod citation;
pub mod config;
pub mod editor;
pub mod errand;
pub mod event;
pub mod exporting;
pub mod filtering;
pub mod fuzzy;
pub mod holding;
pub mod hunt;
pub mod jumps;
pub mod key;
pub mod keymap;
pub mod legend;
pub mod memory;
pub mod notes_view;
pub mod open;
pub mod passages;
pub mod picker;
pub mod query_line;
pub mod reference;
pub mod selection;
pub mod state;
pub mod update;
pub mod views;
pub mod writing;

pub use event::{Effect, Event, Mouse};
pub use state::State;
pub use update::update;
