//! A large library: every command says what it says of a small one, whatever becomes of the catalogue.
//!
//! The small library is `lib`, read whole. The large one has `more` as well, behind it: files without
//! notes, links and problems, enough of them that the commands go by the catalogue.

use std::fs;
use std::path::PathBuf;

use crate::desk::{Desk, GOOD, Ran};
use dateline::store::catalogue::FEWEST;

/// How many files the small library has.
const SMALL: usize = FEWEST - 16;

/// How many the large one has besides.
const MORE: usize = 96;

/// What is asked about notes, single briefings and passages.
const COMMANDS: [&[&str]; 26] = [
    &["show", "b-020"],
    &["show", "b-020", "--format", "json"],
    &["show", "b-008"],
    &["show", "011"],
    &["show", "lib/0/011.toml"],
    &["show", "b-0200"],
    &["note", "add", "b-0200", "Lost."],
    &["note", "add", "b-020#p9", "Lost."],
    &["note", "add", "b-020", "--quote", "no such words"],
    &["notes"],
    &["notes", "--format", "json"],
    &["notes", "meeting or mark:verify"],
    &["notes", "is:unread sentiment:mixed"],
    &["check", "--notes"],
    &["check", "--notes", "--format", "json"],
    &["export"],
    &["export", "--single"],
    &["export", "b-072", "b-020", "b-021"],
    &["export", "b-20"],
    &["export", "--format", "json", "--where", "judged.sentiment:negative or has:link"],
    &["export", "--format", "json"],
    &["export", "--format", "csv"],
    &["export", "--format", "w3c"],
    &["export", "--table", "--where", "harbour 17"],
    &["export", "--table", "--where", "has:note or mark:verify"],
    &["export", "--table", "b-072", "b-020"],
];

/// A file of the small library. Some are broken, some have the id of another, some are linked to
/// others, before and behind them and nowhere.
fn briefing(number: usize) -> String {
    if number % 40 == 11 {
        return "titel = 1".to_owned();
    }
    let id = if number % 60 == 13 { number - 5 } else { number };
    let (to, passage) = match number % 50 {
        3 | 20 => (number + 50, 1),
        23 => (number - 20, 2),
        7 => (900, 1),
        9 => (number + 1, 7),
        _ => (number, 1),
    };
    let sentiment = ["positive", "negative", "neutral", "mixed"][number % 4];
    let tlp = ["", "tlp = \"amber+strict\"", "tlp = \"clear\"\npublished = 2031-02-03"][number % 3];
    format!(
        "format = 1\nid = \"b-{id:03}\"\ntitle = \"About {number}\"\n{tlp}\n\
         [[sources]]\nid = \"w\"\noutlet = \"Wire, the {}\"\n[[sources]]\nid = \"v\"\n\
         outlet = \"Courier\"\n[[sections]]\nid = \"s\"\nheading = \"Opening\"\n\
         [[sections.passages]]\nid = \"p1\"\ntext = \"The harbour {number} is closed to all.\"\n\
         sourcing = \"document\"\nsentiment = \"{sentiment}\"\n\
         [[sections.passages]]\nid = \"p2\"\ntext = \"A meeting {number}, without a text.\"\n\
         sourcing = \"anonymous\"\nsentiment = \"mixed\"\n\
         links = [{{ to = \"b-{to:03}#p{passage}\", relation = \"supports\" }}]\n",
        number % 5
    )
}

/// A file that the large library has besides.
fn other(number: usize) -> String {
    GOOD.replace("harbour-talks", &format!("zq-{number:02}"))
        .replace("Harbour talks end without a date", "Other")
}

fn small_file(number: usize) -> String {
    format!("lib/{}/{number:03}.toml", number % 3)
}

/// Both libraries, and notes on the small one.
fn desk() -> Desk {
    let desk = Desk::new();
    for number in 0..SMALL {
        desk.file(small_file(number), briefing(number));
    }
    for number in 0..MORE {
        desk.file(format!("more/{number:02}.toml"), other(number));
    }
    let notes: [&[&str]; 8] = [
        &["b-020#p1", "--quote", "harbour 20", "--mark", "verify", "Which?"],
        &["b-020#s", "On the section."],
        &["b-020#p2", "On a passage that is linked."],
        &["b-072#p2", "--sentiment", "negative", "--tag", "tone"],
        &["b-008", "Of two, the first."],
        &["b-111#p1", "To be moved."],
        &["b-112#p1", "To be lost."],
        &["b-113#p2", "To be deleted."],
    ];
    for note in notes {
        let ran = small(&desk, &[&["note", "add"], note].concat());
        assert_eq!(ran.status, 0, "{note:?}: {}", ran.err);
    }
    let path = files(&desk, "home/.local/share/dateline/notes/b-072").pop().expect("a note");
    let link = "\n[link]\nto = \"b-150#p1\"\nrelation = \"contradicts\"\n+++\n";
    let linked = fs::read_to_string(&path).expect("read").replacen("\n+++\n", link, 1);
    fs::write(path, linked).expect("written");
    desk
}

fn small(desk: &Desk, command: &[&str]) -> Ran {
    desk.run(&[&["--library", "lib"], command].concat())
}

