//! How a program is started: its words, its terminal, and an environment with nothing of ours in it.

use std::fs::File;
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::OFlags;
use rustix::termios::{Action, LocalModes, Termios, tcflow, tcgetattr};

use super::seen::Shared;
use super::{Running, Session};

/// How long a wait may take on a busy machine before the test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// The reader's binary.
const READER: &str = env!("CARGO_BIN_EXE_dateline");

/// What the terminal answers when it is asked for its colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    /// Light letters on a dark ground.
    Dark,
    /// Dark letters on a light ground.
    Light,
    /// Nothing, as many terminals do.
    Silent,
}

impl Reply {
    pub(super) fn colour(self, number: &[u8]) -> Option<&'static str> {
        let (dark, light) = ("rgb:1e1e/1e1e/1e1e", "rgb:fdfd/f6f6/e3e3");
        match (self, number) {
            (Self::Dark, b"11") | (Self::Light, b"10") => Some(dark),
            (Self::Dark, b"10") | (Self::Light, b"11") => Some(light),
            _ => None,
        }
    }
}

/// A program that is about to start in a terminal of 80×24.
pub(crate) struct Launch {
    command: CommandBuilder,
    columns: u16,
    rows: u16,
    reply: Reply,
    patience: Duration,
    is_stopped: bool,
}

impl Launch {
    /// The reader. `home` is a folder of the test's own: notes, places and settings stay in it.
    pub(crate) fn reader(home: &Path) -> Self {
        Self::program(READER).at_home(home)
    }

    /// A script for the shell that starts the reader as `"$READER"`.
    pub(crate) fn reader_in_script(text: &str, home: &Path) -> Self {
        Self::script(text).at_home(home).env("READER", READER)
    }

    /// Any program, found along the usual path.
    pub(crate) fn program(name: &str) -> Self {
        let mut command = CommandBuilder::new(name);
        command.env_clear();
        let (columns, rows, reply, patience) = (80, 24, Reply::Silent, PATIENCE);
        Self { command, columns, rows, reply, patience, is_stopped: false }
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
    }

    /// A script for the shell.
    pub(crate) fn script(text: &str) -> Self {
        Self::program("sh").arg("-c").arg(text)
    }

    fn at_home(self, home: &Path) -> Self {
        let places = [
            ("DATELINE_CONFIG", "config.toml"),
            ("DATELINE_DATA", "data"),
            ("DATELINE_STATE", "state"),
            ("DATELINE_CACHE", "cache"),
        ];
        places.iter().fold(self.inside(home), |launch, (name, place)| {
            launch.env(name, &home.join(place).to_string_lossy())
        })
    }

    /// One more word of the command.
    pub(crate) fn arg(mut self, word: &str) -> Self {
        self.command.arg(word);
        self
    }

    /// One more variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// Starts in a folder, which is the home folder too.
    pub(crate) fn inside(mut self, home: &Path) -> Self {
        self.command.cwd(home);
        self.env("HOME", &home.to_string_lossy())
    }

    /// The size of the terminal.
    pub(crate) const fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// What the terminal answers when it is asked for its colours; silence unless stated.
    pub(crate) const fn replying(mut self, reply: Reply) -> Self {
        self.reply = reply;
        self
    }

    /// How long a wait may take.
    pub(crate) const fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// In a terminal that takes no byte, from the first on.
    pub(crate) const fn stopped(mut self) -> Self {
        self.is_stopped = true;
        self
    }

    /// Starts the program.
    pub(crate) fn start(self) -> Session {
        let Self { command, columns, rows, reply, patience, is_stopped } = self;
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let line = Line::open(&*pair.master).expect("the line of the pty");
        if is_stopped {
            line.stop();
        }
        let shared = Arc::new(Shared::new(columns, rows, reply));
        let keyboard = Arc::new(Mutex::new(pair.master.take_writer().expect("a keyboard")));
        let reader = pair.master.try_clone_reader().expect("a screen");
        shared.follow(reader, Arc::clone(&keyboard));
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let child = Running(child);
        Session { master: pair.master, keyboard, child, line, shared, patience }
    }
}

/// The program's end of the line, held open so that its settings outlive the program.
pub(super) struct Line {
    terminal: Option<File>,
    before: Termios,
}

impl Line {
    fn open(master: &(dyn MasterPty + Send)) -> io::Result<Self> {
        let name = master.tty_name().ok_or(io::ErrorKind::NotFound)?;
        let flags = i32::try_from(OFlags::NOCTTY.bits()).map_err(io::Error::other)?;
        let terminal = File::options().read(true).write(true).custom_flags(flags).open(name)?;
        let before = tcgetattr(&terminal)?;
        Ok(Self { terminal: Some(terminal), before })
    }

    fn settings(&self) -> Termios {
        let terminal = self.terminal.as_ref().expect("the line is open");
        tcgetattr(terminal).expect("a terminal has settings")
    }

    fn stop(&self) {
        let terminal = self.terminal.as_ref().expect("the line is open");
        tcflow(terminal, Action::OOff).expect("a terminal stops");
    }

    /// How many bytes of keys the program has not read yet.
    pub(super) fn unread(&self) -> u64 {
        let terminal = self.terminal.as_ref().expect("the line is open");
        rustix::io::ioctl_fionread(terminal).expect("a terminal counts its bytes")
    }

    pub(super) fn is_raw(&self) -> bool {
        !self.settings().local_modes.intersects(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// What differs from the settings before the program started.
    pub(super) fn changes(&self) -> Vec<String> {
        let (now, before) = (self.settings(), &self.before);
        let pairs = [
            (now.local_modes == before.local_modes, format!("{:?}", now.local_modes)),
            (now.input_modes == before.input_modes, format!("{:?}", now.input_modes)),
            (now.output_modes == before.output_modes, format!("{:?}", now.output_modes)),
        ];
        let changed = pairs.into_iter().filter(|(is_same, _)| !is_same);
        changed.map(|(_, modes)| format!("the line is left with {modes}")).collect()
    }

    pub(super) fn hang_up(&mut self) {
        self.terminal = None;
    }
}
