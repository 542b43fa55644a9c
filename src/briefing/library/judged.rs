//! The files of a library beside each other: the first of an id keeps it, and each link is followed.

use std::sync::Arc;

use super::Entry;
use crate::briefing::check::Target;
use crate::briefing::nearest::did_you_mean;
use crate::briefing::problem::{Findings, PlaceInSource, Problem, Rule, Severity};

/// In a larger library no name is looked for that a link could have meant: that would take a look at
/// every id for every such link.
const MOST_NAMES: usize = 4096;

/// The files as they are beside each other, and the places of those that can be read, in the order of
/// their ids. Only files that the others make a difference to are copied, so that a large library is
/// judged quickly.
pub(super) fn judge(read: &[Arc<Entry>]) -> (Vec<Arc<Entry>>, Vec<u32>) {
    let stated = read.iter().zip(0_u32..).filter_map(|(it, at)| Some((it.stated_id()?, at)));
    let mut stated: Vec<(&str, u32)> = stated.collect();
    // The first of an id stays the first: the sort keeps their order.
    stated.sort_by_key(|(id, _)| *id);
    let groups = || stated.chunk_by(|(one, _), (other, _)| one == other);
    let is_read = |at: u32| read[at as usize].card.is_some();
    // Links lead to the first that can be read; where none can, to the first.
    let leads_to = |group: &[(&str, u32)]| {
        group.iter().find(|(_, at)| is_read(*at)).or(group.first()).map_or(0, |(_, at)| *at)
    };
    let named: Vec<u32> = groups().map(leads_to).collect();
    let library = Named { read, named: &named };
    let mut ranks: Vec<Rank<'_>> = read.iter().map(|_| Rank::default()).collect();
    for (group, owner) in groups().zip(&named) {
        for &(_, at) in &group[1..] {
            let is_second = at > *owner && is_read(*owner);
            let earlier = if is_second { *owner } else { group[0].1 };
            let earlier = Some(read[earlier as usize].as_ref());
            ranks[at as usize] = Rank { earlier, is_second };
        }
    }
    let (found, meant) = (|id: &str| library.found(id), |id: &str| library.meant(id));
    let judged = read.iter().zip(&ranks).map(|(entry, rank)| beside(entry, rank, found, meant));
    let by_id = named.iter().copied().filter(|at| is_read(*at)).collect();
    (judged.collect(), by_id)
}

/// The files that links lead to, in the order of their ids.
struct Named<'l> {
    read: &'l [Arc<Entry>],
    named: &'l [u32],
}

impl<'l> Named<'l> {
    fn entries(&self) -> impl Iterator<Item = &'l Entry> {
        self.named.iter().map(|at| self.read[*at as usize].as_ref())
    }

    fn found(&self, id: &str) -> Option<&'l Entry> {
        let entry = |at: &u32| self.read[*at as usize].as_ref();
        let found = self.named.binary_search_by(|at| entry(at).stated_id().cmp(&Some(id))).ok()?;
        Some(entry(&self.named[found]))
    }

    /// The advice for a link to a briefing that is not there.
    fn meant(&self, id: &str) -> Option<String> {
        if self.read.len() > MOST_NAMES {
            return None;
        }
        let is_it = |entry: &Entry| {
            entry.stated_id().is_none() && entry.path.file_stem().is_some_and(|stem| stem == id)
        };
        if let Some(entry) = self.read.iter().find(|entry| is_it(entry)) {
            return Some(format!("it may be {}, which cannot be read yet", entry.shown));
        }
        did_you_mean(id, self.entries().filter_map(Entry::stated_id))
    }
}

/// How a file stands to others of its id.
#[derive(Debug, Default)]
pub(super) struct Rank<'l> {
    /// The first of those before it: the first that can be read, where one can.
    pub(super) earlier: Option<&'l Entry>,
    /// Whether one of those before it can be read: then this is no briefing of the library.
    pub(super) is_second: bool,
}

/// A file as it is beside others: with a problem where it is not the first of its id, and one for each link
/// that leads nowhere. `found` has the files that links lead to, `meant` the advice where one is not there.
pub(super) fn beside<'l>(
    entry: &Arc<Entry>,
    rank: &Rank<'_>,
    found: impl Fn(&str) -> Option<&'l Entry>,
    meant: impl Fn(&str) -> Option<String>,
) -> Arc<Entry> {
    let room = Findings::MOST.saturating_sub(errors(entry));
    let links = entry.claims.links.iter();
    let lost = links.filter_map(|(target, place)| lost(target, place, (&found, &meant)));
    let problems: Vec<Problem> =
        duplicate(entry, rank).into_iter().chain(lost).take(room).collect();
    if problems.is_empty() && !rank.is_second {
        return Arc::clone(entry);
    }
    let mut entry = entry.as_ref().clone();
    if rank.is_second {
        (entry.card, entry.briefing) = (None, None);
    }
    entry.problems.extend(problems);
    entry.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    Arc::new(entry)
}

/// How many errors a file has of its own.
fn errors(entry: &Entry) -> usize {
    entry.problems.iter().filter(|problem| problem.severity() == Severity::Error).count()
}

/// The problem of a file that is not the first of its id.
fn duplicate(entry: &Entry, rank: &Rank<'_>) -> Option<Problem> {
    let (first, id) = (rank.earlier?, entry.stated_id()?);
    Some(Problem {
        rule: Rule::DuplicateBriefing,
        reason: format!("`{id}` is the id of {} already", first.shown),
        fix: Some("give this briefing an `id` of its own".into()),
        place: entry.claims.id.as_ref()?.place(),
    })
}

/// The problem of a link that leads nowhere.
fn lost<'l>(
    link: &Target,
    place: &PlaceInSource,
    (found, meant): (impl Fn(&str) -> Option<&'l Entry>, impl Fn(&str) -> Option<String>),
) -> Option<Problem> {
    let problem = |rule, reason, fix| Problem { rule, reason, fix, place: place.place() };
    let Some(entry) = found(&link.briefing) else {
        let reason = format!("the library has no briefing `{}`", link.briefing);
        return Some(problem(Rule::UnknownBriefing, reason, meant(&link.briefing)));
    };
    if entry.states_passage(&link.passage)? {
        return None;
    }
    let reason = format!("`{}` has no passage `{}`", link.briefing, link.passage);
    let fix = did_you_mean(&link.passage, entry.stated_passages()?);
    Some(problem(Rule::UnknownPassage, reason, fix))
}
