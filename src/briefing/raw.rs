//! The TOML exactly as written, with the place of every value.

pub mod at;
pub mod briefing;
pub mod fields;
pub mod passage;
pub mod tree;

use toml::de::DeTable;
use toml_parser::ParseError;

pub use at::At;
pub use briefing::{About, Briefing, Section, Source, Speaker};
pub use fields::Fields;
pub use passage::{Attribution, From, Link, Passage};
pub use tree::Tree;

use super::problem::{Findings, Lines, Rule};

/// Parses `source` and reads its root table with `shape`; `None` where it is not TOML.
pub fn read<T>(
    source: &str,
    findings: &mut Findings,
    shape: impl FnOnce(&mut Fields<'_>) -> T,
) -> Option<T> {
    Some(parse(source, findings)?.read(findings, shape))
}

/// Parses `source`; `None` where it is not TOML.
pub fn parse<'s>(source: &'s str, findings: &mut Findings) -> Option<Tree<'s>> {
    match Tree::parse(source) {
        Ok(tree) => Some(tree),
        Err(first) => {
            note_refusal(source, &first, findings);
            None
        }
    }
}

/// Notes everything that keeps `source` from being TOML. That there is something is seen while the tree
/// grows; what was expected instead is left to the `toml` crate, which goes on behind a mistake.
fn note_refusal(source: &str, first: &ParseError, findings: &mut Findings) {
    let (_, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        let span = first.unexpected().map_or(0..0, |span| span.start()..span.end());
        findings.add(Rule::Syntax, &span, first.description());
    }
    note_syntax(source, &errors, findings);
}

/// Notes the first error of each line. Behind an unclosed bracket or string the parser reads the
/// rest of the file askew, so the first sign of that is the last that is worth saying.
fn note_syntax(source: &str, errors: &[toml::de::Error], findings: &mut Findings) {
    let lines = Lines::new(source);
    let mut errors: Vec<_> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error.message())).collect();
    let says = |message: &str, signs: &[&str]| signs.iter().any(|sign| message.contains(sign));
    let never_closed = ["unclosed array", "unclosed inline", "invalid multi-line"];
    let first_sign = ["missing comma between", never_closed[0], never_closed[1], never_closed[2]];
    let askew = errors.iter().any(|(_, message)| says(message, &never_closed));
    errors.sort_by_key(|(span, _)| span.start);
    errors.dedup_by_key(|(span, _)| lines.line_of(span.start));
    for (span, message) in &errors {
        findings.add(Rule::Syntax, span, *message);
        if askew && says(message, &first_sign) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(source: &str) -> usize {
        let mut findings = Findings::default();
        read(source, &mut findings, |_| ());
        findings.sorted().len()
    }

    #[test]
    fn nothing_is_said_behind_an_unclosed_bracket() {
        for source in ["a = [1, 2\nb = 3\nc = 4\n", "a = {b = 1\nc = 2\n", "a = \"\"\"\nb = 1\n"] {
            assert_eq!(errors(source), 1, "{source}");
        }
    }

    #[test]
    fn syntax_errors_of_different_lines_are_all_said() {
        assert_eq!(errors("a = b\nc =\nd = 1\nd = 2\n"), 3);
    }
}
