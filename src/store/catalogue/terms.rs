//! What a passage is found by: its words, and the values and names that a query may ask for.

use crate::briefing::taxonomy::{Quote, Shown, Tag, Term};
use crate::briefing::{Briefing, Passage};
use crate::query::Field;
use crate::query::fold::{Case, fold_pattern};

/// The word under [`Field::Has`] for a passage with something.
pub(super) const LINK: &str = "link";
/// A passage with words in quotation marks.
pub(super) const QUOTE: &str = "quote";
/// A passage with a rating.
pub(super) const RATING: &str = "rating";

/// Gives each word that a passage is found by, with its field. Words are as a query asks for them:
/// those of the text are folded and alone, names stand as they are.
pub(super) fn each(briefing: &Briefing, passage: &Passage, give: &mut impl FnMut(Field, &str)) {
    let folded = fold_pattern(&passage.text, Case::Ignored);
    runs(&folded).for_each(|run| give(Field::Text, run));
    let told = &passage.attribution;
    tag(&told.sourcing, Field::Sourcing, give);
    tag(&told.sentiment, Field::Sentiment, give);
    for speaker in briefing.speakers_of(passage) {
        give(Field::Speaker, &speaker.name);
        give(Field::Speaker, &speaker.id);
        speaker.role.iter().for_each(|role| give(Field::Role, role));
        speaker.side.iter().for_each(|side| give(Field::Side, side));
    }
    for source in briefing.sources_of(passage) {
        give(Field::Outlet, &source.outlet);
        source.document.iter().for_each(|document| give(Field::Document, document));
    }
    for &topic in &passage.topics {
        if let Some(topic) = briefing.topics.get(topic) {
            give(Field::Topic, &topic.id);
            give(Field::Topic, &topic.label);
        }
    }
    if let Some(section) = briefing.sections.get(passage.section) {
        give(Field::Section, &section.heading);
        give(Field::Section, &section.id);
    }
    told.channel.iter().for_each(|channel| give(Field::Channel, channel));
    give(Field::Briefing, &briefing.about.title);
    give(Field::Briefing, &briefing.id);
    values(briefing, passage, give);
}

/// The values of closed lists, by their names.
fn values(briefing: &Briefing, passage: &Passage, give: &mut impl FnMut(Field, &str)) {
    let told = &passage.attribution;
    told.quote.iter().for_each(|quote| give(Field::Quote, quote.name()));
    told.reliability.iter().for_each(|value| give(Field::Reliability, value.name()));
    told.credibility.iter().for_each(|value| give(Field::Credibility, value.name()));
    briefing.about.tlp.iter().for_each(|tlp| give(Field::Tlp, tlp.name()));
    if let Some(day) = briefing.about.published {
        give(Field::Published, &day.to_string());
    }
    if !passage.links.is_empty() {
        give(Field::Has, LINK);
    }
    if matches!(told.quote, Some(Quote::Direct | Quote::Mixed)) || !passage.quoted.is_empty() {
        give(Field::Has, QUOTE);
    }
    if told.reliability.is_some() || told.credibility.is_some() {
        give(Field::Has, RATING);
    }
}

/// A built-in value by its name, and a refinement by its own as well.
fn tag<T: Shown>(tag: &Tag<T>, field: Field, give: &mut impl FnMut(Field, &str)) {
    give(field, tag.value.name());
    tag.refinement.iter().for_each(|own| give(field, &own.name));
}

/// The runs of letters and digits in a folded text: what is between them finds nothing by itself.
pub(super) fn runs(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|run| !run.is_empty())
}
