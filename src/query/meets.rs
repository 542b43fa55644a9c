//! Whether something meets a query.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Query;
use super::clause::{Clause, Labelled, Named, Test, Voice, is_asked};
use super::compare::{Bound, Ordered};
use super::field::{Being, Having};
use super::fold::{Case, fold_pattern};
use super::pattern::Pattern;
use super::subject::{Pinned, ReadMark, Subject};
use crate::briefing::model::Source;
use crate::briefing::taxonomy::{Quote, Sentiment, Shown, Sourcing, Tag};

/// The word for the author in use.
pub(super) const ME: &str = "me";

impl Query {
    /// Whether `subject` meets the query. An empty query is met by everything.
    pub fn meets(&self, subject: &Subject<'_>) -> bool {
        self.clause().meets(subject)
    }
}

impl Clause {
    /// Whether `subject` meets this piece of a query.
    pub fn meets(&self, subject: &Subject<'_>) -> bool {
        match self {
            Self::All(clauses) => clauses.iter().all(|clause| clause.meets(subject)),
            Self::Any(clauses) => clauses.iter().any(|clause| clause.meets(subject)),
            Self::Not(clause) => !clause.meets(subject),
            Self::Saved(saved) => saved.clause.meets(subject),
            Self::Words(pattern) => subject.has_words(pattern),
            Self::Test(test) => test.meets(subject),
        }
    }
}

impl Test {
    fn meets(&self, subject: &Subject<'_>) -> bool {
        let attribution = subject.passage.map(|passage| &passage.attribution);
        let about = subject.briefing.map(|briefing| &briefing.about);
        match self {
            Self::Sourcing(voice, wanted) => {
                subject.sourcing(*voice).is_some_and(|tag| is_one_of(wanted, tag))
            }
            Self::Sentiment(voice, wanted) => {
                subject.sentiment(*voice).is_some_and(|tag| is_one_of(wanted, tag))
            }
            Self::Name(named, patterns) => patterns.iter().any(|one| subject.is_named(*named, one)),
            Self::Label(label, patterns) => {
                patterns.iter().any(|one| subject.is_labelled(*label, one))
            }
            Self::Quote(wanted) => {
                attribution.and_then(|told| told.quote).is_some_and(|how| wanted.contains(&how))
            }
            Self::Reliability(bounds) => {
                is_within(bounds, attribution.and_then(|told| told.reliability))
            }
            Self::Credibility(bounds) => {
                is_within(bounds, attribution.and_then(|told| told.credibility))
            }
            Self::Tlp(bounds) => is_within(bounds, about.and_then(|about| about.tlp)),
            Self::Published(bounds) => is_within(bounds, about.and_then(|about| about.published)),
            Self::Since(days) => subject.dates().any(|made| days.iter().any(|day| made >= *day)),
            Self::Until(days) => subject.dates().any(|made| days.iter().any(|day| made <= *day)),
            Self::Has(wanted) => wanted.iter().any(|what| subject.has(*what)),
            Self::Is(wanted) => wanted.iter().any(|state| subject.is(*state)),
        }
    }
}

impl<'s> Subject<'s> {
    /// The notes that count: of a passage those that are not buried, else the note itself.
    fn live(&self) -> impl Iterator<Item = &'s Pinned<'s>> {
        let is_note = self.is_note;
        self.notes.iter().filter(move |pinned| is_note || !pinned.note.is_buried())
    }

    /// The days, in UTC, on which the notes were made.
    fn dates(&self) -> impl Iterator<Item = Date> {
        self.live().map(|pinned| day(pinned.note.origin.created))
    }

