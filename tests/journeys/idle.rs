//! Doing nothing: no byte and no work while nobody does anything.

use std::time::Duration;

use super::{leave, open, shipped};
use crate::support::pty::life::Life;

#[test]
fn a_reader_that_nobody_touches_does_nothing() {
    let desk = shipped();
    let session = open(&desk);
    let look = || {
        let life = Life::of(session.pid()).expect("it runs");
        (session.log().len(), life.ticks)
    };
    // Time that passes is the matter here: first until it settles, then of rest.
    let mut before = look();
    for _ in 0..50 {
        std::thread::sleep(Duration::from_millis(200));
        let now = look();
        if now == before {
            break;
        }
        before = now;
    }
    std::thread::sleep(Duration::from_secs(2));
    let after = look();
    assert_eq!(after.0, before.0, "nothing is written");
    assert!(after.1 <= before.1 + 1, "{} hundredths of a second of work", after.1 - before.1);
    leave(session);
}
