//! A library of a few short files: the first screen waits for one of them, and shows the others by their heads.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use super::{Followed, Following, News};
use crate::briefing::{Entry, Library};
use crate::store::walk::Found;
use crate::store::watch::Wake;
use crate::store::{memory, read, scan};

/// The most files, and the most bytes in all of them, that are read before the first screen is delivered.
const MOST: usize = 8;
const MOST_BYTES: u64 = 256 * 1024;

/// How long the first screen has the processors to itself before the files are checked that it does not show.
const FIRST_FRAME: Duration = Duration::from_millis(5);

/// Whether what was found is so little that the first screen shows all of it.
pub(super) fn are_short(found: &[Found]) -> bool {
    let sizes = found.iter().map(|found| match found {
        Found::File(_, stamp) => stamp.map_or(0, |stamp| stamp.size()),
        Found::Refused(_) => 0,
    });
    found.len() <= MOST && sizes.sum::<u64>() <= MOST_BYTES
}

impl Following {
    /// Reads a few short files.
    pub(super) fn read_few(&mut self, found: &[Found], wakes: &Receiver<Wake>) -> ControlFlow<()> {
        let mut texts = Vec::with_capacity(found.len());
        for found in found {
            match found {
                Found::File(path, _) => match read::text(path) {
                    Ok(text) => texts.push((path.clone(), text)),
                    Err(_) => self.waiting.push(self.read(path)),
                },
                Found::Refused(fault) => self.waiting.push(Arc::new(scan::refused(fault))),
            }
        }
        self.check(&texts, wakes)
    }

    /// Checks a few texts. The first screen waits for one of them; of the others it shows what their heads
    /// say.
    pub(super) fn check(
        &mut self,
        texts: &[(PathBuf, String)],
        wakes: &Receiver<Wake>,
    ) -> ControlFlow<()> {
        let wanted = self.wanted(texts);
        let vocabulary = &self.followed.vocabulary;
        let (mut glanced, mut unchecked) = (Vec::new(), Vec::new());
        for (at, (path, text)) in texts.iter().enumerate() {
            let glance = || scan::glance(path, text, vocabulary);
            match (at != wanted).then(glance).flatten() {
                Some(entry) => {
                    glanced.push(entry);
                    unchecked.push((path, text));
                }
                None => self.waiting.push(Arc::new(scan::entry_of(path, text, vocabulary))),
            }
        }
        if !glanced.is_empty() {
            self.show(glanced)?;
            // The one who draws may be on the same processor.
            if let Ok(Wake::Stop) = wakes.recv_timeout(FIRST_FRAME) {
                return ControlFlow::Break(());
            }
        }
        for (path, text) in unchecked {
            self.waiting.push(Arc::new(scan::entry_of(path, text, &self.followed.vocabulary)));
        }
        self.tell(Some(0))
    }

    /// Which of these files is shown first: the one that was open when the library was left, else the first.
    fn wanted(&self, texts: &[(PathBuf, String)]) -> usize {
        let Followed { origin, vocabulary, places } = &self.followed;
        let Some(left) = memory::look_up_left(places, &origin.key()) else { return 0 };
        let is_left = |(path, text): &(PathBuf, String)| {
            let id = |entry: &Entry| left.briefing.as_deref() == Some(entry.id());
            scan::glance(path, text, vocabulary).as_ref().is_some_and(id)
        };
        let by_path = texts.iter().position(|(path, _)| Some(path) == left.path.as_ref());
        by_path.or_else(|| texts.iter().position(is_left)).unwrap_or(0)
    }

    /// Delivers what waits and what was glanced at. What files say of each other is judged when all of them are
    /// checked; until then what waits goes on waiting.
    fn show(&mut self, glanced: Vec<Entry>) -> ControlFlow<()> {
        let checked = self.waiting.iter().map(|entry| entry.alone());
        let fresh: Vec<Arc<Entry>> = checked.chain(glanced).map(Arc::new).collect();
        let mut library = Library::default();
        library.put_all(fresh.iter().cloned());
        (self.deliver)(News::Library { library, fresh, left: Some(0) })
    }
}
