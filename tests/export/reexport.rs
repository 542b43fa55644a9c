//! Exporting again: what the program wrote is kept up to date, what the analyst wrote is never lost.

use dateline::export::Sheet;
use dateline::export::reexport::{Earlier, Outcome, Way, settle};
use dateline::export::sheet::{Content, Shared};
use dateline::notes::snapshot::Snapshot;

fn sheet(block: &str) -> Sheet {
    let keys = ["briefing: talks", "title: Talks", "notes: 1"].map(str::to_owned).to_vec();
    let shared = Shared { keys, heading: "# Talks".to_owned(), block: block.to_owned() };
    Sheet { name: "talks.notes.md".to_owned(), notes: 1, content: Content::Shared(shared) }
}

fn counting(block: &str, notes: usize) -> Sheet {
    let mut sheet = sheet(block);
    if let Content::Shared(shared) = &mut sheet.content {
        shared.keys[2] = format!("notes: {notes}");
        shared.keys.insert(2, "tlp: amber".to_owned());
    }
    sheet
}

fn careful(sheet: &Sheet, old: &str) -> Outcome {
    settle(sheet, Some(old), &Earlier::default(), Way::Beside)
}

/// The analyst's own additions around what was exported.
fn with_additions(text: &str) -> String {
    text.replace(
        "title: Talks\n",
        "title: Talks\naliases:\n  - the talks\nreviewed: true # by me\n",
    )
    .replace("# Talks\n", "# My talks\n\nAn introduction.\n")
        + "\n## My summary\n\n- one\n"
}

#[test]
fn nothing_is_written_where_nothing_changed() {
    let sheet = sheet("One.");
    assert_eq!(careful(&sheet, &sheet.text()), Outcome::Unchanged);
    assert_eq!(careful(&sheet, &with_additions(&sheet.text())), Outcome::Unchanged);
}

#[test]
fn what_the_analyst_wrote_around_it_survives() {
    let old = with_additions(&sheet("One.").text());
    let Outcome::Written(text) = careful(&counting("One.\n\nTwo.", 2), &old) else { panic!() };
    for kept in [
        "aliases:\n  - the talks\n",
        "reviewed: true # by me\n",
        "# My talks\n\nAn introduction.\n",
        "\n## My summary\n\n- one\n",
    ] {
        assert!(text.contains(kept), "{text}");
    }
    assert!(text.contains("notes: 2\n") && text.contains("tlp: amber\n"), "{text}");
    assert!(text.contains("\nOne.\n\nTwo.\n<!-- dateline:end -->"), "{text}");
    assert_eq!(careful(&counting("One.\n\nTwo.", 2), &text), Outcome::Unchanged);
    let Outcome::Written(back) = careful(&sheet("One."), &text) else { panic!() };
    assert_eq!(back, old, "and back again, to the byte");
}

#[test]
fn an_edited_block_is_never_overwritten_silently() {
    let first = sheet("One.");
    for edited in [
        first.text().replace("One.", "One, I think."),
        first.text().replace("title: Talks", "title: My talks"),
        first.text().replace("notes: 1\n", ""),
    ] {
        assert_eq!(careful(&first, &edited), Outcome::Edited, "nothing new to say");
        let Outcome::Beside(new) = careful(&sheet("Two."), &edited) else { panic!("{edited}") };
        assert!(new.contains("\nTwo.\n"), "{new}");
        let forced = settle(&sheet("Two."), Some(&edited), &Earlier::default(), Way::Force);
        assert_eq!(forced, Outcome::Forced(new));
    }
}

#[test]
fn edits_and_news_are_joined_where_the_last_export_is_known() {
    let first = sheet("One.\n\nTwo.\n\nThree.");
    let edited = first.text().replace("One.", "One, I think.").replace("# Talks", "# Mine");
    let news = sheet("One.\n\nTwo.\n\nThree!");
    let earlier = Earlier { fingerprint: None, own: Some(first.own()) };
    let joined = settle(&news, Some(&edited), &earlier, Way::Merge);
    let Outcome::Merged(text, 0) = joined else { panic!("{joined:?}") };
    assert!(text.contains("\nOne, I think.\n\nTwo.\n\nThree!\n"), "{text}");
    assert!(text.contains("# Mine\n"));
    assert_eq!(careful(&news, &text), Outcome::Edited, "the edits stay, and nothing is new");
    let clash = sheet("One?\n\nTwo.\n\nThree.");
    let joined = settle(&clash, Some(&edited), &earlier, Way::Merge);
    let Outcome::Merged(text, 1) = joined else { panic!("{joined:?}") };
    assert!(text.contains("\nOne, I think.\nOne?\n"), "{text}");
    let unknown = settle(&news, Some(&edited), &Earlier::default(), Way::Merge);
    assert!(matches!(unknown, Outcome::Refused(_)));
}

#[test]
fn broken_markers_and_strangers_are_refused() {
    let first = sheet("One.");
    let text = first.text();
    let other = text.replace("briefing: talks", "briefing: others");
    for (broken, why) in [
        ("My own file.\n".to_owned(), "has no markers"),
        (String::new(), "has no markers"),
        (text.replace("<!-- dateline:end -->\n", ""), "markers are broken"),
        (format!("{text}{text}"), "markers are broken"),
        (text.replace("sha256=", "sha1="), "opening marker is broken"),
        (other, "another briefing"),
    ] {
        let outcome = careful(&sheet("Two."), &broken);
        assert!(matches!(outcome, Outcome::Refused(said) if said.contains(why)), "{outcome:?}");
    }
    for old in ["My own file.\n", &text.replace("briefing: talks", "briefing: others")] {
        let forced = settle(&first, Some(old), &Earlier::default(), Way::Force);
        assert_eq!(forced, Outcome::Forced(text.clone()));
    }
}

#[test]
fn line_breaks_of_windows_and_the_mark_of_editors_stay() {
    let windows = format!("\u{FEFF}{}", sheet("One.").text().replace('\n', "\r\n"));
    assert_eq!(careful(&sheet("One."), &windows), Outcome::Unchanged);
    let Outcome::Written(text) = careful(&sheet("Two."), &windows) else { panic!() };
    assert!(text.starts_with("\u{FEFF}---\r\n") && text.contains("\r\nTwo.\r\n"), "{text:?}");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn files_of_other_forms_go_by_what_was_written_last() {
    let whole = |text: &str| Sheet {
        name: "notes.csv".to_owned(),
        notes: 1,
        content: Content::Whole(text.to_owned()),
    };
    let known = |text: &str| Earlier { fingerprint: Some(Snapshot::of(text)), own: None };
    let settled = |old: &str, last: &Earlier, way| settle(&whole("new"), Some(old), last, way);
    assert_eq!(settled("new", &Earlier::default(), Way::Beside), Outcome::Unchanged);
    assert_eq!(settled("old", &known("old"), Way::Beside), Outcome::Written("new".into()));
    assert_eq!(settled("mine", &known("old"), Way::Beside), Outcome::Beside("new".into()));
    assert_eq!(settled("mine", &Earlier::default(), Way::Beside), Outcome::Beside("new".into()));
    assert_eq!(settled("mine", &known("new"), Way::Beside), Outcome::Edited);
    assert_eq!(settled("mine", &known("old"), Way::Force), Outcome::Forced("new".into()));
}
