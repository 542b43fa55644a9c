//! Searches, on a thread of their own: the latest one of each kind counts, an outdated one is dropped.

mod beyond;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use self::beyond::Beyond;
use super::mailbox::Outbox;
use super::message::Message;
use crate::app::Event;
use crate::app::holding::{Asker, Holding};
use crate::app::hunt::Hunt;
use crate::app::picker::Rows;
use crate::briefing::SharedBriefing;
use crate::briefing::taxonomy::Vocabulary;
use crate::query::clause::Clause;
use crate::query::find::find;
use crate::store::abreast::yield_by;
use crate::store::catalogue::Catalogue;

/// How much a search yields to the keys, as `nice` counts.
const YIELDING: i32 = 5;

/// The number of the latest search of each kind.
type Latest = [AtomicU64; 4];

/// Searches for whoever asks last.
pub(super) struct Searcher {
    sender: Outbox,
    latest: Arc<Latest>,
    vocabulary: Vocabulary,
    /// What finds passages in texts that the library does not hold.
    catalogue: Option<Arc<Catalogue>>,
    /// The thread's, once something was searched for: a start has no time for threads that wait.
    wishes: Option<Sender<Wish>>,
}

/// A search, its number, and what finds passages in texts that the library does not hold.
type Wish = (u64, Search, Option<Arc<Catalogue>>);

/// What is searched.
pub(super) enum Search {
    /// The words of one briefing.
    Find { briefing: SharedBriefing, pattern: String },
    /// The passages of one briefing that a filter shows.
    Sift { holding: Box<Holding>, clauses: Vec<Clause>, asker: Asker },
    /// The whole library.
    Hunt(Box<Hunt>),
    /// The rows of a list.
    Rank { typed: String, rows: Rows },
}

impl Search {
    /// Its kind, an index into [`Latest`].
    const fn kind(&self) -> usize {
        match self {
            Self::Find { .. } => 0,
            Self::Sift { .. } => 1,
            Self::Hunt(_) => 2,
            Self::Rank { .. } => 3,
        }
    }

    /// What was found; none where `stop` said so before the end.
    fn answer(
        self,
        number: u64,
        beyond: Option<Beyond<'_>>,
        stop: impl Fn() -> bool + Sync,
    ) -> Option<Event> {
        match self {
            Self::Find { briefing, pattern } => {
                let hits = find(&briefing, &pattern, &stop);
                (!stop()).then_some(Event::Found { search: number, hits })
            }
            Self::Sift { holding, clauses, asker } => {
                let answers = holding.answers(&clauses, &asker, stop)?;
                Some(Event::Sifted { number, answers })
            }
            Self::Hunt(hunt) => {
                let found = match beyond {
                    Some(beyond) => beyond.run(&hunt, &stop)?,
                    None => hunt.run(stop)?,
                };
                Some(Event::PassagesFound { number, found })
            }
            Self::Rank { typed, rows } => {
                let best = rows.rank(&typed, stop)?;
                Some(Event::Ranked { number, best })
            }
        }
    }
}

impl Searcher {
    /// A searcher that tells what it finds.
    pub(super) fn new(vocabulary: Vocabulary, sender: Outbox) -> Self {
        Self { sender, latest: Arc::default(), vocabulary, catalogue: None, wishes: None }
    }

    /// Takes in what finds passages in texts that the library does not hold.
    pub(super) fn take_catalogue(&mut self, catalogue: Arc<Catalogue>) {
        self.catalogue = Some(catalogue);
    }

    /// Has something searched; the answer comes as an event with that number.
    pub(super) fn ask(&mut self, number: u64, wish: Search) {
        self.latest[wish.kind()].store(number, Ordering::Relaxed);
        let start = || start(&self.sender, (&self.latest, &self.vocabulary));
        let wishes = self.wishes.get_or_insert_with(start);
        // The thread ends only with the searcher.
        let _ = wishes.send((number, wish, self.catalogue.clone()));
    }
}

/// Starts the thread; it ends with the searcher.
fn start(sender: &Outbox, (latest, vocabulary): (&Arc<Latest>, &Vocabulary)) -> Sender<Wish> {
    let (wishes, receiver) = channel();
    let (sender, latest, vocabulary) = (sender.clone(), Arc::clone(latest), vocabulary.clone());
    thread::spawn(move || run(&receiver, (&latest, &vocabulary), &sender));
    wishes
}

fn run(wishes: &Receiver<Wish>, (latest, vocabulary): (&Latest, &Vocabulary), sender: &Outbox) {
    yield_by(YIELDING);
    for (number, wish, catalogue) in wishes {
        let kind = wish.kind();
        let is_outdated = || latest[kind].load(Ordering::Relaxed) != number;
        if is_outdated() {
            continue;
        }
        let beyond = catalogue.as_deref().map(|catalogue| Beyond { catalogue, vocabulary });
        let Some(event) = wish.answer(number, beyond, is_outdated) else { continue };
        if sender.send(Message::Event(event)).is_err() {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
