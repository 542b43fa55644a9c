//! Who vouches for a passage, who speaks in it, in what tone and toward whom.

use super::desk::Desk;
use super::texts;
use crate::briefing::model::Attribution;
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::{self, At};
use crate::briefing::taxonomy::{Credibility, Sentiment, Shown, Sourcing, Tag, Term, tag_named};
use strum::IntoEnumIterator;

/// The attribution that `raw` states.
pub(super) fn attribution(raw: &raw::Attribution<'_>, desk: &mut Desk<'_>) -> Attribution {
    let vocabulary = desk.vocabulary;
    let (sourcing, sentiment) = (raw.sourcing.as_ref(), raw.sentiment.as_ref());
    let named = raw.speakers.as_ref().map_or(&[][..], |list| &list.value);
    let attribution = Attribution {
        sourcing: tag("sourcing", sourcing, &vocabulary.sourcing, desk.findings)
            .unwrap_or(Tag::plain(Sourcing::Unattributed)),
        sentiment: tag("sentiment", sentiment, &vocabulary.sentiment, desk.findings)
            .unwrap_or(Tag::plain(Sentiment::Neutral)),
        speakers: desk.speakers.find_all(named, desk.findings),
        quote: raw.quote.as_ref().map(|quote| quote.value),
        channel: texts::line("channel", raw.channel.as_ref(), desk.findings),
        holder: somebody("holder", raw.holder.as_ref(), desk),
        target: somebody("target", raw.target.as_ref(), desk),
        reliability: raw.reliability.as_ref().map(|letter| letter.value),
        credibility: credibility(raw.credibility.as_ref(), desk.findings),
    };
    if let Some(sourcing) = sourcing {
        note_voices(sourcing, named, &attribution, desk);
    }
    attribution
}

/// The value that a tag names: a built-in one or one of the configuration's.
fn tag<T: Shown>(
    key: &str,
    raw: Option<&At<&str>>,
    own: &[Tag<T>],
    findings: &mut Findings,
) -> Option<Tag<T>> {
    let word = raw?;
    let found = tag_named(word.value, own);
    if found.is_none() {
        let mut allowed: Vec<&str> = T::iter().map(Term::name).collect();
        allowed.extend(own.iter().map(Tag::name));
        findings.add_unknown_value(key, word.value, &word.span, &allowed);
    }
    found
}

/// Words, or the name of the speaker whose id stands there.
fn somebody(key: &str, raw: Option<&At<&str>>, desk: &mut Desk<'_>) -> Option<String> {
    match desk.speakers.known(raw?.value) {
        Some(place) => Some(desk.voices[place].name.clone()),
        None => texts::line(key, raw, desk.findings),
    }
}

fn credibility(raw: Option<&At<i64>>, findings: &mut Findings) -> Option<Credibility> {
    let raw = raw?;
    let figure = raw.value.to_string();
    let found = figure.parse().ok();
    if found.is_none() {
        let allowed: Vec<&str> = Credibility::iter().map(Term::name).collect();
        findings.add_unknown_value("credibility", &figure, &raw.span, &allowed);
    }
    found
}

/// Notes speakers who are missing, and speakers who should not be named.
fn note_voices(
    sourcing: &At<&str>,
    named: &[At<&str>],
    attribution: &Attribution,
    desk: &mut Desk<'_>,
) {
    let value = attribution.sourcing.value;
    let own_words = [Sourcing::OnRecord, Sourcing::Broadcast, Sourcing::SocialPost];
    if own_words.contains(&value) && named.is_empty() {
        let reason = format!("`{}` without `speakers`: whose words are these?", sourcing.value);
        let fix = "name the speaker, or choose another sourcing";
        desk.findings.add_with_fix(Rule::MissingSpeaker, &sourcing.span, reason, fix);
    }
    let mut exposed = named.iter().filter(|id| {
        let place = desk.speakers.known(id.value);
        place.is_some_and(|place| desk.voices[place].role.is_some())
    });
    if let Some(id) = exposed.next().filter(|_| value == Sourcing::Anonymous) {
        let reason = format!("the source is anonymous, but the speaker `{}` has a role", id.value);
        let fix = "name a descriptor such as \"a diplomat\", or choose another sourcing";
        desk.findings.add_with_fix(Rule::NamedAnonymous, &id.span, reason, fix);
    }
}
