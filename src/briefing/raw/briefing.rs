//! A briefing file as written: what it says of itself, its sources, speakers and sections.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;

use super::at::At;
use super::fields::{Fields, WordPair};
use super::passage::Passage;
use crate::briefing::taxonomy::{Confidence, Tlp};

/// A briefing: what was curated from one document, or from several that it compares.
#[derive(Debug, JsonSchema)]
#[schemars(title = "dateline briefing")]
pub struct Briefing<'t> {
    /// The version of the file format: 1.
    #[schemars(required, with = "u8", extend("const" = 1))]
    pub format: Option<At<i64>>,
    /// The briefing's name for links, notes and the command line, unique in the library. Default: the file's name without `.toml`.
    #[schemars(regex(pattern = r"^[a-z0-9_][a-z0-9_-]{0,63}$"))]
    pub id: Option<At<&'t str>>,
    #[expect(missing_docs, reason = "flattened: a doc comment would replace the briefing's own")]
    #[schemars(flatten)]
    pub about: About<'t>,
    /// The subjects that passages are filed under: a short name and the words on the screen.
    #[schemars(
        with = "Option<BTreeMap<String, String>>",
        extend("propertyNames" = { "pattern": "^[a-z0-9_][a-z0-9_-]{0,63}$" })
    )]
    pub topics: Option<At<Vec<WordPair<'t>>>>,
    /// The documents that the briefing was curated from: one, or several for a comparison.
    pub sources: Option<At<Vec<At<Source<'t>>>>>,
    /// Whoever is quoted or reported: a person, an institution or a descriptor such as "a diplomat".
    pub speakers: Option<At<Vec<At<Speaker<'t>>>>>,
    /// The headings, in reading order, with the passages under them.
    #[schemars(required, length(min = 1))]
    pub sections: Option<At<Vec<At<Section<'t>>>>>,
}

impl<'t> Briefing<'t> {
    /// Asks the root table for its keys.
    pub fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["format", "sections"]);
        Self {
            format: fields.integer("format"),
            id: fields.words("id"),
            about: About::read(fields),
            topics: fields.word_pairs("topics"),
            sources: fields.tables("sources", Source::read),
            speakers: fields.tables("speakers", Speaker::read),
            sections: fields.tables("sections", Section::read),
        }
    }
}

/// What a briefing says of itself as a whole.
#[derive(Debug, JsonSchema)]
pub struct About<'t> {
    /// The headline, in the curator's words or the document's.
    #[schemars(required, length(min = 1))]
    pub title: Option<At<&'t str>>,
    /// What the briefing covers and what it leaves out.
    pub summary: Option<At<&'t str>>,
    /// The date that the document states, as a TOML date without quotation marks. Leave it out where the document states none.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub published: Option<At<Date>>,
    /// The language of the texts as a BCP 47 tag: `en`, `pt-BR`.
    #[schemars(regex(pattern = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"))]
    pub language: Option<At<&'t str>>,
    /// Who may be shown the briefing: the Traffic Light Protocol 2.0.
    pub tlp: Option<At<Tlp>>,
    /// How sure the curator is of the whole.
    pub confidence: Option<At<Confidence>>,
}

impl<'t> About<'t> {
    fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["title"]);
        Self {
            title: fields.words("title"),
            summary: fields.words("summary"),
            published: fields.date("published"),
            language: fields.words("language"),
            tlp: fields.term("tlp"),
            confidence: fields.term("confidence"),
        }
    }
}

/// A document that the briefing was curated from.
#[derive(Debug, JsonSchema)]
pub struct Source<'t> {
    /// The source's name in this file, for `from`.
    #[schemars(required, regex(pattern = r"^[a-z0-9_][a-z0-9_-]{0,63}$"))]
    pub id: Option<At<&'t str>>,
    /// Who published the document.
    #[schemars(required, length(min = 1))]
    pub outlet: Option<At<&'t str>>,
    /// The document's file or title.
    pub document: Option<At<&'t str>>,
    /// Where it was published: an `http`, `https` or `mailto` address.
    #[schemars(
        length(max = 2083),
        regex(pattern = r"^([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]):")
    )]
    pub url: Option<At<&'t str>>,
    /// Who wrote it.
    pub author: Option<At<&'t str>>,
}

impl<'t> Source<'t> {
    /// Asks the table of a source for its keys.
    pub fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["id", "outlet"]);
        Self {
            id: fields.words("id"),
            outlet: fields.words("outlet"),
            document: fields.words("document"),
            url: fields.words("url"),
            author: fields.words("author"),
        }
    }
}

/// Somebody who is quoted or reported.
#[derive(Debug, JsonSchema)]
pub struct Speaker<'t> {
    /// The speaker's name in this file, for `speakers`, `holder` and `target`.
    #[schemars(required, regex(pattern = r"^[a-z0-9_][a-z0-9_-]{0,63}$"))]
    pub id: Option<At<&'t str>>,
    /// The name on the screen, or the descriptor that the document gives instead: "a diplomat".
    #[schemars(required, length(min = 1))]
    pub name: Option<At<&'t str>>,
    /// The office or function of a speaker whom the document names.
    pub role: Option<At<&'t str>>,
    /// The country, bloc or camp.
    pub side: Option<At<&'t str>>,
}

impl<'t> Speaker<'t> {
    /// Asks the table of a speaker for its keys.
    pub fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["id", "name"]);
        Self {
            id: fields.words("id"),
            name: fields.words("name"),
            role: fields.words("role"),
            side: fields.words("side"),
        }
    }
}

/// A heading and the passages under it.
#[derive(Debug, JsonSchema)]
pub struct Section<'t> {
    /// The section's name in this file. Default: made from the heading.
    #[schemars(regex(pattern = r"^[a-z0-9_][a-z0-9_-]{0,63}$"))]
    pub id: Option<At<&'t str>>,
    /// As the document has it, or the curator's own.
    #[schemars(required, length(min = 1))]
    pub heading: Option<At<&'t str>>,
    /// How sure the curator is of this section.
    pub confidence: Option<At<Confidence>>,
    /// The passages, in reading order: one claim, one sourcing, one tone each.
    pub passages: Option<At<Vec<At<Passage<'t>>>>>,
}

impl<'t> Section<'t> {
    /// Asks the table of a section for its keys.
    pub fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["heading"]);
        Self {
            id: fields.words("id"),
            heading: fields.words("heading"),
            confidence: fields.term("confidence"),
            passages: fields.tables("passages", Passage::read),
        }
    }
}
