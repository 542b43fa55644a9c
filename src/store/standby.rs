//! A thread that is started before there is work for it.

use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread;

use super::patience::Patience;

type Work = Box<dyn FnOnce() + Send>;

/// A thread that waits for its work. To start one takes up to 0.6 ms on a virtual machine whose other processor
/// sleeps (docs/performance.md); meanwhile the one who starts it finds out what there is to do.
#[derive(Debug)]
pub struct Standby {
    work: Sender<Work>,
}

impl Standby {
    /// A thread that waits until it is given work or dropped.
    pub fn start() -> Self {
        let (work, given) = channel();
        thread::spawn(move || {
            if let Some(work) = awaited(&given) {
                work();
            }
        });
        Self { work }
    }

    /// Gives the thread its work; it ends with that.
    pub(crate) fn work(self, work: impl FnOnce() + Send + 'static) {
        // The thread waits for as long as this one is there.
        let _ = self.work.send(Box::new(work));
    }
}

/// The work when it is given; none where there will be none.
fn awaited(given: &Receiver<Work>) -> Option<Work> {
    let patience = Patience::new();
    while patience.is_awake() {
        match given.try_recv() {
            Ok(work) => return Some(work),
            Err(TryRecvError::Disconnected) => return None,
            Err(TryRecvError::Empty) => patience.wait(),
        }
    }
    given.recv().ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn work_is_done_when_it_is_given_early_or_late() {
        for pause in [Duration::ZERO, Duration::from_millis(20)] {
            let standby = Standby::start();
            thread::sleep(pause);
            let (done, is_done) = channel();
            standby.work(move || done.send(thread::current().id()).expect("heard"));
            assert_ne!(is_done.recv().expect("done"), thread::current().id());
        }
        drop(Standby::start());
    }
}
