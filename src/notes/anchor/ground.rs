//! A briefing as the ground in which notes look for their places.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::briefing::Briefing;
use crate::notes::snapshot::Snapshot;
use crate::notes::target::{Extent, Quote, Spot, Target};

use super::fold::Folded;
use super::likeness::{Candidate, MOST_WORK, Wanted};
use super::search::{distance, work};
use super::{Found, Stand};

/// How much better than the runner-up the best piece must be.
const CLEARLY: f64 = 0.08;

/// A briefing in which notes look for their places. What one of them needs is kept for the others.
#[derive(Debug)]
pub struct Ground<'b> {
    briefing: &'b Briefing,
    named: HashMap<&'b str, usize>,
    prints: Vec<OnceCell<Snapshot>>,
    snapshots: OnceCell<HashMap<Snapshot, Vec<usize>>>,
    folded: Vec<OnceCell<Folded>>,
}

impl<'b> Ground<'b> {
    /// The ground that `briefing` is.
    pub fn of(briefing: &'b Briefing) -> Self {
        let ids = briefing.passages.iter().enumerate();
        Self {
            briefing,
            named: ids.map(|(index, passage)| (passage.id.as_str(), index)).collect(),
            prints: vec![OnceCell::new(); briefing.passages.len()],
            snapshots: OnceCell::new(),
            folded: vec![OnceCell::new(); briefing.passages.len()],
        }
    }

