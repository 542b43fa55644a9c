//! Searches, on a thread of their own: the latest one counts, an outdated one is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::mailbox::Outbox;
use super::message::Message;
use crate::app::Event;
use crate::briefing::SharedBriefing;
use crate::query::find::find;

/// Searches for whoever asks last.
pub(super) struct Searcher {
    sender: Outbox,
    latest: Arc<AtomicU64>,
    /// The thread's, once something was searched for: a start has no time for threads that wait.
    wishes: Option<Sender<Wish>>,
}

struct Wish {
    search: u64,
    briefing: SharedBriefing,
    pattern: String,
}

impl Searcher {
    /// A searcher that tells what it finds.
    pub(super) fn new(sender: Outbox) -> Self {
        Self { sender, latest: Arc::default(), wishes: None }
    }

    /// Has a briefing searched; the answer comes as an event.
    pub(super) fn find(&mut self, search: u64, briefing: SharedBriefing, pattern: String) {
        self.latest.store(search, Ordering::Relaxed);
        let wishes = self.wishes.get_or_insert_with(|| start(&self.sender, &self.latest));
        // The thread ends only with the searcher.
        let _ = wishes.send(Wish { search, briefing, pattern });
    }
}

/// Starts the thread; it ends with the searcher.
fn start(sender: &Outbox, latest: &Arc<AtomicU64>) -> Sender<Wish> {
    let (wishes, receiver) = channel();
    let (sender, latest) = (sender.clone(), Arc::clone(latest));
    thread::spawn(move || run(&receiver, &latest, &sender));
    wishes
}

fn run(wishes: &Receiver<Wish>, latest: &AtomicU64, sender: &Outbox) {
    for Wish { search, briefing, pattern } in wishes {
        let is_outdated = || latest.load(Ordering::Relaxed) != search;
        let hits = find(&briefing, &pattern, is_outdated);
        if !is_outdated() && sender.send(Message::Event(Event::Found { search, hits })).is_err() {
            return;
        }
    }
}
