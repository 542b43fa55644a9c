//! A reader over one TOML table that is asked for its keys one by one and keeps every finding.

use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::at::At;
use crate::briefing::nearest::did_you_mean;
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::taxonomy::Term;

/// A free name and the words that it stands for.
pub type Pair = (At<String>, At<String>);

/// A TOML table that is asked for its keys one by one.
///
/// An answer is `None` where the key is absent or its value is of the wrong type; the latter is a
/// finding. What was never asked for is a finding too, once the reading is over.
#[derive(Debug)]
pub struct Fields<'t> {
    table: &'t DeTable<'t>,
    span: Range<usize>,
    /// The keys that were asked for, each with a line break behind it: a list of strings would
    /// take an allocation for every key of every passage.
    asked: String,
    /// Those of them that the table has.
    found: Vec<&'t str>,
    findings: &'t mut Findings,
}

impl<'t> Fields<'t> {
    /// Reads one table with `shape`, then notes the keys that it did not ask for.
    pub(super) fn read<T>(
        table: &'t DeTable<'t>,
        span: &Range<usize>,
        findings: &'t mut Findings,
        shape: impl FnOnce(&mut Fields<'t>) -> T,
    ) -> T {
        let (asked, found) = (String::with_capacity(128), Vec::with_capacity(table.len()));
        let mut fields = Self { table, span: span.clone(), asked, found, findings };
        let read = shape(&mut fields);
        fields.note_unasked();
        read
    }

    /// The bytes of the table: its header, or the braces of an inline table; empty for the root.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The keys that were asked for so far, once each time.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.asked.split_terminator('\n')
    }

    /// Where findings go, for a reader that finds more than a wrong type.
    pub fn findings(&mut self) -> &mut Findings {
        self.findings
    }

    /// The keys of the table in the order of the source, asked for or not.
    pub fn names(&self) -> Vec<At<String>> {
        let mut names: Vec<_> =
            self.table.keys().map(|key| At::new(key.get_ref().to_string(), key.span())).collect();
        names.sort_by_key(|name| name.span.start);
        names
    }

    /// Notes those of `keys` that the table lacks.
    pub fn require(&mut self, keys: &[&str]) {
        for key in keys {
            if !self.table.contains_key(*key) {
                let reason = format!("`{key}` is missing");
                self.findings.add(Rule::MissingKey, &self.span, reason);
            }
        }
    }

    /// Words.
    pub fn string(&mut self, key: &str) -> Option<At<String>> {
        let value = self.ask(key)?;
        self.want(key, "a string", value, |value| value.as_str().map(str::to_owned))
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str) -> Option<At<i64>> {
        let value = self.ask(key)?;
        if value.get_ref().is_integer() && integer(value.get_ref()).is_none() {
            let reason = format!("`{key}` is too large a number");
            self.findings.add(Rule::BadValue, &value.span(), reason);
            return None;
        }
        self.want(key, "an integer", value, integer)
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &str) -> Option<At<bool>> {
        let value = self.ask(key)?;
        self.want(key, "a boolean", value, DeValue::as_bool)
    }

    /// One value of a closed list.
    pub fn term<T: Term>(&mut self, key: &str) -> Option<At<T>> {
        let word = self.string(key)?;
        if let Ok(value) = word.value.parse() {
            return Some(At::new(value, word.span));
        }
        let allowed: Vec<&str> = T::iter().map(Term::name).collect();
        self.findings.add_unknown_value(key, &word.value, &word.span, &allowed);
        None
    }

    /// A list of words.
    pub fn strings(&mut self, key: &str) -> Option<At<Vec<At<String>>>> {
        let value = self.ask(key)?;
        let list = self.want(key, "an array of strings", value, |value| value.as_array())?;
        let words = list.value.iter().filter_map(|item| {
            self.want(key, "a string", item, |value| value.as_str().map(str::to_owned))
        });
        Some(At::new(words.collect(), list.span))
    }

    /// Words, or a list of words: both are given back as a list.
    pub fn string_or_strings(&mut self, key: &str) -> Option<At<Vec<At<String>>>> {
        match self.table.get(key).map(Spanned::get_ref) {
            Some(DeValue::Array(_)) => self.strings(key),
            _ => self.string(key).map(|word| At::new(vec![word.clone()], word.span)),
        }
    }

