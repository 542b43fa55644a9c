//! Who goes first: while somebody types, a processor is left to the keys.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How long after a key somebody still types: longer than between two keys of somebody who writes.
const TYPING: Duration = Duration::from_millis(400);

/// How long is slept between two looks.
const NAP: Duration = Duration::from_millis(20);

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

    /// Waits until nobody types, as long as there is `more` to do. For threads of which there is one for
    /// each processor, except one of them: the work goes on.
    pub(crate) fn give_way(&self, more: impl Fn() -> bool) {
        while self.is_claimed() && more() {
            thread::sleep(NAP);
        }
    }

    fn is_claimed(&self) -> bool {
        let at = self.0.at.load(Ordering::Relaxed);
        at > 0 && self.now() + 1 - at < TYPING.as_millis() as u64
    }

    fn now(&self) -> u64 {
        self.0.begun.elapsed().as_millis() as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn way_is_given_until_nobody_types() {
        let precedence = Precedence::default();
        assert!(!precedence.is_claimed(), "nobody typed");
        precedence.clone().claim();
        let begun = Instant::now();
        assert!(precedence.is_claimed());
        precedence.give_way(|| false);
        assert!(precedence.is_claimed(), "nothing is left to wait with");
        precedence.give_way(|| true);
        assert!(begun.elapsed() + NAP >= TYPING, "for as long as somebody may go on");
        assert!(!precedence.is_claimed());
    }
}
