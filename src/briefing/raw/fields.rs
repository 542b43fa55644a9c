//! A reader over one TOML table that is asked for its keys one by one and keeps every finding.

mod mend;

use std::mem;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use toml::value::Datetime;

use self::mend::{Wanted, in_marks};
use super::at::At;
use super::tree::{Children, Node, Tree, Value};
use crate::briefing::nearest::{did_you_mean, one_of};
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::taxonomy::Term;

/// A free name and the words that it stands for.
pub type Pair = (At<String>, At<String>);

/// The same, as it lies in the tree.
pub type WordPair<'t> = (At<&'t str>, At<&'t str>);

/// A TOML table that is asked for its keys one by one.
///
/// An answer is `None` where the key is absent or its value is of the wrong type; the latter is a
/// finding. What was never asked for is a finding too, once the reading is over.
#[derive(Debug)]
pub struct Fields<'t> {
    tree: &'t Tree<'t>,
    table: (u32, Children),
    span: Range<usize>,
    /// How many of the keys of the table were asked for.
    found: usize,
    /// Where the keys that this table was asked for begin among all that were asked for.
    begun: usize,
    pass: Pass,
}

/// What a table hands to the tables in it and gets back, so that nothing is allocated for each.
#[derive(Debug, Default)]
struct Pass {
    findings: Findings,
    /// The keys that were asked for, each with a line break behind it.
    asked: String,
}

impl<'t> Fields<'t> {
    /// Reads the root table with `shape`, then notes the keys that it did not ask for.
    pub(super) fn of_root<T>(
        tree: &'t Tree<'t>,
        findings: &mut Findings,
        shape: impl FnOnce(&mut Fields<'t>) -> T,
    ) -> T {
        let pass = Pass { findings: mem::take(findings), asked: String::with_capacity(256) };
        let (read, pass) = Self::read(tree, (tree.root(), 0..0), pass, shape);
        *findings = pass.findings;
        read
    }

    fn read<T>(
        tree: &'t Tree<'t>,
        (table, span): ((u32, Children), Range<usize>),
        pass: Pass,
        shape: impl FnOnce(&mut Fields<'t>) -> T,
    ) -> (T, Pass) {
        let begun = pass.asked.len();
        let mut fields = Self { tree, table, span, found: 0, begun, pass };
        let read = shape(&mut fields);
        fields.note_unasked();
        fields.pass.asked.truncate(begun);
        (read, fields.pass)
    }

    /// The bytes of the table: its header, or the braces of an inline table; empty for the root.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The keys that were asked for so far, once each time.
    pub fn asked(&self) -> impl Iterator<Item = &str> {
        self.pass.asked[self.begun..].split_terminator('\n')
    }

    /// Where findings go, for a reader that finds more than a wrong type.
    pub fn findings(&mut self) -> &mut Findings {
        &mut self.pass.findings
    }

    /// The keys of the table in the order of the source, asked for or not.
    pub fn names(&self) -> Vec<At<String>> {
        self.keys().into_iter().map(|key| At::new(key.value.to_owned(), key.span)).collect()
    }

    fn keys(&self) -> Vec<At<&'t str>> {
        let keys = self.tree.of(self.table.1);
        let mut keys: Vec<_> = keys
            .map(|(_, node)| At::new(self.tree.name(&node.key), node.key.span.range()))
            .collect();
        keys.sort_by_key(|key| key.span.start);
        keys
    }

    /// Notes those of `keys` that the table lacks.
    pub fn require(&mut self, keys: &[&str]) {
        for key in keys {
            if self.tree.get(self.table, key).is_none() {
                let reason = format!("`{key}` is missing");
                self.pass.findings.add(Rule::MissingKey, &self.span, reason);
            }
        }
    }

    /// Words, as they lie in the tree.
    pub fn words(&mut self, key: &str) -> Option<At<&'t str>> {
        let (_, node) = self.ask(key)?;
        self.want(key, Wanted::Text, node, Value::as_text)
    }

    /// Words.
    pub fn string(&mut self, key: &str) -> Option<At<String>> {
        self.words(key).map(owned)
    }

