//! Laws of the query language, held on drawn queries: print reads back, and answers are the plain ones.

use std::collections::{BTreeSet, HashMap};

use dateline::briefing::Briefing;
use dateline::briefing::check::check;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::notes::Note;
use dateline::notes::anchor::{Found, Stand, capture_passage};
use dateline::notes::id::NoteId;
use dateline::notes::note::{Judgement, Kind, Origin};
use dateline::notes::target::Target;
use dateline::query::clause::{Clause, Named, Test};
use dateline::query::pattern::Pattern;
use dateline::query::{Annotated, Pinned, Query, ReadMark};
use proptest::prelude::*;
use proptest::sample::select;

use super::oracle::{Asked, Facts};
use super::query;

const SOURCINGS: [&str; 3] = ["anonymous", "document", "analysis"];
const SENTIMENTS: [&str; 3] = ["positive", "negative", "mixed"];
const WORDS: [&str; 6] = ["Rue", "café", "cafe", "du port", "ru", "é\nr"];
const SPEAKERS: [&str; 3] = ["Émile Roe", "Ana Café", "P. Ort"];
const DAYS: [&str; 3] = ["2031-04-01", "2031-04-02", "2031-04-03"];
const TESTS: [&str; 5] = [
    "sourcing:anonymous,document",
    "tlp:<=amber",
    "published:>2031-04-02",
    "is:read,buried",
    "credibility:1,>3",
];
const MARKS: [&str; 2] = ["verify", "key"];

/// One passage with what is noted on it, as it is drawn.
#[derive(Debug, Clone)]
struct Drawn {
    sourcing: &'static str,
    sentiment: &'static str,
    words: Vec<&'static str>,
    speaker: Option<&'static str>,
    reliability: Option<&'static str>,
    notes: Vec<DrawnNote>,
    mark: ReadMark,
}

#[derive(Debug, Clone)]
struct DrawnNote {
    day: &'static str,
    mark: Option<&'static str>,
    author: Option<&'static str>,
    judged: Option<&'static str>,
    words: &'static str,
    is_buried: bool,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let note = (
        select(&DAYS[..]),
        proptest::option::of(select(&MARKS[..])),
        proptest::option::of(select(&["ana", "bob"][..])),
        proptest::option::of(select(&SENTIMENTS[..])),
        select(&WORDS[..]),
        any::<bool>(),
    )
        .prop_map(|(day, mark, author, judged, words, is_buried)| DrawnNote {
            day,
            mark,
            author,
            judged,
            words,
            is_buried,
        });
    (
        select(&SOURCINGS[..]),
        select(&SENTIMENTS[..]),
        prop::collection::vec(select(&WORDS[..]), 1..4),
        proptest::option::of(select(&SPEAKERS[..])),
        proptest::option::of(select(&["A", "B", "C", "F"][..])),
        prop::collection::vec(note, 0..3),
        select(&[ReadMark::Unread, ReadMark::Read, ReadMark::Revised][..]),
    )
        .prop_map(|(sourcing, sentiment, words, speaker, reliability, notes, mark)| Drawn {
            sourcing,
            sentiment,
            words,
            speaker,
            reliability,
            notes,
            mark,
        })
}

fn asked() -> impl Strategy<Value = Asked> {
    let field = |name: &'static str, values: &'static [&'static str]| {
        prop::collection::vec(select(values).prop_map(str::to_owned), 1..3)
            .prop_map(move |values| Asked::Field(name, values))
    };
    let leaf = prop_oneof![
        select(&WORDS[..]).prop_map(|word| Asked::Word(word.to_owned())),
        field("text", &WORDS),
        field("note", &WORDS),
        field("sourcing", &SOURCINGS),
        field("sentiment", &SENTIMENTS),
        field("curated.sentiment", &SENTIMENTS),
        field("judged.sentiment", &SENTIMENTS),
        field("speaker", &["emile", "CAFÉ", "ort", "zz"]),
        field("reliability", &["A", "<=B", ">B", ">=A", "<C", "F", ">F"]),
        field("mark", &MARKS),
        field("by", &["ana", "bob", "me"]),
        field("since", &DAYS),
        field("until", &DAYS),
        field("has", &["note", "judgement", "rating"]),
        field("is", &["unread", "read", "revised", "buried"]),
    ];
    leaf.prop_recursive(4, 24, 4, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 2..4).prop_map(Asked::All),
            prop::collection::vec(part.clone(), 2..4).prop_map(Asked::Any),
            part.prop_map(|part| Asked::Not(Box::new(part))),
        ]
    })
}

