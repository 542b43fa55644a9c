//! The taxonomy: how a passage is sourced and in what tone, and the word, letter, glyph and meaning of every value.

use std::str::FromStr;
use std::sync::Arc;

use schemars::JsonSchema;
use strum::{EnumIter, EnumMessage, EnumString, IntoEnumIterator, IntoStaticStr};

/// A closed list of values that a briefing may name.
///
/// The name in the file is the variant's name in kebab case, the meaning is its doc comment: both
/// are stated once, here, and serve the checker, the schema, the legend and the manual.
pub trait Term:
    Copy + Eq + Ord + Into<&'static str> + FromStr + EnumMessage + IntoEnumIterator + 'static
{
    /// The word in a file: `official-statement`.
    fn name(self) -> &'static str {
        self.into()
    }

    /// What the value means, in one line.
    fn meaning(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }
}

/// A value of the taxonomy that the screen shows: a glyph beside a word, and a letter that picks it.
pub trait Shown: Term {
    /// The words on the screen: `official statement`.
    fn label(self) -> &'static str;

    /// The glyph beside the label, one cell wide.
    fn glyph(self) -> Glyph;

    /// The key that picks this value in a legend. No letter stands twice in the whole taxonomy.
    fn letter(self) -> char;
}

/// One mark in two alphabets, each one cell wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// For terminals with a full font.
    pub unicode: char,
    /// For those without one.
    pub ascii: char,
}

const fn glyph(unicode: char, ascii: char) -> Glyph {
    Glyph { unicode, ascii }
}

/// Who vouches for a passage, as the article presents it.
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
pub enum Sourcing {
    /// A named or uniquely identifiable person's own words: podium, speech, testimony, print interview.
    OnRecord,
    /// Identity withheld: "a senior official", a background call.
    Anonymous,
    /// A prepared or collective institutional voice: readout, communiqué, release, "the ministry said".
    OfficialStatement,
    /// A first-party post that is itself the message.
    SocialPost,
    /// A named person's recorded words on television, radio, podcast or stream.
    Broadcast,
    /// A text or record that the outlet saw or can cite: treaty, law, filing, leak, study, poll.
    Document,
    /// Another outlet's reporting.
    MediaReport,
    /// The outlet's own staff saw or verified it.
    Observed,
    /// The outlet's own interpretation or forecast, with no source.
    Analysis,
    /// Fact or context with no source, "it is understood that" included.
    Unattributed,
}

impl Term for Sourcing {}

impl Shown for Sourcing {
    fn label(self) -> &'static str {
        match self {
            Self::OnRecord => "on record",
            Self::Anonymous => "anonymous",
            Self::OfficialStatement => "official statement",
            Self::SocialPost => "social post",
            Self::Broadcast => "broadcast",
            Self::Document => "document",
            Self::MediaReport => "media report",
            Self::Observed => "observed",
            Self::Analysis => "analysis",
            Self::Unattributed => "unattributed",
        }
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::OnRecord => glyph('●', 'R'),
            Self::Anonymous => glyph('○', 'A'),
            Self::OfficialStatement => glyph('◆', 'O'),
            Self::SocialPost => glyph('@', 'S'),
            Self::Broadcast => glyph('◉', 'B'),
            Self::Document => glyph('■', 'D'),
            Self::MediaReport => glyph('□', 'M'),
            Self::Observed => glyph('◎', 'V'),
            Self::Analysis => glyph('◇', 'Y'),
            Self::Unattributed => glyph('◌', 'U'),
        }
    }

    fn letter(self) -> char {
        self.glyph().ascii.to_ascii_lowercase()
    }
}

/// The tone in which the holder speaks of the target.
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
pub enum Sentiment {
    /// The holder expresses approval, support or conciliation.
    Positive,
    /// The holder expresses blame, threat or alarm.
    Negative,
    /// No expressed evaluation; bad events told plainly are neutral too.
    Neutral,
    /// Approval and blame both explicit, neither subordinate.
    Mixed,
}

impl Term for Sentiment {}

