//! What the reader costs in a large archive: its start, its library, and keys while that is being read.
//!
//! `scale_reader FOLDER [RUNS]` runs `dateline` of the same build in a terminal of 120 by 40 on the
//! archive in FOLDER, which `archive FOLDER` writes: once with nothing in the cache, then RUNS times
//! with the catalogue that this left. Beside it stands a library of three files of the archive.
//!
//! - *first*: from just before the start to a screen with a text on it.
//! - *complete*: to a library pane that no longer says that files are to come.
//! - *key*: a letter typed into the search of the library, from its writing to the screen that shows it.
//! - *memory*: the most that was private (`RssAnon`), looked at every 20 ms.

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use anyhow::{Context, bail};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const SIZE: PtySize = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };

/// How long anything may take.
const PATIENCE: Duration = Duration::from_mins(5);

/// What is typed, letter by letter, while the archive is being read.
const TYPED: &str = "zanzibar protocol security guarantees";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(archive) = arguments.first().map(PathBuf::from) else {
        bail!("usage: scale_reader FOLDER [RUNS]");
    };
    let runs: usize = arguments.get(1).map_or(Ok(11), |runs| runs.parse())?;
    let home = tempfile::tempdir()?;
    let three = home.path().join("three");
    fs::create_dir(&three)?;
    for file in first_files(&archive)?.iter().take(3) {
        fs::copy(file, three.join(file.file_name().context("no name")?))?;
    }
    let mut small = Vec::new();
    for run in 0..runs {
        let seat = Seat::take(&three, &home.path().join(format!("small{run}")))?;
        small.push(seat.first()?);
        seat.leave()?;
    }
    report("three files: first", small);

    let large = home.path().join("large");
    let mut first = Vec::new();
    // A place without a catalogue each time; only the last one is read to its end.
    for run in 0..runs {
        let seat = Seat::take(&archive, &home.path().join(format!("cold{run}")))?;
        first.push(seat.first()?);
        seat.leave()?;
    }
    report("archive, cold: first", first);
    let seat = Seat::take(&archive, &large)?;
    seat.first()?;
    let keys = seat.type_until_complete()?;
    println!("{:<34} {:>8.2} s", "archive, cold: complete", seat.begun.elapsed().as_secs_f64());
    println!("{:<34} {:>8.0} MB", "archive, cold: memory", seat.most_private());
    report_keys("archive, cold: key", keys);
    seat.leave()?;

    let (mut first, mut complete, mut memory) = (Vec::new(), Vec::new(), 0.0_f64);
    for _ in 0..runs {
        let seat = Seat::take(&archive, &large)?;
        first.push(seat.first()?);
        complete.push(seat.complete()?);
        memory = memory.max(seat.most_private());
        seat.leave()?;
    }
    report("archive, warm: first", first);
    report("archive, warm: complete", complete);
    println!("{:<34} {memory:>8.0} MB", "archive, warm: memory");
    Ok(())
}

/// The files of the first folder that has some.
fn first_files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    match paths.first() {
        Some(first) if first.is_dir() => first_files(first),
        Some(_) => Ok(paths),
        None => bail!("{}: an empty folder", folder.display()),
    }
}

/// Prints the median, the least and the most of some times in milliseconds.
fn report(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let (least, most) = (times.first().unwrap_or(&0.0), times.last().unwrap_or(&0.0));
    let median = times.get(times.len() / 2).unwrap_or(&0.0);
    println!("{what:<34} {median:>8.2} ms ({least:.2} to {most:.2})");
}

/// Prints the median and the 99th percentile of the times of keys.
fn report_keys(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied();
    let (median, p99) = (at(0.5).unwrap_or(0.0), at(0.99).unwrap_or(0.0));
    let most = times.last().unwrap_or(&0.0);
    println!("{what:<34} {median:>8.2} ms, p99 {p99:.2}, most {most:.2}, {} keys", times.len());
}

/// The reader in a terminal of its own.
struct Seat {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Mutex<Box<dyn Write + Send>>,
    seen: Receiver<(Instant, String)>,
    begun: Instant,
    /// The most private memory so far, in kB.
    private: Arc<AtomicU64>,
    _terminal: Box<dyn MasterPty + Send>,
}

