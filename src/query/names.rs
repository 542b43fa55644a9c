//! The names that a library uses: who speaks, which outlets, which topics; for completing and for hints.

use std::collections::{BTreeMap, BTreeSet};

use super::clause::{Clause, Test};
use super::field::Field;
use super::fold::{Case, fold_pattern};
use super::pattern::Pattern;
use crate::briefing::Briefing;
use crate::briefing::nearest::did_you_mean;
use crate::briefing::taxonomy::Term;
use crate::notes::Note;

/// The names that a library uses, field by field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    fields: BTreeMap<Field, BTreeSet<String>>,
}

impl Names {
    /// Takes in a name that `field` may be asked for.
    pub fn add(&mut self, field: Field, name: &str) {
        let names = self.fields.entry(field).or_default();
        if !names.contains(name) {
            names.insert(name.to_owned());
        }
    }

    /// Takes in the names of a briefing.
    pub fn add_briefing(&mut self, briefing: &Briefing) {
        self.add(Field::Briefing, &briefing.about.title);
        for speaker in &briefing.speakers {
            self.add(Field::Speaker, &speaker.name);
            speaker.role.iter().for_each(|role| self.add(Field::Role, role));
            speaker.side.iter().for_each(|side| self.add(Field::Side, side));
        }
        for source in &briefing.sources {
            self.add(Field::Outlet, &source.outlet);
            source.document.iter().for_each(|document| self.add(Field::Document, document));
        }
        briefing.topics.iter().for_each(|topic| self.add(Field::Topic, &topic.label));
        briefing.sections.iter().for_each(|section| self.add(Field::Section, &section.heading));
        for passage in &briefing.passages {
            passage.attribution.channel.iter().for_each(|how| self.add(Field::Channel, how));
        }
    }

    /// Takes in the words of a note.
    pub fn add_note(&mut self, note: &Note) {
        note.mark.iter().for_each(|mark| self.add(Field::Mark, mark));
        note.tags.iter().for_each(|tag| self.add(Field::Tag, tag));
        note.origin.author.iter().for_each(|author| self.add(Field::By, author));
    }

    /// The names of a field, in alphabetical order.
    pub fn of(&self, field: Field) -> impl Iterator<Item = &str> {
        self.fields.get(&field).into_iter().flatten().map(String::as_str)
    }

    /// What a query asks for and the library has nowhere, one sentence each: a slip, most often.
    /// Only fields with a name in the library are looked at.
    pub fn strangers(&self, clause: &Clause) -> Vec<String> {
        let mut told = Vec::new();
        for test in clause.tests() {
            let Test::Name(_, patterns) = test else { continue };
            let field = test.field();
            if self.of(field).next().is_none() {
                continue;
            }
            for pattern in patterns {
                let Pattern::Words(words) = pattern else { continue };
                let knows = |name: &str| fold_pattern(name, Case::Ignored).contains(words.folded());
                // An id asks for the same as the name: its dashes are the name's blanks.
                let spaced = words.folded().replace('-', " ");
                let is_id = |name: &str| fold_pattern(name, Case::Ignored).contains(&spaced);
                if self.of(field).any(|name| knows(name) || is_id(name)) {
                    continue;
                }
                let near = did_you_mean(words.written(), self.words(field).iter().copied());
                let near = near.map(|near| format!("; {near}")).unwrap_or_default();
                let (field, written) = (field.name(), words.written());
                told.push(format!("no `{field}` of the library has \"{written}\"{near}"));
            }
        }
        told
    }

    /// The names of a field and the single words of each.
    fn words(&self, field: Field) -> BTreeSet<&str> {
        self.of(field).flat_map(|name| name.split(' ').chain([name])).collect()
    }
}
