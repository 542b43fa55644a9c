//! The terminal: every mode that the reader switches on, and the one place that switches them off again.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{panic, process};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
    KeyboardEnhancementFlags, PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

/// The terminal in the reader's hands. Dropping it gives the terminal back.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Output>>,
    modes: Modes,
}

/// Everything of a frame goes out in one write, as far as the buffer reaches.
type Output = BufWriter<File>;

const BUFFER: usize = 1 << 16;

impl Screen {
    /// Takes the terminal: raw, on its second screen, without a cursor. A panic on any thread gives
    /// it back and ends the program.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        let modes = Modes { mouse, on: Arc::default() };
        modes.clone().restore_on_panic();
        modes.switch_on()?;
        let output = BufWriter::with_capacity(BUFFER, stdout()?);
        let terminal =
            Terminal::new(CrosstermBackend::new(output)).inspect_err(|_| modes.switch_off())?;
        Ok(Self { terminal, modes })
    }

    /// The size of the terminal now, in cells.
    pub(super) fn size(&self) -> io::Result<Size> {
        self.terminal.size()
    }

    /// Draws a frame; the terminal shows it all at once where it can (mode 2026).
    pub(super) fn draw(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(draw)?;
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)
    }

    /// Asks the terminal for its background (OSC 11). The answer comes among the keys, if it comes.
    pub(super) fn ask_for_background(&mut self) -> io::Result<()> {
        let output = self.terminal.backend_mut();
        output.write_all(b"\x1b]11;?\x1b\\")?;
        Write::flush(output)
    }

    /// Forgets what is on the screen, so that the next frame is drawn in full.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        self.terminal.clear()
    }

    /// Gives the terminal back and stops the program until somebody continues it.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        self.modes.switch_off();
        emulate_default_handler(SIGTSTP)?;
        self.resume()
    }

    /// Takes the terminal again after a stop: what it was set to meanwhile is not known.
    pub(super) fn resume(&mut self) -> io::Result<()> {
        self.modes.switch_off();
        self.modes.switch_on()?;
        self.forget()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.modes.switch_off();
    }
}

/// The modes that are switched on together, and off together, once.
#[derive(Clone)]
struct Modes {
    mouse: bool,
    on: Arc<AtomicBool>,
}

impl Modes {
    fn switch_on(&self) -> io::Result<()> {
        self.on.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let mut output = stdout()?;
        let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
        let mut bytes = Vec::new();
        queue!(bytes, EnterAlternateScreen, Hide, EnableBracketedPaste)?;
        queue!(bytes, PushKeyboardEnhancementFlags(flags))?;
        if self.mouse {
            queue!(bytes, EnableMouseCapture)?;
        }
        output.write_all(&bytes)
    }

    /// Switches everything off that is on. Errors are let go: there is nothing left to do about
    /// them, and what can still be switched off is.
    fn switch_off(&self) {
        if !self.on.swap(false, Ordering::SeqCst) {
            return;
        }
        let mut bytes = Vec::new();
        let _ = queue!(bytes, EndSynchronizedUpdate, DisableMouseCapture, DisableBracketedPaste);
        let _ = queue!(bytes, PopKeyboardEnhancementFlags, Show, LeaveAlternateScreen);
        let _ = stdout().and_then(|mut output| output.write_all(&bytes));
        let _ = disable_raw_mode();
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

/// Standard output as a file: the program's own buffer is the only one in between.
fn stdout() -> io::Result<File> {
    let own = rustix::io::dup(rustix::stdio::stdout())?;
    Ok(File::from(own))
}