impl Seat {
    fn take(library: &Path, home: &Path) -> anyhow::Result<Self> {
        let here = env::current_exe()?;
        let program = here.parent().and_then(Path::parent).context("no folder")?.join("dateline");
        fs::create_dir_all(home)?;
        let pair = native_pty_system().openpty(SIZE)?;
        let mut builder = CommandBuilder::new(program);
        builder.arg(fs::canonicalize(library)?);
        builder.cwd(home);
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")] {
            builder.env(name, value);
        }
        for name in ["DATELINE_STATE", "DATELINE_DATA", "DATELINE_CACHE", "HOME"] {
            builder.env(name, home);
        }
        builder.env("DATELINE_CONFIG", home.join("none.toml"));
        let mut reader = pair.master.try_clone_reader()?;
        let keyboard = pair.master.take_writer()?;
        let (sender, seen) = channel();
        let (rows, columns) = (SIZE.rows, SIZE.cols);
        thread::spawn(move || {
            let size = |count| NonZero::new(count).unwrap_or(NonZero::<u16>::MIN);
            let mut screen = vt100::Parser::new(size(rows), size(columns), 0);
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                let came = Instant::now();
                screen.process(&buffer[..count]);
                if sender.send((came, screen.screen().contents())).is_err() {
                    return;
                }
            }
        });
        let begun = Instant::now();
        let child = pair.slave.spawn_command(builder)?;
        let private = Arc::new(AtomicU64::new(0));
        if let Some(process) = child.process_id() {
            let most = Arc::clone(&private);
            thread::spawn(move || {
                while let Some(now) = private_of(process) {
                    most.fetch_max(now, Ordering::Relaxed);
                    thread::sleep(Duration::from_millis(20));
                }
            });
        }
        let keyboard = Mutex::new(keyboard);
        Ok(Self { child, keyboard, seen, begun, private, _terminal: pair.master })
    }

    /// Waits for a screen; when it came, in milliseconds from `since`.
    fn wait(&self, since: Instant, is_there: impl Fn(&str) -> bool) -> anyhow::Result<f64> {
        loop {
            match self.seen.recv_timeout(PATIENCE) {
                Ok((came, screen)) if is_there(&screen) => {
                    return Ok(came.duration_since(since).as_secs_f64() * 1e3);
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => bail!("the screen did not come"),
                Err(RecvTimeoutError::Disconnected) => bail!("the reader has ended"),
            }
        }
    }

    fn first(&self) -> anyhow::Result<f64> {
        self.wait(self.begun, |screen| screen.contains("Passage 1 of"))
    }

    fn complete(&self) -> anyhow::Result<f64> {
        self.wait(self.begun, is_complete)
    }

    /// Types into the search of the library until that is complete, and gives the times of the keys.
    fn type_until_complete(&self) -> anyhow::Result<Vec<f64>> {
        let mut times = Vec::new();
        loop {
            self.write("\x06")?;
            self.wait(Instant::now(), |screen| line(screen, 1).contains('›'))?;
            for (at, letter) in TYPED.char_indices() {
                // Out of step with whatever the program does from time to time.
                thread::sleep(Duration::from_micros(20_000 + (at as u64 * 7919) % 30_000));
                let typed = TYPED[..=at].trim_end();
                let written = self.write(&letter.to_string())?;
                if letter != ' ' {
                    times.push(self.wait(written, |screen| line(screen, 1).contains(typed))?);
                }
            }
            // Back to the text, where the library is seen.
            self.write("\x15")?;
            thread::sleep(Duration::from_millis(50));
            self.write("\x1b")?;
            thread::sleep(Duration::from_millis(150));
            self.write("1")?;
            let mut complete = false;
            let looked = Instant::now();
            while looked.elapsed() < Duration::from_millis(300) && !complete {
                if let Ok((_, screen)) = self.seen.recv_timeout(Duration::from_millis(100)) {
                    complete = is_complete(&screen);
                }
            }
            if complete || self.begun.elapsed() > PATIENCE {
                return Ok(times);
            }
        }
    }

    /// Presses keys; when that was.
    fn write(&self, keys: &str) -> anyhow::Result<Instant> {
        let Ok(mut keyboard) = self.keyboard.lock() else { bail!("the keyboard is broken") };
        let written = Instant::now();
        keyboard.write_all(keys.as_bytes())?;
        Ok(written)
    }

    /// The most private memory, in MB.
    fn most_private(&self) -> f64 {
        self.private.load(Ordering::Relaxed) as f64 / 1e3
    }

    fn leave(mut self) -> anyhow::Result<()> {
        self.write("q")?;
        thread::sleep(Duration::from_millis(50));
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

/// A line of the screen, counted from 0.
fn line(screen: &str, at: usize) -> &str {
    screen.lines().nth(at).unwrap_or_default()
}

/// Whether the library pane no longer says that files are to come.
fn is_complete(screen: &str) -> bool {
    let heading = line(screen, 1).split('│').next().unwrap_or_default();
    heading.contains("Library") && !heading.contains(" of ") && !heading.contains("so far")
}

/// The private memory of a process, in kB; none once it has ended.
fn private_of(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("RssAnon"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
