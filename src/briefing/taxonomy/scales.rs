//! The smaller lists of values: how much is quotation, how passages bear on each other, and the ratings.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumMessage, EnumString, IntoEnumIterator, IntoStaticStr};

use super::Term;

/// How much of a passage is quotation.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
    JsonSchema,
)]
#[strum(serialize_all = "kebab-case")]
#[schemars(rename_all = "kebab-case")]
pub enum Quote {
    /// The speaker's words, quoted.
    Direct,
    /// Quoted fragments inside a paraphrase.
    Mixed,
    /// The speaker's statement in other words.
    Indirect,
    /// Nobody is quoted.
    None,
}

impl Term for Quote {}

/// How one passage bears on another.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
    JsonSchema,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[schemars(rename_all = "kebab-case")]
pub enum Relation {
    /// Gives the other passage more weight.
    Supports,
    /// Conflicts with the other passage: denies what it states, or gives the same words to another party.
    Contradicts,
    /// Says the same from the same origin, so adds no weight.
    Repeats,
    /// Replaces the other passage by later news.
    Updates,
}

impl Term for Relation {}

/// How reliable the source is: the letter of the Admiralty code (STANAG 2511).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
    JsonSchema,
)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Term for Reliability {}

/// How credible the statement is: the figure of the Admiralty code (STANAG 2511).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
)]
pub enum Credibility {
    /// Confirmed by other sources.
    #[strum(serialize = "1")]
    Confirmed,
    /// Probably true.
    #[strum(serialize = "2")]
    ProbablyTrue,
    /// Possibly true.
    #[strum(serialize = "3")]
    PossiblyTrue,
    /// Doubtful.
    #[strum(serialize = "4")]
    Doubtful,
    /// Improbable.
    #[strum(serialize = "5")]
    Improbable,
    /// Truth cannot be judged.
    #[strum(serialize = "6")]
    CannotBeJudged,
}

impl Term for Credibility {}

/// In a file the figure is an integer.
impl JsonSchema for Credibility {
    fn schema_name() -> Cow<'static, str> {
        "Credibility".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let figures: Vec<Schema> = (1..)
            .zip(Self::iter())
            .map(
                |(figure, value)| json_schema!({ "const": figure, "description": value.meaning() }),
            )
            .collect();
        json_schema!({ "oneOf": figures })
    }
}

/// How sure the curator is of a briefing or a section (the levels of ICD 203).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
    JsonSchema,
)]
#[strum(serialize_all = "kebab-case")]
#[schemars(rename_all = "kebab-case")]
pub enum Confidence {
    /// Good information from several sources, or a solid judgement.
    High,
    /// Credible and plausible, but not of the quality or corroboration for more.
    Moderate,
    /// Scant, fragmentary or questionable information.
    Low,
}

impl Term for Confidence {}

/// Who may be shown the briefing: the Traffic Light Protocol 2.0 (FIRST, 2022).
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
    JsonSchema,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "kebab-case")]
#[schemars(rename_all = "kebab-case")]
pub enum Tlp {
    /// For the recipients' eyes only.
    Red,
    /// The recipients' own organisation only.
    #[strum(serialize = "amber+strict")]
    #[schemars(rename = "amber+strict")]
    AmberStrict,
    /// The recipients' organisation and its clients, need to know.
    Amber,
    /// The recipients' community.
    Green,
    /// No limit.
    Clear,
}

impl Term for Tlp {}
