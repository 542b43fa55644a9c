//! From the form of a query to what it asks: fields and values by their names, every mistake told.

use std::ops::Range;

use jiff::civil::Date;

use super::clause::{Clause, Labelled, Named, Test, Voice};
use super::compare::{Bound, Comparison, Ordered};
use super::fault::Fault;
use super::field::Field;
use super::outline::{Kind, Part, Token, Value};
use super::pattern::Pattern;
use super::searches::Lexicon;
use crate::briefing::nearest::did_you_mean;
use crate::briefing::taxonomy::{Shown, Tag, Term, tag_named};

/// Reads the parts of a query and keeps what is wrong with them.
pub(super) struct Reader<'l> {
    lexicon: Lexicon<'l>,
    pub(super) faults: Vec<Fault>,
}

impl<'l> Reader<'l> {
    pub(super) const fn new(lexicon: Lexicon<'l>) -> Self {
        Self { lexicon, faults: Vec::new() }
    }

    /// What a part asks. Where it cannot stand, that is a fault and the rest is read on.
    pub(super) fn clause(&mut self, part: Part) -> Clause {
        let nothing = || Clause::All(Vec::new());
        match part {
            Part::All(parts) => Clause::All(self.clauses(parts)),
            Part::Any(parts) => Clause::Any(self.clauses(parts)),
            Part::Not(part) => Clause::Not(Box::new(self.clause(*part))),
            Part::Words(token) => self.pattern(&token).map_or_else(nothing, Clause::Words),
            Part::Test { field, span, values } => {
                self.test(&field, span, &values).map_or_else(nothing, Clause::Test)
            }
            Part::Saved { name, span } => self.saved(&name, span).unwrap_or_else(nothing),
            Part::Broken(fault) => {
                self.faults.push(fault);
                nothing()
            }
        }
    }

    fn clauses(&mut self, parts: Vec<Part>) -> Vec<Clause> {
        parts.into_iter().map(|part| self.clause(part)).collect()
    }

    fn fault(&mut self, span: &Range<usize>, reason: impl AsRef<str>, fix: impl AsRef<str>) {
        self.faults.push(Fault::new(span.clone(), reason, fix));
    }

    fn saved(&mut self, name: &str, span: Range<usize>) -> Option<Clause> {
        let found = self.lexicon.searches.named(name);
        if found.is_none() {
            let names: Vec<&str> = self.lexicon.searches.all().map(|(name, _)| name).collect();
            let fix = match did_you_mean(name, names.iter().copied()) {
                Some(question) => question,
                None if names.is_empty() => {
                    "`[searches]` in the configuration gives queries names; words that begin with \
                     `@` go between quotation marks"
                        .to_owned()
                }
                None => format!("saved: {}", names.join(", ")),
            };
            self.fault(&span, format!("no query is saved as `{name}`"), fix);
        }
        found
    }

    fn test(&mut self, name: &str, span: Range<usize>, values: &[Value]) -> Option<Test> {
        let Ok(field) = name.to_lowercase().parse::<Field>() else {
            let names = super::field_names();
            let fix = did_you_mean(name, names.iter().copied());
            let quoted = "words with a colon go between quotation marks";
            let fix = fix.unwrap_or_else(|| format!("{quoted}; fields: {}", names.join(", ")));
            self.fault(&span, format!("`{name}` is no field"), fix);
            return None;
        };
        Some(match field {
            Field::Sourcing => Test::Sourcing(Voice::Effective, self.sourcings(field, values)),
            Field::CuratedSourcing => Test::Sourcing(Voice::Curated, self.sourcings(field, values)),
            Field::JudgedSourcing => Test::Sourcing(Voice::Judged, self.sourcings(field, values)),
            Field::Sentiment => Test::Sentiment(Voice::Effective, self.sentiments(field, values)),
            Field::CuratedSentiment => {
                Test::Sentiment(Voice::Curated, self.sentiments(field, values))
            }
            Field::JudgedSentiment => {
                Test::Sentiment(Voice::Judged, self.sentiments(field, values))
            }
            Field::Speaker => Test::Name(Named::Speaker, self.patterns(field, values)),
            Field::Role => Test::Name(Named::Role, self.patterns(field, values)),
            Field::Side => Test::Name(Named::Side, self.patterns(field, values)),
            Field::Outlet => Test::Name(Named::Outlet, self.patterns(field, values)),
            Field::Document => Test::Name(Named::Document, self.patterns(field, values)),
            Field::Section => Test::Name(Named::Section, self.patterns(field, values)),
            Field::Topic => Test::Name(Named::Topic, self.patterns(field, values)),
            Field::Channel => Test::Name(Named::Channel, self.patterns(field, values)),
            Field::Briefing => Test::Name(Named::Briefing, self.patterns(field, values)),
            Field::Text => Test::Name(Named::Text, self.patterns(field, values)),
            Field::Note => Test::Name(Named::Note, self.patterns(field, values)),
            Field::Mark => Test::Label(Labelled::Mark, self.patterns(field, values)),
            Field::Tag => Test::Label(Labelled::Tag, self.patterns(field, values)),
            Field::By => Test::Label(Labelled::By, self.patterns(field, values)),
            Field::Quote => Test::Quote(self.terms(field, values)),
            Field::Reliability => Test::Reliability(self.bounds(field, values)),
            Field::Credibility => Test::Credibility(self.bounds(field, values)),
            Field::Tlp => Test::Tlp(self.bounds(field, values)),
            Field::Published => {
                let read = |reader: &mut Self, value: &Value| reader.bound(value, Self::date);
                Test::Published(self.each(field, values, read))
            }
            Field::Since => Test::Since(self.each(field, values, Self::plain_date)),
            Field::Until => Test::Until(self.each(field, values, Self::plain_date)),
            Field::Has => Test::Has(self.terms(field, values)),
            Field::Is => Test::Is(self.terms(field, values)),
        })
    }

