//! Measures programs from outside, in a terminal of their own: start, keys, memory, idleness.
//!
//! ```text
//! cargo build --release --bins --examples
//! target/release/examples/latency --runs 10 target/release/examples/nothing \
//!     'target/release/dateline briefings'
//! ```
//!
//! Each argument is a command, split at blanks. The commands take turns, so that a machine that is
//! busy for a while is busy for all of them; every figure is given as median, least and most, and as
//! a multiple of the first command's median. Each run has an empty home of its own. What a command wrote
//! is made a screen of when nothing more comes: until then the processors are its own.
//!
//! - *first*: from just before the start to the first bytes that change the screen.
//! - *complete*: to the last bytes that change it before 300 ms of quiet.
//! - *key*: from writing a key to the last bytes that change the screen after it.
//! - *held*: from writing 500 keys at once to the last bytes that change the screen.
//! - *memory*: the most that was resident (`VmHWM`) until the first screen, and at the end.
//! - *idle*: processor time and bytes while nothing is pressed.
//!
//! `--runs N`, `--keys LETTERS` (pressed one by one), `--held LETTER`, `--idle SECONDS`, and
//! `--mute`: the terminal leaves the question for its background without an answer.

use std::io::{self, Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::{Context, bail};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const SIZE: PtySize = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };

/// How long a screen must stay as it is to be complete.
const QUIET: Duration = Duration::from_millis(300);

/// How long nothing must come after a key for its change to be over.
const SETTLED: Duration = Duration::from_millis(30);

/// How long a program may take for its first screen, or for many keys.
const PATIENCE: Duration = Duration::from_secs(20);

const QUESTION: &[u8] = b"\x1b]11;?";
const ANSWER: &[u8] = b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\";

fn main() -> anyhow::Result<()> {
    let wish = Wish::read(std::env::args().skip(1))?;
    let mut tables: Vec<Table> = wish.commands.iter().map(|_| Table::default()).collect();
    for run in 0..wish.runs {
        let mut turn: Vec<usize> = (0..wish.commands.len()).collect();
        if run % 2 == 1 {
            turn.reverse();
        }
        for at in turn {
            measure(&wish, &wish.commands[at], &mut tables[at])
                .with_context(|| wish.commands[at].clone())?;
        }
    }
    let mut out = io::stdout().lock();
    for (command, table) in wish.commands.iter().zip(&tables) {
        writeln!(out, "\n{command} ({} runs)", wish.runs)?;
        write!(out, "{}", table.printed(&tables[0]))?;
    }
    Ok(())
}

/// What the command line asks for.
struct Wish {
    commands: Vec<String>,
    runs: usize,
    keys: String,
    held: char,
    idle: Duration,
    answers: bool,
}

impl Wish {
    fn read(mut words: impl Iterator<Item = String>) -> anyhow::Result<Self> {
        let mut wish = Self {
            commands: Vec::new(),
            runs: 10,
            keys: "jjjjjjjjjjjjjjjkkkkkkkkkkkkkkk".into(),
            held: 'j',
            idle: Duration::from_secs(1),
            answers: true,
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().context("an option lacks its value");
            match word.as_str() {
                "--runs" => wish.runs = value()?.parse()?,
                "--keys" => wish.keys = value()?,
                "--held" => wish.held = value()?.chars().next().context("no letter")?,
                "--idle" => wish.idle = Duration::from_secs_f64(value()?.parse()?),
                "--mute" => wish.answers = false,
                _ if word.starts_with("--") => bail!("there is no option {word}"),
                _ => wish.commands.push(word),
            }
        }
        if wish.commands.is_empty() {
            bail!("no command to measure");
        }
        Ok(wish)
    }
}

