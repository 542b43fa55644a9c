//! `docs/notes.md` shows a note that is one, and names every key.

use std::fs;
use std::path::Path;

use dateline::briefing::taxonomy::Term;
use dateline::notes::document::Document;
use dateline::notes::note::Kind;
use strum::IntoEnumIterator;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/notes.md");
    fs::read_to_string(path).expect("the page")
}

/// The file that the page shows first.
fn example(page: &str) -> &str {
    let (_, rest) = page.split_once("````\n").expect("an example");
    rest.split_once("````").expect("its end").0
}

#[test]
fn the_example_is_what_the_program_writes() {
    let page = page();
    let shown = example(&page);
    let read = Document::parse(shown).expect("a note");
    assert_eq!(read.remarks(), &[]);
    assert_eq!(Document::fresh(read.note().clone()).text(), shown);
}

#[test]
fn every_key_of_the_example_is_explained() {
    let page = page();
    let keys = example(&page).lines().filter_map(|line| line.split_once(" = ").map(|(key, _)| key));
    for key in keys.filter(|key| *key != "follow-up") {
        assert!(page.contains(&format!("`{key}`")), "docs/notes.md says nothing of `{key}`");
    }
    for kind in Kind::iter() {
        assert!(page.contains(&format!("| `{}` | {}", kind.name(), kind.meaning())), "{kind:?}");
    }
}
