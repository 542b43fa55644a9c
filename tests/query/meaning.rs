//! What each field asks: one briefing with notes, queries, and the passages that meet them.

use std::collections::BTreeSet;

use dateline::briefing::Briefing;
use dateline::briefing::check::check;
use dateline::briefing::taxonomy::{Sourcing, Vocabulary};
use dateline::notes::anchor::{Found, Ground, Stand, capture_passage};
use dateline::notes::id::NoteId;
use dateline::notes::note::{Judgement, Kind, Origin};
use dateline::notes::notebook::Places;
use dateline::notes::target::Target;
use dateline::notes::{Note, Notebook};
use dateline::query::names::Names;
use dateline::query::{Annotated, Facet, Lexicon, Pinned, Query, ReadMark, Searches, Subject};
use jiff::Timestamp;

use super::query;

const FILE: &str = r##"
format = 1
id = "harbour-talks"
title = "Harbour talks end without a date"
published = 2031-04-02
topics = { tariffs = "Tariffs", access = "Port access" }
tlp = "amber"

[[sources]]
id = "courier"
outlet = "Example Courier"
document = "courier-0402.txt"

[[sources]]
id = "gazette"
outlet = "The Gazette"
document = "gazette.txt"

[[speakers]]
id = "minister"
name = "Émile Dubois"
role = "trade minister"
side = "Norland"

[[sections]]
id = "on-paper"
heading = "Agreement on paper"

[[sections.passages]]
id = "a"
text = """
Both ministries put out the same
text and called the round “useful”.

- Security guarantees were named.
"""
sourcing = "official-statement"
sentiment = "positive"
speakers = ["minister"]
quote = "mixed"
channel = "joint readout"
topics = ["tariffs"]
reliability = "B"
credibility = 2
from = [{ source = "courier", locator = "¶ 4" }]

[[sections.passages]]
id = "b"
text = "No date for a third round was named: a café meeting, they said."
sourcing = "anonymous"
sentiment = "negative"
topics = ["access"]
reliability = "F"
from = [{ source = "gazette", locator = "¶ 5" }]

[[sections]]
id = "off-paper"
heading = "What was left out"

[[sections.passages]]
id = "c"
text = "Nothing was said of a/b testing or of C:\\files."
sourcing = "analysis"
sentiment = "neutral"
links = [{ to = "#a", relation = "contradicts" }]
from = [{ source = "courier", locator = "¶ 6" }, { source = "gazette", locator = "¶ 9" }]
"##;

fn briefing() -> Briefing {
    let checked = check(FILE, "harbour-talks", &Vocabulary::default());
    checked.briefing.unwrap_or_else(|| panic!("{:#?}", checked.problems))
}

/// A note on a passage: when, whose, and what else.
fn note(briefing: &Briefing, passage: usize, day: &str, change: impl FnOnce(&mut Note)) -> Note {
    let created: Timestamp = format!("{day}T12:00:00Z").parse().expect("a time");
    let id = NoteId::new(created, [u8::try_from(passage).expect("few"); 10]);
    let extent = capture_passage(briefing, passage).expect("a passage");
    let origin = Origin { author: None, created };
    let mut note = Note::new(id, Kind::Comment, origin, Target::new("harbour-talks", extent));
    change(&mut note);
    note
}

fn notes(briefing: &Briefing) -> Vec<Note> {
    let mut notes = vec![
        note(briefing, 0, "2031-04-03", |note| {
            note.body = "Same words on both sides.".into();
            note.mark = Some("verify".into());
            note.tags = BTreeSet::from(["follow-up".into()]);
            note.origin.author = Some("ana".into());
        }),
        note(briefing, 0, "2031-04-04", |note| {
            note.judgement = Judgement { sourcing: None, sentiment: Some("mixed".into()) };
        }),
        note(briefing, 1, "2031-04-05", |note| {
            note.body = "Gone.".into();
            note.mark = Some("key".into());
            note.buried = Some(note.origin.created);
        }),
    ];
    notes.sort_by_key(|note| note.id);
    notes
}

const MARKS: [ReadMark; 3] = [ReadMark::Read, ReadMark::Revised, ReadMark::Unread];

/// The ids of the passages that meet a query, in a row.
fn met(text: &str) -> String {
    let (briefing, vocabulary) = (briefing(), Vocabulary::default());
    let query = query(text).unwrap_or_else(|faults| panic!("{faults}"));
    let notes = notes(&briefing);
    let annotated = annotated(&briefing, &notes, &vocabulary);
    let meets = |at: &usize| query.meets(&annotated.passage(*at, MARKS[*at], Some("ana")));
    (0..3).filter(meets).map(|at| briefing.passages[at].id.as_str()).collect()
}

