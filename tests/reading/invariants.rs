//! Whatever is pressed, clicked, pasted, resized or saved: the reader keeps its footing.

use std::collections::BTreeMap;

use dateline::app::keymap::{KeyMode, Keymap};

use dateline::app::{Event, Mouse};
use dateline::briefing::library::Entry;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::layout::Spot;
use dateline::notes::Document;
use dateline::store::sample;
use dateline::view::theme::{Background, Depth, Theme};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use ratatui::layout::{Position, Size};
use strum::IntoEnumIterator;

use crate::support::draft::{Draft, numbered, tall};
use crate::support::reader::{Reader, entry};

/// Something that happens to the reader.
#[derive(Debug, Clone)]
enum Step {
    Keys(String),
    Type(char),
    Moused(Mouse, u16, u16),
    Paste(&'static str),
    Resize(u16, u16),
    /// One of the files says something else: which file, which text.
    File(usize, usize),
    /// One of the files is gone.
    Gone(usize),
}

/// Every sequence of every table of keys, but for those that end the program.
pub(super) fn bound_keys() -> Vec<String> {
    let keymap = Keymap::default();
    let mut all = Vec::new();
    for mode in KeyMode::iter() {
        for binding in keymap.in_mode(mode) {
            let keys: Vec<String> = binding.keys.0.iter().map(ToString::to_string).collect();
            all.push(keys.join(" "));
        }
    }
    all.sort();
    all.dedup();
    all
}

fn step() -> impl Strategy<Value = Step> {
    let letters = vec!['a', 'e', 'é', 'T', 'o', '統', ' ', 's', '\'', '!', '-', 'p'];
    let pastes = vec!["", "talks", "統一 戦線\nsecond line", "\u{1b}[31m👩‍👩‍👧", "the talks in Miami"];
    let size = (0_u16..=300, 0_u16..=100);
    let usual = select(vec![(80, 24), (120, 40), (40, 12), (20, 5), (200, 60), (21, 6), (110, 9)]);
    let mice = vec![Mouse::Clicked, Mouse::Dragged, Mouse::WheeledDown, Mouse::WheeledUp];
    prop_oneof![
        40 => select(bound_keys()).prop_map(Step::Keys),
        6 => select(letters).prop_map(Step::Type),
        8 => (select(mice), 0_u16..130, 0_u16..45).prop_map(|(mouse, x, y)| Step::Moused(mouse, x, y)),
        2 => select(pastes).prop_map(Step::Paste),
        2 => size.prop_map(|(width, height)| Step::Resize(width, height)),
        4 => usual.prop_map(|(width, height)| Step::Resize(width, height)),
        4 => (0..LIBRARY, 0..4_usize).prop_map(|(file, text)| Step::File(file, text)),
        1 => (0..LIBRARY).prop_map(Step::Gone),
    ]
}

const LIBRARY: usize = 5;

/// Passages in the scripts that are hard to count and to order.
fn scripts(draft: Draft) -> Draft {
    draft
        .section("統一戦線の限界")
        .tagged(
            "cjk",
            "統一戦線の限界について、当局者は「進展」を強調した。",
            ("on-record", "positive"),
        )
        .tagged("emoji", "The post read 👩‍👩‍👧 🇺🇦🇺🇸 ❤️ 1️⃣ and no more.", ("social-post", "mixed"))
        .tagged("marks", "e\u{301}a\u{308}o\u{302}\u{323} ｶﾞｷﾞ ﾊﾟ", ("document", "neutral"))
        .section("Right to left")
        .tagged("arabic", "قال المسؤول إن «المحادثات» مستمرة.", ("anonymous", "negative"))
        .tagged("hebrew", "הדובר אמר שהשיחות נמשכות.", ("broadcast", "neutral"))
}

/// The texts of the files, each file in four states: as it is, changed, shortened, broken.
pub(super) fn library() -> Vec<[Entry; 4]> {
    let states = |one: &Draft, changed: &Draft, short: &Draft| {
        [one.entry(), changed.entry(), short.entry(), one.broken()]
    };
    let long = Draft::new("e-words")
        .section("Words")
        .says("word", &"x".repeat(700))
        .says("address", &format!("See https://example.org/{} or not.", "long/path/".repeat(40)));
    let items = "Four areas:\n\n- a plan of twenty points\n- guarantees by several states, of which one is long enough to wrap twice in a narrow window\n- more";
    let short = Draft::new("c-tall").section("Only").says("short", "Short.");
    let talls = |draft: Draft| {
        draft.section("Tall").says("t1", &tall(70)).says("t2", "Two.").says("t3", &tall(90))
    };
    let many = |ids| numbered(Draft::new("d-many").section("Many"), ids, "said the talks went on.");
    let empty = Draft::new("b-scripts").section("No passage").section("One").says("hebrew", "×");
    vec![
        states(
            &Draft::new("a-plain")
                .summary("Short.")
                .section("One")
                .says("a", "The talks.")
                .section("Two")
                .says("b", items),
            &Draft::new("a-plain")
                .section("One")
                .says("new", "A new passage.")
                .says("a", "The talks, revised."),
            &Draft::new("a-plain").section("Empty").section("One").says("b", items),
        ),
        states(
            &scripts(Draft::new("b-scripts")),
            &scripts(Draft::new("b-scripts").section("Before").says("b", items)),
            &empty,
        ),
        states(
            &talls(Draft::new("c-tall")),
            &talls(Draft::new("c-tall").summary(&tall(30))),
            &short,
        ),
        states(&many(0..500), &many(3..470), &many(490..500)),
        states(
            &long,
            &long.clone().says("after", "After."),
            &Draft::new("e-words").section("None").section("Short").says("address", "Gone."),
        ),
    ]
}

fn take(reader: &mut Reader, files: &[[Entry; 4]], step: &Step) {
    match step {
        Step::Keys(keys) => {
            reader.press(keys);
        }
        Step::Type(letter) => {
            reader.type_in(&letter.to_string());
        }
        Step::Moused(mouse, x, y) => {
            reader.happen(Event::Moused(*mouse, Position { x: *x, y: *y }));
        }
        Step::Paste(text) => reader.happen(Event::Pasted((*text).to_owned())),
        Step::Resize(width, height) => {
            reader.resize(*width, *height);
        }
        Step::File(file, text) => {
            reader.reread(files[*file][*text].clone());
        }
        Step::Gone(file) => {
            let path = files[*file][0].path.to_string_lossy().into_owned();
            reader.lose(&path);
        }
    }
}

fn hold(reader: &Reader) -> Result<(), TestCaseError> {
    let state = &reader.state;
    let rows = match state.panes() {
        Some(panes) => panes.area(state.focus.pane).map(|area| area.height),
        None => Some(0),
    };
    prop_assert!(rows.is_some(), "the focus is on a pane that is not there");
    roll_is_whole(reader)?;
    let Some(open) = state.open() else { return Ok(()) };
    let passages = open.briefing.passages.len();
    prop_assert!(open.cursor < passages.max(1), "cursor {} of {passages}", open.cursor);
    prop_assert_eq!(open.page.shape(), state.shape());
    window_is_filled(reader)?;
    let shown = (0..passages).any(|passage| open.page.item_of(passage).is_some());
    prop_assert_eq!(open.has_cursor(), shown, "the cursor is on a hidden passage");
    let window = open.page.window();
    let is_gap = |spot: &Spot| open.page.is_end(*spot);
    let is_of_cursor = |spot: &Spot| Some(spot.item) == open.page.item_of(open.cursor);
    let on_page = window.iter().any(|spot| is_of_cursor(spot) && !is_gap(spot));
    // What stands before the first passage, or after the last one, may fill the window alone.
    let is_end = window.first().is_none_or(|first| {
        open.page.passage_at(first.item + usize::from(is_gap(first))).is_none()
    });
    let is_start = window.last().is_none_or(|last| open.page.passage_before(last.item).is_none());
    let first = window.first();
    prop_assert!(on_page || is_start || is_end, "the cursor is out of sight: {first:?}");
    if let Some(search) = &open.search {
        let hits = search.hits.as_deref().unwrap_or_default();
        prop_assert!(search.at.is_none_or(|at| at < hits.len()));
        prop_assert!(
            hits.iter()
                .all(|hit| open.briefing.passages[hit.passage].text.get(hit.run.clone()).is_some())
        );
    }
    Ok(())
}

/// The list of all notes has a selected row, and every row stands under one heading.
fn roll_is_whole(reader: &Reader) -> Result<(), TestCaseError> {
    let view = &reader.state.trail.notes;
    let rows = view.roll.rows.len();
    prop_assert!(view.row < rows.max(1), "row {} of {rows}", view.row);
    let mut end = 0;
    for group in &view.roll.groups {
        prop_assert_eq!(group.rows.start, end);
        prop_assert!(!group.rows.is_empty());
        end = group.rows.end;
    }
    prop_assert_eq!(end, rows);
    Ok(())
}

/// The window holds as many rows as it has room for, unless the whole page is shorter.
fn window_is_filled(reader: &Reader) -> Result<(), TestCaseError> {
    let page = &reader.open().page;
    let (window, height) = (page.window(), usize::from(page.shape().height));
    prop_assert!(window.len() <= height);
    prop_assert!(window.iter().all(|spot| page.row(*spot).is_some()));
    if window.len() < height {
        let last = window.last().expect("every briefing has a title");
        prop_assert_eq!(window.first(), Some(&Spot::default()));
        prop_assert_eq!(last.item + 1, page.items().len());
        let behind = Spot { row: last.row + 1, ..*last };
        prop_assert!(page.row(behind).is_none());
    }
    Ok(())
}

/// What the reader knows of the notes is what their files say, and every file is a note.
fn notes_are_as_their_files(reader: &Reader) -> Result<(), TestCaseError> {
    let mut known = BTreeMap::new();
    for (_, notebook) in reader.state.notes.notebooks() {
        for document in notebook.documents() {
            known.insert(document.note().id, document.text().to_owned());
        }
    }
    prop_assert_eq!(&known, &reader.desk.files);
    for text in known.values() {
        prop_assert!(Document::parse(text).is_ok(), "{text}");
    }
    Ok(())
}

fn drawn_twice_alike(reader: &Reader) -> Result<(), TestCaseError> {
    let theme = Theme::new(Background::Dark, Depth::Indexed);
    prop_assert_eq!(reader.buffer(theme), reader.buffer(theme));
    Ok(())
}

fn run(files: &[[Entry; 4]], first: (u16, u16), steps: &[Step]) -> Result<(), TestCaseError> {
    let opened = files.iter().map(|states| states[0].clone()).collect();
    let mut reader = Reader::on(opened, first.0, first.1);
    for (at, step) in steps.iter().enumerate() {
        take(&mut reader, files, step);
        hold(&reader).map_err(|error| {
            TestCaseError::fail(format!("after step {at} ({step:?}): {error}\n{}", reader.screen()))
        })?;
        if at % 5 == 0 {
            notes_are_as_their_files(&reader)?;
            drawn_twice_alike(&reader)?;
        }
    }
    drawn_twice_alike(&reader)
}

/// The same events, once with every text held and once with texts that are fetched when they are asked
/// for: after each of them the screens are the same.
fn run_beside(files: &[[Entry; 4]], size: (u16, u16), steps: &[Step]) -> Result<(), TestCaseError> {
    let mut opened = sample::entries(&Vocabulary::default());
    opened.extend(files.iter().map(|states| states[0].clone()));
    let mut few = Reader::on(opened.clone(), size.0, size.1);
    let mut many = Reader::on_many(opened, size.0, size.1);
    for (at, step) in steps.iter().enumerate() {
        take(&mut few, files, step);
        take(&mut many, files, step);
        let (few, many) = (few.screen(), many.screen());
        prop_assert!(few == many, "after step {} ({:?})\n{}\n{}", at, step, few, many);
    }
    prop_assert_eq!(&few.kept, &many.kept);
    prop_assert_eq!(&few.left, &many.left);
    prop_assert_eq!(&few.desk.files, &many.desk.files);
    let held = many.state.library.entries().iter().filter(|entry| entry.briefing.is_some());
    prop_assert_eq!(held.count(), 0, "the texts were fetched");
    Ok(())
}

#[test]
fn a_library_whose_texts_are_fetched_reads_like_any_other() {
    check(30, run_beside);
}

#[test]
fn no_sequence_of_events_breaks_the_reader() {
    check(120, run);
}

/// Draws `cases` sequences of events and has each of them run.
fn check(
    cases: u32,
    run: impl Fn(&[[Entry; 4]], (u16, u16), &[Step]) -> Result<(), TestCaseError>,
) {
    let files = library();
    let sizes = select(vec![(80, 24), (120, 40), (40, 12), (20, 5), (60, 8)]);
    let drawn = (sizes, vec(step(), 1..80));
    draw(cases, &drawn, |(size, steps)| run(&files, size, &steps));
}

/// Draws `cases` values and has each of them run.
pub(super) fn draw<S: Strategy>(
    cases: u32,
    drawn: &S,
    run: impl Fn(S::Value) -> Result<(), TestCaseError>,
) {
    // The same runs every time; `READER_RUNS=1000` makes as many others.
    let wished = std::env::var("READER_RUNS").ok().and_then(|runs| runs.parse().ok());
    let config = ProptestConfig {
        cases: wished.unwrap_or(cases),
        max_shrink_iters: 2_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let mut runner = match wished {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    if let Err(fault) = runner.run(drawn, run) {
        panic!("{fault}");
    }
}

#[test]
fn the_reader_works_in_every_window_size() {
    let mut reader = Reader::on_samples(80, 24);
    let sizes = (0..45).flat_map(|width| (0..14).map(move |height| (width, height)));
    for (width, height) in
        sizes.chain([(300, 100), (1, 100), (300, 1), (79, 24), (109, 14), (u16::MAX, 6)])
    {
        reader.resize(width, height);
        for keys in [
            "j", "/", "t", "enter", "O", "esc", "f", "esc", "!", "i", "esc", "]", "esc", "?", "esc",
        ] {
            reader.press(keys);
            let screen = reader.buffer(Theme::new(Background::Light, Depth::Truecolor));
            assert_eq!(screen.area.as_size(), Size { width, height });
        }
    }
}

#[test]
fn a_library_without_briefings_takes_every_key() {
    for entries in [vec![], vec![entry("bad.toml", "nonsense")]] {
        let mut reader = Reader::on(entries, 80, 24);
        for keys in bound_keys() {
            reader.press(&keys);
            assert!(!reader.screen().is_empty());
            reader.press("esc esc");
        }
    }
}
