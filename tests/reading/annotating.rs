//! Annotating by keyboard: judgements, marks, tags, notes, and taking them back.

use dateline::app::annotations::Saved;
use dateline::app::{Event, Mouse};
use dateline::notes::note::{Kind, Note};
use dateline::notes::target::Level;
use ratatui::layout::Position;

use crate::support::reader::Reader;

/// The reader on the first passage of the first section that has a heading.
fn reader() -> Reader {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("] ]");
    reader
}

#[test]
fn two_keys_judge_a_passage_beside_the_curator() {
    let mut reader = reader();
    let curated =
        reader.open().passage().expect("a passage").attribution.sentiment.label().to_owned();
    reader.press("t x");
    assert_eq!(reader.notice(), "saved: sentiment judged mixed");
    let notes = reader.notes();
    let [note] = notes.as_slice() else { panic!("{notes:?}") };
    assert_eq!((note.kind, note.judgement.sentiment.as_deref()), (Kind::Judgement, Some("mixed")));
    assert_eq!(note.target.latest().level(), Level::Passage);
    assert!(reader.screen().contains(&format!("{curated} ✎ mixed")), "{}", reader.screen());
    assert!(reader.screen().contains("Your judgement"));
    // A second word on the same passage changes the same note.
    reader.press("s d t n");
    let notes = reader.notes();
    let judgement = &notes[0].judgement;
    assert_eq!(notes.len(), 1);
    assert_eq!(judgement.sourcing.as_deref(), Some("document"));
    assert_eq!(judgement.sentiment.as_deref(), Some("negative"));
}

#[test]
fn a_judgement_counts_for_the_filter() {
    let mut reader = reader();
    let before = reader.open().effective().pairs().to_vec();
    reader.press("s a t x");
    let after = reader.open().effective().pairs().to_vec();
    assert_ne!(before, after);
    let passage = reader.at().to_owned();
    reader.press("f a esc");
    let open = reader.open();
    let judged = open.briefing.passage_named(&passage).expect("it");
    assert!(open.page.item_of(judged).is_some(), "it is judged anonymous");
}

#[test]
fn three_keys_mark_a_sentence_and_a_dot_does_it_again() {
    let mut reader = reader();
    reader.press("v m v");
    assert_eq!(reader.notes()[0].mark.as_deref(), Some("verify"));
    assert_eq!(reader.notes()[0].target.latest().level(), Level::Span);
    let quote = reader.notes()[0].target.latest().quote().expect("words").exact.clone();
    assert!(reader.passage().starts_with(&quote));
    let first = reader.at().to_owned();
    reader.press("j .");
    let notes = reader.notes();
    assert_eq!(notes.len(), 2);
    assert_eq!(notes[1].mark.as_deref(), Some("verify"));
    assert_eq!(notes[1].target.latest().level(), Level::Passage);
    assert_ne!(notes[1].target.latest().spot().expect("a passage").passage, first);
    reader.press(".");
    assert_eq!(reader.notes().len(), 2, "{}", reader.notice());
    assert!(reader.notice().contains("already"), "{}", reader.notice());
}

#[test]
fn a_note_is_written_in_place() {
    let mut reader = reader();
    reader.press("a").type_in("Process, not substance.").press("enter").type_in("Second line");
    assert!(reader.screen().contains("Note on this passage"), "{}", reader.screen());
    assert!(reader.screen().contains("Process, not substance."));
    reader.press("ctrl-s");
    assert_eq!(reader.notes()[0].body, "Process, not substance.\nSecond line\n");
    assert_eq!(reader.notes()[0].kind, Kind::Comment);
    assert!(reader.notice().starts_with("saved: note"), "{}", reader.notice());
    let screen = reader.screen();
    assert!(screen.contains("✎1"), "{screen}");
    assert!(screen.contains("1 note"), "{screen}");
    reader.press("e").type_in("!").press("ctrl-s");
    assert_eq!(reader.notes()[0].body, "Process, not substance.\nSecond line!\n");
}

#[test]
fn leaving_a_note_asks_only_where_something_was_typed() {
    let mut reader = reader();
    reader.press("a esc j");
    assert!(reader.notes().is_empty());
    reader.press("a").type_in("Words").press("esc");
    assert!(reader.screen().contains("leave without saving?"), "{}", reader.screen());
    reader.type_in("n").type_in(" more").press("esc y");
    assert!(reader.notes().is_empty());
    reader.press("a").type_in("Words").press("esc s");
    assert_eq!(reader.notes()[0].body, "Words\n");
}

#[test]
fn undo_and_redo_reach_over_briefings() {
    let mut reader = reader();
    reader.press("m k");
    let first = reader.at().to_owned();
    reader.press("J t p");
    assert_eq!(reader.notes().len(), 2);
    reader.press("u u");
    assert!(reader.notes().iter().all(Note::is_buried));
    assert!(reader.notice().contains("taken back: mark key, in “"), "{}", reader.notice());
    reader.press("u");
    assert_eq!(reader.notice(), "there is nothing to take back");
    reader.press("ctrl-r ctrl-r K");
    assert!(reader.notes().iter().all(|note| !note.is_buried()));
    let open = reader.open();
    assert_eq!(
        open.noted.places.on_passage(open.briefing.passage_named(&first).expect("it")).count(),
        1
    );
}

#[test]
fn a_note_is_deleted_by_two_keys_and_comes_back() {
    let mut reader = reader();
    reader.press("a").type_in("Words").press("ctrl-s d");
    assert!(!reader.notes()[0].is_buried());
    reader.press("d");
    assert!(reader.notes()[0].is_buried());
    assert!(!reader.screen().contains("✎1"));
    reader.press("u");
    assert!(!reader.notes()[0].is_buried());
    assert!(reader.screen().contains("✎1"));
}

