//! Notes in two clones of one repository, joined by the real `git merge` without any setting.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use dateline::notes::NoteId;
use dateline::notes::conflict::Conflict;
use dateline::notes::document::{Damage, Document};
use dateline::notes::merge::{Side, settle};
use dateline::notes::note::{Judgement, Kind, Note, Origin};
use dateline::notes::target::{Extent, Moved, Quote, Spot, Target};
use dateline::store::notes::{How, NotesFolder};
use jiff::Timestamp;

use crate::desk::say_skipped;

fn note() -> Note {
    let at = Timestamp::from_second(1_900_000_000).expect("a time");
    let spot = Spot { passage: "p".into(), section: Some("s".into()), snapshot: None };
    let quote =
        Quote { exact: "words".into(), prefix: "a ".into(), suffix: " z".into(), range: 2..7 };
    let origin = Origin { author: Some("ana".into()), created: at };
    let target = Target::new("b", Extent::Span(spot, quote));
    Note {
        body: "First line.\n\nSecond line.\n\nThird line.\n".into(),
        ..Note::new(NoteId::new(at, [7; 10]), Kind::Comment, origin, target)
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Option<Output> {
    let mut command = Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=ana", "-c", "user.email=ana@example.org"]);
    command
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null");
    command.output().ok()
}

fn must(folder: &Path, arguments: &[&str]) {
    let output = git(folder, arguments).expect("git");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(folder: &Path, files: &[File]) {
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("a file");
    }
    must(folder, &["add", "-A"]);
    must(folder, &["commit", "-q", "--allow-empty", "-m", "notes"]);
}

/// A file's name and text.
type File = (String, String);

fn named(name: &str, document: &Document) -> File {
    (name.to_owned(), document.text().to_owned())
}

/// What `git merge` makes of the files, and whether it was content; `None` where there is no git.
fn merged(base: &[File], ours: &[File], theirs: &[File]) -> Option<(bool, Vec<String>)> {
    merged_in_style("merge", [base, ours, theirs])
}

/// The same, where git is told how much to write into a file that it cannot join.
fn merged_in_style(style: &str, versions: [&[File]; 3]) -> Option<(bool, Vec<String>)> {
    let [base, ours, theirs] = versions;
    let home = tempfile::tempdir().expect("a folder");
    let one = home.path().join("one");
    fs::create_dir(&one).expect("a folder");
    if git(&one, &["init", "-q", "-b", "main"]).is_none() {
        say_skipped("joining notes with git", "git");
        return None;
    }
    must(&one, &["config", "merge.conflictStyle", style]);
    commit(&one, base);
    must(home.path(), &["clone", "-q", "one", "other"]);
    let other = home.path().join("other");
    commit(&one, ours);
    commit(&other, theirs);
    must(&one, &["fetch", "-q", "../other", "main"]);
    let joined = git(&one, &["merge", "-q", "--no-edit", "FETCH_HEAD"])?.status.success();
    let read = |file: &File| fs::read_to_string(one.join(&file.0)).expect("the note");
    Some((joined, base.iter().map(read).collect()))
}

/// One note in three versions, joined.
fn merged_note(base: &Document, ours: &Document, theirs: &Document) -> Option<(bool, String)> {
    let [base, ours, theirs] = [base, ours, theirs].map(|document| [named("note.md", document)]);
    let (joined, mut texts) = merged(&base, &ours, &theirs)?;
    Some((joined, texts.remove(0)))
}

type Change = fn(&mut Note);

/// Two changes of one note in two clones, both ways round; all pairs in one merge.
fn join_cleanly(base: &Note, pairs: &[(Change, Change)]) {
    let file = Document::fresh(base.clone());
    let changed = |changes: &[Change]| {
        let mut note = base.clone();
        for change in changes {
            change(&mut note);
        }
        file.changed(note)
    };
    let both_ways = pairs.iter().flat_map(|(one, other)| [[*one, *other], [*other, *one]]);
    let cases: Vec<[Change; 2]> = both_ways.collect();
    let files = |pick: &dyn Fn(&[Change; 2]) -> Document| -> Vec<File> {
        let named = |(at, case)| named(&format!("{at}.md"), &pick(case));
        cases.iter().enumerate().map(named).collect()
    };
    let [old, own, other] = [
        files(&|_| file.clone()),
        files(&|[own, _]| changed(&[*own])),
        files(&|[_, other]| changed(&[*other])),
    ];
    let Some((joined, texts)) = merged(&old, &own, &other) else { return };
    for (text, case) in texts.iter().zip(&cases) {
        assert_eq!(text, changed(case).text());
    }
    assert!(joined);
}

fn bury(note: &mut Note) {
    note.buried = Timestamp::from_second(1_900_000_500).ok();
}

fn mark(note: &mut Note) {
    note.mark = Some("verify".into());
}

fn tag(note: &mut Note) {
    note.tags.insert("follow-up".into());
}

fn write_first(note: &mut Note) {
    note.body = note.body.replace("First", "1st");
}

fn write_last(note: &mut Note) {
    note.body.push_str("A fourth.\n");
}

fn judge_sourcing(note: &mut Note) {
    note.judgement.sourcing = Some("analysis".into());
}

fn judge_sentiment(note: &mut Note) {
    note.judgement.sentiment = Some("mixed".into());
}

fn move_it(note: &mut Note) {
    let confirmed = Timestamp::from_second(1_900_000_900).expect("a time");
    let extent = Extent::Section("s".into());
    note.target.moved = Some(Moved { confirmed, extent });
}

#[test]
fn different_changes_of_one_note_are_joined() {
    let changes: [Change; 8] =
        [bury, mark, tag, write_first, write_last, judge_sourcing, judge_sentiment, move_it];
    let pairs = changes
        .iter()
        .enumerate()
        .flat_map(|(at, ours)| changes[at + 1..].iter().map(move |theirs| (*ours, *theirs)));
    join_cleanly(&note(), &pairs.collect::<Vec<_>>());
}

#[test]
fn a_note_that_says_much_already_is_joined_too() {
    let full = Note {
        mark: Some("key".into()),
        tags: ["b", "y"].map(String::from).into(),
        judgement: Judgement { sourcing: Some("document".into()), sentiment: None },
        ..note()
    };
    let pairs: [(Change, Change); 6] = [
        (mark, judge_sentiment),
        (judge_sourcing, judge_sentiment),
        (tag, |note| _ = note.tags.insert("z".into())),
        (|note| _ = note.tags.insert("a".into()), |note| _ = note.tags.remove("y")),
        (|note| note.mark = None, |note| note.tags.clear()),
        (bury, write_first),
    ];
    join_cleanly(&full, &pairs);
}

#[test]
fn different_notes_never_meet() {
    let file = Document::fresh(note());
    let [old, own, other] = ["note.md", "one.md", "two.md"].map(|name| [named(name, &file)]);
    if let Some((joined, kept)) = merged(&old, &own, &other) {
        assert!(joined);
        assert_eq!(kept, [file.text()]);
    }
}

#[test]
fn the_same_line_of_a_body_is_the_only_conflict_and_is_settled() {
    let file = Document::fresh(note());
    let changed = |word: &str, change: Change| {
        let mut note = note();
        note.body = note.body.replace("Second", word);
        change(&mut note);
        file.changed(note)
    };
    let (own, other) = (changed("Mine", tag), changed("Yours", bury));
    let Some((joined, text)) = merged_note(&file, &own, &other) else { return };
    assert!(!joined);
    assert_eq!(text.matches("<<<<<<<").count(), 1, "{text}");
    let Damage::Conflicted(conflict) = Document::parse(&text).expect_err("a conflict").why else {
        panic!("no conflict in\n{text}");
    };
    let both = settle(&conflict).expect("two notes");
    assert_eq!(both.clashes.len(), 1);
    let body = "First line.\n\nMine line.\nYours line.\n\nThird line.\n";
    let mut wanted = Note { body: body.into(), ..note() };
    tag(&mut wanted);
    bury(&mut wanted);
    assert_eq!(both.settled(Side::Both).note(), &wanted);
}

#[test]
fn two_tags_in_one_gap_meet_in_git_and_are_joined_by_us() {
    let file = Document::fresh(note());
    let tagged = |tag: &str| {
        let mut note = note();
        note.tags.insert(tag.into());
        file.changed(note)
    };
    let (own, other) = (tagged("a"), tagged("b"));
    let Some((joined, text)) = merged_note(&file, &own, &other) else { return };
    assert!(!joined, "if git can do this now, the manual should say so");
    let Damage::Conflicted(conflict) = Document::parse(&text).expect_err("a conflict").why else {
        panic!("no conflict in\n{text}");
    };
    let both = settle(&conflict).expect("two notes");
    assert!(both.is_clean());
    assert_eq!(both.settled(Side::Ours).note().tags, ["a", "b"].map(String::from).into());
}

/// The two versions that both rewrote two lines and that tag and bury, and the file that git makes of them.
fn rewritten(style: &str) -> Option<(Document, Document, String)> {
    let body = "Alpha.\nBeta.\n\nGamma.\n\nDelta.\n";
    let first = Document::fresh(Note { body: body.into(), ..note() });
    let changed = |from: [&str; 2], to: [&str; 2], change: Change| {
        let body = body.replace(from[0], to[0]).replace(from[1], to[1]);
        let mut note = Note { body, ..note() };
        change(&mut note);
        first.changed(note)
    };
    let own = changed(["Beta", "Delta"], ["Our beta", "Our delta"], tag);
    let other = changed(["Beta", "Delta"], ["Their beta", "Their delta"], bury);
    let [old, ours, theirs] = [&first, &own, &other].map(|document| [named("note.md", document)]);
    let (joined, mut texts) = merged_in_style(style, [&old, &ours, &theirs])?;
    assert!(!joined, "both changed the same lines");
    Some((own, other, texts.remove(0)))
}

#[test]
fn a_conflict_is_settled_whatever_style_git_writes_it_in() {
    for style in ["merge", "diff3", "zdiff3"] {
        let Some((_, _, text)) = rewritten(style) else { return };
        assert_eq!(text.contains("|||||||"), style != "merge", "{text}");
        let conflict = Conflict::of(&text).expect("two versions");
        let merged = settle(&conflict).expect("two notes");
        assert_eq!(merged.clashes.len(), 2, "{style}: {:?}", merged.clashes);
        for (side, body) in [
            (Side::Ours, "Alpha.\nOur beta.\n\nGamma.\n\nOur delta.\n"),
            (Side::Theirs, "Alpha.\nTheir beta.\n\nGamma.\n\nTheir delta.\n"),
            (Side::Both, "Alpha.\nOur beta.\nTheir beta.\n\nGamma.\n\nOur delta.\nTheir delta.\n"),
        ] {
            let mut wanted = Note { body: body.into(), ..note() };
            tag(&mut wanted);
            bury(&mut wanted);
            assert_eq!(merged.settled(side).note(), &wanted, "{style} {side:?}");
        }
    }
}

#[test]
fn a_settled_file_is_written_and_what_lost_is_in_the_attic() {
    let Some((own, other, text)) = rewritten("merge") else { return };
    let home = tempfile::tempdir().expect("a folder");
    let folder = NotesFolder::at(home.path().join("notes"));
    let path = folder.file(&own);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    for (side, lost) in [(Side::Ours, &other), (Side::Theirs, &own), (Side::Both, &other)] {
        fs::write(&path, &text).expect("written");
        let held = folder.load_all();
        assert!(held.unusable[0].is_conflicted(), "{:?}", held.unusable);
        let changed = folder.settle(&path, "what was there before", side).expect_err("changed");
        assert!(changed.to_string().contains("it was changed since it was shown"), "{changed}");
        let saved = folder.settle(&path, &text, side).expect("settled");
        let How::Clashed { clashes, attic } = saved.how else { panic!("{:?}", saved.how) };
        let kept = Document::parse(&fs::read_to_string(attic).expect("read")).expect("a note");
        assert_eq!((clashes.len(), &kept.note().body), (2, &lost.note().body), "{side:?}");
        let held = folder.load_all();
        assert_eq!((&held.notes[0].document, held.unusable.len()), (&saved.document, 0));
    }
}
