//! One note: what kind it is, whose, about which place, and what it says.

use std::collections::BTreeSet;

use jiff::Timestamp;
use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

use super::id::NoteId;
use super::target::Target;
use crate::briefing::taxonomy::{
    Relation, Sentiment, Shown, Sourcing, Tag, Term, Vocabulary, tag_named,
};

/// What a note is for. It decides the word and the sign beside it; every kind may hold everything.
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
pub enum Kind {
    /// Words of the analyst about the place.
    Comment,
    /// The place itself, lit up.
    Highlight,
    /// The analyst's own sourcing or sentiment, beside the curator's.
    Judgement,
    /// A sign from a short list: verify, disputed, key.
    Mark,
    /// The place bears on another passage.
    Link,
}

impl Term for Kind {}

/// One note of an analyst.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id, which never changes.
    pub id: NoteId,
    /// What it is for.
    pub kind: Kind,
    /// Whose it is and since when.
    pub origin: Origin,
    /// When it was deleted. A deleted note is kept and can be restored.
    pub buried: Option<Timestamp>,
    /// A sign from the configuration's list: `verify`.
    pub mark: Option<String>,
    /// The analyst's keywords.
    pub tags: BTreeSet<String>,
    /// The analyst's own tags for the place.
    pub judgement: Judgement,
    /// The passage that the place bears on.
    pub link: Option<Link>,
    /// What it is about.
    pub target: Target,
    /// Its words, in Markdown, exactly as they stand in the file.
    pub body: String,
}

/// Whose a note is, and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Who made it.
    pub author: Option<String>,
    /// When it was made.
    pub created: Timestamp,
}

/// The analyst's own tags for a place. They stand beside the curator's and never replace them.
///
/// They are kept by name: what a colleague's configuration calls `spin` stays in the note where this
/// one's does not know the word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judgement {
    /// Who vouches for it.
    pub sourcing: Option<String>,
    /// In what tone.
    pub sentiment: Option<String>,
}

/// How a place bears on a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The other briefing; none for the note's own.
    pub briefing: Option<String>,
    /// The other passage.
    pub passage: String,
    /// How it bears on it.
    pub relation: Relation,
}

impl Note {
    /// A note of this kind about `target`, so far without a word.
    pub fn new(id: NoteId, kind: Kind, origin: Origin, target: Target) -> Self {
        Self {
            id,
            kind,
            origin,
            buried: None,
            mark: None,
            tags: BTreeSet::new(),
            judgement: Judgement::default(),
            link: None,
            target,
            body: String::new(),
        }
    }

    /// Whether it was deleted.
    pub const fn is_buried(&self) -> bool {
        self.buried.is_some()
    }
}

impl Judgement {
    /// Whether nothing is judged.
    pub const fn is_empty(&self) -> bool {
        self.sourcing.is_none() && self.sentiment.is_none()
    }

    /// The sourcing, where `vocabulary` knows the word.
    pub fn sourcing(&self, vocabulary: &Vocabulary) -> Option<Tag<Sourcing>> {
        known(self.sourcing.as_deref(), &vocabulary.sourcing)
    }

    /// The sentiment, where `vocabulary` knows the word.
    pub fn sentiment(&self, vocabulary: &Vocabulary) -> Option<Tag<Sentiment>> {
        known(self.sentiment.as_deref(), &vocabulary.sentiment)
    }
}

fn known<T: Shown>(word: Option<&str>, own: &[Tag<T>]) -> Option<Tag<T>> {
    tag_named(word?, own)
}

impl Link {
    /// The link's end as a briefing file writes it: `briefing-id#passage-id`, `#passage-id`.
    pub fn to(&self) -> String {
        format!("{}#{}", self.briefing.as_deref().unwrap_or_default(), self.passage)
    }
}
