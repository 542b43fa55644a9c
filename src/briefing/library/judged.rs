//! The files of a library beside each other: the first of an id keeps it, and each link is followed.

use std::collections::HashMap;

use super::Entry;
use crate::briefing::model::{Link, SharedBriefing};
use crate::briefing::nearest::did_you_mean;
use crate::briefing::problem::{Place, Problem, Rule};

/// The files as they stand beside each other: the first of an id keeps it, and each link is followed.
pub(super) fn judged(read: &[Entry]) -> Vec<Entry> {
    let mut owners: HashMap<&str, &Entry> = HashMap::new();
    let mut entries = Vec::with_capacity(read.len());
    for entry in read {
        let mut judged = entry.clone();
        if let Some(briefing) = &entry.briefing {
            let owner = *owners.entry(&briefing.id).or_insert(entry);
            if owner.path != entry.path {
                judged.briefing = None;
                judged.problems.extend(duplicate(entry, &briefing.id, owner));
            }
        }
        entries.push(judged);
    }
    let briefing = |entry: &Entry| entry.briefing.clone();
    let known: HashMap<&str, SharedBriefing> =
        owners.into_iter().filter_map(|(id, entry)| Some((id, briefing(entry)?))).collect();
    for entry in entries.iter_mut().filter(|entry| entry.briefing.is_some()) {
        let lost = entry.claims.links.iter().filter_map(|(link, place)| lost(link, place, &known));
        let lost: Vec<Problem> = lost.collect();
        entry.problems.extend(lost);
        entry.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    }
    entries
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
fn lost(link: &Link, place: &Place, known: &HashMap<&str, SharedBriefing>) -> Option<Problem> {
    let problem = |rule, reason, fix| Problem { rule, reason, fix, place: place.clone() };
    let Some(briefing) = known.get(link.briefing.as_str()) else {
        let reason = format!("the library has no briefing `{}`", link.briefing);
        let fix = did_you_mean(&link.briefing, known.keys().copied());
        return Some(problem(Rule::UnknownBriefing, reason, fix));
    };
    if briefing.passage_named(&link.passage).is_some() {
        return None;
    }
    let reason = format!("`{}` has no passage `{}`", link.briefing, link.passage);
    let passages = briefing.passages.iter().map(|passage| passage.id.as_str());
    Some(problem(Rule::UnknownPassage, reason, did_you_mean(&link.passage, passages)))
}
