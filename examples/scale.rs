//! What finding costs in a large archive: reading it, its catalogue, and queries, beside ripgrep.
//!
//! `scale FOLDER [RUNS]` measures the archive in FOLDER, which `archive FOLDER` writes. The catalogue
//! is made in a temporary folder. Figures are the median and the 95th percentile, in milliseconds.

#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, io};

use dateline::briefing::check::check;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::query::{Lexicon, Query, Searches};
use dateline::store::catalogue::{Catalogue, Shelf};
use dateline::store::{Origin, Places, scan};

/// What is asked, and the words that ripgrep is given for it; none where it has no such question.
const QUERIES: [(&str, &str, Option<&str>); 10] = [
    ("rare word", "zanzibar", Some("zanzibar")),
    ("absent word", "xylophone", Some("xylophone")),
    ("common word", "resti", Some("resti")),
    ("phrase", "\"security guarantees\"", Some("security guarantees")),
    ("phrase over a line break", "\"zanzibar protocol\"", Some(r"(?U)zanzibar\sprotocol")),
    ("beginning of a word", "zanzi", Some("zanzi")),
    ("accents folded", "genméminka", None),
    ("three fields", "sourcing:anonymous sentiment:negative topic:t1", None),
    (
        "three fields and a word",
        "outlet:\"outlet 7\" sourcing:document speaker:speaker zanzibar",
        None,
    ),
    ("regular expression", "/zanz\\w+ proto/", Some(r"zanz\w+ proto")),
];

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(folder) = arguments.first() else {
        return Err(io::Error::other("usage: scale FOLDER [RUNS]"));
    };
    let runs = arguments.get(1).and_then(|runs| runs.parse().ok()).unwrap_or(21);
    let origin = Origin::Paths(vec![PathBuf::from(folder)]);
    let (vocabulary, searches) = (Vocabulary::default(), Searches::default());
    let cache = env::temp_dir().join(format!("dateline-scale-{}", std::process::id()));
    let places = Places::resolve(|_| Some(cache.clone().into()), None);
    let shelf = Shelf::new(&origin, &vocabulary, &places);
    let files = scan::listing(origin.paths());
    let count = files.len();
    println!("{count} files");
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
    rate("read, parsed and checked", count, || check_all(&paths, &vocabulary));
    rate("the catalogue made", count, || {
        black_box(Catalogue::of(&files, &shelf));
    });
    println!("on disk: {} MB", size(&cache)? / 1_000_000);
    let warm = || {
        let files = scan::listing(origin.paths());
        black_box(Catalogue::of(&files, &shelf));
    };
    report("files looked at, and the catalogue opened", &times(runs, warm), "");
    let catalogue = Catalogue::of(&files, &shelf);
    println!("resident after opening: {} MB", resident()?);
    for (name, text, pattern) in QUERIES {
        let lexicon = Lexicon { vocabulary: &vocabulary, searches: &searches };
        let query =
            Query::parse(text, lexicon).map_err(|faults| io::Error::other(faults.to_string()))?;
        let hits = catalogue.find(&query, &|_| false).len();
        let taken = times(runs, || {
            black_box(catalogue.find(&query, &|_| false));
        });
        report(name, &taken, &format!("{hits} briefings  `{text}`"));
        let graded = times(runs, || {
            black_box(catalogue.find_graded(&query, &|_| false, &|| false));
        });
        report("  graded, as the reader asks", &graded, "");
        if let Some(pattern) = pattern {
            let beside = times(3.min(runs), || drop(ripgrep(pattern, Path::new(folder))));
            report("  rg", &beside, "");
        }
    }
    println!("resident at the end: {} MB", resident()?);
    fs::remove_dir_all(&cache)
}

/// Reads and checks every file on every processor, and keeps nothing.
fn check_all(paths: &[PathBuf], vocabulary: &Vocabulary) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, std::num::NonZero::get) {
            scope.spawn(|| {
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let text = fs::read_to_string(path).unwrap_or_default();
                    black_box(check(&text, "stem", vocabulary));
                }
            });
        }
    });
}

fn ripgrep(pattern: &str, folder: &Path) -> io::Result<std::process::ExitStatus> {
    let mut command = Command::new("rg");
    command.args(["-il", "--multiline", pattern]).arg(folder).stdout(Stdio::null()).status()
}

fn times(runs: usize, mut work: impl FnMut()) -> Vec<Duration> {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    times
}

fn report(name: &str, times: &[Duration], more: &str) {
    let at = |share: usize| {
        let place = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!("{name:<44} {:>9.2} {:>9.2}  {more}", at(50), at(95));
}

fn rate(name: &str, count: usize, work: impl FnOnce()) {
    let start = Instant::now();
    work();
    let taken = start.elapsed().as_secs_f64();
    println!("{name:<44} {taken:>9.2} s, {:.0} a second", count as f64 / taken);
}

/// How much memory of its own the process holds, in megabytes.
fn resident() -> io::Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap_or_default();
    let number = line.split_whitespace().nth(1).and_then(|number| number.parse().ok());
    Ok(number.unwrap_or(0_u64) / 1000)
}

fn size(folder: &Path) -> io::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.metadata()?;
        sum += if kind.is_dir() { size(&entry.path())? } else { kind.len() };
    }
    Ok(sum)
}
