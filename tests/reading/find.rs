//! Finding words: as they are typed, across lines, around the ends, and what stays of it.

use dateline::app::{Effect, Event, update};
use dateline::query::find::Hit;

use crate::support::draft::{Draft, numbered, tall};
use crate::support::reader::Reader;

fn on(draft: &Draft, width: u16, height: u16) -> Reader {
    Reader::on(vec![draft.entry()], width, height)
}

/// The texts of the places that are lit, in order, and which one is the current one.
fn lit(reader: &Reader) -> (Vec<String>, Option<usize>) {
    let open = reader.open();
    let Some(search) = &open.search else { return (Vec::new(), None) };
    let text = |hit: &Hit| open.briefing.passages[hit.passage].text[hit.run.clone()].to_owned();
    (search.hits.iter().flatten().map(text).collect(), search.at)
}

fn words() -> Draft {
    Draft::new("words")
        .section("One")
        .says("a", "Talks began in Miami.")
        .says("b", "Nobody spoke.")
        .says("c", "The talks, and more talks.")
        .section("Two")
        .says("d", "No TALKS, says Émile.")
}

#[test]
fn every_letter_narrows_the_search_down() {
    let mut reader = on(&words(), 80, 24);
    reader.press("j /").type_in("t");
    assert_eq!(lit(&reader).0.len(), 5);
    reader.type_in("alks,");
    assert_eq!(lit(&reader).0, ["talks,", "TALKS,"]);
    assert_eq!(reader.at(), "c");
    reader.press("backspace");
    assert_eq!(
        lit(&reader),
        (vec!["Talks".into(), "talks".into(), "talks".into(), "TALKS".into()], Some(1))
    );
    assert!(reader.line(23).contains("2 of 4"), "{}", reader.line(23));
}

#[test]
fn case_is_smart_and_accents_are_folded() {
    for (pattern, found) in [
        ("talks", vec!["Talks", "talks", "talks", "TALKS"]),
        ("Talks", vec!["Talks"]),
        ("TALKS", vec!["TALKS"]),
        ("emile", vec!["Émile"]),
        ("Émile", vec!["Émile"]),
        ("Emile", vec!["Émile"]),
    ] {
        let mut reader = on(&words(), 80, 24);
        reader.press("/").type_in(pattern);
        assert_eq!(lit(&reader).0, found, "{pattern}");
    }
}

#[test]
fn a_phrase_is_found_across_the_end_of_a_line_and_of_a_paragraph() {
    let text =
        "a plan of twenty points\n\nwhich nobody has seen\n\n- one item of it\n- another one";
    let draft = Draft::new("broken").section("One").says("p", text);
    for width in [20, 24, 31, 80] {
        for phrase in ["of twenty points which nobody", "seen"] {
            let mut reader = on(&draft, width, 24);
            reader.press("/").type_in(phrase);
            let found = lit(&reader).0;
            assert_eq!(found.len(), 1, "{phrase} at {width}");
            assert_eq!(found[0].split_whitespace().collect::<Vec<_>>().join(" "), phrase);
        }
    }
}

#[test]
fn next_and_previous_go_around_the_ends_and_say_so() {
    let mut reader = on(&words(), 80, 24);
    reader.press("n");
    assert_eq!(reader.notice(), "nothing was searched for; / finds words");
    reader.press("/").type_in("talks").press("enter");
    for (keys, at, passage, notice) in [
        ("n", 1, "c", ""),
        ("n", 2, "c", ""),
        ("n", 3, "d", ""),
        ("n", 0, "a", "from the start again"),
        ("N", 3, "d", "from the end again"),
        ("N", 2, "c", ""),
    ] {
        reader.press(keys);
        assert_eq!((lit(&reader).1, reader.at(), reader.notice()), (Some(at), passage, notice));
    }
}

#[test]
fn next_and_previous_begin_where_the_reader_has_moved_to() {
    let mut reader = on(&words(), 80, 24);
    reader.press("/").type_in("talks").press("enter G N");
    assert_eq!((lit(&reader).1, reader.at()), (Some(2), "c"));
    reader.press("g g j n");
    assert_eq!((lit(&reader).1, reader.at()), (Some(1), "c"));
}

