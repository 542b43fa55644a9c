//! One line that says how a passage is sourced, in what tone, by whom and from where.

use super::noted::sign;
use super::{Ink, Part};
use crate::briefing::taxonomy::{Alphabet, Shown, Tag};
use crate::briefing::{Briefing, Passage};
use crate::notes::notebook::Tags;

/// What stands between the parts of a line.
pub fn divider(alphabet: Alphabet) -> &'static str {
    match alphabet {
        Alphabet::Unicode => " · ",
        Alphabet::Ascii => " | ",
    }
}

/// `◆ official statement · ▲ positive ✎ mixed · ¶ 10 · Steve Witkoff, Rustem Umerov`: what the analyst
/// judges stands beside the curator's tag, where it was judged.
pub fn attribution(
    briefing: &Briefing,
    passage: &Passage,
    own: Option<&Tags>,
    alphabet: Alphabet,
) -> Vec<Part> {
    let tags = &passage.attribution;
    let between = || (Ink::Muted, divider(alphabet).to_owned());
    let sourcing = format!("{} {}", alphabet.mark(tags.sourcing.glyph()), tags.sourcing.label());
    let sentiment = format!("{} {}", alphabet.mark(tags.sentiment.glyph()), tags.sentiment.label());
    let mut parts = vec![(Ink::Sourcing(tags.sourcing.value), sourcing)];
    parts.extend(own.and_then(|own| judged(own.judged.0.as_ref(), alphabet)));
    parts.extend([between(), (Ink::Sentiment(tags.sentiment.value), sentiment)]);
    parts.extend(own.and_then(|own| judged(own.judged.1.as_ref(), alphabet)));
    // The place stands before the names: a narrow column cuts a name, never the place.
    for words in [places(briefing, passage), names(briefing, passage)] {
        if !words.is_empty() {
            parts.extend([between(), (Ink::Muted, words)]);
        }
    }
    parts
}

/// ` ✎ mixed`
fn judged<T: Shown>(tag: Option<&Tag<T>>, alphabet: Alphabet) -> Option<Part> {
    tag.map(|tag| (Ink::Note, format!(" {} {}", sign(alphabet), tag.label())))
}

/// The speakers' names, joined.
pub fn names(briefing: &Briefing, passage: &Passage) -> String {
    let names: Vec<&str> =
        briefing.speakers_of(passage).map(|speaker| speaker.name.as_str()).collect();
    names.join(", ")
}

/// Where the passage rests: the locator, with the outlet before it where there are several.
pub fn places(briefing: &Briefing, passage: &Passage) -> String {
    let several = briefing.sources.len() > 1;
    let places: Vec<String> = (passage.places.iter())
        .map(|place| match place.source.and_then(|source| briefing.sources.get(source)) {
            Some(source) if several => format!("{} {}", source.outlet, place.locator),
            Some(_) | None => place.locator.clone(),
        })
        .collect();
    places.join(", ")
}
