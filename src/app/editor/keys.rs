//! The keys of the editor: those of every terminal's line editing, and of a text field where they agree.

use super::Edit;
use crate::app::key::{Code, Key, Named};

/// What a key does to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// It writes these characters.
    Words(String),
    /// It moves the cursor or takes something away.
    Edit(Edit),
}

/// Every editing key as the manual lists it, and what it does.
pub const LISTED: [(&str, &str); 12] = [
    ("enter", "a new line"),
    ("left, right, ctrl-b, ctrl-f", "a character back or on"),
    ("alt-left, alt-right, ctrl-left, ctrl-right, alt-b, alt-f", "a word back or on"),
    ("up, down, ctrl-p, ctrl-n", "a row up or down"),
    ("home, end, ctrl-a, ctrl-e", "the start or end of the line"),
    ("ctrl-home, ctrl-end", "the start or end of the text"),
    ("backspace, delete, ctrl-h, ctrl-d", "delete a character"),
    ("ctrl-w, alt-backspace, ctrl-backspace", "delete the word before"),
    ("ctrl-u", "delete to the start of the line"),
    ("ctrl-k", "delete to the end of the line"),
    ("ctrl-z", "undo"),
    ("ctrl-y, alt-z", "redo"),
];

/// What a key does to a text that is being written; nothing where it is no such key.
pub fn typed(key: Key) -> Option<Typed> {
    if let Some(letter) = key.typed() {
        return Some(Typed::Words(letter.to_string()));
    }
    let edit = match key.code {
        Code::Named(named) => return named_key(named, key.alt || key.ctrl, key.ctrl),
        Code::Char(letter) if key.ctrl => control(letter)?,
        Code::Char(letter) if key.alt => alt(letter)?,
        Code::Char(_) | Code::F(_) => return None,
    };
    Some(Typed::Edit(edit))
}

fn named_key(named: Named, by_word: bool, is_far: bool) -> Option<Typed> {
    Some(Typed::Edit(match named {
        Named::Enter => return Some(Typed::Words("\n".to_owned())),
        Named::Tab => return Some(Typed::Words("  ".to_owned())),
        Named::Backspace if by_word => Edit::DeleteWordBack,
        Named::Backspace => Edit::DeleteBack,
        Named::Delete => Edit::DeleteForward,
        Named::Left if by_word => Edit::WordLeft,
        Named::Left => Edit::Left,
        Named::Right if by_word => Edit::WordRight,
        Named::Right => Edit::Right,
        Named::Up => Edit::Up,
        Named::Down => Edit::Down,
        Named::Home if is_far => Edit::TextStart,
        Named::Home => Edit::LineStart,
        Named::End if is_far => Edit::TextEnd,
        Named::End => Edit::LineEnd,
        Named::Esc | Named::Insert | Named::PageUp | Named::PageDown => return None,
    }))
}

fn control(letter: char) -> Option<Edit> {
    Some(match letter {
        'a' => Edit::LineStart,
        'e' => Edit::LineEnd,
        'b' => Edit::Left,
        'f' => Edit::Right,
        'p' => Edit::Up,
        'n' => Edit::Down,
        'h' => Edit::DeleteBack,
        'd' => Edit::DeleteForward,
        'w' => Edit::DeleteWordBack,
        'u' => Edit::DeleteToStart,
        'k' => Edit::DeleteToEnd,
        'z' => Edit::Undo,
        'y' => Edit::Redo,
        _ => return None,
    })
}

fn alt(letter: char) -> Option<Edit> {
    Some(match letter {
        'b' => Edit::WordLeft,
        'f' => Edit::WordRight,
        'z' => Edit::Redo,
        _ => return None,
    })
}
