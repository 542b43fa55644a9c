//! Who goes first: while somebody types, a processor is left to the keys.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long after a key somebody still types: longer than between two keys of somebody who writes.
pub(crate) const TYPING: Duration = Duration::from_millis(400);

/// How long after a key it is being answered, a search with it: shorter than between two keys.
pub(crate) const ANSWERING: Duration = Duration::from_millis(30);

/// How long is slept between two looks.
const NAP: Duration = Duration::from_millis(10);

/// When a key was pressed last, for those who work beside the keys.
#[derive(Debug, Clone)]
pub(crate) struct Precedence(Arc<LastKey>);

#[derive(Debug)]
struct LastKey {
    begun: Instant,
    /// When it was, in milliseconds since then and one more; zero where there was none.
    at: AtomicU64,
}

impl Default for Precedence {
    fn default() -> Self {
        Self(Arc::new(LastKey { begun: Instant::now(), at: AtomicU64::new(0) }))
    }
}

impl Precedence {
    /// Says that a key was pressed.
    pub(crate) fn claim(&self) {
        self.0.at.store(self.now() + 1, Ordering::Relaxed);
    }

    /// Waits until the last key is `rest` ago, as long as there is `more` to do, and no longer than that:
    /// a key that is held does not stop the work for good.
    pub(crate) fn give_way(&self, rest: Duration, more: impl Fn() -> bool) {
        let begun = Instant::now();
        while self.is_claimed(rest) && begun.elapsed() < rest && more() {
            thread::sleep(NAP);
        }
    }

    fn is_claimed(&self, rest: Duration) -> bool {
        self.is_claimed_at(self.now(), rest)
    }

    /// Whether at `now`, in milliseconds, the last key is less than `rest` ago.
    fn is_claimed_at(&self, now: u64, rest: Duration) -> bool {
        let at = self.0.at.load(Ordering::Relaxed);
        // Another thread may have claimed it since the clock was looked at.
        at > 0 && (now + 1).saturating_sub(at) < rest.as_millis() as u64
    }

    fn now(&self) -> u64 {
        self.0.begun.elapsed().as_millis() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_claims_the_processor_for_as_long_as_it_is_wanted() {
        let precedence = Precedence::default();
        assert!(!precedence.is_claimed(TYPING), "nobody typed");
        precedence.clone().claim();
        let at = precedence.0.at.load(Ordering::Relaxed) - 1;
        let rest = ANSWERING.as_millis() as u64;
        assert!(precedence.is_claimed_at(at, ANSWERING));
        assert!(precedence.is_claimed_at(at + rest - 1, ANSWERING));
        assert!(!precedence.is_claimed_at(at + rest, ANSWERING));
        assert!(precedence.is_claimed_at(at + rest, TYPING));
        // There is nothing left to wait with.
        let asked = std::cell::Cell::new(0);
        precedence.claim();
        precedence.give_way(Duration::from_hours(1), || {
            asked.set(asked.get() + 1);
            asked.get() < 3
        });
        assert_eq!(asked.get(), 3, "asked before each nap");
    }

    #[test]
    fn a_key_that_is_held_does_not_stop_the_work() {
        let precedence = Precedence::default();
        precedence.claim();
        // It would never come back otherwise.
        precedence.give_way(ANSWERING, || {
            precedence.claim();
            true
        });
    }
}
