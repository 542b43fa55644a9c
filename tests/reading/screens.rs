//! The screens of the shipped briefings, as text and as one letter a role.

use dateline::app::state::{Settings, Start};
use dateline::briefing::library::Entry;
use dateline::briefing::taxonomy::{Alphabet, Vocabulary};
use dateline::store::sample;
use ratatui::layout::Size;

use crate::support::reader::{Reader, entry};

const SIZES: [(u16, u16); 4] = [(80, 24), (120, 40), (40, 12), (200, 60)];

/// Holds the screen after `keys` to its snapshot at every size, and its roles at 80×24.
fn hold(name: &str, keys: &str) {
    for (width, height) in SIZES {
        let mut reader = Reader::on_samples(width, height);
        reader.press(keys);
        hold_screen(&format!("{name}-{width}x{height}"), &reader);
        if (width, height) == (80, 24) {
            hold_roles(&format!("{name}-roles"), &reader);
        }
    }
}

pub(super) fn hold_screen(name: &str, reader: &Reader) {
    hold_text(name, &reader.screen());
}

pub(super) fn hold_roles(name: &str, reader: &Reader) {
    hold_text(name, &reader.roles());
}

fn hold_text(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("screen-{name}"), format!("\n{text}"));
    });
}

fn spelled(word: &str) -> String {
    let letters: Vec<String> =
        word.chars().map(|letter| letter.to_string().replace(' ', "space")).collect();
    letters.join(" ") + " "
}

#[test]
fn the_first_screen() {
    hold("first", "");
}

#[test]
fn the_middle_of_a_section() {
    hold("middle", "] ] j j");
}

#[test]
fn the_end_of_a_briefing() {
    hold("end", "G");
}

#[test]
fn the_view_of_passages() {
    let typed = spelled("guarantees");
    hold("passages", &format!("ctrl-f {typed}"));
    hold("passages-list", &format!("ctrl-f {typed} esc j j"));
    hold("passages-offered", &format!("ctrl-f {}", spelled("sourcing:an")));
    hold("passages-wrong", &format!("ctrl-f {}", spelled("sorcing:an")));
}

#[test]
fn a_query_of_the_filter() {
    hold("filter-offered", &format!("f / {}", spelled("speaker:u")));
    hold("filter-wrong", &format!("f / {}", spelled("speaker:u sorcing:x")));
}

#[test]
fn the_filter() {
    hold("filter", "f a n j");
}

#[test]
fn a_filtered_page() {
    hold("filtered", "f a enter");
}

#[test]
fn words_that_were_found() {
    hold("find", &format!("/ {}down", spelled("talks")));
}

#[test]
fn words_that_were_kept() {
    hold("found", &format!("/ {}enter n", spelled("talks")));
}

#[test]
fn the_outline_list() {
    hold("outline", "o down");
}

#[test]
fn the_library_list() {
    hold("library", "O");
}

#[test]
fn the_help() {
    hold("help", "?");
}

#[test]
fn a_searched_help() {
    hold("help-searched", &format!("? {}", spelled("unread")));
}

#[test]
fn the_palette() {
    hold("palette", ": down down");
}

#[test]
fn the_keys_after_a_prefix() {
    hold("prefix", "]");
}

#[test]
fn a_notice() {
    hold("notice", "[ [");
}

#[test]
fn a_focused_pane() {
    hold("pane", "tab tab j j");
}

#[test]
fn the_tags_over_the_text() {
    hold("tags", "] ] i");
}

#[test]
fn another_briefing() {
    hold("second", "J ] ]");
}

fn damaged() -> Vec<Entry> {
    let mut entries = sample::entries(&Vocabulary::default());
    let text = sample::FILES[0].1.replacen("sourcing = \"analysis\"", "sourcing = \"analisis\"", 1);
    let text =
        text.replacen("sentiment = \"negative\"", "sentiment = \"grim\"\nmood = \"grim\"", 1);
    entries[0] = entry(sample::FILES[0].0, &text);
    entries
}

#[test]
fn the_problems_of_a_file_that_cannot_be_read() {
    for (width, height) in SIZES {
        let reader = Reader::on(damaged(), width, height);
        hold_screen(&format!("refused-{width}x{height}"), &reader);
    }
    hold_roles("refused-roles", &Reader::on(damaged(), 80, 24));
}

#[test]
fn the_problems_of_a_file_over_its_last_good_text() {
    for (width, height) in SIZES {
        let mut reader = Reader::on_samples(width, height);
        reader.reread(damaged().remove(0));
        hold_screen(&format!("broken-{width}x{height}"), &reader);
        reader.press("!");
        hold_screen(&format!("problems-{width}x{height}"), &reader);
    }
}

#[test]
fn every_screen_can_do_without_unicode_marks() {
    let started = || {
        let settings = Settings { alphabet: Alphabet::Ascii, ..Settings::default() };
        let entries = sample::entries(&Vocabulary::default());
        Reader::started(entries, Size { width: 120, height: 40 }, settings, Start::default())
    };
    for (name, keys) in [
        ("middle", "] ] j j"),
        ("filter", "f a"),
        ("outline", "o"),
        ("passages", "ctrl-f t a l k s"),
        ("prefix", "]"),
        ("problems", ""),
    ] {
        let mut reader = started();
        if name == "problems" {
            reader.reread(damaged().remove(0)).press("!");
        } else {
            reader.press(keys);
        }
        hold_screen(&format!("ascii-{name}"), &reader);
    }
}
