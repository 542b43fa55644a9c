//! The library as it is and as it becomes: reads it, then keeps up with its files.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::briefing::library::Entry;
use crate::briefing::taxonomy::Vocabulary;

use super::scan;
use super::walk::Origin;
use super::watch::{Seen, Wake, subscribe, watch};

/// How long the first screen has the processors to itself.
const FIRST_SCREEN: Duration = Duration::from_millis(100);

/// What there is to say about the library.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// These files were read, for the first time or again.
    Read(Vec<Entry>),
    /// Every file was read once; from here on it is changes.
    Scanned,
    /// These files are gone.
    Gone(Vec<PathBuf>),
    /// The system does not tell of changes, for this reason; they are looked for every few seconds.
    Polling(String),
}

/// Keeps up with files for as long as it is kept.
#[derive(Debug)]
pub struct Follower {
    wake: Sender<Wake>,
}

impl Follower {
    /// A follower whose thread hears of its end by `wake`.
    pub(super) const fn new(wake: Sender<Wake>) -> Self {
        Self { wake }
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        // A thread that has ended already needs no word.
        let _ = self.wake.send(Wake::Stop);
    }
}

/// Reads the library on a thread of its own and keeps up with its files. The news come in the order
/// of what happened, until `deliver` breaks off or the follower is dropped.
pub fn follow(
    origin: Origin,
    vocabulary: Vocabulary,
    mut deliver: impl FnMut(News) -> ControlFlow<()> + Send + 'static,
) -> Follower {
    let (wake, wakes) = channel();
    let follower = Follower::new(wake.clone());
    thread::spawn(move || {
        let _ = run(&origin, &vocabulary, &mut deliver, (wake, wakes));
    });
    follower
}

fn run(
    origin: &Origin,
    vocabulary: &Vocabulary,
    deliver: &mut dyn FnMut(News) -> ControlFlow<()>,
    (wake, wakes): (Sender<Wake>, Receiver<Wake>),
) -> ControlFlow<()> {
    let known = scan::scan(origin, vocabulary, &mut |entries| deliver(News::Read(entries)))?;
    deliver(News::Scanned)?;
    if *origin == Origin::Sample {
        return ControlFlow::Continue(());
    }
    // Asked for only now, when the first screen is drawn: on a large tree this takes longer than
    // reading it. What happened since is seen by the first look, which does not wait.
    if let Ok(Wake::Stop) = wakes.recv_timeout(FIRST_SCREEN) {
        return ControlFlow::Break(());
    }
    let watcher = subscribe(origin.paths(), wake.clone());
    if let Err(reason) = &watcher {
        let _ = wake.send(Wake::Exhausted(reason.clone()));
    }
    watch(&|| scan::listing(origin.paths()), known, &wakes, &mut |seen| {
        deliver(match seen {
            Seen::Changed(paths) => {
                News::Read(paths.iter().map(|path| scan::entry(path, vocabulary)).collect())
            }
            Seen::Gone(paths) => News::Gone(paths),
            Seen::Polling(reason) => News::Polling(reason),
        })
    })
}
