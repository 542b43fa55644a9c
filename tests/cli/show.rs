//! One briefing, printed.

use unicode_width::UnicodeWidthStr;

use crate::desk::{Desk, GOOD};

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("briefings/a.toml", GOOD);
    desk
}

#[test]
fn every_passage_comes_with_its_attribution() {
    let ran = desk().run(&["show", "harbour-talks"]);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn no_line_is_wider_than_asked() {
    let desk = Desk::new();
    for width in ["20", "33", "200"] {
        for id in ["unity-on-display", "miami-as-a-stage"] {
            let ran = desk.run(&["show", id, "--width", width]);
            let widest = ran.out.lines().map(UnicodeWidthStr::width).max().expect("lines");
            assert!(widest <= width.parse().expect("a number"), "{id} at {width}: {widest}");
        }
    }
}

#[test]
fn json_says_all_that_the_briefing_does() {
    let shown = desk().run(&["show", "harbour-talks", "--format", "json"]).json();
    let passage = &shown["sections"][0]["passages"][0];
    let tag = |value: &str, label: &str| serde_json::json!({ "value": value, "name": value, "label": label });
    assert_eq!(passage["sourcing"], tag("official-statement", "official statement"));
    assert_eq!(passage["sentiment"], tag("positive", "positive"));
    assert_eq!(passage["speakers"][0]["name"], "A. Example");
    assert_eq!(passage["places"][0]["locator"], "¶ 4");
    assert_eq!(shown["published"], "2031-04-02");
    insta::assert_snapshot!(serde_json::to_string_pretty(&shown).expect("JSON"));
}

#[test]
fn an_unknown_id_names_the_nearest() {
    let ran = desk().run(&["show", "harbor-talks"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("did you mean `harbour-talks`?"), "{}", ran.err);
}

#[test]
fn a_broken_briefing_is_told_by_its_problems() {
    let desk = Desk::new();
    desk.file("briefings/broken.toml", "titel = \"x\"\n");
    let ran = desk.run(&["show", "broken"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("briefings/broken.toml:1:1"), "{}", ran.err);
}