fn annotated<'n>(
    briefing: &'n Briefing,
    notes: &'n [Note],
    vocabulary: &Vocabulary,
) -> Annotated<'n> {
    let ground = Ground::of(briefing);
    let pinned =
        notes.iter().map(|note| Pinned { note, found: Some(ground.find(&note.target, &|_| None)) });
    Annotated::new(briefing, pinned, vocabulary)
}

#[test]
fn every_field_picks_its_passages() {
    for (text, passages) in ASKED {
        assert_eq!(met(text), passages, "{text}");
    }
}

/// Queries, and the passages that meet them.
const ASKED: [(&str, &str); 55] = [
    ("", "abc"),
    ("sourcing:anonymous,analysis", "bc"),
    ("sourcing:Official-Statement", "a"),
    ("sentiment:positive", ""),
    ("sentiment:mixed", "a"),
    ("curated.sentiment:positive", "a"),
    ("judged.sentiment:mixed", "a"),
    ("judged.sourcing:analysis", ""),
    ("curated.sourcing:analysis", "c"),
    ("speaker:dubois", "a"),
    ("speaker:EMILE", "a"),
    ("speaker:minister", "a"),
    ("role:trade side:norland", "a"),
    ("outlet:\"example courier\"", "ac"),
    ("outlet:gazette", "bc"),
    ("document:courier-0402", "ac"),
    ("section:\"on paper\"", "ab"),
    ("section:off-paper", "c"),
    ("topic:tariffs", "a"),
    ("topic:\"port access\"", "b"),
    ("channel:readout", "a"),
    ("quote:mixed", "a"),
    ("reliability:<=B", "a"),
    ("reliability:>=A", "a"),
    ("reliability:F", "b"),
    ("credibility:<3", "a"),
    ("tlp:>=amber", "abc"),
    ("tlp:<amber", ""),
    ("published:2031-04-02", "abc"),
    ("published:>2031-04-02", ""),
    ("briefing:harbour", "abc"),
    ("briefing:elsewhere", ""),
    ("text:\"same text and called\"", "a"),
    ("note:\"both sides\"", "a"),
    ("mark:verify", "a"),
    ("mark:key", ""),
    ("mark:ver", ""),
    ("tag:Follow-Up", "a"),
    ("by:ana", "a"),
    ("by:me", "a"),
    ("by:bob", ""),
    ("has:note", "a"),
    ("has:judgement", "a"),
    ("has:link", "c"),
    ("has:quote", "a"),
    ("has:rating", "ab"),
    ("is:read", "a"),
    ("is:unread", "bc"),
    ("is:revised", "b"),
    ("is:buried", "b"),
    ("is:unplaced", ""),
    ("since:2031-04-04", "a"),
    ("since:2031-04-05", ""),
    ("until:2031-04-03", "a"),
    ("until:2031-04-02", ""),
];

#[test]
fn words_phrases_expressions_and_the_words_between_them() {
    for (text, passages) in [
        ("cafe", "b"),
        ("\"SAME TEXT\"", "a"),
        ("\"useful\\\".\"", "a"),
        ("“third round”", "b"),
        ("named", "ab"),
        ("named round", "ab"),
        ("named and -café", "a"),
        ("named not café", "a"),
        ("named not (café or text)", ""),
        ("café OR testing", "bc"),
        ("named (café or guarantees)", "ab"),
        ("café or testing -files", "b"),
        ("--café", "b"),
        ("\"a/b\"", "c"),
        ("a/b", "c"),
        ("/na.{2}d/", "ab"),
        ("/NAMED$/ or /a\\/b/", "c"),
        ("/(?-i)no date/", ""),
        ("speaker:/^.mile/", "a"),
        ("\"or\"", "bc"),
        ("\"not\"", "c"),
        ("-sourcing:anonymous named", "a"),
    ] {
        assert_eq!(met(text), passages, "{text}");
    }
}

#[test]
fn a_note_is_asked_about_in_its_place() {
    let (briefing, vocabulary) = (briefing(), Vocabulary::default());
    let notes = notes(&briefing);
    let annotated = annotated(&briefing, &notes, &vocabulary);
    let met = |text: &str| -> Vec<usize> {
        let query = query(text).unwrap_or_else(|faults| panic!("{faults}"));
        let meets = |at: &usize| {
            let pinned = Pinned {
                note: &notes[*at],
                found: Some(Found::Here(Stand::Passage(usize::from(*at == 2)))),
            };
            query.meets(&annotated.note(&pinned, ReadMark::Read, None))
        };
        (0..3).filter(meets).collect()
    };
    assert_eq!(met("mark:verify"), [0]);
    assert_eq!(met("mark:key"), [2], "of a deleted note, too");
    assert_eq!(met("is:buried"), [2]);
    assert_eq!(met("has:judgement"), [1]);
    assert_eq!(met("sentiment:mixed"), [0, 1], "that of the passage");
    assert_eq!(met("sides"), [0], "its own words");
    assert_eq!(met("guarantees"), [0, 1], "those of its passage");
    assert_eq!(met("text:sides"), [] as [usize; 0]);
    assert_eq!(met("since:2031-04-04"), [1, 2]);
    assert_eq!(met("by:me"), [1, 2], "nobody's, where nobody is named");
    let stray = Pinned { note: &notes[0], found: None };
    for (text, meets) in
        [("is:unplaced", true), ("briefing:harbour", true), ("sides", true), ("is:unread", false)]
    {
        assert_eq!(query(text).expect("one").meets(&Subject::stray(&stray, None)), meets, "{text}");
    }
}

