//! A TOML document as a tree that lies flat in one piece of memory, in the order of the source.

mod grow;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use toml::value::Datetime;

use super::fields::Fields;
use crate::briefing::problem::Findings;

/// The place of the root table, which is nobody's child: as a child's place it means none.
const ROOT: u32 = 0;

/// From how many keys on a table has them listed, so that no key is sought among all of them.
const CROWD: u32 = 16;

/// What a TOML document says.
///
/// A table is the list of its children, which is walked from one to the next: the tables of a
/// briefing have a dozen keys, and a table of hashes for each of them takes longer to make than
/// to ask.
#[derive(Debug)]
pub struct Tree<'s> {
    source: &'s str,
    nodes: Vec<Node<'s>>,
    /// The keys of tables that have many, each under the place of its table.
    crowds: HashMap<(u32, Cow<'s, str>), u32, RandomState>,
}

/// A value under its key.
#[derive(Debug)]
pub(super) struct Node<'s> {
    /// Empty for an item of an array.
    pub(super) key: Cow<'s, str>,
    /// The bytes of the key.
    pub(super) key_span: Range<usize>,
    pub(super) value: Value<'s>,
    /// The bytes of the value; those of its header where a table has one.
    pub(super) span: Range<usize>,
    /// Whether somebody asked for it.
    pub(super) asked: Cell<bool>,
    next: u32,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value<'s> {
    Text(Cow<'s, str>),
    /// None where it is too large.
    Integer(Option<i64>),
    Float,
    Boolean(bool),
    Moment(Datetime),
    Array(Children),
    Table(Children),
}

/// The children of an array or a table, as places in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Children {
    first: u32,
    last: u32,
    count: u32,
    origin: Origin,
}

/// How an array or a table came to be. It decides what may still be added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// A value in brackets or braces: it is complete.
    Inline,
    /// A header, or several for an array of tables.
    Header,
    /// The header of a table inside it: one of its own may follow.
    Implied,
    /// A dotted key: more of them may follow.
    Dotted,
}

impl Value<'_> {
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// None where it is too large, too.
    pub(super) const fn as_integer(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => *number,
            _ => None,
        }
    }

    pub(super) const fn as_boolean(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    pub(super) const fn as_moment(&self) -> Option<Datetime> {
        match self {
            Self::Moment(moment) => Some(*moment),
            _ => None,
        }
    }

    pub(super) const fn as_array(&self) -> Option<Children> {
        match self {
            Self::Array(items) => Some(*items),
            _ => None,
        }
    }

    pub(super) const fn as_table(&self) -> Option<Children> {
        match self {
            Self::Table(keys) => Some(*keys),
            _ => None,
        }
    }

    /// The type as a sentence names it.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::Integer(_) => "an integer",
            Self::Float => "a float",
            Self::Boolean(_) => "a boolean",
            Self::Moment(_) => "a date or time",
            Self::Array(_) => "an array",
            Self::Table(_) => "a table",
        }
    }
}

impl Children {
    const fn none(origin: Origin) -> Self {
        Self { first: ROOT, last: ROOT, count: 0, origin }
    }

    /// How many there are.
    pub(super) const fn count(self) -> usize {
        self.count as usize
    }
}

impl<'s> Tree<'s> {
    /// Asks the root table for its keys with `shape`.
    pub fn read<'t, T>(
        &'t self,
        findings: &mut Findings,
        shape: impl FnOnce(&mut Fields<'t>) -> T,
    ) -> T {
        Fields::of_root(self, findings, shape)
    }

    /// The place and children of the root table.
    pub(super) fn root(&self) -> (u32, Children) {
        let children = self.nodes[ROOT as usize].value.as_table();
        (ROOT, children.unwrap_or(Children::none(Origin::Header)))
    }

    /// The bytes of the source that a value was read from.
    pub(super) fn written(&self, span: &Range<usize>) -> &'s str {
        self.source.get(span.clone()).unwrap_or_default()
    }

    /// The values of an array, or those under the keys of a table, in the order of the source.
    pub(super) fn of(&self, children: Children) -> impl Iterator<Item = (u32, &Node<'s>)> {
        let mut at = children.first;
        std::iter::from_fn(move || {
            let here = at;
            let node = self.nodes.get(here as usize).filter(|_| here != ROOT)?;
            at = node.next;
            Some((here, node))
        })
    }

    /// What stands under a key of the table at `place`.
    pub(super) fn get(
        &self,
        (place, children): (u32, Children),
        key: &str,
    ) -> Option<(u32, &Node<'s>)> {
        if children.count < CROWD {
            return self.of(children).find(|(_, node)| is_key(&node.key, key));
        }
        let at = *self.crowds.get(&(place, Cow::Borrowed(key)))?;
        Some((at, &self.nodes[at as usize]))
    }
}

/// Whether two keys are the same. Most differ in length or in their last letter already.
fn is_key(known: &str, key: &str) -> bool {
    let (known, key) = (known.as_bytes(), key.as_bytes());
    known.len() == key.len() && known.last() == key.last() && known == key
}
