//! The sentence that opens every file.

use super::Finding;
use super::source::Source;

pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let first = source.text.lines().next().unwrap_or_default();
    let advice = match first.strip_prefix("//! ") {
        None => "the file does not say what it holds: open it with a `//!` sentence",
        Some(words) if !words.ends_with(['.', '?', '!']) => {
            "the opening sentence does not end on the first line: shorten it"
        }
        Some(words) if words.contains(". ") => {
            "more than one sentence on the first line: keep the first, put the rest below"
        }
        Some(_) => return Vec::new(),
    };
    vec![Finding::new(source, 1, advice)]
}

#[test]
fn a_file_opens_with_one_sentence() {
    let count = |text| findings(&Source::parse("src/a.rs", text)).len();
    assert_eq!(count("//! What is read.\n"), 0);
    assert_eq!(count("//! What is read.\n//!\n//! More. And more.\n"), 0);
    for bad in ["", "use std::fs;\n", "// A.\n", "//! What is\n//! read.\n", "//! One. Two.\n"] {
        assert_eq!(count(bad), 1, "{bad:?}");
    }
}
