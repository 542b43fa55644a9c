//! What comes in from the world, and what goes out to it.

use std::path::PathBuf;

use ratatui::layout::{Position, Size};

use super::key::Key;
use super::memory::Reading;
use crate::briefing::{Entry, SharedBriefing};
use crate::query::find::Hit;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A key was pressed.
    Pressed(Key),
    /// Text was pasted.
    Pasted(String),
    /// The mouse did something.
    Moused(Mouse, Position),
    /// The window has another size.
    Resized(Size),
    /// Files of the library were read, for the first time or again.
    Read(Vec<(Entry, Option<Reading>)>),
    /// Files of the library are gone.
    Gone(Vec<PathBuf>),
    /// Every file of the library has been read.
    Scanned,
    /// A search has ended.
    Found {
        /// Which one: an outdated answer is dropped.
        search: u64,
        /// The places, in reading order.
        hits: Vec<Hit>,
    },
    /// Something outside went wrong, in words for the reader.
    Failed(String),
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button was pressed.
    Clicked,
    /// The wheel was turned towards the reader.
    WheeledDown,
    /// The wheel was turned away from the reader.
    WheeledUp,
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Search a briefing, away from the keys; the answer is [`Event::Found`].
    Find {
        /// A number that the answer carries.
        search: u64,
        /// Where.
        briefing: SharedBriefing,
        /// What.
        pattern: String,
    },
    /// Keep how far a briefing was read.
    Remember {
        /// The briefing's id.
        briefing: String,
        /// How far.
        reading: Reading,
    },
    /// Keep how the library was left.
    RememberLeft {
        /// The briefing that was open.
        briefing: Option<String>,
        /// The filter, as it is written.
        filter: Option<String>,
    },
    /// Give the terminal to the shell until the program is continued.
    Suspend,
    /// Draw everything anew: something else may have written to the terminal.
    Redraw,
    /// End.
    Quit,
}
