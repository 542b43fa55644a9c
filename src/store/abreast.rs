//! Work on many things at once: on as many threads as there are processors, the outcomes in order.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::num::NonZero;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

/// The most threads: more would wait for the disk together.
const MOST: usize = 4;

/// As few items as are done by two threads, without asking the system how many it could run at
/// once: that means reading several files, and a start waits for it.
const FEW: usize = 8;

/// How many items are done before the next are begun: what comes of them may wait for its turn, and what
/// is read from a large library is never in memory all at once.
const AT_ONCE: usize = 512;

/// How much a thread will need at least, as good as always, in bytes.
const ROOM: usize = 960 * 1024;

/// Does `work` on every item, several at once, and hands the outcomes on in the order of the items,
/// until `hand_on` breaks off.
pub(crate) fn abreast<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut hand_on: impl FnMut(R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    items.chunks(AT_ONCE).try_for_each(|chunk| chunk_abreast(chunk, 0, &work, &mut hand_on))
}

/// The same, leaving one processor to the keys: even who yields is in their way for a slice of time.
pub(crate) fn abreast_but_one<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut hand_on: impl FnMut(R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    items.chunks(AT_ONCE).try_for_each(|chunk| chunk_abreast(chunk, 1, &work, &mut hand_on))
}

/// The same for so few items that the outcomes of all of them may wait.
fn chunk_abreast<T: Sync, R: Send>(
    items: &[T],
    spared: usize,
    work: &(impl Fn(&T) -> R + Sync),
    hand_on: &mut impl FnMut(R) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if let [only] = items {
        return hand_on(work(only));
    }
    let threads = match items.len() {
        ..=FEW => 2,
        _ => thread::available_parallelism().map_or(1, NonZero::get),
    };
    let threads = threads.saturating_sub(spared).max(1);
    let next = AtomicUsize::new(0);
    let (sender, outcomes) = channel();
    thread::scope(|scope| {
        // This thread works as well: to start one more takes as long as reading a file.
        for _ in 1..threads.min(MOST).min(items.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                make_room();
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
        make_room();
        let mut due = Due { at: 0, early: BTreeMap::new() };
        while let Some((at, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?)))
        {
            due.take((at, work(item)), hand_on)?;
            for outcome in outcomes.try_iter() {
                due.take(outcome, hand_on)?;
            }
        }
        // Owned by this closure: once it breaks off, nobody listens, and the threads end.
        outcomes.into_iter().try_for_each(|outcome| due.take(outcome, hand_on))
    })
}

/// Outcomes on their way to being handed on in order.
struct Due<R> {
    /// The next one.
    at: usize,
    /// Those that came before their turn.
    early: BTreeMap<usize, R>,
}

impl<R> Due<R> {
    /// Takes an outcome and hands on all whose turn it is.
    fn take(
        &mut self,
        (at, outcome): (usize, R),
        hand_on: &mut impl FnMut(R) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.early.insert(at, outcome);
        while let Some(outcome) = self.early.remove(&self.at) {
            self.at += 1;
            hand_on(outcome)?;
        }
        ControlFlow::Continue(())
    }
}

/// Has the allocator ask the system once for what a thread will need. The one of glibc asks a page at
/// a time else, a hundred times in a start. Memory that nobody writes to is not used.
fn make_room() {
    // A large piece that was given back raises the size from which a piece is mapped by itself.
    for size in [ROOM + 4096, ROOM] {
        drop(black_box(Vec::<u8>::with_capacity(size)));
    }
}

/// Has this thread, and those that it starts, yield to others by so much more, as `nice` counts. On Linux
/// alone: elsewhere the niceness is that of the whole program, and the keys would yield with it.
pub(crate) fn yield_by(much: i32) {
    if cfg!(target_os = "linux") {
        // One that may not yield works as it did.
        let _ = rustix::process::nice(much);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_outcomes_come_in_the_order_of_the_items() {
        for count in [0, 1, 2, 500, AT_ONCE, 2 * AT_ONCE + 1] {
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
    fn what_comes_of_many_items_never_waits_all_at_once() {
        let (done, mut taken) = (AtomicUsize::new(0), 0);
        let _ = abreast(
            &[(); 4 * AT_ONCE],
            |()| done.fetch_add(1, Ordering::Relaxed),
            |_| {
                taken += 1;
                assert!(done.load(Ordering::Relaxed) < taken + AT_ONCE, "too many wait");
                ControlFlow::Continue(())
            },
        );
        assert_eq!(taken, 4 * AT_ONCE);
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
