//! A sieve: which passages of one briefing a query lets through, and how many each facet would.
//!
//! What a facet asks for is looked up, once a briefing; what else a query asks is answered by whoever
//! holds the notes, once a query. So switching a facet of a long briefing compares numbers alone.

mod names;

use strum::IntoEnumIterator;

use self::names::Names;
use super::Query;
use super::clause::Clause;
use super::facet::{Facet, FacetKind, Parts, besides};
use crate::briefing::Briefing;
use crate::briefing::taxonomy::{Sentiment, Sourcing};

/// The facets of one briefing, and what a query makes of them.
#[derive(Debug, Clone, Default)]
pub struct Sieve {
    /// The values, kind by kind.
    rows: Vec<Facet>,
    /// Of each passage the values that it carries, one passage after another.
    carried: Vec<u16>,
    /// Where those of each passage begin; one more for the end.
    starts: Vec<usize>,
    /// What pieces of queries are met by, passage by passage.
    answers: Vec<Answer>,
    /// What the last query lets through.
    shown: Vec<bool>,
    /// How many passages each value would show.
    counts: Vec<usize>,
    /// Which values are switched on.
    chosen: Vec<bool>,
}

/// Which passages meet a piece of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The piece.
    pub clause: Clause,
    /// Passage by passage.
    pub met: Vec<bool>,
}

/// What a query asks of one kind of facet.
struct Group<'s> {
    kind: FacetKind,
    /// Whether anything is asked of it.
    is_asked: bool,
    /// What is asked besides facets.
    other: Option<&'s [bool]>,
}

impl Sieve {
    /// The facets of a briefing; sourcing and sentiment are those that `effective` gives a passage.
    pub fn new(
        briefing: &Briefing,
        effective: impl Fn(usize) -> Option<(Sourcing, Sentiment)>,
    ) -> Self {
        let mut sieve = Self { starts: vec![0], ..Self::default() };
        let names = Names::of(briefing);
        sieve.rows = Facet::tags().chain(names.rows().iter().cloned()).collect();
        let tags = Facet::tags().count();
        let sourcings: Vec<Sourcing> = Sourcing::iter().collect();
        let sentiments: Vec<Sentiment> = Sentiment::iter().collect();
        for at in 0..briefing.passages.len() {
            if let Some((sourcing, sentiment)) = effective(at) {
                let first = sourcings.iter().position(|known| *known == sourcing).unwrap_or(0);
                let second = sentiments.iter().position(|known| *known == sentiment).unwrap_or(0);
                sieve.carried.extend([first as u16, (sourcings.len() + second) as u16]);
            }
            names.of_passage(&briefing.passages[at], |row| {
                sieve.carried.push((tags + row) as u16);
            });
            sieve.starts.push(sieve.carried.len());
        }
        sieve.shown = vec![true; briefing.passages.len()];
        sieve
    }

    /// The values, kind by kind.
    pub fn rows(&self) -> &[Facet] {
        &self.rows
    }

    /// Whether each value is switched on.
    pub fn chosen(&self) -> &[bool] {
        &self.chosen
    }

    /// How many passages each value would show if it alone of its kind were switched on and all else
    /// stayed as it is.
    pub fn counts(&self) -> &[usize] {
        &self.counts
    }

    /// Whether the last query lets a passage through; before the first one, every passage.
    pub fn shows(&self, passage: usize) -> bool {
        self.shown.get(passage).copied().unwrap_or(true)
    }

    /// The pieces of a query that no facet answers and that were not asked yet.
    pub fn unknown(&self, query: &Query) -> Vec<Clause> {
        let mut wanted = self.wanted(&Parts::of(query));
        wanted.retain(|clause| self.answer(clause).is_none());
        wanted
    }

    /// Takes in which passages meet pieces of a query.
    pub fn learn(&mut self, answers: Vec<Answer>) {
        if let Some(answer) = answers.first() {
            self.shown.resize(answer.met.len(), true);
        }
        self.answers.extend(answers);
    }

    /// Lets through what meets a query, all pieces of which are known. Answers that it does not need
    /// are forgotten.
    pub fn sift(&mut self, query: &Query) {
        let parts = Parts::of(query);
        let wanted = self.wanted(&parts);
        self.answers.retain(|answer| wanted.contains(&answer.clause));
        self.chosen = self.rows.iter().map(|row| parts.has(row)).collect();
        let rest: Option<Vec<bool>> =
            rest_of(&parts).and_then(|rest| self.answer(&rest)).map(<[bool]>::to_vec);
        let others: Vec<(FacetKind, Option<Clause>)> =
            (parts.tests.iter()).map(|(kind, test)| (*kind, besides(test, &self.rows))).collect();
        let groups: Vec<Group<'_>> = FacetKind::iter()
            .map(|kind| {
                let other = others.iter().find(|(known, _)| *known == kind);
                let answer = other.and_then(|(_, clause)| self.answer(clause.as_ref()?));
                Group { kind, is_asked: other.is_some(), other: answer }
            })
            .collect();
        let (shown, counts) = self.count(rest.as_deref(), &groups);
        (self.shown, self.counts) = (shown, counts);
    }

    fn count(&self, rest: Option<&[bool]>, groups: &[Group<'_>]) -> (Vec<bool>, Vec<usize>) {
        let kinds: Vec<usize> = self.rows.iter().map(|row| row.kind() as usize).collect();
        let mut counts = vec![0; self.rows.len()];
        let mut shown = vec![false; self.shown.len()];
        for (at, is_shown) in shown.iter_mut().enumerate() {
            if rest.is_some_and(|met| !met[at]) {
                continue;
            }
            let carried = self.carried_by(at);
            let mut holds = [false; 5];
            for row in carried.iter().map(|row| usize::from(*row)) {
                holds[kinds[row]] |= self.chosen[row];
            }
            // Which kind, if only one, keeps the passage out.
            let (mut missing, mut failed) = (0, None);
            for group in groups {
                let is_met = holds[group.kind as usize] || group.other.is_some_and(|met| met[at]);
                if group.is_asked && !is_met {
                    missing += 1;
                    failed = Some(group.kind as usize);
                }
            }
            *is_shown = missing == 0;
            for row in carried.iter().map(|row| usize::from(*row)) {
                counts[row] +=
                    usize::from(missing == 0 || missing == 1 && failed == Some(kinds[row]));
            }
        }
        (shown, counts)
    }

    /// The values that a passage carries; none before the facets are known.
    fn carried_by(&self, passage: usize) -> &[u16] {
        match (self.starts.get(passage), self.starts.get(passage + 1)) {
            (Some(&start), Some(&end)) => &self.carried[start..end],
            _ => &[],
        }
    }

    /// The pieces of a query that no facet answers.
    fn wanted(&self, parts: &Parts) -> Vec<Clause> {
        let others = parts.tests.iter().filter_map(|(_, test)| besides(test, &self.rows));
        rest_of(parts).into_iter().chain(others).collect()
    }

    fn answer(&self, clause: &Clause) -> Option<&[bool]> {
        let known = self.answers.iter().find(|answer| answer.clause == *clause);
        known.map(|answer| answer.met.as_slice())
    }
}

/// What must hold besides the facets.
fn rest_of(parts: &Parts) -> Option<Clause> {
    match parts.rest.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(Clause::All(several.to_vec())),
    }
}
