//! Typing ahead: what is typed while a text or a list is on its way acts on what it is meant for.

use std::sync::Arc;

use dateline::app::Event;
use dateline::app::picker::{Choice, Picker, PickerKind, PickerRow, Rows};
use dateline::app::views::View;
use dateline::briefing::library::Entry;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::store::sample;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::invariants::{bound_keys, draw, library};
use crate::support::draft::Draft;
use crate::support::reader::{Reader, entry, keymap};

/// Three briefings with a passage each, as those of a large library: the first is open, and the texts
/// of the others come late.
fn reader() -> Reader {
    let one = |id: &str| Draft::new(id).section("One").says("only", &format!("Said in {id}."));
    let entries = ["alpha", "beta", "gamma"].map(|id| one(id).entry());
    Reader::on_many(entries.to_vec(), 120, 30).late()
}

/// The briefings that the notes are on.
fn noted(reader: &Reader) -> Vec<String> {
    reader.notes().iter().map(|note| note.target.briefing.clone()).collect()
}

#[test]
fn keys_that_come_before_the_text_act_on_it() {
    let mut reader = reader();
    reader.press("J s a a").type_in("mine").press("ctrl-s");
    assert!(reader.screen().contains("Said in alpha."), "{}", reader.screen());
    assert_eq!(noted(&reader), [""; 0]);
    reader.arrive();
    assert!(reader.screen().contains("Said in beta."), "{}", reader.screen());
    assert_eq!(noted(&reader), ["beta", "beta"]);
    assert_eq!(reader.notes()[1].body, "mine\n");
    let ids: Vec<_> = reader.notes().iter().map(|note| note.id).collect();
    assert_ne!(ids[0], ids[1], "each with the moment at which it was typed");
}

#[test]
fn a_link_to_a_briefing_whose_text_is_on_its_way_is_not_called_dead() {
    let links = "links = [{ to = 'beta#only', relation = 'supports' }, \
                 { to = 'delta#only', relation = 'repeats' }]\n";
    let alpha = Draft::new("alpha").section("One").says("plain", "Said.").says("linked", "So.");
    let beta = Draft::new("beta").titled("The beta account").section("One").says("only", "Heard.");
    let alpha = entry("alpha.toml", &(alpha.text() + links));
    let mut reader = Reader::on_many(vec![alpha, beta.entry()], 120, 30).late();
    reader.press("j");
    let screen = reader.screen();
    assert!(screen.contains("supports The beta") && !screen.contains("Heard."), "{screen}");
    assert_eq!(screen.matches("not in this").count(), 1, "delta is not: {screen}");
    reader.arrive();
    assert!(reader.screen().contains("Heard."), "{}", reader.screen());
}

#[test]
fn a_paste_waits_in_its_place_among_the_keys() {
    let mut reader = reader();
    reader.press("J a x");
    reader.happen(Event::Pasted("pasted".to_owned()));
    reader.press("y ctrl-s");
    reader.arrive();
    assert_eq!((noted(&reader), &*reader.notes()[0].body), (vec!["beta".into()], "xpastedy\n"));
}

#[test]
fn steps_to_the_next_briefing_count_at_once_and_what_follows_waits_for_the_last() {
    let mut reader = reader();
    reader.press("J J s a");
    reader.arrive();
    assert_eq!(
        (reader.open().briefing.id.as_str(), noted(&reader)),
        ("gamma", vec!["gamma".into()])
    );
    // After a key that waits they wait, too.
    let mut reader = reader_on_last();
    reader.press("K s a K s d");
    reader.arrive();
    assert_eq!(noted(&reader), ["beta", "alpha"]);
}

#[test]
fn a_key_that_is_bound_everywhere_waits_like_any_other() {
    let bound = [("everywhere", "f2", "judge-sourcing"), ("reading", "ctrl-l", "judge-sourcing")];
    for key in ["f2", "ctrl-l"] {
        let mut reader = reader();
        reader.state.settings.keymap = keymap(&bound);
        let before = reader.press("J").screen();
        reader.press(&format!("{key} a"));
        assert_eq!(reader.screen(), before, "{key}");
        reader.arrive();
        assert_eq!(noted(&reader), ["beta"], "{key}");
    }
}

