//! What the program wrote: the bytes, the screen that they make, and the answers that they ask for.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::{Keyboard, Reply};

/// What a terminal does with the bytes of its program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Intake {
    /// It takes them.
    Open,
    /// It leaves them lying.
    Stalled,
    /// It is about to go away.
    Cut,
}

/// What a terminal has seen of its program so far.
pub(crate) struct Seen {
    /// Every byte, in order.
    pub(crate) log: Vec<u8>,
    /// Whether the program's side of the line is gone.
    pub(crate) is_closed: bool,
    /// Whether a frame has begun that has not ended yet (mode 2026).
    is_drawing: bool,
    intake: Intake,
    parser: vt100::Parser<Queries>,
}

impl Seen {
    /// The screen as text, without trailing blanks.
    pub(crate) fn contents(&self) -> String {
        let lines = self.screen().contents();
        lines.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    /// Notices the beginning and the end of a frame in the latest bytes, which may have cut it.
    fn follow_frames(&mut self, length: usize) {
        let (begin, end) = (b"\x1b[?2026h", b"\x1b[?2026l");
        let start = self.log.len().saturating_sub(length + begin.len() - 1);
        let marks = self.log[start..].windows(begin.len());
        if let Some(mark) = marks.rev().find(|bytes| [begin, end].iter().any(|mark| bytes == mark))
        {
            self.is_drawing = mark == begin;
        }
    }

    /// The emulated screen.
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }
}

/// The queries that wait for an answer, as the terminal would give it.
struct Queries {
    reply: Reply,
    answers: Vec<u8>,
}

impl vt100::Callbacks for Queries {
    fn unhandled_osc(&mut self, _: &mut vt100::Screen, params: &[&[u8]]) {
        if let [number, b"?"] = params
            && let Some(colour) = self.reply.colour(number)
        {
            let number = String::from_utf8_lossy(number);
            self.answers.extend(format!("\x1b]{number};{colour}\x1b\\").bytes());
        }
    }

    fn unhandled_csi(
        &mut self,
        _: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        _: &[&[u16]],
        last: char,
    ) {
        if last == 'c' && first.is_none() && self.reply != Reply::Silent {
            self.answers.extend(b"\x1b[?62;22c");
        }
    }
}

/// What was seen, shared between the thread that reads and the test that waits.
pub(super) struct Shared {
    seen: Mutex<Seen>,
    news: Condvar,
}

impl Shared {
    pub(super) fn new(columns: u16, rows: u16, reply: Reply) -> Self {
        let queries = Queries { reply, answers: Vec::new() };
        let parser = vt100::Parser::new_with_callbacks(
            at_least_one(rows),
            at_least_one(columns),
            0,
            queries,
        );
        let seen = Seen {
            log: Vec::new(),
            is_closed: false,
            is_drawing: false,
            intake: Intake::Open,
            parser,
        };
        Self { seen: Mutex::new(seen), news: Condvar::new() }
    }

    /// Reads until the program's side is gone, and answers its queries meanwhile.
    pub(super) fn follow(self: &Arc<Self>, mut line: Box<dyn Read + Send>, keyboard: Keyboard) {
        let shared = Arc::clone(self);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = line.read(&mut buffer)
                && shared.goes_on()
            {
                let answers = shared.take(&buffer[..length]);
                if !answers.is_empty() {
                    let mut keyboard = keyboard.lock().unwrap_or_else(PoisonError::into_inner);
                    let _may_be_gone = keyboard.write_all(&answers).and_then(|()| keyboard.flush());
                }
            }
            drop((line, keyboard));
            shared.lock().is_closed = true;
            shared.news.notify_all();
        });
    }

    /// Reads nothing more of what comes in, until it is told to again.
    pub(super) fn stall(&self, is_stalled: bool) {
        self.lock().intake = if is_stalled { Intake::Stalled } else { Intake::Open };
        self.news.notify_all();
    }

    /// Stops reading for good with the next bytes.
    pub(super) fn cut(&self) {
        self.lock().intake = Intake::Cut;
    }

    /// Waits while the reading is stalled; answers whether it goes on.
    fn goes_on(&self) -> bool {
        let held = self.news.wait_while(self.lock(), |seen| seen.intake == Intake::Stalled);
        held.unwrap_or_else(PoisonError::into_inner).intake != Intake::Cut
    }

    fn take(&self, bytes: &[u8]) -> Vec<u8> {
        let mut seen = self.lock();
        seen.log.extend_from_slice(bytes);
        seen.parser.process(bytes);
        seen.follow_frames(bytes.len());
        self.news.notify_all();
        std::mem::take(&mut seen.parser.callbacks_mut().answers)
    }

    /// Whether `is_there` came true in time. A terminal does not show half a frame.
    pub(super) fn wait(&self, patience: Duration, is_there: impl Fn(&Seen) -> bool) -> bool {
        let waited = self.news.wait_timeout_while(self.lock(), patience, |seen| {
            (seen.is_drawing && !seen.is_closed) || !is_there(seen)
        });
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    pub(super) fn look<T>(&self, question: impl FnOnce(&Seen) -> T) -> T {
        question(&self.lock())
    }

    pub(super) fn resize(&self, columns: u16, rows: u16) {
        self.lock().parser.set_size(at_least_one(rows), at_least_one(columns));
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The emulator knows no empty screen; the program still hears of a size of nothing.
fn at_least_one(cells: u16) -> NonZeroU16 {
    NonZeroU16::new(cells).unwrap_or(NonZeroU16::MIN)
}