impl Drawn {
    fn facts(&self) -> Facts {
        let live: Vec<&DrawnNote> = self.notes.iter().filter(|note| !note.is_buried).collect();
        let judged = live.iter().rev().find_map(|note| note.judged);
        let one = |word: &str| vec![word.to_owned()];
        let all = |words: Vec<&str>| words.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let days: Vec<String> = live.iter().map(|note| note.day.to_owned()).collect();
        // `ana` is the author in use.
        let authors = live.iter().filter_map(|note| note.author);
        let by = authors.flat_map(|by| if by == "ana" { vec![by, "me"] } else { vec![by] });
        let mut has = Vec::new();
        has.extend((!live.is_empty()).then_some("note"));
        has.extend(live.iter().any(|note| note.judged.is_some()).then_some("judgement"));
        has.extend(self.reliability.map(|_| "rating"));
        let mut is = match self.mark {
            ReadMark::Unread => vec!["unread"],
            ReadMark::Read => vec!["read"],
            ReadMark::Revised => vec!["unread", "revised"],
        };
        is.extend(self.notes.iter().any(|note| note.is_buried).then_some("buried"));
        Facts::from([
            ("sourcing", one(self.sourcing)),
            ("sentiment", one(judged.unwrap_or(self.sentiment))),
            ("curated.sentiment", one(self.sentiment)),
            ("judged.sentiment", judged.map(one).unwrap_or_default()),
            ("text", vec![self.text()]),
            ("note", live.iter().map(|note| note.words.to_owned()).collect()),
            ("speaker", self.speaker.map(one).unwrap_or_default()),
            ("reliability", self.reliability.map(one).unwrap_or_default()),
            ("mark", all(live.iter().filter_map(|note| note.mark).collect())),
            ("by", all(by.collect())),
            ("since", days.clone()),
            ("until", days),
            ("has", all(has)),
            ("is", all(is)),
        ])
    }

    fn text(&self) -> String {
        self.words.join(" ")
    }

    /// The passage in a briefing of its own.
    fn briefing(&self) -> Briefing {
        let mut file = String::from("format = 1\ntitle = 'Drawn'\n");
        if let Some(speaker) = self.speaker {
            file.push_str("[[speakers]]\nid = 's'\nname = ");
            file.push_str(&toml::Value::from(speaker).to_string());
        }
        file += "\n[[sections]]\nheading = 'One'\n[[sections.passages]]\n";
        let text = toml::Value::from(self.text());
        for part in
            ["text = ", &text.to_string(), "\nsourcing = '", self.sourcing, "'\nsentiment = '"]
        {
            file.push_str(part);
        }
        file.push_str(self.sentiment);
        file.push_str("'\n");
        if self.speaker.is_some() {
            file += "speakers = ['s']\n";
        }
        if let Some(reliability) = self.reliability {
            file.push_str(&["reliability = '", reliability, "'\n"].concat());
        }
        let checked = check(&file, "drawn", &Vocabulary::default());
        checked.briefing.unwrap_or_else(|| panic!("{file}{:#?}", checked.problems))
    }

