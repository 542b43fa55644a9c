//! The rules that a file is held to: the name, severity and reason of each.

use serde::{Deserialize, Serialize};
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
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumMessage,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Rule {
    /// The file can be read: it is there, open to the reader, a regular file of at most 8 MiB, and UTF-8.
    Unreadable,
    /// The file is TOML. Until it is, nothing else in it can be judged.
    Syntax,
    /// A key that the format does not know. It is most often a slip of the pen, and what it says would be lost in silence.
    UnknownKey,
    /// A key that must be there is missing.
    MissingKey,
    /// A value has the wrong type, for example an integer where words belong.
    WrongType,
    /// A value is none of those that the key allows. The message lists them.
    UnknownValue,
    /// A value of the right type cannot stand here: an empty list, a number out of range.
    BadValue,
    /// A date is a plain calendar date such as `2031-04-02`: a time of day or a time zone would claim more than documents state.
    BadDate,
    /// A file is at most 8 MiB. Nobody reads more in one sitting, and a stranger's file must not stop the reader.
    TooLarge,
    /// A briefing has at most 20,000 passages.
    TooManyPassages,
    /// A text is at most 1 MiB long.
    TextTooLong,
    /// `format` names a version of the file format that this program does not know.
    UnknownFormat,
    /// An id consists of 1 to 64 of `a–z`, `0–9`, `_` and `-`, does not start with `-` and is not a device name of Windows, because ids become file names.
    BadId,
    /// A file that writes no `id` is known by its own name, so that name must be an id.
    BadFileName,
    /// An id stands for one thing: no two sources, speakers, topics, sections or passages of a briefing share one, derived ids included.
    DuplicateId,
    /// A passage names each speaker and each topic once.
    DuplicateName,
    /// A text that is there says something: no title, heading, passage or name is empty.
    EmptyText,
    /// An address is an `http`, `https` or `mailto` URL of at most 2,083 bytes. Anything else could start a program.
    BadUrl,
    /// A language is a BCP 47 tag such as `en` or `pt-BR`.
    BadLanguage,
    /// A passage names speakers by the ids that `speakers` declares.
    UnknownSpeaker,
    /// A passage names topics by the ids that `topics` declares.
    UnknownTopic,
    /// A place names its source by an id that `sources` declares.
    UnknownSource,
    /// A passage says where it rests either by `locator` or by `from`, not by both.
    LocatorAndFrom,
    /// Where a briefing has several sources, a `locator` alone does not say in which of them; `from` does.
    LocatorWithoutSource,
    /// A link reads `briefing-id#passage-id`, or `#passage-id` within the briefing.
    BadLink,
    /// A passage does not link to itself.
    SelfLink,
    /// A passage names the same link once.
    DuplicateLink,
    /// A link leads to a briefing of the library.
    UnknownBriefing,
    /// A link leads to a passage that is there.
    UnknownPassage,
    /// No two files of a library are briefings of the same id: notes and links would not know which is meant. The first that can be read keeps it.
    DuplicateBriefing,
    /// Where a briefing names a source, each passage says where in it the claim rests; otherwise nobody can look it up.
    MissingLocator,
    /// A passage over 120 words most often holds several claims, and each deserves its own sourcing.
    LongPassage,
    /// A quotation mark opens and nothing closes it, so nobody sees where the quotation ends.
    OpenQuotation,
    /// `quote` says that there is quotation, but no quotation marks show which words.
    QuoteWithoutMarks,
    /// `quote` says that nothing is quoted, but there are quotation marks.
    MarksWithoutQuote,
    /// A passage whose source is withheld names a speaker with an office: either the source is not anonymous or somebody is exposed.
    NamedAnonymous,
    /// Somebody's own words (`on-record`, `broadcast`, `social-post`) without `speakers`: whose?
    MissingSpeaker,
    /// A heading without a passage under it.
    EmptySection,
    /// A speaker whom no passage names, as speaker, holder or target.
    UnusedSpeaker,
    /// A topic that no passage is filed under.
    UnusedTopic,
    /// A source that no passage rests on.
    UnusedSource,
    /// Two passages have the same text: most often a slip while copying.
    RepeatedText,
    /// A text holds control characters or characters without width, which are shown by name. They hide or reorder words where they are not caught.
    HiddenCharacter,
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
    pub const fn severity(self) -> Severity {
        match self {
            Self::MissingLocator
            | Self::LongPassage
            | Self::OpenQuotation
            | Self::QuoteWithoutMarks
            | Self::MarksWithoutQuote
            | Self::NamedAnonymous
            | Self::MissingSpeaker
            | Self::EmptySection
            | Self::UnusedSpeaker
            | Self::UnusedTopic
            | Self::UnusedSource
            | Self::RepeatedText
            | Self::HiddenCharacter => Severity::Warning,
            _ => Severity::Error,
        }
    }
}
