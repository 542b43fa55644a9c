//! Values of the analyst's own, each of which refines a built-in one.

use std::sync::Arc;

use super::{Glyph, Sentiment, Shown, Sourcing};

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
        self.refinement.as_ref().map_or(built_in, |own| Glyph { unicode: own.glyph, ..built_in })
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
