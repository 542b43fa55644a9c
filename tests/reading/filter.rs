//! The filter: its letters, its counts, and what it does to the page.

use dateline::layout::Item;
use dateline::query::Facet;
use proptest::prelude::*;

use crate::support::reader::Reader;

/// What a facet's row on the screen says: its mark and its count.
fn row(reader: &Reader, facet: &Facet) -> (bool, usize) {
    let screen = reader.screen();
    let is_row = |line: &&str| {
        line.contains(&format!("] {} ", facet.letter().expect("a letter")))
            && line.contains(facet.label())
    };
    let line = screen.lines().find(is_row).unwrap_or_else(|| panic!("{facet:?}\n{screen}"));
    let inside = line.split('│').find(|part| part.contains(facet.label())).expect("a row");
    let count = inside.split_whitespace().last().and_then(|word| word.parse().ok());
    (inside.contains("[x]"), count.expect("a count"))
}

/// Whether a passage carries a value, judged without the filter's own code.
fn carries(reader: &Reader, passage: usize, facet: &Facet) -> bool {
    let tags = &reader.open().briefing.passages[passage].attribution;
    match facet {
        Facet::Sourcing(value) => tags.sourcing.value == *value,
        Facet::Sentiment(value) => tags.sentiment.value == *value,
        Facet::Speaker(_) | Facet::Outlet(_) | Facet::Topic(_) => unreachable!("no tag"),
    }
}

fn same_kind(one: &Facet, other: &Facet) -> bool {
    one.kind() == other.kind()
}

/// Whether the chosen values of each kind (or none of it) let a passage through.
fn fits(reader: &Reader, passage: usize, chosen: &[Facet]) -> bool {
    chosen.iter().all(|one| {
        let mut alike = chosen.iter().filter(|other| same_kind(one, other));
        alike.any(|other| carries(reader, passage, other))
    })
}

fn folded(reader: &Reader) -> usize {
    let folds = reader.open().page.items().iter();
    folds.map(|item| if let Item::Folded(hidden) = item { *hidden } else { 0 }).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_marks_and_folds_are_those_of_a_naive_count(
        picks in proptest::collection::vec(0..14_usize, 0..6),
    ) {
        let facets: Vec<Facet> = Facet::tags().collect();
        let mut reader = Reader::on_samples(120, 40);
        reader.press("f");
        let mut chosen: Vec<Facet> = Vec::new();
        for pick in picks {
            let facet = facets[pick].clone();
            reader.press(&facet.letter().expect("a letter").to_string());
            match chosen.iter().position(|known| *known == facet) {
                Some(at) => { chosen.remove(at); }
                None => chosen.push(facet),
            }
        }
        let all = reader.open().briefing.passages.len();
        for facet in facets {
            let mut wanted: Vec<Facet> = chosen.iter().filter(|known| !same_kind(known, &facet)).cloned().collect();
            wanted.push(facet.clone());
            let count = (0..all).filter(|passage| fits(&reader, *passage, &wanted)).count();
            prop_assert_eq!(row(&reader, &facet), (chosen.contains(&facet), count), "{:?}", facet);
        }
        let shown = (0..all).filter(|passage| fits(&reader, *passage, &chosen)).count();
        let title = format!("Filter: {shown} of {all} passages shown");
        prop_assert!(reader.screen().contains(&title));
        prop_assert_eq!(folded(&reader), all - shown);
        for facet in &Facet::tags().collect::<Vec<_>>() {
            prop_assert_eq!(reader.open().filter.has(facet), chosen.contains(facet));
        }
    }
}

#[test]
fn letters_and_the_space_bar_switch_the_same_rows() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("f j space");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous");
    reader.press("n");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous sentiment:negative");
    reader.press("a space");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous sentiment:negative");
    reader.press("z");
    assert_eq!(reader.notice(), "no value has the letter z");
}

#[test]
fn the_cursor_stays_on_its_passage_and_its_row_while_that_is_shown() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("] ] ] a j");
    let (at, row) = (reader.at().to_owned(), reader.row().expect("in sight"));
    let tags = &reader.open().passage().expect("a passage").attribution;
    let facet = Facet::Sourcing(tags.sourcing.value);
    reader.press("f").press(&facet.letter().expect("a letter").to_string()).press("enter");
    assert_eq!(reader.at(), at);
    let now = reader.row().expect("in sight");
    assert!(now <= row, "it only moves up where the page above got shorter than that");
    reader.press("F");
    assert_eq!((reader.at(), reader.notice()), (at.as_str(), "every passage is shown"));
    reader.press("F");
    assert_eq!(reader.notice(), "no filter is set");
}

#[test]
fn a_filter_that_nothing_fits_says_so_and_is_taken_back() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("j j f v p");
    assert_eq!(reader.notice(), "no passage carries all of this; F shows every passage again");
    reader.press("enter j");
    assert_eq!(reader.notice(), "the filter hides every passage; F shows them again");
    for keys in ["space", "b", "ctrl-d", "G", "g g", "] ]", "[ [", "] a", "n", "ctrl-o"] {
        reader.press(keys);
        assert!(
            reader.screen().contains("passages hidden by the filter"),
            "{keys}\n{}",
            reader.screen()
        );
    }
    reader.press("F");
    assert_eq!(reader.at(), reader.open().briefing.passages[reader.open().cursor].id);
    assert!(reader.row().is_some());
}

