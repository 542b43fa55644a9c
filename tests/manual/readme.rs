//! The parts of the README that the program itself wrote.

use crate::desk::{Desk, GOOD};
use crate::support::capture::CAPTURES;
use crate::support::fresh::assert_fresh;

#[test]
fn the_capture_in_the_readme_is_fresh() {
    let capture = CAPTURES.iter().find(|capture| capture.name == "filter").expect("a capture");
    assert_fresh("README.md", "capture", &format!("```text\n{}```", capture.text()));
}

#[test]
fn the_problems_in_the_readme_are_fresh() {
    let desk = Desk::new();
    let broken = GOOD
        .replace("sourcing = \"official-statement\"", "sourcing = \"official\"")
        .replace("speakers = [\"minister\"]", "speakers = [\"ministre\"]");
    desk.file("briefings/harbour-talks.toml", broken.trim_start());
    let ran = desk.run(&["check", "briefings"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    let words = format!("```console\n$ dateline check briefings\n{}```", ran.out);
    assert_fresh("README.md", "check", &words);
}
