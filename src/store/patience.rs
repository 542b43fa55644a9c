//! Waiting that is awake at first: what comes within two milliseconds is not waited for in bed.

use std::thread;
use std::time::{Duration, Instant};

/// How long it is waited awake. To wake a processor that sleeps takes 0.1 to 0.6 ms on a virtual machine
/// (docs/performance.md); a start consists of a few such waits.
const AWAKE: Duration = Duration::from_millis(2);

/// How long is slept between two looks.
const NAP: Duration = Duration::from_micros(200);

/// How long somebody has waited.
#[derive(Debug)]
pub(crate) struct Patience {
    begun: Instant,
}

impl Patience {
    /// Of somebody who begins to wait.
    pub(crate) fn new() -> Self {
        Self { begun: Instant::now() }
    }

    /// Whether it is still waited awake.
    pub(crate) fn is_awake(&self) -> bool {
        self.begun.elapsed() < AWAKE
    }

    /// Waits a little. Awake, everybody else who has something to do goes first.
    pub(crate) fn wait(&self) {
        if self.is_awake() {
            thread::yield_now();
        } else {
            thread::sleep(NAP);
        }
    }
}
