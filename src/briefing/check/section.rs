//! The sections of a briefing, and the ids of everything in them.

use super::MOST_PASSAGES;
use super::names::{Kind, Names, Wanted};
use super::texts;
use crate::briefing::id;
use crate::briefing::model::Section;
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::{self, At};

/// The sections with their passages as written, and the names of all passages.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    pub(super) sections: Vec<Section>,
    /// Each with the index of its section.
    pub(super) passages: Vec<(usize, At<raw::Passage<'t>>)>,
    pub(super) names: Names<'t>,
}

/// Lays out the sections. Ids are settled here, before any passage is read, so that links can look ahead.
pub(super) fn outline<'t>(raw: Vec<At<raw::Section<'t>>>, findings: &mut Findings) -> Outline<'t> {
    let ids = section_ids(&raw, findings);
    let counts = raw.iter().map(|it| it.value.passages.as_ref().map_or(0, |list| list.value.len()));
    let passages = Vec::with_capacity(counts.sum());
    let sections = Vec::with_capacity(raw.len());
    let mut outline = Outline { sections, passages, names: Names::new(Kind::Passage) };
    for (at, section) in raw.into_iter().enumerate() {
        let heading = texts::needed("heading", section.value.heading.as_ref(), findings);
        let start = outline.passages.len();
        let passages = section.value.passages.map(|list| list.value).unwrap_or_default();
        if passages.is_empty() {
            findings.add(Rule::EmptySection, &section.span, "this section has no passage");
        }
        outline.passages.extend(passages.into_iter().map(|passage| (at, passage)));
        outline.sections.push(Section {
            id: ids.id(at).to_owned(),
            heading,
            confidence: section.value.confidence.map(|level| level.value),
            passages: start..outline.passages.len(),
        });
    }
    limit(&outline, findings);
    outline.names.declare_all(passage_ids(&outline.sections, &outline.passages), findings);
    outline
}

fn section_ids<'t>(raw: &[At<raw::Section<'t>>], findings: &mut Findings) -> Names<'t> {
    let wanted = raw.iter().enumerate().map(|(at, section)| {
        if let Some(id) = &section.value.id {
            return Wanted::Written(id.clone());
        }
        let heading = section.value.heading.as_ref();
        let derived = heading.and_then(|heading| id::slug(heading.value));
        let id = derived.unwrap_or_else(|| format!("section-{}", at + 1));
        let span = heading.map_or(section.span.clone(), |heading| heading.span.clone());
        Wanted::Derived(At::new(id, span))
    });
    let mut names = Names::new(Kind::Section);
    names.declare_all(wanted, findings);
    names
}

fn passage_ids<'r, 't>(
    sections: &'r [Section],
    passages: &'r [(usize, At<raw::Passage<'t>>)],
) -> impl ExactSizeIterator<Item = Wanted<'t>> + use<'r, 't> {
    passages.iter().enumerate().map(|(at, (section, passage))| {
        if let Some(id) = &passage.value.id {
            return Wanted::Written(id.clone());
        }
        let section = &sections[*section];
        let id = numbered(&section.id, at - section.passages.start + 1);
        Wanted::Derived(At::new(id, passage.span.clone()))
    })
}

/// `on-paper-3`, with a long section's id cut so that the whole is an id.
fn numbered(section: &str, place: usize) -> String {
    let place = format!("-{place}");
    let room = section.floor_char_boundary(id::LONGEST - place.len());
    format!("{}{place}", &section[..room.min(section.len())])
}

fn limit(outline: &Outline<'_>, findings: &mut Findings) {
    if let Some((_, first)) = outline.passages.get(MOST_PASSAGES) {
        let reason = format!("a briefing has at most {MOST_PASSAGES} passages");
        findings.add_with_fix(Rule::TooManyPassages, &first.span, reason, "divide the briefing");
    }
    if outline.passages.is_empty() {
        findings.add(Rule::BadValue, &(0..0), "the briefing has no passage");
    }
}
