//! Searches, on a thread of their own: the latest one counts, an outdated one is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::message::Message;
use crate::app::Event;
use crate::briefing::SharedBriefing;
use crate::query::find::find;

/// Searches for whoever asks last.
pub(super) struct Searcher {
    wishes: Sender<Wish>,
    latest: Arc<AtomicU64>,
}

struct Wish {
    search: u64,
    briefing: SharedBriefing,
    pattern: String,
}

impl Searcher {
    /// Starts the thread; it ends with the searcher.
    pub(super) fn start(sender: Sender<Message>) -> Self {
        let (wishes, receiver) = channel();
        let latest = Arc::new(AtomicU64::new(0));
        let known = Arc::clone(&latest);
        thread::spawn(move || run(&receiver, &known, &sender));
        Self { wishes, latest }
    }

    /// Has a briefing searched; the answer comes as an event.
    pub(super) fn find(&self, search: u64, briefing: SharedBriefing, pattern: String) {
        self.latest.store(search, Ordering::Relaxed);
        // The thread ends only with the searcher.
        let _ = self.wishes.send(Wish { search, briefing, pattern });
    }
}

fn run(wishes: &Receiver<Wish>, latest: &AtomicU64, sender: &Sender<Message>) {
    for Wish { search, briefing, pattern } in wishes {
        let is_outdated = || latest.load(Ordering::Relaxed) != search;
        let hits = find(&briefing, &pattern, is_outdated);
        if !is_outdated() && sender.send(Message::Event(Event::Found { search, hits })).is_err() {
            return;
        }
    }
}
