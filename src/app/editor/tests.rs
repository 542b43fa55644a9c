//! The editor from outside: keys in, text and cursor out.

use super::*;

const WIDTH: u16 = 20;

/// The text with `|` where the cursor stands.
fn shown(editor: &Editor) -> String {
    let (before, after) = editor.text().split_at(editor.cursor());
    format!("{before}|{after}")
}

/// An editor whose cursor stands where `text` has `|`, after some keys.
fn after(text: &str, edits: &[Edit]) -> String {
    let cursor = text.find('|').expect("a cursor");
    let mut editor = Editor::new(text.replace('|', ""));
    editor.cursor = cursor;
    for edit in edits {
        editor.edit(*edit, WIDTH);
    }
    shown(&editor)
}

#[test]
fn a_character_is_what_a_reader_calls_one() {
    assert_eq!(after("a👩‍👩‍👧|b", &[Edit::DeleteBack]), "a|b");
    assert_eq!(after("e\u{301}|x", &[Edit::Left]), "|e\u{301}x");
    assert_eq!(after("|統一", &[Edit::Right]), "統|一");
    assert_eq!(after("a|\nb", &[Edit::DeleteForward]), "a|b");
    assert_eq!(after("|a", &[Edit::DeleteBack, Edit::Left]), "|a");
}

#[test]
fn words_and_lines_are_moved_over_and_deleted() {
    assert_eq!(after("Same words, both sides|", &[Edit::WordLeft]), "Same words, both |sides");
    assert_eq!(after("Same| words, both", &[Edit::WordRight]), "Same words|, both");
    assert_eq!(after("one two|\nthree", &[Edit::DeleteWordBack]), "one |\nthree");
    assert_eq!(after("one\n|two", &[Edit::DeleteWordBack]), "one|two");
    assert_eq!(after("one two| three\nx", &[Edit::DeleteToEnd]), "one two|\nx");
    assert_eq!(after("one|\nx", &[Edit::DeleteToEnd]), "one|x");
    assert_eq!(after("a\none two| three", &[Edit::DeleteToStart]), "a\n| three");
    assert_eq!(after("a\nb| c", &[Edit::LineStart, Edit::TextStart]), "|a\nb c");
}

#[test]
fn up_and_down_keep_to_their_column_through_short_and_wrapped_lines() {
    let text = "a long line that wraps| over\nx\nanother line of words";
    assert_eq!(after(text, &[Edit::Up]), "a lon|g line that wraps over\nx\nanother line of words");
    let down = "one line| here\nx\nanother line";
    assert_eq!(after(down, &[Edit::Down]), "one line here\nx|\nanother line");
    assert_eq!(after(down, &[Edit::Down, Edit::Down]), "one line here\nx\nanother |line");
    assert_eq!(after("on|e", &[Edit::Up]), "|one");
    assert_eq!(after("on|e", &[Edit::Down]), "one|");
}

#[test]
fn undo_takes_back_a_word_at_a_time_and_redo_makes_it_again() {
    let mut editor = Editor::default();
    for letter in "process, not substance".chars() {
        editor.insert(&letter.to_string()).expect("room");
    }
    editor.edit(Edit::Undo, WIDTH);
    assert_eq!(shown(&editor), "process, not |");
    editor.edit(Edit::Undo, WIDTH);
    assert_eq!(shown(&editor), "process, |");
    editor.edit(Edit::Redo, WIDTH);
    assert_eq!(shown(&editor), "process, not |");
    editor.insert("x").expect("room");
    editor.edit(Edit::Redo, WIDTH);
    assert_eq!(shown(&editor), "process, not x|");
    assert!(editor.is_changed());
}

#[test]
fn a_paste_is_one_step_and_made_safe() {
    let mut editor = Editor::new("a");
    editor.insert("one\n\u{1b}[2Jtwo").expect("room");
    assert_eq!(editor.text(), "aone\n^[[2Jtwo");
    editor.edit(Edit::Undo, WIDTH);
    assert_eq!(editor.text(), "a");
    assert!(!editor.is_changed());
}

#[test]
fn what_does_not_fit_is_left_out_and_said() {
    let mut editor = Editor::new("x".repeat(LONGEST - 4));
    assert_eq!(editor.insert("統統"), Err(TooLong { left_out: 3 }));
    assert_eq!(editor.text().len(), LONGEST - 1);
    editor.edit(Edit::Undo, WIDTH);
    assert_eq!(editor.text().len(), LONGEST - 4);
}

#[test]
fn the_rows_around_the_cursor_hold_it() {
    let text: Vec<String> = (0..100).map(|at| format!("line {at} goes on a little")).collect();
    let mut editor = Editor::new(text.join("\n"));
    editor.cursor = editor.text.find("line 50").expect("there");
    let (rows, here) = editor.rows_around_cursor(WIDTH, 7);
    assert_eq!(rows.len(), 7);
    assert!(editor.text()[rows[here].run.clone()].starts_with("line 50"));
    assert_eq!(editor.column_on(&rows[here]), 0);
}

proptest::proptest! {
    #[test]
    fn undoing_everything_gives_the_first_text_and_the_cursor_stays_on_a_boundary(
        first in "[a-z 統\u{301}\n👩\u{200d}]{0,30}",
        steps in proptest::collection::vec((0_usize..19, "[a-zé\n \u{301}]{1,3}"), 0..40),
        width in 1_u16..30,
    ) {
        let edits = [
            Edit::DeleteBack, Edit::DeleteForward, Edit::DeleteWordBack, Edit::DeleteToEnd,
            Edit::DeleteToStart, Edit::Left, Edit::Right, Edit::WordLeft, Edit::WordRight,
            Edit::LineStart, Edit::LineEnd, Edit::TextStart, Edit::TextEnd, Edit::Up, Edit::Down,
        ];
        let mut editor = Editor::new(first.clone());
        for (which, words) in steps {
            match edits.get(which) {
                Some(edit) => editor.edit(*edit, width),
                None => editor.insert(&words).expect("room"),
            }
            proptest::prop_assert!(editor.text.is_char_boundary(editor.cursor));
            let (rows, here) = editor.rows_around_cursor(width, 5);
            proptest::prop_assert!(rows[here].run.start <= editor.cursor);
            proptest::prop_assert!(editor.cursor <= rows[here].run.end);
        }
        let last = editor.text().to_owned();
        let mut undone = 0;
        while editor.is_changed() {
            editor.edit(Edit::Undo, width);
            undone += 1;
        }
        proptest::prop_assert_eq!(editor.text(), first);
        for _ in 0..undone {
            editor.edit(Edit::Redo, width);
        }
        proptest::prop_assert_eq!(editor.text(), last);
    }
}
