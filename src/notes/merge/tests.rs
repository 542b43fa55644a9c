//! What is joined by itself, what clashes, and that nothing is lost.

use proptest::prelude::*;

use super::*;
use crate::notes::document::Damage;
use crate::notes::document::tests::{example, moment, notes};
use crate::notes::note::Note;

fn version(change: impl FnOnce(&mut Note)) -> Document {
    let mut note = example();
    note.body = "One.\n\nTwo.\n\nThree.\n".into();
    let base = Document::fresh(note.clone());
    change(&mut note);
    base.changed(note)
}

fn joined(ours: impl FnOnce(&mut Note), theirs: impl FnOnce(&mut Note)) -> Merged {
    merge(version(|_| ()).text(), &version(ours), &version(theirs)).expect("a note")
}

#[test]
fn changes_of_different_keys_and_lines_are_joined() {
    let merged = joined(
        |note| {
            note.mark = Some("key".into());
            note.judgement.sourcing = Some("analysis".into());
            note.tags.insert("mine".into());
            note.body = note.body.replace("One", "1");
        },
        |note| {
            note.buried = Some(moment(5));
            note.judgement.sentiment = None;
            note.tags.insert("other".into());
            note.tags.remove("follow-up");
            note.body = note.body.replace("Three", "3");
        },
    );
    assert_eq!(merged.clashes, []);
    let note = merged.settled(Side::Theirs).note();
    assert_eq!(note, merged.settled(Side::Ours).note());
    assert_eq!(note.tags, ["mine", "other"].map(String::from).into());
    assert_eq!(note.judgement.sourcing.as_deref(), Some("analysis"));
    assert_eq!((note.mark.as_deref(), note.judgement.sentiment.as_deref()), (Some("key"), None));
    assert_eq!((note.body.as_str(), note.buried), ("1.\n\nTwo.\n\n3.\n", Some(moment(5))));
}

#[test]
fn a_clash_gives_both_versions_and_every_way_out() {
    let merged = joined(
        |note| {
            note.mark = Some("key".into());
            note.body = note.body.replace("Two", "Mine");
        },
        |note| {
            note.mark = None;
            note.body = note.body.replace("Two", "Yours");
        },
    );
    let clash = |what: &str, base: &str, ours: &str, theirs: &str| Clash {
        what: what.into(),
        base: base.into(),
        ours: ours.into(),
        theirs: theirs.into(),
    };
    assert_eq!(
        merged.clashes,
        [
            clash("mark", "\"verify\"", "\"key\"", ""),
            clash("body", "Two.\n", "Mine.\n", "Yours.\n"),
        ]
    );
    let result = |side| {
        let note = merged.settled(side).note();
        (note.mark.clone(), note.body.clone())
    };
    let body = |words: &str| format!("One.\n\n{words}\n\nThree.\n");
    assert_eq!(result(Side::Ours), (Some("key".into()), body("Mine.")));
    assert_eq!(result(Side::Theirs), (None, body("Yours.")));
    assert_eq!(result(Side::Both), (Some("key".into()), body("Mine.\nYours.")));
}

#[test]
fn who_buried_it_first_does_not_matter() {
    let merged = joined(|note| note.buried = Some(moment(9)), |note| note.buried = Some(moment(5)));
    assert!(merged.is_clean());
    assert_eq!(merged.settled(Side::Ours).note().buried, Some(moment(5)));
}

#[test]
fn unknown_keys_and_the_own_layout_are_kept() {
    let base = version(|_| ());
    let ours = base.text().replace("[tags]", "# my tags\n[tags]");
    let theirs = base.text().replace("[judgement]", "[project]\nname = \"x\"\n\n[judgement]");
    let [ours, theirs] = [ours, theirs].map(|text| Document::parse(&text).expect("a note"));
    let merged = merge(base.text(), &ours, &theirs).expect("a note");
    let text = merged.settled(Side::Ours).text();
    assert!(merged.is_clean() && text.contains("# my tags\n[tags]"), "{text}");
    assert!(text.contains("[project]") && text.contains("name = \"x\""), "{text}");
}

#[test]
fn a_file_with_marks_is_settled() {
    let file = version(|_| ())
        .text()
        .replace("Two.\n", "<<<<<<< HEAD\nMine.\n=======\nYours.\n>>>>>>> other\n");
    let Damage::Conflicted(conflict) = Document::parse(&file).expect_err("a conflict").why else {
        panic!("a conflict");
    };
    let merged = settle(&conflict).expect("two notes");
    assert_eq!(merged.clashes.len(), 1);
    assert_eq!(merged.settled(Side::Both).note().body, "One.\n\nMine.\nYours.\n\nThree.\n");
}

#[test]
fn two_tags_in_one_place_clash_for_git_but_not_for_us() {
    let file = version(|_| ()).text().replace(
        "follow-up = true\n",
        "<<<<<<< HEAD\na = true\n=======\nb = true\n>>>>>>> other\n\nfollow-up = true\n",
    );
    let conflict = Conflict::of(&file).expect("a conflict");
    let merged = settle(&conflict).expect("two notes");
    assert!(merged.is_clean());
    let tags = &merged.settled(Side::Ours).note().tags;
    assert_eq!(tags, &["a", "b", "follow-up"].map(String::from).into());
}

#[test]
fn endless_bodies_are_joined_in_bounded_time() {
    let body = |word: &str| format!("{word}\n").repeat(100_000);
    let merged =
        joined(|note| note.body = body("x"), |note| note.body = note.body.replace("Three", "3"));
    assert_eq!(merged.clashes.len(), 1);
}

proptest! {
    #[test]
    fn one_side_alone_wins_and_the_same_change_twice_is_one(one in notes(), other in notes()) {
        let base = Document::fresh(one);
        let changed = base.changed(other);
        for (ours, theirs) in [(&base, &changed), (&changed, &base), (&changed, &changed)] {
            let merged = merge(base.text(), ours, theirs).expect("a note");
            prop_assert!(merged.is_clean());
            for side in [Side::Ours, Side::Theirs, Side::Both] {
                prop_assert_eq!(merged.settled(side).note(), changed.note());
            }
        }
    }

    #[test]
    fn no_line_is_lost(base in "([a-d]\n){0,8}", ours in "([a-e]\n){0,8}", theirs in "([a-f]\n){0,8}") {
        let runs = lines::joined(&base, &ours, &theirs);
        let both = lines::text(&runs, Side::Both);
        for line in ours.lines().chain(theirs.lines()).filter(|line| !base.contains(line)) {
            prop_assert!(both.contains(line), "{} in {}", line, both);
        }
        if lines::clashes(&runs).next().is_none() {
            prop_assert_eq!(lines::text(&runs, Side::Ours), both);
        }
    }
}
