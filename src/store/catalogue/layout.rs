//! How a segment lies in its file: a head that says where each part is, and the parts.

use std::fs::File;
use std::io;
use std::ops::{Range, RangeInclusive};
use std::os::unix::fs::FileExt;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// What a segment begins with. The number is that of the layout.
const MAGIC: [u8; 16] = *b"dateline seg 007";

/// How large a head may be, in bytes.
const LARGEST_HEAD: u64 = 256 * 1024 * 1024;

/// A segment cannot be used: it is damaged, or of another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the catalogue is damaged")]
pub struct Broken;

/// Where a part of the file is, and what its bytes come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    at: u64,
    length: u64,
    sum: u64,
}

/// One of several pieces that lie behind each other in a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first byte.
    pub(super) start: u32,
    /// The byte behind it.
    pub(super) end: u32,
    /// What its bytes come to, in four bytes.
    pub(super) sum: u32,
}

/// A file that is being laid out: the bytes that it will have, so that none is copied at the end.
#[derive(Debug)]
pub(super) struct Draft {
    bytes: Vec<u8>,
}

impl Default for Draft {
    fn default() -> Self {
        Self { bytes: vec![0; START as usize] }
    }
}

impl Draft {
    /// How many bytes it has so far.
    pub(super) const fn len(&self) -> usize {
        self.bytes.len() - START as usize
    }

    /// Adds bytes to the part that it begins with, before any other part is added.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The part that was pushed.
    pub(super) fn pushed(&self) -> Part {
        let bytes = &self.bytes[START as usize..];
        Part { at: 0, length: bytes.len() as u64, sum: sum(bytes) }
    }

    /// Adds bytes as they are.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Part {
        let part = Part { at: self.len() as u64, length: bytes.len() as u64, sum: sum(bytes) };
        self.bytes.extend_from_slice(bytes);
        part
    }

    /// Adds for each of several pieces the byte behind it, and what its bytes come to.
    pub(super) fn put_ends(&mut self, ends: impl Iterator<Item = (u32, u32)>) -> Part {
        let numbers = ends.flat_map(|(end, sum)| [end, sum]);
        self.put(&numbers.flat_map(u32::to_le_bytes).collect::<Vec<u8>>())
    }

    /// Adds a value.
    pub(super) fn put_value(&mut self, value: &impl Serialize) -> Result<Part, Broken> {
        Ok(self.put(&postcard::to_stdvec(value).map_err(|_| Broken)?))
    }

    /// The whole file: the head stands behind the parts that it names.
    pub(super) fn finish(mut self, head: &impl Serialize) -> Result<Vec<u8>, Broken> {
        let head = postcard::to_stdvec(head).map_err(|_| Broken)?;
        let numbers = [self.len() as u64, head.len() as u64, sum(&head)];
        let start = MAGIC.into_iter().chain(numbers.into_iter().flat_map(u64::to_le_bytes));
        self.bytes.iter_mut().zip(start).for_each(|(place, byte)| *place = byte);
        self.bytes.extend_from_slice(&head);
        Ok(self.bytes)
    }
}

/// How many bytes stand before the parts.
const START: u64 = 40;

/// A segment's file, open for reading. Nobody writes into it: a new one takes its name.
#[derive(Debug)]
pub(super) struct Laid {
    file: File,
    parts: u64,
}

impl Laid {
    /// Opens a file and reads its head.
    pub(super) fn open<T: DeserializeOwned>(path: &Path) -> Result<(Self, T), Broken> {
        let file = File::open(path).map_err(|_| Broken)?;
        let mut start = [0; START as usize];
        file.read_exact_at(&mut start, 0).map_err(|_| Broken)?;
        let number = |at: usize| {
            start[at..at + 8].iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte))
        };
        let (parts, length, expected) = (number(16), number(24), number(32));
        let whole = START.checked_add(parts).and_then(|end| end.checked_add(length));
        let size = file.metadata().map_err(|_| Broken)?.len();
        if start[..16] != MAGIC || whole != Some(size) || length > LARGEST_HEAD {
            return Err(Broken);
        }
        let head = read(&file, START + parts, length).map_err(|_| Broken)?;
        if sum(&head) != expected {
            return Err(Broken);
        }
        Ok((Self { file, parts }, postcard::from_bytes(&head).map_err(|_| Broken)?))
    }

    /// A value that was laid down as a part of its own.
    pub(super) fn value<T: DeserializeOwned>(&self, part: Part) -> Result<T, Broken> {
        postcard::from_bytes(&self.whole(part)?).map_err(|_| Broken)
    }

    /// All bytes of a part.
    pub(super) fn whole(&self, part: Part) -> Result<Vec<u8>, Broken> {
        let bytes = self.read(part, 0..part.length)?;
        if sum(&bytes) == part.sum { Ok(bytes) } else { Err(Broken) }
    }

    /// Some bytes of a part. What they come to is for the caller to compare.
    pub(super) fn bytes(&self, part: Part, run: Range<u32>) -> Result<Vec<u8>, Broken> {
        self.read(part, u64::from(run.start)..u64::from(run.end))
    }

    /// Some of the pieces whose ends were put down as a part.
    pub(super) fn runs(
        &self,
        ends: Part,
        pieces: RangeInclusive<usize>,
    ) -> Result<Vec<Run>, Broken> {
        let (first, last) = (*pieces.start() as u64, *pieces.end() as u64);
        // The first piece begins where the one before it ends.
        let before = u64::from(first > 0);
        let bytes = self.read(ends, (first - before) * 8..(last + 1) * 8)?;
        let mut start = 0;
        let runs = bytes.as_chunks::<8>().0.iter().map(|bytes| {
            let both = u64::from_le_bytes(*bytes);
            let run = Run { start, end: both as u32, sum: (both >> 32) as u32 };
            start = run.end;
            run
        });
        let runs: Vec<Run> = runs.skip(before as usize).collect();
        if runs.iter().all(|run| run.start <= run.end) { Ok(runs) } else { Err(Broken) }
    }

    fn read(&self, part: Part, run: Range<u64>) -> Result<Vec<u8>, Broken> {
        let is_inside = run.start <= run.end
            && run.end <= part.length
            && part.at.checked_add(part.length).is_some_and(|end| end <= self.parts);
        if !is_inside {
            return Err(Broken);
        }
        read(&self.file, START + part.at + run.start, run.end - run.start).map_err(|_| Broken)
    }
}

fn read(file: &File, at: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(length).map_err(io::Error::other)?];
    file.read_exact_at(&mut bytes, at)?;
    Ok(bytes)
}

/// What bytes come to (XXH3): a byte that changed changes it.
pub(super) fn sum(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// The same in four bytes, for small pieces.
pub(super) fn short_sum(bytes: &[u8]) -> u32 {
    let sum = sum(bytes);
    (sum ^ (sum >> 32)) as u32
}
