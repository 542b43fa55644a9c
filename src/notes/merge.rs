//! Two versions of one note become one again, key by key and line by line.

pub(super) mod lines;

use std::collections::{BTreeMap, BTreeSet};

use super::conflict::Conflict;
use super::document::{Change, Damaged, Document, Parts, edited, leaves};

/// Which version counts where both cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The one that was here.
    Ours,
    /// The one that came in.
    Theirs,
    /// The words of both, one after the other. A key has one value only: ours.
    Both,
}

/// Something that both versions changed, each in its own way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// The key, `judgement.sentiment`, or `body`.
    pub what: String,
    /// What it was.
    pub base: String,
    /// What one version says; empty where it says nothing.
    pub ours: String,
    /// What the other one says.
    pub theirs: String,
}

/// Two versions of a note, joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// What needs a decision. Where it is empty, every side gives the same note.
    pub clashes: Vec<Clash>,
    ours: Document,
    theirs: Document,
    both: Document,
}

impl Merged {
    /// Whether nothing is left to decide.
    pub const fn is_clean(&self) -> bool {
        self.clashes.is_empty()
    }

    /// The joined note, with every clash decided for `side`.
    pub const fn settled(&self, side: Side) -> &Document {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
            Side::Both => &self.both,
        }
    }
}

/// Joins two versions of a text line by line. What both changed stays in both versions, ours first;
/// how often that was is told.
pub fn join_lines(base: &str, ours: &str, theirs: &str) -> (String, usize) {
    let runs = lines::joined(base, ours, theirs);
    (lines::text(&runs, Side::Both), lines::clashes(&runs).count())
}

/// Joins two versions that come from the file `base`. The layout is that of `ours`.
///
/// An error means that the joined keys make no note, which versions of different notes do.
pub fn merge(base: &str, ours: &Document, theirs: &Document) -> Result<Merged, Damaged> {
    let base = Parts::of(base).unwrap_or_default();
    let [own, other] = [ours, theirs].map(|version| Parts::of(version.text()).unwrap_or_default());
    let keys = Keys::of([base.head, own.head, other.head]);
    let body = lines::joined(base.body, own.body, other.body);
    let settled = |side| {
        let head = edited(own.head, &keys.changes(side));
        Document::parse(&own.with(&head, &lines::text(&body, side)))
    };
    let clashes = keys.clashes.iter().map(|(_, clash)| clash.clone());
    Ok(Merged {
        clashes: clashes.chain(lines::clashes(&body)).collect(),
        ours: settled(Side::Ours)?,
        theirs: settled(Side::Theirs)?,
        both: settled(Side::Both)?,
    })
}

/// Joins the two versions in a file that git could not join.
///
/// An error means that one of them is no note by itself: then only an editor helps.
pub fn settle(conflict: &Conflict) -> Result<Merged, Damaged> {
    let ours = Document::parse(&conflict.ours)?;
    let theirs = Document::parse(&conflict.theirs)?;
    merge(&conflict.base, &ours, &theirs)
}

/// The values of one unit by their paths.
type Values = BTreeMap<Vec<String>, String>;

/// What joining the keys comes to.
#[derive(Debug, Default)]
struct Keys {
    /// What theirs alone changed.
    clean: Vec<Change>,
    /// What both changed, with the changes that would make it theirs.
    clashes: Vec<(Vec<Change>, Clash)>,
}

impl Keys {
    fn of(heads: [&str; 3]) -> Self {
        let versions = heads.map(units);
        let names: BTreeSet<&String> = versions.iter().flat_map(BTreeMap::keys).collect();
        let mut keys = Self::default();
        for name in names {
            let [base, ours, theirs] =
                [0, 1, 2].map(|at| versions[at].get(name).cloned().unwrap_or_default());
            if ours == theirs || theirs == base {
                continue;
            }
            let changes = changes(&ours, &theirs);
            let both_buried = name == "buried" && !ours.is_empty() && !theirs.is_empty();
            if ours == base || (both_buried && theirs < ours) {
                keys.clean.extend(changes);
            } else if !both_buried {
                let [base, ours, theirs] = [base, ours, theirs].map(|values| shown(&values));
                keys.clashes.push((changes, Clash { what: name.clone(), base, ours, theirs }));
            }
        }
        keys
    }

    fn changes(&self, side: Side) -> Vec<Change> {
        let decided = self.clashes.iter().filter(|_| side == Side::Theirs);
        let decided = decided.flat_map(|(changes, _)| changes.iter());
        self.clean.iter().chain(decided).cloned().collect()
    }
}

/// The values of a head by what changes only as a whole: a target's keys make sense together.
fn units(head: &str) -> BTreeMap<String, Values> {
    let mut units: BTreeMap<String, Values> = BTreeMap::new();
    for leaf in leaves(head) {
        let name = match leaf.path.first().map(String::as_str) {
            Some("target") if leaf.path.get(1).is_some_and(|key| key == "moved") => {
                "target.moved".to_owned()
            }
            Some(table @ ("target" | "link")) => table.to_owned(),
            _ => leaf.path.join("."),
        };
        units.entry(name).or_default().insert(leaf.path, leaf.value);
    }
    units
}

fn changes(from: &Values, to: &Values) -> Vec<Change> {
    let gone = from.keys().filter(|path| !to.contains_key(*path));
    let gone = gone.map(|path| Change { path: path.clone(), value: None });
    let other = to.iter().filter(|(path, value)| from.get(*path) != Some(value));
    let other =
        other.map(|(path, value)| Change { path: path.clone(), value: Some(value.clone()) });
    gone.chain(other).collect()
}

/// The values as a person reads them: the value itself, or a line a key.
fn shown(values: &Values) -> String {
    let only = values.len() == 1;
    let line = |(path, value): (&Vec<String>, &String)| {
        if only { value.clone() } else { format!("{} = {value}", path.join(".")) }
    };
    values.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
