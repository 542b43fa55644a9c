//! The terminal: every mode that the reader switches on, and the one place that switches them off again.

use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::{panic, process};

use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::queue;
use crossterm::style::force_color_output;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::layout::{Position, Size};
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::process::{getpgrp, getsid};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use super::canvas::Canvas;
use crate::view::Frame;

/// The terminal in the reader's hands. Dropping it gives the terminal back.
pub(super) struct Screen {
    canvas: Canvas,
    /// The size of the last frame.
    drawn: Size,
    gate: Gate,
    modes: Modes,
    /// What the terminal is told with the next frame.
    waiting: Vec<u8>,
}

impl Screen {
    /// Takes the terminal: its line is raw at once, and its second screen, without a cursor, is taken with the
    /// first frame. A panic on any thread gives it back and ends the program.
    pub(super) fn enter(modes: Modes) -> io::Result<Self> {
        // The theme knows of `NO_COLOR`; crossterm would drop the colours that the configuration wants.
        force_color_output(true);
        modes.clone().restore_on_panic();
        let gate = modes
            .switch_on()
            .and_then(|()| Ok(Gate { terminal: stdout()?, held: Arc::clone(&modes.held) }))
            .inspect_err(|_| modes.switch_off())?;
        Ok(Self { canvas: Canvas::default(), drawn: Size::ZERO, gate, modes, waiting: Vec::new() })
    }

    /// Draws a frame of this size; the terminal shows it all at once where it can (mode 2026).
    pub(super) fn draw(
        &mut self,
        size: Size,
        draw: impl FnOnce(&mut Frame) -> Option<Position>,
    ) -> io::Result<()> {
        if std::mem::replace(&mut self.drawn, size) != size {
            self.canvas.resize(size);
        }
        let changes = self.canvas.paint(draw);
        if changes.is_empty() {
            return Ok(());
        }
        let mut bytes = Vec::with_capacity(changes.len() + 32);
        queue!(bytes, BeginSynchronizedUpdate)?;
        bytes.extend(changes);
        queue!(bytes, EndSynchronizedUpdate)?;
        self.tell(&bytes)
    }

    /// Tells the terminal this, after what it is still to be told, in one write: each would wake it anew.
    fn tell(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut all = self.modes.take_screen()?;
        all.append(&mut self.waiting);
        all.extend(bytes);
        self.gate.write_all(&all)
    }

    /// Gives a text to the terminal's clipboard (OSC 52).
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        let mut bytes = Vec::new();
        queue!(bytes, CopyToClipboard::to_clipboard_from(text))?;
        self.tell(&bytes)
    }

    /// Asks the terminal for its background (OSC 11), with the next frame. The answer comes among the keys,
    /// if it comes.
    pub(super) fn ask_for_background(&mut self) {
        self.waiting.extend(b"\x1b]11;?\x1b\\");
    }

    /// Forgets what is on the screen, so that the next frame is drawn in full.
    pub(super) fn forget(&mut self) {
        self.canvas.clear();
    }

    /// Gives the terminal back. Nothing is drawn until it is taken again.
    pub(super) fn give_back(&self) {
        self.modes.switch_off();
    }

    /// Gives the terminal to another program, which the keys that make signals are for.
    pub(super) fn lend(&self) {
        self.modes.lent.store(true, Ordering::Release);
        self.modes.switch_off();
    }

    /// Gives the terminal back and stops the program. Whoever continues it sends a signal, which
    /// takes the terminal again.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.modes.switch_off();
        emulate_default_handler(SIGTSTP)
    }

    /// Takes the terminal again after a stop: what it was set to meanwhile is not known.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        self.modes.lent.store(false, Ordering::Release);
        self.modes.switch_off();
        self.modes.switch_on()?;
        self.forget();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.modes.switch_off();
    }
}

/// What of the terminal the reader holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Held {
    /// Nothing: it is as it was.
    #[default]
    Nothing,
    /// Its line is raw.
    Line,
    /// That, and its second screen with every mode.
    Screen,
}

/// The way to the terminal: open while its screen is held, so that no part of a frame gets onto a
/// screen that was given back.
struct Gate {
    terminal: File,
    held: Arc<Mutex<Held>>,
}

