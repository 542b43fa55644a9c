//! The library as it is and as it becomes: reads it, then keeps up with its files.

mod first;
mod pile;

use std::ops::ControlFlow;
use std::path::{self, Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, OnceLock, Weak};
use std::time::{Duration, Instant};

use crate::briefing::taxonomy::Vocabulary;
use crate::briefing::{Entry, Library};
use crate::query::names::Names;

use self::pile::Pile;
use super::abreast::yield_by;
use super::catalogue::{Catalogue, FEWEST, Progress, Shelf, is_worth_it};
use super::places::Places;
use super::precedence::Precedence;
use super::scan::{self, Listing, Stamp};
use super::standby::Standby;
use super::walk::{Found, Origin};
use super::watch::{Seen, Wake, subscribe, watch};
use super::{read, sample};

/// How long the first screen has the processors to itself.
const FIRST_SCREEN: Duration = Duration::from_millis(100);

/// How much the threads that look for files, and the one that delivers many, yield to the keys, as `nice`
/// counts.
const YIELDING: i32 = 5;

/// How long files are gathered before they are delivered, at first. With each delivery the whole
/// library is judged, so the more there is, the rarer they become: a quarter of the time so far.
const PATIENCE: Duration = Duration::from_millis(20);

/// What there is to say about the library.
#[derive(Debug, Clone)]
pub enum News {
    /// There are texts to be checked, and [`Follower::help`] does it.
    Texts,
    /// The library as it is now.
    Library {
        /// Its files.
        library: Library,
        /// Those that were read, for the first time or again.
        fresh: Vec<Arc<Entry>>,
        /// How many files are still to be read, where that is known. From none on it is changes.
        left: Option<usize>,
    },
    /// What finds passages in the texts that the library does not hold.
    Catalogue(Arc<Catalogue>),
    /// The names in those texts.
    Names(Names),
    /// The system does not tell of changes, for this reason; they are looked for every few seconds.
    Polling(String),
}

/// What is followed.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The files.
    pub origin: Origin,
    /// The words that they are checked against.
    pub vocabulary: Vocabulary,
    /// Where the catalogue of a large library is kept, and what was open the last time.
    pub places: Places,
}

/// Keeps up with files for as long as it is kept.
#[derive(Debug)]
pub struct Follower {
    wake: Sender<Wake>,
    /// What its thread reads first, where that is little.
    pile: Arc<OnceLock<Weak<Pile>>>,
    /// Who goes first while it reads much.
    keys: Precedence,
}

impl Follower {
    /// A follower whose thread hears of its end by `wake`.
    pub(super) fn new(wake: Sender<Wake>) -> Self {
        Self { wake, pile: Arc::default(), keys: Precedence::default() }
    }

    /// Checks texts of a small library beside the follower's thread: for a thread that waits for them
    /// anyway. The disk is not waited for. Whether there are such texts, of which the last may still be checked.
    pub fn help(&self) -> bool {
        let pile = self.pile.get().and_then(Weak::upgrade);
        pile.inspect(|pile| pile.work_off()).is_some()
    }

    /// Leaves a processor to somebody who types: a key was pressed.
    pub fn keys_first(&self) {
        self.keys.claim();
    }

    /// Has the files looked at now: one of them is not what it was.
    pub fn look_again(&self, path: PathBuf) {
        // A thread that has ended looks at nothing any more.
        let whole = path::absolute(&path).unwrap_or(path);
        let _ = self.wake.send(Wake::Touched(vec![whole]));
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        // A thread that has ended already needs no word.
        let _ = self.wake.send(Wake::Stop);
    }
}

/// Reads the library on the thread that stands by and keeps up with its files. The news come in the order
/// of what happened, until `deliver` breaks off or the follower is dropped.
pub fn follow(
    followed: Followed,
    standby: Standby,
    deliver: impl FnMut(News) -> ControlFlow<()> + Send + 'static,
) -> Follower {
    let (wake, wakes) = channel();
    let follower = Follower::new(wake.clone());
    let (pile, keys) = (Arc::clone(&follower.pile), follower.keys.clone());
    standby.work(move || {
        let mut following = Following::new((followed, keys), Box::new(deliver));
        if let ControlFlow::Continue(known) = following.begin(&pile) {
            let _ = following.keep_up(known, (wake, wakes));
        }
    });
    follower
}

