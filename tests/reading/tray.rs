//! Notes whose words moved or are gone, and files that git left in two versions.

use std::path::PathBuf;

use dateline::app::Event;
use dateline::app::annotations::{NotesRead, Unusable};
use dateline::notes::target::Level;

use crate::support::draft::Draft;
use crate::support::reader::Reader;

const OLD: &str =
    "Both ministries put out the same text on the last evening of the round. Nobody objected.";
const EDITED: &str =
    "Both ministries put out the same words on the last evening of the round. Nobody objected.";

/// A briefing whose first passage says `text`.
fn talks(text: &str) -> Draft {
    let other = "The delegations left for their capitals without a date for another meeting.";
    Draft::new("talks").section("On paper").says("readout", text).says("after", other)
}

/// A reader with a note on the first sentence, before the text became `text`.
fn edited(text: &str) -> Reader {
    let mut reader = Reader::on(vec![talks(OLD).entry()], 120, 40);
    reader.press("v a").type_in("Look at this").press("ctrl-s");
    reader.reread(talks(text).entry());
    reader
}

fn moved(reader: &Reader) -> Option<Level> {
    reader.notes()[0].target.moved.as_ref().map(|moved| moved.extent.level())
}

#[test]
fn edited_words_are_shown_with_the_difference_and_one_key_confirms_them() {
    let mut reader = edited(EDITED);
    assert!(reader.screen().contains("1 in the tray"), "{}", reader.screen());
    let screen = reader.press("3").screen();
    assert!(screen.contains("The tray"), "{screen}");
    assert!(screen.contains("the same [-text-]{+words+} on"), "{screen}");
    reader.press("y");
    assert_eq!(moved(&reader), Some(Level::Span));
    assert!(reader.desk.passages.iter().any(|text| text == EDITED), "its text is kept");
    assert!(!reader.screen().contains("in the tray"), "{}", reader.screen());
    reader.press("u");
    assert_eq!(moved(&reader), None);
    assert!(reader.screen().contains("1 in the tray"), "{}", reader.screen());
    reader.press("ctrl-r");
    assert_eq!(moved(&reader), Some(Level::Span));
}

#[test]
fn a_refused_place_is_not_suggested_again() {
    let mut reader = edited(EDITED);
    reader.press("3 n");
    assert_eq!(moved(&reader), Some(Level::Passage));
    assert!(reader.notice().contains("it stays on its passage"), "{}", reader.notice());
    reader.reread(talks(EDITED).entry());
    assert!(!reader.screen().contains("in the tray"), "{}", reader.screen());
}

#[test]
fn a_sentence_that_is_gone_says_so_and_stays() {
    let mut reader = edited("Nobody objected. The second round was put off to the autumn.");
    let screen = reader.press("3").screen();
    assert!(screen.contains("Its words are gone"), "{screen}");
    reader.press("y");
    assert!(moved(&reader).is_none() || reader.notice().contains("confirmed"));
    reader.press("n");
    assert!(!reader.screen().contains("1 in the tray"), "{}", reader.screen());
    assert!(reader.screen().contains("Look at this"), "{}", reader.screen());
}

/// A reader whose noted sentence went to the other passage.
fn elsewhere() -> Reader {
    let first = "Nobody objected. The second round was put off to the autumn.";
    let mut reader = edited(first);
    let other =
        "Both ministries put out the same text on the last evening of the round. So it was.";
    let draft = Draft::new("talks").section("On paper").says("readout", first).says("after", other);
    reader.reread(draft.entry());
    reader
}

#[test]
fn a_suggested_place_is_taken_by_one_key() {
    let mut reader = elsewhere();
    let screen = reader.press("3").screen();
    assert!(screen.contains("This may be what became of them"), "{screen}");
    assert!(screen.contains("So it was."), "the other passage is shown\n{screen}");
    reader.press("y");
    let note = reader.notes()[0].clone();
    assert_eq!(note.target.latest().spot().expect("a passage").passage, "after");
    assert_eq!(note.target.extent.spot().expect("a passage").passage, "readout");
    reader.press("enter");
    assert_eq!(reader.at(), "after");
}

#[test]
fn a_suggested_place_that_is_refused_leaves_the_note_on_its_passage() {
    let mut reader = elsewhere();
    reader.press("3 n");
    let note = reader.notes()[0].clone();
    assert_eq!(note.target.latest().spot().expect("a passage").passage, "readout");
    assert_eq!(note.target.latest().level(), Level::Passage);
    assert!(!reader.screen().contains("in the tray"), "{}", reader.screen());
}

#[test]
fn a_note_is_put_on_any_words_that_are_selected() {
    let mut reader = edited("Nobody objected. The second round was put off to the autumn.");
    reader.press("3 L");
    assert!(reader.screen().contains("a note waits for its place") || !reader.notice().is_empty());
    reader.press("j v enter");
    let note = reader.notes()[0].clone();
    let quote = note.target.latest().quote().expect("words").exact.clone();
    assert!(quote.starts_with("The delegations left"), "{quote}");
    assert_eq!(note.target.extent.quote().expect("words").exact, &OLD[..71], "where it was made");
    reader.press("u");
    assert_eq!(moved(&reader), None);
    reader.press("3 L esc enter");
    assert_eq!(moved(&reader), None, "{}", reader.notice());
}

#[test]
fn a_file_that_git_left_in_two_versions_is_shown_raw_and_settled_by_one_key() {
    let mut reader = edited(OLD);
    let (id, text) =
        reader.desk.files.iter().next().map(|(id, text)| (*id, text.clone())).expect("it");
    let both = "<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other\n";
    let text = text.replace("Look at this\n", both);
    let path = PathBuf::from(format!("/notes/talks/{id}.md"));
    let conflicted = Unusable {
        path: path.clone(),
        words: "git left two versions in it".into(),
        text: Some(text),
        problems: Vec::new(),
        is_conflicted: true,
    };
    let read = NotesRead { paths: vec![path], notes: Vec::new(), unusable: vec![conflicted] };
    reader.happen(Event::NotesRead(Box::new(read)));
    let screen = reader.press("3").screen();
    assert!(screen.contains("Files that cannot be used"), "{screen}");
    assert!(screen.contains("<<<<<<< HEAD") && screen.contains("yours"), "{screen}");
    reader.press("y");
    assert!(reader.notice().contains("this file is no note"), "{}", reader.notice());
    reader.press(">");
    assert_eq!(reader.notes()[0].body, "yours\n");
    assert!(!reader.screen().contains("cannot be used"), "{}", reader.screen());
    assert!(reader.screen().contains("✎ yours"), "{}", reader.screen());
}
