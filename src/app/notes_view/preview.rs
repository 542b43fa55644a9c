//! What is shown of the selected row beside the list: the note in its place, or the file as it is.

use crate::app::state::State;
use crate::briefing::safe;
use crate::layout::sheet::preview::Previewed;
use crate::layout::sheet::problems::problems;
use crate::layout::sheet::{Ink, Sheet};

use super::{Listed, Row};

/// How much of a file that cannot be used is shown, in bytes.
const MOST_RAW: usize = 64 * 1024;

/// The preview of the selected row.
pub fn preview(state: &State, width: u16) -> Sheet {
    match state.trail.notes.selected() {
        Some(Row::Note(listed)) => note(state, listed, width),
        Some(Row::File(path)) => {
            let unusable = state.notes.unusable.iter().find(|unusable| unusable.path == *path);
            unusable.map_or_else(|| Sheet::new(width), |unusable| file(state, unusable, width))
        }
        None => Sheet::new(width),
    }
}

fn note(state: &State, listed: &Listed, width: u16) -> Sheet {
    let notebook = state.notes.notebook(&listed.briefing);
    let Some(note) = notebook.and_then(|notebook| notebook.get(listed.note)) else {
        return Sheet::new(width);
    };
    let note = note.note();
    let snapshot = note.target.latest().spot().and_then(|spot| spot.snapshot);
    let previewed = Previewed {
        note,
        briefing: state.briefing(&listed.briefing).map(AsRef::as_ref),
        found: listed.standing.found(),
        past: snapshot.and_then(|snapshot| state.notes.past(snapshot)),
        vocabulary: &state.settings.vocabulary,
        alphabet: state.settings.alphabet,
    };
    previewed.sheet(width)
}

fn file(state: &State, unusable: &crate::app::annotations::Unusable, width: u16) -> Sheet {
    let mut sheet = Sheet::new(width);
    sheet.words(0, Ink::Warning, &unusable.words);
    if unusable.is_conflicted {
        let words = "> keeps the version that came in, < yours, = the words of both";
        sheet.words(0, Ink::Muted, words);
    }
    if !unusable.problems.is_empty() {
        let path = safe::line(&unusable.path.to_string_lossy()).into_owned();
        let found = problems(&path, &unusable.problems, state.settings.alphabet, width);
        sheet.gap();
        sheet.lines.extend(found.lines);
    }
    let Some(text) = &unusable.text else { return sheet };
    sheet.gap();
    let end = text.floor_char_boundary(MOST_RAW);
    let shown = safe::text(&text[..end]);
    let lines: Vec<&str> = shown.lines().collect();
    // What there is to decide on comes first.
    let first = lines.iter().position(|line| unusable.is_conflicted && is_mark(line));
    let (before, after) = lines.split_at(first.unwrap_or(0));
    raw(&mut sheet, after, unusable.is_conflicted);
    if !before.is_empty() {
        sheet.gap();
        sheet.words(0, Ink::Strong, "Before that, from the beginning of the file");
        raw(&mut sheet, before, false);
    }
    sheet
}

/// Lines of a file as they are, git's marks standing out.
fn raw(sheet: &mut Sheet, lines: &[&str], has_marks: bool) {
    for line in lines {
        sheet.words(0, if has_marks && is_mark(line) { Ink::Warning } else { Ink::Muted }, line);
    }
}

/// Whether a line is one of the marks that git leaves.
fn is_mark(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
}
