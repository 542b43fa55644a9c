//! How much a piece of text is like the noted words, by itself and by what stands around it.

use std::ops::Range;

use super::SURROUNDINGS;
use super::fold::Folded;
use super::search::{Start, distance, distances, work};

/// How many pieces of one text are weighed; where there are more, it is too repetitive to decide.
const MOST_CANDIDATES: usize = 128;

/// How many steps one comparison may take: a page or so of text anywhere in a large briefing.
pub(super) const MOST_WORK: usize = 1 << 25;

/// How short words may be, in characters, to be looked up by themselves.
pub(super) const LONG_ENOUGH: usize = 16;

/// Noted words as they are looked for.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    pub(super) words: Vec<char>,
    prefix: Vec<char>,
    suffix: Vec<char>,
    /// What is known of the text around the words.
    around: [Vec<char>; 2],
    /// Whether that is all of the old text.
    knows_all: bool,
}

/// A piece of a text that may be the noted words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    /// The piece, in characters of the folded text.
    pub(super) range: Range<usize>,
    /// How much the piece is like the words: 1 less the share of errors.
    pub(super) likeness: f64,
    /// How much its surroundings are like those of the words.
    pub(super) surroundings: f64,
}

impl Candidate {
    /// One number from both.
    pub(super) fn score(&self) -> f64 {
        0.6 * self.likeness + 0.4 * self.surroundings
    }

    /// Whether the other one is mostly the same piece.
    fn overlaps(&self, other: &Self) -> bool {
        let start = self.range.start.max(other.range.start);
        let end = self.range.end.min(other.range.end);
        end.saturating_sub(start) * 2 > self.range.len().min(other.range.len())
    }
}

impl Wanted {
    /// Words, what stood before and behind them, and the whole text before and behind where it is known.
    pub(super) fn new(words: &str, sides: [&str; 2], around: Option<[&str; 2]>) -> Self {
        let [prefix, suffix] = sides.map(|side| Folded::of(side).chars);
        let knows_all = around.is_some();
        let around = around.unwrap_or(sides).map(|side| Folded::of(side).chars);
        Self { words: Folded::pattern(words), prefix, suffix, around, knows_all }
    }

    pub(super) fn is_long(&self) -> bool {
        self.words.len() >= LONG_ENOUGH
    }

    /// Whether the one piece that reads like the words is them, to the letter.
    pub(super) fn is_only(&self, only: &Candidate, stays: bool) -> bool {
        let was_alone =
            self.around.iter().all(|side| occurrences(&self.words, side).next().is_none());
        let is_known = self.knows_all && only.surroundings >= 0.45;
        let is_safe = was_alone && (stays || self.is_long() || is_known);
        is_safe || only.surroundings >= 0.75
    }

    /// Whether a piece that is like the words is them, in other words.
    pub(super) fn is_edited(&self, best: &Candidate) -> bool {
        let is_like = best.likeness >= 0.75 && (self.is_long() || best.surroundings >= 0.75);
        let is_known = self.knows_all || best.surroundings >= 0.5;
        let stands_there = best.likeness >= 0.5 && best.surroundings >= 0.8;
        is_like && is_known || stands_there
    }

    /// The pieces of `text` that are the words to the letter.
    pub(super) fn exact(&self, text: &Folded) -> Vec<Candidate> {
        let hits = occurrences(&self.words, &text.chars).take(MOST_CANDIDATES);
        hits.map(|start| self.judged(text, start..start + self.words.len(), 0)).collect()
    }

    /// The pieces of `text` that are like the words, the best first; each is the best of its place.
    pub(super) fn alike(&self, text: &Folded, least: f64) -> Vec<Candidate> {
        let most_errors = ((1.0 - least) * self.words.len() as f64).floor() as usize;
        let ends = distances(&self.words, &text.chars, Start::Free);
        let is_lowest = |end: usize| {
            let errors = ends[end];
            let (before, behind) = (ends.get(end.wrapping_sub(1)), ends.get(end + 1));
            errors <= most_errors
                && before.is_none_or(|other| *other >= errors)
                && behind.is_none_or(|other| *other >= errors)
        };
        let mut lowest: Vec<(usize, usize)> =
            (1..ends.len()).filter(|end| is_lowest(*end)).map(|end| (ends[end], end)).collect();
        lowest.sort_unstable();
        lowest.truncate(MOST_CANDIDATES);
        let mut all: Vec<Candidate> = lowest
            .into_iter()
            .map(|(errors, end)| self.judged(text, self.start(text, end, errors)..end, errors))
            .collect();
        all.sort_by(|one, other| {
            other.score().total_cmp(&one.score()).then(one.range.start.cmp(&other.range.start))
        });
        let mut apart: Vec<Candidate> = Vec::new();
        for candidate in all {
            if !apart.iter().any(|better| better.overlaps(&candidate)) {
                apart.push(candidate);
            }
        }
        apart
    }

