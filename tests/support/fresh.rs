//! Pages of `docs/` with a generated part: a test compares it, `UPDATE_DOCS=1` writes it anew.

use std::path::Path;
use std::{env, fs};

/// Holds that the part of `page` between `<!-- generated: NAME -->` and `<!-- end: NAME -->` is
/// `expected`; with `UPDATE_DOCS=1` it is made so.
pub(crate) fn assert_fresh(page: &str, name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{page}: {error}"));
    let fresh = replaced(&text, name, expected)
        .unwrap_or_else(|| panic!("{page} has no part `<!-- generated: {name} -->`"));
    if fresh == text {
        return;
    }
    assert!(
        env::var_os("UPDATE_DOCS").is_some(),
        "the part `{name}` of {page} is stale: `UPDATE_DOCS=1 cargo test` writes it anew"
    );
    fs::write(&path, fresh).unwrap_or_else(|error| panic!("{page}: {error}"));
}

/// Holds that a file that is generated as a whole is `expected`; with `UPDATE_DOCS=1` it is made so.
pub(crate) fn assert_file_fresh(name: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if fs::read_to_string(&path).is_ok_and(|found| found == expected) {
        return;
    }
    assert!(
        env::var_os("UPDATE_DOCS").is_some(),
        "{name} is stale: `UPDATE_DOCS=1 cargo test` writes it anew"
    );
    fs::write(&path, expected).unwrap_or_else(|error| panic!("{name}: {error}"));
}

fn replaced(text: &str, name: &str, part: &str) -> Option<String> {
    let opening = format!("<!-- generated: {name} -->\n");
    let (before, rest) = text.split_once(&opening)?;
    let (_, after) = rest.split_once(&format!("<!-- end: {name} -->"))?;
    Some(format!("{before}{opening}\n{}\n\n<!-- end: {name} -->{after}", part.trim_end()))
}

#[test]
fn only_the_named_part_changes() {
    let page = "# A\n<!-- generated: x -->\nold\n<!-- end: x -->\nrest\n";
    let fresh = "# A\n<!-- generated: x -->\n\nnew\n\n<!-- end: x -->\nrest\n";
    assert_eq!(replaced(page, "x", "new\n").as_deref(), Some(fresh));
    assert_eq!(replaced(fresh, "x", "new").as_deref(), Some(fresh));
    assert_eq!(replaced(page, "y", "new"), None);
}
