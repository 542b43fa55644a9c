//! Keys and the configuration: what is rebound is rebound everywhere that it is shown.

use dateline::app::action::Action;
use dateline::app::config::Stated;
use dateline::app::keymap::{KeyMode, Keymap};
use dateline::app::state::{Settings, Start};
use dateline::briefing::taxonomy::Vocabulary;
use dateline::store::sample;
use ratatui::layout::Size;
use strum::IntoEnumIterator;

use crate::support::reader::{Reader, keymap};

fn with_keys(keymap: Keymap) -> Reader {
    let settings = Settings { keymap, ..Settings::default() };
    let size = Size { width: 120, height: 60 };
    Reader::started(sample::entries(&Vocabulary::default()), size, settings, Start::default())
}

fn line_with(reader: &Reader, words: &str) -> String {
    let screen = reader.screen();
    let line = screen.lines().find(|line| line.contains(words));
    line.unwrap_or_else(|| panic!("{words}\n{screen}")).to_owned()
}

#[test]
fn a_rebound_key_shows_in_the_footer_the_help_the_palette_and_after_a_prefix() {
    let keymap = keymap(&[
        ("reading", "ctrl-n", "next-passage"),
        ("reading", "] z", "next-unread"),
        ("reading", "f5", "help"),
    ]);
    let mut reader = with_keys(keymap);
    assert!(reader.line(59).contains("  f5 help  "), "{}", reader.line(59));
    reader.press("]");
    assert!(line_with(&reader, "│ z unread").contains('│'));
    reader.press("esc z");
    assert_eq!(reader.notice(), "z does nothing here; f5 shows the keys");
    reader.press("f5");
    assert!(line_with(&reader, "Next passage (a tall one").contains("ctrl-n  j  down │"));
    assert!(line_with(&reader, "Next unread passage").contains("]z  ]u │"));
    reader.press("esc :").type_in("next unread");
    assert!(line_with(&reader, "Next unread passage").contains("]z  ]u │"));
    reader.press("esc ctrl-n ] z");
    assert_eq!(reader.open().cursor, 2);
}

#[test]
fn a_key_that_was_taken_away_does_nothing_and_is_shown_nowhere() {
    let all = ["j", "down"].map(|key| ("reading", key, "none"));
    let mut reader = with_keys(keymap(&all));
    assert!(!reader.line(59).contains(" next "), "{}", reader.line(59));
    reader.press("j");
    assert_eq!(
        (reader.open().cursor, reader.notice()),
        (0, "j does nothing here; ? shows the keys")
    );
    reader.press("?");
    assert!(
        line_with(&reader, "Next passage (a tall one")
            .trim_end_matches(['│', ' '])
            .ends_with("first)")
    );
    // What has no key is still run by its name.
    reader.press("esc :").type_in("next passage tall").press("enter");
    assert_eq!(reader.open().cursor, 1);
}

#[test]
fn an_unknown_sequence_names_itself_and_escape_leaves_a_prefix() {
    let mut reader = Reader::on_samples(80, 24);
    reader.press("] q");
    assert_eq!(reader.notice(), "]q does nothing here; ? shows the keys");
    assert!(!reader.has_quit);
    reader.press("g");
    assert!(reader.screen().contains("─ g ─"), "{}", reader.screen());
    reader.press("esc");
    assert!(!reader.screen().contains("─ g ─"));
    assert_eq!(reader.notice(), "");
    reader.press("q");
    assert!(reader.has_quit);
}

#[test]
fn keys_that_clash_or_make_no_sense_are_told_with_their_lines() {
    let source = "[keys.reading]\n\"x\" = \"to-end\"\n\"x y\" = \"to-start\"\n\"j\" = \"next-pasage\"\n\"hyper-q\" = \"quit\"\n\n[keys.reeding]\n\"j\" = \"help\"\n";
    let problems = Stated::read(source).findings.problems(source);
    let told: Vec<String> = problems
        .iter()
        .map(|problem| {
            format!(
                "{}: {} ({})",
                problem.place.line,
                problem.reason,
                problem.fix.as_deref().unwrap_or("-")
            )
        })
        .collect();
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("keys-refused", told.join("\n"));
    });
    // What was refused leaves the defaults alone.
    let keymap = Stated::read(source).config.keymap();
    assert_eq!(
        keymap.keys_for(KeyMode::Reading, Action::NextPassage),
        Keymap::default().keys_for(KeyMode::Reading, Action::NextPassage)
    );
}

