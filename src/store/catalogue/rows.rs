//! The rows of a segment, side by side: what all of them say of one thing stands in one piece.
//!
//! A catalogue of a large library is opened at every start. So there is no memory of its own for each
//! row.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::layout::{Broken, Draft, Laid, Part};
use super::spelling::Spelling;
use crate::store::scan::Stamp;

/// One briefing of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'r> {
    /// Its file.
    pub path: &'r Path,
    /// How the file looked before it was read.
    pub stamp: Stamp,
    /// The briefing's id.
    pub id: &'r str,
    /// Its first passage in the segment.
    pub(super) first: u32,
    /// The number behind that of its last passage.
    pub(super) end: u32,
}

/// The briefings of a segment.
#[derive(Debug, Default)]
pub struct Rows {
    /// The paths, one behind the other.
    paths: Vec<u8>,
    told: Told,
}

/// What is told of the briefings, besides their paths.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Told {
    /// For each the byte behind its path.
    path_ends: Vec<u32>,
    stamps: Vec<Stamp>,
    /// The ids, one behind the other.
    ids: String,
    /// For each the byte behind its id.
    id_ends: Vec<u32>,
    /// For each the number behind that of its last passage.
    passage_ends: Vec<u32>,
}

impl Rows {
    /// How many there are.
    pub const fn len(&self) -> usize {
        self.told.stamps.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The one at a place.
    pub fn get(&self, at: usize) -> Option<Row<'_>> {
        let (path_start, path_end) = run(&self.told.path_ends, at)?;
        let (id_start, id_end) = run(&self.told.id_ends, at)?;
        let (first, end) = run(&self.told.passage_ends, at)?;
        Some(Row {
            path: Path::new(OsStr::from_bytes(
                self.paths.get(path_start as usize..path_end as usize)?,
            )),
            stamp: *self.told.stamps.get(at)?,
            id: self.told.ids.get(id_start as usize..id_end as usize)?,
            first,
            end,
        })
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// Adds a briefing of so many passages.
    pub(super) fn push(&mut self, (path, stamp): (&Path, Stamp), id: &str, passages: usize) {
        let Told { path_ends, stamps, ids, id_ends, passage_ends } = &mut self.told;
        self.paths.extend_from_slice(path.as_os_str().as_bytes());
        path_ends.push(number(self.paths.len()));
        stamps.push(stamp);
        ids.push_str(id);
        id_ends.push(number(ids.len()));
        let first = passage_ends.last().copied().unwrap_or(0);
        passage_ends.push(first.saturating_add(number(passages)));
    }

    /// Lays them down: the paths, and the rest.
    pub(super) fn put(&self, draft: &mut Draft) -> Result<(Part, Part), Broken> {
        Ok((draft.put(&self.paths), draft.put_value(&self.told)?))
    }

    /// The same with the paths as they were stated.
    pub(super) fn spelled(self, spelling: &Spelling) -> Self {
        if spelling.is_whole() {
            return self;
        }
        let (mut paths, mut path_ends) = (Vec::new(), Vec::with_capacity(self.len()));
        for row in self.iter() {
            paths.extend_from_slice(spelling.stated(row.path).as_os_str().as_bytes());
            path_ends.push(number(paths.len()));
        }
        Self { paths, told: Told { path_ends, ..self.told } }
    }

    /// Those that were laid down, if none of them is beyond what there is.
    pub(super) fn of(laid: &Laid, (paths, told): (Part, Part)) -> Result<Self, Broken> {
        let rows = Self { paths: laid.whole(paths)?, told: laid.value(told)? };
        let (count, told) = (rows.len(), &rows.told);
        let is_sound = [&told.path_ends, &told.id_ends, &told.passage_ends]
            .iter()
            .all(|ends| ends.len() == count && ends.is_sorted());
        let are_all_there = (0..count).all(|at| rows.get(at).is_some());
        if is_sound && are_all_there { Ok(rows) } else { Err(Broken) }
    }
}

/// Where the one at a place begins and ends.
fn run(ends: &[u32], at: usize) -> Option<(u32, u32)> {
    let start = if at == 0 { 0 } else { *ends.get(at - 1)? };
    Some((start, *ends.get(at)?))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