    fn notes(&self, briefing: &Briefing) -> Vec<Note> {
        let make = |(at, drawn): (usize, &DrawnNote)| {
            let created = format!("{}T12:00:00Z", drawn.day).parse().expect("a time");
            // Their order is that of their making.
            let id =
                NoteId::new("2031-04-01T00:00:00Z".parse().expect("a time"), [at as u8 + 1; 10]);
            let extent = capture_passage(briefing, 0).expect("a passage");
            let origin = Origin { author: drawn.author.map(str::to_owned), created };
            let mut note = Note::new(id, Kind::Comment, origin, Target::new("drawn", extent));
            note.mark = drawn.mark.map(str::to_owned);
            note.judgement =
                Judgement { sourcing: None, sentiment: drawn.judged.map(str::to_owned) };
            drawn.words.clone_into(&mut note.body);
            note.buried = drawn.is_buried.then_some(created);
            note
        };
        self.notes.iter().enumerate().map(make).collect()
    }
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let words = prop_oneof![
        "[a-zé\"\\\\/,:@()<=>“” .-]{1,8}",
        "\\PC{1,6}",
        select(&["or", "AND", "not", "-a", "/a/", "a:b", "<=B", "@x", "a,b"][..])
            .prop_map(str::to_owned),
    ];
    let expression = "[a-z/ ,\")]{0,4}(\\\\[/.dw\\\\])?[a-z]{1,3}";
    prop_oneof![
        4 => words.prop_filter_map("no words", |words| Pattern::words(&words)),
        1 => expression.prop_filter_map("no expression", |source| Pattern::expression(&source).ok()),
    ]
}

fn clause() -> impl Strategy<Value = Clause> {
    let field = select(&[Named::Speaker, Named::Text, Named::Topic, Named::Note][..]);
    let test = select(&TESTS[..]).prop_map(|text| query(text).expect("a query").into_clause());
    let leaf = prop_oneof![
        pattern().prop_map(Clause::Words),
        (field, prop::collection::vec(pattern(), 1..3))
            .prop_map(|(named, patterns)| Clause::Test(Test::Name(named, patterns))),
        test,
    ];
    leaf.prop_recursive(4, 20, 4, |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 2..4).prop_map(Clause::All),
            prop::collection::vec(part.clone(), 2..4).prop_map(Clause::Any),
            part.prop_map(|part| match part {
                // Two signs take each other back.
                Clause::Not(part) => *part,
                part => Clause::Not(Box::new(part)),
            }),
        ]
    })
}

proptest! {
    #[test]
    fn the_printed_form_reads_as_the_same_query(clause in clause()) {
        let asked = Query::from(clause);
        let printed = asked.to_string();
        let read = query(&printed);
        prop_assert_eq!(read.as_ref(), Ok(&asked), "{}", printed);
    }

    #[test]
    fn any_text_is_a_query_or_has_faults_inside_it(text in "[a-z:,()\"/@<=> \\\\“”é.-]{0,24}|\\PC{0,24}") {
        match query(&text) {
            Ok(read) => prop_assert_eq!(query(&read.to_string()), Ok(read.clone()), "{}", read),
            Err(faults) => {
                prop_assert!(!faults.list.is_empty());
                for fault in &faults.list {
                    prop_assert!(text.get(fault.span.clone()).is_some(), "{:?} in {:?}", fault, text);
                }
                prop_assert!(!faults.to_string().is_empty());
            }
        }
    }

    #[test]
    fn the_answer_is_the_plain_one(drawn in drawn(), asked in asked()) {
        let (briefing, vocabulary) = (drawn.briefing(), Vocabulary::default());
        let notes = drawn.notes(&briefing);
        let pin = |note| Pinned { note, found: Some(Found::Here(Stand::Passage(0))) };
        let annotated = Annotated::new(&briefing, notes.iter().map(pin), &vocabulary);
        let typed = asked.typed();
        let read = query(&typed).unwrap_or_else(|faults| panic!("{faults}"));
        let subject = annotated.passage(0, drawn.mark, Some("ana"));
        prop_assert_eq!(read.meets(&subject), asked.meets(&drawn.facts()), "{}", typed);
        prop_assert_eq!(query(&read.to_string()), Ok(read));
    }
}

#[test]
fn the_drawn_queries_say_yes_as_well_as_no() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut answers: HashMap<bool, usize> = HashMap::new();
    let mut seen = BTreeSet::new();
    for _ in 0..400 {
        let drawn = drawn().new_tree(&mut runner).expect("one").current();
        let asked = asked().new_tree(&mut runner).expect("one").current();
        *answers.entry(asked.meets(&drawn.facts())).or_default() += 1;
        seen.insert(asked.typed());
    }
    assert!(answers.values().all(|count| *count > 80), "{answers:?}");
    assert!(seen.len() > 200);
}
