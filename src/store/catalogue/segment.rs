//! A piece of the catalogue: some thousand briefings, what finds their passages, and their texts.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::column::{ColumnParts, Gathered};
use super::layout::{Broken, Draft, Laid, Part, Run, short_sum};
use super::lookup::Lookup;
use super::rows::Rows;
use super::shelf::Shelf;
use super::terms;
use crate::briefing::check::Claims;
use crate::briefing::taxonomy::Term;
use crate::briefing::{Card, Entry, Problem};
use crate::query::Field;
use crate::store::scan::Stamp;

/// How many briefings a segment has at most, so that a change of one file costs little.
pub(super) const MOST: usize = 2048;

/// How many passages a segment has at most, unless a single briefing has more.
const MOST_PASSAGES: usize = 65_536;

/// From how many bytes of text on a segment takes no more.
const MOST_TEXT: usize = 64 * 1024 * 1024;

/// What a library shows of a file without its text.
#[derive(Debug, Serialize, Deserialize)]
struct Shelved {
    card: Card,
    problems: Vec<Problem>,
    fingerprint: u64,
    claims: Claims,
}

/// What a segment's file says first.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Head {
    /// What the briefings were checked with: the program and the words of the configuration.
    made_with: u64,
    /// The rows: their paths, and the rest.
    rows: (Part, Part),
    /// By the name of the field.
    columns: BTreeMap<String, ColumnParts>,
    /// For each row what a library shows of its file.
    shelved: Part,
    texts: Part,
    /// For each passage the byte behind its text, and what the text comes to.
    text_ends: Part,
}

/// A segment that is being made.
#[derive(Debug)]
pub(super) struct Making {
    made_with: u64,
    rows: Rows,
    shelved: Vec<Shelved>,
    columns: BTreeMap<Field, Gathered>,
    /// The file, which begins with the texts.
    draft: Draft,
    text_ends: Vec<(u32, u32)>,
}

/// A segment on disk.
#[derive(Debug)]
pub struct Segment {
    /// Its file.
    pub(super) path: PathBuf,
    laid: Laid,
    head: Head,
    rows: Rows,
}

impl Making {
    /// An empty one.
    pub(super) fn new(made_with: u64) -> Self {
        Self {
            made_with,
            rows: Rows::default(),
            shelved: Vec::new(),
            columns: BTreeMap::new(),
            draft: Draft::default(),
            text_ends: Vec::new(),
        }
    }

    /// Whether it should be written before more is added.
    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= MOST
            || self.text_ends.len() >= MOST_PASSAGES
            || self.draft.len() >= MOST_TEXT
    }

    /// How many briefings it has.
    pub(super) const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds a file that looked like `stamp` before it was read, by its whole `path`. Whether it can be found by its words:
    /// one that cannot be read is left out.
    pub(super) fn add(&mut self, entry: &Entry, (path, stamp): (&Path, Stamp)) -> bool {
        let (Some(card), Some(briefing)) = (&entry.card, &entry.briefing) else { return false };
        let first = self.text_ends.len() as u32;
        for (passage, number) in briefing.passages.iter().zip(first..) {
            let columns = &mut self.columns;
            terms::each(briefing, passage, &mut |field, word| {
                columns.entry(field).or_default().add(word, number);
            });
            self.draft.push(passage.text.as_bytes());
            let end = u32::try_from(self.draft.len()).unwrap_or(u32::MAX);
            self.text_ends.push((end, short_sum(passage.text.as_bytes())));
        }
        self.rows.push((path, stamp), &briefing.id, briefing.passages.len());
        let (problems, claims) = (entry.problems.clone(), entry.claims.clone());
        let (card, fingerprint) = (card.clone(), entry.fingerprint);
        self.shelved.push(Shelved { card, problems, fingerprint, claims });
        true
    }

    /// The bytes of its file.
    pub(super) fn finish(self) -> Result<Vec<u8>, Broken> {
        let mut draft = self.draft;
        let texts = draft.pushed();
        let mut columns = BTreeMap::new();
        for (field, gathered) in self.columns {
            let (column, blob) = gathered.finish();
            columns.insert(field.name().to_owned(), column.put(&blob, &mut draft));
        }
        let shelved = draft.put_value(&self.shelved)?;
        let text_ends = draft.put_ends(self.text_ends.into_iter());
        let (made_with, rows) = (self.made_with, self.rows.put(&mut draft)?);
        draft.finish(&Head { made_with, rows, columns, shelved, texts, text_ends })
    }
}

impl Segment {
    /// The segment in a file, if it was made with the same program and words.
    pub(super) fn open(path: &Path, shelf: &Shelf) -> Result<Self, Broken> {
        let (laid, head): (Laid, Head) = Laid::open(path)?;
        if head.made_with != shelf.made_with {
            return Err(Broken);
        }
        let rows = Rows::of(&laid, head.rows)?.spelled(&shelf.spelling);
        Ok(Self { path: path.to_owned(), laid, head, rows })
    }

    /// Its briefings.
    pub const fn rows(&self) -> &Rows {
        &self.rows
    }

    /// What a library shows of the files of these rows, which are in ascending order, without their
    /// texts.
    pub(super) fn entries(&self, rows: &[(usize, usize)]) -> Result<Vec<Entry>, Broken> {
        let shelved: Vec<Shelved> = self.laid.value(self.head.shelved)?;
        if shelved.len() != self.rows.len() {
            return Err(Broken);
        }
        let mut wanted = rows.iter().map(|(row, _)| *row).peekable();
        let all = self.rows.iter().zip(shelved).enumerate();
        let chosen = all.filter_map(|(at, both)| wanted.next_if_eq(&at).map(|_| both));
        let entries = chosen.map(|(row, shelved)| {
            let Shelved { card, problems, fingerprint, claims } = shelved;
            Entry::shelved(row.path.to_owned(), fingerprint, card, (problems, claims))
        });
        Ok(entries.collect())
    }

    /// The words of a field; none where no passage has one.
    pub(super) fn lookup(&self, field: Field) -> Result<Option<Lookup<'_>>, Broken> {
        let parts = self.head.columns.get(field.name());
        parts.map(|parts| Lookup::of(&self.laid, *parts)).transpose()
    }

    /// Where the texts of some passages are, the first and the last among them.
    pub(super) fn text_runs(&self, first: u32, last: u32) -> Result<Vec<Run>, Broken> {
        self.laid.runs(self.head.text_ends, first as usize..=last as usize)
    }

    /// The texts between two bytes.
    pub(super) fn texts(&self, run: Range<u32>) -> Result<Vec<u8>, Broken> {
        self.laid.bytes(self.head.texts, run)
    }
}