#[test]
fn notes_of_one_passage_are_cycled() {
    let mut reader = reader();
    reader.press("a").type_in("One").press("ctrl-s a").type_in("Two").press("ctrl-s");
    reader.press("; ;").press("e").type_in("!").press("ctrl-s");
    let bodies: Vec<String> = reader.notes().into_iter().map(|note| note.body).collect();
    assert!(
        bodies.contains(&"Two!\n".to_owned()) ^ bodies.contains(&"One!\n".to_owned()),
        "{bodies:?}"
    );
}

#[test]
fn tags_are_given_taken_away_and_remembered() {
    let mut reader = reader();
    reader.press("a").type_in("Words").press("ctrl-s #").type_in("follow up").press("enter");
    assert_eq!(reader.notes()[0].tags.iter().collect::<Vec<_>>(), ["follow-up"]);
    reader.press("] ] #");
    assert!(reader.screen().contains("follow-up"), "{}", reader.screen());
    reader.press("enter");
    let notes = reader.notes();
    assert_eq!((notes.len(), notes[1].kind), (2, Kind::Highlight));
    reader.press("# enter");
    assert!(reader.notes()[1].tags.is_empty());
}

#[test]
fn sections_and_briefings_have_notes_too() {
    let mut reader = reader();
    reader.press("g s").type_in("On the section").press("ctrl-s");
    reader.press("g b").type_in("On the whole").press("ctrl-s");
    let levels: Vec<Level> =
        reader.notes().iter().map(|note| note.target.latest().level()).collect();
    assert_eq!(levels, [Level::Section, Level::Briefing]);
    let screen = reader.press("g g").screen();
    assert!(screen.contains("✎1"), "{screen}");
}

#[test]
fn what_cannot_be_saved_stays_and_is_said() {
    let mut reader = reader();
    reader.desk.refuses = Some("/notes/x.md: no space left".into());
    reader.press("a").type_in("Words").press("ctrl-s");
    assert!(
        reader.notice().contains("not saved: /notes/x.md: no space left"),
        "{}",
        reader.notice()
    );
    assert!(reader.screen().contains("1 not saved"), "{}", reader.screen());
    reader.press("q");
    assert!(!reader.has_quit, "the first q says what would be lost");
    reader.desk.refuses = None;
    reader.press("m k");
    assert_eq!(reader.notes().len(), 2, "the next save takes the waiting note along");
    assert!(!reader.screen().contains("not saved"));
    reader.press("q");
    assert!(reader.has_quit);
}

#[test]
fn what_the_disk_did_not_confirm_is_shown_as_it_is_there_and_sent_again() {
    let mut reader = reader();
    reader.desk.refuses = Some("/notes/x.md: no space left".into());
    reader.press("a").type_in("Ours").press("ctrl-s");
    let (id, ours) = {
        let unsaved = reader.state.notes.filing.unsaved().next().expect("a note that waits");
        let notebook = reader.state.notes.notebook("unity-on-display").expect("notes");
        (unsaved, notebook.get(unsaved).expect("the note").clone())
    };
    let joined = ours.changed(Note { body: "Ours\nTheirs\n".into(), ..ours.note().clone() });
    reader.desk.files.insert(id, joined.text().to_owned());
    let remark = "the disk did not confirm it; both changes are in it".to_owned();
    let saved = Saved::Unconfirmed { document: Box::new(joined.clone()), remark };
    reader.happen(Event::NoteSaved(id, Box::new(saved)));
    assert!(reader.notice().starts_with("not saved: the disk did not"), "{}", reader.notice());
    assert!(reader.screen().contains("Theirs"), "{}", reader.screen());
    reader.desk.refuses = None;
    reader.press("ctrl-s");
    assert!(!reader.screen().contains("not saved"), "{}", reader.screen());
    assert_eq!(reader.desk.files[&id], joined.text());
}

#[test]
fn a_passage_is_copied_with_its_citation() {
    let mut reader = reader();
    reader.press("y");
    let copied = reader.desk.copied[0].clone();
    assert!(copied.starts_with(reader.passage().trim_end()), "{copied}");
    assert!(copied.contains("\n— ") && copied.contains("Kyiv Post"), "{copied}");
    reader.press("Y v h y");
    assert!(!reader.desk.copied[1].contains('\u{2014}'));
    assert!(reader.desk.copied[2].len() < copied.len());
}

#[test]
fn what_is_typed_is_kept_as_a_draft_until_it_is_saved() {
    let mut reader = reader();
    reader.press("a").type_in(&"x".repeat(199));
    assert!(reader.desk.draft.is_none());
    reader.type_in("y");
    assert_eq!(reader.desk.draft.as_ref().expect("a draft").text.len(), 200);
    reader.press("ctrl-s");
    assert!(reader.desk.draft.is_none());
}

#[test]
fn words_are_selected_with_the_mouse() {
    let mut reader = reader();
    let screen = reader.screen();
    let (y, line) = screen
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("envoy Steve Witkoff"))
        .expect("the passage");
    let x = line.split("Steve").next().expect("a line").chars().count() as u16;
    reader.click(x, y as u16);
    reader.happen(Event::Moused(Mouse::Dragged, Position { x: x + 13, y: y as u16 }));
    let open = reader.open();
    let selection = open.noted.selection.as_ref().expect("a selection");
    assert_eq!(&open.passage().expect("a passage").text[selection.range()], "Steve Witkoff");
    reader.press("m k");
    let notes = reader.notes();
    assert_eq!(notes[0].target.latest().quote().expect("words").exact, "Steve Witkoff");
    assert!(reader.roles().contains("_____________"), "the words are underlined");
}
