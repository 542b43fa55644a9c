//! Links of a passage: their shape, and what can be judged without the other files.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use super::claims::Target;
use super::desk::Desk;
use crate::briefing::id;
use crate::briefing::model::Link;
use crate::briefing::problem::Rule;
use crate::briefing::raw::{self, At};

/// The links of the passage at place `own`.
pub(super) fn links(
    raw: Option<&At<Vec<At<raw::Link<'_>>>>>,
    own: usize,
    desk: &mut Desk<'_>,
) -> Vec<Link> {
    let mut seen: HashSet<Link, RandomState> = HashSet::default();
    let stated = raw.map_or(&[][..], |list| &list.value);
    let mut links = Vec::with_capacity(stated.len());
    for At { value: raw, .. } in stated {
        let Some(to) = &raw.to else { continue };
        let Some(link) = link(raw, (to, own), desk) else { continue };
        // A few are compared sooner than hashed.
        let is_new =
            if stated.len() <= 8 { !links.contains(&link) } else { seen.insert(link.clone()) };
        if !is_new {
            let reason = format!("the link to `{}#{}` stands twice", link.briefing, link.passage);
            desk.findings.add(Rule::DuplicateLink, &to.span, reason);
        }
        links.push(link);
    }
    links
}

/// The link of the passage at place `own` that leads `to` another.
fn link(raw: &raw::Link<'_>, (to, own): (&At<&str>, usize), desk: &mut Desk<'_>) -> Option<Link> {
    let target = target(to, desk)?;
    if target.briefing == desk.briefing {
        let named = At::new(target.passage.as_str(), to.span.clone());
        if desk.passages.find(&named, desk.findings) == Some(own) {
            desk.findings.add(Rule::SelfLink, &to.span, "this passage links to itself");
        }
    } else {
        desk.abroad.push(At::new(target.clone(), to.span.clone()));
    }
    let Target { briefing, passage } = target;
    let relation = raw.relation.as_ref()?.value;
    Some(Link { relation, briefing, passage })
}

/// The two ids of `briefing-id#passage-id`; the first may be left out.
fn target(to: &At<&str>, desk: &mut Desk<'_>) -> Option<Target> {
    if let Some((briefing, passage)) = to.value.split_once('#') {
        let briefing = if briefing.is_empty() { desk.briefing } else { briefing };
        if [briefing, passage].into_iter().all(id::is_id) {
            return Some(Target { briefing: briefing.to_owned(), passage: passage.to_owned() });
        }
    }
    let reason = format!("`{}` is no link", to.value);
    let fix = "write `briefing-id#passage-id`, or `#passage-id` within this briefing";
    desk.findings.add_with_fix(Rule::BadLink, &to.span, reason, fix);
    None
}
