//! `dateline note add`: a note on a briefing, a section, a passage or some words.

use std::collections::BTreeSet;
use std::ops::Range;

use anyhow::{Context, bail};
use jiff::Timestamp;

use crate::briefing::Briefing;
use crate::briefing::nearest::{did_you_mean, nearest};
use crate::briefing::safe;
use crate::briefing::taxonomy::{Shown, Tag, Term, Vocabulary, tag_named};
use crate::notes::anchor::{capture, capture_passage, places_of};
use crate::notes::document::Document;
use crate::notes::mark::MarkKind;
use crate::notes::note::{Judgement, Kind, Note, Origin};
use crate::notes::target::{Extent, Target};
use crate::store::notes::{Edition, How, new_id};

use super::{body, told, whole_second};
use crate::cli::arguments::Add;
use crate::cli::settings::Settings;
use crate::cli::show::unknown;
use crate::cli::{Status, output};

/// What of a briefing is meant by the words behind `#`.
#[derive(Debug, Clone)]
enum Spot {
    All,
    Section(usize),
    Passage(usize),
}

/// Adds the note and prints its id.
pub(super) fn add(asked: &Add, settings: &Settings) -> anyhow::Result<Status> {
    let vocabulary = &settings.stated.config.vocabulary;
    let holdings = settings.holdings();
    let (id, rest) = match asked.place.split_once('#') {
        Some((id, rest)) => (id, Some(rest)),
        None => (asked.place.as_str(), None),
    };
    let library = holdings.library();
    let Some(entry) = library.entry_named(id) else { bail!(unknown(library, id)) };
    let briefing = &*holdings.text(entry)?;
    let spot = rest.map_or(Ok(Spot::All), |rest| spot(briefing, rest))?;
    let (extent, passage) = extent(briefing, &spot, asked.quote.as_deref())?;
    let judgement = judgement(asked, vocabulary)?;
    let marks = &settings.stated.config.analyst.marks;
    let mark = asked.mark.as_deref().map(|word| mark(word, marks)).transpose()?;
    let tags = tags(asked)?;
    let body = asked.text.as_deref().map(body).transpose()?.unwrap_or_default();
    let says_something = !body.is_empty() || mark.is_some() || !tags.is_empty();
    let kind = match () {
        () if !body.is_empty() => Kind::Comment,
        () if !judgement.is_empty() => Kind::Judgement,
        () if mark.is_some() => Kind::Mark,
        () if says_something => Kind::Comment,
        () if extent.quote().is_some() => Kind::Highlight,
        () => bail!("nothing to note: give a text, a mark, a tag, a judgement, or words to quote"),
    };
    let now = Timestamp::now();
    let origin = Origin { author: settings.author(), created: whole_second(now) };
    let id = new_id(now).context("the system gives no chance for an id")?;
    let note = Note::new(id, kind, origin, Target::new(briefing.id.as_str(), extent));
    let document = Document::fresh(Note { mark, tags, judgement, body, ..note });
    let passage = passage.map(|passage| briefing.passages[passage].text.as_str());
    let saved = settings.notes().save(Edition { document: &document, base: None, passage })?;
    let status = told(&saved);
    if !matches!(saved.how, How::Barred { .. }) {
        output::print(format!("{id}\n").as_bytes())?;
    }
    Ok(status)
}

fn spot(briefing: &Briefing, word: &str) -> anyhow::Result<Spot> {
    if let Some(passage) = briefing.passage_named(word) {
        return Ok(Spot::Passage(passage));
    }
    if let Some(section) = briefing.sections.iter().position(|section| section.id == word) {
        return Ok(Spot::Section(section));
    }
    let passages = briefing.passages.iter().map(|passage| passage.id.as_str());
    let ids = passages.chain(briefing.sections.iter().map(|section| section.id.as_str()));
    let near =
        nearest(word, ids).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let (word, id) = (safe::line(word), &briefing.id);
    bail!(
        "no passage or section of `{id}` has the id `{word}`; {near}`dateline show --format json \
         {id}` names them all"
    );
}