    /// A whole number.
    pub fn integer(&mut self, key: &str) -> Option<At<i64>> {
        let (_, node) = self.ask(key)?;
        if let Value::Integer(None) = node.value {
            let reason = format!("`{key}` is too large a number");
            self.pass.findings.add(Rule::BadValue, &node.span.range(), reason);
            return None;
        }
        self.want(key, Wanted::Integer, node, Value::as_integer)
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &str) -> Option<At<bool>> {
        let (_, node) = self.ask(key)?;
        self.want(key, Wanted::Boolean, node, Value::as_boolean)
    }

    /// One value of a closed list.
    pub fn term<T: Term>(&mut self, key: &str) -> Option<At<T>> {
        let (_, node) = self.ask(key)?;
        let word = node.value.as_text();
        if let Some(value) = word.and_then(|word| word.parse().ok()) {
            return Some(At::new(value, node.span.range()));
        }
        let allowed: Vec<&str> = T::iter().map(Term::name).collect();
        if let Some(word) = word {
            self.pass.findings.add_unknown_value(key, word, &node.span.range(), &allowed);
            return None;
        }
        let written = self.tree.written(node.span);
        let mend = in_marks(&node.value, written).filter(|_| allowed.contains(&written));
        let mend = mend.unwrap_or_else(|| one_of(written, &allowed));
        self.note_type(key, Wanted::Text, node, Some(mend));
        None
    }