#[test]
fn escape_returns_to_the_passage_and_the_row_and_lights_nothing() {
    let draft =
        numbered(Draft::new("many").section("One"), 0..80, &"said that talks went on ".repeat(5));
    let mut reader = on(&draft, 60, 20);
    reader.press("space space j j");
    let before = reader.screen();
    reader.press("/").type_in("p77");
    assert_eq!(reader.at(), "p77");
    reader.press("esc");
    assert_eq!(reader.screen(), before);
    reader.press("/").type_in("p77").press("backspace backspace backspace");
    assert_eq!(
        reader.screen().lines().take(19).collect::<Vec<_>>(),
        before.lines().take(19).collect::<Vec<_>>()
    );
    reader.press("esc");
    assert_eq!(reader.screen(), before);
}

#[test]
fn enter_keeps_the_place_and_the_way_back() {
    let mut reader = on(&words(), 80, 24);
    reader.press("j /").type_in("émile").press("enter");
    assert_eq!(reader.at(), "d");
    reader.press("ctrl-o");
    assert_eq!(reader.at(), "b");
    reader.press("esc");
    assert_eq!(lit(&reader).0.len(), 0);
}

#[test]
fn words_that_are_nowhere_leave_everything_as_it_was() {
    let mut reader = on(&words(), 80, 24);
    reader.press("j /").type_in("zzz");
    assert!(reader.line(23).ends_with("not found"), "{}", reader.line(23));
    assert_eq!(reader.at(), "b");
    reader.press("enter");
    assert_eq!((reader.at(), reader.notice()), ("b", "zzz is not in this briefing"));
}

#[test]
fn only_the_latest_search_is_answered() {
    let mut reader = on(&words(), 80, 24);
    reader.press("/");
    let mut asked = Vec::new();
    for letter in ["t", "a", "l"] {
        let pressed = Event::Pressed(letter.parse().expect("a letter"));
        asked.extend(update(&mut reader.state, pressed));
    }
    let searches: Vec<u64> = asked
        .iter()
        .filter_map(
            |effect| if let Effect::Find { search, .. } = effect { Some(*search) } else { None },
        )
        .collect();
    assert_eq!(searches.len(), 3);
    let hits = vec![Hit { passage: 3, run: 0..2 }];
    reader.happen(Event::Found { search: searches[0], hits: hits.clone() });
    assert_eq!((lit(&reader).1, reader.at()), (None, "a"));
    reader.happen(Event::Found { search: searches[2], hits });
    assert_eq!((lit(&reader).1, reader.at()), (Some(0), "d"));
    // An answer to a search that was left lights nothing.
    reader.press("esc");
    reader.happen(Event::Found { search: searches[2], hits: vec![Hit { passage: 3, run: 0..2 }] });
    assert_eq!(lit(&reader).0.len(), 0);
}

#[test]
fn an_answer_after_enter_still_moves() {
    let mut reader = on(&words(), 80, 24);
    reader.press("/");
    let asked = update(&mut reader.state, Event::Pressed("é".parse().expect("a letter")));
    reader.press("enter");
    let Some(Effect::Find { search, .. }) = asked.first() else { panic!("{asked:?}") };
    reader.happen(Event::Found { search: *search, hits: vec![Hit { passage: 3, run: 0..2 }] });
    assert_eq!(reader.at(), "d");
}

#[test]
fn an_answer_after_enter_tells_of_the_filter_that_it_lifts() {
    let draft = words().tagged("e", "A secret.", ("anonymous", "negative"));
    let mut reader = on(&draft, 80, 24);
    reader.press("f u enter /");
    let asked = update(&mut reader.state, Event::Pressed("e".parse().expect("a letter")));
    reader.press("enter");
    let Some(Effect::Find { search, .. }) = asked.first() else { panic!("{asked:?}") };
    reader.happen(Event::Found { search: *search, hits: vec![Hit { passage: 4, run: 0..1 }] });
    assert_eq!(reader.at(), "e");
    assert_eq!(reader.notice(), "the filter hid this and is lifted: sourcing:unattributed");
}