#[test]
fn the_filter_stays_when_another_briefing_is_opened() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("f a enter J");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous");
    let tags = &reader.open().passage().expect("a passage").attribution;
    assert!(Facet::tags().nth(1) == Some(Facet::Sourcing(tags.sourcing.value)));
}

#[test]
fn one_hidden_passage_is_said_in_the_singular() {
    use crate::support::draft::Draft;
    let draft =
        Draft::new("two").section("One").says("a", "A.").tagged("b", "B.", ("analysis", "mixed"));
    let mut reader = Reader::on(vec![draft.entry()], 60, 20);
    reader.press("f u enter");
    assert!(reader.screen().contains(" 1 passage hidden by the filter"), "{}", reader.screen());
}

#[test]
fn a_query_is_typed_above_the_facets_and_both_are_one() {
    let mut reader = Reader::on_samples(120, 40);
    let all = reader.open().briefing.passages.len();
    reader.press("f /").type_in("sourcing:anonymous");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous");
    let anonymous = Facet::tags().nth(1).expect("the second");
    reader.press("enter");
    assert!(row(&reader, &anonymous).0, "{}", reader.screen());
    reader.press("n");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous sentiment:negative");
    assert!(reader.screen().contains("› sourcing:anonymous sentiment:negative"));
    reader.press("/ ctrl-u").type_in("\"talks\"").press("enter a");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous talks");
    reader.press("F");
    assert_eq!(reader.open().hidden(), 0);
    assert!(reader.screen().contains(&format!("Filter: {all} of {all} passages shown")));
}

#[test]
fn esc_on_the_query_line_takes_back_what_was_typed() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("f a /").type_in(" talks");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous talks");
    reader.press("esc");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous");
    assert!(reader.screen().contains("Filter:"));
    reader.press("esc");
    assert!(!reader.screen().contains("Filter:"));
}

#[test]
fn a_mistake_has_a_caret_and_the_last_filter_stays() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("f /").type_in("sentiment:mixed sorcing:x");
    assert_eq!(reader.open().filter.to_string(), "sentiment:mixed sorcing");
    let screen = reader.screen();
    let caret = |line: &str| line.find("^^^^^^^").map(|at| line[..at].chars().count());
    let at = screen.lines().find_map(caret).unwrap_or_else(|| panic!("{screen}"));
    let line = screen.lines().find(|line| line.contains("› sentiment:mixed")).expect("the query");
    let word = line[..line.find("sorcing").expect("the word")].chars().count();
    assert_eq!(at, word, "{screen}");
    assert!(
        screen.contains("`sorcing` is no field") && screen.contains("did you mean `sourcing`?")
    );
    reader.press("enter");
    assert_eq!(reader.notice(), "`sorcing` is no field");
    reader.press("esc");
    assert!(reader.open().filter.is_empty());
}

#[test]
fn tab_completes_fields_values_and_names() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("f /").type_in("sou").press("tab");
    assert!(reader.screen().contains("› sourcing:"), "{}", reader.screen());
    reader.type_in("anon").press("tab");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous");
    reader.type_in(" speaker:wit").press("down enter");
    assert_eq!(reader.open().filter.to_string(), "sourcing:anonymous speaker:\"Steve Witkoff\"");
}

#[test]
fn speakers_outlets_and_topics_are_facets_with_their_counts() {
    let mut reader = Reader::on_samples(120, 60);
    reader.press("f tab tab");
    let facets = reader.open().sifting.sieve.rows().to_vec();
    let speaker = facets.iter().position(|facet| matches!(facet, Facet::Speaker(_))).expect("one");
    reader.press("space");
    assert!(reader.open().filter.has(&facets[speaker]), "{}", reader.open().filter);
    let shown = reader.open().briefing.passages.len() - reader.open().hidden();
    assert_eq!(reader.open().sifting.sieve.counts()[speaker], shown);
    let briefing = reader.open().briefing.clone();
    let speaks = |passage: &&dateline::briefing::Passage| {
        briefing.speakers_of(passage).any(|one| one.name == facets[speaker].label())
    };
    assert_eq!(briefing.passages.iter().filter(speaks).count(), shown);
}

#[test]
fn a_filter_may_ask_for_notes_and_for_what_was_read() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("j j m k");
    let noted = reader.at().to_owned();
    reader.press("j j f /").type_in("mark:key").press("enter enter");
    assert_eq!(reader.at(), noted);
    let all = reader.open().briefing.passages.len();
    assert_eq!(reader.open().hidden(), all - 1);
    reader.press("F f /").type_in("is:read").press("enter enter");
    assert_eq!(reader.open().hidden(), all - reader.read().len());
}

#[test]
fn a_query_that_is_left_goes_back_to_the_passage_and_the_rows_of_before() {
    let mut reader = Reader::on_samples(80, 24);
    reader.press("] ] ] ] ] ] j j j");
    let (cursor, screen) = (reader.open().cursor, reader.screen());
    reader.press("f /").type_in("sentiment:mixed");
    assert_ne!(reader.open().cursor, cursor);
    reader.press("esc esc");
    assert_eq!((reader.open().cursor, reader.screen()), (cursor, screen));
}
