//! The export dialog: its lines, its look ahead, what it asks for.

use dateline::app::Event;
use dateline::app::exporting::{Choices, Edited, Form, Preview};

use crate::support::reader::Reader;

fn dialog() -> Reader {
    let mut reader = Reader::on_samples(120, 40);
    reader.press("] ] m k J m v K x");
    reader
}

/// Answers the last look that was asked for.
fn answer(reader: &mut Reader, preview: Preview) {
    let number = reader.desk.wishes.last().expect("a look").number;
    reader.happen(Event::Previewed(number, preview));
}

#[test]
fn the_dialog_looks_ahead_and_says_how_many_notes_there_are() {
    let mut reader = dialog();
    let look = reader.desk.wishes.last().expect("a look");
    assert_eq!((look.documents.len(), look.destination.clone()), (1, None));
    assert!(reader.screen().contains("being made…"), "{}", reader.screen());
    let files = vec!["unity-on-display.notes.md".to_owned()];
    let beginning = vec!["# Unity".to_owned()];
    answer(&mut reader, Preview { notes: 1, files, beginning, fault: None });
    insta::assert_snapshot!(reader.screen());
    // An answer to an earlier question is not shown.
    let first = reader.desk.wishes[0].number;
    reader.press("left");
    assert_eq!(reader.desk.wishes.last().expect("a look").documents.len(), 2, "every note");
    reader.happen(Event::Previewed(first, Preview::default()));
    assert!(reader.screen().contains("being made…"), "{}", reader.screen());
}

#[test]
fn the_dialog_says_whether_it_exports_notes_or_passages() {
    let mut reader = dialog();
    assert!(reader.screen().contains("─ Export notes ─"), "{}", reader.screen());
    reader.press("esc 2 x");
    assert!(reader.screen().contains("─ Export passages ─"), "{}", reader.screen());
    reader.press("down right");
    assert!(reader.screen().contains("─ Export notes ─"), "{}", reader.screen());
}

#[test]
fn the_choices_go_out_and_are_offered_again() {
    let mut reader = dialog();
    reader.press("down right right right down right down ctrl-u").type_in("out dir").press("enter");
    let wish = reader.desk.wishes.last().expect("an export");
    assert_eq!(wish.form, Form::Json);
    assert_eq!(wish.destination, Some(("out dir".to_owned(), Edited::Merge)));
    let destination = "out dir".to_owned();
    let choices = Choices { form: Form::Json, edited: Edited::Merge, destination };
    assert_eq!(reader.desk.choices, Some(choices));
    reader.happen(Event::Exported { words: "exported: 1 note, out dir".into(), went_well: true });
    assert_eq!(reader.notice(), "exported: 1 note, out dir");
    reader.press("x");
    assert!(reader.screen().contains("JSON, which can be imported again"), "{}", reader.screen());
    assert!(reader.screen().contains("out dir"), "{}", reader.screen());
}

#[test]
fn a_filter_is_exported_as_it_is_shown() {
    let mut reader = dialog();
    reader.press("esc f u esc x");
    let chosen = reader.desk.wishes.last().expect("a look").chosen.clone().expect("one");
    let (id, shown) = chosen.into_iter().next().expect("one");
    assert_eq!(id, "unity-on-display");
    let open = reader.open();
    let all = open.briefing.passages.len();
    assert_eq!(shown.expect("a filter").len(), all - open.hidden());
}

#[test]
fn a_path_is_completed_and_a_name_that_is_missing_is_asked_for() {
    let mut reader = dialog();
    reader.press("up ctrl-u").type_in("no");
    let choices = vec!["notes/".to_owned(), "nothing".to_owned()];
    let (typed, longer) = ("no".to_owned(), "not".to_owned());
    reader.happen(Event::PathCompleted { typed, longer, choices });
    assert!(reader.screen().contains("not"), "{}", reader.screen());
    assert_eq!(reader.notice(), "notes/  nothing");
    reader.press("ctrl-u enter");
    assert_eq!(reader.notice(), "say where to: a folder or a file");
    reader.press("esc");
    assert!(!reader.screen().contains("Export notes"));
}