#[test]
fn what_is_typed_behind_the_editor_acts_when_that_has_ended() {
    let mut reader = reader();
    reader.press("J A s a q");
    reader.arrive();
    // The clock is told before the outcome of the editor.
    reader.tick();
    assert_eq!((reader.open().briefing.id.as_str(), noted(&reader)), ("beta", vec![]));
    reader.happen(Event::Failed("the editor ended with 1".to_owned()));
    assert_eq!(noted(&reader), ["beta"]);
    assert!(reader.has_quit);
}

#[test]
fn what_is_typed_while_the_library_is_searched_acts_on_the_passage_that_is_found() {
    let mut reader = reader();
    reader.press("ctrl-f").type_in("gamma").press("enter s a");
    assert_eq!(noted(&reader), [""; 0]);
    reader.arrive();
    assert_eq!(
        (reader.open().briefing.id.as_str(), noted(&reader)),
        ("gamma", vec!["gamma".into()])
    );
    // Where nothing is found there is nothing that it could be meant for.
    reader.press("ctrl-f ctrl-u").type_in("walrus").press("enter s d");
    reader.arrive();
    assert!(reader.notice().ends_with("what was typed since is dropped"), "{}", reader.notice());
    assert_eq!(noted(&reader), ["gamma"]);
}

fn reader_on_last() -> Reader {
    let mut reader = reader();
    reader.press("J J");
    reader.arrive();
    reader
}

#[test]
fn escape_and_leaving_do_not_wait_and_drop_what_does() {
    let mut reader = reader();
    reader.press("J s a esc");
    reader.arrive();
    assert_eq!((reader.open().briefing.id.as_str(), noted(&reader)), ("alpha", vec![]));
    reader.press("s a");
    assert_eq!(noted(&reader), ["alpha"], "the keys act again");
    reader.press("J J s d ctrl-c");
    assert!(reader.has_quit);
    assert_eq!(reader.notes().len(), 1);
}

#[test]
fn a_text_that_does_not_come_leaves_no_dead_keyboard() {
    let mut reader = reader();
    reader.press("J s");
    reader.pause(500);
    reader.press("a");
    let words = "the text of beta is not there yet; what was typed for it is dropped";
    assert_eq!(reader.notice(), words);
    // What is typed on the heels of that was meant for the other briefing, too.
    reader.press("s a");
    assert_eq!((reader.notice(), noted(&reader)), (words, vec![]));
    reader.pause(500);
    reader.press("s a");
    assert_eq!(noted(&reader), ["alpha"]);
    reader.arrive();
    assert_eq!(reader.open().briefing.id, "alpha", "nobody waits for it any more");
    // By now it is there.
    reader.press("J s a");
    assert_eq!(noted(&reader), ["alpha", "beta"]);
}

#[test]
fn a_key_long_after_one_that_waits_for_a_text_says_so_and_the_next_acts() {
    let mut reader = reader();
    reader.press("J");
    reader.pause(2000);
    reader.press("t");
    let words = "the text of beta is not there yet; it is not waited for any more";
    assert_eq!(reader.notice(), words);
    reader.press("s a");
    assert_eq!(noted(&reader), ["alpha"]);
}

#[test]
fn only_so_much_is_held_back() {
    let mut reader = reader().paced(0);
    reader.press("J a");
    reader.type_in(&"x".repeat(1100)).press("ctrl-s");
    assert!(reader.notice().ends_with("what was typed for it is dropped"), "{}", reader.notice());
    reader.arrive();
    assert_eq!((reader.open().briefing.id.as_str(), noted(&reader)), ("alpha", vec![]));
}

#[test]
fn what_was_typed_for_a_file_that_goes_away_acts_on_nothing() {
    let mut reader = reader();
    reader.press("J s a");
    reader.lose("beta.toml");
    assert!(reader.notice().contains("what was typed since is dropped"), "{}", reader.notice());
    assert_eq!((reader.open().briefing.id.as_str(), noted(&reader)), ("alpha", vec![]));
}

