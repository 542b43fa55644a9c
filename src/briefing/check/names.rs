//! The ids of one kind of thing: declared once, found by those who name them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::briefing::id;
use crate::briefing::nearest::did_you_mean;
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::At;

/// What ids are the names of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Source,
    Speaker,
    Topic,
    Section,
    Passage,
}

impl Kind {
    fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Speaker => "speaker",
            Self::Topic => "topic",
            Self::Section => "section",
            Self::Passage => "passage",
        }
    }

    fn unknown(self) -> Rule {
        match self {
            Self::Source => Rule::UnknownSource,
            Self::Speaker => Rule::UnknownSpeaker,
            Self::Topic => Rule::UnknownTopic,
            Self::Section | Self::Passage => Rule::UnknownPassage,
        }
    }

    /// The rule that each of this kind is named somewhere; sections and passages need not be.
    fn unused(self) -> Option<Rule> {
        match self {
            Self::Source => Some(Rule::UnusedSource),
            Self::Speaker => Some(Rule::UnusedSpeaker),
            Self::Topic => Some(Rule::UnusedTopic),
            Self::Section | Self::Passage => None,
        }
    }
}

/// One declared name.
#[derive(Debug)]
struct Name {
    id: String,
    span: Range<usize>,
    used: bool,
}

/// An id on its way to be declared: as written, else as derived.
#[derive(Debug)]
pub(super) struct Wanted<'r> {
    /// The id that the file states.
    pub(super) written: Option<&'r At<String>>,
    /// The one that it gets otherwise.
    pub(super) derived: String,
    /// Where the thing stands.
    pub(super) span: Range<usize>,
}

impl Wanted<'_> {
    fn name(&self) -> Name {
        match self.written {
            Some(id) => Name { id: id.value.clone(), span: id.span.clone(), used: false },
            None => Name { id: self.derived.clone(), span: self.span.clone(), used: false },
        }
    }
}

/// The ids of one kind, in the order of their declaration.
#[derive(Debug)]
pub(super) struct Names {
    kind: Kind,
    list: Vec<Name>,
    places: HashMap<String, usize>,
    /// Whether somebody named what is not declared: most often one of these, misspelt.
    missed: bool,
}

impl Names {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, list: Vec::new(), places: HashMap::new(), missed: false }
    }

    /// Declares one id, and gives it back.
    pub(super) fn declare(&mut self, id: Option<&At<String>>, findings: &mut Findings) -> String {
        let wanted = Wanted { written: id, derived: String::new(), span: 0..0 };
        let place = self.list.len();
        self.list.push(wanted.name());
        if let Some(id) = id {
            self.claim(id, place, findings);
        }
        self.list[place].id.clone()
    }

    /// Declares ids in their order. A derived one gives way to a written one, aloud.
    pub(super) fn declare_all(&mut self, wanted: &[Wanted<'_>], findings: &mut Findings) {
        self.list.extend(wanted.iter().map(Wanted::name));
        for (place, id) in wanted.iter().enumerate().filter_map(|(at, id)| Some((at, id.written?)))
        {
            self.claim(id, place, findings);
        }
        for (place, id) in wanted.iter().enumerate().filter(|(_, id)| id.written.is_none()) {
            self.claim_derived(id, place, findings);
        }
    }

    fn claim(&mut self, id: &At<String>, place: usize, findings: &mut Findings) {
        if !id::is_id(&id.value) {
            let reason = format!("`{}` is no id", id.value);
            findings.add_with_fix(Rule::BadId, &id.span, reason, id::SHAPE);
        } else if self.places.contains_key(&id.value) {
            let reason = format!("a second {} with the id `{}`", self.kind.word(), id.value);
            findings.add(Rule::DuplicateId, &id.span, reason);
        }
        self.places.entry(id.value.clone()).or_insert(place);
    }

    fn claim_derived(&mut self, id: &Wanted<'_>, place: usize, findings: &mut Findings) {
        if self.places.contains_key(&id.derived) {
            let (id, word) = (&id.derived, self.kind.word());
            let reason = format!("the id `{id}`, made for this {word}, is that of another {word}");
            let fix = format!("write an `id` for this {word}");
            findings.add_with_fix(Rule::DuplicateId, &self.list[place].span, reason, fix);
        }
        self.places.entry(id.derived.clone()).or_insert(place);
    }

    /// The place of what `id` names. What is not declared is a finding.
    pub(super) fn find(&mut self, id: &At<String>, findings: &mut Findings) -> Option<usize> {
        let found = self.known(&id.value);
        if found.is_none() {
            self.missed = true;
            let reason = format!("there is no {} `{}`", self.kind.word(), id.value);
            let known = self.list.iter().map(|name| name.id.as_str());
            let known = known.take(if findings.is_full() { 0 } else { usize::MAX });
            let fix = did_you_mean(&id.value, known);
            findings.note(self.kind.unknown(), &id.span, reason, fix);
        }
        found
    }

    /// The places of a passage's list of names, each once.
    pub(super) fn find_all(&mut self, ids: &[At<String>], findings: &mut Findings) -> Vec<usize> {
        let mut seen = HashSet::new();
        let mut places = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(place) = self.find(id, findings) else { continue };
            if seen.insert(place) {
                places.push(place);
            } else {
                let reason = format!("{} `{}` is named twice", self.kind.word(), id.value);
                findings.add(Rule::DuplicateName, &id.span, reason);
            }
        }
        places
    }

    /// The place of what `id` names, if anything; it counts as named from now on.
    pub(super) fn known(&mut self, id: &str) -> Option<usize> {
        let place = *self.places.get(id)?;
        self.list[place].used = true;
        Some(place)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The place of the only one, which need not be named to be meant.
    pub(super) fn only(&mut self) -> Option<usize> {
        match self.list.as_mut_slice() {
            [only] => {
                only.used = true;
                Some(0)
            }
            _ => None,
        }
    }

    /// The ids in the order of their declaration.
    pub(super) fn id(&self, place: usize) -> &str {
        &self.list[place].id
    }

    /// Notes what nothing named, unless a misspelt name may have meant it.
    pub(super) fn note_unused(&self, findings: &mut Findings) {
        let Some(rule) = self.kind.unused().filter(|_| !self.missed) else { return };
        for name in self.list.iter().filter(|name| !name.used && !name.id.is_empty()) {
            let reason = format!("no passage names the {} `{}`", self.kind.word(), name.id);
            findings.add(rule, &name.span, reason);
        }
    }
}