#[test]
fn a_judgement_counts_as_the_notebook_says() {
    let (briefing, vocabulary) = (briefing(), Vocabulary::default());
    let notes = notes(&briefing);
    let mut book = Notebook::default();
    for note in &notes {
        book.add(note.clone());
    }
    let ground = Ground::of(&briefing);
    let places = Places::of(&book, &ground, &|_| None);
    let annotated = annotated(&briefing, &notes, &vocabulary);
    for passage in 0..3 {
        let tags = places.tags(&briefing, passage, &vocabulary).expect("a passage");
        let judged = annotated.judged(passage).expect("a passage");
        assert_eq!((&judged.sourcing, &judged.sentiment), (&tags.judged.0, &tags.judged.1));
    }
}

#[test]
fn a_saved_query_is_a_piece_of_another() {
    let (vocabulary, mut searches) = (Vocabulary::default(), Searches::default());
    searches.add("open", "mark:verify or is:unread", &vocabulary).expect("a query");
    searches.add("mine", "@open by:me", &vocabulary).expect("a query on one before it");
    assert!(searches.add("later", "@unknown", &vocabulary).is_err());
    let lexicon = Lexicon { vocabulary: &vocabulary, searches: &searches };
    let read = Query::parse("-@mine topic:tariffs", lexicon).expect("a query");
    assert_eq!(read.to_string(), "-@mine topic:tariffs");
    assert!(read.names(dateline::query::Field::By), "fields of saved queries count");
    let faults = Query::parse("@mien", lexicon).expect_err("a slip");
    assert_eq!(faults.list[0].fix.as_deref(), Some("did you mean `mine`?"));
}

#[test]
fn the_words_that_were_asked_for_light_up() {
    let text = "Security guarantees were named; guarantees of what?";
    let lit = |asked: &str| -> Vec<String> {
        let runs = query(asked).expect("a query").lit(text);
        runs.into_iter().map(|run| text[run].to_owned()).collect()
    };
    assert_eq!(lit("guarantees -named"), ["guarantees", "guarantees"]);
    assert_eq!(lit("\"security guarantees\" or guarantees"), ["Security guarantees", "guarantees"]);
    assert_eq!(lit("text:/n\\w+d/ note:were"), ["named"]);
    assert_eq!(lit("topic:security"), [] as [&str; 0]);
}

#[test]
fn a_facet_is_switched_on_and_off_in_a_query() {
    let switched = |text: &str, facet: &Facet| {
        let before = query(text).expect("a query");
        let after = before.toggled(facet);
        assert_ne!(before.has(facet), after.has(facet), "{text}");
        assert_eq!(query(&after.to_string()).as_ref(), Ok(&after));
        after.to_string()
    };
    let anonymous = Facet::Sourcing(Sourcing::Anonymous);
    assert_eq!(switched("", &anonymous), "sourcing:anonymous");
    assert_eq!(switched("sourcing:anonymous", &anonymous), "");
    assert_eq!(
        switched("sourcing:analysis talks", &anonymous),
        "sourcing:anonymous,analysis talks"
    );
    assert_eq!(
        switched("talks or sourcing:anonymous", &anonymous),
        "sourcing:anonymous (talks or sourcing:anonymous)"
    );
    assert_eq!(
        switched("-sourcing:anonymous", &anonymous),
        "sourcing:anonymous -sourcing:anonymous"
    );
    let dubois = Facet::Speaker("Marc Dubois".into());
    assert_eq!(switched("sentiment:mixed", &dubois), "sentiment:mixed speaker:\"Marc Dubois\"");
    assert_eq!(switched("speaker:\"MARC DUBOIS\",ann talks", &dubois), "speaker:ann talks");
}

#[test]
fn a_name_that_the_library_does_not_have_is_told() {
    let mut names = Names::default();
    names.add_briefing(&briefing());
    let told = |text: &str| names.strangers(query(text).expect("a query").clause());
    assert_eq!(told("speaker:duboi topic:port-access section:on-paper named"), [] as [&str; 0]);
    assert_eq!(
        told("speaker:Dubios"),
        ["no `speaker` of the library has \"Dubios\"; did you mean `Dubois`?"]
    );
    assert_eq!(told("-outlet:xyz"), ["no `outlet` of the library has \"xyz\""]);
}
