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
    crowds: HashMap<(u32, Cow<'s, [u8]>), u32, RandomState>,
}

/// A value under its key: 64 bytes, which is what a processor takes from memory at once.
#[derive(Debug)]
pub(super) struct Node<'s> {
    pub(super) key: Key,
    pub(super) value: Value<'s>,
    /// The bytes of the value; those of its header where a table has one.
    pub(super) span: Bytes,
    next: u32,
    /// Whether somebody asked for it.
    pub(super) asked: Cell<bool>,
    /// Of an array or a table.
    origin: Origin,
}

/// A key as it stands in the source.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// What it says where that is not what stands there: it is in quotation marks.
    quoted: Option<Box<str>>,
    /// None for an item of an array.
    pub(super) span: Bytes,
}

/// Where something stands in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bytes {
    start: u32,
    end: u32,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value<'s> {
    Text(Cow<'s, str>),
    /// None where it is too large.
    Integer(Option<i64>),
    Float,
    Boolean(bool),
    Moment(Box<Datetime>),
    Array(Children),
    Table(Children),
}

/// The children of an array or a table, as places in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Children {
    first: u32,
    last: u32,
    count: u32,
    /// The marks of their keys: one that is missing here is the key of none.
    marks: u32,
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

    pub(super) fn as_moment(&self) -> Option<Datetime> {
        match self {
            Self::Moment(moment) => Some(**moment),
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

impl Key {
    const NONE: Self = Self { quoted: None, span: Bytes::new(0, 0) };
}

impl Bytes {
    /// A source is at most 4 GiB long: [`Tree::parse`] refuses a longer one.
    const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub(super) const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Children {
    const NONE: Self = Self { first: ROOT, last: ROOT, count: 0, marks: 0 };

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
        (ROOT, children.unwrap_or(Children::NONE))
    }

    /// The bytes of the source that a value was read from.
    pub(super) fn written(&self, span: Bytes) -> &'s str {
        self.source.get(span.range()).unwrap_or_default()
    }

    /// What a key says; nothing for an item of an array.
    pub(super) fn name<'t>(&'t self, key: &'t Key) -> &'t str {
        match &key.quoted {
            Some(name) => name,
            None => self.written(key.span),
        }
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
    #[inline]
    pub(super) fn get(&self, table: (u32, Children), key: &str) -> Option<(u32, &Node<'s>)> {
        let at = self.place_of(table, key.as_bytes())?;
        Some((at, &self.nodes[at as usize]))
    }

    #[inline]
    fn place_of(&self, (place, children): (u32, Children), name: &[u8]) -> Option<u32> {
        if children.marks & mark(name) == 0 { None } else { self.seek((place, children), name) }
    }

    fn seek(&self, (place, children): (u32, Children), name: &[u8]) -> Option<u32> {
        if children.count >= CROWD {
            return self.crowds.get(&(place, Cow::Borrowed(name))).copied();
        }
        let mut at = children.first;
        while at != ROOT {
            let node = &self.nodes[at as usize];
            // Most differ in length already.
            let may_be = node.key.quoted.is_some() || node.key.span.len() == name.len();
            if may_be && self.bytes(&node.key) == name {
                return Some(at);
            }
            at = node.next;
        }
        None
    }

    /// What a key says, as bytes.
    fn bytes<'t>(&'t self, key: &'t Key) -> &'t [u8] {
        match &key.quoted {
            Some(name) => name.as_bytes(),
            None => self.source.as_bytes().get(key.span.range()).unwrap_or_default(),
        }
    }
}

/// One bit for a key: the 16 keys of a passage have 14 different ones, so that a key that a table lacks is
/// most often not sought in it.
fn mark(name: &[u8]) -> u32 {
    let last = name.last().copied().unwrap_or_default();
    1 << ((3 * name.len() + usize::from(last)) % u32::BITS as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_node_fills_one_line_of_a_cache() {
        assert_eq!(size_of::<Node<'_>>(), 64);
    }
}
