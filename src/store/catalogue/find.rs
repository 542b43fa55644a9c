//! Which passages of a segment meet a query: sets of passages, joined and cut as the query says.
//!
//! It answers as the query itself would for passages that nobody noted anything on and that were never
//! read; whoever asks sees to the others.

use roaring::RoaringBitmap;

use super::layout::{Broken, short_sum};
use super::lookup::{Lookup, Piece};
use super::segment::Segment;
use super::terms::{LINK, QUOTE, RATING, runs};
use crate::briefing::taxonomy::{Shown, Tag, Term};
use crate::query::Field;
use crate::query::clause::{Clause, Test, Voice};
use crate::query::compare::{Bound, Ordered};
use crate::query::field::{Being, Having};
use crate::query::pattern::{Pattern, Words};

/// From how many passages on their texts are read in one go.
const MANY: u64 = 2000;

/// A segment that is being asked.
pub(super) struct Asked<'s> {
    segment: &'s Segment,
}

type Met = Result<RoaringBitmap, Broken>;

impl<'s> Asked<'s> {
    pub(super) const fn new(segment: &'s Segment) -> Self {
        Self { segment }
    }

    /// Those of the passages `among` that meet a clause.
    pub(super) fn met(&self, clause: &Clause, among: &RoaringBitmap) -> Met {
        match clause {
            Clause::All(clauses) => {
                let mut clauses: Vec<&Clause> = clauses.iter().collect();
                clauses.sort_by_key(|clause| cost(clause));
                let mut rest = among.clone();
                for clause in clauses {
                    if rest.is_empty() {
                        break;
                    }
                    rest = self.met(clause, &rest)?;
                }
                Ok(rest)
            }
            Clause::Any(clauses) => {
                let (mut met, mut rest) = (RoaringBitmap::new(), among.clone());
                for clause in clauses {
                    let more = self.met(clause, &rest)?;
                    rest -= &more;
                    met |= more;
                }
                Ok(met)
            }
            Clause::Not(clause) => Ok(among - self.met(clause, among)?),
            Clause::Saved(saved) => self.met(&saved.clause, among),
            Clause::Words(pattern) => self.text(pattern, among),
            Clause::Test(test) => self.test(test, among),
        }
    }

    fn test(&self, test: &Test, among: &RoaringBitmap) -> Met {
        let field = test.field();
        let met = match test {
            Test::Sourcing(Voice::Judged, _)
            | Test::Sentiment(Voice::Judged, _)
            | Test::Label(..)
            | Test::Since(_)
            | Test::Until(_) => RoaringBitmap::new(),
            Test::Sourcing(_, tags) => self.tagged(Field::Sourcing, tags)?,
            Test::Sentiment(_, tags) => self.tagged(Field::Sentiment, tags)?,
            Test::Name(_, patterns) => return self.named(field, patterns, among),
            Test::Quote(values) => self.one_of(field, values)?,
            Test::Reliability(bounds) => self.within(field, bounds)?,
            Test::Credibility(bounds) => self.within(field, bounds)?,
            Test::Tlp(bounds) => self.within(field, bounds)?,
            Test::Published(bounds) => self.within(field, bounds)?,
            Test::Has(values) => {
                let words: Vec<&str> =
                    values.iter().filter_map(|what| noted_in_file(*what)).collect();
                self.union(field, |word| words.contains(&word))?
            }
            Test::Is(states) if states.contains(&Being::Unread) => among.clone(),
            Test::Is(_) => RoaringBitmap::new(),
        };
        Ok(met & among)
    }

    fn named(&self, field: Field, patterns: &[Pattern], among: &RoaringBitmap) -> Met {
        match field {
            Field::Note => Ok(RoaringBitmap::new()),
            Field::Text => {
                let mut met = RoaringBitmap::new();
                for pattern in patterns {
                    met |= self.text(pattern, among)?;
                }
                Ok(met)
            }
            _ => {
                let is_wanted = |word: &str| patterns.iter().any(|pattern| pattern.is_in(word));
                Ok(self.union(field, is_wanted)? & among)
            }
        }
    }

    fn tagged<T: Shown>(&self, field: Field, tags: &[Tag<T>]) -> Met {
        let names: Vec<&str> = tags.iter().map(Tag::name).collect();
        self.union(field, |word| names.contains(&word))
    }

    fn one_of<T: Term>(&self, field: Field, values: &[T]) -> Met {
        let names: Vec<&str> = values.iter().map(|value| value.name()).collect();
        self.union(field, |word| names.contains(&word))
    }

    fn within<T: Ordered + std::str::FromStr>(&self, field: Field, bounds: &[Bound<T>]) -> Met {
        let holds = |value: T| bounds.iter().any(|bound| bound.holds(value));
        self.union(field, |word| word.parse().is_ok_and(holds))
    }

