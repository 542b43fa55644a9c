//! The marks that can be given: a short list of words, each with the letter that gives it.

/// A mark that can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkKind {
    /// The letter that gives it.
    pub letter: char,
    /// The word in a note: `verify`.
    pub name: String,
}

/// The letters and names of the marks that everybody has.
const BUILT_IN: [(char, &str); 5] =
    [('v', "verify"), ('d', "disputed"), ('k', "key"), ('q', "question"), ('f', "follow-up")];

/// The marks that everybody has.
pub fn built_in() -> Vec<MarkKind> {
    BUILT_IN.map(|(letter, name)| MarkKind { letter, name: name.to_owned() }).to_vec()
}
