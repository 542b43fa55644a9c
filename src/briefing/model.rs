//! A briefing that holds what the checker promises: every id resolves, every text is safe to show.

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::taxonomy::{
    Confidence, Credibility, Quote, Relation, Reliability, Sentiment, Sourcing, Tag, Tlp,
};

/// One briefing: what was curated from one document, or from several that it compares.
#[derive(Debug, Clone, PartialEq)]
pub struct Briefing {
    /// Unique in the library; the file's stem where the file states none.
    pub id: String,
    /// What the file says of itself as a whole.
    pub about: About,
    /// The subjects that passages are filed under.
    pub topics: Vec<Topic>,
    /// The documents that it was curated from.
    pub sources: Vec<Source>,
    /// Whoever is quoted or reported.
    pub speakers: Vec<Speaker>,
    /// In reading order; each owns a run of `passages`.
    pub sections: Vec<Section>,
    /// All passages, in reading order.
    pub passages: Vec<Passage>,
}

/// What a briefing says of itself as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// The headline, in the curator's words or the document's.
    pub title: String,
    /// What it covers and what it leaves out.
    pub summary: Option<String>,
    /// The date that the document states.
    pub published: Option<Date>,
    /// A BCP 47 tag: `en`, `pt-BR`.
    pub language: Option<String>,
    /// Who may be shown it.
    pub tlp: Option<Tlp>,
    /// How sure the curator is of the whole.
    pub confidence: Option<Confidence>,
}

/// A subject that passages are filed under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The name in the file.
    pub id: String,
    /// The words on the screen.
    pub label: String,
}

/// A document that a briefing was curated from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The name in the file.
    pub id: String,
    /// Who published the document.
    pub outlet: String,
    /// The document's file or title.
    pub document: Option<String>,
    /// Where it was published: `http`, `https` or `mailto`, normalised.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

/// Somebody who is quoted or reported: a person, an institution or a descriptor such as "a diplomat".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// The name in the file.
    pub id: String,
    /// As the screen shows it.
    pub name: String,
    /// The office or function, where the document names the speaker.
    pub role: Option<String>,
    /// The country, bloc or camp.
    pub side: Option<String>,
}

/// A heading and the passages under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Unique in the briefing.
    pub id: String,
    /// As the document has it, or the curator's own.
    pub heading: String,
    /// How sure the curator is of this section.
    pub confidence: Option<Confidence>,
    /// Its passages, as indices into [`Briefing::passages`].
    pub passages: Range<usize>,
}

/// The unit of reading: one claim, one sourcing, one tone.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// Unique in the briefing.
    pub id: String,
    /// The section it stands in, an index into [`Briefing::sections`].
    pub section: usize,
    /// One line a paragraph or list item (`- …`), an empty line between paragraphs.
    pub text: String,
    /// The quoted runs of `text`, in bytes, the quotation marks included.
    pub quoted: Vec<Range<usize>>,
    /// The addresses in `text` that a terminal may open.
    pub addresses: Vec<Address>,
    /// Who vouches for it, and in what tone.
    pub attribution: Attribution,
    /// What it is about, as indices into [`Briefing::topics`].
    pub topics: Vec<usize>,
    /// Where in which document it rests.
    pub places: Vec<Place>,
    /// Why these tags, where it was close.
    pub rationale: Option<String>,
    /// How it bears on other passages.
    pub links: Vec<Link>,
}

/// An address in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The run of the text, in bytes.
    pub run: Range<usize>,
    /// Where it leads: `http`, `https` or `mailto`, normalised.
    pub url: String,
}

/// Who vouches for a passage, who speaks in it, in what tone and toward whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribution {
    /// Who vouches for it.
    pub sourcing: Tag<Sourcing>,
    /// In what tone.
    pub sentiment: Tag<Sentiment>,
    /// Who speaks, as indices into [`Briefing::speakers`].
    pub speakers: Vec<usize>,
    /// How much is quotation.
    pub quote: Option<Quote>,
    /// How it was said: "joint readout", "NBC’s Meet the Press".
    pub channel: Option<String>,
    /// Whose tone it is, where that is not the speaker or the author; a speaker's id is resolved to the name.
    pub holder: Option<String>,
    /// Toward whom or what; a speaker's id is resolved to the name.
    pub target: Option<String>,
    /// The curator's rating of the source; never derived.
    pub reliability: Option<Reliability>,
    /// The curator's rating of the statement; never derived.
    pub credibility: Option<Credibility>,
}

/// A place in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The document, an index into [`Briefing::sources`]; none where the briefing names no document.
    pub source: Option<usize>,
    /// Where in it: "¶ 4".
    pub locator: String,
}

/// A passage's bearing on another one, in this briefing or another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// How it bears on it.
    pub relation: Relation,
    /// The other briefing's id (this one's own where the file names none).
    pub briefing: String,
    /// The other passage's id.
    pub passage: String,
}

impl Briefing {
    /// The index of the passage with this id.
    pub fn passage_named(&self, id: &str) -> Option<usize> {
        self.passages.iter().position(|passage| passage.id == id)
    }

    /// The section of a passage. An index past the end gives the last section.
    pub fn section_of(&self, passage: usize) -> usize {
        self.passages
            .get(passage)
            .map_or(self.sections.len().saturating_sub(1), |found| found.section)
    }

    /// The names of a passage's speakers, in the order of the file.
    pub fn speakers_of<'a>(&'a self, passage: &'a Passage) -> impl Iterator<Item = &'a Speaker> {
        passage.attribution.speakers.iter().filter_map(|&index| self.speakers.get(index))
    }

    /// The documents that a passage rests on; where it names none, all of the briefing's.
    pub fn sources_of<'a>(&'a self, passage: &'a Passage) -> impl Iterator<Item = &'a Source> {
        let names_some = passage.places.iter().any(|place| place.source.is_some());
        let rests = move |at: usize| passage.places.iter().any(|place| place.source == Some(at));
        let own = self.sources.iter().enumerate().filter(move |(at, _)| !names_some || rests(*at));
        own.map(|(_, source)| source)
    }

    /// The outlets in the order of the file, each once, joined: "Kyiv Post, Jovem Pan".
    pub fn outlets(&self) -> String {
        self.outlet_names().join(", ")
    }

    /// The outlets in the order of the file, each once.
    pub fn outlet_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for source in &self.sources {
            if !names.contains(&source.outlet.as_str()) {
                names.push(&source.outlet);
            }
        }
        names
    }
}

/// A briefing that several parts of the program read at once; it never changes, it is replaced.
pub type SharedBriefing = Arc<Briefing>;
