//! The files of a library beside each other: the first of an id keeps it, and each link is followed.

use std::collections::HashMap;

use super::{AsRead, Entry};
use crate::briefing::model::Link;
use crate::briefing::nearest::did_you_mean;
use crate::briefing::problem::{Place, Problem, Rule};

/// Judges the files beside each other. Those that an earlier judgement changed are taken as they were
/// read; only those that this one changes are copied, so that a large library is judged quickly.
pub(super) fn judge(entries: &mut [Entry]) {
    for entry in entries.iter_mut() {
        if let Some(read) = entry.as_read.take() {
            (entry.briefing, entry.problems) = (read.briefing, read.problems);
        }
    }
    let mut owners: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
    let mut changes: Vec<(usize, Change)> = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some(briefing) = &entry.briefing else { continue };
        let owner = *owners.entry(&briefing.id).or_insert(at);
        if owner != at {
            changes.push((at, Change::Twin(duplicate(entry, &briefing.id, &entries[owner]))));
        }
    }
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.has_links()) {
        if entry
            .briefing
            .as_ref()
            .is_none_or(|briefing| owners.get(briefing.id.as_str()) != Some(&at))
        {
            continue;
        }
        let links = entry.claims.links.iter();
        let lost: Vec<Problem> =
            links.filter_map(|(link, place)| lost(link, place, (&owners, entries))).collect();
        if !lost.is_empty() {
            changes.push((at, Change::Lost(lost)));
        }
    }
    for (at, change) in changes {
        change.make(&mut entries[at]);
    }
}

/// What the others make of a file.
enum Change {
    /// Another one has its id.
    Twin(Option<Problem>),
    /// Links of it lead nowhere.
    Lost(Vec<Problem>),
}

impl Change {
    fn make(self, entry: &mut Entry) {
        let (briefing, problems) = (entry.briefing.clone(), entry.problems.clone());
        entry.as_read = Some(Box::new(AsRead { briefing, problems }));
        match self {
            Self::Twin(problem) => {
                entry.briefing = None;
                entry.problems.extend(problem);
            }
            Self::Lost(problems) => {
                entry.problems.extend(problems);
                entry.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
            }
        }
    }
}

fn duplicate(entry: &Entry, id: &str, owner: &Entry) -> Option<Problem> {
    Some(Problem {
        rule: Rule::DuplicateBriefing,
        reason: format!("`{id}` is the id of {} already", owner.shown),
        fix: Some("give this briefing an `id` of its own".into()),
        place: entry.claims.id.clone()?,
    })
}

/// The problem of a link that leads nowhere.
fn lost(
    link: &Link,
    place: &Place,
    (owners, entries): (&HashMap<&str, usize>, &[Entry]),
) -> Option<Problem> {
    let problem = |rule, reason, fix| Problem { rule, reason, fix, place: place.clone() };
    let owner = owners.get(link.briefing.as_str()).and_then(|at| entries.get(*at));
    let Some(briefing) = owner.and_then(|entry| entry.briefing.as_ref()) else {
        let reason = format!("the library has no briefing `{}`", link.briefing);
        let fix = did_you_mean(&link.briefing, owners.keys().copied());
        return Some(problem(Rule::UnknownBriefing, reason, fix));
    };
    if briefing.passage_named(&link.passage).is_some() {
        return None;
    }
    let reason = format!("`{}` has no passage `{}`", link.briefing, link.passage);
    let passages = briefing.passages.iter().map(|passage| passage.id.as_str());
    Some(problem(Rule::UnknownPassage, reason, did_you_mean(&link.passage, passages)))
}
