//! The names that the passages of one briefing can be sifted by: who speaks, which outlets, which topics.

use std::collections::HashMap;

use crate::briefing::{Briefing, Passage};
use crate::query::facet::Facet;
use crate::query::fold::{Case, fold_pattern};

/// The most names of one kind: a list that nobody reads to its end helps nobody.
const MOST: usize = 100;

/// The names that passages carry, the most frequent of each kind first.
#[derive(Default)]
pub(super) struct Names {
    rows: Vec<Facet>,
    /// The rows that each speaker, each source and each topic stands for.
    speakers: Vec<Vec<usize>>,
    sources: Vec<Vec<usize>>,
    topics: Vec<Vec<usize>>,
    /// The rows of a passage that names no document.
    all_sources: Vec<usize>,
}

impl Names {
    /// The names in a briefing.
    pub(super) fn of(briefing: &Briefing) -> Self {
        let mut names = Self::default();
        let uses = Uses::of(briefing);
        let speakers: Vec<_> = (briefing.speakers.iter())
            .map(|speaker| [Some(speaker.name.as_str()), Some(speaker.id.as_str())])
            .collect();
        names.speakers = names.add(&speakers, &uses.speakers, Facet::Speaker);
        let sources: Vec<_> =
            briefing.sources.iter().map(|source| [Some(source.outlet.as_str()), None]).collect();
        names.sources = names.add(&sources, &uses.sources, Facet::Outlet);
        let topics: Vec<_> = (briefing.topics.iter())
            .map(|topic| [Some(topic.label.as_str()), Some(topic.id.as_str())])
            .collect();
        names.topics = names.add(&topics, &uses.topics, Facet::Topic);
        names.all_sources = joined(names.sources.iter());
        names
    }

    /// The names, kind by kind.
    pub(super) fn rows(&self) -> &[Facet] {
        &self.rows
    }

    /// Gives the rows that a passage carries, each once.
    pub(super) fn of_passage(&self, passage: &Passage, mut give: impl FnMut(usize)) {
        let speakers = passage.attribution.speakers.iter().map(|&at| &self.speakers[at]);
        let sources = passage.places.iter().filter_map(|place| Some(&self.sources[place.source?]));
        let topics = passage.topics.iter().map(|&at| &self.topics[at]);
        let names_none = passage.places.iter().all(|place| place.source.is_none());
        let all_sources = names_none.then_some(&self.all_sources);
        match (speakers.len(), sources.clone().count(), topics.len()) {
            // The usual case needs no list.
            (0 | 1, 0 | 1, 0 | 1) => {
                speakers
                    .chain(sources)
                    .chain(all_sources)
                    .chain(topics)
                    .flatten()
                    .for_each(|row| give(*row));
            }
            _ => joined(speakers.chain(sources).chain(all_sources).chain(topics))
                .into_iter()
                .for_each(give),
        }
    }

    /// Adds the rows of one kind: `named` are the name and the id of each bearer, `uses` how many
    /// passages it has. Gives the rows that each bearer stands for: a query for `Ann` finds Annabel.
    fn add(
        &mut self,
        named: &[[Option<&str>; 2]],
        uses: &[usize],
        facet: impl Fn(String) -> Facet,
    ) -> Vec<Vec<usize>> {
        let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
        for (at, (names, uses)) in named.iter().zip(uses).enumerate() {
            if let (Some(name), 1..) = (names[0], uses) {
                let known = counts.entry(name).or_insert((0, at));
                known.0 += uses;
            }
        }
        let mut sorted: Vec<(&str, (usize, usize))> = counts.into_iter().collect();
        sorted.sort_by_key(|(_, (uses, first))| (usize::MAX - uses, *first));
        let wanted = sorted.into_iter().filter_map(|(name, _)| {
            let folded = fold_pattern(name, Case::Ignored);
            (!folded.trim().is_empty()).then_some((name, folded))
        });
        let wanted: Vec<(&str, String)> = wanted.take(MOST).collect();
        let first = self.rows.len();
        self.rows.extend(wanted.iter().map(|(name, _)| facet((*name).to_owned())));
        let rows_of = |names: &[Option<&str>; 2]| {
            let names: Vec<String> =
                names.iter().flatten().map(|name| fold_pattern(name, Case::Ignored)).collect();
            let has = |wanted: &str| names.iter().any(|name| name.contains(wanted));
            let rows = wanted.iter().enumerate().filter(|(_, (_, folded))| has(folded));
            rows.map(|(at, _)| first + at).collect()
        };
        named.iter().map(rows_of).collect()
    }
}

/// How many passages each speaker, source and topic has.
struct Uses {
    speakers: Vec<usize>,
    sources: Vec<usize>,
    topics: Vec<usize>,
}

impl Uses {
    fn of(briefing: &Briefing) -> Self {
        let mut uses = Self {
            speakers: vec![0; briefing.speakers.len()],
            sources: vec![0; briefing.sources.len()],
            topics: vec![0; briefing.topics.len()],
        };
        let mut nameless = 0;
        for passage in &briefing.passages {
            passage.attribution.speakers.iter().for_each(|&at| uses.speakers[at] += 1);
            passage.topics.iter().for_each(|&at| uses.topics[at] += 1);
            let mut is_nameless = true;
            for source in passage.places.iter().filter_map(|place| place.source) {
                uses.sources[source] += 1;
                is_nameless = false;
            }
            nameless += usize::from(is_nameless);
        }
        // A passage that names no document rests on all of them.
        uses.sources.iter_mut().for_each(|uses| *uses += nameless);
        uses
    }
}

/// The rows of several lists, each once.
fn joined<'r>(lists: impl Iterator<Item = &'r Vec<usize>>) -> Vec<usize> {
    let mut rows: Vec<usize> = lists.flatten().copied().collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}
