//! The checker from outside: one bad file a rule, and the message that it earns.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use dateline::briefing::check::{LARGEST_FILE, LONGEST_TEXT, MOST_PASSAGES};
use dateline::briefing::safe;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::briefing::{Briefing, Rule, Severity};
use dateline::cli::check::{Form, check};
use dateline::cli::schema::schema;
use serde_json::Value;
use strum::IntoEnumIterator;

type Files = Vec<(PathBuf, String)>;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fixture of a rule: a file, or a folder of files that are bad only together.
fn fixture(rule: Rule) -> Files {
    let folder = fixtures().join("bad").join(rule.name());
    if !folder.is_dir() {
        let source = read(&folder.with_extension("toml"));
        let name = if rule == Rule::BadFileName { "Harbour Talks" } else { rule.name() };
        return vec![(format!("{name}.toml").into(), grown(rule, source))];
    }
    let files = fs::read_dir(&folder).expect("a folder").map(|file| file.expect("a file").path());
    files.map(|path| (path.file_name().expect("a name").into(), read(&path))).collect()
}

/// What is bad only when it is large is kept small on the disk.
fn grown(rule: Rule, source: String) -> String {
    match rule {
        Rule::TooLarge => source + &"#".repeat(LARGEST_FILE),
        Rule::TextTooLong => source.replace("1 MiB", &"x".repeat(LONGEST_TEXT)),
        Rule::TooManyPassages => {
            let (head, passage) = source.split_once("[[sections.passages]]").expect("a passage");
            let numbered = |number: usize| {
                format!(
                    "[[sections.passages]]{}",
                    passage.replace("text = \"", &format!("text = \"{number} "))
                )
            };
            head.to_owned() + &(0..=MOST_PASSAGES).map(numbered).collect::<String>()
        }
        _ => source,
    }
}

/// The rules that a text can break: one that cannot be read has no text.
fn rules_of_texts() -> impl Iterator<Item = Rule> {
    Rule::iter().filter(|rule| *rule != Rule::Unreadable)
}

