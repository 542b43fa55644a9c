//! A program in a terminal: start it, press keys, see its screen, end it, and hold it to tidiness.

mod ended;
mod launch;
pub(crate) mod life;
mod seen;

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, ExitStatus, MasterPty, PtySize};
use regex::Regex;
use rustix::process::{Pid, Signal, kill_process};

pub(crate) use ended::Ended;
use ended::left_behind;
pub(crate) use launch::{Launch, Reply};
use seen::{Seen, Shared};

/// The terminal's keyboard, shared with the thread that answers the program's queries.
type Keyboard = Arc<Mutex<Box<dyn Write + Send>>>;

/// A running program and the terminal that it runs in.
///
/// Every wait has a deadline and panics past it, showing the screen.
pub(crate) struct Session {
    master: Box<dyn MasterPty + Send>,
    keyboard: Keyboard,
    child: Running,
    line: launch::Line,
    shared: Arc<Shared>,
    patience: Duration,
}

impl Session {
    /// Presses keys by name: `gg`, `<esc>`, `<ctrl-o>` (see `keys`).
    pub(crate) fn press(&mut self, keys: &str) {
        self.send(&super::keys::bytes(keys));
    }

    /// Pastes a text in bracketed paste mode.
    pub(crate) fn paste(&mut self, text: &str) {
        self.send(&super::keys::paste(text));
    }

    /// Sends bytes as they are.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        let mut keyboard = self.keyboard.lock().expect("a keyboard");
        keyboard.write_all(bytes).and_then(|()| keyboard.flush()).expect("the terminal takes keys");
    }

    /// Waits until the program has read the keys that were sent. The system may still have some in
    /// hand: a test may not fail by what comes together then.
    pub(crate) fn wait_taken(&self) {
        life::wait("the keys to be read", || (self.line.unread() == 0).then_some(()));
    }

    /// Whether the program reads the keys that were sent, within a second.
    pub(crate) fn takes_keys(&self) -> bool {
        let end = Instant::now() + Duration::from_secs(1);
        loop {
            // At first the system may have them in hand.
            std::thread::sleep(Duration::from_millis(5));
            if self.line.unread() == 0 || Instant::now() > end {
                return self.line.unread() == 0;
            }
        }
    }

    /// Waits until the screen shows the text.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(text, |seen| seen.contents().contains(text));
    }

    /// Waits until the screen no longer shows the text.
    pub(crate) fn wait_without(&self, text: &str) {
        self.wait_until(&format!("no {text}"), |seen| !seen.contents().contains(text));
    }

    /// Waits until the screen matches the pattern.
    pub(crate) fn wait_for_match(&self, pattern: &str) {
        let regex = Regex::new(pattern).expect("a regular expression");
        self.wait_until(pattern, |seen| regex.is_match(&seen.contents()));
    }

    /// Waits until the program has written these bytes at or after a place of the log; answers
    /// the place behind them.
    pub(crate) fn wait_for_bytes(&self, bytes: &[u8], from: usize) -> usize {
        let place = |log: &[u8]| {
            let rest = log.get(from..).unwrap_or_default();
            rest.windows(bytes.len()).position(|window| window == bytes)
        };
        self.wait_until(&format!("the bytes {:?}", bytes.escape_ascii().to_string()), |seen| {
            place(&seen.log).is_some()
        });
        from + place(&self.log()).expect("just seen") + bytes.len()
    }

    /// Waits until what the terminal has seen satisfies `is_there`; `what` names it in the panic.
    pub(crate) fn wait_until(&self, what: &str, is_there: impl Fn(&Seen) -> bool) {
        if !self.shared.wait(self.patience, |seen| is_there(seen)) {
            let (waited, screen) = (self.patience, self.contents());
            panic!("waited {waited:?} for {what}; the screen shows:\n{screen}\n");
        }
    }

    /// The screen as text, without trailing blanks; a whole frame, if it comes.
    pub(crate) fn contents(&self) -> String {
        self.shared.wait(Duration::from_secs(1), |_| true);
        self.shared.look(Seen::contents)
    }

    /// One row of the screen, from 0.
    pub(crate) fn row(&self, row: u16) -> String {
        self.contents().lines().nth(usize::from(row)).unwrap_or_default().to_string()
    }

    /// What `question` reads off the emulated screen: a cell's colours, the cursor, a mode.
    pub(crate) fn screen<T>(&self, question: impl FnOnce(&vt100::Screen) -> T) -> T {
        self.shared.look(|seen| question(seen.screen()))
    }

    /// Every byte that the program has written so far.
    pub(crate) fn log(&self) -> Vec<u8> {
        self.shared.look(|seen| seen.log.clone())
    }

    /// Whether the terminal passes keys on without echo or line editing.
    pub(crate) fn is_raw(&self) -> bool {
        self.line.is_raw()
    }

    /// Resizes the terminal; the program gets a SIGWINCH.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        self.shared.resize(columns, rows);
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("the terminal resizes");
    }

    /// The program's number.
    pub(crate) fn pid(&self) -> Pid {
        let id = self.child.0.process_id().and_then(|id| i32::try_from(id).ok());
        id.and_then(Pid::from_raw).expect("the program runs")
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).expect("the program takes signals");
    }

    /// Waits until the terminal is as it was before the program started, while it still runs.
    pub(crate) fn wait_restored(&self) {
        self.wait_until("a restored screen", |seen| left_behind(seen).is_empty());
        assert_eq!(self.line.changes(), Vec::<String>::new());
    }

    /// The terminal takes no byte from the program until it is told to again.
    pub(crate) fn stall(&self, is_stalled: bool) {
        self.shared.stall(is_stalled);
    }

    /// Closes the terminal under the program, and tells how much it worked until it was gone.
    pub(crate) fn hang_up(mut self) -> (ExitStatus, u64) {
        self.shared.cut();
        // The one who reads hears of it with the next bytes.
        self.press("<ctrl-l>");
        assert!(self.shared.wait(self.patience, |seen| seen.is_closed), "nothing was drawn");
        let pid = self.pid();
        let before = life::Life::of(pid).expect("it runs").ticks;
        let Self { master, keyboard, mut child, line, .. } = self;
        drop((master, keyboard, line));
        let after = life::wait_for_state(pid, "Z").ticks;
        (child.0.wait().expect("a child to wait for"), after - before)
    }

    /// Waits for the program to end by itself and for its last byte.
    pub(crate) fn wait_exit(mut self) -> Ended {
        let deadline = Instant::now() + self.patience;
        let status = loop {
            if let Some(status) = self.child.0.try_wait().expect("a child to wait for") {
                break status;
            }
            let screen = || self.contents();
            assert!(
                Instant::now() < deadline,
                "the program did not end; its screen:\n{}",
                screen()
            );
            self.shared.wait(Duration::from_millis(20), |seen| seen.is_closed);
        };
        let left = self.line.changes();
        self.line.hang_up();
        let drained = self.shared.wait(self.patience, |seen| seen.is_closed);
        assert!(drained, "something still holds the terminal after the program ended");
        self.shared.look(|seen| Ended::new(status, seen, left))
    }
}

/// The program. A test that fails in between leaves none behind.
struct Running(Box<dyn Child + Send + Sync>);

impl Drop for Running {
    fn drop(&mut self) {
        let _may_have_ended = self.0.kill();
        let _is_reaped = self.0.try_wait();
    }
}