    /// Reads every value that is one.
    fn each<T>(
        &mut self,
        field: Field,
        values: &[Value],
        mut read: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Vec<T> {
        let mut all = Vec::with_capacity(values.len());
        for value in values {
            let token = &value.token;
            if token.text.is_empty() && token.kind == Kind::Bare {
                // A caret under the blank behind it would point at nothing.
                let span = token.span.start.saturating_sub(1)..token.span.end;
                let reason = format!("a value of `{}` is missing here", field.name());
                self.fault(
                    &span,
                    reason,
                    "put it behind without a blank; with blanks in quotation marks",
                );
            } else {
                all.extend(read(self, value));
            }
        }
        all
    }

    fn sourcings(
        &mut self,
        field: Field,
        values: &[Value],
    ) -> Vec<Tag<crate::briefing::taxonomy::Sourcing>> {
        let own = &self.lexicon.vocabulary.sourcing;
        self.each(field, values, |reader, value| reader.tag(field, value, own))
    }

    fn sentiments(
        &mut self,
        field: Field,
        values: &[Value],
    ) -> Vec<Tag<crate::briefing::taxonomy::Sentiment>> {
        let own = &self.lexicon.vocabulary.sentiment;
        self.each(field, values, |reader, value| reader.tag(field, value, own))
    }

    fn tag<T: Shown>(&mut self, field: Field, value: &Value, own: &[Tag<T>]) -> Option<Tag<T>> {
        let word = self.word(value)?;
        let found = forms(word).iter().find_map(|form| tag_named(form, own));
        if found.is_none() {
            let mut names: Vec<&str> = T::iter().map(Term::name).collect();
            names.extend(own.iter().map(Tag::name));
            self.unknown(field, value, &names);
        }
        found
    }

    fn terms<T: Term>(&mut self, field: Field, values: &[Value]) -> Vec<T> {
        self.each(field, values, |reader, value| {
            let word = reader.word(value)?;
            reader.term(field, value, word)
        })
    }

    fn bounds<T: Term + Ordered>(&mut self, field: Field, values: &[Value]) -> Vec<Bound<T>> {
        self.each(field, values, |reader, value| {
            reader.bound(value, |reader, value| reader.term(field, value, &value.token.text))
        })
    }

    fn bound<T>(
        &mut self,
        value: &Value,
        read: impl Fn(&mut Self, &Value) -> Option<T>,
    ) -> Option<Bound<T>> {
        let comparison = value.comparison.unwrap_or_default();
        Some(Bound { comparison, value: read(self, value)? })
    }

    fn term<T: Term>(&mut self, field: Field, value: &Value, word: &str) -> Option<T> {
        let found = forms(word).iter().find_map(|form| form.parse().ok());
        if found.is_none() {
            self.unknown(field, value, &T::iter().map(Term::name).collect::<Vec<_>>());
        }
        found
    }

    fn unknown(&mut self, field: Field, value: &Value, names: &[&str]) {
        let word = &value.token.text;
        let list = format!("allowed: {}", names.join(", "));
        let fix = match did_you_mean(word, names.iter().copied()) {
            Some(question) => format!("{question} {list}"),
            None => list,
        };
        self.fault(&value.token.span, format!("`{word}` is no value of `{}`", field.name()), fix);
    }

    fn plain_date(&mut self, value: &Value) -> Option<Date> {
        self.word(value)?;
        self.date(value)
    }

    fn date(&mut self, value: &Value) -> Option<Date> {
        let word = &value.token.text;
        let found = word.parse().ok().filter(|_| word.len() == "2031-04-02".len());
        if found.is_none() {
            let reason = format!("`{word}` is no date");
            self.fault(&value.token.span, reason, "write year, month and day: 2031-04-02");
        }
        found
    }

    fn patterns(&mut self, field: Field, values: &[Value]) -> Vec<Pattern> {
        self.each(field, values, |reader, value| {
            reader.word(value)?;
            reader.pattern(&value.token)
        })
    }

    /// A value that nothing is compared with.
    fn word<'v>(&mut self, value: &'v Value) -> Option<&'v str> {
        let comparison = value.comparison.filter(|sign| *sign != Comparison::Same);
        if comparison.is_some() {
            let reason = "these values have no order";
            let fix = "only `reliability`, `credibility`, `tlp` and `published` are compared";
            self.fault(&value.token.span, reason, fix);
            return None;
        }
        Some(&value.token.text)
    }

    fn pattern(&mut self, token: &Token) -> Option<Pattern> {
        if !token.is_closed {
            let (what, mark) = match token.kind {
                Kind::Expression => ("regular expression", "`/`"),
                Kind::Bare | Kind::Quoted => ("quotation", "`\"`"),
            };
            let reason = format!("this {what} is not closed");
            self.fault(&token.span, reason, format!("close it with {mark}"));
            return None;
        }
        if token.kind != Kind::Expression {
            let words = Pattern::words(&token.text);
            if words.is_none() {
                self.fault(&token.span, "there are no words to search for", "");
            }
            return words;
        }
        match Pattern::expression(&token.text) {
            Ok(expression) => Some(expression),
            Err(reason) => {
                let reason = format!("this is no regular expression: {reason}");
                self.fault(&token.span, reason, "words that begin with `/` go in quotation marks");
                None
            }
        }
    }
}

/// A word as the name of a value may be written: as it is, in small letters, in capitals.
fn forms(word: &str) -> [String; 3] {
    [word.to_owned(), word.to_lowercase(), word.to_uppercase()]
}
