//! What comes in from the world, and what goes out to it.

use std::path::PathBuf;

use ratatui::layout::{Position, Size};

use super::annotations::{Moment, NotesRead, Save, Saved};
use super::exporting::{Choices, Preview, Wish};
use super::holding::{Asker, Holding};
use super::hunt::Hunt;
use super::key::Key;
use super::memory::Reading;
use super::notes_view::{PlacedNotes, Placing};
use super::passages::Finds;
use super::picker::Rows;
use super::writing::{Subject, Writing};
use crate::briefing::{Entry, Library, SharedBriefing};
use crate::notes::NoteId;
use crate::notes::draft::Draft;
use crate::notes::merge::Side;
use crate::notes::notebook::History;
use crate::notes::snapshot::Snapshot;
use crate::query::clause::Clause;
use crate::query::find::Hit;
use crate::query::names::Names;
use crate::query::sieve::Answer;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// Time has passed: it is now this moment.
    Ticked(Moment),
    /// A key was pressed.
    Pressed(Key),
    /// Text was pasted.
    Pasted(String),
    /// The mouse did something.
    Moused(Mouse, Position),
    /// The window has another size.
    Resized(Size),
    /// The library is another one: files were read, changed or are gone.
    Library(Box<Delivery>),
    /// Files whose texts were asked for were read.
    Fetched(Vec<Entry>),
    /// These names are used in texts that the library does not hold.
    Named(Names),
    /// A search has ended.
    Found {
        /// Which one: an outdated answer is dropped.
        search: u64,
        /// The places, in reading order.
        hits: Vec<Hit>,
    },
    /// The rows of a list were ranked.
    Ranked {
        /// Which ranking: an outdated answer is dropped.
        number: u64,
        /// The rows that fit, the best first.
        best: Vec<u32>,
    },
    /// A briefing was asked for the passages that a filter shows.
    Sifted {
        /// Which question: an outdated answer is dropped.
        number: u64,
        /// The answers to its pieces.
        answers: Vec<Answer>,
    },
    /// The library was searched for passages.
    PassagesFound {
        /// Which search: an outdated answer is dropped.
        number: u64,
        /// What was found.
        found: Vec<Finds>,
    },
    /// Files of notes were read, for the first time or again.
    NotesRead(Box<NotesRead>),
    /// Files of notes are gone.
    NotesGone(Vec<PathBuf>),
    /// Texts of passages were read, as they were when they were noted; none for one that is not kept.
    Recalled(Vec<(Snapshot, Option<String>)>),
    /// What can be taken back was read.
    HistoryRead(Box<History>),
    /// Places of notes were looked for.
    NotesPlaced(Vec<PlacedNotes>),
    /// A file in which git left two versions was settled, or could not be.
    NoteSettled(PathBuf, Box<Saved>),
    /// A note was saved, or could not be.
    NoteSaved(NoteId, Box<Saved>),
    /// A note was written in the analyst's own editor; none where it was left as it was.
    WrittenOutside(Box<Subject>, Option<String>),
    /// Notes that were not finished were found.
    DraftsFound(Vec<Draft>),
    /// A look at an export was made; one with an outdated number is dropped.
    Previewed(u64, Preview),
    /// An export ended: what was written where, or why not.
    Exported {
        /// In words for the reader.
        words: String,
        /// Whether it is what was asked for.
        went_well: bool,
    },
    /// A path that was typed was looked up.
    PathCompleted {
        /// What was typed.
        typed: String,
        /// How it goes on as far as it is certain.
        longer: String,
        /// What there is to choose from.
        choices: Vec<String>,
    },
    /// Something outside went wrong, in words for the reader.
    Failed(String),
}

/// The library as it is now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Delivery {
    /// Its files.
    pub library: Library,
    /// How far briefings that are new in it were read, by id.
    pub readings: Vec<(String, Reading)>,
    /// How many files are still to be read, where that is known.
    pub left: Option<usize>,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mouse {
    /// The left button was pressed.
    Clicked,
    /// The pointer was moved with the left button held.
    Dragged,
    /// The wheel was turned towards the reader.
    WheeledDown,
    /// The wheel was turned away from the reader.
    WheeledUp,
}

/// Something to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Read the texts of files that the library does not hold; the answer is [`Event::Fetched`].
    Fetch(Vec<PathBuf>),
    /// Search a briefing, away from the keys; the answer is [`Event::Found`].
    Find {
        /// A number that the answer carries.
        search: u64,
        /// Where.
        briefing: SharedBriefing,
        /// What.
        pattern: String,
    },
    /// Rank the rows of a list, away from the keys; the answer is [`Event::Ranked`].
    Rank {
        /// A number that the answer carries.
        number: u64,
        /// What was typed.
        typed: String,
        /// The rows.
        rows: Rows,
    },
    /// Ask a briefing for the passages that a filter shows, away from the keys; the answer is
    /// [`Event::Sifted`].
    Sift {
        /// A number that the answer carries.
        number: u64,
        /// The briefing.
        holding: Box<Holding>,
        /// The pieces of the filter.
        clauses: Vec<Clause>,
        /// Who asks.
        asker: Asker,
    },
    /// Search the library for passages, away from the keys; the answer is [`Event::PassagesFound`].
    FindPassages {
        /// A number that the answer carries.
        number: u64,
        /// What is searched for, and where.
        hunt: Box<Hunt>,
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
        /// Its file.
        path: Option<PathBuf>,
        /// The filter, as it is written.
        filter: Option<String>,
    },
    /// Write a note down; the answer is [`Event::NoteSaved`].
    SaveNote(Box<Save>),
    /// Look for texts of passages as they were; the answer is [`Event::Recalled`].
    Recall(Vec<Snapshot>),
    /// Look for the places of notes, away from the keys; the answer is [`Event::NotesPlaced`].
    PlaceNotes(Vec<Placing>),
    /// Settle a file in which git left two versions; the answer is [`Event::NoteSettled`].
    Settle {
        /// The file.
        path: PathBuf,
        /// What it says, as it was shown.
        seen: String,
        /// Which version counts.
        side: Side,
    },
    /// Keep the note that is being typed.
    KeepDraft(Box<Draft>),
    /// Forget the draft: what was typed is saved, or given up.
    DropDraft,
    /// Forget a note that was left unfinished and is now being written again, by its place in what
    /// was found.
    DropLeftDraft(usize),
    /// Have a note written in the analyst's own editor; the answer is [`Event::WrittenOutside`].
    WriteOutside(Box<Writing>),
    /// Export notes, or look at an export; the answer is [`Event::Exported`] or [`Event::Previewed`].
    Export(Box<Wish>),
    /// Keep what was chosen for an export.
    RememberExport(Choices),
    /// Look how a path goes on; the answer is [`Event::PathCompleted`].
    CompletePath(String),
    /// Keep what can be taken back.
    KeepHistory(Box<History>),
    /// Put a text into the clipboard.
    Copy(String),
    /// Give the terminal to the shell until the program is continued.
    Suspend,
    /// Draw everything anew: something else may have written to the terminal.
    Redraw,
    /// End.
    Quit,
}
