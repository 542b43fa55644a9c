//! A briefing as JSON: every id resolved, every name documented and stable.

use serde::Serialize;

use crate::briefing::taxonomy::{Shown, Tag, Term};
use crate::briefing::{Briefing, Passage, Section};

/// A briefing.
#[derive(Debug, Serialize)]
pub(super) struct ShownBriefing<'b> {
    id: &'b str,
    title: &'b str,
    summary: Option<&'b str>,
    published: Option<String>,
    language: Option<&'b str>,
    tlp: Option<&'static str>,
    confidence: Option<&'static str>,
    sources: Vec<ShownSource<'b>>,
    sections: Vec<ShownSection<'b>>,
}

#[derive(Debug, Serialize)]
struct ShownSource<'b> {
    id: &'b str,
    outlet: &'b str,
    document: Option<&'b str>,
    url: Option<&'b str>,
    author: Option<&'b str>,
}

#[derive(Debug, Serialize)]
struct ShownSection<'b> {
    id: &'b str,
    heading: &'b str,
    confidence: Option<&'static str>,
    passages: Vec<ShownPassage<'b>>,
}

/// A passage.
#[derive(Debug, Serialize)]
pub(crate) struct ShownPassage<'b> {
    id: &'b str,
    text: &'b str,
    #[serde(flatten)]
    attribution: ShownAttribution<'b>,
    speakers: Vec<ShownSpeaker<'b>>,
    topics: Vec<&'b str>,
    places: Vec<ShownPlace<'b>>,
    rationale: Option<&'b str>,
    links: Vec<ShownLink<'b>>,
}

#[derive(Debug, Serialize)]
struct ShownAttribution<'b> {
    sourcing: ShownTag<'b>,
    sentiment: ShownTag<'b>,
    target: Option<&'b str>,
    holder: Option<&'b str>,
    quote: Option<&'static str>,
    channel: Option<&'b str>,
    reliability: Option<&'static str>,
    credibility: Option<&'static str>,
}

/// A value of the taxonomy: the built-in one, and the name in the file, which may be a refinement.
#[derive(Debug, Serialize)]
struct ShownTag<'b> {
    value: &'static str,
    name: &'b str,
    label: &'b str,
}

#[derive(Debug, Serialize)]
struct ShownSpeaker<'b> {
    id: &'b str,
    name: &'b str,
    role: Option<&'b str>,
    side: Option<&'b str>,
}

#[derive(Debug, Serialize)]
struct ShownPlace<'b> {
    source: Option<&'b str>,
    locator: &'b str,
}

#[derive(Debug, Serialize)]
struct ShownLink<'b> {
    relation: &'static str,
    briefing: &'b str,
    passage: &'b str,
}

/// The briefing, ready to be written.
pub(super) fn shown(briefing: &Briefing) -> ShownBriefing<'_> {
    let about = &briefing.about;
    ShownBriefing {
        id: &briefing.id,
        title: &about.title,
        summary: about.summary.as_deref(),
        published: about.published.map(|day| day.to_string()),
        language: about.language.as_deref(),
        tlp: about.tlp.map(Term::name),
        confidence: about.confidence.map(Term::name),
        sources: sources(briefing),
        sections: briefing.sections.iter().map(|part| section(briefing, part)).collect(),
    }
}

fn sources(briefing: &Briefing) -> Vec<ShownSource<'_>> {
    let shown = briefing.sources.iter().map(|source| ShownSource {
        id: &source.id,
        outlet: &source.outlet,
        document: source.document.as_deref(),
        url: source.url.as_deref(),
        author: source.author.as_deref(),
    });
    shown.collect()
}

fn section<'b>(briefing: &'b Briefing, section: &'b Section) -> ShownSection<'b> {
    let passages = &briefing.passages[section.passages.clone()];
    ShownSection {
        id: &section.id,
        heading: &section.heading,
        confidence: section.confidence.map(Term::name),
        passages: passages.iter().map(|part| passage(briefing, part)).collect(),
    }
}

/// A passage of the briefing, ready to be written.
pub(crate) fn passage<'b>(briefing: &'b Briefing, passage: &'b Passage) -> ShownPassage<'b> {
    let speakers = briefing.speakers_of(passage).map(|speaker| ShownSpeaker {
        id: &speaker.id,
        name: &speaker.name,
        role: speaker.role.as_deref(),
        side: speaker.side.as_deref(),
    });
    let topics = passage.topics.iter().filter_map(|&topic| briefing.topics.get(topic));
    let places = passage.places.iter().map(|place| ShownPlace {
        source: place
            .source
            .and_then(|at| briefing.sources.get(at))
            .map(|source| source.id.as_str()),
        locator: &place.locator,
    });
    let links = passage.links.iter().map(|link| ShownLink {
        relation: link.relation.name(),
        briefing: &link.briefing,
        passage: &link.passage,
    });
    ShownPassage {
        id: &passage.id,
        text: &passage.text,
        attribution: attribution(passage),
        speakers: speakers.collect(),
        topics: topics.map(|topic| topic.id.as_str()).collect(),
        places: places.collect(),
        rationale: passage.rationale.as_deref(),
        links: links.collect(),
    }
}

fn attribution(passage: &Passage) -> ShownAttribution<'_> {
    let told = &passage.attribution;
    ShownAttribution {
        sourcing: tag(&told.sourcing),
        sentiment: tag(&told.sentiment),
        target: told.target.as_deref(),
        holder: told.holder.as_deref(),
        quote: told.quote.map(Term::name),
        channel: told.channel.as_deref(),
        reliability: told.reliability.map(Term::name),
        credibility: told.credibility.map(Term::name),
    }
}

fn tag<T: Shown>(tag: &Tag<T>) -> ShownTag<'_> {
    ShownTag { value: tag.value.name(), name: tag.name(), label: tag.label() }
}
