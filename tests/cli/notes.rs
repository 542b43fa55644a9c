//! Notes from scripts: added, listed, changed, deleted and restored by the real binary.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Stdio;
use std::thread;

use serde_json::Value;

use crate::desk::{Desk, GOOD, Ran};

const NOTES: &str = "home/.local/share/dateline/notes";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    desk
}

/// Adds a note and gives back its id.
fn add(desk: &Desk, arguments: &[&str]) -> String {
    let ran = desk.run(&[&["note", "add"], arguments].concat());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{arguments:?}");
    ran.out.trim().to_owned()
}

/// The notes as JSON.
fn list(desk: &Desk, arguments: &[&str]) -> Vec<Value> {
    let ran = desk.run(&[&["notes", "--format", "json"], arguments].concat());
    ran.json().as_array().expect("a list").clone()
}

fn file(desk: &Desk, id: &str) -> PathBuf {
    desk.path(NOTES).join("harbour-talks").join(format!("{id}.md"))
}

/// What a refused command said.
fn refused(desk: &Desk, arguments: &[&str]) -> String {
    let ran = desk.run(arguments);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}");
    ran.err
}

#[test]
fn a_note_on_words_says_all_that_it_was_given() {
    let desk = desk();
    let id = add(
        &desk,
        &[
            "harbour-talks#readout",
            "--quote",
            "the same text",
            "--mark",
            "verify",
            "--tag",
            "follow-up",
            "--tag",
            "wording",
            "--sourcing",
            "document",
            "--sentiment",
            "mixed",
            "Process, not substance.",
        ],
    );
    let notes = list(&desk, &[]);
    assert_eq!(notes.len(), 1);
    let note = &notes[0];
    for (key, value) in [
        ("id", id.as_str()),
        ("briefing", "harbour-talks"),
        ("level", "span"),
        ("found", "here"),
        ("section", "on-paper"),
        ("passage", "readout"),
        ("quote", "the same text"),
        ("kind", "comment"),
        ("mark", "verify"),
        ("sourcing", "document"),
        ("sentiment", "mixed"),
        ("body", "Process, not substance.\n"),
    ] {
        assert_eq!(note[key], value, "{key}");
    }
    assert_eq!(note["tags"], serde_json::json!(["follow-up", "wording"]));
    let text = fs::read_to_string(file(&desk, &id)).expect("the note");
    assert_eq!(desk.run(&["note", "show", &id]).out, text);
    let line = desk.run(&["notes"]).out;
    assert!(
        line.starts_with(&format!("{id}  here       harbour-talks#readout  comment !verify")),
        "{line}"
    );
}

#[test]
fn what_a_note_is_for_follows_from_what_it_says() {
    let desk = desk();
    add(&desk, &["harbour-talks", "On the whole."]);
    add(&desk, &["harbour-talks#on-paper", "--tag", "x"]);
    add(&desk, &["harbour-talks#silence", "--sentiment", "negative"]);
    add(&desk, &["harbour-talks#silence", "--mark", "key"]);
    add(&desk, &["harbour-talks", "--quote", "third round"]);
    let notes = list(&desk, &[]);
    let told: Vec<String> = notes
        .iter()
        .map(|note| {
            format!("{} {}", note["level"].as_str().unwrap(), note["kind"].as_str().unwrap())
        })
        .collect();
    let expected = [
        "briefing comment",
        "section comment",
        "passage judgement",
        "passage mark",
        "span highlight",
    ];
    assert_eq!(told, expected, "in the order of reading");
}

#[test]
fn words_are_found_however_a_page_wrapped_them_and_a_text_may_begin_with_a_dash() {
    let desk = desk();
    let words = "the  same\n text";
    add(&desk, &["harbour-talks#readout", "--quote", words, "--", "- a list"]);
    let note = &list(&desk, &[])[0];
    assert_eq!((&note["quote"], &note["body"]), (&"the same text".into(), &"- a list\n".into()));
}