/// One run of one command.
fn measure(wish: &Wish, command: &str, table: &mut Table) -> anyhow::Result<()> {
    let mut seat = Seat::take(command, wish.answers)?;
    let start = seat.watch(seat.begun, QUIET, seat.shown())?;
    table.put("first, ms", start.first_ms);
    table.put("complete, ms", start.last_ms);
    table.put("complete, bytes", start.bytes as f64);
    table.put("memory first, MB", seat.most_resident()?);
    let before = seat.busy_ms()?;
    thread::sleep(wish.idle);
    table.put("idle, CPU ms", seat.busy_ms()? - before);
    table.put("idle, bytes", seat.swallow() as f64);
    for (at, key) in wish.keys.chars().enumerate() {
        // Out of step with whatever the program does from time to time.
        thread::sleep(Duration::from_micros(1000 + (at as u64 * 7919) % 20_000));
        let change = seat.press(&key.to_string(), SETTLED)?;
        if change.changes > 0 {
            table.put("key, ms", change.last_ms);
            table.put("key, bytes", change.bytes as f64);
        }
    }
    let before = seat.busy_ms()?;
    let held = seat.press(&wish.held.to_string().repeat(500), QUIET)?;
    table.put("held, ms", held.last_ms);
    table.put("held, CPU ms", seat.busy_ms()? - before);
    table.put("held, bytes", held.bytes as f64);
    table.put("memory at the end, MB", seat.most_resident()?);
    table.put("threads", seat.threads()? as f64);
    seat.leave()
}

/// What was seen on the screen in a while.
#[derive(Default)]
struct Change {
    first_ms: f64,
    last_ms: f64,
    changes: usize,
    bytes: usize,
}

/// Some bytes and when they came.
type Chunk = (Instant, Vec<u8>);

/// What somebody in front of a screen sees: the cells, and where the cursor is shown.
type Sight = (String, Option<(u16, u16)>);

/// A program in a terminal of its own.
struct Seat {
    child: Box<dyn Child + Send + Sync>,
    keyboard: Box<dyn Write + Send>,
    chunks: Receiver<Chunk>,
    screen: vt100::Parser,
    begun: Instant,
    answers: bool,
    _terminal: Box<dyn MasterPty + Send>,
    _home: tempfile::TempDir,
}

