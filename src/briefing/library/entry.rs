//! One file of the library, and the card that stands for its text where that is not held.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::briefing::check::{Checked, Claims};
use crate::briefing::model::{Briefing, SharedBriefing};
use crate::briefing::problem::Problem;
use crate::briefing::safe;
use crate::briefing::taxonomy::Tlp;

/// One file of the library, as it was last read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where it was read from; a name without a folder for a sample inside the program.
    pub path: PathBuf,
    /// The path, safe to show.
    pub shown: String,
    /// What the lists show of it, where no error of its own stands in the way and no file before it
    /// has its id.
    pub card: Option<Card>,
    /// What the file says, where it has a card and its text is held.
    pub briefing: Option<SharedBriefing>,
    /// Its errors and warnings, in the order of the file.
    pub problems: Vec<Problem>,
    /// A fingerprint of the file's bytes (XXH3): another one means that the file changed.
    pub fingerprint: u64,
    /// What the file says about the library, which only all files together can judge.
    pub claims: Claims,
}

/// What is known of a briefing without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was published.
    pub published: Option<Date>,
    /// Who may be shown it.
    pub tlp: Option<Tlp>,
    /// The outlets of its documents, a line each.
    outlets: String,
    /// The ids of its passages, a line each: links are followed to them.
    passages: String,
}

impl Card {
    /// The card of a briefing.
    pub fn of(briefing: &Briefing) -> Self {
        let about = &briefing.about;
        Self {
            id: briefing.id.clone(),
            title: about.title.clone(),
            published: about.published,
            tlp: about.tlp,
            outlets: lines(briefing.outlet_names()),
            passages: lines(briefing.passages.iter().map(|passage| passage.id.as_str())),
        }
    }

    /// The outlets of its documents in the order of the file, each once.
    pub fn outlets(&self) -> impl Iterator<Item = &str> {
        self.outlets.lines()
    }

    /// The ids of its passages, in reading order.
    pub fn passages(&self) -> impl Iterator<Item = &str> {
        self.passages.lines()
    }

    /// Whether one of its passages has this id.
    fn has_passage(&self, id: &str) -> bool {
        has_line(&self.passages, id)
    }
}

/// Whether one of the lines, each with its line break, is `word`. Every link asks, and does not divide the lines
/// for that.
fn has_line(lines: &str, word: &str) -> bool {
    let bytes = lines.as_bytes();
    !word.is_empty()
        && lines.match_indices(word).any(|(at, _)| {
            let begins = at == 0 || bytes[at - 1] == b'\n';
            begins && bytes.get(at + word.len()) == Some(&b'\n')
        })
}

/// Words without line breaks, a line each.
fn lines<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut lines = String::new();
    for word in words {
        lines.push_str(word);
        lines.push('\n');
    }
    lines
}

impl Entry {
    /// The file at `path` with these bytes' `fingerprint`, as the checker found it.
    pub fn checked(path: PathBuf, fingerprint: u64, checked: Checked) -> Self {
        let shown = safe::line(&path.to_string_lossy()).into_owned();
        let Checked { briefing, problems, claims } = checked;
        let card = briefing.as_ref().map(Card::of);
        let briefing = briefing.map(Arc::new);
        Self { path, shown, card, briefing, problems, fingerprint, claims }
    }

    /// The file at `path` as it was found before, without its text.
    pub fn shelved(
        path: PathBuf,
        fingerprint: u64,
        card: Card,
        (problems, claims): (Vec<Problem>, Claims),
    ) -> Self {
        let shown = safe::line(&path.to_string_lossy()).into_owned();
        Self { path, shown, card: Some(card), briefing: None, problems, fingerprint, claims }
    }

    /// The id that it has, or would have without its errors; none where the file does not say so much.
    pub(super) fn stated_id(&self) -> Option<&str> {
        let card = self.card.as_ref().map(|card| card.id.as_str());
        card.or_else(|| Some(self.claims.intended.as_ref()?.id.as_str()))
    }

    /// Whether it has a passage of this id, or would have without its errors; none where that is not known.
    pub(super) fn states_passage(&self, id: &str) -> Option<bool> {
        if let Some(card) = &self.card {
            return Some(card.has_passage(id));
        }
        let intended = self.claims.intended.as_ref()?.passages.as_ref()?;
        Some(intended.iter().any(|passage| passage == id))
    }

    /// The ids of the passages that it has, or would have without its errors; none where that is not known.
    pub(super) fn stated_passages(&self) -> Option<Box<dyn Iterator<Item = &str> + '_>> {
        if let Some(card) = &self.card {
            return Some(Box::new(card.passages()));
        }
        let intended = self.claims.intended.as_ref()?.passages.as_ref()?;
        Some(Box::new(intended.iter().map(String::as_str)))
    }

    /// The same without the text.
    #[must_use]
    pub fn without_text(self) -> Self {
        Self { briefing: None, ..self }
    }

    /// What stands for it in a list: the title, or the path where the file could not be read.
    pub fn title(&self) -> &str {
        self.card.as_ref().map_or(&self.shown, |card| &card.title)
    }

    /// What stands for it in a narrow list: the title, or the file's name without its folders.
    pub fn short_title(&self) -> &str {
        let name = self.shown.rsplit('/').next().unwrap_or(&self.shown);
        self.card.as_ref().map_or(name, |card| &card.title)
    }

    /// What it is remembered by: the briefing's id, or the path where the file could not be read.
    pub fn id(&self) -> &str {
        self.card.as_ref().map_or(&self.shown, |card| &card.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_as_a_whole() {
        let words = ["three-measures", "three", "a-three", "x"];
        let found = lines(words);
        assert!(words.iter().all(|word| has_line(&found, word)));
        for absent in ["measures", "three-", "hree", "a", "", "-three", "three\nx", "xx"] {
            assert!(!has_line(&found, absent), "{absent:?}");
        }
        assert!(!has_line("", "x") && !has_line("", ""));
    }
}
