//! What a good file gives, and what no file can do.

use proptest::prelude::*;

use super::*;
use crate::briefing::model::Passage;

const GOOD: &str = r##"
format = 1
id = "harbour-talks"
title = "Harbour talks end without a date"
summary = "What was said."
published = 2031-04-02
language = "en"
topics = { tariffs = "Tariffs", access = "Port access" }
tlp = "amber+strict"

[[sources]]
id = "courier"
outlet = "Example Courier"
url = "HTTPS://Example.org/0402"

[[speakers]]
id = "minister"
name = "A. Example"
role = "trade minister"

[[sections]]
heading = "Agreement on paper"

[[sections.passages]]
text = """
Both ministries called
the round “useful”.

- one
- two
"""
sourcing = "official-statement"
sentiment = "positive"
target = "minister"
topics = ["access", "tariffs"]
locator = "¶ 4"
credibility = 2

[[sections.passages]]
id = "second"
text = 'The round was “useful”.'
sourcing = "analysis"
sentiment = "neutral"
quote = "indirect"
locator = "¶ 5"
links = [{ to = "#agreement-on-paper-1", relation = "repeats" }]
"##;

fn read(source: &str) -> Checked {
    check(source, "file", &Vocabulary::default())
}

#[test]
fn a_link_that_stands_twice_is_found_among_few_and_many() {
    for others in [1, 20] {
        let link = |at: usize| format!("{{ to = \"other#p{at}\", relation = \"repeats\" }}");
        let links: Vec<String> = (0..others).chain([0]).map(link).collect();
        let own = "{ to = \"#agreement-on-paper-1\", relation = \"repeats\" }";
        let checked = read(&GOOD.replace(own, &links.join(", ")));
        let twice = checked.problems.iter().filter(|it| it.rule == Rule::DuplicateLink);
        assert_eq!(twice.count(), 1, "{others}: {:?}", checked.problems);
    }
}

fn good() -> Briefing {
    let checked = read(GOOD);
    assert_eq!(checked.problems, []);
    checked.briefing.expect("no problem")
}

#[test]
fn a_good_file_says_what_it_says() {
    let briefing = good();
    assert_eq!(briefing.sources[0].url.as_deref(), Some("https://example.org/0402"));
    assert_eq!(briefing.about.published, Some(jiff::civil::date(2031, 4, 2)));
    assert_eq!(briefing.topics[0].id, "tariffs", "topics stand in the order of the file");
    assert_eq!(briefing.sections[0].id, "agreement-on-paper");
    assert_eq!(briefing.sections[0].passages, 0..2);
    let Passage { id, text, quoted, attribution, topics, places, .. } = &briefing.passages[0];
    assert_eq!(id, "agreement-on-paper-1");
    assert_eq!(text, "Both ministries called the round “useful”.\n\n- one\n- two");
    assert_eq!(quoted.iter().map(|range| &text[range.clone()]).collect::<Vec<_>>(), ["“useful”"]);
    assert_eq!(attribution.target.as_deref(), Some("A. Example"));
    assert_eq!(attribution.credibility.map(Into::into), Some("2"));
    assert_eq!(topics, &[1, 0]);
    assert_eq!((places[0].source, places[0].locator.as_str()), (Some(0), "¶ 4"));
    assert!(briefing.passages[1].quoted.is_empty(), "an indirect quote is nobody's words");
    assert_eq!(briefing.passages[1].links[0].passage, "agreement-on-paper-1");
}

#[test]
fn the_file_name_is_the_id_where_none_is_written() {
    let source = GOOD.replace("id = \"harbour-talks\"\n", "");
    let checked = check(&source, "2031-04-02", &Vocabulary::default());
    assert_eq!(checked.briefing.expect("good").id, "2031-04-02");
    let problems = check(&source, "My File", &Vocabulary::default()).problems;
    assert_eq!(problems[0].fix.as_deref(), Some("write `id = \"my-file\"`, or rename the file"));
}

#[test]
fn every_problem_is_found_at_once() {
    let source = GOOD
        .replace("title = ", "titel = ")
        .replace("\"positive\"", "\"postive\"")
        .replace("[\"access\"", "[\"acess\"")
        .replace("\"¶ 5\"", "5");
    let problems = read(&source).problems;
    let rules: Vec<&str> = problems.iter().map(|problem| problem.rule.name()).collect();
    let wanted = [
        "missing-key",
        "unknown-key",
        "unknown-value",
        "unknown-topic",
        "missing-locator",
        "wrong-type",
    ];
    assert_eq!(rules, wanted);
    assert_eq!(problems[3].fix.as_deref(), Some("did you mean `access`?"));
}

#[test]
fn a_derived_id_never_clashes_in_silence() {
    let source = GOOD.replace("id = \"second\"", "id = \"agreement-on-paper-1\"");
    let problems = read(&source).problems;
    assert_eq!(problems[0].rule, Rule::DuplicateId);
    assert_eq!(problems[0].fix.as_deref(), Some("write an `id` for this passage"));
}

#[test]
fn a_value_of_ones_own_is_accepted() {
    use crate::briefing::taxonomy::{Refinement, Sourcing, Tag};
    let own = Refinement {
        name: "communique".into(),
        label: "communiqué".into(),
        glyph: '▣',
        meaning: "A text that both sides signed.".into(),
    };
    let own =
        Tag { value: Sourcing::OfficialStatement, refinement: Some(std::sync::Arc::new(own)) };
    let source = GOOD.replace("\"official-statement\"", "\"communique\"");
    assert_eq!(read(&source).problems[0].rule, Rule::UnknownValue);
    let vocabulary = Vocabulary { sourcing: vec![own.clone()], ..Vocabulary::default() };
    let briefing = check(&source, "file", &vocabulary).briefing.expect("accepted");
    assert_eq!(briefing.passages[0].attribution.sourcing, own);
}

#[test]
fn a_file_of_another_format_is_refused_by_name_alone() {
    let source = format!("{}\nnew = true\n", "format = 2\ntitel = 'x'");
    let problems = read(&source).problems;
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].reason, "the file is of format 2, this program reads format 1");
}

/// A piece of a good file, or something else.
fn piece() -> impl Strategy<Value = String> {
    let lines: Vec<String> = GOOD.lines().map(|line| format!("{line}\n")).collect();
    prop_oneof![
        4 => proptest::sample::select(lines),
        1 => any::<String>(),
        1 => "[\\[\\]{}\"'=#,.a-z\u{202e}\u{301}\n]{0,12}",
    ]
}

proptest! {
    #[test]
    fn no_text_makes_the_checker_panic(pieces in proptest::collection::vec(piece(), 0..60)) {
        let source = pieces.concat();
        let checked = read(&source);
        let errors = checked.problems.iter().any(|problem| {
            problem.severity() == crate::briefing::problem::Severity::Error
        });
        prop_assert_eq!(checked.briefing.is_none(), errors);
    }

    #[test]
    fn no_change_of_a_good_file_makes_the_checker_panic(at in 0..GOOD.len(), with in any::<String>()) {
        let at = GOOD.floor_char_boundary(at);
        let checked = read(&format!("{}{with}{}", &GOOD[..at], &GOOD[at..]));
        for problem in checked.problems {
            prop_assert!(problem.place.line >= 1 && problem.place.column >= 1);
            prop_assert!(problem.place.caret.start < problem.place.caret.end);
            prop_assert!(problem.reason.chars().count() < 700);
        }
    }
}