fn large(desk: &Desk, command: &[&str]) -> Ran {
    desk.run(&[&["--library", "lib", "--library", "more"], command].concat())
}

/// The files in a folder and below it.
fn files(desk: &Desk, folder: &str) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![desk.path(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

fn segments(desk: &Desk) -> Vec<PathBuf> {
    files(desk, "home/.cache")
}

/// How a run ended and what it said, the counts of the briefings that only the large library has left
/// out.
fn told(ran: Ran) -> (i32, String, String) {
    let is_count = |line: &&str| line.starts_with("briefings: ") || line.contains("dateline:begin");
    let out: Vec<&str> = ran.out.split('\n').filter(|line| !is_count(line)).collect();
    (ran.status, out.join("\n"), ran.err)
}

fn assert_alike(desk: &Desk, state: &str) {
    for command in COMMANDS {
        let expected = told(small(desk, command));
        assert_eq!(told(large(desk, command)), expected, "{state}: {command:?}");
    }
    // These are about every file: those of `more` come last, and have no problem.
    for command in [&["list"][..], &["check"], &["check", "--strict"]] {
        let (expected, ran) = (small(desk, command), large(desk, command));
        assert_eq!(
            (ran.status, &ran.err),
            (expected.status, &expected.err),
            "{state}: {command:?}"
        );
        let lines: Vec<&str> = expected.out.lines().filter(|line| !is_tally(line)).collect();
        let found: Vec<&str> = ran.out.lines().filter(|line| !is_tally(line)).collect();
        let (found, others) = found.split_at(lines.len());
        let differs = found.iter().zip(&lines).find(|(found, line)| found != line);
        assert_eq!(differs, None, "{state}: {command:?}");
        assert_eq!(others.len(), if command[0] == "list" { MORE } else { 0 }, "{command:?}");
    }
    for command in ["list", "check"] {
        let command = [command, "--format", "json"];
        let (expected, found) = (small(desk, &command).json(), large(desk, &command).json());
        let expected = expected.as_array().expect("a list");
        assert_eq!(&found.as_array().expect("a list")[..expected.len()], expected, "{state}");
    }
}

fn is_tally(line: &str) -> bool {
    line.contains(" files (library: ")
}

#[test]
fn a_large_library_is_told_of_as_a_small_one() {
    let desk = desk();
    assert_alike(&desk, "the catalogue is made, and there");
    let made = segments(&desk);
    assert!(!made.is_empty(), "the large library goes by a catalogue");

    for path in &made {
        let mut bytes = fs::read(path).expect("a segment");
        let middle = bytes.len() / 2;
        bytes[middle..].fill(0x55);
        fs::write(path, bytes).expect("written");
    }
    assert_alike(&desk, "the catalogue is damaged, and made again");
}

#[test]
fn a_file_that_changed_between_two_runs_is_told_of_as_it_is() {
    let desk = desk();
    large(&desk, &["list"]);
    let made = segments(&desk);
    // A noted passage that moved, one that is gone, a briefing that is gone, one that is broken, one that
    // is mended and has the id that a later file has, a linked one without its passage.
    desk.file(small_file(111), briefing(110).replace("b-110", "b-111"));
    desk.file(
        small_file(112),
        briefing(112).replace("harbour 112 is closed to all", "talks ended"),
    );
    fs::remove_file(desk.path(small_file(113))).expect("removed");
    desk.file(small_file(150), briefing(150).replace("\"p1\"", "\"p0\""));
    desk.file(small_file(20), "titel = 1");
    desk.file(small_file(11), briefing(12).replace("b-012", "b-101"));
    assert_alike(&desk, "some files changed");
    assert_eq!(segments(&desk), made, "a few files are read each time");
}

#[test]
fn without_a_cache_a_large_library_is_told_of_all_the_same() {
    let desk = desk();
    desk.file("home/.cache", "a file where the folder should be");
    assert_alike(&desk, "no cache");
}

#[test]
fn check_believes_no_catalogue() {
    let desk = desk();
    large(&desk, &["list"]);
    let before = large(&desk, &["check"]);
    // What a segment says of a file would be found here, if it was asked: all of it is damaged.
    for path in segments(&desk) {
        fs::write(path, "no segment").expect("written");
    }
    let after = large(&desk, &["check"]);
    assert_eq!((after.status, after.out), (before.status, before.out));
    for path in segments(&desk) {
        assert_eq!(fs::read(path).expect("there"), b"no segment", "it was not even opened");
    }
}

#[test]
fn a_list_of_what_nobody_reads_ends() {
    use std::io::Read;
    use std::process::Stdio;
    let desk = desk();
    for command in [&["list"][..], &["list", "--format", "json"], &["check"], &["query", "-xyz"]] {
        let arguments = [&["--library", "lib", "--library", "more"], command].concat();
        let whole = desk.run(&arguments);
        let mut child = desk
            .command(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let mut first = [0];
        child.stdout.take().expect("a pipe").read_exact(&mut first).expect("something comes");
        let ran = Ran::of(child.wait_with_output().expect("it ends"));
        assert_eq!(ran.status, whole.status, "{command:?}: {}", ran.err);
        assert!(!ran.err.contains("cannot write"), "{command:?}: {}", ran.err);
    }
}
