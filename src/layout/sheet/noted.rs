//! The notes on the current passage as lines: what each judges, marks, tags and says.

use super::{Ink, Part, Sheet};
use crate::briefing::taxonomy::Alphabet;
use crate::notes::anchor::Found;
use crate::notes::{Note, NoteId};

/// How many rows of a note's words are shown, unless it is the chosen one.
const MOST_ROWS: usize = 4;

/// The notes on a passage, and which of them the keys for one note are about.
#[derive(Debug, Clone, Default)]
pub struct NotesHere<'n> {
    /// In the order of reading, each with what became of its place.
    pub notes: Vec<(&'n Note, &'n Found)>,
    /// The chosen one.
    pub chosen: Option<NoteId>,
    /// Who is reading: other authors are named.
    pub author: Option<&'n str>,
}

/// The sign of a note.
pub const fn sign(alphabet: Alphabet) -> char {
    alphabet.pick('✎', '&')
}

/// Adds the notes to a sheet.
pub(super) fn notes(sheet: &mut Sheet, here: &NotesHere<'_>, alphabet: Alphabet) {
    for (number, (note, found)) in here.notes.iter().enumerate() {
        sheet.gap();
        if number == 0 {
            let count = here.notes.len();
            let words = if count == 1 { "1 note".to_owned() } else { format!("{count} notes") };
            sheet.line(0, vec![(Ink::Note, format!("{} {words}", sign(alphabet)))]);
        }
        let is_chosen = here.chosen == Some(note.id) && here.notes.len() > 1;
        one(sheet, (note, found), is_chosen, (here.author, alphabet));
    }
}

fn one(
    sheet: &mut Sheet,
    (note, found): (&Note, &Found),
    is_chosen: bool,
    (author, alphabet): (Option<&str>, Alphabet),
) {
    let lead = if is_chosen { alphabet.pick('▸', '>') } else { ' ' };
    let mut parts: Vec<Part> = vec![(Ink::Key, format!("{lead} "))];
    let facts = facts(note, author);
    if !facts.is_empty() {
        parts.push((Ink::Note, facts));
    }
    if parts.len() > 1 || is_chosen {
        let (first, rest) = (parts.swap_remove(0), parts.pop());
        match rest {
            Some((ink, words)) => sheet.hanging(first, ink, &words),
            None => sheet.line(0, vec![first]),
        }
    }
    if let Some(quote) = note.target.latest().quote() {
        let words = quote.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        sheet.cut_words(2, Ink::Muted, &format!("“{words}”"), 2);
    }
    match found {
        Found::Here(_) | Found::Moved(_) => {}
        Found::Edited(_) => sheet.words(2, Ink::Warning, "the words were edited since"),
        Found::Suggested { .. } | Found::Lost(_) => {
            sheet.words(2, Ink::Warning, "its words are gone; the note stays here");
        }
    }
    let rows = if is_chosen { usize::MAX } else { MOST_ROWS };
    sheet.cut_words(2, Ink::Plain, note.body.trim_end(), rows);
}

/// `verify · judged mixed · #follow-up · bo, 3 April 2031`
fn facts(note: &Note, author: Option<&str>) -> String {
    let mut facts: Vec<String> = note.mark.iter().cloned().collect();
    let judged = [&note.judgement.sourcing, &note.judgement.sentiment];
    facts.extend(judged.into_iter().flatten().map(|name| format!("judged {name}")));
    facts.extend(note.tags.iter().map(|tag| format!("#{tag}")));
    if let Some(other) = note.origin.author.as_deref().filter(|other| Some(*other) != author) {
        let day = note.origin.created.strftime("%-d %b %Y");
        facts.push(format!("{other}, {day}"));
    }
    facts.join(", ")
}
