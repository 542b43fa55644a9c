//! The rules that a file is held to: the name, severity and reason of each.

use strum::{EnumIter, EnumMessage, IntoStaticStr};

/// Whether a problem keeps a briefing from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// The file is refused.
    Error,
    /// The file is read; a careful curator would want to know.
    Warning,
}

impl Severity {
    /// The word before a printed problem: `error`, `warning`.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Every rule that a file is held to. The doc comments are the manual (`docs/rules.md`).
///
/// The first ones are about the shape of any TOML file, so the configuration is held to them too.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumMessage, IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Rule {
    /// The file cannot be read: it is not there, it is closed to the reader, too large or not UTF-8.
    Unreadable,
    /// The file is not TOML.
    Syntax,
    /// A key that the format does not know: most often a slip of the pen, and silence would lose what it says.
    UnknownKey,
    /// A key that must be there is missing.
    MissingKey,
    /// A value has the wrong type, for example an integer where words belong.
    WrongType,
    /// A value that is none of those that the key allows.
    UnknownValue,
    /// A value of the right type that cannot stand here: an empty list, a number out of range.
    BadValue,
    /// A date is not a plain calendar date such as `2031-04-02`.
    BadDate,
}

impl Rule {
    /// The name in print, in JSON and in the manual: `unknown-key`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What the rule asks and why, in one paragraph.
    pub fn meaning(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    /// Whether breaking it keeps the file from being read.
    pub fn severity(self) -> Severity {
        Severity::Error
    }
}
