//! Notes whose text is gone: the text as it was noted, where they stay meanwhile, and what may be their place.

use std::ops::Range;

use crate::export::dossier::Entry;
use crate::export::escape;
use crate::notes::anchor::{Found, Stand};
use crate::notes::target::{Extent, Quote};

use super::Frame;
use super::note::day;
use super::passage::{glimpse, quotation};

impl Frame<'_> {
    /// The notes that wait for a place, under a heading of their own; nothing where none does.
    pub(super) fn unplaced(&self) -> Vec<String> {
        let waiting = self.dossier.notes().filter(|entry| entry.is_open());
        let mut parts: Vec<String> = waiting.flat_map(|entry| self.waiting(entry)).collect();
        if !parts.is_empty() {
            parts.insert(0, self.heading(1, "Unplaced notes"));
        }
        parts
    }

    fn waiting(&self, entry: &Entry<'_>) -> Vec<String> {
        let extent = entry.note().target.latest();
        let place = match extent {
            Extent::Briefing => "the briefing",
            Extent::Section(id) => id,
            Extent::Passage(spot) | Extent::Span(spot, _) => &spot.passage,
        };
        let state = match entry.found {
            None => "not in the library",
            Some(Found::Suggested { .. }) => "its text moved or is gone",
            Some(_) => "its text is gone",
        };
        let mut parts = vec![self.heading(2, &format!("{} · {state}", escape::line(place)))];
        parts.extend(self.as_noted(entry));
        parts.extend(self.meanwhile(entry));
        parts.extend(self.note(entry, false));
        parts
    }

    /// What the place said when it was noted.
    fn as_noted(&self, entry: &Entry<'_>) -> Option<String> {
        let quote = entry.note().target.latest().quote();
        let source = format!("as noted on {}", day(entry.note()));
        match (self.dossier.past(entry), quote) {
            (Some(past), quote) => {
                let mark = quote.and_then(|quote| bytes(past, &quote.range));
                Some(quotation(&source, past, mark.into_iter().collect()))
            }
            (None, Some(Quote { exact, prefix, suffix, .. })) => {
                let mark = prefix.len()..prefix.len() + exact.len();
                Some(quotation(&source, &[&**prefix, exact, suffix].concat(), vec![mark]))
            }
            (None, None) => None,
        }
    }

    /// Where the note stays, and what may be its place.
    fn meanwhile(&self, entry: &Entry<'_>) -> Option<String> {
        let stays = self.address(entry.stand()?);
        let stays = stays.map(|place| format!("It stays on {place}."));
        let perhaps = match &entry.found {
            Some(Found::Suggested { perhaps, .. }) => self.address(perhaps),
            _ => None,
        };
        let perhaps = perhaps.map(|place| format!("Perhaps it belongs to {place}."));
        let said: Vec<String> = stays.into_iter().chain(perhaps).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    fn address(&self, stand: &Stand) -> Option<String> {
        let briefing = self.dossier.briefing?;
        let words = match stand {
            Stand::Span(passage, span) => {
                let text = &briefing.passages.get(*passage)?.text;
                text.get(span.range()).map(|words| format!(", “{}”", glimpse(words)))
            }
            _ => None,
        };
        let id = match stand {
            Stand::Section(section) => &briefing.sections.get(*section)?.id,
            _ => &briefing.passages.get(stand.passage()?)?.id,
        };
        Some(escape::line(&format!("{id}{}", words.unwrap_or_default())))
    }
}

/// The bytes of a range of code points.
fn bytes(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = starts.nth(range.start)?;
    let length = range.end.checked_sub(range.start)?;
    let end = if length == 0 { start } else { starts.nth(length - 1)? };
    Some(start..end)
}