    fn sourcing(&self, voice: Voice) -> Option<&'s Tag<Sourcing>> {
        let curated = self.passage.map(|passage| &passage.attribution.sourcing);
        voiced(voice, curated, self.judged.and_then(|judged| judged.sourcing.as_ref()))
    }

    fn sentiment(&self, voice: Voice) -> Option<&'s Tag<Sentiment>> {
        let curated = self.passage.map(|passage| &passage.attribution.sentiment);
        voiced(voice, curated, self.judged.and_then(|judged| judged.sentiment.as_ref()))
    }

    /// Words by themselves: those of the passage, and of a note its own, too.
    fn has_words(&self, pattern: &Pattern) -> bool {
        self.is_named(Named::Text, pattern) || self.is_note && self.is_named(Named::Note, pattern)
    }

    fn is_named(&self, named: Named, pattern: &Pattern) -> bool {
        let has = |words: &str| pattern.is_in(words);
        let has_some = |words: &Option<String>| words.as_deref().is_some_and(has);
        let mut speakers = self
            .briefing
            .zip(self.passage)
            .into_iter()
            .flat_map(|(briefing, passage)| briefing.speakers_of(passage));
        match named {
            Named::Speaker => speakers.any(|speaker| has(&speaker.name) || has(&speaker.id)),
            Named::Role => speakers.any(|speaker| has_some(&speaker.role)),
            Named::Side => speakers.any(|speaker| has_some(&speaker.side)),
            Named::Outlet => self.sources().into_iter().any(|source| has(&source.outlet)),
            Named::Document => self.sources().into_iter().any(|source| has_some(&source.document)),
            Named::Section => self.section.is_some_and(|part| has(&part.heading) || has(&part.id)),
            Named::Topic => self.topics().any(|(id, label)| has(id) || has(label)),
            Named::Channel => {
                self.passage.is_some_and(|passage| has_some(&passage.attribution.channel))
            }
            Named::Briefing => match self.briefing {
                Some(briefing) => has(&briefing.about.title) || has(&briefing.id),
                None => self.notes.iter().any(|pinned| has(&pinned.note.target.briefing)),
            },
            Named::Text => self.passage.is_some_and(|passage| has(&passage.text)),
            Named::Note => self.live().any(|pinned| has(&pinned.note.body)),
        }
    }

    /// The documents that the passage rests on; those of the briefing where it names none.
    fn sources(&self) -> Vec<&'s Source> {
        match (self.briefing, self.passage) {
            (Some(briefing), Some(passage)) => briefing.sources_of(passage).collect(),
            (Some(briefing), None) => briefing.sources.iter().collect(),
            (None, _) => Vec::new(),
        }
    }

    fn topics(&self) -> impl Iterator<Item = (&'s str, &'s str)> {
        let filed = self.passage.map_or(&[][..], |passage| &passage.topics);
        let all = self.briefing.map_or(&[][..], |briefing| &briefing.topics);
        let topics = filed.iter().filter_map(|&topic| all.get(topic));
        topics.map(|topic| (topic.id.as_str(), topic.label.as_str()))
    }

    fn is_labelled(&self, label: Labelled, pattern: &Pattern) -> bool {
        let me = self.me;
        self.live().any(|Pinned { note, .. }| match label {
            Labelled::Mark => note.mark.as_deref().is_some_and(|mark| is_whole(pattern, mark)),
            Labelled::Tag => note.tags.iter().any(|tag| is_whole(pattern, tag)),
            Labelled::By if is_me(pattern) => note.origin.author.as_deref() == me,
            Labelled::By => {
                note.origin.author.as_deref().is_some_and(|author| is_whole(pattern, author))
            }
        })
    }

    fn has(&self, what: Having) -> bool {
        let attribution = self.passage.map(|passage| &passage.attribution);
        match what {
            Having::Note => self.live().next().is_some(),
            Having::Judgement => self.live().any(|pinned| !pinned.note.judgement.is_empty()),
            Having::Link => {
                self.passage.is_some_and(|passage| !passage.links.is_empty())
                    || self.live().any(|pinned| pinned.note.link.is_some())
            }
            Having::Quote => {
                let how = attribution.and_then(|told| told.quote);
                matches!(how, Some(Quote::Direct | Quote::Mixed))
                    || self.passage.is_some_and(|passage| !passage.quoted.is_empty())
            }
            Having::Rating => attribution
                .is_some_and(|told| told.reliability.is_some() || told.credibility.is_some()),
        }
    }

    fn is(&self, state: Being) -> bool {
        let mark = self.passage.map(|_| self.mark);
        match state {
            Being::Unread => matches!(mark, Some(ReadMark::Unread | ReadMark::Revised)),
            Being::Read => mark == Some(ReadMark::Read),
            Being::Revised => mark == Some(ReadMark::Revised),
            Being::Unplaced => self.live().any(Pinned::is_unplaced),
            Being::Buried => self.notes.iter().any(|pinned| pinned.note.is_buried()),
        }
    }
}

fn voiced<T>(voice: Voice, curated: Option<T>, judged: Option<T>) -> Option<T> {
    match voice {
        Voice::Effective => judged.or(curated),
        Voice::Curated => curated,
        Voice::Judged => judged,
    }
}

fn is_one_of<T: Shown>(wanted: &[Tag<T>], tag: &Tag<T>) -> bool {
    wanted.iter().any(|wanted| is_asked(wanted, tag))
}

fn is_within<T: Ordered>(bounds: &[Bound<T>], value: Option<T>) -> bool {
    value.is_some_and(|value| bounds.iter().any(|bound| bound.holds(value)))
}

/// Whether words are all of a label; an expression may be a part of it.
fn is_whole(pattern: &Pattern, label: &str) -> bool {
    match pattern {
        Pattern::Words(words) => fold_pattern(label, Case::Ignored).trim() == words.folded().trim(),
        Pattern::Expression(_) => pattern.is_in(label),
    }
}

fn is_me(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::Words(words) if words.written() == ME)
}

/// The day of a moment in UTC, the same on every machine.
fn day(moment: Timestamp) -> Date {
    moment.to_zoned(TimeZone::UTC).date()
}
