//! Fuzzy ranking of a list: the one place that knows the matcher.

use std::borrow::Cow;
use std::cmp::Reverse;

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// What was typed, ready to be looked for in rows.
///
/// Letters may have gaps between them, words may come in any order; case is smart, accents and
/// quotation marks are folded.
pub struct Fuzzy {
    pattern: Pattern,
    matcher: Matcher,
    letters: Vec<char>,
}

impl Fuzzy {
    /// What was typed.
    pub fn new(typed: &str) -> Self {
        let pattern = Pattern::parse(&straight(typed), CaseMatching::Smart, Normalization::Smart);
        Self { pattern, matcher: Matcher::new(Config::DEFAULT), letters: Vec::new() }
    }

    /// How well it fits a row, the more the better; none where it does not.
    pub fn score(&mut self, text: &str) -> Option<u32> {
        let text = straight(text);
        let text = Utf32Str::new(&text, &mut self.letters);
        self.pattern.score(text, &mut self.matcher)
    }

    /// The places in a row's text, in characters, that its letters fall on, in order.
    pub fn lit(&mut self, text: &str) -> Vec<u32> {
        let text = straight(text);
        let text = Utf32Str::new(&text, &mut self.letters);
        let mut lit = Vec::new();
        if self.pattern.indices(text, &mut self.matcher, &mut lit).is_none() {
            lit.clear();
        }
        lit.sort_unstable();
        lit.dedup();
        lit
    }
}

/// The rows that fit what was typed, the best first, as indices; of two that fit equally well the
/// first one first. Each row has its text, and what it is found by besides. None where `stop` said so
/// before the end.
pub fn rank<'a>(
    typed: &str,
    rows: impl Iterator<Item = (&'a str, Cow<'a, str>)>,
    stop: impl Fn() -> bool,
) -> Option<Vec<u32>> {
    let mut fuzzy = Fuzzy::new(typed);
    let mut scored = Vec::new();
    for (row, (text, besides)) in (0..).zip(rows) {
        if stop() {
            return None;
        }
        let besides = Some(besides).filter(|besides| !besides.is_empty());
        let score = fuzzy.score(text).max(besides.and_then(|besides| fuzzy.score(&besides)));
        scored.extend(score.map(|score| (Reverse(score), row)));
    }
    scored.sort_unstable();
    Some(scored.into_iter().map(|(_, row)| row).collect())
}

/// The text with typewriter's quotation marks in place of the printer's, which no keyboard has.
fn straight(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(['‘', '’', '“', '”']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(['‘', '’'], "'").replace(['“', '”'], "\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&str; 4] = ["Unity on paper", "Europe hedges", "Pressure building", "Où Émile"];

    fn rows() -> impl Iterator<Item = (&'static str, Cow<'static, str>)> {
        ROWS.iter().map(|row| (*row, Cow::Borrowed(if *row == ROWS[1] { "fence" } else { "" })))
    }

    fn best(typed: &str) -> Vec<&'static str> {
        let ranked = rank(typed, rows(), || false).expect("to the end");
        ranked.into_iter().map(|row| ROWS[row as usize]).collect()
    }

    #[test]
    fn letters_with_gaps_find_a_row_and_accents_are_folded() {
        assert_eq!(best("hedg"), ["Europe hedges"]);
        assert_eq!(best("emile ou"), ["Où Émile"]);
        assert_eq!(best("fence"), ["Europe hedges"]);
        assert_eq!(best("xyz"), [""; 0]);
    }

    #[test]
    fn nothing_typed_keeps_every_row_in_its_order() {
        assert_eq!(best("  "), ROWS);
    }

    #[test]
    fn the_letters_that_fit_are_named() {
        assert_eq!(Fuzzy::new("eur").lit("Europe hedges"), [0, 1, 2]);
        assert_eq!(Fuzzy::new("xyz").lit("Europe hedges"), [0; 0]);
        assert_eq!(Fuzzy::new("eur xyz").lit("Europe hedges"), [0; 0]);
        assert_eq!(Fuzzy::new("it's").lit("It’s"), [0, 1, 2, 3]);
    }

    #[test]
    fn a_ranking_that_nobody_waits_for_stops_at_the_next_row() {
        let asked = std::cell::Cell::new(0);
        let rows = rows().inspect(|_| asked.set(asked.get() + 1));
        assert_eq!(rank("e", rows, || asked.get() == 2), None);
        assert_eq!(asked.get(), 2);
    }
}
