//! What the thread of the searches answers.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::app::hunt::Stock;
use crate::app::passages::Finds;
use crate::app::picker::{Choice, Picker, PickerKind, PickerRow};
use crate::briefing::{Entry, Library};
use crate::query::{Lexicon, Query, Searches};
use crate::store::catalogue::Shelf;
use crate::store::{Origin, Places, scan};

/// Queries, and how well words in a row, each with a blank behind it, have them: the number of the
/// grade, the best first; none where they do not meet the query.
const QUERIES: [&str; 7] =
    ["port", "por", "ort", "talk port", "\"port talk\"", "sport tal port", "port -talk"];

fn grade(query: usize, text: &str) -> Option<u8> {
    let words: Vec<&str> = match query {
        3 => vec!["talk", "port"],
        4 => vec!["port talk"],
        5 => vec!["sport", "tal", "port"],
        6 => vec!["port"],
        _ => vec![QUERIES[query]],
    };
    let has = |wanted: &dyn Fn(&str) -> String| {
        words.iter().all(|word| format!(" {text} ").contains(&wanted(word)))
    };
    let is_met = has(&|word| word.to_owned()) && !(query == 6 && text.contains("talk"));
    let is_row = words.len() > 1 && text.contains(&words.join(" "));
    let grade = match () {
        () if is_row => 0,
        () if has(&|word| format!(" {word} ")) => 1,
        () if has(&|word| format!(" {word}")) => 2,
        () => 3,
    };
    is_met.then_some(grade)
}

/// The passages that meet a query, briefing for briefing, as they are to be listed.
fn expected(query: usize, texts: &[Vec<String>]) -> Vec<(String, Vec<usize>)> {
    let mut found = Vec::new();
    for (file, texts) in texts.iter().enumerate() {
        let graded = texts.iter().enumerate().map(|(at, text)| Some((grade(query, text)?, at)));
        let mut met: Vec<(u8, usize)> = graded.flatten().collect();
        met.sort_unstable();
        if let Some((best, _)) = met.first() {
            found.push((*best, file, met.into_iter().map(|(_, at)| at).collect()));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, file, met)| (format!("b{file:03}"), met)).collect()
}

fn listed(found: &[Finds]) -> Vec<(String, Vec<usize>)> {
    found.iter().map(|finds| (finds.id().to_owned(), finds.passages.clone())).collect()
}

fn write(folder: &Path, texts: &[Vec<String>]) {
    for (file, texts) in texts.iter().enumerate() {
        let mut text = format!("format = 1\nid = \"b{file:03}\"\ntitle = \"One\"\n[[sections]]\n");
        text.push_str("heading = \"One\"\n");
        for (at, words) in texts.iter().enumerate() {
            let passage = "sourcing = \"analysis\"\nsentiment = \"neutral\"\n";
            write!(text, "[[sections.passages]]\nid = \"p{at}\"\ntext = \"{words}\"\n{passage}")
                .expect("a string");
        }
        fs::write(folder.join(format!("b{file:03}.toml")), text).expect("written");
    }
}

fn hunt(query: &str, library: &Library) -> Hunt {
    let (vocabulary, searches) = (Vocabulary::default(), Searches::default());
    let lexicon = Lexicon { vocabulary: &vocabulary, searches: &searches };
    let query = Query::parse(query, lexicon).expect("a query");
    let stock = Stock { library: library.clone(), ..Stock::default() };
    Hunt { query, asker: Asker::default(), stock: stock.into() }
}

fn text() -> impl Strategy<Value = String> {
    let words = select(vec!["port", "ports", "sport", "talk", "talks", "x"]);
    vec(words, 1..5).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_is_found_is_listed_by_how_well_it_has_the_words_whether_texts_are_held_or_not(
        texts in vec(vec(text(), 1..4), 70..90),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let files = folder.path().join("lib");
        fs::create_dir(&files).expect("a folder");
        write(&files, &texts);
        let (vocabulary, origin) = (Vocabulary::default(), Origin::Paths(vec![files]));
        let places = Places::resolve(|_| Some(folder.path().join("cache").into()), None);
        let shelf = Shelf::new(&origin, &vocabulary, &places);
        let catalogue = Catalogue::of(&scan::listing(origin.paths()), &shelf);
        let held = scan::library(&origin, &vocabulary);
        let cards = held.entries().iter().map(|entry| Entry::clone(entry).without_text());
        let mut bare = Library::default();
        bare.put_all(cards);
        let beyond = Beyond { catalogue: &catalogue, vocabulary: &vocabulary };
        for (number, query) in QUERIES.iter().enumerate() {
            let expected = expected(number, &texts);
            let found = hunt(query, &held).run(|| false).expect("to the end");
            prop_assert_eq!(listed(&found), expected.clone(), "{} in texts that are held", query);
            let found = beyond.run(&hunt(query, &bare), &|| false).expect("to the end");
            prop_assert_eq!(listed(&found), expected, "{} in the catalogue", query);
        }
    }

    #[test]
    fn the_thread_ranks_rows_as_a_key_does(
        titles in vec("[a-eé ’]{0,8}", 0..40),
        typed in "[a-e' ]{0,4}",
    ) {
        let row = |text: String| {
            let choice = Choice::Tag(text.clone());
            PickerRow { text, detail: String::new(), heading: None, choice }
        };
        let rows = Rows::Own(Arc::new(titles.into_iter().map(row).collect()));
        let mut direct = Picker::new(PickerKind::Outline, rows.clone(), 0);
        direct.input = typed.clone().into();
        direct.narrow();
        let mut late = Picker::new(PickerKind::Outline, rows.clone(), 0);
        late.input = typed.clone().into();
        let answer = Search::Rank { typed, rows: rows.clone() }.answer(7, None, || false);
        let Some(Event::Ranked { number: 7, best }) = answer else { panic!("{answer:?}") };
        late.list(Some(best));
        let listed = |picker: &Picker| -> Vec<String> {
            (0..picker.count()).filter_map(|at| Some(picker.listed(at)?.text.to_owned())).collect()
        };
        prop_assert_eq!(listed(&direct), listed(&late));
        let outdated = Search::Rank { typed: "a".into(), rows }.answer(8, None, || true);
        prop_assert!(direct.rows.count() == 0 || outdated.is_none());
    }
}