    /// A list of words, as they lie in the tree.
    pub fn word_list(&mut self, key: &str) -> Option<At<Vec<At<&'t str>>>> {
        let (_, node) = self.ask(key)?;
        let list = self.want(key, Wanted::Texts, node, Value::as_array)?;
        let mut words = Vec::with_capacity(list.value.count());
        for (_, item) in self.tree.of(list.value) {
            words.extend(self.want(key, Wanted::Text, item, Value::as_text));
        }
        Some(At::new(words, list.span))
    }

    /// A list of words.
    pub fn strings(&mut self, key: &str) -> Option<At<Vec<At<String>>>> {
        let list = self.word_list(key)?;
        Some(At::new(list.value.into_iter().map(owned).collect(), list.span))
    }

    /// Words, or a list of words: both are given back as a list.
    pub fn string_or_strings(&mut self, key: &str) -> Option<At<Vec<At<String>>>> {
        match self.tree.get(self.table, key).map(|(_, node)| &node.value) {
            Some(Value::Array(_)) => self.strings(key),
            _ => self.string(key).map(|word| At::new(vec![word.clone()], word.span)),
        }
    }

    /// A calendar date without a time.
    pub fn date(&mut self, key: &str) -> Option<At<Date>> {
        let (_, node) = self.ask(key)?;
        if node.value.as_moment().is_some_and(|when| plain_date(when).is_none()) {
            let reason = format!("`{key}` is not a plain date");
            let fix = "write the date alone, without a time: 2031-04-02";
            self.pass.findings.add_with_fix(Rule::BadDate, &node.span.range(), reason, fix);
            return None;
        }
        self.want(key, Wanted::Date, node, |value| value.as_moment().and_then(plain_date))
    }

    /// A moment: a date and a time with its offset from UTC.
    pub fn moment(&mut self, key: &str) -> Option<At<Timestamp>> {
        let (_, node) = self.ask(key)?;
        let when = self.want(key, Wanted::Moment, node, Value::as_moment)?;
        if let Ok(moment) = when.value.to_string().parse() {
            return Some(At::new(moment, when.span));
        }
        let reason = format!("`{key}` is not a moment in time");
        let fix = "write date, time and offset: 2031-04-03T09:12:07Z";
        self.pass.findings.add_with_fix(Rule::BadDate, &when.span, reason, fix);
        None
    }

    /// A table whose keys `shape` knows.
    pub fn table<T>(
        &mut self,
        key: &str,
        shape: impl FnOnce(&mut Fields<'t>) -> T,
    ) -> Option<At<T>> {
        let (at, node) = self.ask(key)?;
        let table = self.want(key, Wanted::Table, node, Value::as_table)?;
        let read = self.read_in((at, table.value), &table.span, shape);
        Some(At::new(read, table.span))
    }

    /// A list of tables that are alike.
    pub fn tables<T>(
        &mut self,
        key: &str,
        mut shape: impl FnMut(&mut Fields<'t>) -> T,
    ) -> Option<At<Vec<At<T>>>> {
        let (_, node) = self.ask(key)?;
        let list = self.want(key, Wanted::Tables, node, Value::as_array)?;
        let mut read = Vec::with_capacity(list.value.count());
        for (at, item) in self.tree.of(list.value) {
            if let Some(table) = self.want(key, Wanted::Table, item, Value::as_table) {
                let fields = self.read_in((at, table.value), &table.span, &mut shape);
                read.push(At::new(fields, table.span));
            }
        }
        Some(At::new(read, list.span))
    }

    /// A table of free names, each with words, in the order of the source.
    pub fn pairs(&mut self, key: &str) -> Option<At<Vec<Pair>>> {
        let pairs = self.word_pairs(key)?;
        let owned = pairs.value.into_iter().map(|(name, words)| (owned(name), owned(words)));
        Some(At::new(owned.collect(), pairs.span))
    }

    /// A table of free names, each with words, as they lie in the tree.
    pub fn word_pairs(&mut self, key: &str) -> Option<At<Vec<WordPair<'t>>>> {
        self.table(key, |fields| {
            let names = fields.keys();
            names
                .into_iter()
                .filter_map(|name| {
                    let words = fields.words(name.value)?;
                    Some((name, words))
                })
                .collect()
        })
    }

    /// Reads a table inside this one.
    fn read_in<T>(
        &mut self,
        table: (u32, Children),
        span: &Range<usize>,
        shape: impl FnOnce(&mut Fields<'t>) -> T,
    ) -> T {
        let pass = mem::take(&mut self.pass);
        let (read, pass) = Self::read(self.tree, (table, span.clone()), pass, shape);
        self.pass = pass;
        read
    }

    fn ask(&mut self, key: &str) -> Option<(u32, &'t Node<'t>)> {
        self.pass.asked.push_str(key);
        self.pass.asked.push('\n');
        let (at, node) = self.tree.get(self.table, key)?;
        if !node.asked.replace(true) {
            self.found += 1;
        }
        Some((at, node))
    }

    /// The value as `convert` sees it, or a finding that names both types.
    fn want<T>(
        &mut self,
        key: &str,
        wanted: Wanted,
        node: &'t Node<'t>,
        convert: impl FnOnce(&'t Value<'t>) -> Option<T>,
    ) -> Option<At<T>> {
        if let Some(read) = convert(&node.value) {
            return Some(At::new(read, node.span.range()));
        }
        let mend = wanted.mend(key, &node.value, self.tree.written(node.span));
        self.note_type(key, wanted, node, mend);
        None
    }

    fn note_type(&mut self, key: &str, wanted: Wanted, node: &Node<'_>, mend: Option<String>) {
        let reason = format!("`{key}`: expected {}, found {}", wanted.name(), node.value.kind());
        self.pass.findings.note(Rule::WrongType, &node.span.range(), reason, mend);
    }

    fn note_unasked(&mut self) {
        if self.found == self.table.1.count() {
            return;
        }
        let unasked = self.tree.of(self.table.1).filter(|(_, node)| !node.asked.get());
        let mut unasked: Vec<&Node<'_>> = unasked.map(|(_, node)| node).collect();
        unasked.sort_by_key(|node| node.key.span);
        for node in unasked {
            if self.pass.findings.is_full() {
                return;
            }
            let name = self.tree.name(&node.key);
            let reason = format!("unknown key `{name}`");
            let free = self.asked().filter(|key| self.tree.get(self.table, key).is_none());
            // What is there already was perhaps meant to be stated once more, or is a slip beside it.
            let fix = did_you_mean(name, free).or_else(|| did_you_mean(name, self.asked()));
            self.pass.findings.note(Rule::UnknownKey, &node.key.span.range(), reason, fix);
        }
    }
}

fn owned(words: At<&str>) -> At<String> {
    At::new(words.value.to_owned(), words.span)
}

fn plain_date(when: Datetime) -> Option<Date> {
    match (when.date, when.time, when.offset) {
        (Some(date), None, None) => {
            let [month, day] = [date.month, date.day].map(|part| i8::try_from(part).unwrap_or(0));
            Date::new(i16::try_from(date.year).ok()?, month, day).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
