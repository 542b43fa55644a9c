//! Notes as records: every fact under a name, for programs and for templates.
//!
//! These types are the JSON format and what a template sees, so their doc comments are the reference
//! of both, and `schema` makes the JSON Schema of them. Keys are only ever added.

mod back;
mod shown;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use back::{Unreadable, documents, read};
pub use shown::book;

/// The name of the format.
pub const FORMAT: &str = "dateline-notes";

/// Its version. A file of a later one is refused by name.
pub const VERSION: u32 = 1;

/// An export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Book {
    /// Always `dateline-notes`.
    pub format: String,
    /// Always 1 in this version of the format.
    pub version: u32,
    /// The briefings with their notes, in the order of the library.
    pub briefings: Vec<Briefing>,
    /// The texts of passages as they were noted, by their SHA-256: `sha256-…`.
    pub snapshots: BTreeMap<String, String>,
}

/// A briefing and the notes on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Briefing {
    /// Its id.
    pub id: String,
    /// Its title; `null`, as all but the notes, where the library does not have it.
    pub title: Option<String>,
    /// What it covers and what it leaves out.
    pub summary: Option<String>,
    /// The date that its document states: `2031-04-02`.
    pub published: Option<String>,
    /// A BCP 47 tag.
    pub language: Option<String>,
    /// Who may be shown it: a value of the Traffic Light Protocol.
    pub tlp: Option<String>,
    /// How sure the curator is of the whole.
    pub confidence: Option<String>,
    /// The documents that it was curated from.
    pub sources: Vec<Source>,
    /// Its notes in the order of reading, deleted ones last.
    pub notes: Vec<Note>,
}

/// A document that a briefing was curated from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Its id in the briefing.
    pub id: String,
    /// Who published it.
    pub outlet: String,
    /// Its file or title.
    pub document: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// A note: what its file says, and where it stands now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Its id, a UUID of version 7.
    pub id: String,
    /// What links within a vault call it, behind `^n-`.
    pub name: String,
    /// What it is for, whose it is, since when, and when it was deleted.
    #[serde(flatten)]
    pub origin: Origin,
    /// A sign from the analyst's list: `verify`.
    pub mark: Option<String>,
    /// The analyst's keywords, sorted.
    pub tags: Vec<String>,
    /// The analyst's own tags for the place.
    pub judgement: Judgement,
    /// The passage that the place bears on.
    pub link: Option<Link>,
    /// Its words, in Markdown.
    pub body: String,
    /// Where it stands now, with the provenance of that place.
    pub place: Place,
    /// What it was made on, and all it takes to bring it back.
    #[serde(flatten)]
    pub kept: Kept,
}

/// What a note is for, whose it is, since when, and when it was deleted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// What it is for: `comment`, `highlight`, `judgement`, `mark` or `link`.
    pub kind: String,
    /// Who made it.
    pub author: Option<String>,
    /// When it was made: `2031-04-03T09:12:07Z`.
    pub created: String,
    /// When it was deleted.
    pub buried: Option<String>,
}

/// What it takes to bring a note back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Kept {
    /// What it was made on.
    pub target: Target,
    /// The note's file as a whole, where it says more than the keys of this object or says it in
    /// another layout.
    pub file: Option<String>,
}

/// The analyst's own tags for a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Judgement {
    /// Who vouches for it.
    pub sourcing: Option<Tag>,
    /// In what tone.
    pub sentiment: Option<Tag>,
}

/// A value of the taxonomy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tag {
    /// The built-in value; `null` where the configuration does not know the name.
    pub value: Option<String>,
    /// The name in the file, which may be a value of the configuration.
    pub name: String,
    /// The words on the screen.
    pub label: String,
}

/// How a place bears on another passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// `supports`, `contradicts`, `repeats` or `updates`.
    pub relation: String,
    /// The other briefing's id; `null` for the note's own.
    pub briefing: Option<String>,
    /// The other passage's id.
    pub passage: String,
    /// What the other passage says, where the library has it.
    pub text: Option<String>,
}

/// Where a note stands now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// What became of its place: `here`, `moved`, `edited`, `suggested`, `lost` or `absent`.
    pub found: String,
    /// The section that it stands in.
    pub section: Option<Section>,
    /// The passage that it stands on.
    pub passage: Option<Passage>,
    /// The words that it is about.
    pub words: Option<Words>,
    /// The place that is suggested: `briefing-id#passage-id`.
    pub perhaps: Option<String>,
    /// The passage as it read when it was noted, where that is known.
    pub noted: Option<String>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// Its heading.
    pub heading: String,
}

/// Some words of a passage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Words {
    /// The words.
    pub exact: String,
    /// How many characters stand before them.
    pub start: usize,
    /// How many characters stand before their end.
    pub end: usize,
}

/// A passage with its provenance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
    /// Who vouches for it and in what tone, in the curator's judgement.
    #[serde(flatten)]
    pub attribution: Attribution,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// What it is about: ids.
    pub topics: Vec<String>,
    /// Where in which document it stands.
    pub places: Vec<Locator>,
    /// Who, how, where and the rating, on one line.
    pub citation: String,
    /// Why the curator tagged it so, where it was close.
    pub rationale: Option<String>,
    /// How it bears on other passages, in the curator's judgement.
    pub links: Vec<Link>,
}

/// Who vouches for a passage, and in what tone it speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Who vouches for it.
    pub sourcing: Tag,
    /// In what tone.
    pub sentiment: Tag,
    /// Toward whom or what.
    pub target: Option<String>,
    /// Whose tone it is, where that is not the speaker or the author.
    pub holder: Option<String>,
    /// How much is quotation: `direct`, `mixed`, `indirect` or `none`.
    pub quote: Option<String>,
    /// How it was said.
    pub channel: Option<String>,
    /// The rating of the source, A to F.
    pub reliability: Option<String>,
    /// The rating of the statement, 1 to 6.
    pub credibility: Option<String>,
}

/// Somebody who is quoted or reported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// The id in the briefing.
    pub id: String,
    /// The name.
    pub name: String,
    /// The office or function.
    pub role: Option<String>,
    /// The country, bloc or camp.
    pub side: Option<String>,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Locator {
    /// The outlet.
    pub outlet: Option<String>,
    /// The document's file or title.
    pub document: Option<String>,
    /// Where in it: `¶ 4`.
    pub locator: String,
}

/// What a note was made on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Target {
    /// The briefing's id.
    pub briefing: String,
    /// Where it was made.
    #[serde(flatten)]
    pub extent: Extent,
    /// Where the analyst put it since.
    pub moved: Option<Moved>,
}

/// A place as it was at one time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Extent {
    /// `span`, `passage`, `section` or `briefing`.
    pub level: String,
    /// The section's id.
    pub section: Option<String>,
    /// The passage's id.
    pub passage: Option<String>,
    /// The SHA-256 of the passage's text, a key of `snapshots`.
    pub snapshot: Option<String>,
    /// The words.
    pub quote: Option<Quote>,
}

/// Some words, and those around them, as they were noted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stood before them, up to 48 characters.
    pub prefix: String,
    /// What stood behind them, up to 48 characters.
    pub suffix: String,
    /// How many characters stood before them.
    pub start: usize,
    /// How many characters stood before their end.
    pub end: usize,
}

/// A place that the analyst gave a note whose own place was lost.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    /// When that was.
    pub confirmed: String,
    /// The place.
    #[serde(flatten)]
    pub extent: Extent,
}
