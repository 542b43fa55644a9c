//! What a query is asked about: a passage with the notes on it, or a note in its place.

use crate::briefing::taxonomy::{Sentiment, Sourcing, Tag, Vocabulary};
use crate::briefing::{Briefing, Passage, Section};
use crate::notes::Note;
use crate::notes::anchor::{Found, Stand};

/// How far a passage was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ReadMark {
    /// Never.
    #[default]
    Unread,
    /// As it stands.
    Read,
    /// Before its text changed.
    Revised,
}

/// A note and what became of its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Pinned<'n> {
    /// The note, buried or not.
    pub note: &'n Note,
    /// Its place; none where its briefing is not in the library.
    pub found: Option<Found>,
}

impl Pinned<'_> {
    /// Whether it waits for somebody to say where it belongs.
    pub fn is_unplaced(&self) -> bool {
        self.found.as_ref().is_none_or(Found::is_open)
    }

    fn passage(&self) -> Option<usize> {
        self.found.as_ref()?.stand().passage()
    }
}

/// The analyst's own tags of a passage, each where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// Who vouches for it.
    pub sourcing: Option<Tag<Sourcing>>,
    /// In what tone.
    pub sentiment: Option<Tag<Sentiment>>,
}

/// A briefing with the notes on it, sorted by passage, so that each can be asked about quickly.
#[derive(Debug, Clone)]
pub struct Annotated<'n> {
    briefing: &'n Briefing,
    pinned: Vec<Pinned<'n>>,
    /// The first note of each passage in `pinned`; empty where there is no note at all.
    starts: Vec<usize>,
    judged: Vec<Judged>,
}

/// What a query is asked about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'s> {
    pub(super) briefing: Option<&'s Briefing>,
    pub(super) section: Option<&'s Section>,
    pub(super) passage: Option<&'s Passage>,
    pub(super) judged: Option<&'s Judged>,
    pub(super) notes: &'s [Pinned<'s>],
    /// Whether it is the one note of `notes`, and not the passage.
    pub(super) is_note: bool,
    pub(super) mark: ReadMark,
    pub(super) me: Option<&'s str>,
}

impl<'n> Annotated<'n> {
    /// The briefing and all notes on it, the buried ones too, in the order of their making.
    pub fn new(
        briefing: &'n Briefing,
        pinned: impl IntoIterator<Item = Pinned<'n>>,
        vocabulary: &Vocabulary,
    ) -> Self {
        let mut pinned: Vec<Pinned<'n>> = pinned.into_iter().collect();
        if pinned.is_empty() {
            return Self { briefing, pinned, starts: Vec::new(), judged: Vec::new() };
        }
        let judged = judged(briefing, &pinned, vocabulary);
        // Those on no passage come last.
        pinned.sort_by_key(|pinned| pinned.passage().unwrap_or(usize::MAX));
        let starts = (0..=briefing.passages.len()).map(|at| start_of(&pinned, at)).collect();
        Self { briefing, pinned, starts, judged }
    }

    /// The briefing.
    pub const fn briefing(&self) -> &'n Briefing {
        self.briefing
    }

    /// The notes on a passage, the buried ones too.
    pub fn on_passage(&self, passage: usize) -> &[Pinned<'n>] {
        match (self.starts.get(passage), self.starts.get(passage + 1)) {
            (Some(&start), Some(&end)) => &self.pinned[start..end],
            _ => &[],
        }
    }

    /// The analyst's own tags of a passage.
    pub fn judged(&self, passage: usize) -> Option<&Judged> {
        self.judged.get(passage)
    }

    /// A passage, to be asked about; `me` is the author in use.
    pub fn passage(&self, passage: usize, mark: ReadMark, me: Option<&'n str>) -> Subject<'_> {
        let found = self.briefing.passages.get(passage);
        Subject {
            briefing: Some(self.briefing),
            section: found.and_then(|found| self.briefing.sections.get(found.section)),
            passage: found,
            judged: self.judged(passage),
            notes: self.on_passage(passage),
            is_note: false,
            mark,
            me,
        }
    }

    /// A note on this briefing, to be asked about; `mark` is that of its passage.
    pub fn note<'s>(
        &'s self,
        pinned: &'s Pinned<'n>,
        mark: ReadMark,
        me: Option<&'s str>,
    ) -> Subject<'s> {
        let passage = pinned.passage();
        let found = passage.and_then(|passage| self.briefing.passages.get(passage));
        let section = match pinned.found.as_ref().map(Found::stand) {
            Some(Stand::Section(section)) => Some(*section),
            _ => found.map(|found| found.section),
        };
        Subject {
            briefing: Some(self.briefing),
            section: section.and_then(|section| self.briefing.sections.get(section)),
            passage: found,
            judged: passage.and_then(|passage| self.judged(passage)),
            notes: std::slice::from_ref(pinned),
            is_note: true,
            mark,
            me,
        }
    }
}

impl<'s> Subject<'s> {
    /// A note whose briefing is not in the library.
    pub const fn stray(pinned: &'s Pinned<'s>, me: Option<&'s str>) -> Self {
        Self {
            briefing: None,
            section: None,
            passage: None,
            judged: None,
            notes: std::slice::from_ref(pinned),
            is_note: true,
            mark: ReadMark::Unread,
            me,
        }
    }
}

/// The first note that stands on `passage` or behind it.
fn start_of(pinned: &[Pinned<'_>], passage: usize) -> usize {
    pinned.partition_point(|one| one.passage().unwrap_or(usize::MAX) < passage)
}

/// The last word of the analyst on each passage as a whole, where the passage was found again. That
/// is what [`crate::notes::notebook::Places::tags`] says.
fn judged(briefing: &Briefing, pinned: &[Pinned<'_>], vocabulary: &Vocabulary) -> Vec<Judged> {
    let mut all = vec![Judged::default(); briefing.passages.len()];
    for Pinned { note, found } in pinned {
        let (Some(Found::Here(stand) | Found::Moved(stand) | Found::Edited(stand)), false) =
            (found, note.is_buried())
        else {
            continue;
        };
        let Stand::Passage(passage) = stand else { continue };
        let Some(judged) = all.get_mut(*passage) else { continue };
        let judgement = &note.judgement;
        judged.sourcing = judgement.sourcing(vocabulary).or(judged.sourcing.take());
        judged.sentiment = judgement.sentiment(vocabulary).or(judged.sentiment.take());
    }
    all
}
