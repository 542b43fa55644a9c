//! Which library a command is about, and how it is listed.

use crate::desk::{Desk, GOOD};

/// The ids that `list` gives.
fn ids(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let listed = desk.run(&[arguments, &["list", "--format", "json"]].concat()).json();
    let ids = listed.as_array().expect("a list").iter();
    ids.map(|file| file["id"].as_str().expect("an id").to_owned()).collect()
}

fn with_id(id: &str) -> String {
    GOOD.replace("harbour-talks", id)
}

#[test]
fn the_first_library_that_there_is_counts() {
    let desk = Desk::new();
    assert_eq!(
        ids(&desk, &[]),
        ["unity-on-display", "miami-as-a-stage", "two-accounts-of-miami"],
        "the sample"
    );
    desk.file("briefings/a.toml", with_id("here"));
    assert_eq!(ids(&desk, &[]), ["here"]);
    desk.file("home/mine/a.toml", with_id("configured"));
    desk.file("home/.config/dateline/config.toml", "library = [\"~/mine\"]");
    assert_eq!(ids(&desk, &[]), ["configured"]);
    assert_eq!(ids(&desk, &["--no-config"]), ["here"]);
    desk.file("one/a.toml", with_id("one"));
    let two = desk.file("two.txt", with_id("two"));
    let two = two.to_str().expect("UTF-8");
    assert_eq!(ids(&desk, &["--library", "one", "--library", two]), ["two", "one"]);
}

#[test]
fn a_path_of_the_configuration_starts_at_its_folder() {
    let desk = Desk::new();
    desk.file("etc/shared/a.toml", with_id("shared"));
    desk.file("etc/dateline.toml", "library = \"shared\"");
    assert_eq!(ids(&desk, &["--config", "etc/dateline.toml"]), ["shared"]);
}

#[test]
fn a_briefing_is_listed_with_what_one_chooses_by() {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    let ran = desk.run(&["list"]);
    assert_eq!(
        ran.out,
        "harbour-talks  Harbour talks end without a date     2 passages  Example Courier\n"
    );
    let listed = desk.run(&["list", "--format", "json"]).json();
    let expected = serde_json::json!([{
        "id": "harbour-talks",
        "title": "Harbour talks end without a date",
        "path": "briefings/a.toml",
        "readable": true,
        "outlets": ["Example Courier"],
        "published": "2031-04-02",
        "tlp": "clear",
        "passages": 2,
        "errors": 0,
        "warnings": 0,
    }]);
    assert_eq!(listed, expected);
}

#[test]
fn a_hundred_broken_files_are_listed_beside_a_good_one() {
    let desk = Desk::new();
    for number in 0..100 {
        desk.file(format!("briefings/{number:02}.toml"), "titel = \"x\"\n");
    }
    desk.file("briefings/good.toml", GOOD);
    let ran = desk.run(&["list"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.out.lines().count(), 101);
    assert!(ran.out.contains("Harbour talks end without a date"));
    assert_eq!(ran.err, "dateline: 100 files cannot be read; `dateline check` says why\n");
    assert_eq!(desk.run(&["show", "harbour-talks"]).status, 0);
}

#[test]
fn a_library_that_is_not_there_is_told() {
    let ran = Desk::new().run(&["list", "--library", "absent"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.out, "absent  cannot be read: 1 error\n");
}
