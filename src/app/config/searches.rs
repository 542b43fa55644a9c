//! Queries with names of the analyst's own: each is read at once, and its mistakes are told where they stand.

use std::ops::Range;

use crate::briefing::problem::Rule;
use crate::briefing::raw::{At, Fields};
use crate::briefing::taxonomy::Vocabulary;
use crate::query::Searches;
use crate::query::searches::BAD_NAME;

/// `[searches]`: names and queries. A query may use the names above it.
pub(super) fn read(
    fields: &mut Fields<'_>,
    source: &str,
    vocabulary: &Vocabulary,
) -> Option<Searches> {
    let pairs = fields.pairs("searches")?.value;
    let mut searches = Searches::default();
    for (name, query) in pairs {
        if !Searches::is_name(&name.value) {
            let reason = format!("`{}` cannot be the name of a query", name.value);
            fields.findings().add_with_fix(Rule::BadValue, &name.span, reason, BAD_NAME);
            continue;
        }
        let Err(faults) = searches.add(&name.value, &query.value, vocabulary) else { continue };
        for fault in faults.list {
            let span = place(source, &query, &fault.span);
            fields.findings().note(Rule::BadValue, &span, fault.reason, fault.fix);
        }
    }
    Some(searches)
}

/// The bytes of the file where a piece of a query stands; all of the query where the file writes it
/// with escapes, so that its bytes are others.
fn place(source: &str, query: &At<String>, piece: &Range<usize>) -> Range<usize> {
    let start = query.span.start + 1;
    let is_plain = source.get(start..).is_some_and(|rest| rest.starts_with(&query.value));
    if is_plain { start + piece.start..start + piece.end } else { query.span.clone() }
}
