//! Signals, and a terminal that goes away: heard on a thread of their own, so that a busy loop cannot miss them.

use std::io;
use std::os::unix::net::UnixStream;
use std::process;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::Ending;
use super::mailbox::{Inbox, Outbox};
use super::message::{Message, Signal};
use super::terminal::Modes;

/// How long the loop has to end after the terminal went away or the program was told to end.
const GRACE: Duration = Duration::from_secs(2);

const HEARD: [i32; 7] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

/// The signals that have come and have not been heard.
type Signals = SignalDelivery<UnixStream, SignalOnly>;

/// How long a signal may take to explain why the terminal failed.
const LAST_WORD: Duration = Duration::from_millis(200);

/// Signals that end nothing any more, and wait to be heard.
pub(super) struct Caught {
    signals: Signals,
    modes: Modes,
}

/// Catches the signals. `modes` are switched off where the loop does not come to it.
pub(super) fn catch(modes: Modes) -> io::Result<Caught> {
    let (arriving, sent) = UnixStream::pair()?;
    let signals = Signals::with_pipe(arriving, sent, SignalOnly, HEARD)?;
    Ok(Caught { signals, modes })
}

impl Caught {
    /// Hears those that came and those that come, until the program ends.
    pub(super) fn listen(self, outbox: Outbox) {
        let Self { mut signals, modes } = self;
        thread::spawn(move || {
            while is_there(&signals) {
                for number in signals.pending() {
                    super::provoke_panic("listener");
                    hear(number, &outbox, &modes);
                }
            }
            end(&outbox, &modes, SIGHUP);
        });
    }
}

fn hear(number: i32, outbox: &Outbox, modes: &Modes) {
    match number {
        // They come from the keys of the program that has the terminal, and to both.
        SIGINT | SIGQUIT | SIGCONT if modes.is_lent() => {}
        SIGTSTP if modes.is_lent() => {
            let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
        }
        SIGTSTP => tell(outbox, Signal::Stopped),
        SIGCONT => tell(outbox, Signal::Continued),
        SIGWINCH => tell(outbox, Signal::Resized),
        _ => end(outbox, modes, number),
    }
}

/// The signal that is about to end the program, if one is.
pub(super) fn told_to_end(inbox: &mut Inbox) -> Option<Ending> {
    let end = Instant::now() + LAST_WORD;
    let mut happened = Vec::new();
    while Instant::now() < end {
        inbox.wait(Some(end.saturating_duration_since(Instant::now())), &mut happened).ok()?;
        for message in happened.drain(..) {
            if let Message::Signal(Signal::Ended(number)) = message {
                return Some(Ending::Signal(number));
            }
        }
    }
    None
}

/// Waits for a signal, and says whether the other end of the terminal is still open.
fn is_there(signals: &Signals) -> bool {
    // Of the terminal no event is asked for: only a hang-up or an error wakes this.
    let terminal = rustix::stdio::stdin();
    let mut watched = [
        PollFd::new(&terminal, PollFlags::empty()),
        PollFd::new(signals.get_read(), PollFlags::IN),
    ];
    match poll(&mut watched, None) {
        Ok(_) => watched[0].revents().is_empty(),
        Err(error) => error == Errno::INTR,
    }
}

fn tell(outbox: &Outbox, signal: Signal) {
    // A loop that has ended already needs no word.
    let _ = outbox.send(Message::Signal(signal));
}

/// Tells the loop to end, and ends the program itself where the loop does not come to it.
fn end(outbox: &Outbox, modes: &Modes, number: i32) {
    tell(outbox, Signal::Ended(number));
    thread::sleep(GRACE);
    modes.abandon();
    let _ = signal_hook::low_level::emulate_default_handler(number);
    process::exit(128 + number);
}
