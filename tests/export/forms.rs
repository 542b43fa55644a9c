//! JSON that comes back, Web Annotations, and rows for spreadsheets.

use std::collections::BTreeSet;

use dateline::briefing::taxonomy::{Relation, Vocabulary};
use dateline::export::csv::{self, COLUMNS, Cells};
use dateline::export::markdown::Lookup;
use dateline::export::record::{Unreadable, documents, read};
use dateline::export::{Dossier, Form, json, sheets, w3c};
use dateline::notes::Document;
use dateline::notes::note::{Judgement, Kind, Link, Note};
use dateline::notes::snapshot::Snapshot;
use dateline::notes::target::{Extent, Moved, Quote, Spot};
use proptest::prelude::*;
use serde_json::{Value, json};
use strum::IntoEnumIterator;

use super::twenty::Twenty;

/// What the standard asks of a page, as a schema.
const PAGE: &str = include_str!("../fixtures/annotation-page.schema.json");

fn twenty(with: impl FnOnce(&[Dossier<'_>], Lookup<'_>) -> String) -> String {
    let twenty = Twenty::new();
    let past = |snapshot| twenty.texts.get(&snapshot).cloned();
    let ids = ["unity-on-display", "miami-as-a-stage", "two-accounts-of-miami"];
    let mut dossiers: Vec<Dossier<'_>> = Vec::new();
    for id in ids {
        let own = twenty.documents.iter().filter(|note| note.note().target.briefing == id);
        let briefing = twenty.library.briefing(id).expect("it ships");
        dossiers.push(Dossier::of(briefing, own, &past));
    }
    let digest =
        twenty.documents.iter().filter(|note| note.note().target.briefing == "weekly-digest");
    dossiers.push(Dossier::absent("weekly-digest", digest, &past));
    let vocabulary = Vocabulary::default();
    with(&dossiers, Lookup { library: &twenty.library, vocabulary: &vocabulary })
}

fn absent(documents: &[Document], form: impl Fn(&[Dossier<'_>], Lookup<'_>) -> String) -> String {
    let dossier = Dossier::absent("trial", documents, &|_| None);
    let (library, vocabulary) = (super::library(&[]), Vocabulary::default());
    form(&[dossier], Lookup { library: &library, vocabulary: &vocabulary })
}

fn as_json(dossiers: &[Dossier<'_>], lookup: Lookup<'_>) -> String {
    json::sheet(dossiers, lookup).expect("JSON").text()
}

fn as_page(dossiers: &[Dossier<'_>], lookup: Lookup<'_>) -> String {
    w3c::sheet(dossiers, lookup).expect("JSON").text()
}

#[test]
fn the_same_notes_give_the_same_bytes_in_whatever_order_they_come() {
    let twenty = Twenty::new();
    let past = |snapshot| twenty.texts.get(&snapshot).cloned();
    let vocabulary = Vocabulary::default();
    let lookup = Lookup { library: &twenty.library, vocabulary: &vocabulary };
    let briefing = twenty.library.briefing("unity-on-display").expect("it ships");
    let is_own = |note: &&Document| note.note().target.briefing == briefing.id;
    let forth: Vec<&Document> = twenty.documents.iter().filter(is_own).collect();
    let back: Vec<&Document> = twenty.documents.iter().rev().filter(is_own).collect();
    for form in Form::iter() {
        let [one, other] = [&forth, &back].map(|documents| {
            let dossier = Dossier::of(briefing, documents.iter().copied(), &past);
            sheets(form, &[dossier], lookup).expect("text")
        });
        assert_eq!(one, other, "{form:?}");
    }
}

#[test]
fn the_schema_accepts_what_is_exported() {
    let schema = jsonschema::validator_for(&json::schema()).expect("a schema");
    let book: Value = serde_json::from_str(&twenty(as_json)).expect("JSON");
    let problems: Vec<String> = schema.iter_errors(&book).map(|error| error.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
    assert!(!schema.is_valid(&json!({ "format": "dateline-notes", "version": 1 })));
}

#[test]
fn twenty_notes_come_back_to_the_byte() {
    let book = read(&twenty(as_json)).expect("readable");
    let mut back = documents(&book).expect("notes");
    back.sort_by_key(|document| document.note().id);
    let twenty = Twenty::new();
    assert_eq!(back, twenty.documents);
    for (snapshot, text) in &twenty.texts {
        assert_eq!(book.snapshots.get(&snapshot.to_string()), Some(text));
    }
}

#[test]
fn a_note_with_keys_of_others_comes_back_with_them() {
    let note = super::note(1, Kind::Comment, "trial", Extent::Briefing);
    let text = Document::fresh(Note { body: "Words.\n".into(), ..note }).text().to_owned();
    let text = text.replace("kind =", "# mine\ncolour = \"red\"\n\nkind =");
    let own = Document::parse(&text).expect("a note");
    let file = absent(std::slice::from_ref(&own), as_json);
    assert_eq!(documents(&read(&file).expect("readable")), Ok(vec![own]));
    let changed = file.replace("\"body\": \"Words.\\n\"", "\"body\": \"Others.\\n\"");
    let back = documents(&read(&changed).expect("readable")).expect("a note").remove(0);
    assert_eq!(back.note().body, "Others.\n");
    assert!(back.text().contains("# mine\ncolour = \"red\"\n"), "{}", back.text());
}

#[test]
fn what_is_no_export_is_refused_with_its_reason() {
    let good = twenty(as_json);
    let said = |text: &str| match read(text).and_then(|book| documents(&book)) {
        Ok(_) => panic!("read"),
        Err(error) => error.to_string(),
    };
    assert!(said("{").starts_with("not an export of notes as JSON: EOF while parsing"));
    assert!(said("[]").contains("`format` is not `dateline-notes`"));
    let newer = good.replace("\"version\": 1", "\"version\": 2");
    assert!(said(&newer).contains("a later version of dateline wrote it (version 2"));
    let wrong = good.replacen("\"created\": \"2031", "\"created\": \"20x1", 1);
    assert!(said(&wrong).starts_with("note 1 (01c2"), "{}", said(&wrong));
    let escape = good.replacen("\"unity-on-display\"", "\"../../x\"", 100);
    assert!(said(&escape).contains("../../x: an id is"), "{}", said(&escape));
    let altered = good.replace("in the corridor", "in the lobby");
    assert!(matches!(read(&altered), Err(Unreadable::Altered(_))));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(said(&deep).len() < 400);
}

#[test]
fn a_page_is_what_the_standard_asks_for() {
    let schema: Value = serde_json::from_str(PAGE).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let page: Value = serde_json::from_str(&twenty(as_page)).expect("JSON");
    let problems: Vec<String> = schema.iter_errors(&page).map(|error| error.to_string()).collect();
    assert_eq!(problems, Vec::<String>::new());
    let items = page["items"].as_array().expect("a list");
    assert_eq!((items.len(), &page["partOf"]["total"]), (20, &json!(20)));
    let motivations: BTreeSet<&str> =
        items.iter().map(|item| item["motivation"].as_str().expect("one")).collect();
    let all = ["classifying", "commenting", "highlighting", "linking", "tagging"];
    assert_eq!(motivations, all.into_iter().collect());
    let noted = items.iter().find(|item| item["body"][0]["value"] == "Who drafted it?\n");
    let selector = &noted.expect("it")["target"]["selector"];
    assert_eq!(selector["value"], "identical-readouts");
    assert_eq!(selector["refinedBy"][0]["exact"], "at the same moment");
    assert_eq!(selector["refinedBy"][1]["type"], "TextPositionSelector");
    for item in items {
        assert_eq!(item["id"].as_str().map(|id| id.starts_with("urn:uuid:01c2")), Some(true));
    }
    let mut broken = page.clone();
    broken["items"][0]["target"]["source"] = json!(7);
    assert!(!schema.is_valid(&broken), "the schema sees what is wrong");
}

#[test]
fn rows_are_read_back_by_a_library_and_run_nothing() {
    let text =
        twenty(|dossiers, lookup| csv::sheet(dossiers, lookup, Cells::Safe).expect("CSV").text());
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let headers: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    assert_eq!(reader.headers().expect("headers"), headers);
    let rows: Vec<::csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 21);
    let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!rows.iter().flatten().any(runs));
    let cell = |name: &str, row: &::csv::StringRecord| {
        row[headers.iter().position(|header| *header == name).expect(name)].to_owned()
    };
    let bodies: Vec<String> = rows.iter().map(|row| cell("body", row)).collect();
    assert!(bodies.contains(&"'=SUM(guarantees)? Who signs?\n".to_owned()), "{bodies:?}");
    let raw =
        twenty(|dossiers, lookup| csv::sheet(dossiers, lookup, Cells::Raw).expect("CSV").text());
    assert!(raw.contains("\"=SUM(guarantees)? Who signs?\n\""));
    let judged = rows.iter().find(|row| cell("judged sourcing", row) == "official-statement");
    assert_eq!(cell("sourcing", judged.expect("it")), "anonymous");
}

#[test]
fn cells_that_begin_like_a_formula_in_any_guise_are_guarded() {
    for body in ["=1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\n=1", "＝1", "\u{A0}=1"] {
        let note = super::note(1, Kind::Comment, "trial", Extent::Briefing);
        let own = Document::fresh(Note { body: body.into(), ..note });
        let form = |cells| {
            move |dossiers: &[Dossier<'_>], lookup: Lookup<'_>| {
                csv::sheet(dossiers, lookup, cells).expect("CSV").text()
            }
        };
        let text = absent(std::slice::from_ref(&own), form(Cells::Safe));
        let row = ::csv::Reader::from_reader(text.as_bytes()).records().next().expect("one");
        assert_eq!(&row.expect("a row")[COLUMNS.len() - 1], format!("'{body}"));
        let text = absent(&[own], form(Cells::Raw));
        let row = ::csv::Reader::from_reader(text.as_bytes()).records().next().expect("one");
        assert_eq!(&row.expect("a row")[COLUMNS.len() - 1], body);
    }
}

fn id() -> impl Strategy<Value = String> {
    "[a-z_][a-z0-9_-]{0,8}".prop_filter("no device", |id| dateline::briefing::id::is_id(id))
}

fn word() -> impl Strategy<Value = String> {
    "[A-Za-zÀ-ž0-9 '\"=<>#!-]{1,12}".prop_filter("some word", |word| !word.trim().is_empty())
}

fn extent() -> impl Strategy<Value = Extent> {
    let spot = || {
        (id(), prop::option::of(id()), prop::option::of(any::<String>())).prop_map(
            |(passage, section, text)| Spot {
                passage,
                section,
                snapshot: text.map(|text| Snapshot::of(&text)),
            },
        )
    };
    let quote = (any::<String>(), any::<String>(), any::<String>(), 0..900_usize, 1..99_usize)
        .prop_filter("some words", |(exact, ..)| !exact.is_empty())
        .prop_map(|(exact, prefix, suffix, start, length)| Quote {
            exact,
            prefix,
            suffix,
            range: start..start + length,
        });
    prop_oneof![
        Just(Extent::Briefing),
        id().prop_map(Extent::Section),
        spot().prop_map(Extent::Passage),
        (spot(), quote).prop_map(|(spot, quote)| Extent::Span(spot, quote)),
    ]
}

fn any_note() -> impl Strategy<Value = Note> {
    let kind = prop::sample::select(
        &[Kind::Comment, Kind::Highlight, Kind::Judgement, Kind::Mark, Kind::Link][..],
    );
    let second = 0..4_000_000_000_i64;
    let said = (
        prop::option::of(word()),
        prop::collection::btree_set(word(), 0..3),
        (prop::option::of(word()), prop::option::of(word())),
        prop::option::of((prop::option::of(id()), id())),
        any::<String>(),
    );
    let origin = (prop::option::of(word()), second.clone(), prop::option::of(second.clone()));
    (any::<u8>(), kind, (extent(), prop::option::of((second, extent()))), origin, said).prop_map(
        |(
            number,
            kind,
            (extent, moved),
            (author, created, buried),
            (mark, tags, judged, link, body),
        )| {
            let at = |second| jiff::Timestamp::from_second(second).expect("a time");
            let mut note = super::note(number, kind, "trial", extent);
            note.origin.author = author;
            note.origin.created = at(created);
            note.target.moved =
                moved.map(|(second, extent)| Moved { confirmed: at(second), extent });
            Note {
                buried: buried.map(at),
                mark,
                tags,
                judgement: Judgement { sourcing: judged.0, sentiment: judged.1 },
                link: link.map(|(briefing, passage)| Link {
                    briefing,
                    passage,
                    relation: Relation::Contradicts,
                }),
                body,
                ..note
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_note_comes_back_as_it_was(note in any_note()) {
        // What could not be saved need not come back.
        let Ok(own) = Document::parse(Document::fresh(note).text()) else {
            return Err(TestCaseError::reject("no note"));
        };
        let file = absent(std::slice::from_ref(&own), as_json);
        let back = documents(&read(&file).expect("readable"));
        prop_assert_eq!(back, Ok(vec![own]));
    }
}