/// The library, and whom it is told to.
struct Following {
    followed: Followed,
    keys: Precedence,
    /// Where the catalogue is, once the library turned out to be large.
    shelf: Option<Shelf>,
    deliver: Box<dyn FnMut(News) -> ControlFlow<()> + Send>,
    library: Library,
    catalogue: Catalogue,
    /// Files that are not in the library yet.
    waiting: Vec<Arc<Entry>>,
    /// What was delivered and may still be in use: whoever lets go of a large library last has a lot to
    /// do, and that shall not be who draws.
    past: Vec<Library>,
    pace: Pace,
}

/// When what was read is told.
struct Pace {
    /// How many files there are.
    expected: usize,
    begun: Instant,
    delivered: Instant,
}

impl Following {
    fn new(
        (followed, keys): (Followed, Precedence),
        deliver: Box<dyn FnMut(News) -> ControlFlow<()> + Send>,
    ) -> Self {
        let now = Instant::now();
        Self {
            followed,
            keys,
            shelf: None,
            deliver,
            library: Library::default(),
            catalogue: Catalogue::default(),
            waiting: Vec::new(),
            past: Vec::new(),
            pace: Pace { expected: 0, begun: now, delivered: now },
        }
    }

    /// Reads what there is. How its files looked, where there are files.
    fn begin(&mut self, pile: &OnceLock<Weak<Pile>>) -> ControlFlow<(), Listing> {
        if self.followed.origin == Origin::Sample {
            let texts = sample::FILES.map(|(name, text)| (name.into(), text.to_owned()));
            self.check(texts.into(), pile)?;
            self.tell(Some(0))?;
            return ControlFlow::Break(());
        }
        let found = self.found()?;
        self.forget_others(&found);
        self.pace.expected = found.len();
        let is_small = found.len() < FEWEST;
        if pile::is_enough(&found) {
            self.read_few(&found, pile)?;
        } else if is_small {
            self.read_all(&found)?;
        }
        let known: Listing = found.into_iter().map(scan::looked).collect();
        if !is_small {
            self.open(&known)?;
        }
        ControlFlow::Continue(known)
    }

    /// Keeps up with files that looked like this.
    fn keep_up(
        &mut self,
        known: Listing,
        (wake, wakes): (Sender<Wake>, Receiver<Wake>),
    ) -> ControlFlow<()> {
        // Asked for only now, when the first screen is drawn: on a large tree this takes longer than
        // reading it. What happened since is seen by the first look, which does not wait.
        match wakes.recv_timeout(FIRST_SCREEN) {
            Ok(Wake::Stop) => return ControlFlow::Break(()),
            // It is heard when it is watched: this end is there until then.
            Ok(other) => _ = wake.send(other),
            Err(_) => {}
        }
        let origin = self.followed.origin.clone();
        let watcher = subscribe(origin.paths(), wake.clone());
        if let Err(reason) = &watcher {
            let _ = wake.send(Wake::Exhausted(reason.clone()));
        }
        watch(&|| scan::listing(origin.paths()), known, &wakes, &mut |seen| match seen {
            Seen::Changed(paths) => self.changed(&paths),
            Seen::Gone(paths) => {
                self.library.remove_all(&paths);
                self.catalogue.forget(&paths);
                self.tell(Some(0))
            }
            Seen::Polling(reason) => (self.deliver)(News::Polling(reason)),
        })
    }

    /// Reads a few short files, which whoever waits for them helps to check.
    fn read_few(&mut self, found: &[Found], pile: &OnceLock<Weak<Pile>>) -> ControlFlow<()> {
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
        self.check(texts, pile)?;
        self.tell(Some(0))
    }

    /// Checks texts, and puts them where another thread may take of them.
    fn check(
        &mut self,
        texts: Vec<(PathBuf, String)>,
        shared: &OnceLock<Weak<Pile>>,
    ) -> ControlFlow<()> {
        let pile = Arc::new(Pile::new(texts, self.followed.vocabulary.clone()));
        // It is put there once, when the follower begins.
        let _ = shared.set(Arc::downgrade(&pile));
        (self.deliver)(News::Texts)?;
        self.waiting.extend(pile.entries());
        ControlFlow::Continue(())
    }

    /// Reads all files of a small library.
    fn read_all(&mut self, found: &[Found]) -> ControlFlow<()> {
        let vocabulary = self.followed.vocabulary.clone();
        scan::read_all(found, &vocabulary, |entry| {
            self.waiting.push(Arc::new(entry));
            self.tell_in_time()
        })?;
        self.tell(Some(0))
    }

