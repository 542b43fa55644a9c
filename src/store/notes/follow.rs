//! The notes as they are and as they become: two windows on one folder see what the other one writes.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::store::follow::Follower;
use crate::store::scan::{Listing, Stamp};
use crate::store::watch::{SELDOM, Seen, Wake, subscribe, watch};

use super::{Held, NotesFolder};

/// How often a folder that does not exist yet is looked for where the system does not tell of it.
const APPEARING: Duration = Duration::from_millis(500);

/// What there is to say about the notes.
#[derive(Debug, Clone, PartialEq)]
pub enum NotesNews {
    /// These files were read: the first time all that there are, then those that changed.
    Read(Held),
    /// These files are gone.
    Gone(Vec<PathBuf>),
    /// The system does not tell of changes, for this reason; they are looked for every few seconds.
    Polling(String),
}

impl NotesFolder {
    /// Reads all notes on a thread of its own and keeps up with their files. The news come in the
    /// order of what happened, until `deliver` breaks off or the follower is dropped.
    ///
    /// What this program writes itself is among the news, too.
    pub fn follow(
        &self,
        mut deliver: impl FnMut(NotesNews) -> ControlFlow<()> + Send + 'static,
    ) -> Follower {
        let (wake, wakes) = channel();
        let follower = Follower::new(wake.clone());
        let folder = self.clone();
        thread::spawn(move || {
            let _ = folder.run(&mut deliver, &wake, &wakes);
        });
        follower
    }

    fn run(
        &self,
        deliver: &mut dyn FnMut(NotesNews) -> ControlFlow<()>,
        wake: &Sender<Wake>,
        wakes: &Receiver<Wake>,
    ) -> ControlFlow<()> {
        // Looked at before they are read: a change in between shows as one.
        let known = self.listing();
        deliver(NotesNews::Read(self.load_all()))?;
        self.appear(wake, wakes)?;
        let watcher = subscribe(&[self.path().to_owned()], wake.clone());
        if let Err(reason) = &watcher {
            let _ = wake.send(Wake::Exhausted(reason.clone()));
        }
        watch(&|| self.listing(), known, wakes, &mut |seen| {
            deliver(match seen {
                Seen::Changed(paths) => NotesNews::Read(self.read_files(&paths)),
                Seen::Gone(paths) => NotesNews::Gone(paths),
                Seen::Polling(reason) => NotesNews::Polling(reason),
            })
        })
    }

    /// Waits until the folder is there: the nearest folder above it that exists is watched.
    fn appear(&self, wake: &Sender<Wake>, wakes: &Receiver<Wake>) -> ControlFlow<()> {
        while !self.path().is_dir() {
            let missing = self.path().ancestors().take_while(|path| !path.is_dir()).last();
            let watcher = subscribe(&[missing.unwrap_or(self.path()).to_owned()], wake.clone());
            // It may have come before it was watched.
            if missing.is_some_and(Path::is_dir) {
                continue;
            }
            let pause = if watcher.is_ok() { SELDOM } else { APPEARING };
            match wakes.recv_timeout(pause) {
                Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => {
                    return ControlFlow::Break(());
                }
                Ok(_) | Err(RecvTimeoutError::Timeout) => {}
            }
        }
        ControlFlow::Continue(())
    }

    /// How the files that should be notes look now.
    fn listing(&self) -> Listing {
        let folders = self.folders().unwrap_or_default();
        let files = folders.iter().flat_map(|folder| super::files(folder).unwrap_or_default());
        let mut listing: Listing = files.map(|path| (path.clone(), Stamp::of(&path))).collect();
        listing.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        listing
    }
}
