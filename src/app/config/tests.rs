//! The configuration from outside: what a file says, what is wrong with it, and the example file.

use super::*;
use crate::briefing::taxonomy::{Sentiment, Shown, Sourcing};

const EXAMPLE: &str = include_str!("../../../config.example.toml");

/// The problems of a file, one line each.
fn problems(source: &str) -> Vec<String> {
    let problems = Stated::read(source).findings.problems(source);
    let line = |problem: &crate::briefing::problem::Problem| {
        let place = format!("{}:{}", problem.place.line, problem.place.column);
        format!("{place} {} | {}", problem.reason, problem.fix.as_deref().unwrap_or("-"))
    };
    problems.iter().map(line).collect()
}

#[test]
fn the_example_says_the_defaults_and_leaves_no_option_out() {
    let stated = Stated::read(EXAMPLE);
    assert_eq!(stated.findings.problems(EXAMPLE), []);
    assert_eq!(stated.config, Config::default());
    // A new option does not compile until it stands here, and is red until the example has it.
    let Config {
        folders: Folders { library: _, notes: _, template: _ },
        theme: _,
        colours: _,
        glyphs: _,
        background: _,
        width: _,
        terminal: Terminal { mouse: _, hyperlinks: _ },
        analyst: Analyst { author: _, marks: _ },
        vocabulary: _,
        keys: _,
    } = stated.config;
    assert_eq!(
        stated.options,
        [
            "library",
            "notes",
            "template",
            "author",
            "theme",
            "colours",
            "glyphs",
            "background",
            "width",
            "mouse",
            "hyperlinks",
            "marks",
            "taxonomy",
            "keys",
            "searches"
        ]
    );
}

#[test]
fn the_commented_lines_of_the_example_are_right_too() {
    let code = |line: &&str| !line.starts_with("# ") && *line != "#";
    let source: Vec<&str> =
        EXAMPLE.lines().filter(code).map(|line| line.trim_start_matches('#')).collect();
    let source = source.join("\n");
    let stated = Stated::read(&source);
    assert_eq!(problems(&source), [""; 0]);
    assert!(stated.config.keys.len() >= 2, "{:?}", stated.config.keys);
    assert_eq!(stated.config.vocabulary.sourcing.len(), 1);
    assert_eq!(stated.config.vocabulary.sentiment.len(), 1);
    assert!(stated.config.analyst.marks.len() > mark::built_in().len());
}

#[test]
fn the_built_in_marks_stand_in_the_example() {
    for MarkKind { letter, name } in mark::built_in() {
        assert!(EXAMPLE.contains(&format!("{letter} {name}")), "{name}");
    }
}

#[test]
fn marks_of_ones_own_stand_behind_the_built_in_ones() {
    let stated = Stated::read("[marks]\nc = 'call-back'\na = 'ask'\n");
    let marks = stated.config.analyst.marks;
    let own: Vec<_> = marks[5..].iter().map(|mark| (mark.letter, mark.name.as_str())).collect();
    assert_eq!(own, [('c', "call-back"), ('a', "ask")]);
    assert_eq!(marks[..5], mark::built_in());
}

#[test]
fn marks_that_clash_are_told_and_the_others_count() {
    let source = "[marks]\nv = 'vague'\nx = 'key'\nab = 'both'\nE = 'big'\ny = 'A b'\nz = 'odd'\n";
    assert_eq!(
        problems(source),
        [
            "2:1 `v` gives the mark `verify` already | another letter, one of \
             abceghijlmnoprstuwxyz",
            "3:5 `key` is a mark already, given by `k` | another name of small letters, digits \
             and dashes, such as `call-back`",
            "4:1 `ab` is no letter for a mark | one small letter from a to z",
            "5:1 `E` is no letter for a mark | one small letter from a to z",
            "6:5 `A b` cannot be the name of a mark | another name of small letters, digits and \
             dashes, such as `call-back`",
        ]
    );
    let marks = Stated::read(source).config.analyst.marks;
    assert_eq!(marks.last().map(|mark| mark.name.as_str()), Some("odd"));
    assert_eq!(marks.len(), 6);
}

#[test]
fn the_author_stands_on_one_line() {
    let author = |source: &str| Stated::read(source).config.analyst.author;
    assert_eq!(author("author = ' Ana B. '"), "Ana B.");
    assert!(!author("author = \"a\\nb\\u001b\"").contains(char::is_control));
}

#[test]
fn every_value_of_an_option_stands_in_the_example() {
    fn all<T: Term>() -> impl Iterator<Item = &'static str> {
        T::iter().map(Term::name)
    }
    let values = all::<Theme>()
        .chain(all::<Colours>())
        .chain(all::<Alphabet>())
        .chain(all::<Background>())
        .chain(all::<Hyperlinks>());
    for value in values {
        assert!(EXAMPLE.contains(&format!("\"{value}\"")), "{value}");
    }
}

