//! Words of several kinds in one text: wrapped as a whole, each run in its own ink.

use std::ops::Range;

use super::{Ink, Part, Sheet};
use crate::layout::wrap::{LIST_INDENT, LineKind, wrap};

impl Sheet {
    /// A text with some runs of it in another ink, in the order of the text, none inside another.
    /// List items hang behind their mark, `bullet`.
    pub fn marked(&mut self, text: &str, ink: Ink, runs: &[(Range<usize>, Ink)], bullet: char) {
        for line in wrap(text, self.width().max(1)) {
            let mut parts: Vec<Part> = Vec::new();
            let indent = match line.kind {
                LineKind::ItemStart => {
                    parts.push((Ink::Muted, format!("{bullet} ")));
                    0
                }
                LineKind::ItemMore => LIST_INDENT,
                LineKind::Text | LineKind::Gap => 0,
            };
            cut(text, line.range, ink, runs, &mut parts);
            self.line(indent, parts);
        }
    }
}

/// The parts of one line.
fn cut(
    text: &str,
    line: Range<usize>,
    ink: Ink,
    runs: &[(Range<usize>, Ink)],
    parts: &mut Vec<Part>,
) {
    let mut push = |range: Range<usize>, ink| {
        if let Some(words) = text.get(range).filter(|words| !words.is_empty()) {
            parts.push((ink, words.to_owned()));
        }
    };
    let mut at = line.start;
    for (run, own) in runs {
        let (start, end) = (run.start.max(at), run.end.min(line.end));
        if start < end {
            push(at..start, ink);
            push(start..end, *own);
            at = end;
        }
    }
    push(at..line.end.max(at), ink);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_on_over_the_end_of_a_line() {
        let mut sheet = Sheet::new(10);
        sheet.marked("one two three four", Ink::Plain, &[(4..13, Ink::Noted)], '-');
        let lines: Vec<Vec<Part>> = sheet.lines.into_iter().map(|line| line.parts).collect();
        let part = |ink, words: &str| (ink, words.to_owned());
        assert_eq!(lines[0], [part(Ink::Plain, "one "), part(Ink::Noted, "two")]);
        assert_eq!(lines[1], [part(Ink::Noted, "three"), part(Ink::Plain, " four")]);
    }
}