#[test]
fn the_configuration_is_named_on_the_first_screen_where_it_was_not_understood() {
    let mut reader = configured("width = 5\n");
    assert_eq!(reader.notice(), "config.toml: 1 of its lines not understood; ! shows them");
    reader.press("!");
    assert!(reader.screen().contains("`width` cannot be 5"), "{}", reader.screen());
}

#[test]
fn a_configuration_that_is_no_toml_is_said_to_count_for_nothing() {
    let reader = configured("theme = \"light\nwidth = 60\n");
    assert_eq!(
        reader.notice(),
        "config.toml: nothing in it counts until its mistakes are mended; ! shows them"
    );
}

/// The reader with what is wrong in a configuration of this text.
fn configured(source: &str) -> Reader {
    let problems = Stated::read(source).findings.problems(source);
    let settings =
        Settings { problems: Some(("config.toml".into(), problems)), ..Settings::default() };
    let size = Size { width: 100, height: 24 };
    Reader::started(sample::entries(&Vocabulary::default()), size, settings, Start::default())
}

#[test]
fn every_action_does_something_or_says_something() {
    let keymap = Keymap::default();
    for action in Action::iter() {
        let modes = [KeyMode::Reading, KeyMode::Panes, KeyMode::Everywhere];
        let Some(keys) = modes.iter().find_map(|mode| keymap.keys_for(*mode, action)) else {
            continue;
        };
        let keys: Vec<String> = keys.0.iter().map(ToString::to_string).collect();
        // In the middle of the second of three briefings, with a filter and hits, something can move.
        let mut reader = Reader::on_samples(120, 40);
        reader.press("J ] ] j f u l enter /").type_in("the").press("enter j");
        let before = (reader.screen(), reader.left.clone());
        reader.press(&keys.join(" "));
        let is_quiet = matches!(
            action,
            Action::Suspend | Action::Redraw | Action::WriteOutside | Action::ShowReading
        );
        let after = (reader.screen(), reader.left.clone());
        assert!(
            before != after || reader.has_quit || is_quiet,
            "{action:?} ({})\n{}",
            keys.join(" "),
            after.0
        );
    }
}

#[test]
fn the_palette_runs_what_it_names() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press(":").type_in("end of the briefing").press("enter");
    assert_eq!(reader.open().cursor, reader.open().briefing.passages.len() - 1);
    reader.press("ctrl-p").type_in("every key").press("enter");
    assert!(reader.screen().contains("Help: every key"));
    reader.press("esc :").type_in("zzzz");
    assert!(reader.screen().contains("nothing fits; backspace widens the search"));
    reader.press("enter");
    assert!(!reader.has_quit);
}

#[test]
fn an_action_is_found_by_its_name_and_by_its_keys() {
    for action in Action::iter() {
        let mut reader = Reader::on_samples(120, 40);
        reader.press("?").type_in(action.name());
        let screen = reader.screen();
        let found: String = action.description().chars().take(30).collect();
        let found = found.trim_end_matches('.');
        assert!(screen.contains(found), "{}\n{screen}", action.name());
    }
    let mut reader = Reader::on_samples(120, 40);
    assert!(reader.press("?").type_in("ctrl-z").screen().contains("Go to the shell"));
}

#[test]
fn a_straight_apostrophe_finds_a_heading_with_a_curly_one() {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("o").type_in("moscow's").press("enter");
    assert_eq!(reader.open().briefing.section_of(reader.open().cursor), 2);
}

#[test]
fn control_c_leaves_from_everywhere_and_keeps_the_place() {
    for keys in ["", "/ t", "f", "O", ":", "?", "] ] i", "]", "tab tab"] {
        let mut reader = Reader::on_samples(80, 24);
        reader.press("j").press(keys).press("ctrl-c");
        assert!(reader.has_quit, "{keys}");
        assert_eq!(reader.left.0.as_deref(), Some("unity-on-display"), "{keys}");
        assert!(reader.kept.iter().any(|(id, _)| id == "unity-on-display"));
    }
}
