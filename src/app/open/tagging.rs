//! The sourcing and the sentiment of every passage side by side, and how many passages carry which.

use std::ops::Range;

use crate::briefing::Passage;
use crate::briefing::taxonomy::{Sentiment, Sourcing};

/// The sourcing and the sentiment of every passage.
///
/// What is asked of all passages at once, by a filter or a strip of the outline, reads a byte a
/// passage here instead of looking into each passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tagging {
    /// The pairs that occur, and how many passages carry each.
    pairs: Vec<((Sourcing, Sentiment), usize)>,
    /// For each passage its pair, an index into `pairs`: there are 40 that could occur.
    of_passage: Vec<u8>,
}

impl Tagging {
    /// The tags that these are, one pair a passage.
    pub fn of(tags: impl Iterator<Item = (Sourcing, Sentiment)>) -> Self {
        let mut tagging = Self::default();
        for pair in tags {
            let place = tagging.place_of(pair);
            tagging.pairs[usize::from(place)].1 += 1;
            tagging.of_passage.push(place);
        }
        tagging
    }

    /// Gives a passage other tags.
    pub fn set(&mut self, passage: usize, pair: (Sourcing, Sentiment)) {
        let place = self.place_of(pair);
        let Some(before) = self.of_passage.get_mut(passage) else { return };
        self.pairs[usize::from(std::mem::replace(before, place))].1 -= 1;
        self.pairs[usize::from(place)].1 += 1;
    }

    fn place_of(&mut self, pair: (Sourcing, Sentiment)) -> u8 {
        let known = self.pairs.iter().position(|(known, _)| *known == pair);
        let place = known.unwrap_or_else(|| {
            self.pairs.push((pair, 0));
            self.pairs.len() - 1
        });
        place as u8
    }

    /// The pairs that occur, and how many passages carry each.
    pub fn pairs(&self) -> &[((Sourcing, Sentiment), usize)] {
        &self.pairs
    }

    /// The tags of a passage; `None` where there is no such passage.
    pub fn of_passage(&self, passage: usize) -> Option<(Sourcing, Sentiment)> {
        let place = self.of_passage.get(passage)?;
        Some(self.pairs[usize::from(*place)].0)
    }

    /// The sourcings of some passages, in their order.
    pub fn sourcings(&self, passages: Range<usize>) -> Vec<Sourcing> {
        self.run(passages).map(|(sourcing, _)| sourcing).collect()
    }

    /// The sentiments of some passages, in their order.
    pub fn sentiments(&self, passages: Range<usize>) -> Vec<Sentiment> {
        self.run(passages).map(|(_, sentiment)| sentiment).collect()
    }

    fn run(&self, passages: Range<usize>) -> impl Iterator<Item = (Sourcing, Sentiment)> + '_ {
        let places = self.of_passage.get(passages).unwrap_or_default();
        places.iter().map(|place| self.pairs[usize::from(*place)].0)
    }
}

/// The tags that the curator gave a passage.
pub(super) fn curated(passage: &Passage) -> (Sourcing, Sentiment) {
    (passage.attribution.sourcing.value, passage.attribution.sentiment.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_that_is_judged_is_counted_with_its_new_tags() {
        let (named, tone) = ((Sourcing::OnRecord, Sentiment::Neutral), Sentiment::Negative);
        let judged = (Sourcing::Anonymous, tone);
        let mut tagging = Tagging::of([named, named].into_iter());
        tagging.set(1, judged);
        assert_eq!(tagging.pairs(), [(named, 1), (judged, 1)]);
        assert_eq!(tagging.sentiments(0..2), [Sentiment::Neutral, tone]);
        assert_eq!([tagging.of_passage(1), tagging.of_passage(2)], [Some(judged), None]);
    }
}
