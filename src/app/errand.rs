//! What waits for the text of a file: of a large library only the texts that somebody asked for are held.

use std::collections::HashSet;
use std::path::PathBuf;

use super::jumps::Place;
use crate::query::names::Names;

/// What waits for texts, and which texts were asked for.
#[derive(Debug, Clone, Default)]
pub struct Errands {
    /// What is done as soon as a text is there; a newer errand takes its place.
    pub waiting: Option<Errand>,
    /// The files whose texts were asked for. One that came otherwise than it was expected stays here
    /// until the library says what became of it.
    pub asked: HashSet<PathBuf>,
    /// The names in texts that are not held, to be offered while a query is typed.
    pub names: Names,
}

/// Something to be done as soon as the text of a file is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// The file.
    pub path: PathBuf,
    /// What is done with it.
    pub then: Then,
}

/// What is done with a text as soon as it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// It is opened.
    Open,
    /// The reader goes to it, and can come back.
    Choose,
    /// The reader jumps back or forward to a place in it.
    Jump(Place),
    /// The selected passage of the view of passages is gone to.
    Passage,
    /// The selected note of the view of notes is gone to.
    Note,
    /// A note that was left unfinished, an index into what was found, is gone on with.
    Draft(usize),
}