#[test]
fn a_click_does_not_overtake_the_keys() {
    let mut reader = reader();
    reader.press("J s");
    for y in 0..30 {
        reader.click(5, y);
    }
    reader.press("a");
    reader.arrive();
    assert_eq!(noted(&reader), ["beta"]);
}

/// More briefings than are ranked before the next frame, without texts but for the three above.
fn many() -> Vec<Entry> {
    let real = ["alpha", "beta", "gamma"];
    let real = real.map(|id| Draft::new(id).section("One").says("only", "Said.").entry());
    let words = ["harbour", "talks", "envoy", "round", "treaty", "Über"];
    let more = (0..2100_usize).map(|number| {
        let mut entry = real[0].clone().without_text();
        let card = entry.card.as_mut().expect("one");
        card.id = format!("briefing-{number:04}");
        let word = |step: usize| words[number / step % words.len()];
        card.title = format!("{} {} {} {number}", word(1), word(6), word(36));
        entry.path = format!("briefing-{number:04}.toml").into();
        entry
    });
    let more: Vec<Entry> = more.collect();
    real.into_iter().chain(more).collect()
}

#[test]
fn a_letter_in_a_long_list_is_drawn_at_once_and_the_rows_follow() {
    let mut reader = Reader::on_many(many(), 80, 24).late();
    reader.press("O");
    let before = reader.screen();
    assert!(before.contains("2103 of 2103") && before.contains("│ ▸ alpha"), "{before}");
    reader.press("g a m");
    let screen = reader.screen();
    assert!(screen.contains("› gam") && screen.contains("… of 2103"), "{screen}");
    assert!(!screen.contains("│ ▸"), "no row of what was listed before is selected: {screen}");
    reader.arrive();
    let screen = reader.screen();
    assert!(screen.contains("1 of 2103") && screen.contains("▸ gamma"), "{screen}");
    reader.press("backspace backspace backspace");
    assert_eq!(reader.screen(), before, "all rows need no ranking");
}

#[test]
fn enter_opens_what_fits_the_letters_and_never_what_was_listed_before() {
    let mut reader = Reader::on_many(many(), 80, 24).late();
    reader.press("O g a m enter s a");
    assert!(reader.screen().contains("› gam"), "{}", reader.screen());
    reader.arrive();
    assert_eq!(
        (reader.open().briefing.id.as_str(), noted(&reader)),
        ("gamma", vec!["gamma".into()])
    );
    // The way down the list waits for it as well.
    reader.press("O t a l k s down");
    let screen = reader.screen();
    reader.arrive();
    assert_ne!(screen, reader.screen());
    let selected = |reader: &Reader| {
        let screen = reader.screen();
        screen.lines().rfind(|line| line.contains("│ ▸")).expect("a selected row").to_owned()
    };
    let line = selected(&reader);
    reader.press("esc O t a l k s");
    reader.arrive();
    reader.press("down");
    assert_eq!(line, selected(&reader));
}

#[test]
fn a_new_tag_is_offered_however_many_there_are() {
    let row = |number: usize| PickerRow {
        text: format!("tag-{number}"),
        detail: String::new(),
        heading: None,
        choice: Choice::Tag(format!("tag-{number}")),
    };
    for count in [3, 2000, 2001] {
        let rows = Rows::Own(Arc::new((0..count).map(row).collect()));
        let mut picker = Picker::new(PickerKind::Tags, rows, 0);
        for typed in ["n", "ne", "new"] {
            picker.input = typed.into();
            let best = picker.rows.rank(typed, || false);
            picker.list(best);
        }
        assert_eq!(picker.chosen(), Some(Choice::Tag("new".to_owned())), "{count}");
    }
}

#[test]
fn enter_in_a_list_where_nothing_fits_leaves_it_open() {
    let mut reader = Reader::on_many(many(), 80, 24).late();
    reader.press("O x y z enter s a");
    reader.arrive();
    assert!(reader.screen().contains("› xyzsa"), "{}", reader.screen());
    assert_eq!((reader.open().briefing.id.as_str(), noted(&reader)), ("alpha", vec![]));
}

