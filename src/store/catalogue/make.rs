//! Makes segments: files are read and checked on every processor, each thread fills segments of its own.

use std::num::NonZero;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use super::layout::Broken;
use super::segment::Making;
use super::shelf::Shelf;
use crate::briefing::Entry;
use crate::briefing::taxonomy::Vocabulary;
use crate::store::abreast::yield_by;
use crate::store::precedence::{ANSWERING, TYPING};
use crate::store::scan::{self, Stamp};
use crate::store::write;

/// How much the threads yield to keys and searches, as `nice` counts, besides what their caller yields.
const YIELDING: i32 = 5;

/// How many files a thread takes at once.
const HANDFUL: usize = 16;

/// What comes of reading files, as it comes.
#[derive(Debug)]
pub(super) enum Made {
    /// Files were read: those that a segment takes without their texts, those with errors, and whole
    /// those that no segment could take after all.
    Read(Vec<Entry>),
    /// A segment was written: its file, and the files that it was made of.
    Segment(PathBuf, Vec<PathBuf>),
}

/// Reads files, each of which looked like its stamp before, and writes segments of them onto the
/// shelf, until `hand_on` breaks off.
///
/// Where a segment cannot be written, its briefings are given back as they were read: an answer is
/// never short of a file because there is no cache.
pub(super) fn make(
    files: &[(PathBuf, Stamp)],
    shelf: &Shelf,
    mut hand_on: impl FnMut(Made) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let (told, news) = channel();
    thread::scope(|scope| {
        for at in 0..threads {
            let worker = Worker {
                shelf,
                told: told.clone(),
                rest: if at == 0 { ANSWERING } else { TYPING },
            };
            let next = &next;
            scope.spawn(move || worker.work(files, next));
        }
        drop(told);
        // Owned by this closure: once it breaks off, nobody listens, and the threads end.
        news.into_iter().try_for_each(&mut hand_on)
    })
}

/// What one thread works with.
struct Worker<'s> {
    shelf: &'s Shelf,
    told: Sender<Made>,
    /// How long it rests after a key: while it is answered, or while somebody types at all.
    rest: Duration,
}

impl Worker<'_> {
    /// Takes files as long as there are any, and somebody listens.
    fn work(&self, files: &[(PathBuf, Stamp)], next: &AtomicUsize) {
        yield_by(YIELDING);
        let (mut making, mut taken) = (Making::new(self.shelf.made_with), Vec::new());
        loop {
            self.shelf.keys.give_way(self.rest, || next.load(Ordering::Relaxed) < files.len());
            let start = next.fetch_add(HANDFUL, Ordering::Relaxed);
            let Some(rest) = files.get(start..).filter(|rest| !rest.is_empty()) else { break };
            let mut read = Vec::with_capacity(HANDFUL);
            for (path, stamp) in rest.iter().take(HANDFUL) {
                let entry = scan::entry(path, &self.shelf.vocabulary);
                if making.add(&entry, (&self.shelf.spelling.whole(path), *stamp)) {
                    taken.push(path.clone());
                }
                read.push(entry.without_text());
            }
            if self.told.send(Made::Read(read)).is_err() {
                return;
            }
            if making.is_full() {
                let full = std::mem::replace(&mut making, Making::new(self.shelf.made_with));
                self.write(full, std::mem::take(&mut taken));
            }
        }
        if making.len() > 0 {
            self.write(making, taken);
        }
    }

    fn write(&self, making: Making, taken: Vec<PathBuf>) {
        let made = match written(making, &self.shelf.folder) {
            Ok(path) => Made::Segment(path, taken),
            Err(_) => Made::Read(whole(&taken, &self.shelf.vocabulary)),
        };
        // Nobody listens any more: the thread is about to end, too.
        let _ = self.told.send(made);
    }
}

/// Files with their texts.
pub(super) fn whole(paths: &[PathBuf], vocabulary: &Vocabulary) -> Vec<Entry> {
    paths.iter().map(|path| scan::entry(path, vocabulary)).collect()
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