fn printed(files: &Files, form: Form) -> String {
    let mut out = Vec::new();
    check(files, &Vocabulary::default(), form, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

fn rows(files: &Files) -> Vec<BTreeMap<String, Value>> {
    serde_json::from_str(&printed(files, Form::Json)).expect("JSON")
}

#[test]
fn every_rule_has_a_fixture_that_breaks_it_and_no_other() {
    for rule in rules_of_texts() {
        let mut broken: Vec<_> =
            rows(&fixture(rule)).iter().map(|row| row["rule"].clone()).collect();
        broken.dedup();
        assert_eq!(broken, [rule.name()], "the fixture of {}", rule.name());
    }
}

#[test]
fn every_fixture_belongs_to_a_rule() {
    let names: Vec<&str> = Rule::iter().map(Rule::name).collect();
    for file in fs::read_dir(fixtures().join("bad")).expect("a folder") {
        let path = file.expect("a file").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(names.contains(&stem.as_str()), "{stem} is no rule");
    }
}

#[test]
fn every_message_reads_as_it_should() {
    for rule in rules_of_texts() {
        insta::assert_snapshot!(rule.name(), printed(&fixture(rule), Form::Text));
    }
}

#[test]
fn every_rule_explains_itself() {
    for rule in rules_of_texts() {
        assert!(
            rule.meaning().len() > 20 && rule.meaning().ends_with(['.', '?']),
            "{}",
            rule.name()
        );
    }
}

#[test]
fn what_was_most_likely_meant_is_offered() {
    let source = "format = 1\ntitle = 'x'\npublished = \"2031-04-02\"\n\
                  [sections]\nheading = 'y'\n[[section]]\nheading = 'z'\n";
    let fixes: Vec<_> = rows(&vec![("a.toml".into(), source.into())])
        .iter()
        .filter_map(|row| row["fix"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(
        fixes,
        [
            "take the quotation marks off: published = 2031-04-02",
            "write `[[sections]]`",
            "did you mean `sections`?"
        ]
    );
}

#[test]
fn a_caret_stands_under_what_is_wrong() {
    let source = "format = 1\ntitle = '日本 é'\ntext = 1\n";
    let text = printed(&vec![("a.toml".into(), source.into())], Form::Text);
    let wanted = "\n3 | text = 1\n  | ^^^^\n";
    assert!(text.contains(wanted), "{text}");
    let source = "format = 1\ntitle = 'x'\ntopics = { '日本\u{301}\t' = 1 }\n";
    let text = printed(&vec![("a.toml".into(), source.into())], Form::Text);
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.starts_with("3 | ")).expect("the line");
    let caret = lines[at + 1].find('^').expect("a caret");
    let before = lines[at].split('1').next().expect("the text before");
    assert_eq!(unicode_width::UnicodeWidthStr::width(before), caret, "{text}");
}

#[test]
fn a_program_reads_the_same_keys_for_every_problem() {
    let keys = ["column", "end_column", "fix", "line", "path", "reason", "rule", "severity"];
    for rule in rules_of_texts() {
        for row in rows(&fixture(rule)) {
            assert_eq!(row.keys().collect::<Vec<_>>(), keys);
            assert!(row["column"].as_u64() <= row["end_column"].as_u64());
        }
    }
}

#[test]
fn only_errors_count_as_errors() {
    for rule in rules_of_texts() {
        let tally = check(&fixture(rule), &Vocabulary::default(), Form::Text, &mut Vec::new());
        let tally = tally.expect("memory takes everything");
        let errors = rule.severity() == Severity::Error;
        assert_eq!((tally.errors > 0, tally.warnings > 0), (errors, !errors), "{}", rule.name());
    }
}

#[test]
fn a_bad_file_never_hides_the_others() {
    let mut files = fixture(Rule::Syntax);
    files.extend(fixture(Rule::UnknownValue));
    let broken: Vec<_> = rows(&files).iter().map(|row| row["rule"].clone()).collect();
    assert_eq!(broken, ["syntax", "unknown-value"]);
}

/// Every text that a screen may show of a briefing.
fn texts(briefing: &Briefing) -> Vec<&str> {
    let about = &briefing.about;
    let mut texts = vec![briefing.id.as_str(), &about.title];
    texts.extend(about.summary.iter().chain(&about.language).map(String::as_str));
    texts.extend(briefing.topics.iter().flat_map(|topic| [topic.id.as_str(), &topic.label]));
    for source in &briefing.sources {
        texts.extend([source.id.as_str(), &source.outlet]);
        let more = [&source.document, &source.url, &source.author];
        texts.extend(more.into_iter().flatten().map(String::as_str));
    }
    for speaker in &briefing.speakers {
        texts.extend([speaker.id.as_str(), &speaker.name]);
        texts.extend(speaker.role.iter().chain(&speaker.side).map(String::as_str));
    }
    texts.extend(
        briefing.sections.iter().flat_map(|section| [section.id.as_str(), &section.heading]),
    );
    for passage in &briefing.passages {
        let attribution = &passage.attribution;
        texts.extend([passage.id.as_str(), &passage.text]);
        let more =
            [&attribution.channel, &attribution.holder, &attribution.target, &passage.rationale];
        texts.extend(more.into_iter().flatten().map(String::as_str));
        texts.extend(passage.places.iter().map(|place| place.locator.as_str()));
    }
    texts
}

#[test]
fn nothing_unsafe_is_left_of_a_hostile_file() {
    let source = read(&fixtures().join("hostile.toml"));
    let checked = dateline::briefing::check::check(&source, "hostile", &Vocabulary::default());
    let briefing = checked.briefing.expect("the hidden characters are warnings");
    let texts = texts(&briefing);
    assert!(texts.len() > 25);
    for text in texts {
        assert_eq!(safe::text(text), text, "made safe once, so once more changes nothing");
        assert!(!text.contains(['\x1b', '\u{9b}', '\u{202E}', '\u{200B}', '\u{FE0F}', '\u{200D}']));
        assert!(text.matches('\u{301}').count() <= 16, "endless marks are cut");
    }
    for problem in checked.problems {
        let shown = problem.printed("hostile.toml").to_string();
        assert_eq!(safe::text(&shown), shown);
    }
}

#[test]
fn an_editor_that_knows_the_schema_agrees_with_the_reader() {
    let mut out = Vec::new();
    schema(&Vocabulary::default(), &mut out).expect("memory takes everything");
    let schema: Value = serde_json::from_slice(&out).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let seen_by_both = [
        Rule::UnknownKey,
        Rule::MissingKey,
        Rule::WrongType,
        Rule::UnknownValue,
        Rule::BadValue,
        Rule::UnknownFormat,
        Rule::BadId,
        Rule::BadUrl,
        Rule::BadLanguage,
        Rule::BadLink,
    ];
    for rule in rules_of_texts().filter(|rule| !matches!(rule, Rule::Syntax | Rule::BadDate)) {
        let (path, source) = &fixture(rule)[0];
        if source.len() > LONGEST_TEXT {
            continue;
        }
        let value = toml::from_str::<Value>(source).expect("TOML");
        let accepted = validator.is_valid(&value);
        assert_eq!(accepted, !seen_by_both.contains(&rule), "{}", path.display());
    }
}

#[test]
fn the_briefings_that_ship_have_no_problem() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("briefings");
    let files = fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path());
    let files: Files =
        files.map(|path| (path.file_name().expect("a name").into(), read(&path))).collect();
    assert_eq!(printed(&files, Form::Text), format!("{} files, no problem\n", files.len()));
}