#[test]
fn a_key_that_nobody_knows_is_not_what_is_wrong_with_a_file() {
    let desk = desk();
    let id = add(&desk, &["harbour-talks", "Words."]);
    let path = file(&desk, &id);
    let text = fs::read_to_string(&path).expect("read");
    fs::write(&path, text.replacen("+++\n", "+++\nshelf = 3\n", 1)).expect("written");
    let ran = desk.run(&["check", "--notes"]);
    assert_eq!(ran.status, 0, "{}", ran.out);
    let broken = text.replacen("+++\n", "+++\nshelf = 3\n", 1).replace("\"comment\"", "\"x\"");
    fs::write(&path, broken).expect("written");
    let ran = desk.run(&["check", "--notes"]);
    assert!(ran.out.contains("`x` is no value of `kind`"), "{}", ran.out);
    assert!(!ran.out.contains("shelf"), "{}", ran.out);
}

#[test]
fn a_note_that_is_too_large_is_told_as_one() {
    let desk = desk();
    let id = add(&desk, &["harbour-talks", "Words."]);
    fs::write(file(&desk, &id), "x".repeat(9 * 1024 * 1024)).expect("written");
    let told = desk.run(&["notes"]).err;
    assert!(told.contains("larger than 4 MiB") && !told.contains("briefing"), "{told}");
}

#[test]
fn a_note_is_signed_by_its_author() {
    let desk = desk();
    let add = desk.command(&["note", "add", "harbour-talks", "Words."]).env("USER", "ana").output();
    assert_eq!(add.expect("it runs").status.code(), Some(0));
    assert_eq!(list(&desk, &[])[0]["author"], "ana");
}

#[test]
fn a_mark_is_one_of_the_list_that_the_configuration_adds_to() {
    let desk = desk();
    let told = refused(&desk, &["note", "add", "harbour-talks", "--mark", "verfy"]);
    assert!(told.contains("`verfy` is no mark; did you mean `verify`?"), "{told}");
    desk.file("own.toml", "[marks]\nx = \"translate\"\n");
    let mark = ["note", "add", "harbour-talks", "--mark", "translate"];
    assert!(refused(&desk, &mark).contains("`[marks]` of the configuration adds others"));
    let added = desk.run(&[&mark[..], &["--config", "own.toml"]].concat());
    assert_eq!((added.status, added.err.as_str()), (0, ""));
}

#[test]
fn a_note_is_changed_deleted_and_restored_by_the_beginning_of_its_id() {
    let desk = desk();
    let id = add(&desk, &["harbour-talks#silence", "One."]);
    let start = &id[..8];
    let first = fs::read_to_string(file(&desk, &id)).expect("the note");
    assert_eq!(desk.run(&["note", "edit", start, "Two."]).status, 0);
    assert_eq!(list(&desk, &[])[0]["body"], "Two.\n");
    let mut child = desk.command(&["note", "edit", start, "-"]);
    let mut child = child.stdin(Stdio::piped()).spawn().expect("it runs");
    child.stdin.take().expect("stdin").write_all(b"Three.\n\nFour.").expect("written");
    assert!(child.wait().expect("it ends").success());
    assert_eq!(list(&desk, &[])[0]["body"], "Three.\n\nFour.\n");
    assert_eq!(desk.run(&["note", "rm", start]).status, 0);
    assert_eq!(list(&desk, &[]).len(), 0);
    assert!(list(&desk, &["--buried"])[0]["buried"].is_string());
    assert_eq!(desk.run(&["note", "restore", start]).status, 0);
    assert_eq!(desk.run(&["note", "edit", start, "One."]).status, 0);
    assert_eq!(fs::read_to_string(file(&desk, &id)).expect("the note"), first, "to the byte");
}

