//! The files of a library beside each other: the first of an id keeps it, and each link is followed.

use std::sync::Arc;

use super::{Card, Entry};
use crate::briefing::model::Link;
use crate::briefing::nearest::did_you_mean;
use crate::briefing::problem::{PlaceInSource, Problem, Rule};

/// In a larger library no name is looked for that a link could have meant: that would take a look at
/// every id for every such link.
const MOST_NAMES: usize = 4096;

/// The files as they are beside each other, and the places of those that can be read, in the order of
/// their ids. Only files that the others make a difference to are copied, so that a large library is
/// judged quickly.
pub(super) fn judge(read: &[Arc<Entry>]) -> (Vec<Arc<Entry>>, Vec<u32>) {
    let mut judged = read.to_vec();
    let with_cards = read.iter().zip(0_u32..).filter_map(|(it, at)| Some((it.card.as_ref()?, at)));
    let mut cards: Vec<(&Card, u32)> = with_cards.collect();
    // The first of an id stays the first: the sort keeps their order.
    cards.sort_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    let mut owner: Option<(&Card, u32)> = None;
    cards.retain(|&(card, at)| match owner.filter(|(known, _)| known.id == card.id) {
        Some((_, owner)) => {
            judged[at as usize] = Arc::new(twin(&read[at as usize], card, &read[owner as usize]));
            false
        }
        None => {
            owner = Some((card, at));
            true
        }
    });
    for &(_, at) in &cards {
        let entry = &read[at as usize];
        let found = |id: &str| {
            let found = cards.binary_search_by(|(card, _)| card.id.as_str().cmp(id)).ok()?;
            Some(cards[found].0)
        };
        let meant = |id: &str| {
            let names = cards.iter().map(|(card, _)| card.id.as_str());
            did_you_mean(id, names.filter(|_| cards.len() <= MOST_NAMES))
        };
        if let Some(misled) = misled(entry, found, meant) {
            judged[at as usize] = Arc::new(misled);
        }
    }
    let by_id = cards.into_iter().map(|(_, at)| at).collect();
    (judged, by_id)
}

/// A file whose id another one has already: it is no briefing of the library.
pub(super) fn twin(entry: &Entry, card: &Card, owner: &Entry) -> Entry {
    let problem = entry.claims.id.as_ref().map(|id| Problem {
        rule: Rule::DuplicateBriefing,
        reason: format!("`{}` is the id of {} already", card.id, owner.shown),
        fix: Some("give this briefing an `id` of its own".into()),
        place: id.place(),
    });
    let mut twin = Entry { card: None, briefing: None, ..entry.clone() };
    twin.problems.extend(problem);
    twin
}

/// A file with links that lead nowhere, and their problems; none where all of them lead somewhere. `found`
/// has the briefings of the library, `meant` the advice where one is not there.
pub(super) fn misled<'c>(
    entry: &Entry,
    found: impl Fn(&str) -> Option<&'c Card>,
    meant: impl Fn(&str) -> Option<String>,
) -> Option<Entry> {
    let links = entry.claims.links.iter();
    let lost = links.filter_map(|(link, place)| lost(link, place, (&found, &meant)));
    let lost: Vec<Problem> = lost.collect();
    if lost.is_empty() {
        return None;
    }
    let mut entry = entry.clone();
    entry.problems.extend(lost);
    entry.problems.sort_by_key(|problem| (problem.place.line, problem.place.column));
    Some(entry)
}

/// The problem of a link that leads nowhere.
fn lost<'c>(
    link: &Link,
    place: &PlaceInSource,
    (found, meant): (impl Fn(&str) -> Option<&'c Card>, impl Fn(&str) -> Option<String>),
) -> Option<Problem> {
    let problem = |rule, reason, fix| Problem { rule, reason, fix, place: place.place() };
    let Some(card) = found(&link.briefing) else {
        let reason = format!("the library has no briefing `{}`", link.briefing);
        return Some(problem(Rule::UnknownBriefing, reason, meant(&link.briefing)));
    };
    if card.passages().any(|passage| passage == link.passage) {
        return None;
    }
    let reason = format!("`{}` has no passage `{}`", link.briefing, link.passage);
    Some(problem(Rule::UnknownPassage, reason, did_you_mean(&link.passage, card.passages())))
}
