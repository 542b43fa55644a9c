//! The problems of a file as a sheet: where, the source line with a caret, the reason and the fix.

use super::{Ink, Sheet};
use crate::briefing::problem::{Problem, Severity};
use crate::briefing::taxonomy::Alphabet;
use crate::layout::width::head;

/// The problems of the file that is shown as `path`.
pub fn problems(path: &str, problems: &[Problem], alphabet: Alphabet, width: u16) -> Sheet {
    let mut sheet = Sheet::new(width);
    for problem in problems {
        sheet.gap();
        push(&mut sheet, path, problem, alphabet);
    }
    sheet
}

fn push(sheet: &mut Sheet, path: &str, problem: &Problem, alphabet: Alphabet) {
    let severity = problem.rule.severity();
    let ink = match severity {
        Severity::Error => Ink::Error,
        Severity::Warning => Ink::Warning,
    };
    let word = severity.name();
    sheet.hanging((ink, format!("{word}: ")), Ink::Strong, &problem.reason);
    let place = &problem.place;
    sheet.words(2, Ink::Muted, &format!("{path}:{}:{}", place.line, place.column));
    let room = usize::from(sheet.width().saturating_sub(2));
    let bar = alphabet.pick('│', '|');
    // A narrow sheet shows the part of the line that the caret points at.
    let skipped = (place.caret.end + 2).saturating_sub(room).min(place.caret.start);
    let shown = skip_cells(&place.excerpt, skipped);
    sheet.line(2, vec![(Ink::Muted, format!("{bar} ")), (Ink::Plain, shown.to_owned())]);
    let blanks = " ".repeat(place.caret.start - skipped);
    let caret = "^".repeat(place.caret.len().max(1));
    sheet.line(2, vec![(Ink::Muted, format!("{bar} {blanks}")), (ink, caret)]);
    if let Some(fix) = &problem.fix {
        sheet.hanging((Ink::Muted, format!("  {} ", alphabet.pick('→', '>'))), Ink::Plain, fix);
    }
}

/// `text` without its first `cells` cells.
fn skip_cells(text: &str, cells: usize) -> &str {
    &text[head(text, cells).len()..]
}