#[test]
fn a_mistake_is_told_with_what_to_do() {
    let desk = desk();
    for (arguments, words) in [
        (&["harbor-talks", "x"][..], "did you mean `harbour-talks`?"),
        (&["harbour-talks#silense", "x"], "did you mean `silence`?"),
        (&["harbour-talks"], "nothing to note: give a text"),
        (&["harbour-talks", "--quote", "absent words"], "do not stand there, within one passage"),
        (&["harbour-talks", "--quote", "round"], "2 times (readout, silence); quote more words"),
        (&["harbour-talks", "--quote", " "], "`--quote` has no words"),
        (&["harbour-talks#silence", "--sourcing", "documnt"], "did you mean `document`? allowed: "),
        (&["harbour-talks#silence", "--tag", "a\u{1b}b"], "is no word for a tag"),
        (&["harbour-talks", "<<<<<<< a\n=======\n>>>>>>> b"], "indent lines that look like"),
    ] {
        let told = refused(&desk, &[&["note", "add"], arguments].concat());
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
    assert!(!desk.path(NOTES).exists(), "nothing was written");
    let id = add(&desk, &["harbour-talks", "One."]);
    add(&desk, &["harbour-talks", "Two."]);
    let told = refused(&desk, &["note", "rm", "0"]);
    assert!(told.contains("2 notes have an id that begins with `0`: "), "{told}");
    let told = refused(&desk, &["note", "rm", "xyz"]);
    assert!(told.contains("no note has the id `xyz`; `dateline notes` names them all"), "{told}");
    let wrong = format!("{}0", &id[1..]);
    assert!(refused(&desk, &["note", "show", &wrong]).contains(&format!("did you mean `{id}`?")));
}

#[test]
fn a_damaged_file_is_told_shown_and_left_alone() {
    let desk = desk();
    let good = add(&desk, &["harbour-talks", "Good."]);
    let bad = add(&desk, &["harbour-talks", "Bad."]);
    let broken = "+++\nid = 3\n+++\nWords.\n";
    fs::write(file(&desk, &bad), broken).expect("written");
    let ran = desk.run(&["notes"]);
    assert_eq!((ran.status, ran.out.lines().count()), (1, 1), "{}", ran.err);
    assert!(ran.out.starts_with(&good) && ran.err.contains(&bad), "{}", ran.err);
    assert!(list(&desk, &[]).iter().any(|note| note["readable"] == false));
    let shown = desk.run(&["note", "show", &bad]);
    assert_eq!((shown.status, shown.out.as_str()), (1, broken));
    assert!(shown.err.contains("`id`"), "{}", shown.err);
    refused(&desk, &["note", "edit", &bad, "New."]);
    assert_eq!(fs::read_to_string(file(&desk, &bad)).expect("read"), broken);
    let checked = desk.run(&["check", "--notes"]);
    assert_eq!(checked.status, 1);
    assert!(checked.out.contains(&bad) && checked.out.contains("1 note (0 buried), 1 problem"));
}

#[test]
fn a_note_follows_its_briefing_and_says_so() {
    let desk = desk();
    add(&desk, &["harbour-talks#silence", "--quote", "third round", "Words."]);
    let found = |desk: &Desk| list(desk, &[])[0]["found"].as_str().expect("a word").to_owned();
    desk.file("briefings/a.toml", GOOD.replace("No date", "Again no date"));
    assert_eq!(found(&desk), "here");
    desk.file("briefings/a.toml", GOOD.replace("No date for a third round was named.", "Rain."));
    assert_eq!(found(&desk), "lost");
    fs::remove_file(desk.path("briefings/a.toml")).expect("removed");
    assert_eq!(found(&desk), "absent");
    desk.file("briefings/a.toml", GOOD);
    assert_eq!(found(&desk), "here");
}

#[test]
fn a_folder_is_proven_sound_or_all_that_is_wrong_is_told() {
    let desk = desk();
    let id = add(&desk, &["harbour-talks#silence", "Words."]);
    let gone = add(&desk, &["harbour-talks#readout", "More."]);
    desk.run(&["note", "rm", &gone]);
    let sound = desk.run(&["check", "--notes"]);
    assert_eq!((sound.status, sound.err.as_str()), (0, ""));
    assert_eq!(
        sound.out,
        "2 notes (1 buried), no problem\nhere 1, moved 0, edited 0, suggested 0, lost 0, absent 0\n"
    );
    let snapshots = desk.path(NOTES).join("snapshots");
    fs::remove_dir_all(&snapshots).expect("removed");
    let text = fs::read_to_string(file(&desk, &id)).expect("read");
    desk.file(format!("{NOTES}/harbour-talks/copy.md"), &text);
    let more = fs::read_to_string(file(&desk, &gone)).expect("read");
    let twin = more.replace("\"harbour-talks\"", "\"elsewhere\"");
    desk.file(format!("{NOTES}/elsewhere/{gone}.md"), twin);
    let conflict = text.replace("Words.\n", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n");
    fs::write(file(&desk, &id), conflict).expect("written");
    let ran = desk.run(&["check", "--notes", "--format", "json"]);
    assert_eq!(ran.status, 1);
    let report = ran.json();
    let reasons: Vec<&str> = (report["problems"].as_array().expect("a list").iter())
        .map(|problem| problem["reason"].as_str().expect("words"))
        .collect();
    for words in [
        "git left two versions",
        "by its id and its target",
        "missing or altered",
        "its id is that of",
    ] {
        assert!(
            reasons.iter().any(|reason| reason.starts_with(words) || reason.contains(words)),
            "{words}: {reasons:?}"
        );
    }
    assert_eq!((&report["notes"], &report["found"]["here"]), (&2.into(), &0.into()));
}

#[test]
fn the_configuration_says_where_the_notes_are() {
    let desk = desk();
    desk.file("home/.config/dateline/config.toml", "notes = \"shelf\"");
    let id = add(&desk, &["harbour-talks", "Words."]);
    let path = desk.path("home/.config/dateline/shelf/harbour-talks").join(format!("{id}.md"));
    assert!(path.is_file());
    let told = desk.run(&["config"]).out;
    assert!(told.contains("/shelf\" # configuration file"), "{told}");
}

#[test]
fn eight_programs_that_add_fifty_notes_each_leave_four_hundred() {
    let desk = desk();
    let ids: Vec<String> = thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                let desk = &desk;
                scope.spawn(move || {
                    let one =
                        |turn| add(desk, &["harbour-talks#silence", &format!("{writer} {turn}")]);
                    (0..50).map(one).collect::<Vec<String>>()
                })
            })
            .collect();
        writers.into_iter().flat_map(|writer| writer.join().expect("it ends")).collect()
    });
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 400);
    let notes = list(&desk, &[]);
    let bodies: BTreeSet<&str> =
        notes.iter().map(|note| note["body"].as_str().expect("words")).collect();
    assert_eq!((notes.len(), bodies.len()), (400, 400));
    assert_eq!(desk.run(&["check", "--notes"]).status, 0);
}

#[test]
fn listing_and_checking_change_no_file() {
    let desk = desk();
    let id = add(&desk, &["harbour-talks#silence", "Words."]);
    let state = || {
        let folder = desk.path(NOTES).join("harbour-talks");
        let names: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|e| e.expect("one").file_name()).collect();
        let kind = file(&desk, &id).metadata().expect("there");
        (names, fs::read(file(&desk, &id)).expect("read"), kind.modified().expect("a time"))
    };
    let before = state();
    for command in
        [&["notes"][..], &["check", "--notes"], &["note", "show", &id], &["note", "restore", &id]]
    {
        let ran: Ran = desk.run(command);
        assert_eq!(ran.status, 0, "{command:?}");
    }
    assert_eq!(state(), before);
}
