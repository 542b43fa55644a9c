//! Notes and their files, there and back, with one key changed and every other byte as it was.

use std::collections::BTreeSet;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::briefing::taxonomy::Relation;
use crate::notes::note::{Judgement, Kind, Link, Origin};
use crate::notes::snapshot::Snapshot;
use crate::notes::target::{Extent, Moved, Quote, Spot, Target};

const ID: &str = "01956f3a-7c1e-7b40-9a52-3f0d6b1c8e77";

pub(in crate::notes) fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("a time")
}

/// A note on some words, with a mark, a tag, a judgement and a body.
pub(in crate::notes) fn example() -> Note {
    let spot = Spot {
        passage: "readout".into(),
        section: Some("on-paper".into()),
        snapshot: Some(Snapshot::of("Both ministries")),
    };
    let quote = Quote {
        exact: "the same text".into(),
        prefix: "Both ministries put out ".into(),
        suffix: " and called the round".into(),
        range: 24..37,
    };
    let origin = Origin { author: Some("ana".into()), created: moment(1_932_973_927) };
    let target = Target::new("harbour-talks", Extent::Span(spot, quote));
    Note {
        mark: Some("verify".into()),
        tags: BTreeSet::from(["follow-up".into()]),
        judgement: Judgement { sourcing: None, sentiment: Some("mixed".into()) },
        body: "Same words on both sides: process, not substance.\n".into(),
        ..Note::new(ID.parse().expect("an id"), Kind::Comment, origin, target)
    }
}

#[test]
fn a_fresh_note_is_laid_out_as_the_manual_says() {
    insta::assert_snapshot!(Document::fresh(example()).text(), @r#"
    +++
    id = "01956f3a-7c1e-7b40-9a52-3f0d6b1c8e77"

    kind = "comment"

    author = "ana"

    created = 2031-04-03T09:12:07Z

    mark = "verify"

    [tags]

    follow-up = true

    [judgement]


    sentiment = "mixed"

    [target]
    briefing = "harbour-talks"
    section = "on-paper"
    passage = "readout"
    level = "span"
    snapshot = "sha256-c5593596df487959e171ffb4563aa841ecd48c8c3096ae0653aaf712ee58f837"

    [target.quote]
    exact = "the same text"
    prefix = "Both ministries put out "
    suffix = " and called the round"
    start = 24
    end = 37
    +++
    Same words on both sides: process, not substance.
    "#);
}

/// A file as somebody keeps it who edits by hand: comments, own keys, own order, tight lines.
const BY_HAND: &str = "+++\n# mine\nkind = \"comment\"   # for now\nid = '01956f3a-7c1e-7b40-9a52-3f0d6b1c8e77'\n\
    project = { name = \"harbour\", year = 2031 }\njudgement.sentiment = 'mixed'\n\
    tags = { a = true, \"to do\" = true }\n\n[target]\nlevel = \"passage\"\nbriefing = \"b\"\npassage = \"p\"\n\
    # last words\n[mine.deeper]\nlist = [\n  1,\n]\n+++\nBody\n+++\nmore";

#[test]
fn one_changed_key_leaves_every_other_line_alone() {
    for file in [BY_HAND.to_owned(), BY_HAND.replace('\n', "\r\n"), format!("\u{FEFF}{BY_HAND}")] {
        let read = Document::parse(&file).expect("a note");
        for (name, change) in changes() {
            let mut note = read.note().clone();
            change(&mut note);
            let written = read.changed(note.clone());
            assert_eq!(written.note(), &note, "{name}");
            let kept = Document::parse(written.text()).expect("a note");
            assert_eq!(kept.note(), &note, "{name}");
            let old: Vec<&str> = file.split_inclusive('\n').collect();
            let new: Vec<&str> = written.text().split_inclusive('\n').collect();
            let lost = old.iter().filter(|line| !new.contains(line)).count();
            assert!(lost <= 1, "{name}: {lost} lines lost of\n{file}\nin\n{}", written.text());
            assert_eq!(read.changed(read.note().clone()).text(), file, "nothing changed");
        }
    }
}

type Changes = Vec<(&'static str, fn(&mut Note))>;

fn changes() -> Changes {
    vec![
        ("mark", |note| note.mark = Some("verify".into())),
        ("kind", |note| note.kind = Kind::Mark),
        ("sentiment", |note| note.judgement.sentiment = Some("neutral".into())),
        ("no sentiment", |note| note.judgement.sentiment = None),
        ("sourcing", |note| note.judgement.sourcing = Some("analysis".into())),
        ("tag", |note| note.tags = ["a", "to do", "\"x\" é"].map(String::from).into()),
        ("no tags", |note| note.tags.clear()),
        ("buried", |note| note.buried = Some(moment(9))),
        ("body", |note| note.body.push('!')),
        ("moved", |note| {
            let spot = Spot { passage: "q".into(), section: None, snapshot: None };
            note.target.moved = Some(Moved { confirmed: moment(5), extent: Extent::Passage(spot) });
        }),
        ("link", |note| {
            note.link =
                Some(Link { briefing: None, passage: "q".into(), relation: Relation::Supports });
        }),
    ]
}

#[test]
fn what_was_set_and_taken_back_leaves_the_fresh_file() {
    let fresh = Document::fresh(example());
    for (name, change) in changes() {
        let mut note = example();
        change(&mut note);
        let there = fresh.changed(note.clone());
        assert_eq!(there.text(), Document::fresh(note).text(), "{name}");
        assert_eq!(there.changed(example()).text(), fresh.text(), "{name}, back");
    }
}

#[test]
fn a_damaged_file_says_where_and_keeps_its_text() {
    let good = Document::fresh(example()).text().to_owned();
    let cases = [
        (good.replace("comment", "coment"), "did you mean `comment`?"),
        (good.replace("start = 24", "start = 40"), "count the characters"),
        (good.replace("id = \"0", "id = \"Z"), "not the id of a note"),
        (good.replace("[target]", "[target"), ""),
        (good.replacen("+++", "---", 1), "two lines `+++`"),
        (good.replace("09:12:07Z", "09:12:07"), "date, time and offset"),
        (good.replace("exact = \"the same text\"\n", ""), "`exact` is missing"),
    ];
    for (file, says) in cases {
        let damaged = Document::parse(&file).expect_err("damaged");
        assert_eq!(damaged.text, file);
        let Damage::Broken(problems) = damaged.why else { panic!("no conflict in {file}") };
        let all: String =
            problems.iter().map(|problem| problem.printed("n.md").to_string()).collect();
        assert!(all.contains(says), "{all}");
    }
    let conflicted = good.replace("mark = \"verify\"", "<<<<<<< a\nmark = 'k'\n=======\n>>>>>>> b");
    let damaged = Document::parse(&conflicted).expect_err("a conflict");
    assert!(matches!(damaged.why, Damage::Conflicted(_)));
}

#[test]
fn a_problem_stands_on_its_line_of_the_file() {
    let file = Document::fresh(example()).text().replace("created = 2031", "creatd = 2031");
    let read = Document::parse(&file).expect("a slip, no damage");
    assert_eq!(read.remarks().len(), 1);
    assert_eq!((read.remarks()[0].place.line, read.remarks()[0].place.column), (8, 1));
    assert_eq!(read.note().origin.created, read.note().id.made());
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[ -~\n\r\t“”é\u{202e}+]{0,40}", Just("+++\n".to_owned())]
}

fn shown() -> impl Strategy<Value = String> {
    "[a-z“é \"\\\\.=#\\[]{1,12}"
}

fn id() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_-]{0,5}[a-z]{3}".prop_filter("no device", |id| crate::briefing::id::is_id(id))
}