    /// A calendar date without a time.
    pub fn date(&mut self, key: &str) -> Option<At<Date>> {
        let value = self.ask(key)?;
        if value.get_ref().as_datetime().is_some_and(|when| plain_date(*when).is_none()) {
            let reason = format!("`{key}` is not a plain date");
            let fix = "write the date alone, without a time: 2031-04-02";
            self.findings.add_with_fix(Rule::BadDate, &value.span(), reason, fix);
            return None;
        }
        self.want(key, "a date", value, |value| value.as_datetime().copied().and_then(plain_date))
    }

    /// A moment: a date and a time with its offset from UTC.
    pub fn moment(&mut self, key: &str) -> Option<At<Timestamp>> {
        let value = self.ask(key)?;
        let when = self.want(key, "a time", value, |value| value.as_datetime().copied())?;
        if let Ok(moment) = when.value.to_string().parse() {
            return Some(At::new(moment, when.span));
        }
        let reason = format!("`{key}` is not a moment in time");
        let fix = "write date, time and offset: 2031-04-03T09:12:07Z";
        self.findings.add_with_fix(Rule::BadDate, &when.span, reason, fix);
        None
    }

    /// A table whose keys `shape` knows.
    pub fn table<T>(
        &mut self,
        key: &str,
        shape: impl FnOnce(&mut Fields<'_>) -> T,
    ) -> Option<At<T>> {
        let value = self.ask(key)?;
        let table = self.want(key, "a table", value, |value| value.as_table())?;
        let read = Fields::read(table.value, &table.span, self.findings, shape);
        Some(At::new(read, table.span))
    }

    /// A list of tables that are alike.
    pub fn tables<T>(
        &mut self,
        key: &str,
        mut shape: impl FnMut(&mut Fields<'_>) -> T,
    ) -> Option<At<Vec<At<T>>>> {
        let value = self.ask(key)?;
        let list = self.want(key, "an array of tables", value, |value| value.as_array())?;
        let mut read = Vec::with_capacity(list.value.len());
        for item in list.value {
            if let Some(table) = self.want(key, "a table", item, |value| value.as_table()) {
                let fields = Fields::read(table.value, &table.span, self.findings, &mut shape);
                read.push(At::new(fields, table.span));
            }
        }
        Some(At::new(read, list.span))
    }

    /// A table of free names, each with words, in the order of the source.
    pub fn pairs(&mut self, key: &str) -> Option<At<Vec<Pair>>> {
        self.table(key, |fields| {
            let names = fields.names();
            names
                .into_iter()
                .filter_map(|name| {
                    let words = fields.string(&name.value)?;
                    Some((name, words))
                })
                .collect()
        })
    }

    fn ask(&mut self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.asked.push_str(key);
        self.asked.push('\n');
        let (name, value) = self.table.get_key_value(key)?;
        let name: &'t str = name.get_ref();
        if !self.found.iter().any(|found| std::ptr::eq(*found, name)) {
            self.found.push(name);
        }
        Some(value)
    }

    /// The value as `convert` sees it, or a finding that names both types.
    fn want<'v, T>(
        &mut self,
        key: &str,
        wanted: &str,
        value: &'v Spanned<DeValue<'t>>,
        convert: impl FnOnce(&'v DeValue<'t>) -> Option<T>,
    ) -> Option<At<T>> {
        if let Some(read) = convert(value.get_ref()) {
            return Some(At::new(read, value.span()));
        }
        let reason = format!("`{key}`: expected {wanted}, found {}", kind(value.get_ref()));
        self.findings.add(Rule::WrongType, &value.span(), reason);
        None
    }

    fn note_unasked(&mut self) {
        if self.found.len() == self.table.len() {
            return;
        }
        for name in self.names() {
            if self.findings.is_full() {
                return;
            }
            if self.found.contains(&name.value.as_str()) {
                continue;
            }
            let reason = format!("unknown key `{}`", name.value);
            let free =
                self.asked.split_terminator('\n').filter(|key| !self.table.contains_key(*key));
            let fix = did_you_mean(&name.value, free);
            self.findings.note(Rule::UnknownKey, &name.span, reason, fix);
        }
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn plain_date(when: toml::value::Datetime) -> Option<Date> {
    match (when.date, when.time, when.offset) {
        (Some(date), None, None) => {
            let [month, day] = [date.month, date.day].map(|part| i8::try_from(part).unwrap_or(0));
            Date::new(i16::try_from(date.year).ok()?, month, day).ok()
        }
        _ => None,
    }
}

/// The type of a value as a sentence names it.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::raw::read;
    use crate::briefing::taxonomy::Quote;

    /// The findings of reading `source`, one line each: rule, the bytes, reason, fix.
    fn found(source: &str, shape: impl FnOnce(&mut Fields<'_>)) -> Vec<String> {
        let mut findings = Findings::default();
        read(source, &mut findings, shape);
        let print = |finding: &crate::briefing::problem::Finding| {
            let (rule, at) = (finding.rule.name(), &source[finding.span.clone()]);
            format!("{rule} [{at}] {} | {}", finding.reason, finding.fix.as_deref().unwrap_or("-"))
        };
        findings.sorted().into_iter().map(print).collect()
    }

    #[test]
    fn every_finding_of_a_table_is_kept() {
        let source = "titel = 'x'\nsize = 'big'\nquote = 'drect'\nday = 2031-02-03T10:00:00\n";
        let found = found(source, |fields| {
            fields.require(&["title"]);
            fields.string("title");
            fields.integer("size");
            fields.term::<Quote>("quote");
            fields.date("day");
        });
        assert_eq!(
            found,
            [
                "missing-key [] `title` is missing | -",
                "unknown-key [titel] unknown key `titel` | did you mean `title`?",
                "wrong-type ['big'] `size`: expected an integer, found a string | -",
                "unknown-value ['drect'] `drect` is no value of `quote` | did you mean `direct`? \
                 allowed: direct, mixed, indirect, none",
                "bad-date [2031-02-03T10:00:00] `day` is not a plain date | write the date alone, \
                 without a time: 2031-04-02",
            ]
        );
    }

    #[test]
    fn values_come_with_their_places() {
        let source = "b = 'two'\na = ['x', 'y']\nday = 2031-02-03\n[t]\nz = '1'\na = '2'\n";
        let mut findings = Findings::default();
        read(source, &mut findings, |fields| {
            assert_eq!(fields.string("b"), Some(At::new("two".to_owned(), 4..9)));
            let list = fields.string_or_strings("a").expect("a list");
            assert_eq!(list.value[1], At::new("y".to_owned(), 20..23));
            assert_eq!(
                fields.date("day").map(|day| day.value),
                Some(jiff::civil::date(2031, 2, 3))
            );
            let pairs = fields.pairs("t").expect("a table").value;
            let names: Vec<&str> = pairs.iter().map(|(name, _)| name.value.as_str()).collect();
            assert_eq!(names, ["z", "a"], "in the order of the source");
        });
        assert_eq!(findings, Findings::default());
    }

    #[test]
    fn tables_report_what_they_were_not_asked_for() {
        let source = "[[p]]\nid = 'a'\nnmae = 'x'\n[[p]]\nid = 3\n";
        let found = found(source, |fields| {
            let list = fields.tables("p", |fields| (fields.string("id"), fields.string("name")));
            assert_eq!(list.expect("a list").value.len(), 2);
        });
        assert_eq!(
            found,
            [
                "unknown-key [nmae] unknown key `nmae` | did you mean `name`?",
                "wrong-type [3] `id`: expected a string, found an integer | -",
            ]
        );
    }

    #[test]
    fn a_missing_key_stands_at_the_header_of_its_table() {
        let found = found("x = [{}]\n[[p]]\na = 1\n[q]\n", |fields| {
            fields.tables("x", |fields| fields.require(&["id"]));
            fields.table("q", |fields| fields.require(&["id"]));
            fields.tables("p", |fields| {
                fields.require(&["id"]);
                fields.integer("a");
            });
        });
        assert_eq!(
            found,
            [
                "missing-key [{}] `id` is missing | -",
                "missing-key [[[p]]] `id` is missing | -",
                "missing-key [[q]] `id` is missing | -",
            ]
        );
    }
}
