//! Values on scales that others have set: reliability, credibility, confidence and handling.

use schemars::JsonSchema;
use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

use super::Term;

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