fn extents() -> impl Strategy<Value = Extent> {
    let spot = || {
        let snapshot = proptest::option::of(any::<String>());
        (id(), proptest::option::of(id()), snapshot).prop_map(|(passage, section, text)| Spot {
            passage,
            section,
            snapshot: text.map(|text| Snapshot::of(&text)),
        })
    };
    let quote = (words(), words(), words(), 0..99_usize, 1..99_usize).prop_map(
        |(exact, prefix, suffix, start, length)| Quote {
            exact: exact + "x",
            prefix,
            suffix,
            range: start..start + length,
        },
    );
    prop_oneof![
        Just(Extent::Briefing),
        id().prop_map(Extent::Section),
        spot().prop_map(Extent::Passage),
        (spot(), quote).prop_map(|(spot, quote)| Extent::Span(spot, quote)),
    ]
}

prop_compose! {
    fn targets()(
        briefing in id(), extent in extents(), moved in proptest::option::of((0..9_i64, extents())),
    ) -> Target {
        let moved = moved.map(|(at, extent)| Moved { confirmed: moment(at), extent });
        Target { briefing, extent, moved }
    }
}

prop_compose! {
    pub(in crate::notes) fn notes()(
        words in [proptest::option::of(shown()), proptest::option::of(shown()),
            proptest::option::of(shown()), proptest::option::of(shown())],
        tags in proptest::collection::btree_set(shown(), 0..4),
        buried in proptest::option::of(0..4_000_000_000_i64),
        link in proptest::option::of((proptest::option::of(id()), id())),
        target in targets(),
        body in words(),
    ) -> Note {
        let [author, mark, sourcing, sentiment] = words;
        let origin = Origin { author, created: moment(1_900_000_000) };
        let relation = Relation::Repeats;
        Note {
            buried: buried.map(moment),
            mark,
            tags,
            judgement: Judgement { sourcing, sentiment },
            link: link.map(|(briefing, passage)| Link { briefing, passage, relation }),
            body,
            ..Note::new(ID.parse().expect("an id"), Kind::Link, origin, target)
        }
    }
}

proptest! {
    #[test]
    fn a_note_comes_back_from_its_file(note in notes()) {
        let text = Document::fresh(note.clone()).text().to_owned();
        let read = Document::parse(&text).expect("a note");
        prop_assert_eq!(read.note(), &note);
        prop_assert_eq!(read.text(), text.as_str());
        prop_assert_eq!(read.remarks(), &[]);
    }

    #[test]
    fn any_note_becomes_any_other_in_its_file(one in notes(), other in notes()) {
        let there = Document::fresh(one.clone()).changed(other.clone());
        let fresh = Document::fresh(other);
        prop_assert_eq!(there.text(), fresh.text());
        let back = there.changed(one.clone());
        let fresh = Document::fresh(one);
        prop_assert_eq!(back.text(), fresh.text());
    }

    #[test]
    fn files_with_other_line_breaks_keep_them(one in notes(), mark in shown()) {
        let file = Document::fresh(one).text().replace("\r\n", "\n").replace('\n', "\r\n");
        let read = Document::parse(&file).expect("a note");
        let note = Note { mark: Some(mark), ..read.note().clone() };
        let written = read.changed(note.clone());
        prop_assert_eq!(written.note(), &note);
        let lone = written.text().replace("\r\n", "");
        prop_assert_eq!(lone.matches('\n').count(), 0);
    }

    #[test]
    fn nothing_in_a_file_stops_the_reader(text in any::<String>(), head in "[ -~\n]{0,80}") {
        for file in [text, format!("+++\n{head}\n+++\n")] {
            let _read_or_damaged = Document::parse(&file);
        }
    }
}
