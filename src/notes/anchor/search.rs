//! Where in a text something like a pattern stands: edit distances, 64 at a time (Myers 1999, Hyyrö 2003).

use std::collections::HashMap;

/// Where a match may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// Anywhere in the text.
    Free,
    /// At its first character.
    Fixed,
}

/// The steps that comparing these lengths takes: one for each character and 64 of the pattern.
pub(super) const fn work(pattern: usize, text: usize) -> usize {
    pattern.div_ceil(64).saturating_mul(text)
}

/// For each end in the text, 0 to its length: the least number of errors (characters replaced,
/// missing or added) with which the pattern ends there.
pub(super) fn distances(pattern: &[char], text: &[char], start: Start) -> Vec<usize> {
    let mut score = pattern.len();
    let mut all = Vec::with_capacity(text.len() + 1);
    all.push(score);
    if pattern.is_empty() {
        all.extend((1..=text.len()).map(|end| if start == Start::Fixed { end } else { 0 }));
        return all;
    }
    let places = places(pattern);
    let nowhere = vec![0; pattern.len().div_ceil(64)];
    let mut columns = vec![Column::default(); nowhere.len()];
    let last = columns.len() - 1;
    let last_bit = 1 << ((pattern.len() - 1) % 64);
    for c in text {
        let equal = places.get(c).unwrap_or(&nowhere);
        let mut carry = if start == Start::Fixed { Carry::Up } else { Carry::Level };
        for (index, column) in columns.iter_mut().enumerate() {
            let high = if index == last { last_bit } else { 1 << 63 };
            carry = column.step(equal[index], carry, high);
        }
        match carry {
            Carry::Up => score += 1,
            Carry::Down => score -= 1,
            Carry::Level => {}
        }
        all.push(score);
    }
    all
}

/// The number of errors between two texts as wholes.
pub(super) fn distance(one: &[char], other: &[char]) -> usize {
    distances(one, other, Start::Fixed).last().copied().unwrap_or_default()
}

/// For each character of the pattern, a bit at each of its places.
fn places(pattern: &[char]) -> HashMap<char, Vec<u64>> {
    let mut places: HashMap<char, Vec<u64>> = HashMap::new();
    for (at, c) in pattern.iter().enumerate() {
        let bits = places.entry(*c).or_insert_with(|| vec![0; pattern.len().div_ceil(64)]);
        bits[at / 64] |= 1 << (at % 64);
    }
    places
}

/// How the distance changes from one character of the text to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Carry {
    Down,
    Level,
    Up,
}

/// The differences between neighbours in 64 rows of the table: one more, or one less.
#[derive(Debug, Clone, Copy)]
struct Column {
    more: u64,
    less: u64,
}

impl Default for Column {
    fn default() -> Self {
        Self { more: !0, less: 0 }
    }
}

impl Column {
    /// Takes in the next character, which equals the pattern's at the bits `equal`.
    fn step(&mut self, equal: u64, carry: Carry, high: u64) -> Carry {
        let down = u64::from(carry == Carry::Down);
        let up = u64::from(carry == Carry::Up);
        let vertical = equal | self.less;
        let equal = equal | down;
        let across = ((equal & self.more).wrapping_add(self.more) ^ self.more) | equal;
        let rises = self.less | !(across | self.more);
        let falls = self.more & across;
        let carried = match (rises & high != 0, falls & high != 0) {
            (true, _) => Carry::Up,
            (_, true) => Carry::Down,
            _ => Carry::Level,
        };
        let (rises, falls) = (rises << 1 | up, falls << 1 | down);
        self.more = falls | !(vertical | rises);
        self.less = rises & vertical;
        carried
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    /// The same by the table in full.
    fn by_table(pattern: &[char], text: &[char], start: Start) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut all = vec![pattern.len()];
        for (at, c) in text.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = if start == Start::Fixed { at + 1 } else { 0 };
            for row in 1..=pattern.len() {
                let above = column[row - 1] + 1;
                let change = diagonal + usize::from(pattern[row - 1] != *c);
                diagonal = column[row];
                column[row] = above.min(change).min(diagonal + 1);
            }
            all.push(column[pattern.len()]);
        }
        all
    }

    #[test]
    fn the_best_end_has_the_fewest_errors() {
        let found = distances(&chars("survey"), &chars("surgery"), Start::Free);
        assert_eq!(found, [6, 5, 4, 3, 3, 2, 2, 2]);
        assert_eq!(distance(&chars("kitten"), &chars("sitting")), 3);
    }

    proptest! {
        #[test]
        fn bits_count_as_the_table_does(pattern in "[abc]{0,200}", text in "[abcd]{0,150}") {
            let (pattern, text) = (chars(&pattern), chars(&text));
            for start in [Start::Free, Start::Fixed] {
                prop_assert_eq!(distances(&pattern, &text, start), by_table(&pattern, &text, start));
            }
        }
    }
}
