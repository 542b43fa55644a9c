//! Work on many things at once: on as many threads as there are processors, the outcomes in order.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

/// The most threads: more would wait for the disk together.
const MOST: usize = 4;

/// Does `work` on every item, several at once, and hands the outcomes on in the order of the items,
/// until `hand_on` breaks off.
pub(crate) fn abreast<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut hand_on: impl FnMut(R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if let [only] = items {
        return hand_on(work(only));
    }
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let next = AtomicUsize::new(0);
    let (sender, outcomes) = channel();
    thread::scope(|scope| {
        for _ in 0..threads.min(MOST).min(items.len()) {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(at) else { return };
                    if sender.send((at, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut due = 0;
        let mut early = BTreeMap::new();
        // Owned by this closure: once it breaks off, nobody listens, and the threads end.
        for (at, outcome) in outcomes {
            early.insert(at, outcome);
            while let Some(outcome) = early.remove(&due) {
                due += 1;
                hand_on(outcome)?;
            }
        }
        ControlFlow::Continue(())
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_outcomes_come_in_the_order_of_the_items() {
        for count in [0, 1, 2, 500] {
            let items: Vec<usize> = (0..count).collect();
            let mut outcomes = Vec::new();
            let ended = abreast(
                &items,
                |item| item * 2,
                |outcome| {
                    outcomes.push(outcome);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(ended, ControlFlow::Continue(()));
            assert_eq!(outcomes, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn breaking_off_ends_the_work() {
        let done = AtomicUsize::new(0);
        let items = vec![(); 100_000];
        // Each takes so long that all of them cannot be done before the break is heard.
        let work = |(): &()| {
            thread::sleep(Duration::from_micros(100));
            done.fetch_add(1, Ordering::Relaxed)
        };
        assert_eq!(abreast(&items, work, |_| ControlFlow::Break(())), ControlFlow::Break(()));
        assert!(done.load(Ordering::Relaxed) < items.len());
    }
}
