//! The ids of one kind of thing: declared once, found by those who name them.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use foldhash::fast::RandomState;

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
struct Name<'t> {
    id: Cow<'t, str>,
    span: Range<usize>,
    used: bool,
}

/// An id on its way to be declared.
#[derive(Debug)]
pub(super) enum Wanted<'t> {
    /// The id that the file states.
    Written(At<&'t str>),
    /// The id that a thing gets otherwise, and where it stands.
    Derived(At<String>),
}

/// The ids of one kind, in the order of their declaration.
#[derive(Debug)]
pub(super) struct Names<'t> {
    kind: Kind,
    list: Vec<Name<'t>>,
    places: HashMap<Cow<'t, str>, usize, RandomState>,
    /// Whether somebody named what is not declared: most often one of these, misspelt.
    missed: bool,
}

impl<'t> Names<'t> {
    pub(super) fn new(kind: Kind) -> Self {
        Self { kind, list: Vec::new(), places: HashMap::default(), missed: false }
    }

    /// Declares one id, and gives it back.
    pub(super) fn declare(&mut self, id: Option<&At<&'t str>>, findings: &mut Findings) -> String {
        let place = self.list.len();
        let (name, span) = id.map_or(("", 0..0), |id| (id.value, id.span.clone()));
        self.list.push(Name { id: Cow::Borrowed(name), span, used: false });
        if let Some(id) = id {
            self.claim(id, place, findings);
        }
        name.to_owned()
    }

    /// Declares ids in their order. A derived one gives way to a written one, aloud.
    pub(super) fn declare_all(
        &mut self,
        wanted: impl ExactSizeIterator<Item = Wanted<'t>>,
        findings: &mut Findings,
    ) {
        self.list.reserve(wanted.len());
        self.places.reserve(wanted.len());
        let mut derived = Vec::new();
        for (place, id) in wanted.enumerate() {
            let (id, span) = match id {
                Wanted::Written(id) => {
                    self.claim(&id, place, findings);
                    (Cow::Borrowed(id.value), id.span)
                }
                Wanted::Derived(id) => {
                    derived.push(place);
                    (Cow::Owned(id.value), id.span)
                }
            };
            self.list.push(Name { id, span, used: false });
        }
        for place in derived {
            self.claim_derived(place, findings);
        }
    }

    fn claim(&mut self, id: &At<&'t str>, place: usize, findings: &mut Findings) {
        let is_new = self.note_place(Cow::Borrowed(id.value), place);
        if !id::is_id(id.value) {
            let reason = format!("`{}` is no id", id.value);
            findings.add_with_fix(Rule::BadId, &id.span, reason, id::SHAPE);
        } else if !is_new {
            let reason = format!("a second {} with the id `{}`", self.kind.word(), id.value);
            findings.add(Rule::DuplicateId, &id.span, reason);
        }
    }

    fn claim_derived(&mut self, place: usize, findings: &mut Findings) {
        let id = self.list[place].id.clone();
        if !self.note_place(id, place) {
            let (name, word) = (&self.list[place], self.kind.word());
            let id = &name.id;
            let reason = format!("the id `{id}`, made for this {word}, is that of another {word}");
            let fix = format!("write an `id` for this {word}");
            findings.add_with_fix(Rule::DuplicateId, &name.span, reason, fix);
        }
    }

    /// Notes where an id was declared; false where it was declared before.
    fn note_place(&mut self, id: Cow<'t, str>, place: usize) -> bool {
        match self.places.entry(id) {
            Entry::Occupied(_) => false,
            Entry::Vacant(entry) => {
                entry.insert(place);
                true
            }
        }
    }

    /// The place of what `id` names. What is not declared is a finding.
    pub(super) fn find(&mut self, id: &At<&str>, findings: &mut Findings) -> Option<usize> {
        let found = self.known(id.value);
        if found.is_none() {
            self.missed = true;
            let reason = format!("there is no {} `{}`", self.kind.word(), id.value);
            let known = self.list.iter().map(|name| name.id.as_ref());
            let known = known.take(if findings.is_full() { 0 } else { usize::MAX });
            let fix = did_you_mean(id.value, known);
            findings.note(self.kind.unknown(), &id.span, reason, fix);
        }
        found
    }

    /// The places of a passage's list of names, each once.
    pub(super) fn find_all(&mut self, ids: &[At<&str>], findings: &mut Findings) -> Vec<usize> {
        let mut seen: HashSet<usize, RandomState> = HashSet::default();
        let mut places = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(place) = self.find(id, findings) else { continue };
            // Two or three are compared sooner than hashed.
            let is_new = if ids.len() <= 8 { !places.contains(&place) } else { seen.insert(place) };
            if is_new {
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
