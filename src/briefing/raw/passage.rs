//! A passage as written, with its attribution, its places and its links.

use schemars::JsonSchema;

use super::at::At;
use super::fields::Fields;
use crate::briefing::taxonomy::{Credibility, Quote, Relation, Reliability, Sentiment, Sourcing};

/// The unit of reading: one claim, one sourcing, one tone.
#[derive(Debug, JsonSchema)]
pub struct Passage<'t> {
    /// The passage's name in this file; a written one survives edits. Default: the section's id and the place in it, `on-paper-3`.
    #[schemars(regex(pattern = r"^[a-z0-9_][a-z0-9_-]{0,63}$"))]
    pub id: Option<At<&'t str>>,
    /// Plain text. Blank lines make paragraphs, lines that start with `- ` make list items.
    #[schemars(required, length(min = 1))]
    pub text: Option<At<&'t str>>,
    #[expect(missing_docs, reason = "flattened: a doc comment would replace the passage's own")]
    #[schemars(flatten)]
    pub attribution: Attribution<'t>,
    /// The subjects that it is about, by the names in `topics`.
    pub topics: Option<At<Vec<At<&'t str>>>>,
    /// Where in the document it rests: `¶ 4` is the fourth line that is not empty. With several sources, write `from`.
    pub locator: Option<At<&'t str>>,
    /// Where it rests in several sources.
    #[schemars(length(min = 1))]
    pub from: Option<At<Vec<At<From<'t>>>>>,
    /// Why these tags, where it was close.
    pub rationale: Option<At<&'t str>>,
    /// How it bears on other passages.
    pub links: Option<At<Vec<At<Link<'t>>>>>,
}

impl<'t> Passage<'t> {
    /// Asks the table of a passage for its keys.
    pub fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["text"]);
        Self {
            id: fields.words("id"),
            text: fields.words("text"),
            attribution: Attribution::read(fields),
            topics: fields.word_list("topics"),
            locator: fields.words("locator"),
            from: fields.tables("from", From::read),
            rationale: fields.words("rationale"),
            links: fields.tables("links", Link::read),
        }
    }
}

/// Who vouches for a passage, who speaks in it, in what tone and toward whom.
#[derive(Debug, JsonSchema)]
pub struct Attribution<'t> {
    /// Who vouches for the passage, as the article presents it.
    #[schemars(required, with = "Sourcing")]
    pub sourcing: Option<At<&'t str>>,
    /// In what tone the holder speaks of the target.
    #[schemars(required, with = "Sentiment")]
    pub sentiment: Option<At<&'t str>>,
    /// Who speaks, by the ids in `speakers`.
    pub speakers: Option<At<Vec<At<&'t str>>>>,
    /// How much of the passage is quotation.
    pub quote: Option<At<Quote>>,
    /// How it was said: "joint readout", "evening news".
    pub channel: Option<At<&'t str>>,
    /// Whose tone it is: words, or a speaker's id. Default: the author for `analysis`, `observed` and `unattributed`, otherwise the speaker.
    pub holder: Option<At<&'t str>>,
    /// Toward whom or what: words, or a speaker's id.
    pub target: Option<At<&'t str>>,
    /// The curator's rating of the source: the letter of the Admiralty code. Leave it out rather than guess.
    pub reliability: Option<At<Reliability>>,
    /// The curator's rating of the statement: the figure of the Admiralty code. Leave it out rather than guess.
    #[schemars(with = "Option<Credibility>")]
    pub credibility: Option<At<i64>>,
}

impl<'t> Attribution<'t> {
    fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["sourcing", "sentiment"]);
        Self {
            sourcing: fields.words("sourcing"),
            sentiment: fields.words("sentiment"),
            speakers: fields.word_list("speakers"),
            quote: fields.term("quote"),
            channel: fields.words("channel"),
            holder: fields.words("holder"),
            target: fields.words("target"),
            reliability: fields.term("reliability"),
            credibility: fields.integer("credibility"),
        }
    }
}

/// A place in one of several sources.
#[derive(Debug, JsonSchema)]
pub struct From<'t> {
    /// The source, by its id in `sources`.
    #[schemars(required)]
    pub source: Option<At<&'t str>>,
    /// Where in it: `¶ 4`.
    #[schemars(required, length(min = 1))]
    pub locator: Option<At<&'t str>>,
}

impl<'t> From<'t> {
    /// Asks the table of a place for its keys.
    pub fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["source", "locator"]);
        Self { source: fields.words("source"), locator: fields.words("locator") }
    }
}

/// A passage's bearing on another one, in this briefing or another.
#[derive(Debug, JsonSchema)]
pub struct Link<'t> {
    /// The other passage: `briefing-id#passage-id`, or `#passage-id` in the same briefing.
    #[schemars(
        required,
        regex(pattern = r"^([a-z0-9_][a-z0-9_-]{0,63})?#[a-z0-9_][a-z0-9_-]{0,63}$")
    )]
    pub to: Option<At<&'t str>>,
    /// How it bears on it.
    #[schemars(required)]
    pub relation: Option<At<Relation>>,
}

impl<'t> Link<'t> {
    /// Asks the table of a link for its keys.
    pub fn read(fields: &mut Fields<'t>) -> Self {
        fields.require(&["to", "relation"]);
        Self { to: fields.words("to"), relation: fields.term("relation") }
    }
}
