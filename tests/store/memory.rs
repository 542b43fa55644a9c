//! What is remembered: it comes back, and a file that cannot be used is kept aside, never overwritten.

use std::fs;

use dateline::app::memory::{Left, Reading};
use dateline::store::memory::{keep_left, keep_reading, look_up_left, reading, session};

use crate::desk::Desk;

fn some_reading() -> Reading {
    Reading {
        passage: Some("readout".into()),
        rows_above: -2,
        read: [("readout".to_owned(), 7)].into(),
        fingerprint: Some(9),
    }
}

#[test]
fn nothing_remembered_is_nothing_wrong() {
    let places = Desk::new().places();
    let known = reading(&places, "harbour-talks");
    assert_eq!((known.value, known.notice), (Reading::default(), None));
    assert_eq!(session(&places).notice, None);
}

#[test]
fn a_reading_comes_back_whatever_the_id_is() {
    let desk = Desk::new();
    let places = desk.places();
    for id in ["harbour-talks", "../../outside", "Ünïcode / id", ""] {
        keep_reading(&places, id, &some_reading()).expect("written");
        assert_eq!(reading(&places, id).value, some_reading(), "{id}");
    }
    assert_eq!(fs::read_dir(places.reading()).expect("listed").count(), 4);
}

#[test]
fn each_library_remembers_how_it_was_left() {
    let desk = Desk::new();
    let places = desk.places();
    for library in ["/one", "/two"] {
        let briefing = Some(format!("of {library}"));
        keep_left(&places, Left { library: library.into(), briefing, path: None, filter: None })
            .expect("kept");
    }
    let session = session(&places).value;
    assert_eq!(session.of("/one").and_then(|left| left.briefing.as_deref()), Some("of /one"));
    assert_eq!(session.of("/three"), None);
}

#[test]
fn a_damaged_file_is_kept_aside_and_told() {
    let desk = Desk::new();
    let places = desk.places();
    let path = places.reading().join("harbour-talks.toml");
    fs::create_dir_all(places.reading()).expect("created");
    for (text, aside, reason) in [
        (&b"passage = ["[..], "toml.damaged", "it is damaged"),
        (b"\xff", "toml.damaged-2", "not UTF-8"),
        (b"format = 99", "toml.newer", "a later version of dateline wrote it (format 99"),
    ] {
        fs::write(&path, text).expect("written");
        let known = reading(&places, "harbour-talks");
        assert_eq!(known.value, Reading::default());
        let notice = known.notice.expect("told");
        assert!(notice.contains(reason) && notice.contains(aside), "{notice}");
        keep_reading(&places, "harbour-talks", &some_reading()).expect("written");
        assert_eq!(fs::read(path.with_extension(aside)).expect("kept"), text);
    }
}

#[test]
fn a_damaged_session_loses_nothing_either() {
    let desk = Desk::new();
    let places = desk.places();
    fs::create_dir_all(&places.state).expect("created");
    fs::write(places.session(), "left = 3").expect("written");
    assert_eq!(look_up_left(&places, "/one"), None);
    assert_eq!(fs::read_to_string(places.session()).expect("there"), "left = 3", "nobody was told");
    keep_left(&places, Left { library: "/one".into(), ..Left::default() }).expect("kept");
    assert!(session(&places).value.of("/one").is_some());
    assert_eq!(look_up_left(&places, "/one").expect("known").library, "/one");
    let aside = places.session().with_extension("toml.damaged");
    assert_eq!(fs::read_to_string(aside).expect("kept"), "left = 3");
}
