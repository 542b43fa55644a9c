//! Searches, on a thread of their own: the latest one of each kind counts, an outdated one is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::mailbox::Outbox;
use super::message::Message;
use crate::app::Event;
use crate::app::holding::{Asker, Holding};
use crate::app::passages::Hunt;
use crate::briefing::SharedBriefing;
use crate::query::clause::Clause;
use crate::query::find::find;

/// The number of the latest search of each kind.
type Latest = [AtomicU64; 3];

/// Searches for whoever asks last.
pub(super) struct Searcher {
    sender: Outbox,
    latest: Arc<Latest>,
    /// The thread's, once something was searched for: a start has no time for threads that wait.
    wishes: Option<Sender<(u64, Search)>>,
}

/// What is searched.
pub(super) enum Search {
    /// The words of one briefing.
    Find { briefing: SharedBriefing, pattern: String },
    /// The passages of one briefing that a filter shows.
    Sift { holding: Box<Holding>, clauses: Vec<Clause>, asker: Asker },
    /// The whole library.
    Hunt(Box<Hunt>),
}

impl Search {
    /// Its kind, an index into [`Latest`].
    const fn kind(&self) -> usize {
        match self {
            Self::Find { .. } => 0,
            Self::Sift { .. } => 1,
            Self::Hunt(_) => 2,
        }
    }

    /// What was found; none where `stop` said so before the end.
    fn answer(self, number: u64, stop: impl Fn() -> bool) -> Option<Event> {
        match self {
            Self::Find { briefing, pattern } => {
                let hits = find(&briefing, &pattern, &stop);
                (!stop()).then_some(Event::Found { search: number, hits })
            }
            Self::Sift { holding, clauses, asker } => {
                let answers = holding.answers(&clauses, &asker, stop)?;
                Some(Event::Sifted { number, answers })
            }
            Self::Hunt(hunt) => Some(Event::PassagesFound { number, found: hunt.run(stop)? }),
        }
    }
}

impl Searcher {
    /// A searcher that tells what it finds.
    pub(super) fn new(sender: Outbox) -> Self {
        Self { sender, latest: Arc::default(), wishes: None }
    }

    /// Has something searched; the answer comes as an event with that number.
    pub(super) fn ask(&mut self, number: u64, wish: Search) {
        self.latest[wish.kind()].store(number, Ordering::Relaxed);
        let wishes = self.wishes.get_or_insert_with(|| start(&self.sender, &self.latest));
        // The thread ends only with the searcher.
        let _ = wishes.send((number, wish));
    }
}

/// Starts the thread; it ends with the searcher.
fn start(sender: &Outbox, latest: &Arc<Latest>) -> Sender<(u64, Search)> {
    let (wishes, receiver) = channel();
    let (sender, latest) = (sender.clone(), Arc::clone(latest));
    thread::spawn(move || run(&receiver, &latest, &sender));
    wishes
}

fn run(wishes: &Receiver<(u64, Search)>, latest: &Latest, sender: &Outbox) {
    for (number, wish) in wishes {
        let kind = wish.kind();
        let is_outdated = || latest[kind].load(Ordering::Relaxed) != number;
        let Some(event) = wish.answer(number, is_outdated) else { continue };
        if sender.send(Message::Event(event)).is_err() {
            return;
        }
    }
}
