//! What the reader opens with, and what of that becomes its state.

use jiff::Timestamp;

use super::exporter::Exporter;
use crate::app::annotations::Moment;
use crate::app::config::Config;
use crate::app::state::{Settings, Start};
use crate::briefing::Problem;
use crate::query::{Lexicon, Query, Searches};
use crate::store::notes::NotesFolder;
use crate::store::{Origin, Places, memory};

/// What the reader opens with.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Where the briefings come from.
    pub origin: Origin,
    /// How it looks and behaves.
    pub config: Config,
    /// Where it remembers what it remembers.
    pub places: Places,
    /// The queries with names.
    pub searches: Searches,
    /// The folder of the notes, and who writes them.
    pub notes: (NotesFolder, Option<String>),
    /// The configuration file as it is shown, and what is wrong with it.
    pub problems: (String, Vec<Problem>),
}

/// What time it is, and chance enough for the id of a note.
pub(super) fn moment() -> Moment {
    let mut chance = [0; 10];
    // Without chance from the system the time alone keeps ids apart.
    let _ = getrandom::fill(&mut chance);
    Moment { at: Timestamp::now(), chance }
}

/// The name that the library is remembered by, and how its last reader left it.
pub(super) fn start(opening: &Opening) -> (String, Start) {
    let library = opening.origin.key();
    let session = memory::session(&opening.places);
    let left = session.value.of(&library).cloned().unwrap_or_default();
    let (vocabulary, searches) = (&opening.config.vocabulary, &opening.searches);
    let lexicon = Lexicon { vocabulary, searches };
    let start = Start {
        briefing: left.briefing,
        filter: Query::parse(&left.filter.unwrap_or_default(), lexicon).unwrap_or_default(),
        export: session.value.export.unwrap_or_default(),
        notice: session.notice,
        ..Start::default()
    };
    (library, start)
}

/// What the configuration says about the reader. Reads the built-in keys: the threads that read files should
/// be at work by then.
pub(super) fn settings(opening: &Opening) -> Settings {
    let (path, problems) = &opening.problems;
    Settings {
        keymap: opening.config.keymap(),
        text_width: u16::try_from(opening.config.width).unwrap_or(u16::MAX),
        alphabet: opening.config.glyphs,
        vocabulary: opening.config.vocabulary.clone(),
        searches: opening.searches.clone(),
        marks: opening.config.analyst.marks.clone(),
        author: opening.notes.1.clone(),
        problems: (!problems.is_empty()).then(|| (path.clone(), problems.clone())),
    }
}

/// What an export needs of the world.
pub(super) fn exporter(opening: &Opening) -> Exporter {
    let stated = opening.config.folders.template.as_str();
    Exporter {
        places: opening.places.clone(),
        notes: opening.notes.0.clone(),
        vocabulary: opening.config.vocabulary.clone(),
        template: (!stated.is_empty()).then(|| opening.places.expand(stated)),
    }
}