#[test]
fn escape_closes_a_list_that_is_being_ranked() {
    let mut reader = Reader::on_many(many(), 80, 24).late();
    let before = reader.screen();
    reader.press("O g a m enter s a esc");
    reader.arrive();
    assert_eq!((reader.screen(), noted(&reader)), (before, vec![]));
}

/// The same keys with an answer after each and with answers that come late lead to the same screen.
#[test]
fn a_long_list_ends_where_it_would_if_every_answer_came_at_once() {
    let letters = select(vec!["a", "e", "r", "t", "1", "backspace"]);
    let others = select(vec!["down", "up", "pagedown", "end"]);
    let keys = vec((prop_oneof![letters, others], prop::bool::weighted(0.3)), 1..12);
    let entries = many();
    draw(24, &(keys, any::<bool>()), |(keys, enters)| {
        let mut prompt = Reader::on_many(entries.clone(), 80, 24).paced(1);
        let mut late = Reader::on_many(entries.clone(), 80, 24).late();
        let enter = enters.then_some(("enter", false));
        for (key, comes) in [("O", false)].into_iter().chain(keys).chain(enter) {
            prompt.press(key);
            late.press(key);
            if comes {
                late.arrive();
            }
        }
        late.arrive();
        prop_assert_eq!(prompt.screen(), late.screen());
        let waits = |reader: &Reader| reader.state.trail.errands.waiting.clone();
        prop_assert_eq!(waits(&prompt), waits(&late), "another row was taken");
        Ok(())
    });
}

/// The screen without its bottom line: what becomes of a note that was written comes after the next key
/// where that was typed ahead.
fn screen(reader: &Reader) -> String {
    let screen = reader.screen();
    screen.rsplit_once('\n').map_or(String::new(), |(screen, _)| screen.to_owned())
}

/// The same keys, once with every text held and once with texts that come late: when they have come,
/// the screens are the same, and so are the notes.
fn run_behind(keys: &[(String, bool)]) -> Result<(), TestCaseError> {
    let mut opened = sample::entries(&Vocabulary::default());
    opened.extend(library().iter().map(|states| states[0].clone()));
    let mut few = Reader::on(opened.clone(), 120, 40).paced(1);
    let mut many = Reader::on_many(opened, 120, 40).late();
    for (keys, comes) in keys {
        for key in keys.split(' ') {
            // Of several steps only the last opens a briefing where the texts come late, and the other
            // views list what there is of the texts.
            let is_step = ["J", "K"].contains(&key);
            let waits = many.state.trail.errands.waiting.is_some();
            if is_step || (!waits && many.state.focus.view != View::Read) {
                many.arrive();
            }
            few.press(key);
            many.press(key);
        }
        if *comes {
            many.arrive();
            let (few, many) = (screen(&few), screen(&many));
            prop_assert!(few == many, "after {}\n{}\n{}", keys, few, many);
        }
    }
    many.arrive();
    prop_assert_eq!(screen(&few), screen(&many));
    prop_assert_eq!(&few.kept, &many.kept);
    prop_assert_eq!(&few.desk.files, &many.desk.files);
    Ok(())
}

/// Keys that open briefings, and every other one but those that end the program or do not wait.
fn keys_ahead() -> impl Strategy<Value = Vec<(String, bool)>> {
    let opening = ["J", "K", "O down enter", "O up up enter", "ctrl-o", "ctrl-i", "3 G enter"];
    let acting = ["j", "G", "s a", "t x", "m v", "a w o r d s ctrl-s", "d d", "u", "] u"];
    let waits = |keys: &String| !["q", "esc", "ctrl-c", "ctrl-z", "ctrl-l"].contains(&&**keys);
    let others: Vec<String> = bound_keys().into_iter().filter(waits).collect();
    let keys = prop_oneof![
        3 => select(opening.map(str::to_owned).to_vec()),
        3 => select(acting.map(str::to_owned).to_vec()),
        1 => select(others),
    ];
    vec((keys, prop::bool::weighted(0.3)), 1..25)
}

#[test]
fn keys_act_on_the_texts_that_they_are_meant_for_however_late_those_come() {
    draw(60, &keys_ahead(), |keys| run_behind(&keys));
}
