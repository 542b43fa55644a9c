//! Signals, and a terminal that goes away: heard on a thread of their own, so that a busy loop cannot miss them.

use std::io;
use std::os::unix::net::UnixStream;
use std::process;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

use super::mailbox::Outbox;
use super::message::{Message, Signal};
use super::terminal::Modes;

/// How long the loop has to end after the terminal went away or the program was told to end.
const GRACE: Duration = Duration::from_secs(2);

const HEARD: [i32; 7] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH];

/// The signals that have come and have not been heard.
type Signals = SignalDelivery<UnixStream, SignalOnly>;

/// Listens until the program ends. `modes` are switched off where the loop does not come to it.
pub(super) fn listen(outbox: Outbox, modes: Modes) -> io::Result<()> {
    let (arriving, sent) = UnixStream::pair()?;
    let mut signals = Signals::with_pipe(arriving, sent, SignalOnly, HEARD)?;
    thread::spawn(move || {
        while is_there(&signals) {
            for number in signals.pending() {
                super::provoke_panic("listener");
                match number {
                    // They come from the keys of the program that has the terminal, and to both.
                    SIGINT | SIGQUIT | SIGCONT if modes.is_lent() => {}
                    SIGTSTP if modes.is_lent() => {
                        let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    }
                    SIGTSTP => tell(&outbox, Signal::Stopped),
                    SIGCONT => tell(&outbox, Signal::Continued),
                    SIGWINCH => tell(&outbox, Signal::Resized),
                    _ => end(&outbox, &modes, number),
                }
            }
        }
        end(&outbox, &modes, SIGHUP);
    });
    Ok(())
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
