//! The filter: its letters, its counts, and what it does to the page.

use dateline::layout::Item;
use dateline::query::Filter;
use dateline::query::filter::Facet;
use proptest::prelude::*;

use crate::support::reader::Reader;

/// What a facet's row on the screen says: its mark and its count.
fn row(reader: &Reader, facet: Facet) -> (bool, usize) {
    let screen = reader.screen();
    let is_row = |line: &&str| {
        line.contains(&format!("] {} ", facet.letter())) && line.contains(facet.label())
    };
    let line = screen.lines().find(is_row).unwrap_or_else(|| panic!("{facet:?}\n{screen}"));
    let inside = line.split('│').find(|part| part.contains(facet.label())).expect("a row");
    let count = inside.split_whitespace().last().and_then(|word| word.parse().ok());
    (inside.contains("[x]"), count.expect("a count"))
}

/// Whether a passage carries a value, judged without the filter's own code.
fn carries(reader: &Reader, passage: usize, facet: Facet) -> bool {
    let tags = &reader.open().briefing.passages[passage].attribution;
    match facet {
        Facet::Sourcing(value) => tags.sourcing.value == value,
        Facet::Sentiment(value) => tags.sentiment.value == value,
    }
}

fn same_kind(one: Facet, other: Facet) -> bool {
    matches!(
        (one, other),
        (Facet::Sourcing(_), Facet::Sourcing(_)) | (Facet::Sentiment(_), Facet::Sentiment(_))
    )
}

/// Whether the chosen values of each kind (or none of it) let a passage through.
fn fits(reader: &Reader, passage: usize, chosen: &[Facet]) -> bool {
    chosen.iter().all(|one| {
        let mut alike = chosen.iter().filter(|other| same_kind(*one, **other));
        alike.any(|other| carries(reader, passage, *other))
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
        let facets: Vec<Facet> = Facet::all().collect();
        let mut reader = Reader::on_samples(120, 40);
        reader.press("f");
        let mut chosen: Vec<Facet> = Vec::new();
        for pick in picks {
            let facet = facets[pick];
            reader.press(&facet.letter().to_string());
            match chosen.iter().position(|known| *known == facet) {
                Some(at) => { chosen.remove(at); }
                None => chosen.push(facet),
            }
        }
        let all = reader.open().briefing.passages.len();
        for facet in facets {
            let mut wanted: Vec<Facet> = chosen.iter().copied().filter(|known| !same_kind(*known, facet)).collect();
            wanted.push(facet);
            let count = (0..all).filter(|passage| fits(&reader, *passage, &wanted)).count();
            prop_assert_eq!(row(&reader, facet), (chosen.contains(&facet), count), "{:?}", facet);
        }
        let shown = (0..all).filter(|passage| fits(&reader, *passage, &chosen)).count();
        let title = format!("Filter: {shown} of {all} passages shown");
        prop_assert!(reader.screen().contains(&title));
        prop_assert_eq!(folded(&reader), all - shown);
        prop_assert_eq!(Filter::read(&reader.open().filter.to_string()), reader.open().filter.clone());
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
    reader.press("f").press(&facet.letter().to_string()).press("enter");
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
    assert!(Facet::all().nth(1) == Some(Facet::Sourcing(tags.sourcing.value)));
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
