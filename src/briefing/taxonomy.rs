//! The taxonomy: how a passage is sourced and in what tone, and the word, letter, glyph and meaning of every value.

mod own;
mod scales;

use std::str::FromStr;

use schemars::JsonSchema;
use strum::{EnumIter, EnumMessage, EnumString, IntoEnumIterator, IntoStaticStr};

pub use own::{Refinement, Tag, Vocabulary, tag_named};
pub use scales::{Confidence, Credibility, Quote, Relation, Reliability, Tlp};

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

/// Which marks a screen can show.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Alphabet {
    /// Shapes: `◆`, `▲`.
    #[default]
    Unicode,
    /// Letters and signs that every font has: `O`, `+`.
    Ascii,
}

impl Term for Alphabet {}

impl Alphabet {
    /// A taxonomy's mark in this alphabet.
    pub const fn mark(self, glyph: Glyph) -> char {
        self.pick(glyph.unicode, glyph.ascii)
    }

    /// One of two characters.
    pub const fn pick(self, unicode: char, ascii: char) -> char {
        match self {
            Self::Unicode => unicode,
            Self::Ascii => ascii,
        }
    }
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Arc;

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
