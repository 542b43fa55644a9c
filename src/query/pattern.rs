//! What a text is searched for: words, folded for case and accents, or a regular expression.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::fold::{Case, Folded, fold_pattern};

/// How large a compiled regular expression may be, in bytes.
const LARGEST_EXPRESSION: usize = 1 << 20;

/// How deep the groups of a regular expression may nest.
const DEEPEST_EXPRESSION: u32 = 50;

/// What a text is searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pattern {
    /// Words in a row, wherever they begin and end: `minister` finds `ministers`.
    Words(Words),
    /// A regular expression.
    Expression(Expression),
}

/// Words in a row. Case, accents, the kind of quotation marks and dashes, and line breaks do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    written: String,
    folded: String,
}

/// A regular expression that takes upper and lower case for one, unless it says `(?-i)`.
#[derive(Debug, Clone)]
pub struct Expression {
    source: String,
    regex: Regex,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Expression {}

impl Words {
    /// The words as they were written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The words as a folded text is searched for them.
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

impl Expression {
    /// The expression as it was written, without the slashes around it.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The expression, ready to search with.
    pub const fn regex(&self) -> &Regex {
        &self.regex
    }
}

impl Pattern {
    /// Words to be found; `None` where nothing is left of them to search for.
    pub fn words(written: &str) -> Option<Self> {
        let folded = fold_pattern(written, Case::Ignored);
        let is_something = !folded.trim().is_empty();
        is_something.then(|| Self::Words(Words { written: written.to_owned(), folded }))
    }

    /// A regular expression; otherwise the reason why it is none.
    pub fn expression(source: &str) -> Result<Self, String> {
        let source = source.replace("\\/", "/");
        let built = RegexBuilder::new(&source)
            .case_insensitive(true)
            .size_limit(LARGEST_EXPRESSION)
            .dfa_size_limit(LARGEST_EXPRESSION)
            .nest_limit(DEEPEST_EXPRESSION)
            .build();
        match built {
            Ok(regex) => Ok(Self::Expression(Expression { source, regex })),
            Err(regex::Error::CompiledTooBig(_)) => {
                Err(format!("it takes more than {} KiB", LARGEST_EXPRESSION / 1024))
            }
            Err(error) => Err(last_line(&error.to_string())),
        }
    }

    /// Whether the text has it.
    pub fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Words(words) => fold_pattern(text, Case::Ignored).contains(&words.folded),
            Self::Expression(expression) => expression.regex.is_match(text),
        }
    }

    /// Where the text has it, in bytes.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        match self {
            Self::Words(words) => {
                let folded = Folded::new(text, Case::Ignored);
                let found = folded.text().match_indices(&words.folded);
                found.map(|(at, _)| folded.origin(at..at + words.folded.len())).collect()
            }
            Self::Expression(expression) => {
                let found = expression.regex.find_iter(text).map(|found| found.range());
                found.filter(|range| !range.is_empty()).collect()
            }
        }
    }
}

/// The last line of a parser's message: the others show the expression with a caret of their own.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_across_lines_without_case_and_accents() {
        let words = Pattern::words("SECURITE du").expect("words");
        let text = "La sécurité\ndu port";
        assert!(words.is_in(text));
        assert_eq!(&text[words.places(text)[0].clone()], "sécurité\ndu");
        assert_eq!(Pattern::words("\u{301}"), None);
        assert_eq!(Pattern::words(" "), None);
    }

    #[test]
    fn an_expression_has_limits() {
        let expression = Pattern::expression(r"min\w+ of \d{4}").expect("one");
        assert!(expression.is_in("The Minister of 1999"));
        let cases = [("(", "unclosed group"), (r"\w{1000}{1000}", "it takes more than 1024 KiB")];
        for (source, reason) in cases {
            let told = Pattern::expression(source).expect_err("a mistake");
            assert!(told.contains(reason), "{told}");
        }
        let deep = format!("{}a{}", "(".repeat(60), ")".repeat(60));
        assert!(Pattern::expression(&deep).is_err());
    }
}