#[test]
fn exactly_the_words_are_lit() {
    let draft = Draft::new("wide")
        .section("One")
        .says("a", "統一戦線 talks 👩‍👩‍👧 e\u{301} talks ｶﾞ talks")
        .says(
            "b",
            "- an item on talks\n- more of it that is long enough to be wrapped at the talks",
        );
    let mut reader = on(&draft, 44, 24);
    reader.press("/").type_in("talks").press("enter");
    let (screen, roles) = (reader.screen(), reader.roles());
    let mut lit = Vec::new();
    for (line, roles) in screen.lines().zip(roles.lines()).take(22) {
        let mut cell = 0;
        let mut word = String::new();
        for grapheme in unicode_segmentation::UnicodeSegmentation::graphemes(line, true) {
            if roles.chars().nth(cell).is_some_and(|role| role == 'n' || role == '/') {
                word.push_str(grapheme);
            } else if !word.is_empty() {
                lit.push(std::mem::take(&mut word));
            }
            cell += dateline::layout::width::text_width(grapheme);
        }
        lit.extend((!word.is_empty()).then_some(word));
    }
    assert_eq!(lit, ["talks"; 5], "{screen}\n{roles}");
    assert_eq!(roles.lines().take(22).collect::<String>().matches("nnnnn").count(), 1);
}

#[test]
fn a_place_deep_in_a_tall_passage_is_shown() {
    let draft = Draft::new("tall").section("One").says("a", "A.").says("b", &tall(99));
    let mut reader = on(&draft, 60, 14);
    reader.press("/").type_in("line 70.");
    assert!(reader.screen().contains("Line 70."), "{}", reader.screen());
    reader.press("esc /").type_in("line 9").press("enter n n");
    assert!(reader.screen().contains("Line 91."));
}

#[test]
fn a_hidden_passage_is_unfolded_and_folded_again_by_escape() {
    let draft = words().tagged("e", "A secret.", ("anonymous", "negative"));
    let mut reader = on(&draft, 80, 24);
    reader.press("f u enter j");
    let before = reader.screen();
    reader.press("/").type_in("secret");
    assert_eq!(reader.at(), "e");
    assert!(reader.screen().contains("A secret."));
    reader.press("esc");
    assert_eq!(reader.screen(), before);
    reader.press("/").type_in("secret").press("enter");
    assert_eq!(reader.at(), "e");
    assert!(reader.open().filter.is_empty());
    assert_eq!(reader.notice(), "the filter hid this and is lifted: sourcing:unattributed");
    reader.press("g g f u enter j");
    assert!(!reader.open().filter.is_empty());
    reader.press("n");
    assert_eq!((reader.at(), reader.open().filter.is_empty()), ("e", true));
    assert_eq!(reader.notice(), "the filter hid this and is lifted: sourcing:unattributed");
}

#[test]
fn a_paste_of_several_lines_is_searched_for_as_one() {
    let mut reader = on(&words(), 80, 24);
    reader.press("/");
    reader.happen(Event::Pasted("more\u{1b}\r\n\n  talks\n".into()));
    assert_eq!(lit(&reader).0, ["more talks"]);
    reader.press("esc");
    let before = reader.screen();
    reader.happen(Event::Pasted("qqq".into()));
    assert_eq!((reader.screen(), reader.has_quit), (before, false), "a paste presses no keys");
}

#[test]
fn the_line_is_edited_as_in_a_shell() {
    let mut reader = on(&words(), 80, 24);
    reader.press("/").type_in("more tallks").press("left left left backspace");
    assert_eq!(lit(&reader).0, ["more talks"]);
    reader.press("ctrl-w ctrl-a ctrl-k").type_in("nobody");
    assert_eq!(lit(&reader).0, ["Nobody"]);
    reader.press("ctrl-u");
    assert_eq!(lit(&reader).0.len(), 0);
}