    /// The briefing itself.
    pub const fn briefing(&self) -> &'b Briefing {
        self.briefing
    }

    /// What became of the place of a note. `past` answers with the text of a snapshot where it is kept.
    ///
    /// A place that the analyst gave it counts first. Where that one has changed and the first one is
    /// untouched, as after an edit that was undone, the first one counts.
    pub fn find(&self, target: &Target, past: &dyn Fn(Snapshot) -> Option<String>) -> Found {
        let mut latest = None;
        for extent in target.extents() {
            let found = self.find_extent(extent, past);
            if matches!(found, Found::Here(_)) {
                return found;
            }
            latest.get_or_insert(found);
        }
        latest.unwrap_or(Found::Lost(Stand::Tray))
    }

    fn find_extent(&self, extent: &Extent, past: &dyn Fn(Snapshot) -> Option<String>) -> Found {
        let old = |spot: &Spot| spot.snapshot.and_then(past);
        match extent {
            Extent::Briefing => Found::Here(Stand::Briefing),
            Extent::Section(id) => match self.section(id) {
                Some(section) => Found::Here(Stand::Section(section)),
                None => Found::Lost(Stand::Tray),
            },
            Extent::Passage(spot) => self.find_passage(spot, old(spot).as_deref()),
            Extent::Span(spot, quote) => self.find_span(spot, quote, old(spot).as_deref()),
        }
    }

    fn find_passage(&self, spot: &Spot, old: Option<&str>) -> Found {
        match self.untouched(spot) {
            Some((passage, true)) => return Found::Here(Stand::Passage(passage)),
            Some((passage, false)) => return Found::Moved(Stand::Passage(passage)),
            None => {}
        }
        let own = self.named.get(spot.passage.as_str()).copied();
        let Some(old) = old else {
            // Nothing but the name is left, and the name is what the note was made on.
            return own.map_or_else(|| self.lost(spot), |own| Found::Edited(Stand::Passage(own)));
        };
        let wanted = Wanted::new(old, ["", ""], None);
        let likeness = |passage: usize| self.likeness(&wanted, passage);
        if let Some(own) = own.filter(|own| likeness(*own) >= 0.5) {
            return Found::Edited(Stand::Passage(own));
        }
        let others = (0..self.folded.len()).map(|passage| (likeness(passage), passage));
        let best = others.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        match best {
            Some((likeness, passage)) if likeness >= 0.7 => {
                Found::Suggested { stays: self.rest(spot), perhaps: Stand::Passage(passage) }
            }
            _ => self.lost(spot),
        }
    }

    fn find_span(&self, spot: &Spot, quote: &Quote, old: Option<&str>) -> Found {
        if let Some((passage, stayed)) = self.untouched(spot)
            && let Some(range) = self.stored(passage, quote)
        {
            let stand = Stand::words(passage, &range);
            return if stayed { Found::Here(stand) } else { Found::Moved(stand) };
        }
        let sides = [quote.prefix.as_str(), quote.suffix.as_str()];
        let wanted = Wanted::new(&quote.exact, sides, old.and_then(|old| around(old, quote)));
        let own = self.named.get(spot.passage.as_str()).copied();
        own.and_then(|own| self.find_in(own, &wanted, quote))
            .or_else(|| self.suggested(&wanted, spot))
            .unwrap_or_else(|| self.lost(spot))
    }

    /// The passage whose text is to the letter what it was, and whether it kept its name.
    fn untouched(&self, spot: &Spot) -> Option<(usize, bool)> {
        let snapshot = spot.snapshot?;
        // The passage of that name goes first: to look at all others takes a fingerprint of each.
        let own = self.named.get(spot.passage.as_str()).copied();
        if let Some(own) = own.filter(|own| self.snapshot_of(*own) == snapshot) {
            return Some((own, true));
        }
        match self.snapshots().get(&snapshot).map(Vec::as_slice) {
            Some([only]) => Some((*only, false)),
            _ => None,
        }
    }

    fn snapshot_of(&self, passage: usize) -> Snapshot {
        *self.prints[passage].get_or_init(|| Snapshot::of(&self.briefing.passages[passage].text))
    }

    /// The words in the passage that the note was made on.
    fn find_in(&self, passage: usize, wanted: &Wanted, quote: &Quote) -> Option<Found> {
        let text = self.folded(passage);
        let stand = |candidate: &Candidate| Stand::words(passage, &text.bytes(&candidate.range));
        let exact = wanted.exact(text);
        if let [only] = exact.as_slice() {
            let stored = self.stored(passage, quote);
            let stays = stored.is_some_and(|stored| text.chars_of(&stored) == only.range);
            if wanted.is_only(only, stays) {
                return Some(Found::Here(stand(only)));
            }
        }
        if work(wanted.words.len(), text.chars.len()) > MOST_WORK {
            return None;
        }
        let alike = wanted.alike(text, 0.5);
        let best = alike.first()?;
        let runner_up = alike.get(1).map_or(0.0, Candidate::score);
        let is_clear = best.score() - runner_up >= CLEARLY && !wanted.is_neighbour(text, best);
        (is_clear && wanted.is_edited(best)).then(|| Found::Edited(stand(best)))
    }

    /// The likest piece of any passage, where it is like enough to be shown.
    fn suggested(&self, wanted: &Wanted, spot: &Spot) -> Option<Found> {
        let mut budget = MOST_WORK;
        let mut best: Option<(usize, Candidate)> = None;
        for passage in 0..self.folded.len() {
            let text = self.folded(passage);
            let cost = work(wanted.words.len(), text.chars.len());
            let found = if wanted.is_long() && cost <= budget {
                budget -= cost;
                wanted.alike(text, 0.7).into_iter().next()
            } else {
                let fits = |hit: &Candidate| {
                    text.is_border(hit.range.start)
                        && text.is_border(hit.range.end)
                        && (wanted.is_long() || hit.surroundings >= 0.5)
                };
                wanted.exact(text).into_iter().find(fits)
            };
            let better = |found: &Candidate| {
                best.as_ref().is_none_or(|(_, best)| found.score() > best.score())
            };
            if let Some(found) = found.filter(better) {
                best = Some((passage, found));
            }
        }
        let (passage, found) = best?;
        let bytes = self.folded(passage).bytes(&found.range);
        Some(Found::Suggested { stays: self.rest(spot), perhaps: Stand::words(passage, &bytes) })
    }

    /// The words at the place where they were, where they still read the same.
    fn stored(&self, passage: usize, quote: &Quote) -> Option<Range<usize>> {
        let text = self.briefing.passages.get(passage)?.text.as_str();
        let bytes = bytes_of(text, &quote.range)?;
        (text[bytes.clone()] == quote.exact).then_some(bytes)
    }

    fn likeness(&self, wanted: &Wanted, passage: usize) -> f64 {
        let text = self.folded(passage);
        let longer = wanted.words.len().max(text.chars.len()).max(1);
        let shorter = wanted.words.len().min(text.chars.len());
        if shorter * 2 < longer || work(wanted.words.len(), text.chars.len()) > MOST_WORK {
            return 0.0;
        }
        1.0 - distance(&wanted.words, &text.chars) as f64 / longer as f64
    }

    fn lost(&self, spot: &Spot) -> Found {
        Found::Lost(self.rest(spot))
    }

    /// What is left of a place: its passage, else its section.
    fn rest(&self, spot: &Spot) -> Stand {
        let passage = self.named.get(spot.passage.as_str()).map(|own| Stand::Passage(*own));
        let section =
            || spot.section.as_deref().and_then(|id| self.section(id)).map(Stand::Section);
        passage.or_else(section).unwrap_or(Stand::Tray)
    }

    fn section(&self, id: &str) -> Option<usize> {
        self.briefing.sections.iter().position(|section| section.id == id)
    }

    fn folded(&self, passage: usize) -> &Folded {
        self.folded[passage].get_or_init(|| Folded::of(&self.briefing.passages[passage].text))
    }

    fn snapshots(&self) -> &HashMap<Snapshot, Vec<usize>> {
        self.snapshots.get_or_init(|| {
            let mut all: HashMap<Snapshot, Vec<usize>> = HashMap::new();
            for index in 0..self.briefing.passages.len() {
                all.entry(self.snapshot_of(index)).or_default().push(index);
            }
            all
        })
    }
}

/// The text before and behind the words in the old text.
fn around<'o>(old: &'o str, quote: &Quote) -> Option<[&'o str; 2]> {
    let bytes = bytes_of(old, &quote.range)?;
    (old[bytes.clone()] == quote.exact).then(|| [&old[..bytes.start], &old[bytes.end..]])
}

/// The bytes of a range of code points.
fn bytes_of(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = starts.nth(range.start)?;
    let length = range.end.checked_sub(range.start)?;
    let end = if length == 0 { start } else { starts.nth(length - 1)? };
    Some(start..end)
}
