//! The fields that a query can ask about, and the values of those that have a closed list.

use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

use crate::briefing::taxonomy::Term;

/// What a query can ask about: the word before the colon. The doc comments are the manual
/// (`docs/query.md`).
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
#[strum(serialize_all = "kebab-case")]
pub enum Field {
    /// Who vouches for the passage: your judgement where there is one, else the curator's tag.
    Sourcing,
    /// The tone of the passage: your judgement where there is one, else the curator's tag.
    Sentiment,
    /// The curator's sourcing.
    #[strum(serialize = "curated.sourcing")]
    CuratedSourcing,
    /// The curator's sentiment.
    #[strum(serialize = "curated.sentiment")]
    CuratedSentiment,
    /// Your own sourcing.
    #[strum(serialize = "judged.sourcing")]
    JudgedSourcing,
    /// Your own sentiment.
    #[strum(serialize = "judged.sentiment")]
    JudgedSentiment,
    /// Who speaks: the name or the id.
    Speaker,
    /// The office of who speaks.
    Role,
    /// The country, bloc or camp of who speaks.
    Side,
    /// Who published the document that the passage rests on.
    Outlet,
    /// The file or title of the document that the passage rests on.
    Document,
    /// The section that the passage stands in: the heading or the id.
    Section,
    /// What the passage is filed under: the label or the id.
    Topic,
    /// How it was said: "joint readout".
    Channel,
    /// How much of the passage is quotation.
    Quote,
    /// The curator's rating of the source, A to F.
    Reliability,
    /// The curator's rating of the statement, 1 to 6.
    Credibility,
    /// Who may be shown the briefing.
    Tlp,
    /// The date that the document states.
    Published,
    /// The briefing: the title or the id.
    Briefing,
    /// The words of the passage.
    Text,
    /// The words of a note.
    Note,
    /// The mark of a note: verify, disputed, key.
    Mark,
    /// A keyword of a note.
    Tag,
    /// Whose a note is; `me` is you.
    By,
    /// What is there besides the text.
    Has,
    /// In what state the passage or the note is.
    Is,
    /// Notes made on this day or later.
    Since,
    /// Notes made on this day or earlier.
    Until,
}

impl Term for Field {}

/// What may be there besides the text: the values of `has`.
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
#[strum(serialize_all = "kebab-case")]
pub enum Having {
    /// A note.
    Note,
    /// A judgement of your own.
    Judgement,
    /// A link to another passage, the curator's or yours.
    Link,
    /// Words in quotation marks.
    Quote,
    /// The curator's reliability or credibility.
    Rating,
}

impl Term for Having {}

/// In what state a passage or a note may be: the values of `is`.
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
#[strum(serialize_all = "kebab-case")]
pub enum Being {
    /// Never read, or not since its text changed.
    Unread,
    /// Read as it stands.
    Read,
    /// Read once, and changed since.
    Revised,
    /// A note whose text is gone or may have moved.
    Unplaced,
    /// A deleted note.
    Buried,
}

impl Term for Being {}
