//! Fuzzy ranking of a list: the one place that knows the matcher.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A row that the pattern fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Which row of the list.
    pub row: usize,
    /// The places in the row's text, in characters, that the pattern's letters fell on, in order.
    pub lit: Vec<u32>,
}

/// The rows that `pattern` fits, the best first; every row in its own order for an empty pattern.
///
/// Letters may have gaps between them, words may come in any order; case is smart, accents and
/// quotation marks are folded.
pub fn rank<'a>(pattern: &str, rows: impl Iterator<Item = &'a str>) -> Vec<Ranked> {
    if pattern.trim().is_empty() {
        return rows.enumerate().map(|(row, _)| Ranked { row, lit: Vec::new() }).collect();
    }
    let pattern = Pattern::parse(&straight(pattern), CaseMatching::Smart, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut scored: Vec<(u32, Ranked)> = rows
        .enumerate()
        .filter_map(|(row, text)| {
            let mut lit = Vec::new();
            let text = straight(text);
            let text = Utf32Str::new(&text, &mut letters);
            let score = pattern.indices(text, &mut matcher, &mut lit)?;
            lit.sort_unstable();
            lit.dedup();
            Some((score, Ranked { row, lit }))
        })
        .collect();
    scored.sort_by_key(|(score, ranked)| (std::cmp::Reverse(*score), ranked.row));
    scored.into_iter().map(|(_, ranked)| ranked).collect()
}

/// The text with typewriter's quotation marks in place of the printer's, which no keyboard has.
fn straight(text: &str) -> String {
    text.replace(['‘', '’'], "'").replace(['“', '”'], "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&str; 4] = ["Unity on paper", "Europe hedges", "Pressure building", "Où Émile"];

    fn best(pattern: &str) -> Vec<&'static str> {
        rank(pattern, ROWS.iter().copied()).into_iter().map(|ranked| ROWS[ranked.row]).collect()
    }

    #[test]
    fn letters_with_gaps_find_a_row_and_accents_are_folded() {
        assert_eq!(best("hedg"), ["Europe hedges"]);
        assert_eq!(best("emile ou"), ["Où Émile"]);
        assert_eq!(best("xyz"), [""; 0]);
    }

    #[test]
    fn nothing_typed_keeps_every_row_in_its_order() {
        assert_eq!(best("  "), ROWS);
    }

    #[test]
    fn the_letters_that_fit_are_named() {
        assert_eq!(rank("eur", ROWS.iter().copied())[0].lit, [0, 1, 2]);
    }
}
