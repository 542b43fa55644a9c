//! A passage's provenance in words: who speaks, how it was said, and where in which document.

use crate::briefing::taxonomy::{Shown, Tag, Term, Vocabulary, tag_named};
use crate::briefing::{Briefing, Passage};
use crate::notes::note::Judgement;

/// Who speaks: `A. Example, trade minister; B. Example`.
pub fn speakers(briefing: &Briefing, passage: &Passage) -> String {
    let names = briefing.speakers_of(passage).map(|speaker| match &speaker.role {
        Some(role) => format!("{}, {role}", speaker.name),
        None => speaker.name.clone(),
    });
    names.collect::<Vec<_>>().join("; ")
}

/// Where it stands: `courier-0402.txt ¶ 4; gazette.txt ¶ 6`. A document without a name is called by
/// its outlet.
pub fn places(briefing: &Briefing, passage: &Passage) -> String {
    let places = passage.places.iter().map(|place| {
        let source = place.source.and_then(|source| briefing.sources.get(source));
        let name = source.map(|source| source.document.as_ref().unwrap_or(&source.outlet));
        match name {
            Some(name) => format!("{name} {}", place.locator),
            None => place.locator.clone(),
        }
    });
    places.collect::<Vec<_>>().join("; ")
}

/// The curator's rating of source and statement, where one is given: `reliability B, credibility 2`.
pub fn rating(passage: &Passage) -> Option<String> {
    let told = &passage.attribution;
    let reliability = told.reliability.map(|letter| format!("reliability {}", letter.name()));
    let credibility = told.credibility.map(|figure| format!("credibility {}", figure.name()));
    let both: Vec<String> = reliability.into_iter().chain(credibility).collect();
    (!both.is_empty()).then(|| both.join(", "))
}

/// All of it on one line: who, how, where, and the rating.
pub fn citation(briefing: &Briefing, passage: &Passage) -> String {
    let parts = [
        Some(speakers(briefing, passage)),
        passage.attribution.channel.clone(),
        Some(places(briefing, passage)),
        rating(passage),
    ];
    let said: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

/// The passage's tags, each with what the analyst judges it to be where that is something else:
/// `official statement · positive (judged mixed)`.
pub fn tags(passage: &Passage, judgement: &Judgement, vocabulary: &Vocabulary) -> String {
    let told = &passage.attribution;
    let sourcing = tag(&told.sourcing, judgement.sourcing.as_deref(), &vocabulary.sourcing);
    let sentiment = tag(&told.sentiment, judgement.sentiment.as_deref(), &vocabulary.sentiment);
    format!("{sourcing} · {sentiment}")
}

fn tag<T: Shown>(curated: &Tag<T>, judged: Option<&str>, own: &[Tag<T>]) -> String {
    match judged.filter(|word| *word != curated.name()) {
        Some(word) => format!("{} (judged {})", curated.label(), label(word, own)),
        None => curated.label().to_owned(),
    }
}

/// The words on the screen for a judged value; an unknown one is called as it was written.
pub fn label<T: Shown>(word: &str, own: &[Tag<T>]) -> String {
    tag_named(word, own).map_or_else(|| word.to_owned(), |tag| tag.label().to_owned())
}
