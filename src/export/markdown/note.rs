//! One note: which words it is about where that is not plain, its body, its judgement, its link, and whose it is.

use crate::briefing::taxonomy::Term;
use crate::export::body::contained;
use crate::export::citation::label;
use crate::export::dossier::Entry;
use crate::export::escape;
use crate::notes::anchor::Found;
use crate::notes::note::{Kind, Note};

use super::Frame;
use super::passage::{glimpse, words_of};

impl Frame<'_> {
    /// The parts of a note. One `among` others says which words it is about.
    pub(super) fn note(&self, entry: &Entry<'_>, among: bool) -> Vec<String> {
        let note = entry.note();
        let name = block_id(entry);
        let mut parts = Vec::new();
        parts.extend(self.about(entry, among));
        let body = contained(&note.body, self.level + 2, &entry.name);
        parts.extend(Some(body).filter(|body| !body.is_empty()));
        parts.extend(self.judged(entry));
        if let Some(link) = &note.link {
            let briefing = link.briefing.as_deref().unwrap_or(&note.target.briefing);
            parts.push(self.link(&author(note), link.relation, briefing, &link.passage));
        }
        parts.push(meta(note));
        parts.push(format!("^{name}"));
        parts
    }

    /// Which words the note is about, and what became of them since.
    fn about(&self, entry: &Entry<'_>, among: bool) -> Option<String> {
        let quote = entry.note().target.latest().quote();
        let quoted = |words: &str| format!("“{}”", escape::line(&glimpse(words)));
        let words = words_of(entry).and_then(|range| {
            let text = &self.dossier.passage_of(entry)?.text;
            Some(quoted(text.get(range)?))
        });
        match (&entry.found, quote) {
            (Some(Found::Edited(_)), Some(quote)) => {
                Some(format!("Noted as {}; the words were edited since.", quoted(&quote.exact)))
            }
            (Some(Found::Edited(_)), None) => {
                Some("The passage was edited since it was noted.".to_owned())
            }
            (Some(Found::Moved(_)), _) => {
                let from = entry.note().target.latest().spot()?;
                let from = escape::line(&from.passage);
                let words = words.map(|words| format!("On {words}. ")).unwrap_or_default();
                Some(format!("{words}The passage was {from} when it was noted."))
            }
            _ if among => words.map(|words| format!("On {words}:")),
            _ => None,
        }
    }

    /// The analyst's own tags, beside the curator's where there are some.
    fn judged(&self, entry: &Entry<'_>) -> Option<String> {
        let (judgement, vocabulary) = (&entry.note().judgement, self.lookup.vocabulary);
        let told = self.dossier.passage_of(entry).map(|passage| &passage.attribution);
        let part = |name: &str, judged: String, curated: Option<&str>| match curated {
            Some(curated) => format!("{name} {judged} (the curator: {curated})"),
            None => format!("{name} {judged}"),
        };
        let sourcing = judgement.sourcing.as_deref().map(|word| {
            let curated = told.map(|told| told.sourcing.label());
            part("sourcing", label(word, &vocabulary.sourcing), curated)
        });
        let sentiment = judgement.sentiment.as_deref().map(|word| {
            let curated = told.map(|told| told.sentiment.label());
            part("sentiment", label(word, &vocabulary.sentiment), curated)
        });
        let parts: Vec<String> = sourcing.into_iter().chain(sentiment).collect();
        (!parts.is_empty()).then(|| format!("Judged: {}", escape::line(&parts.join(", "))))
    }
}

/// Mark and tags, the kind where it is no plain comment, whose it is and of which day.
fn meta(note: &Note) -> String {
    let mut tags: Vec<String> =
        note.mark.iter().chain(&note.tags).map(|word| escape::tag(word)).collect();
    tags.dedup();
    let mut parts: Vec<String> = Vec::new();
    if !tags.is_empty() {
        parts.push(tags.join(" "));
    }
    if note.kind != Kind::Comment {
        parts.push(note.kind.name().to_owned());
    }
    parts.extend(note.origin.author.as_deref().map(escape::line));
    parts.push(day(note));
    parts.join(" · ")
}

/// The day on which a note was made, in UTC.
pub(super) fn day(note: &Note) -> String {
    let created = note.origin.created.to_string();
    created.split('T').next().unwrap_or_default().to_owned()
}

fn author(note: &Note) -> String {
    note.origin.author.as_deref().map_or_else(|| "The analyst".to_owned(), escape::line)
}

/// What links within a vault call the note.
fn block_id(entry: &Entry<'_>) -> String {
    format!("n-{}", entry.name)
}
