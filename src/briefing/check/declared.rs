//! What a briefing declares for its passages: sources, speakers and topics.

use super::names::{Kind, Names};
use super::{addresses, texts};
use crate::briefing::model::{Source, Speaker, Topic};
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::fields::WordPair;
use crate::briefing::raw::{self, At};

/// The sources, and the names that passages find them by.
pub(super) fn sources<'t>(
    raw: Option<At<Vec<At<raw::Source<'t>>>>>,
    findings: &mut Findings,
) -> (Vec<Source>, Names<'t>) {
    let mut names = Names::new(Kind::Source);
    let list = raw.into_iter().flat_map(|raw| raw.value);
    let list = list.map(|raw| source(&raw.value, &mut names, findings)).collect();
    (list, names)
}

fn source<'t>(raw: &raw::Source<'t>, names: &mut Names<'t>, findings: &mut Findings) -> Source {
    Source {
        id: names.declare(raw.id.as_ref(), findings),
        outlet: texts::needed("outlet", raw.outlet.as_ref(), findings),
        document: texts::line("document", raw.document.as_ref(), findings),
        url: raw.url.as_ref().and_then(|raw| address(raw, findings)),
        author: texts::line("author", raw.author.as_ref(), findings),
    }
}

/// The address in its normal form; one that may not be named is a finding.
fn address(raw: &At<&str>, findings: &mut Findings) -> Option<String> {
    let refuse = |reason| {
        let fix = "write an http, https or mailto address";
        findings.add_with_fix(Rule::BadUrl, &raw.span, format!("`url` {reason}"), fix);
    };
    addresses::normalised(raw.value).map_err(refuse).ok()
}

/// The speakers, and the names that passages find them by.
pub(super) fn speakers<'t>(
    raw: Option<At<Vec<At<raw::Speaker<'t>>>>>,
    findings: &mut Findings,
) -> (Vec<Speaker>, Names<'t>) {
    let mut names = Names::new(Kind::Speaker);
    let list = raw.into_iter().flat_map(|raw| raw.value).map(|raw| Speaker {
        id: names.declare(raw.value.id.as_ref(), findings),
        name: texts::needed("name", raw.value.name.as_ref(), findings),
        role: texts::line("role", raw.value.role.as_ref(), findings),
        side: texts::line("side", raw.value.side.as_ref(), findings),
    });
    let list = list.collect();
    (list, names)
}

/// The topics, and the names that passages find them by.
pub(super) fn topics<'t>(
    raw: Option<At<Vec<WordPair<'t>>>>,
    findings: &mut Findings,
) -> (Vec<Topic>, Names<'t>) {
    let mut names = Names::new(Kind::Topic);
    let list = raw.into_iter().flat_map(|raw| raw.value).map(|(id, label)| Topic {
        id: names.declare(Some(&id), findings),
        label: texts::needed(id.value, Some(&label), findings),
    });
    let list = list.collect();
    (list, names)
}
