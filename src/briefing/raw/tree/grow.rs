//! How a tree grows: the events of the parser in, and what TOML says of tables that are stated twice.

mod events;
mod line;

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use toml_parser::lexer::{Token, TokenKind};
use toml_parser::parser::{RecursionGuard, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

use super::{Bytes, CROWD, Children, Key, Node, Origin, ROOT, Tree, Value, mark};

/// How deep arrays and tables may lie in each other, and how many parts a key may have before its last:
/// the limits of the `toml` crate.
const DEEPEST: usize = 80;

/// How many bytes of a briefing make a node, at least: so much room a tree begins with.
const BYTES_A_NODE: usize = 28;

impl<'s> Tree<'s> {
    /// The tree of `source`, or the first thing that is wrong with it.
    pub(in crate::briefing::raw) fn parse(source: &'s str) -> Result<Self, ParseError> {
        if u32::try_from(source.len()).is_err() {
            return Err(ParseError::new("the text is larger than 4 GiB"));
        }
        let (mut growing, mut at, mut tokens) = (Growing::new(source), 0, Vec::new());
        while at < source.len() {
            let mut first: Option<ParseError> = None;
            let next = growing.plain_line(at, &mut first);
            let next = next.unwrap_or_else(|| growing.parse_line(at, &mut tokens, &mut first));
            if let Some(error) = first {
                let there = error.unexpected().unwrap_or(Span::new_unchecked(0, 0));
                return Err(error.with_unexpected(at + there));
            }
            at = next;
        }
        Ok(growing.tree)
    }
}

/// A tree that grows.
struct Growing<'s> {
    tree: Tree<'s>,
    /// The rest of the source from the line that is being read on.
    rest: Source<'s>,
    /// Where that begins in the source: the parser counts from there.
    from: usize,
    /// The parts of the key that is being read.
    path: Vec<Key>,
    /// Where the header that is being read begins.
    header: usize,
    /// The table of the last header.
    table: u32,
    /// The arrays and inline tables that are open.
    open: Vec<u32>,
}

impl<'s> Growing<'s> {
    fn new(source: &'s str) -> Self {
        let mut nodes = Vec::with_capacity(source.len() / BYTES_A_NODE + 1);
        let nowhere = Bytes::new(0, 0);
        nodes.push(node(Key::NONE, Value::Table(Children::NONE), Origin::Header, nowhere));
        let tree = Tree { source, nodes, crowds: HashMap::default() };
        let (rest, path, open) = (Source::new(source), Vec::new(), Vec::new());
        Self { tree, rest, from: 0, path, header: 0, table: ROOT, open }
    }

