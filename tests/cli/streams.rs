//! The streams and the exit status, whatever the other end does.

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use crate::desk::{Desk, GOOD, Ran, say_skipped};

/// Every command that prints something, on a library of one briefing.
const COMMANDS: [&[&str]; 12] = [
    &["list"],
    &["list", "--format", "json"],
    &["show", "harbour-talks"],
    &["show", "harbour-talks", "--format", "json"],
    &["check"],
    &["check", "--notes"],
    &["export", "harbour-talks"],
    &["export", "--format", "json"],
    &["config"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
];

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    desk
}

#[test]
fn what_is_asked_for_goes_to_stdout_alone() {
    let desk = desk();
    for command in COMMANDS {
        let ran = desk.run(command);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{command:?}");
        assert!(ran.out.ends_with('\n') && ran.out.len() > 10, "{command:?}: {}", ran.out);
        assert!(!ran.out.contains('\x1b'), "{command:?} is plain where it is no terminal");
    }
}

#[test]
fn a_disk_that_is_full_is_told_and_exits_1() {
    let Ok(full) = File::options().write(true).open("/dev/full") else {
        say_skipped("a_disk_that_is_full_is_told_and_exits_1", "/dev/full");
        return;
    };
    let desk = desk();
    for command in COMMANDS {
        let stdout = full.try_clone().expect("cloned");
        let ran = Ran::of(desk.command(command).stdout(stdout).output().expect("it runs"));
        assert_eq!(ran.status, 1, "{command:?}");
        assert!(ran.err.starts_with("dateline: cannot write the output: "), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "no backtrace: {}", ran.err);
    }
}

#[test]
fn a_limit_on_the_size_of_files_is_told_and_does_not_kill() {
    let desk = desk();
    let script = "ulimit -f 0; exec \"$0\" list 2>&1 >limited.txt | cat";
    let limited = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_dateline")])
        .current_dir(desk.path(""))
        .output()
        .expect("a shell");
    let words = String::from_utf8(limited.stdout).expect("UTF-8");
    assert!(words.starts_with("dateline: cannot write the output: "), "{words}");
}

#[test]
fn a_reader_that_went_away_is_no_error() {
    let desk = desk();
    for command in COMMANDS {
        let mut child = desk
            .command(command)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        drop(child.stdout.take());
        let status = child.wait().expect("it ends");
        let mut words = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut words).expect("read");
        assert_eq!((status.code(), words.as_str()), (Some(0), ""), "{command:?}");
    }
}

#[test]
fn a_wrong_command_line_says_so_on_stderr_and_exits_2() {
    let desk = desk();
    let wrong: [&[&str]; 5] = [
        &["list", "--frmat", "json"],
        &["show"],
        &["show", "harbour-talks", "--width", "5"],
        &["--config", "x", "--no-config", "list"],
        &["completions", "klingon"],
    ];
    for command in wrong {
        let ran = desk.run(command);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{command:?}");
        assert!(ran.err.starts_with("error: "), "{}", ran.err);
    }
}

#[test]
fn the_reader_without_a_screen_names_the_commands_that_need_none() {
    let ran = desk().run(&[""; 0]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    for command in ["dateline list", "dateline show ID", "dateline check"] {
        assert!(ran.err.contains(command), "{}", ran.err);
    }
}

#[test]
fn a_mistyped_command_is_a_path_that_is_not_there_and_the_right_one_is_named() {
    let ran = desk().run(&["chekc"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("chekc: no such file or folder"), "{}", ran.err);
    assert!(ran.err.contains("did you mean the command `dateline check`?"), "{}", ran.err);
}

#[test]
fn a_command_behind_a_path_is_told_to_stand_first() {
    let ran = desk().run(&["briefings", "list"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("`list` is a command and stands first"), "{}", ran.err);
}

#[test]
fn an_argument_that_is_no_utf_8_is_a_path_like_any_other() {
    let desk = Desk::new();
    let name = OsStr::from_bytes(b"lib-\xff\x1b[31m");
    desk.file(std::path::Path::new(name).join("a.toml"), GOOD);
    let ran = desk.run(&[OsStr::new("list"), OsStr::new("--library"), name]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let absent = OsStr::from_bytes(b"absent-\xff\x1b[31m");
    let ran = desk.run(&[absent]);
    assert_eq!(ran.status, 2);
    assert!(!ran.err.contains('\x1b'), "{:?}", ran.err);
}

#[test]
fn the_help_teaches_by_examples() {
    let help = Desk::new().run(&["--help"]).out;
    for words in
        ["Usage: dateline [OPTIONS] [PATH]...", "dateline show harbour-talks", "briefings/"]
    {
        assert!(help.contains(words), "{help}");
    }
}

#[test]
fn the_manual_names_every_command_place_and_status() {
    let page = Desk::new().run(&["man"]).out.replace('\\', "");
    let expected = [
        ".SH COMMANDS",
        "dateline list",
        "dateline show",
        "dateline check",
        "dateline schema",
        "dateline config",
        "dateline completions",
        ".SH ENVIRONMENT",
        "DATELINE_STATE",
        "NO_COLOR",
        ".SH FILES",
        ".SH \"EXIT STATUS\"",
        ".SH EXAMPLES",
    ];
    for words in expected {
        assert!(page.contains(words), "{words} is not in\n{page}");
    }
}

#[test]
fn the_page_names_every_command_and_option() {
    let page = include_str!("../../docs/command-line.md");
    let help = Desk::new().run(&["--help"]).out;
    let (_, commands) = help.split_once("Commands:\n").expect("a list of commands");
    for line in commands.lines().take_while(|line| !line.is_empty()) {
        let name = line.split_whitespace().next().expect("a name");
        assert!(page.contains(&format!("`dateline {name}")), "{name}");
        let help = Desk::new().run(&[name, "--help"]).out;
        let options = help.split_whitespace().filter(|word| word.starts_with("--"));
        for option in options.filter(|option| *option != "--help") {
            assert!(page.contains(option), "{name} {option}");
        }
    }
}