#[test]
fn five_mistakes_are_told_at_once_and_the_rest_counts() {
    let source = "\
theem = \"dark\"
colours = \"254\"
width = \"wide\"
mouse = false
glyphs = \"ascii\"
hyperlinks = true
background = \"them\"
library = [\"~/b\"]
";
    assert_eq!(
        problems(source),
        [
            "1:1 unknown key `theem` | did you mean `theme`?",
            "2:11 `254` is no value of `colours` | did you mean `256`? allowed: auto, none, 16, \
             256, truecolor",
            "3:9 `width`: expected an integer, found a string | -",
            "6:14 `hyperlinks`: expected a string, found a boolean | allowed: auto, on, off",
            "7:14 `them` is no value of `background` | did you mean `theme`? allowed: terminal, \
             theme",
        ]
    );
    let stated = Stated::read(source);
    assert_eq!(stated.options, ["library", "glyphs", "mouse"]);
    let right = Config {
        folders: Folders { library: vec!["~/b".into()], ..Folders::default() },
        glyphs: Alphabet::Ascii,
        terminal: Terminal { mouse: false, ..Config::default().terminal },
        ..Config::default()
    };
    assert_eq!(stated.config, right);
}

#[test]
fn a_value_without_its_quotation_marks_is_offered_with_them() {
    assert_eq!(
        problems("colours = 256\nauthor = 7.5\nglyphs = 3\nlibrary = [1, 'a']\nwidth = '60'\n"),
        [
            "1:11 `colours`: expected a string, found an integer | write it in quotation marks: \
             \"256\"",
            "2:10 `author`: expected a string, found a float | write it in quotation marks: \
             \"7.5\"",
            "3:10 `glyphs`: expected a string, found an integer | allowed: unicode, ascii",
            "4:12 `library`: expected a string, found an integer | write it in quotation marks: \
             \"1\"",
            "5:9 `width`: expected an integer, found a string | take the quotation marks off: \
             width = 60",
        ]
    );
}

#[test]
fn a_slip_beside_the_right_name_is_told_with_it() {
    assert_eq!(
        problems("width = 60\nwidht = 50\n"),
        ["2:1 unknown key `widht` | did you mean `width`?"]
    );
}

#[test]
fn a_file_that_is_no_toml_leaves_the_defaults() {
    let stated = Stated::read("theme = \"dark\"\nwidth = [\n");
    assert_eq!(stated.config, Config::default());
    assert!(stated.findings.has_errors());
}

#[test]
fn a_width_out_of_range_is_told_with_the_range() {
    assert_eq!(
        problems("width = 7"),
        ["1:9 `width` cannot be 7 | a number of cells from 20 to 200"]
    );
}

#[test]
fn keys_keep_their_modes_their_order_and_their_places() {
    let source = "[keys.reading]\n\"z\" = \"to-end\"\n\"a\" = \"none\"\n[keys.panes]\n\"g g\" = \"to-start\"\n";
    let stated = Stated::read(source);
    let keys: Vec<_> = stated
        .config
        .keys
        .iter()
        .map(|line| (line.mode.value.as_str(), line.key.value.as_str(), line.action.value.as_str()))
        .collect();
    assert_eq!(
        keys,
        [("reading", "z", "to-end"), ("reading", "a", "none"), ("panes", "g g", "to-start")]
    );
    let last = &stated.config.keys[2];
    assert_eq!(&source[last.key.span.clone()], "\"g g\"");
    assert_eq!(&source[last.action.span.clone()], "\"to-start\"");
    assert_eq!(&source[last.mode.span.clone()], "panes");
}

#[test]
fn an_unknown_mode_is_told_once_with_the_modes_that_there_are() {
    let source = "[keys.nomode]\nj = 'to-end'\nk = 'to-start'\n[keys.reading]\nz = 'to-end'\n";
    let told = problems(source);
    assert_eq!(told.len(), 1, "{told:#?}");
    let start = "1:7 there is no mode `nomode` | the modes: everywhere, reading, panes, ";
    assert!(told[0].starts_with(start) && told[0].ends_with(", export"), "{told:?}");
    let keys = Stated::read(source).config.keys;
    assert_eq!(keys.iter().map(|line| line.key.value.as_str()).collect::<Vec<_>>(), ["z"]);
}

#[test]
fn a_value_of_ones_own_refines_a_built_in_one() {
    let source = "
        [[taxonomy.sourcing]]
        name = 'leaked-file'
        glyph = '▣'
        refines = 'document'
        [[taxonomy.sentiment]]
        name = 'alarmed'
        label = 'alarm'
        meaning = 'Fear of what comes.'
        refines = 'negative'
    ";
    let vocabulary = Stated::read(source).config.vocabulary;
    let leak = &vocabulary.sourcing[0];
    assert_eq!(
        (leak.value, leak.name(), leak.label()),
        (Sourcing::Document, "leaked-file", "leaked file")
    );
    assert_eq!(leak.glyph().unicode, '▣');
    let alarm = &vocabulary.sentiment[0];
    assert_eq!((alarm.value, alarm.label()), (Sentiment::Negative, "alarm"));
    assert_eq!(alarm.glyph(), Sentiment::Negative.glyph());
}

#[test]
fn a_value_that_cannot_be_is_told_and_the_others_count() {
    let source = "\
[[taxonomy.sourcing]]
name = 'document'
refines = 'observed'
[[taxonomy.sourcing]]
name = 'leak'
refines = 'docment'
[[taxonomy.sourcing]]
name = 'A b'
glyph = '▣▣'
[[taxonomy.sourcing]]
name = 'poll'
refines = 'document'
[[taxonomy.sourcing]]
name = 'poll'
refines = 'document'
";
    let told = problems(source);
    let begins = [
        "2:8 `document` is a built-in value",
        "6:11 `docment` is no value of `refines`",
        "7:1 `refines` is missing",
        "8:8 `A b` cannot be a name",
        "9:9 `glyph` is not one visible character",
        "14:8 `poll` is defined twice",
    ];
    assert_eq!(told.len(), begins.len(), "{told:#?}");
    for (told, begin) in told.iter().zip(begins) {
        assert!(told.starts_with(begin), "{told}");
    }
    assert_eq!(Stated::read(source).config.vocabulary.sourcing.len(), 1);
}
