//! `export` and `notes import` by the real binary: files, streams, targets of every kind.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::process::Stdio;

use crate::desk::{Desk, GOOD, Ran, make_fifo, say_skipped};

const NOTES: &str = "home/.local/share/dateline/notes";

/// A desk with two notes on one briefing, one of them on words.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    for arguments in [
        &["harbour-talks#readout", "--quote", "the same text", "--mark", "verify", "Process."][..],
        &["harbour-talks", "On the whole."],
    ] {
        let ran = desk.run(&[&["note", "add"], arguments].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
    }
    desk
}

fn export(desk: &Desk, arguments: &[&str]) -> Ran {
    desk.run(&[&["export"], arguments].concat())
}

fn read(desk: &Desk, name: &str) -> String {
    fs::read_to_string(desk.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The names in a folder.
fn names(desk: &Desk, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(desk.path(folder)).expect("a folder");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<String> = entries.map(|entry| name(entry.expect("an entry"))).collect();
    names.sort();
    names
}

#[test]
fn without_a_target_nothing_is_written() {
    let desk = desk();
    let before = names(&desk, "");
    let ran = export(&desk, &[]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(
        ran.out.contains("Both ministries put out ==the same text== and called"),
        "{}",
        ran.out
    );
    assert_eq!(export(&desk, &["-o", "-"]).out, ran.out);
    assert_eq!(export(&desk, &["harbour-talks"]).out, ran.out);
    assert_eq!(names(&desk, ""), before);
    assert!(!desk.path("home/.local/state/dateline/exports").exists());
}

#[test]
fn a_folder_gets_a_file_a_briefing_and_is_told_of_it() {
    let desk = desk();
    let ran = export(&desk, &["-o", "out"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert_eq!(ran.err, "out/harbour-talks.notes.md: written, 2 notes\n");
    assert_eq!(read(&desk, "out/harbour-talks.notes.md"), export(&desk, &[]).out);
    let again = export(&desk, &["-o", "out/"]);
    assert_eq!(again.err, "out/harbour-talks.notes.md: unchanged\n");
    let named = export(&desk, &["-o", "notes.md"]);
    assert_eq!(named.err, "notes.md: written, 2 notes\n");
    let table = export(&desk, &["--format", "csv", "-o", "out"]);
    assert_eq!(table.err, "out/notes.csv: written, 2 notes\n");
}

#[test]
fn exporting_again_keeps_what_the_analyst_wrote() {
    let desk = desk();
    let name = "out/harbour-talks.notes.md";
    export(&desk, &["-o", "out"]);
    let edited = read(&desk, name).replace("Process.", "Process, I say.") + "\nMy summary.\n";
    desk.file(name, &edited);
    assert_eq!(
        export(&desk, &["-o", "out"]).err,
        format!("{name}: edited since, and left so: there is nothing new\n")
    );
    desk.run(&["note", "add", "harbour-talks#silence", "Why not?"]);
    let beside = export(&desk, &["-o", "out"]);
    assert_eq!(beside.status, 1);
    assert!(
        beside
            .err
            .starts_with(&format!("{name}: edited since, and left so; the new text is {name}.new")),
        "{}",
        beside.err
    );
    assert_eq!(read(&desk, name), edited);
    let merged = export(&desk, &["-o", "out", "--merge"]);
    assert_eq!(
        (merged.status, merged.err),
        (0, format!("{name}: written, 3 notes; your edits are kept\n"))
    );
    let joined = read(&desk, name);
    for words in ["Process, I say.", "Why not?", "My summary."] {
        assert!(joined.contains(words), "{joined}");
    }
    let forced = export(&desk, &["-o", "out", "--force"]);
    assert_eq!(
        forced.err,
        format!("{name}: written, 3 notes; what it said is kept as {name}.old\n")
    );
    assert_eq!(read(&desk, &format!("{name}.old")), joined);
    let text = read(&desk, name);
    assert!(text.contains("Process.\n") && text.contains("My summary."), "{text}");
}

#[test]
fn a_file_of_another_kind_is_left_alone() {
    let desk = desk();
    desk.file("out/harbour-talks.notes.md", "Mine.\n");
    desk.file("notes.csv", "mine\n");
    let ran = export(&desk, &["-o", "out"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("left as it is: it is no export of this program"), "{}", ran.err);
    let ran = export(&desk, &["--format", "csv", "-o", "notes.csv"]);
    assert_eq!(ran.status, 1);
    assert_eq!(read(&desk, "notes.csv"), "mine\n");
    assert!(read(&desk, "notes.csv.new").starts_with("\"id\","));
    let ran = export(&desk, &["--format", "csv", "-o", "notes.csv", "--force"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(read(&desk, "notes.csv.old"), "mine\n");
    desk.run(&["note", "add", "harbour-talks#silence", "Why not?"]);
    let ran = export(&desk, &["--format", "csv", "-o", "notes.csv"]);
    assert_eq!(ran.err, "notes.csv: written, 3 notes\n", "what is its own is replaced");
}

#[test]
fn targets_that_are_no_files_are_refused() {
    let desk = desk();
    make_fifo(&desk.path("pipe.json"));
    symlink("nowhere/at/all", desk.path("dangling.json")).expect("linked");
    symlink("loop.json", desk.path("loop.json")).expect("linked");
    fs::create_dir(desk.path("folder.md")).expect("created");
    let mut targets = vec!["pipe.json", "dangling.json", "loop.json"];
    if desk.path("/dev/full").exists() {
        targets.push("/dev/full");
    } else {
        say_skipped("targets_that_are_no_files_are_refused", "/dev/full");
    }
    for target in targets {
        let ran = export(&desk, &["--format", "json", "-o", target]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{target}");
        assert!(ran.err.contains(target), "{}", ran.err);
    }
    let ran = export(&desk, &["-o", "folder.md"]);
    assert_eq!(ran.err, "folder.md/harbour-talks.notes.md: written, 2 notes\n", "a folder is one");
    fs::create_dir(desk.path("folder.md/notes.json")).expect("created");
    let ran = export(&desk, &["--format", "json", "-o", "folder.md"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("folder.md/notes.json: a folder"), "{}", ran.err);
}

#[test]
fn no_link_leads_out_of_the_folder() {
    let desk = desk();
    desk.file("elsewhere/precious.md", "Precious.\n");
    fs::create_dir(desk.path("out")).expect("created");
    let name = "out/harbour-talks.notes.md";
    symlink("../elsewhere/precious.md", desk.path(name)).expect("linked");
    for way in [&["-o", "out"][..], &["-o", "out", "--force"]] {
        let ran = export(&desk, way);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains("leads out of the folder"), "{}", ran.err);
    }
    fs::remove_file(desk.path(name)).expect("removed");
    export(&desk, &["-o", "out"]);
    desk.file(name, read(&desk, name).replace("Process.", "Mine."));
    symlink("../elsewhere/precious.md", desk.path(format!("{name}.new"))).expect("linked");
    desk.run(&["note", "add", "harbour-talks#silence", "Why not?"]);
    let ran = export(&desk, &["-o", "out"]);
    assert!(ran.err.contains("a symbolic link"), "{}", ran.err);
    assert_eq!(read(&desk, "elsewhere/precious.md"), "Precious.\n");
    desk.file("out/mine.json", "{}");
    symlink("mine.json", desk.path("out/notes.json")).expect("linked");
    let inside = export(&desk, &["--format", "json", "-o", "out", "--force"]);
    assert_eq!(inside.status, 0, "a link within the folder is followed: {}", inside.err);
}

#[test]
fn a_file_that_cannot_be_written_keeps_no_other_from_it() {
    let desk = desk();
    desk.file("briefings/b.toml", GOOD.replace("harbour-talks", "another"));
    assert_eq!(desk.run(&["note", "add", "another", "Words."]).status, 0);
    fs::create_dir_all(desk.path("out/harbour-talks.notes.md")).expect("created");
    let ran = export(&desk, &["-o", "out"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("out/another.notes.md: written, 1 note\n"), "{}", ran.err);
    assert!(ran.err.contains("out/harbour-talks.notes.md: a folder"), "{}", ran.err);
}

#[test]
fn half_a_file_is_never_there() {
    let desk = desk();
    let script = "ulimit -f 1; exec \"$0\" export --format json -o notes.json";
    for turn in 0..4 {
        desk.run(&["note", "add", "harbour-talks", &"words ".repeat(400 + turn)]);
    }
    let mut limited = desk.command(&[""; 0]);
    let program = limited.get_program().to_owned();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", script]).arg(program).current_dir(desk.path(""));
    shell.env_clear().env("HOME", desk.path("home")).env("PATH", "/usr/bin:/bin");
    let ran = Ran::of(shell.output().expect("a shell"));
    limited.arg("--version");
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("cannot write it: file too large"), "{}", ran.err);
    assert_eq!(names(&desk, ""), ["briefings", "home"]);
}

#[test]
fn a_reader_that_went_away_is_no_error_and_a_full_disk_is_one() {
    let desk = desk();
    for format in ["md", "json", "w3c", "csv"] {
        let mut child = desk
            .command(&["export", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        drop(child.stdout.take());
        assert_eq!(child.wait().expect("it ends").code(), Some(0));
        let mut words = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut words).expect("read");
        assert_eq!(words, "");
        let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
            say_skipped("a_reader_that_went_away_is_no_error_and_a_full_disk_is_one", "/dev/full");
            continue;
        };
        let ran = Ran::of(
            desk.command(&["export", "--format", format]).stdout(full).output().expect("it runs"),
        );
        assert_eq!(ran.status, 1);
        assert!(ran.err.starts_with("dateline: cannot write the output: "), "{}", ran.err);
    }
}

#[test]
fn export_wipe_import_gives_the_same_notes() {
    let desk = desk();
    let listed: Vec<String> = desk.run(&["notes"]).out.lines().map(str::to_owned).collect();
    let id = &listed[0][..36];
    assert_eq!(desk.run(&["note", "rm", id]).status, 0);
    let before = export(&desk, &["--format", "json", "--buried"]).out;
    desk.file("kept.json", &before);
    fs::rename(desk.path(NOTES), desk.path("old")).expect("renamed");
    let ran = desk.run(&["notes", "import", "kept.json"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "dateline: 2 notes added\n"));
    for folder in ["harbour-talks", "snapshots"] {
        let (old, new) = (format!("old/{folder}"), format!("{NOTES}/{folder}"));
        assert_eq!(names(&desk, &old), names(&desk, &new));
        for name in names(&desk, &old) {
            assert_eq!(
                read(&desk, &format!("{old}/{name}")),
                read(&desk, &format!("{new}/{name}"))
            );
        }
    }
    assert_eq!(export(&desk, &["--format", "json", "--buried"]).out, before);
    assert_eq!(desk.run(&["check", "--notes"]).status, 0);
    let again = desk.run(&["notes", "import", "kept.json"]);
    assert_eq!(
        (again.status, again.err.as_str()),
        (0, "dateline: 0 notes added, 2 there already\n")
    );
    let mut child = desk
        .command(&["notes", "import", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    child.stdin.take().expect("piped").write_all(before.as_bytes()).expect("written");
    let piped = Ran::of(child.wait_with_output().expect("it ends"));
    assert_eq!((piped.status, piped.err), (0, again.err));
    let other = &listed[1][..36];
    desk.run(&["note", "edit", other, "Other words."]);
    let third = desk.run(&["notes", "import", "kept.json"]);
    assert_eq!(third.status, 1);
    assert!(third.err.contains("says something else already, and stays\n"), "{}", third.err);
    assert!(desk.run(&["notes"]).out.contains("Other words."));
}

#[test]
fn what_cannot_be_imported_changes_nothing() {
    let desk = desk();
    let good = export(&desk, &["--format", "json"]).out;
    let half = good.replacen("\"kind\": \"comment\"", "\"kind\": \"sonnet\"", 1);
    for (text, words) in
        [("{}", "`format` is not"), (half.as_str(), "`kind` is none that there is")]
    {
        desk.file("bad.json", text);
        fs::remove_dir_all(desk.path(NOTES)).ok();
        let ran = desk.run(&["notes", "import", "bad.json"]);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains(words) && ran.err.contains("bad.json"), "{}", ran.err);
        assert!(!desk.path(NOTES).exists(), "all or nothing");
    }
    make_fifo(&desk.path("pipe"));
    assert_eq!(desk.run(&["notes", "import", "pipe"]).status, 2, "it does not wait");
}

#[test]
fn only_what_is_asked_for_is_exported() {
    let desk = desk();
    let some = export(&desk, &["--format", "csv", "--where", "sourcing:official-statement"]);
    assert_eq!((some.status, some.out.lines().count()), (0, 3), "{}", some.out);
    let marked = export(&desk, &["--format", "csv", "--where", "mark:verify \"same text\""]);
    assert_eq!(marked.out.matches("\r\n").count(), 2, "{}", marked.out);
    let none = export(&desk, &["--where", "sourcing:anonymous"]);
    assert_eq!((none.out.as_str(), none.err.as_str()), ("", "dateline: no notes to export\n"));
    let table = export(&desk, &["--table", "--where", "sourcing:unattributed"]).out;
    assert!(
        table.contains("| silence | courier-0402.txt ¶ 5 | unattributed · neutral |"),
        "{table}"
    );
    assert!(!table.contains("readout"), "{table}");
    let bare = export(&desk, &["harbour-talk"]);
    assert_eq!(bare.status, 2);
    assert!(bare.err.contains("did you mean `harbour-talks`?"), "{}", bare.err);
}

#[test]
fn options_that_mean_nothing_are_refused() {
    let desk = desk();
    for arguments in [
        &["--single", "--format", "json"][..],
        &["--merge", "--format", "csv", "-o", "x.csv"],
        &["--raw-cells"],
        &["--buried"],
        &["--merge", "--force"],
        &["--single", "--table"],
        &["--format", "template"],
        &["--where", "colour:red"],
        &["--where", "("],
    ] {
        let ran = export(&desk, arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_template_is_named_on_the_command_line_or_in_the_configuration() {
    let desk = desk();
    desk.file(
        "mine.txt.j2",
        "{% for b in briefings %}{{ b.title }}: {{ b.notes|length }}{% endfor %}\n",
    );
    let ran = export(&desk, &["--template", "mine.txt.j2"]);
    assert_eq!(ran.out, "Harbour talks end without a date: 2", "{}", ran.err);
    desk.file("home/.config/dateline/config.toml", "template = \"t.txt.j2\"\n");
    desk.file("home/.config/dateline/t.txt.j2", "{{ briefings|length }}\n");
    let ran = export(&desk, &["--format", "template", "-o", "out/"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, "out/t.txt: written, 2 notes\n"));
    assert_eq!(read(&desk, "out/t.txt"), "1\n");
    desk.file("bad.j2", "one\n{{ nothing }}\n");
    let ran = export(&desk, &["--template", "bad.j2", "-o", "bad.txt"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.starts_with("dateline: bad.j2: line 2: undefined value"), "{}", ran.err);
    assert!(!desk.path("bad.txt").exists());
}

#[test]
fn a_briefing_can_name_no_place_to_write_to() {
    let desk = Desk::new();
    let hostile = GOOD
        .replace("Harbour talks end without a date", "../../../tmp/x\\u0000\\u001b[31m --force")
        .replace("A. Example", "=cmd|' /C calc'!A0");
    desk.file("briefings/a.toml", hostile);
    desk.run(&["note", "add", "harbour-talks#readout", "Words."]);
    let ran = export(&desk, &["-o", "out"]);
    assert_eq!((ran.status, ran.err.contains('\x1b')), (0, false), "{}", ran.err);
    assert_eq!(names(&desk, "out"), ["harbour-talks.notes.md"]);
    assert_eq!(names(&desk, ""), ["briefings", "home", "out"]);
    let rows = export(&desk, &["--format", "csv"]).out;
    assert!(rows.contains("\"'=cmd|' /C calc'!A0\""), "{rows}");
}

#[test]
fn notes_that_cannot_be_used_are_told_and_hide_no_others() {
    let desk = desk();
    desk.file(format!("{NOTES}/harbour-talks/01956f3a-7c1e-7b40-9a52-3f0d6b1c8e77.md"), "+++\n");
    let ran = export(&desk, &[]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("Process."));
    assert!(
        ran.err.ends_with("1 file of the notes cannot be used and cannot be exported\n"),
        "{}",
        ran.err
    );
}