    /// Whether a piece stood beside the noted words before, so that it cannot be what became of them.
    /// Where that takes too long to know, it counts as one.
    pub(super) fn is_neighbour(&self, text: &Folded, candidate: &Candidate) -> bool {
        let piece = &text.chars[candidate.range.clone()];
        self.around.iter().any(|side| {
            if work(piece.len().min(side.len()), piece.len().max(side.len())) > MOST_WORK {
                return true;
            }
            let own = closeness(piece, side);
            own >= 0.8 && own > closeness(&self.words, side)
        })
    }

    /// Where the piece that ends at `end` begins: where it is nearest to the words in length.
    fn start(&self, text: &Folded, end: usize, errors: usize) -> usize {
        let first = end.saturating_sub(self.words.len() + errors);
        let words: Vec<char> = self.words.iter().rev().copied().collect();
        let piece: Vec<char> = text.chars[first..end].iter().rev().copied().collect();
        let lengths = distances(&words, &piece, Start::Fixed);
        let best = (0..lengths.len())
            .min_by_key(|length| (lengths[*length], length.abs_diff(self.words.len())));
        end - best.unwrap_or_default()
    }

    fn judged(&self, text: &Folded, range: Range<usize>, errors: usize) -> Candidate {
        let likeness = 1.0 - errors as f64 / self.words.len().max(1) as f64;
        let range = if errors == 0 { range } else { whole_words(text, range) };
        let before = &text.chars[range.start.saturating_sub(SURROUNDINGS)..range.start];
        let behind = &text.chars[range.end..text.chars.len().min(range.end + SURROUNDINGS)];
        let before = side(self.prefix.iter().rev(), before.iter().rev());
        let behind = side(self.suffix.iter(), behind.iter());
        Candidate { range, likeness, surroundings: f64::midpoint(before, behind) }
    }
}

/// The borders of words that are nearest to those of `range`, blanks left out.
fn whole_words(text: &Folded, range: Range<usize>) -> Range<usize> {
    let near = |at: usize| {
        let mut steps = (0..=text.chars.len()).flat_map(|by| [at.checked_sub(by), Some(at + by)]);
        steps.find_map(|at| at.filter(|at| text.is_border(*at))).unwrap_or(at)
    };
    let (mut start, mut end) = (near(range.start), near(range.end).min(text.chars.len()));
    while start < end && text.chars[start] == ' ' {
        start += 1;
    }
    while start < end && text.chars[end - 1] == ' ' {
        end -= 1;
    }
    if start < end { start..end } else { range }
}

/// How much two sides are alike, both read away from the words.
fn side<'c>(old: impl Iterator<Item = &'c char>, new: impl Iterator<Item = &'c char>) -> f64 {
    let [old, new]: [Vec<char>; 2] = [old.copied().collect(), new.copied().collect()];
    let longer = old.len().max(new.len());
    if longer == 0 { 1.0 } else { 1.0 - distance(&old, &new) as f64 / longer as f64 }
}

/// How well the shorter of two texts is found in the longer one; nothing is known of a very short one.
fn closeness(one: &[char], other: &[char]) -> f64 {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short.len() < LONG_ENOUGH {
        return 0.0;
    }
    let errors = distances(short, long, Start::Free).into_iter().min().unwrap_or(short.len());
    1.0 - errors as f64 / short.len() as f64
}

/// The places of `words` in `text`.
fn occurrences<'t>(words: &'t [char], text: &'t [char]) -> impl Iterator<Item = usize> + 't {
    let last = (text.len() + 1).saturating_sub(words.len());
    let first = words.first().copied();
    (0..last).filter(move |&at| Some(text[at]) == first && text[at..].starts_with(words))
}
