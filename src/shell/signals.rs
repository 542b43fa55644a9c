//! Signals, and a terminal that goes away: heard on threads of their own, so that a busy loop cannot miss them.

use std::io;
use std::os::fd::OwnedFd;
use std::process;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::message::{Message, Signal};
use super::terminal::Modes;

/// How long the loop has to end after the terminal went away or the program was told to end.
const GRACE: Duration = Duration::from_secs(2);

/// Listens until the program ends. `modes` are switched off where the loop does not come to it.
pub(super) fn listen(sender: Sender<Message>, modes: Modes) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    let terminal = rustix::io::dup(rustix::stdio::stdin())?;
    let (on_hangup, modes_then) = (sender.clone(), modes.clone());
    thread::spawn(move || {
        wait_for_hangup(&terminal);
        end(&on_hangup, &modes_then, SIGHUP);
    });
    thread::spawn(move || {
        for number in signals.forever() {
            match number {
                SIGTSTP => tell(&sender, Signal::Stopped),
                SIGCONT => tell(&sender, Signal::Continued),
                _ => end(&sender, &modes, number),
            }
        }
    });
    Ok(())
}

/// Waits for the other end of the terminal to close: crossterm does not notice and would spin.
fn wait_for_hangup(terminal: &OwnedFd) {
    loop {
        // No event is asked for: only a hang-up or an error wakes this.
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut watched, None) {
            Err(rustix::io::Errno::INTR) => {}
            Ok(_) | Err(_) => return,
        }
    }
}

fn tell(sender: &Sender<Message>, signal: Signal) {
    // A loop that has ended already needs no word.
    let _ = sender.send(Message::Signal(signal));
}

/// Tells the loop to end, and ends the program itself where the loop does not come to it.
fn end(sender: &Sender<Message>, modes: &Modes, number: i32) {
    tell(sender, Signal::Ended(number));
    thread::sleep(GRACE);
    modes.abandon();
    let _ = signal_hook::low_level::emulate_default_handler(number);
    process::exit(128 + number);
}