/// The place, and the passage whose text is to be kept with it.
fn extent(
    briefing: &Briefing,
    spot: &Spot,
    quote: Option<&str>,
) -> anyhow::Result<(Extent, Option<usize>)> {
    if let Some(quote) = quote {
        let (passage, range) = only(briefing, spot, quote)?;
        let extent = capture(briefing, passage, range).context("no such passage")?;
        return Ok((extent, Some(passage)));
    }
    Ok(match spot {
        Spot::All => (Extent::Briefing, None),
        Spot::Section(section) => (Extent::Section(briefing.sections[*section].id.clone()), None),
        Spot::Passage(passage) => {
            (capture_passage(briefing, *passage).context("no such passage")?, Some(*passage))
        }
    })
}

/// The one place that has the words.
fn only(briefing: &Briefing, spot: &Spot, quote: &str) -> anyhow::Result<(usize, Range<usize>)> {
    if quote.trim().is_empty() {
        bail!("`--quote` has no words; give words of the passage as they stand there");
    }
    let passages = match spot {
        Spot::All => 0..briefing.passages.len(),
        Spot::Section(section) => briefing.sections[*section].passages.clone(),
        Spot::Passage(passage) => *passage..passage + 1,
    };
    let hits: Vec<(usize, Range<usize>)> = passages
        .flat_map(|passage| {
            let places = places_of(quote, &briefing.passages[passage].text);
            places.into_iter().map(move |place| (passage, place))
        })
        .collect();
    let words = safe::line(quote);
    match hits.as_slice() {
        [(passage, place)] => Ok((*passage, place.clone())),
        [] => bail!(
            "the words “{words}” do not stand there, within one passage; copy them from \
             `dateline show {}`",
            briefing.id
        ),
        several => {
            let mut ids: Vec<&str> = several
                .iter()
                .map(|(passage, _)| briefing.passages[*passage].id.as_str())
                .collect();
            ids.dedup();
            let (count, ids) = (several.len(), ids.join(", "));
            bail!(
                "the words “{words}” stand there {count} times ({ids}); quote more words, or name \
                 the passage: {}#PASSAGE",
                briefing.id
            );
        }
    }
}

fn judgement(asked: &Add, vocabulary: &Vocabulary) -> anyhow::Result<Judgement> {
    Ok(Judgement {
        sourcing: value("sourcing", asked.sourcing.as_deref(), &vocabulary.sourcing)?,
        sentiment: value("sentiment", asked.sentiment.as_deref(), &vocabulary.sentiment)?,
    })
}

/// A value of the taxonomy or of the configuration, by its name.
fn value<T: Shown>(
    option: &str,
    word: Option<&str>,
    own: &[Tag<T>],
) -> anyhow::Result<Option<String>> {
    let Some(word) = word else { return Ok(None) };
    if tag_named(word, own).is_some() {
        return Ok(Some(word.to_owned()));
    }
    let mut names: Vec<&str> = T::iter().map(Term::name).collect();
    names.extend(own.iter().map(Tag::name));
    let near = nearest(word, names.iter().copied());
    let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let (word, names) = (safe::line(word), names.join(", "));
    bail!("`{word}` is no value of `--{option}`; {near}allowed: {names}");
}

fn tags(asked: &Add) -> anyhow::Result<BTreeSet<String>> {
    asked.tag.iter().map(|tag| word(tag)).collect()
}

/// A mark of the list.
fn mark(word: &str, marks: &[MarkKind]) -> anyhow::Result<String> {
    if let Some(mark) = marks.iter().find(|mark| mark.name == word) {
        return Ok(mark.name.clone());
    }
    let names: Vec<&str> = marks.iter().map(|mark| mark.name.as_str()).collect();
    let near = did_you_mean(word, names.iter().copied());
    let near = near.map(|near| near + " ").unwrap_or_default();
    let (word, names) = (safe::line(word), names.join(", "));
    bail!("`{word}` is no mark; {near}marks: {names}; `[marks]` of the configuration adds others");
}

/// A keyword: some words on one line.
fn word(stated: &str) -> anyhow::Result<String> {
    let word = stated.trim();
    if word.is_empty() || safe::line(word) != word {
        bail!("`{}` is no word for a tag", safe::line(stated));
    }
    Ok(word.to_owned())
}
