//! The filter: which sourcings and which sentiments are shown, and how many passages each would show.

use std::collections::BTreeSet;
use std::fmt;

use strum::IntoEnumIterator;

use crate::briefing::taxonomy::{Sentiment, Shown, Sourcing, Term};

/// A value that the filter can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Passages with this sourcing.
    Sourcing(Sourcing),
    /// Passages in this tone.
    Sentiment(Sentiment),
}

impl Facet {
    /// Every value, the sourcings first, in the order of the taxonomy.
    pub fn all() -> impl Iterator<Item = Self> {
        Sourcing::iter().map(Self::Sourcing).chain(Sentiment::iter().map(Self::Sentiment))
    }

    /// The key that toggles it.
    pub fn letter(self) -> char {
        match self {
            Self::Sourcing(value) => value.letter(),
            Self::Sentiment(value) => value.letter(),
        }
    }

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sourcing(value) => value.label(),
            Self::Sentiment(value) => value.label(),
        }
    }
}

/// Which passages are shown: those that carry one of the chosen sourcings and one of the chosen
/// sentiments. No choice of a kind lets all of that kind through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    sourcing: BTreeSet<Sourcing>,
    sentiment: BTreeSet<Sentiment>,
}

impl Filter {
    /// Whether nothing is chosen, so that everything is shown.
    pub fn is_empty(&self) -> bool {
        self.sourcing.is_empty() && self.sentiment.is_empty()
    }

    /// Whether this value is chosen.
    pub fn has(&self, facet: Facet) -> bool {
        match facet {
            Facet::Sourcing(value) => self.sourcing.contains(&value),
            Facet::Sentiment(value) => self.sentiment.contains(&value),
        }
    }

    /// Chooses the value, or takes the choice back.
    pub fn toggle(&mut self, facet: Facet) {
        match facet {
            Facet::Sourcing(value) => flip(&mut self.sourcing, value),
            Facet::Sentiment(value) => flip(&mut self.sentiment, value),
        }
    }

    /// Whether a passage with these tags is shown. A refined tag counts as the built-in value that it
    /// refines.
    pub fn shows(&self, (sourcing, sentiment): (Sourcing, Sentiment)) -> bool {
        self.lets_sourcing(sourcing) && self.lets_sentiment(sentiment)
    }

    /// For every value how many passages would be shown if it alone of its kind were chosen, the
    /// other kind's choices kept; in the order of [`Facet::all`]. `pairs` are the tags that occur, each
    /// with the number of passages that carry them.
    pub fn counts(&self, pairs: &[((Sourcing, Sentiment), usize)]) -> Vec<(Facet, usize)> {
        let mut counts: Vec<(Facet, usize)> = Facet::all().map(|facet| (facet, 0)).collect();
        for ((sourcing, sentiment), carrying) in pairs {
            let (by_sourcing, by_sentiment) =
                (self.lets_sentiment(*sentiment), self.lets_sourcing(*sourcing));
            let (sourcing, sentiment) = (Facet::Sourcing(*sourcing), Facet::Sentiment(*sentiment));
            for (facet, count) in &mut counts {
                *count += if by_sourcing && *facet == sourcing { *carrying } else { 0 };
                *count += if by_sentiment && *facet == sentiment { *carrying } else { 0 };
            }
        }
        counts
    }

    /// The chosen values, in the order of the taxonomy.
    pub fn chosen(&self) -> impl Iterator<Item = Facet> + '_ {
        let sourcing = self.sourcing.iter().copied().map(Facet::Sourcing);
        sourcing.chain(self.sentiment.iter().copied().map(Facet::Sentiment))
    }

    fn lets_sourcing(&self, sourcing: Sourcing) -> bool {
        self.sourcing.is_empty() || self.sourcing.contains(&sourcing)
    }

    fn lets_sentiment(&self, sentiment: Sentiment) -> bool {
        self.sentiment.is_empty() || self.sentiment.contains(&sentiment)
    }
}

impl fmt::Display for Filter {
    /// As a person would type it: `sourcing:anonymous,social-post sentiment:negative`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [("sourcing", names(&self.sourcing)), ("sentiment", names(&self.sentiment))];
        let written: Vec<String> = parts
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(field, names)| format!("{field}:{names}"))
            .collect();
        out.write_str(&written.join(" "))
    }
}

impl Filter {
    /// Reads what [`fmt::Display`] writes; what it does not know it leaves out.
    pub fn read(text: &str) -> Self {
        let mut filter = Self::default();
        for (field, names) in text.split_whitespace().filter_map(|part| part.split_once(':')) {
            match field {
                "sourcing" => {
                    filter.sourcing.extend(names.split(',').flat_map(str::parse::<Sourcing>));
                }
                "sentiment" => {
                    filter.sentiment.extend(names.split(',').flat_map(str::parse::<Sentiment>));
                }
                _ => {}
            }
        }
        filter
    }
}

fn names<T: Term>(values: &BTreeSet<T>) -> String {
    let names: Vec<&str> = values.iter().map(|value| value.name()).collect();
    names.join(",")
}

fn flip<T: Ord>(chosen: &mut BTreeSet<T>, value: T) {
    if !chosen.remove(&value) {
        chosen.insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_reads_what_it_writes() {
        let mut filter = Filter::default();
        assert_eq!(filter.to_string(), "");
        filter.toggle(Facet::Sentiment(Sentiment::Negative));
        filter.toggle(Facet::Sourcing(Sourcing::SocialPost));
        filter.toggle(Facet::Sourcing(Sourcing::Anonymous));
        assert_eq!(filter.to_string(), "sourcing:anonymous,social-post sentiment:negative");
        assert_eq!(Filter::read(&filter.to_string()), filter);
        assert!(Filter::read("tone:loud sourcing:rumour").is_empty());
    }

    #[test]
    fn a_second_toggle_takes_the_choice_back() {
        let mut filter = Filter::default();
        filter.toggle(Facet::Sourcing(Sourcing::Anonymous));
        assert!(filter.has(Facet::Sourcing(Sourcing::Anonymous)));
        filter.toggle(Facet::Sourcing(Sourcing::Anonymous));
        assert!(filter.is_empty());
    }
}
