//! Makes segments: files are read and checked on every processor, each thread fills segments of its own.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::layout::Broken;
use super::segment::Making;
use crate::briefing::Entry;
use crate::briefing::taxonomy::Vocabulary;
use crate::store::scan::{self, Stamp};
use crate::store::write;

/// How many files a thread takes at once.
const HANDFUL: usize = 32;

/// What came of reading files.
#[derive(Debug, Default)]
pub(super) struct Made {
    /// The files of the new segments, each with the files that it was made of.
    pub(super) segments: Vec<(PathBuf, Vec<PathBuf>)>,
    /// Files that no segment has: those with errors.
    pub(super) others: Vec<Entry>,
}

/// Reads files, each of which looked like its stamp before, and writes segments of them into `folder`.
///
/// Where a segment cannot be written, its briefings are given back as they were read: an answer is
/// never short of a file because there is no cache.
pub(super) fn make(
    files: &[(PathBuf, Stamp)],
    vocabulary: &Vocabulary,
    (folder, made_with): (&Path, u64),
) -> Made {
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let work = || {
        let mut worker = Worker::new(folder, made_with);
        loop {
            let start = next.fetch_add(HANDFUL, Ordering::Relaxed);
            let Some(rest) = files.get(start..).filter(|rest| !rest.is_empty()) else { break };
            for (path, stamp) in rest.iter().take(HANDFUL) {
                worker.take(scan::entry(path, vocabulary), *stamp);
                if worker.making.is_full() {
                    worker.write(vocabulary);
                }
            }
        }
        worker.write(vocabulary);
        worker.made
    };
    let mut made = Made::default();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            // A panic in a worker is a panic here.
            let more = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            made.segments.extend(more.segments);
            made.others.extend(more.others);
        }
    });
    made
}

/// What one thread fills.
struct Worker<'f> {
    folder: &'f Path,
    making: Making,
    made_with: u64,
    /// The files of the segment that is being made.
    taken: Vec<PathBuf>,
    made: Made,
}

impl<'f> Worker<'f> {
    fn new(folder: &'f Path, made_with: u64) -> Self {
        let (making, made) = (Making::new(made_with), Made::default());
        Self { folder, making, made_with, taken: Vec::new(), made }
    }

    fn take(&mut self, entry: Entry, stamp: Stamp) {
        let Some(briefing) = &entry.briefing else {
            self.made.others.push(entry);
            return;
        };
        self.making.add(&entry.path, stamp, briefing);
        self.taken.push(entry.path);
    }

    /// Writes the segment that is being made, if it has anything.
    fn write(&mut self, vocabulary: &Vocabulary) {
        let making = std::mem::replace(&mut self.making, Making::new(self.made_with));
        let taken = std::mem::take(&mut self.taken);
        if making.len() == 0 {
            return;
        }
        match written(making, self.folder) {
            Ok(path) => self.made.segments.push((path, taken)),
            Err(_) => {
                self.made.others.extend(taken.iter().map(|path| scan::entry(path, vocabulary)));
            }
        }
    }
}

fn written(making: Making, folder: &Path) -> anyhow::Result<PathBuf> {
    let bytes = making.finish()?;
    let mut chance = [0; 8];
    getrandom::fill(&mut chance).map_err(|_| Broken)?;
    let path = folder.join(format!("{:016x}.{ENDING}", u64::from_le_bytes(chance)));
    write::replace(&path, &bytes)?;
    Ok(path)
}

/// How the name of a segment's file ends.
pub(super) const ENDING: &str = "segment";