impl Seat {
    fn take(command: &str, answers: bool) -> anyhow::Result<Self> {
        let home = tempfile::tempdir()?;
        let pair = native_pty_system().openpty(SIZE)?;
        let mut words = command.split_whitespace();
        let program = words.next().context("an empty command")?;
        let mut builder = CommandBuilder::new(if program.contains('/') {
            std::path::absolute(program)?
        } else {
            program.into()
        });
        builder.args(words);
        builder.cwd(std::env::current_dir()?);
        for name in ["NO_COLOR", "COLORFGBG", "TMUX", "LINES", "COLUMNS"] {
            builder.env_remove(name);
        }
        for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")] {
            builder.env(name, value);
        }
        for name in ["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"]
        {
            builder.env(name, home.path());
        }
        let mut reader = pair.master.try_clone_reader()?;
        let keyboard = pair.master.take_writer()?;
        let (sender, chunks) = channel();
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    return;
                }
            }
        });
        let begun = Instant::now();
        let child = pair.slave.spawn_command(builder)?;
        let cells = |count: u16| NonZero::new(count).context("an empty screen");
        let screen = vt100::Parser::new(cells(SIZE.rows)?, cells(SIZE.cols)?, 0);
        let terminal = pair.master;
        Ok(Self {
            child,
            keyboard,
            chunks,
            screen,
            begun,
            answers,
            _terminal: terminal,
            _home: home,
        })
    }

    /// Writes keys and watches what they change.
    fn press(&mut self, keys: &str, quiet: Duration) -> anyhow::Result<Change> {
        let before = self.shown();
        let since = Instant::now();
        self.keyboard.write_all(keys.as_bytes())?;
        self.watch(since, quiet, before)
    }

    /// Watches until something was seen and then nothing came for as long as `quiet`. `shown` is
    /// what was seen before.
    ///
    /// What came is made a screen of only then: while the program is at work, the processors are its own.
    fn watch(
        &mut self,
        since: Instant,
        quiet: Duration,
        mut shown: Sight,
    ) -> anyhow::Result<Change> {
        let mut change = Change::default();
        loop {
            for (at, bytes) in self.gather(quiet)? {
                self.screen.process(&bytes);
                change.bytes += bytes.len();
                let now = self.shown();
                if now != shown {
                    change.last_ms = at.duration_since(since).as_secs_f64() * 1e3;
                    if change.changes == 0 {
                        change.first_ms = change.last_ms;
                    }
                    change.changes += 1;
                    shown = now;
                }
            }
            let waited = since.elapsed();
            if waited > PATIENCE {
                bail!("it does not come to rest");
            }
            if change.changes > 0 || waited > quiet * 10 {
                return Ok(change);
            }
        }
    }

    /// What comes until nothing does for as long as `quiet`, with the times of its coming.
    fn gather(&mut self, quiet: Duration) -> anyhow::Result<Vec<Chunk>> {
        let (mut chunks, begun) = (Vec::new(), Instant::now());
        while begun.elapsed() < PATIENCE {
            match self.chunks.recv_timeout(quiet) {
                Ok(chunk) => {
                    self.answer(&chunk.1)?;
                    chunks.push(chunk);
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => bail!("it ended, and was not told to"),
            }
        }
        Ok(chunks)
    }

    /// What somebody in front of the screen sees.
    fn shown(&self) -> Sight {
        let screen = self.screen.screen();
        let cursor = (!screen.hide_cursor()).then(|| screen.cursor_position());
        (screen.contents_formatted(), cursor)
    }

    /// Answers the question for the background, where these bytes ask it.
    fn answer(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.answers && bytes.windows(QUESTION.len()).any(|found| found == QUESTION) {
            self.keyboard.write_all(ANSWER)?;
        }
        Ok(())
    }

    /// Takes in what came meanwhile. Gives its bytes.
    fn swallow(&mut self) -> usize {
        let chunks: Vec<Vec<u8>> = self.chunks.try_iter().map(|(_, bytes)| bytes).collect();
        for chunk in &chunks {
            self.screen.process(chunk);
        }
        chunks.iter().map(Vec::len).sum()
    }

    fn proc(&self, name: &str) -> anyhow::Result<String> {
        let id = self.child.process_id().context("it has ended")?;
        Ok(format!("/proc/{id}/{name}"))
    }

    /// The most memory that was resident, in megabytes.
    fn most_resident(&self) -> anyhow::Result<f64> {
        let status = fs::read_to_string(self.proc("status")?)?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("VmHWM")?;
        let kilobytes: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
        Ok(kilobytes / 1024.0)
    }

    fn threads(&self) -> anyhow::Result<usize> {
        Ok(fs::read_dir(self.proc("task")?)?.count())
    }

    /// The processor time that all threads have used so far.
    fn busy_ms(&self) -> anyhow::Result<f64> {
        let mut busy = 0.0;
        for thread in fs::read_dir(self.proc("task")?)? {
            // A thread that has just ended uses no more.
            let Ok(line) = fs::read_to_string(thread?.path().join("schedstat")) else { continue };
            let nanoseconds = line.split_whitespace().next().context("schedstat")?;
            busy += nanoseconds.parse::<f64>()? / 1e6;
        }
        Ok(busy)
    }

    /// Ends the program with `q`, or by force where that does not end it.
    fn leave(mut self) -> anyhow::Result<()> {
        self.keyboard.write_all(b"q")?;
        let end = Instant::now() + Duration::from_secs(2);
        while Instant::now() < end {
            if self.child.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(5));
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

/// The figures of one command, by name, in the order of their first mention.
#[derive(Default)]
struct Table {
    rows: Vec<(&'static str, Vec<f64>)>,
}

impl Table {
    fn put(&mut self, name: &'static str, figure: f64) {
        match self.rows.iter_mut().find(|(known, _)| *known == name) {
            Some((_, figures)) => figures.push(figure),
            None => self.rows.push((name, vec![figure])),
        }
    }

    fn median(&self, name: &str) -> Option<f64> {
        let (_, figures) = self.rows.iter().find(|(known, _)| *known == name)?;
        let mut sorted = figures.clone();
        sorted.sort_by(f64::total_cmp);
        let half = sorted.len() / 2;
        let is_even = sorted.len().is_multiple_of(2);
        Some(if is_even { f64::midpoint(sorted[half - 1], sorted[half]) } else { sorted[half] })
    }

    /// Median, least, most, and the median as a multiple of the yardstick's.
    fn printed(&self, yardstick: &Self) -> String {
        let line = |(name, figures): &(&'static str, Vec<f64>)| {
            let median = self.median(name).unwrap_or_default();
            let least = figures.iter().copied().fold(f64::INFINITY, f64::min);
            let most = figures.iter().copied().fold(0.0, f64::max);
            let times = match yardstick.median(name) {
                Some(other) if other > 0.0 => format!("{:>8.2} ×", median / other),
                _ => String::new(),
            };
            format!("  {name:<22} {median:>9.2}  ({least:.2} to {most:.2}) {times}\n")
        };
        self.rows.iter().map(line).collect()
    }
}