    /// Begins to read at a byte of the source.
    fn begin_at(&mut self, at: usize) -> &'s str {
        let rest = self.tree.source.get(at..).unwrap_or_default();
        (self.rest, self.from) = (Source::new(rest), at);
        rest
    }

    /// Has the expression at `at`, a line or several, read by the parser, and says where the next line begins.
    fn parse_line(
        &mut self,
        at: usize,
        tokens: &mut Vec<Token>,
        error: &mut dyn ErrorSink,
    ) -> usize {
        let rest = self.begin_at(at);
        // The lexer takes the mark of a file's beginning for one of a line's.
        if at > 0 && rest.starts_with('\u{FEFF}') {
            error.report_error(ParseError::new("a byte order mark in the middle of the text"));
            return self.tree.source.len();
        }
        tokens.clear();
        let mut depth = 0_usize;
        for token in self.rest.lex() {
            tokens.push(token);
            match token.kind() {
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                // One too many is the parser's to refuse.
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    depth = depth.saturating_sub(1);
                }
                // Outside of brackets a line is an expression of its own.
                TokenKind::Newline if depth == 0 => break,
                _ => {}
            }
        }
        parse_document(tokens, &mut RecursionGuard::new(self, DEEPEST as u32), error);
        tokens.last().map_or(self.tree.source.len(), |token| at + token.span().end())
    }

    /// Where in the source something stands that was read.
    fn bytes(&self, span: Span) -> Bytes {
        Bytes::new(self.from + span.start(), self.from + span.end())
    }

    /// What is written there.
    fn text(&self, span: Span) -> &'s str {
        self.rest.input().get(span.start()..span.end()).unwrap_or_default()
    }

    /// The children of an array or a table.
    fn children(&mut self, at: u32) -> Option<&mut Children> {
        match &mut self.tree.nodes[at as usize].value {
            Value::Array(children) | Value::Table(children) => Some(children),
            _ => None,
        }
    }

    fn find(&self, table: u32, key: &Key) -> Option<u32> {
        let children = self.tree.nodes[table as usize].value.as_table()?;
        self.tree.place_of((table, children), self.tree.bytes(key))
    }

    /// Adds a child behind the others of `parent`.
    fn add(&mut self, parent: u32, node: Node<'s>) -> u32 {
        let at = self.tree.nodes.len() as u32;
        let mark = mark(self.tree.bytes(&node.key));
        self.tree.nodes.push(node);
        let Some(children) = self.children(parent) else { return at };
        let before = children.last;
        children.count += 1;
        children.marks |= mark;
        children.last = at;
        if before == ROOT {
            children.first = at;
        }
        let children = *children;
        if before != ROOT {
            self.tree.nodes[before as usize].next = at;
        }
        if children.count >= CROWD {
            self.list(parent, children);
        }
        at
    }

    /// Lists the last key of a crowded table; all of them when it becomes one.
    fn list(&mut self, table: u32, children: Children) {
        if matches!(self.tree.nodes[table as usize].value, Value::Array(_)) {
            return;
        }
        if children.count > CROWD {
            let name = self.name_of(&self.tree.nodes[children.last as usize].key);
            self.tree.crowds.insert((table, name), children.last);
            return;
        }
        let all = self.tree.of(children);
        let all: Vec<_> = all.map(|(at, node)| ((table, self.name_of(&node.key)), at)).collect();
        self.tree.crowds.extend(all);
    }

    fn name_of(&self, key: &Key) -> Cow<'s, [u8]> {
        match &key.quoted {
            Some(name) => Cow::Owned(name.as_bytes().to_owned()),
            None => Cow::Borrowed(self.tree.written(key.span).as_bytes()),
        }
    }

    /// The table that `path` leads to from `table`, made where it is not there; none where something
    /// else is, or where it may not be added to.
    fn descend(&mut self, mut table: u32, path: &[Key], way: Origin) -> Option<u32> {
        for key in path {
            let Some(at) = self.find(table, key) else {
                let new = node(key.clone(), Value::Table(Children::NONE), way, key.span);
                table = self.add(table, new);
                continue;
            };
            let known = &mut self.tree.nodes[at as usize];
            table = match (&known.value, known.origin, way) {
                (Value::Array(items), Origin::Header, _) => items.last,
                (Value::Table(_), Origin::Inline, _)
                | (Value::Table(_), Origin::Header, Origin::Dotted) => return None,
                (Value::Table(_), Origin::Implied, Origin::Dotted) => {
                    known.origin = Origin::Dotted;
                    at
                }
                (Value::Table(_), ..) => at,
                _ => return None,
            };
        }
        Some(table)
    }

    /// The table that a dotted key adds to.
    fn descend_dotted(&mut self, table: u32) -> Option<u32> {
        let path = std::mem::take(&mut self.path);
        let table = self.descend(table, &path, Origin::Dotted)?;
        (self.tree.nodes[table as usize].origin == Origin::Dotted).then_some(table)
    }

    /// Begins the table of a header that ends at a byte of the source; false where there is one already.
    fn begin(&mut self, is_array: bool, end: usize) -> bool {
        let mut path = std::mem::take(&mut self.path);
        let span = Bytes::new(self.header, end);
        let table = path.pop().and_then(|key| {
            let parent = self.descend(ROOT, &path, Origin::Implied)?;
            if is_array {
                self.begin_item(parent, key, span)
            } else {
                self.begin_table(parent, key, span)
            }
        });
        path.clear();
        self.path = path;
        self.table = table.unwrap_or(ROOT);
        table.is_some()
    }

    fn begin_table(&mut self, parent: u32, key: Key, span: Bytes) -> Option<u32> {
        let table = Value::Table(Children::NONE);
        let Some(at) = self.find(parent, &key) else {
            return Some(self.add(parent, node(key, table, Origin::Header, span)));
        };
        let known = &mut self.tree.nodes[at as usize];
        if !matches!(known.value, Value::Table(_)) || known.origin != Origin::Implied {
            return None;
        }
        (known.origin, known.key, known.span) = (Origin::Header, key, span);
        Some(at)
    }

    fn begin_item(&mut self, parent: u32, key: Key, span: Bytes) -> Option<u32> {
        let array = match self.find(parent, &key) {
            Some(at) => at,
            None => {
                let array = Value::Array(Children::NONE);
                self.add(parent, node(key, array, Origin::Header, span))
            }
        };
        let known = &self.tree.nodes[array as usize];
        if !matches!(known.value, Value::Array(_)) || known.origin != Origin::Header {
            return None;
        }
        let item = Value::Table(Children::NONE);
        Some(self.add(array, node(Key::NONE, item, Origin::Header, span)))
    }

    /// Puts a value where it belongs: behind the others of an array, under the key that was read.
    fn put(&mut self, value: Value<'s>, span: Span, error: &mut dyn ErrorSink) -> u32 {
        let parent = self.open.last().copied().unwrap_or(self.table);
        let span = self.bytes(span);
        let nameless = node(Key::NONE, value, Origin::Inline, span);
        if matches!(self.tree.nodes[parent as usize].value, Value::Array(_)) {
            return self.add(parent, nameless);
        }
        let Some(key) = self.path.pop() else { return self.add(parent, nameless) };
        let table = if self.path.is_empty() { Some(parent) } else { self.descend_dotted(parent) };
        let table = table.filter(|table| self.find(*table, &key).is_none());
        if table.is_none() {
            let Range { start, end } = key.span.range();
            error.report_error(twice(Span::new_unchecked(start - self.from, end - self.from)));
        }
        self.add(table.unwrap_or(parent), Node { key, ..nameless })
    }

    /// Closes the array or table that was opened last.
    fn close(&mut self, span: Span) {
        if let Some(at) = self.open.pop() {
            self.tree.nodes[at as usize].span.end = self.bytes(span).end;
        }
    }
}

const fn node(key: Key, value: Value<'_>, origin: Origin, span: Bytes) -> Node<'_> {
    Node { key, value, span, next: ROOT, asked: Cell::new(false), origin }
}

/// What the `toml` crate says of a key that may not be stated here again.
fn twice(key: Span) -> ParseError {
    ParseError::new("duplicate key").with_unexpected(key)
}

#[cfg(test)]
mod tests;
