//! From dossiers to records.

use std::collections::BTreeMap;

use crate::briefing::taxonomy::{Shown, Tag as Curated, Term, tag_named};
use crate::briefing::{self, Briefing};
use crate::export::citation::citation;
use crate::export::dossier::{Dossier, Entry};
use crate::export::markdown::Lookup;
use crate::notes::anchor::{Found, Stand};
use crate::notes::document::Document;
use crate::notes::note;
use crate::notes::target;

use super::{
    Attribution, Book, Extent, FORMAT, Judgement, Kept, Link, Locator, Moved, Note, Origin,
    Passage, Place, Quote, Section, Source, Speaker, Tag, Target, VERSION, Words,
};

/// The dossiers as records, the deleted notes that they hold included.
pub fn book(dossiers: &[Dossier<'_>], lookup: Lookup<'_>) -> Book {
    let texts = dossiers.iter().flat_map(|dossier| {
        let snapshots = dossier.entries.iter().flat_map(|entry| {
            entry.note().target.extents().filter_map(|extent| extent.spot()?.snapshot)
        });
        snapshots.filter_map(|snapshot| {
            Some((snapshot.to_string(), dossier.texts.get(&snapshot)?.to_string()))
        })
    });
    Book {
        format: FORMAT.to_owned(),
        version: VERSION,
        snapshots: texts.collect::<BTreeMap<_, _>>(),
        briefings: dossiers.iter().map(|dossier| briefing(dossier, lookup)).collect(),
    }
}

fn briefing(dossier: &Dossier<'_>, lookup: Lookup<'_>) -> super::Briefing {
    let about = dossier.briefing.map(|briefing| &briefing.about);
    let sources = dossier.briefing.into_iter().flat_map(|briefing| &briefing.sources);
    super::Briefing {
        id: dossier.id.to_owned(),
        title: about.map(|about| about.title.clone()),
        summary: about.and_then(|about| about.summary.clone()),
        published: about.and_then(|about| Some(about.published?.to_string())),
        language: about.and_then(|about| about.language.clone()),
        tlp: about.and_then(|about| Some(about.tlp?.name().to_owned())),
        confidence: about.and_then(|about| Some(about.confidence?.name().to_owned())),
        sources: sources
            .map(|source| Source {
                id: source.id.clone(),
                outlet: source.outlet.clone(),
                document: source.document.clone(),
                url: source.url.clone(),
                author: source.author.clone(),
            })
            .collect(),
        notes: dossier.entries.iter().map(|entry| shown(dossier, entry, lookup)).collect(),
    }
}

fn shown(dossier: &Dossier<'_>, entry: &Entry<'_>, lookup: Lookup<'_>) -> Note {
    let note = entry.note();
    let file = entry.document.text();
    let is_plain = Document::fresh(note.clone()).text() == file;
    Note {
        id: note.id.to_string(),
        name: entry.name.clone(),
        origin: Origin {
            kind: note.kind.name().to_owned(),
            author: note.origin.author.clone(),
            created: note.origin.created.to_string(),
            buried: note.buried.map(|at| at.to_string()),
        },
        mark: note.mark.clone(),
        tags: note.tags.iter().cloned().collect(),
        judgement: judgement(&note.judgement, lookup),
        link: note.link.as_ref().map(|link| {
            let end = link.briefing.as_deref().unwrap_or(&note.target.briefing);
            Link {
                relation: link.relation.name().to_owned(),
                briefing: link.briefing.clone(),
                passage: link.passage.clone(),
                text: text_of(lookup, end, &link.passage),
            }
        }),
        body: note.body.clone(),
        place: place(dossier, entry, lookup),
        kept: Kept { target: target(&note.target), file: (!is_plain).then(|| file.to_owned()) },
    }
}

fn judgement(judged: &note::Judgement, lookup: Lookup<'_>) -> Judgement {
    let vocabulary = lookup.vocabulary;
    Judgement {
        sourcing: judged.sourcing.as_deref().map(|word| judged_tag(word, &vocabulary.sourcing)),
        sentiment: judged.sentiment.as_deref().map(|word| judged_tag(word, &vocabulary.sentiment)),
    }
}

fn judged_tag<T: Shown>(word: &str, own: &[Curated<T>]) -> Tag {
    tag_named(word, own).map_or_else(
        || Tag { value: None, name: word.to_owned(), label: word.to_owned() },
        |tag| curated(&tag),
    )
}

fn curated<T: Shown>(tag: &Curated<T>) -> Tag {
    let (name, label) = (tag.name().to_owned(), tag.label().to_owned());
    Tag { value: Some(tag.value.name().to_owned()), name, label }
}

fn text_of(lookup: Lookup<'_>, briefing: &str, passage: &str) -> Option<String> {
    let briefing = lookup.library.briefing(briefing)?;
    Some(briefing.passages[briefing.passage_named(passage)?].text.clone())
}

fn place(dossier: &Dossier<'_>, entry: &Entry<'_>, lookup: Lookup<'_>) -> Place {
    let found = dossier.passage_of(entry);
    let section = match entry.stand() {
        Some(Stand::Section(section)) => Some(*section),
        _ => found.map(|passage| passage.section),
    };
    let section = section
        .and_then(|section| dossier.briefing?.sections.get(section))
        .map(|section| Section { id: section.id.clone(), heading: section.heading.clone() });
    let words = match entry.stand() {
        Some(Stand::Span(_, span)) => found.and_then(|passage| words(&passage.text, span.range())),
        _ => None,
    };
    let perhaps = match &entry.found {
        Some(Found::Suggested { perhaps, .. }) => perhaps.passage(),
        _ => None,
    };
    let perhaps = perhaps
        .and_then(|passage| dossier.briefing?.passages.get(passage))
        .map(|passage| format!("{}#{}", dossier.id, passage.id));
    Place {
        found: entry.outcome().to_owned(),
        section,
        passage: dossier
            .briefing
            .zip(found)
            .map(|(briefing, found)| passage(briefing, found, lookup)),
        words,
        perhaps,
        noted: dossier.past(entry).map(str::to_owned),
    }
}

/// Some words of a text, counted in characters.
pub(crate) fn words(text: &str, range: std::ops::Range<usize>) -> Option<Words> {
    let exact = text.get(range.clone())?;
    let start = text[..range.start].chars().count();
    Some(Words { exact: exact.to_owned(), start, end: start + exact.chars().count() })
}

fn passage(briefing: &Briefing, found: &briefing::Passage, lookup: Lookup<'_>) -> Passage {
    let told = &found.attribution;
    let speakers = briefing.speakers_of(found).map(|speaker| Speaker {
        id: speaker.id.clone(),
        name: speaker.name.clone(),
        role: speaker.role.clone(),
        side: speaker.side.clone(),
    });
    let topics = found.topics.iter().filter_map(|&topic| briefing.topics.get(topic));
    let places = found.places.iter().map(|place| {
        let source = place.source.and_then(|source| briefing.sources.get(source));
        Locator {
            outlet: source.map(|source| source.outlet.clone()),
            document: source.and_then(|source| source.document.clone()),
            locator: place.locator.clone(),
        }
    });
    let links = found.links.iter().map(|link| Link {
        relation: link.relation.name().to_owned(),
        briefing: Some(link.briefing.clone()),
        passage: link.passage.clone(),
        text: text_of(lookup, &link.briefing, &link.passage),
    });
    Passage {
        id: found.id.clone(),
        text: found.text.clone(),
        attribution: Attribution {
            sourcing: curated(&told.sourcing),
            sentiment: curated(&told.sentiment),
            target: told.target.clone(),
            holder: told.holder.clone(),
            quote: told.quote.map(|quote| quote.name().to_owned()),
            channel: told.channel.clone(),
            reliability: told.reliability.map(|letter| letter.name().to_owned()),
            credibility: told.credibility.map(|figure| figure.name().to_owned()),
        },
        speakers: speakers.collect(),
        topics: topics.map(|topic| topic.id.clone()).collect(),
        places: places.collect(),
        citation: citation(briefing, found),
        rationale: found.rationale.clone(),
        links: links.collect(),
    }
}

fn target(target: &target::Target) -> Target {
    Target {
        briefing: target.briefing.clone(),
        extent: extent(&target.extent),
        moved: target.moved.as_ref().map(|moved| Moved {
            confirmed: moved.confirmed.to_string(),
            extent: extent(&moved.extent),
        }),
    }
}

fn extent(extent: &target::Extent) -> Extent {
    let spot = extent.spot();
    Extent {
        level: extent.level().name().to_owned(),
        section: extent.section().map(str::to_owned),
        passage: spot.map(|spot| spot.passage.clone()),
        snapshot: spot.and_then(|spot| Some(spot.snapshot?.to_string())),
        quote: extent.quote().map(|quote| Quote {
            exact: quote.exact.clone(),
            prefix: quote.prefix.clone(),
            suffix: quote.suffix.clone(),
            start: quote.range.start,
            end: quote.range.end,
        }),
    }
}
