//! Sees which files of a library changed: the system's word wakes a look at the whole listing.
//!
//! Events only say when to look; what changed is told by comparing listings. So a rename, a folder
//! that moves, an event that was lost and a file system without events all end the same way.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{self, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::scan::{Listing, Looked};
use super::write::UNFINISHED;

/// How long it must be quiet before the files are looked at, so that an editor can finish.
const QUIET: Duration = Duration::from_millis(50);

/// How long a file that changes without a pause may keep the rest waiting.
const LONGEST: Duration = Duration::from_millis(500);

/// How often the files are looked at where events are to be had, in case one went missing.
pub(super) const SELDOM: Duration = Duration::from_secs(30);

/// How often the files are looked at where there are no events.
const OFTEN: Duration = Duration::from_secs(2);

/// How many times longer than a look the pause before the next one is.
const RESTRAINT: u32 = 20;

/// What wakes a look.
#[derive(Debug)]
pub enum Wake {
    /// Something happened to these files.
    Touched(Vec<PathBuf>),
    /// The system will tell of no more, for this reason.
    Exhausted(String),
    /// Nobody wants to know any longer.
    Stop,
}

/// What was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// These files are new, or other than they were.
    Changed(Vec<PathBuf>),
    /// These files are gone.
    Gone(Vec<PathBuf>),
    /// There are no events, for this reason: the files are looked at from time to time.
    Polling(String),
}

/// Asks the system for events about `paths`, to be sent to `wake`.
pub fn subscribe(paths: &[PathBuf], wake: Sender<Wake>) -> Result<RecommendedWatcher, String> {
    let mut watcher = notify::recommended_watcher(move |event| {
        if let Some(heard) = heard(event) {
            // Nobody listens any more: the watcher is about to go, too.
            let _ = wake.send(heard);
        }
    })
    .map_err(|error| reason(&error))?;
    for path in paths {
        // A replaced file is another file, so it is its folder that is watched.
        let (folder, mode) = match path.parent() {
            _ if path.is_dir() => (path.as_path(), RecursiveMode::Recursive),
            Some(folder) if !folder.as_os_str().is_empty() => (folder, RecursiveMode::NonRecursive),
            _ => (Path::new("."), RecursiveMode::NonRecursive),
        };
        match watcher.watch(folder, mode) {
            // A path that is not there yet is found by the seldom look.
            Err(error) if !matches!(error.kind, ErrorKind::PathNotFound) => {
                return Err(reason(&error));
            }
            _ => {}
        }
    }
    Ok(watcher)
}

/// Takes a `look` whenever it is woken, and from time to time, until `deliver` breaks off or
/// [`Wake::Stop`].
pub fn watch(
    look: &dyn Fn() -> Listing,
    known: Listing,
    wakes: &Receiver<Wake>,
    deliver: &mut dyn FnMut(Seen) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut known = known;
    let mut pause = Duration::ZERO;
    let mut usual = SELDOM;
    loop {
        let mut touched = HashSet::new();
        match wait(wakes, pause, &mut touched) {
            Some(Wake::Stop) => return ControlFlow::Break(()),
            Some(Wake::Exhausted(reason)) if usual == SELDOM => {
                usual = OFTEN;
                deliver(Seen::Polling(reason))?;
            }
            _ => {}
        }
        let begun = Instant::now();
        let now = look();
        let changed = changed(&known, &now, &touched);
        let gone = gone(&known, &now);
        known = now;
        pause = usual.max(begun.elapsed() * RESTRAINT);
        if !gone.is_empty() {
            deliver(Seen::Gone(gone))?;
        }
        if !changed.is_empty() {
            deliver(Seen::Changed(changed))?;
        }
    }
}

/// Waits for at most `pause`, then until it is quiet. Gives back what is more than a touched file.
fn wait(wakes: &Receiver<Wake>, pause: Duration, touched: &mut HashSet<PathBuf>) -> Option<Wake> {
    let mut until: Option<Instant> = None;
    loop {
        let patience =
            until.map_or(pause, |until| QUIET.min(until.saturating_duration_since(Instant::now())));
        match wakes.recv_timeout(patience) {
            Ok(Wake::Touched(paths)) => {
                touched.extend(paths);
                until.get_or_insert_with(|| Instant::now() + LONGEST);
            }
            Ok(other) => return Some(other),
            Err(RecvTimeoutError::Timeout) => return None,
            Err(RecvTimeoutError::Disconnected) => return Some(Wake::Stop),
        }
    }
}

/// The files that look other than before, and those that were touched: two writes of the same size
/// within one tick of the file system's clock look the same.
fn changed(known: &Listing, now: &Listing, touched: &HashSet<PathBuf>) -> Vec<PathBuf> {
    let mut known = known.iter().peekable();
    let is_changed = |(path, stamp): &&Looked| {
        // Both are in the order of their paths.
        while known.next_if(|(known, _)| known < path).is_some() {}
        let was = known.next_if(|(known, _)| known == path);
        was.is_none_or(|(_, was)| was != stamp) || was_touched(path, touched)
    };
    now.iter().filter(is_changed).map(|(path, _)| path.clone()).collect()
}

/// The files that were there before and are no longer.
fn gone(known: &Listing, now: &Listing) -> Vec<PathBuf> {
    let mut now = now.iter().peekable();
    let is_gone = |(path, _): &&Looked| {
        // Both are in the order of their paths.
        while now.next_if(|(now, _)| now < path).is_some() {}
        now.next_if(|(now, _)| now == path).is_none()
    };
    known.iter().filter(is_gone).map(|(path, _)| path.clone()).collect()
}

/// Events name whole paths, even where the library was stated by a relative one.
fn was_touched(path: &Path, touched: &HashSet<PathBuf>) -> bool {
    !touched.is_empty() && path::absolute(path).is_ok_and(|path| touched.contains(&path))
}

/// What an event of the system comes to; nothing where it is only about reading or about our own
/// unfinished files.
fn heard(event: notify::Result<Event>) -> Option<Wake> {
    let event = match event {
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
            return Some(Wake::Exhausted(reason(&error)));
        }
        Err(_) => return Some(Wake::Touched(Vec::new())),
    };
    let only_read = match event.kind {
        EventKind::Access(kind) => kind != AccessKind::Close(AccessMode::Write),
        _ => false,
    };
    let own = !event.paths.is_empty() && event.paths.iter().all(|path| is_unfinished(path));
    (!only_read && !own).then_some(Wake::Touched(event.paths))
}

fn is_unfinished(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(UNFINISHED.as_bytes()))
}

fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system's limit on watched files is reached".to_owned(),
        ErrorKind::Io(error) => super::fault::reason(error),
        _ => error.to_string(),
    }
}
