//! A place to test at: a temporary folder with files in it, and the real binary run there.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use dateline::store::Places;
use tempfile::TempDir;

/// A briefing without problems, of two passages.
pub(crate) const GOOD: &str = r#"
format = 1
id = "harbour-talks"
title = "Harbour talks end without a date"
summary = "What was said after the second round, and by whom."
published = 2031-04-02
topics = { tariffs = "Tariffs" }
tlp = "clear"

[[sources]]
id = "courier"
outlet = "Example Courier"
document = "courier-0402.txt"

[[speakers]]
id = "minister"
name = "A. Example"
role = "trade minister"
side = "Norland"

[[sections]]
id = "on-paper"
heading = "Agreement on paper"

[[sections.passages]]
id = "readout"
text = "Both ministries put out the same text and called the round “useful”."
sourcing = "official-statement"
sentiment = "positive"
target = "the round"
speakers = ["minister"]
quote = "mixed"
channel = "joint readout"
topics = ["tariffs"]
locator = "¶ 4"

[[sections.passages]]
id = "silence"
text = "No date for a third round was named."
sourcing = "unattributed"
sentiment = "neutral"
locator = "¶ 5"
"#;

/// A temporary folder.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// Where something of this name lies.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    pub(crate) fn file(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("created");
        fs::write(&path, text).expect("written");
        path
    }

    /// Places of the program's own inside this folder.
    pub(crate) fn places(&self) -> Places {
        let folder = self.path("places");
        Places::resolve(
            |name| Some(folder.join(name.to_lowercase()).into()),
            Some(self.path("home")),
        )
    }

    /// The binary, about to run in this folder without anything of the real environment.
    pub(crate) fn command(&self, arguments: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command.env("HOME", self.path("home")).env("TERM", "xterm-256color");
        command.env("RUST_BACKTRACE", "1").stdin(Stdio::null());
        command
    }

    /// Runs the binary to its end.
    pub(crate) fn run(&self, arguments: &[impl AsRef<OsStr>]) -> Ran {
        Ran::of(self.command(arguments).output().expect("the binary runs"))
    }
}

/// How a run ended, and what it said.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit status.
    pub(crate) status: i32,
    /// What it wrote.
    pub(crate) out: String,
    /// What it said about it.
    pub(crate) err: String,
}

impl Ran {
    /// What a finished program left.
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self {
            status: output.status.code().expect("not killed"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    /// What it wrote, as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("JSON")
    }
}

/// Whether the tests run as root, whom no permission stops; then a test says that it is skipped.
pub(crate) fn is_root(test: &str) -> bool {
    let root = rustix::process::geteuid().is_root();
    if root {
        say_skipped(test, "a user other than root");
    }
    root
}

/// Says that a test is skipped, past the capture of the test runner, so that it is seen.
pub(crate) fn say_skipped(test: &str, need: &str) {
    let words = format!("skipped: {test} needs {need}\n");
    let _ = std::io::stderr().lock().write_all(words.as_bytes());
}

/// Makes a pipe with a name.
pub(crate) fn make_fifo(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status().expect("mkfifo runs");
    assert!(made.success());
}
