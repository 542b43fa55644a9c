//! The legend: the letters that a judgement or a mark is given by, and what each means.

use super::annotations::Stroke;
use super::state::Settings;
use crate::briefing::taxonomy::{Glyph, Shown, Tag};
use crate::layout::sheet::Ink;

/// What is being given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegendKind {
    /// The analyst's own sourcing.
    Sourcing,
    /// The analyst's own sentiment.
    Sentiment,
    /// A mark.
    Mark,
}

/// The legend over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Legend {
    /// What is being given.
    pub kind: LegendKind,
    /// The selected row.
    pub row: usize,
}

/// One line of the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendRow {
    /// The letter that gives it.
    pub letter: char,
    /// Its sign.
    pub glyph: Option<Glyph>,
    /// How it is coloured.
    pub ink: Ink,
    /// Its words.
    pub label: String,
    /// What it means.
    pub meaning: String,
    /// What it gives.
    pub stroke: Stroke,
}

/// The letter that takes one's own judgement or mark away.
const NONE: char = '-';

impl LegendKind {
    /// The words over the legend.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sourcing => "Your sourcing",
            Self::Sentiment => "Your sentiment",
            Self::Mark => "Mark",
        }
    }

    /// Every line, the one that takes the judgement or mark away last.
    pub fn rows(self, settings: &Settings) -> Vec<LegendRow> {
        let vocabulary = &settings.vocabulary;
        let (mut rows, none, words) = match self {
            Self::Sourcing => (
                values(&vocabulary.sourcing, Ink::Sourcing, Stroke::Sourcing),
                Stroke::Sourcing(None),
                "no sourcing of your own",
            ),
            Self::Sentiment => (
                values(&vocabulary.sentiment, Ink::Sentiment, Stroke::Sentiment),
                Stroke::Sentiment(None),
                "no sentiment of your own",
            ),
            Self::Mark => {
                let rows = settings.marks.iter().map(|mark| LegendRow {
                    letter: mark.letter,
                    glyph: None,
                    ink: Ink::Plain,
                    label: mark.name.clone(),
                    meaning: String::new(),
                    stroke: Stroke::Mark(Some(mark.name.clone())),
                });
                (rows.collect(), Stroke::Mark(None), "no mark")
            }
        };
        rows.push(LegendRow {
            letter: NONE,
            glyph: None,
            ink: Ink::Muted,
            label: words.to_owned(),
            meaning: String::new(),
            stroke: none,
        });
        rows
    }
}

/// The built-in values by their letters, then the analyst's own by digits.
fn values<T: Shown>(
    own: &[Tag<T>],
    ink: impl Fn(T) -> Ink,
    stroke: impl Fn(Option<String>) -> Stroke,
) -> Vec<LegendRow> {
    let built_in = T::iter().map(|value| LegendRow {
        letter: value.letter(),
        glyph: Some(value.glyph()),
        ink: ink(value),
        label: value.label().to_owned(),
        meaning: value.meaning().to_owned(),
        stroke: stroke(Some(value.name().to_owned())),
    });
    let own = own.iter().zip('1'..='9').map(|(tag, digit)| LegendRow {
        letter: digit,
        glyph: Some(tag.glyph()),
        ink: ink(tag.value),
        label: tag.label().to_owned(),
        meaning: tag.refinement.as_ref().map(|own| own.meaning.clone()).unwrap_or_default(),
        stroke: stroke(Some(tag.name().to_owned())),
    });
    built_in.chain(own).collect()
}