    /// Opens a large library: what its catalogue has first, then the files that it does not have.
    fn open(&mut self, known: &Listing) -> ControlFlow<()> {
        // Each delivery judges the whole library.
        yield_by(YIELDING);
        let (catalogue, entries, fresh) = Catalogue::open_with_entries(known, &self.shelf());
        self.catalogue = catalogue;
        let is_known =
            |path: &Path| known.binary_search_by(|(it, _)| it.as_path().cmp(path)).is_ok();
        // The file that was read first has its text, and comes behind its card. It may have been found by a
        // path that leads there, too.
        self.waiting.retain(|entry| is_known(&entry.path));
        self.waiting.splice(..0, entries);
        for (path, _) in known.iter().filter(|(_, stamp)| stamp.is_none()) {
            self.waiting.push(self.read(path));
        }
        // The catalogue first: with each delivery whoever searches begins anew.
        (self.deliver)(News::Catalogue(Arc::new(self.catalogue.clone())))?;
        if !fresh.is_empty() {
            // They are read side by side: what is wanted first would not come first.
            let left = self.left().filter(|path| is_known(path));
            let first = left.or_else(|| known.first().map(|(path, _)| path.clone()));
            if let Some((path, _)) = fresh.iter().find(|(path, _)| Some(path) == first.as_ref()) {
                self.waiting.push(self.read(path));
            }
            self.tell(Some(fresh.len()))?;
            self.take(&fresh)?;
        }
        self.tell(Some(0))?;
        (self.deliver)(News::Names(self.catalogue.names()))
    }

    /// Takes in files that changed.
    fn changed(&mut self, paths: &[PathBuf]) -> ControlFlow<()> {
        self.catalogue.forget(paths);
        let (stamped, unstamped): (Vec<_>, Vec<_>) =
            paths.iter().map(|path| (path.clone(), Stamp::of(path))).partition(|it| it.1.is_some());
        for (path, _) in unstamped {
            self.waiting.push(self.read(&path));
        }
        let stamped: Vec<(PathBuf, Stamp)> =
            stamped.into_iter().filter_map(|(path, stamp)| Some((path, stamp?))).collect();
        self.take(&stamped)?;
        self.tell(Some(0))
    }

    /// Where the catalogue is.
    fn shelf(&mut self) -> Shelf {
        let Followed { origin, vocabulary, places } = &self.followed;
        let shelf = self.shelf.get_or_insert_with(|| {
            Shelf::new(origin, vocabulary, places).giving_way(self.keys.clone())
        });
        shelf.clone()
    }

    /// A file as it reads now.
    fn read(&self, path: &Path) -> Arc<Entry> {
        Arc::new(scan::entry(path, &self.followed.vocabulary))
    }

    /// Reads files: few are held with their texts, of many the catalogue grows.
    fn take(&mut self, files: &[(PathBuf, Stamp)]) -> ControlFlow<()> {
        let is_large = self.library.entries().len() + files.len() >= FEWEST;
        if !(is_large && is_worth_it(files.len())) {
            let read: Vec<_> = files.iter().map(|(path, _)| self.read(path)).collect();
            self.waiting.extend(read);
            return ControlFlow::Continue(());
        }
        let (mut catalogue, shelf) = (std::mem::take(&mut self.catalogue), self.shelf());
        let extended = catalogue.extend(files, &shelf, |progress| match progress {
            Progress::Read(entries) => {
                self.waiting.extend(entries.into_iter().map(Arc::new));
                self.tell_in_time()
            }
            Progress::Grown(catalogue) => (self.deliver)(News::Catalogue(Arc::new(catalogue))),
        });
        self.catalogue = catalogue;
        extended
    }

    /// Delivers what waits, if it has waited long enough.
    fn tell_in_time(&mut self) -> ControlFlow<()> {
        if self.pace.delivered.elapsed() < PATIENCE.max(self.pace.begun.elapsed() / 4) {
            return ControlFlow::Continue(());
        }
        let known = self.library.entries().len() + self.waiting.len();
        self.tell(Some(self.pace.expected.saturating_sub(known).max(1)))
    }

    /// Delivers the library with what waits.
    fn tell(&mut self, left: Option<usize>) -> ControlFlow<()> {
        let fresh = std::mem::take(&mut self.waiting);
        self.library.put_all(fresh.iter().cloned());
        self.pace.delivered = Instant::now();
        self.past.retain(Library::is_shared);
        let library = self.library.clone();
        self.past.push(library.clone());
        (self.deliver)(News::Library { library, fresh, left })
    }
}
