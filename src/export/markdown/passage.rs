//! A noted passage: its tags, its text as a quotation with the noted words marked, its links, its notes.

use std::ops::Range;

use crate::briefing::Briefing;
use crate::briefing::taxonomy::{Relation, Term};
use crate::export::citation::{citation, tags};
use crate::export::dossier::Entry;
use crate::export::escape;
use crate::notes::anchor::Stand;

use super::{Frame, file_name};

/// How much of a passage a link to it shows, in characters.
const GLIMPSE: usize = 80;

impl Frame<'_> {
    /// A passage and its notes; nothing where there are none.
    pub(super) fn passage(&self, briefing: &Briefing, passage: usize) -> Vec<String> {
        let notes: Vec<&Entry<'_>> =
            self.standing(|stand| stand.passage() == Some(passage)).collect();
        if notes.is_empty() {
            return Vec::new();
        }
        let found = &briefing.passages[passage];
        let judgement = self.dossier.judgement(passage);
        let tags = tags(found, &judgement, self.lookup.vocabulary);
        let heading = escape::line(&format!("{} · {tags}", found.id));
        let mut parts = vec![self.heading(2, &heading)];
        let marks = notes.iter().filter_map(|entry| words_of(entry)).collect();
        parts.push(quotation(&citation(briefing, found), &found.text, marks));
        let links = found.links.iter();
        let links: Vec<String> = links
            .map(|link| self.link("The curator", link.relation, &link.briefing, &link.passage))
            .collect();
        if !links.is_empty() {
            parts.push(links.join("\n"));
        }
        parts.extend(notes.iter().flat_map(|entry| self.note(entry, notes.len() > 1)));
        parts
    }

    /// That a passage bears on another one, by whose word, and what the other one says.
    pub(super) fn link(
        &self,
        who: &str,
        relation: Relation,
        briefing: &str,
        passage: &str,
    ) -> String {
        let address = if briefing == self.dossier.id {
            passage.to_owned()
        } else {
            format!("{briefing}#{passage}")
        };
        let address = escape::line(&address);
        let is_beside = briefing != self.dossier.id && self.beside.contains(briefing);
        let address =
            if is_beside { format!("[{address}]({})", file_name(briefing)) } else { address };
        let other = self.lookup.library.briefing(briefing);
        let text = other.and_then(|other| {
            let index = other.passage_named(passage)?;
            Some(escape::line(&glimpse(&other.passages[index].text)))
        });
        let words = match text {
            Some(text) => format!(": “{text}”"),
            None => " (not in the library)".to_owned(),
        };
        format!("- {who}: {} {address}{words}", relation.name())
    }
}

/// A quotation with its source on top, as a callout that other programs show as a quotation.
pub(super) fn quotation(source: &str, text: &str, marks: Vec<Range<usize>>) -> String {
    let source = escape::line(source);
    let title = if source.is_empty() { String::new() } else { format!(" {source}") };
    let mut out = format!("> [!quote]{title}");
    for line in escape::lines(text, &escape::union(marks)) {
        out.push_str(if line.is_empty() { "\n>" } else { "\n> " });
        out.push_str(&line);
    }
    out
}

/// The bytes of the passage that a note is about.
pub(super) fn words_of(entry: &Entry<'_>) -> Option<Range<usize>> {
    match entry.stand()? {
        Stand::Span(_, span) => Some(span.range()),
        _ => None,
    }
}

/// The beginning of a text, on one line.
pub(super) fn glimpse(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(GLIMPSE) {
        Some((end, _)) => line[..end].trim_end().to_owned() + "…",
        None => line,
    }
}