impl Write for Gate {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let held = lock(&self.held);
        if *held == Held::Screen { self.terminal.write(bytes) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The modes that are switched on together, and off together, once.
#[derive(Clone)]
pub(super) struct Modes {
    mouse: bool,
    held: Arc<Mutex<Held>>,
    /// Whether another program has the terminal until it ends: the analyst's editor.
    lent: Arc<AtomicBool>,
}

impl Modes {
    /// The modes, off as yet.
    pub(super) fn new(mouse: bool) -> Self {
        Self { mouse, held: Arc::default(), lent: Arc::default() }
    }

    /// Whether another program has the terminal until it ends.
    pub(super) fn is_lent(&self) -> bool {
        self.lent.load(Ordering::Acquire)
    }

    /// Makes the line raw.
    fn switch_on(&self) -> io::Result<()> {
        let mut held = lock(&self.held);
        *held = Held::Line;
        enable_raw_mode()
    }

    /// What takes the screen, to be told to the terminal now; nothing where it is taken, or the line is not.
    fn take_screen(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut held = lock(&self.held);
        if *held != Held::Line {
            return Ok(bytes);
        }
        *held = Held::Screen;
        let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
        queue!(bytes, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
        queue!(bytes, PushKeyboardEnhancementFlags(flags))?;
        if self.mouse {
            queue!(bytes, EnableMouseCapture)?;
        }
        Ok(bytes)
    }

    /// Switches everything off that is on. Errors are let go: there is nothing left to do about
    /// them, and what can still be switched off is.
    fn switch_off(&self) {
        let mut held = lock(&self.held);
        match std::mem::take(&mut *held) {
            Held::Nothing => return,
            Held::Line => {}
            Held::Screen => {
                let mut bytes = Vec::new();
                let _ = queue!(
                    bytes,
                    EndSynchronizedUpdate,
                    DisableMouseCapture,
                    DisableBracketedPaste
                );
                let _ = queue!(bytes, PopKeyboardEnhancementFlags, Show, LeaveAlternateScreen);
                let _ = stdout().and_then(|mut output| output.write_all(&bytes));
            }
        }
        let _ = disable_raw_mode();
    }

    /// Switches off what can be without waiting: a terminal that takes no bytes keeps its screen,
    /// but not its raw line.
    pub(super) fn abandon(&self) {
        if self.held.try_lock().is_ok() {
            self.switch_off();
        } else {
            let _ = disable_raw_mode();
        }
    }

    /// Before a panic says what it has to say, the terminal is given back; after it the program
    /// ends, on whichever thread it was.
    fn restore_on_panic(self) {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            self.switch_off();
            report(info);
            process::exit(101);
        }));
    }
}

/// Nothing that is done under the lock can leave it half done.
fn lock(held: &Mutex<Held>) -> MutexGuard<'_, Held> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The size of the terminal now, in cells.
pub(super) fn size() -> io::Result<Size> {
    match rustix::termios::tcgetwinsize(rustix::stdio::stdout()) {
        Ok(now) if now.ws_col > 0 && now.ws_row > 0 => {
            Ok(Size { width: now.ws_col, height: now.ws_row })
        }
        // A terminal that does not know its size: there are other ways to find out.
        Ok(_) | Err(_) => crossterm::terminal::size().map(Size::from),
    }
}

/// Whether the terminal takes bytes now: one that was stopped (`ctrl-s`) keeps whoever writes waiting.
pub(super) fn takes_bytes() -> bool {
    let terminal = rustix::stdio::stdout();
    let mut watched = [PollFd::new(&terminal, PollFlags::OUT)];
    let answer = rustix::event::poll(&mut watched, Some(&Timespec::default()));
    answer.is_ok() && watched[0].revents().contains(PollFlags::OUT)
}

/// Whether a shell waits to hear that the program stopped. Without one, in a terminal of its own,
/// nobody would continue it.
pub(super) fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Standard output as a file: the program's own buffer is the only one in between.
fn stdout() -> io::Result<File> {
    let own = rustix::io::dup(rustix::stdio::stdout())?;
    Ok(File::from(own))
}