    /// The passages that have one of the wanted words of a field.
    fn union(&self, field: Field, is_wanted: impl Fn(&str) -> bool) -> Met {
        match self.segment.lookup(field)? {
            Some(lookup) => lookup.having(is_wanted),
            None => Ok(RoaringBitmap::new()),
        }
    }

    /// The segment's lookup of the words of texts, where it has one.
    pub(super) fn words(&self) -> Result<Option<Lookup<'s>>, Broken> {
        self.segment.lookup(Field::Text)
    }

    /// The passages whose text has a pattern.
    pub(super) fn text(&self, pattern: &Pattern, among: &RoaringBitmap) -> Met {
        let Pattern::Words(words) = pattern else { return self.read(pattern, among.clone()) };
        let mut rest = among.clone();
        let pieces = pieces(words);
        if !pieces.is_empty() {
            let Some(lookup) = self.segment.lookup(Field::Text)? else {
                return Ok(RoaringBitmap::new());
            };
            for piece in pieces {
                if rest.is_empty() {
                    return Ok(rest);
                }
                rest &= lookup.with(piece)?;
            }
        }
        if is_one_word(words) { Ok(rest) } else { self.read(pattern, rest) }
    }

    /// Those of the passages whose text, once it is read, has the pattern.
    fn read(&self, pattern: &Pattern, passages: RoaringBitmap) -> Met {
        self.those(passages, |text| pattern.is_in(text))
    }

    /// Those of the passages whose text, once it is read, is wanted.
    pub(super) fn those(
        &self,
        mut passages: RoaringBitmap,
        mut is_wanted: impl FnMut(&str) -> bool,
    ) -> Met {
        let (Some(first), Some(last)) = (passages.min(), passages.max()) else {
            return Ok(passages);
        };
        let runs = self.segment.text_runs(first, last)?;
        let (Some(from), Some(to)) = (runs.first(), runs.last()) else { return Err(Broken) };
        let many = match passages.len() {
            MANY.. => self.segment.texts(from.start..to.end)?,
            _ => Vec::new(),
        };
        let mut lacking = RoaringBitmap::new();
        for passage in &passages {
            let run = runs.get((passage - first) as usize).ok_or(Broken)?;
            let one;
            let text = if many.is_empty() {
                one = self.segment.texts(run.start..run.end)?;
                one.as_slice()
            } else {
                let run = (run.start - from.start) as usize..(run.end - from.start) as usize;
                many.get(run).ok_or(Broken)?
            };
            if short_sum(text) != run.sum {
                return Err(Broken);
            }
            if !is_wanted(str::from_utf8(text).map_err(|_| Broken)?) {
                lacking.insert(passage);
            }
        }
        passages -= lacking;
        Ok(passages)
    }
}

/// Whether the words are one word, or a part of one, of which the lookup knows the passages.
pub(super) fn is_one_word(words: &Words) -> bool {
    words.folded().chars().all(char::is_alphanumeric)
}

/// What a passage has by its file alone; notes and judgements are looked for elsewhere.
const fn noted_in_file(what: Having) -> Option<&'static str> {
    match what {
        Having::Link => Some(LINK),
        Having::Quote => Some(QUOTE),
        Having::Rating => Some(RATING),
        Having::Note | Having::Judgement => None,
    }
}

/// How much a clause costs, roughly: the cheapest is asked first and leaves less for the others.
fn cost(clause: &Clause) -> u8 {
    match clause {
        Clause::All(clauses) | Clause::Any(clauses) => clauses.iter().map(cost).max().unwrap_or(0),
        Clause::Not(clause) => cost(clause),
        Clause::Saved(saved) => cost(&saved.clause),
        Clause::Words(pattern) => cost_of(pattern),
        Clause::Test(Test::Name(_, patterns)) => patterns.iter().map(cost_of).max().unwrap_or(0),
        Clause::Test(_) => 0,
    }
}

const fn cost_of(pattern: &Pattern) -> u8 {
    match pattern {
        Pattern::Words(_) => 1,
        Pattern::Expression(_) => 2,
    }
}

/// The pieces of the words, the longest first: it most likely leaves the least.
fn pieces(words: &Words) -> Vec<Piece<'_>> {
    let folded = words.folded();
    let place = |run: &str| run.as_ptr() as usize - folded.as_ptr() as usize;
    let piece =
        |run| Piece { run, begins: place(run) > 0, ends: place(run) + run.len() < folded.len() };
    let mut pieces: Vec<Piece<'_>> = runs(folded).map(piece).collect();
    pieces.sort_by_key(|piece| std::cmp::Reverse(piece.run.len()));
    pieces
}
