//! The view of passages: its query, what it lists, where it leads, and what it copies.

use dateline::app::exporting::Form;
use dateline::app::state::{Settings, Start};
use dateline::app::views::View;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::query::Searches;
use dateline::store::sample;
use ratatui::layout::Size;

use crate::support::draft::Draft;
use crate::support::reader::Reader;

/// Two briefings in which the same words stand together and apart.
fn two() -> Reader {
    let apart = Draft::new("apart")
        .section("One")
        .says("a", "Talks on peace go on.")
        .says("b", "The peace talks go on, says Émile.");
    let none = Draft::new("none").section("One").says("c", "Nothing of the kind.");
    let exact = Draft::new("talks").section("One").says("d", "Peace\ntalks and more peace talks.");
    Reader::on(vec![apart.entry(), none.entry(), exact.entry()], 120, 30)
}

/// What is listed, as `briefing#passage`.
fn listed(reader: &Reader) -> Vec<String> {
    let found = reader.state.trail.passages.found.iter();
    found
        .flat_map(|finds| {
            let briefing = reader.files.briefing(finds.id()).expect("a briefing");
            let passages = finds.passages.iter().map(|at| &briefing.passages[*at].id);
            passages.map(|id| format!("{}#{id}", finds.id())).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn the_library_is_searched_as_one_types_words_in_a_row_first() {
    let mut reader = two();
    reader.press("ctrl-f");
    assert_eq!(listed(&reader).len(), 4, "an empty query lists everything");
    reader.type_in("peace talks");
    assert_eq!(listed(&reader), ["apart#b", "apart#a", "talks#d"]);
    assert!(reader.screen().contains("3 passages in 2 briefings"), "{}", reader.screen());
    reader.press("ctrl-u").type_in("emile");
    assert_eq!(listed(&reader), ["apart#b"]);
    reader.press("ctrl-u").type_in("no-such-word");
    assert!(listed(&reader).is_empty());
    assert!(reader.screen().contains("no passage meets this query"), "{}", reader.screen());
}

#[test]
fn what_was_found_is_exported_as_a_table_of_passages() {
    let mut reader = two();
    reader.press("ctrl-f").type_in("no-such-word").press("esc x");
    assert_eq!(reader.notice(), "no passage was found that could be exported");
    reader.press("ctrl-f ctrl-u").type_in("peace").press("esc x");
    assert!(reader.screen().contains("the passages that were found"), "{}", reader.screen());
    let wish = reader.desk.wishes.last().expect("a look").clone();
    assert_eq!(wish.form, Form::Table);
    let chosen = wish.chosen.expect("some");
    let listed: Vec<(String, Vec<usize>)> =
        chosen.into_iter().map(|(id, at)| (id, at.into_iter().flatten().collect())).collect();
    assert_eq!(listed, [("apart".to_owned(), vec![0, 1]), ("talks".to_owned(), vec![0])]);
    reader.press("right");
    assert_eq!(reader.desk.wishes.last().expect("a look").chosen, None, "everything");
    reader.press("right enter");
    assert!(reader.desk.wishes.last().expect("a wish").destination.is_some());
    let kept = reader.desk.choices.as_ref().expect("choices");
    assert_eq!(kept.form, Form::Markdown, "notes are exported as before");
}

#[test]
fn enter_goes_to_the_passage_and_the_jump_back_returns() {
    let mut reader = two();
    reader.press("2 1").press("ctrl-f").type_in("\"and more\"").press("enter");
    assert_eq!((reader.state.focus.view, reader.at()), (View::Read, "d"));
    reader.press("ctrl-o");
    assert_eq!(reader.state.focus.view, View::Passages);
    assert_eq!(listed(&reader), ["talks#d"]);
    reader.press("esc");
    assert_eq!(reader.state.focus.view, View::Read);
    assert_eq!(reader.at(), "a", "where it was before");
}

#[test]
fn the_list_moves_by_j_and_k_and_the_preview_follows() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("ctrl-f").type_in("sourcing:anonymous").press("esc j j");
    assert_eq!(reader.state.trail.passages.row, 2);
    let (finds, passage) = reader.state.trail.passages.selected().expect("one");
    let words: Vec<&str> = reader.files.briefing(finds.id()).expect("a briefing").passages[passage]
        .text
        .split_whitespace()
        .collect();
    let start = words[..3].join(" ");
    let screen = reader.screen();
    let beside = screen.lines().filter_map(|line| line.rsplit('│').next());
    assert!(beside.clone().any(|line| line.contains(&start)), "{start}\n{screen}");
    reader.press("G");
    let last = reader.state.trail.passages.rows() - 1;
    assert_eq!(reader.state.trail.passages.row, last);
    reader.press("g g k");
    assert_eq!(reader.state.trail.passages.row, 0);
}

#[test]
fn a_mistake_leaves_the_list_and_says_where_it_is() {
    let mut reader = two();
    reader.press("ctrl-f").type_in("peace sentimnt:x");
    assert!(reader.screen().contains("^^^^^^^^"), "{}", reader.screen());
    assert!(reader.screen().contains("did you mean `sentiment`?"), "{}", reader.screen());
    reader.press("enter");
    assert_eq!(reader.notice(), "`sentimnt` is no field");
    assert_eq!(reader.state.focus.view, View::Passages);
}

#[test]
fn names_of_the_whole_library_are_completed() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("ctrl-f").type_in("speaker:\"Marco R").press("ctrl-u").type_in("speaker:graham");
    reader.press("tab");
    assert_eq!(reader.state.trail.passages.query.to_string(), "speaker:\"Lindsey Graham\"");
    assert!(!listed(&reader).is_empty());
}

#[test]
fn a_query_is_copied_as_a_line_of_the_configuration() {
    let mut searches = Searches::default();
    let vocabulary = Vocabulary::default();
    searches.add("search-1", "talks", &vocabulary).expect("a query");
    let settings = Settings { searches, ..Settings::default() };
    let entries = sample::entries(&vocabulary);
    let mut reader = Reader::started(entries, Size::new(120, 40), settings, Start::default());
    reader.press("2 S");
    assert_eq!(reader.notice(), "there is no query to keep; ctrl-f types one");
    reader.press("ctrl-f").type_in("@search-1 speaker:\"a b\"").press("esc S");
    let line = reader.desk.copied.last().expect("a line").clone();
    let table: toml::Table = line.parse().expect("a line of TOML");
    assert_eq!(table["search-2"].as_str(), Some("@search-1 speaker:\"a b\""));
}

#[test]
fn what_changes_in_the_library_is_found_at_once() {
    let mut reader = two();
    reader.press("ctrl-f").type_in("quorum").press("esc");
    assert!(listed(&reader).is_empty());
    reader.reread(Draft::new("none").section("One").says("c", "A quorum.").entry());
    assert_eq!(listed(&reader), ["none#c"]);
    reader.lose("none.toml");
    assert!(listed(&reader).is_empty());
}

#[test]
fn an_outdated_answer_is_dropped() {
    use dateline::app::Event;
    let mut reader = two();
    reader.press("ctrl-f").type_in("peace");
    let before = listed(&reader);
    let number = reader.state.start.searches;
    reader.happen(Event::PassagesFound { number: number - 1, found: Vec::new() });
    assert_eq!(listed(&reader), before);
}
