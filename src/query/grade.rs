//! How well a text has the words of a query: what is found is listed in this order.

use super::Query;
use super::clause::Clause;
use super::fold::{Case, fold_pattern};
use super::pattern::{Pattern, Words};

/// How well a text has the words of a query, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// All of them in a row, where they are several.
    Row,
    /// Each of them as a whole word.
    Whole,
    /// Each of them at the beginning of a word.
    Start,
    /// Some only within a word.
    Part,
}

/// The words that a query asks every text for; words that are one of several choices or ruled out are
/// none of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wording {
    words: Vec<Words>,
    row: Option<Words>,
}

impl Wording {
    /// The words of a query.
    pub fn of(query: &Query) -> Self {
        let clauses = match query.clause() {
            Clause::All(clauses) => clauses.as_slice(),
            one => std::slice::from_ref(one),
        };
        let words = clauses.iter().filter_map(|clause| match clause {
            Clause::Words(Pattern::Words(words)) => Some(words.clone()),
            _ => None,
        });
        let words: Vec<Words> = words.collect();
        let written: Vec<&str> = words.iter().map(Words::written).collect();
        let row = match Pattern::words(&written.join(" ")) {
            Some(Pattern::Words(row)) if words.len() > 1 => Some(row),
            _ => None,
        };
        Self { words, row }
    }

    /// The words.
    pub fn words(&self) -> &[Words] {
        &self.words
    }

    /// All of them in a row, where they are several.
    pub const fn row(&self) -> Option<&Words> {
        self.row.as_ref()
    }

    /// The best that a text can be.
    pub const fn best(&self) -> Grade {
        if self.row.is_some() { Grade::Row } else { Grade::Whole }
    }

    /// How well a text that has the words has them. One that is asked for no words is as good as any.
    pub fn grade(&self, text: &str) -> Grade {
        let text = fold_pattern(text, Case::Ignored);
        if self.row.as_ref().is_some_and(|row| text.contains(row.folded())) {
            return Grade::Row;
        }
        self.words.iter().map(|words| words.grade(&text)).max().unwrap_or(Grade::Whole)
    }
}

impl Words {
    /// How well a text that has them has them.
    pub fn grade_in(&self, text: &str) -> Grade {
        self.grade(&fold_pattern(text, Case::Ignored))
    }

    /// How well a folded text that has them has them: as its best place does.
    fn grade(&self, text: &str) -> Grade {
        let mut best = Grade::Part;
        for (at, found) in text.match_indices(self.folded()) {
            let is_free = |beside: Option<char>, edge: Option<char>| {
                let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
                !(is_letter(beside) && is_letter(edge))
            };
            let starts = is_free(text[..at].chars().next_back(), found.chars().next());
            let behind = text[at + found.len()..].chars().next();
            match (starts, is_free(behind, found.chars().next_back())) {
                (true, true) => return Grade::Whole,
                (true, false) => best = Grade::Start,
                (false, _) => {}
            }
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::taxonomy::Vocabulary;
    use crate::query::{Lexicon, Searches};

    fn grade(query: &str, text: &str) -> Grade {
        let (vocabulary, searches) = (Vocabulary::default(), Searches::default());
        let lexicon = Lexicon { vocabulary: &vocabulary, searches: &searches };
        Wording::of(&Query::parse(query, lexicon).expect("a query")).grade(text)
    }

    #[test]
    fn a_text_is_as_good_as_the_worst_of_its_words_at_their_best_places() {
        for (query, text, expected) in [
            ("port", "The support of the port.", Grade::Whole),
            ("port", "Ports, and support.", Grade::Start),
            ("port", "Support.", Grade::Part),
            ("PORT", "Le\u{301} pórt", Grade::Whole),
            ("port talks", "The port\ntalks.", Grade::Row),
            ("port talks", "Support talks.", Grade::Row),
            ("port talks", "Talks on the port.", Grade::Whole),
            ("port talks", "Talks on ports.", Grade::Start),
            ("port talks", "Talks on support.", Grade::Part),
            ("\"port talks\"", "Support talks, port talks.", Grade::Whole),
            ("\"port talks\"", "Support talks.", Grade::Part),
            ("\"port, \"", "Port, talks.", Grade::Whole),
            ("topic:port talk -port", "Talks.", Grade::Start),
            ("port or talks", "Support.", Grade::Whole),
            ("sourcing:anonymous", "Any.", Grade::Whole),
        ] {
            assert_eq!(grade(query, text), expected, "{query}: {text}");
        }
    }
}