impl Shown for Sentiment {
    fn label(self) -> &'static str {
        self.name()
    }

    fn glyph(self) -> Glyph {
        match self {
            Self::Positive => glyph('▲', '+'),
            Self::Negative => glyph('▼', '-'),
            Self::Neutral => glyph('▬', '='),
            Self::Mixed => glyph('±', '~'),
        }
    }

    fn letter(self) -> char {
        match self {
            Self::Positive => 'p',
            Self::Negative => 'n',
            Self::Neutral => 'l',
            Self::Mixed => 'x',
        }
    }
}

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
)]
#[strum(serialize_all = "kebab-case")]
#[schemars(rename_all = "kebab-case")]
pub enum Relation {
    /// Gives the other passage more weight.
    Supports,
    /// Cannot be true together with the other passage.
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

/// A value of the analyst's own, stated in the configuration: it refines a built-in one, and counts
/// and filters fold it into that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refinement {
    /// The word in a file.
    pub name: String,
    /// The words on the screen.
    pub label: String,
    /// The glyph beside the label, one cell wide.
    pub glyph: char,
    /// What the value means, in one line.
    pub meaning: String,
}

/// A value as a passage carries it: a built-in one, perhaps by the name of a refinement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<T> {
    /// The built-in value, which counts and filters see.
    pub value: T,
    /// The analyst's own value that the file names, if it names one.
    pub refinement: Option<Arc<Refinement>>,
}

impl<T: Shown> Tag<T> {
    /// A tag that names the built-in value itself.
    pub const fn plain(value: T) -> Self {
        Self { value, refinement: None }
    }

    /// The word in the file.
    pub fn name(&self) -> &str {
        self.refinement.as_ref().map_or_else(|| self.value.name(), |own| &own.name)
    }

    /// The words on the screen.
    pub fn label(&self) -> &str {
        self.refinement.as_ref().map_or_else(|| self.value.label(), |own| &own.label)
    }

    /// The mark beside the words.
    pub fn glyph(&self) -> Glyph {
        let built_in = self.value.glyph();
        self.refinement.as_ref().map_or(built_in, |own| glyph(own.glyph, built_in.ascii))
    }
}

/// Every value that a briefing may name: the built-in ones and the configuration's refinements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Refinements of a sourcing.
    pub sourcing: Vec<Tag<Sourcing>>,
    /// Refinements of a sentiment.
    pub sentiment: Vec<Tag<Sentiment>>,
}

/// The tag that `name` stands for: a built-in value, else one of `own`.
pub fn tag_named<T: Shown>(name: &str, own: &[Tag<T>]) -> Option<Tag<T>> {
    match T::from_str(name) {
        Ok(value) => Some(Tag::plain(value)),
        Err(_) => own.iter().find(|tag| tag.name() == name).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_letter_stands_twice_in_the_taxonomy() {
        let letters: Vec<char> = Sourcing::iter()
            .map(Shown::letter)
            .chain(Sentiment::iter().map(Shown::letter))
            .collect();
        assert_eq!(letters.iter().collect::<HashSet<_>>().len(), letters.len(), "{letters:?}");
    }

    #[test]
    fn every_glyph_is_one_cell_wide_and_its_own() {
        let glyphs: Vec<Glyph> =
            Sourcing::iter().map(Shown::glyph).chain(Sentiment::iter().map(Shown::glyph)).collect();
        for glyph in &glyphs {
            assert_eq!(unicode_width::UnicodeWidthChar::width(glyph.unicode), Some(1), "{glyph:?}");
            assert!(glyph.ascii.is_ascii_graphic(), "{glyph:?}");
        }
        let shapes: HashSet<char> = glyphs.iter().map(|glyph| glyph.unicode).collect();
        assert_eq!(shapes.len(), glyphs.len());
    }

    #[test]
    fn every_value_explains_itself() {
        assert!(Sourcing::iter().all(|value| value.meaning().len() > 15));
        assert_eq!(Sourcing::OfficialStatement.name(), "official-statement");
        assert_eq!(Tlp::AmberStrict.name(), "amber+strict");
        assert_eq!("5".parse(), Ok(Credibility::Improbable));
    }

    #[test]
    fn a_refinement_keeps_the_built_in_value() {
        let own = Refinement {
            name: "leak".into(),
            label: "leaked file".into(),
            glyph: '▣',
            meaning: "An internal file that was passed on.".into(),
        };
        let own = Tag { value: Sourcing::Document, refinement: Some(Arc::new(own)) };
        let tag = tag_named("leak", std::slice::from_ref(&own)).expect("named");
        assert_eq!(
            (tag.value, tag.label(), tag.glyph().ascii),
            (Sourcing::Document, "leaked file", 'D')
        );
        assert!(tag_named::<Sourcing>("leek", &[own]).is_none());
    }
}
