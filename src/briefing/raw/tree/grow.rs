//! How a tree grows: the events of the parser in, and what TOML says of tables that are stated twice.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

use toml::value::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::lexer::TokenKind;
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

use super::{CROWD, Children, Node, Origin, ROOT, Tree, Value};

/// How deep arrays and tables may lie in each other, and how many parts a key may have before its last:
/// the limits of the `toml` crate.
const DEEPEST: usize = 80;

/// How many tokens are read before they are parsed: some kilobytes.
const PIECE: usize = 256;

/// How many bytes of a briefing make a node, at least: so much room a tree begins with.
const BYTES_A_NODE: usize = 28;

impl<'s> Tree<'s> {
    /// The tree of `source`, or the first thing that is wrong with it.
    pub(in crate::briefing::raw) fn parse(source: &'s str) -> Result<Self, ParseError> {
        Self::in_pieces(source, PIECE)
    }

    /// Reads the lines of `source` in pieces of at least so many tokens. The tokens of a whole file take
    /// several times its memory.
    fn in_pieces(source: &'s str, least: usize) -> Result<Self, ParseError> {
        let mut error: Option<ParseError> = None;
        let mut growing = Growing::new(source);
        let mut guard = RecursionGuard::new(&mut growing, DEEPEST as u32);
        let mut tokens = Vec::with_capacity(2 * PIECE);
        let mut depth = 0_usize;
        for token in Source::new(source).lex() {
            tokens.push(token);
            match token.kind() {
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                // One too many is the parser's to refuse.
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    depth = depth.saturating_sub(1);
                }
                // Outside of brackets a line is an expression of its own.
                TokenKind::Newline if depth == 0 && tokens.len() >= least => {
                    parse_document(&tokens, &mut guard, &mut error);
                    tokens.clear();
                }
                _ => {}
            }
        }
        parse_document(&tokens, &mut guard, &mut error);
        error.map_or(Ok(growing.tree), Err)
    }
}

/// A tree that grows.
struct Growing<'s> {
    source: Source<'s>,
    tree: Tree<'s>,
    /// The parts of the key that is being read.
    path: Vec<(Cow<'s, str>, Range<usize>)>,
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
        nodes.push(Node {
            key: Cow::Borrowed(""),
            key_span: 0..0,
            value: Value::Table(Children::none(Origin::Header)),
            span: 0..0,
            asked: Cell::new(false),
            next: ROOT,
        });
        let tree = Tree { source, nodes, crowds: HashMap::default() };
        let source = Source::new(source);
        Self { source, tree, path: Vec::new(), header: 0, table: ROOT, open: Vec::new() }
    }

    /// The children of an array or a table.
    fn children(&mut self, at: u32) -> Option<&mut Children> {
        match &mut self.tree.nodes[at as usize].value {
            Value::Array(children) | Value::Table(children) => Some(children),
            _ => None,
        }
    }

    fn find(&self, table: u32, key: &str) -> Option<u32> {
        let children = self.tree.nodes[table as usize].value.as_table()?;
        self.tree.get((table, children), key).map(|(at, _)| at)
    }

    /// Adds a child behind the others of `parent`.
    fn add(&mut self, parent: u32, node: Node<'s>) -> u32 {
        let at = self.tree.nodes.len() as u32;
        self.tree.nodes.push(node);
        let Some(children) = self.children(parent) else { return at };
        let before = children.last;
        children.count += 1;
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
            let key = self.tree.nodes[children.last as usize].key.clone();
            self.tree.crowds.insert((table, key), children.last);
            return;
        }
        let all: Vec<_> =
            self.tree.of(children).map(|(at, node)| ((table, node.key.clone()), at)).collect();
        self.tree.crowds.extend(all);
    }

    /// The table that `path` leads to from `table`, made where it is not there; none where something
    /// else is, or where it may not be added to.
    fn descend(
        &mut self,
        mut table: u32,
        path: &[(Cow<'s, str>, Range<usize>)],
        way: Origin,
    ) -> Option<u32> {
        for (key, span) in path {
            let Some(at) = self.find(table, key) else {
                let value = Value::Table(Children::none(way));
                table = self.add(table, node((key.clone(), span.clone()), value, span.clone()));
                continue;
            };
            table = match &mut self.tree.nodes[at as usize].value {
                Value::Array(items) if items.origin == Origin::Header => items.last,
                Value::Table(children) => match (children.origin, way) {
                    (Origin::Inline, _) | (Origin::Header, Origin::Dotted) => return None,
                    (Origin::Implied, Origin::Dotted) => {
                        children.origin = Origin::Dotted;
                        at
                    }
                    _ => at,
                },
                _ => return None,
            };
        }
        Some(table)
    }

    /// The table that a dotted key adds to.
    fn descend_dotted(&mut self, table: u32) -> Option<u32> {
        let path = std::mem::take(&mut self.path);
        let table = self.descend(table, &path, Origin::Dotted)?;
        let is_dotted = self.children(table).is_some_and(|keys| keys.origin == Origin::Dotted);
        is_dotted.then_some(table)
    }

    /// Begins the table of a header that ends at `end`; false where there is one already.
    fn begin(&mut self, is_array: bool, end: usize) -> bool {
        let mut path = std::mem::take(&mut self.path);
        let span = self.header..end;
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

    fn begin_table(&mut self, parent: u32, key: Key<'s>, span: Range<usize>) -> Option<u32> {
        let Some(at) = self.find(parent, &key.0) else {
            return Some(
                self.add(parent, node(key, Value::Table(Children::none(Origin::Header)), span)),
            );
        };
        let known = &mut self.tree.nodes[at as usize];
        match &mut known.value {
            Value::Table(children) if children.origin == Origin::Implied => {
                children.origin = Origin::Header;
                (known.key_span, known.span) = (key.1, span);
                Some(at)
            }
            _ => None,
        }
    }

    fn begin_item(&mut self, parent: u32, key: Key<'s>, span: Range<usize>) -> Option<u32> {
        let array = match self.find(parent, &key.0) {
            Some(at) => at,
            None => self
                .add(parent, node(key, Value::Array(Children::none(Origin::Header)), span.clone())),
        };
        match self.tree.nodes[array as usize].value {
            Value::Array(items) if items.origin == Origin::Header => {
                let item = Value::Table(Children::none(Origin::Header));
                Some(self.add(array, node((Cow::Borrowed(""), 0..0), item, span)))
            }
            _ => None,
        }
    }

    /// Puts a value where it belongs: behind the others of an array, under the key that was read.
    fn put(&mut self, value: Value<'s>, span: Span, error: &mut dyn ErrorSink) -> u32 {
        let parent = self.open.last().copied().unwrap_or(self.table);
        let span = span.start()..span.end();
        let nameless = (Cow::Borrowed(""), 0..0);
        if matches!(self.tree.nodes[parent as usize].value, Value::Array(_)) {
            return self.add(parent, node(nameless, value, span));
        }
        let Some(key) = self.path.pop() else {
            return self.add(parent, node(nameless, value, span));
        };
        let table = if self.path.is_empty() { Some(parent) } else { self.descend_dotted(parent) };
        match table.filter(|table| self.find(*table, &key.0).is_none()) {
            Some(table) => self.add(table, node(key, value, span)),
            None => {
                let at = Span::new_unchecked(key.1.start, key.1.end);
                error.report_error(twice(at));
                self.add(parent, node(key, value, span))
            }
        }
    }

    /// Closes the array or table that was opened last.
    fn close(&mut self, span: Span) {
        if let Some(at) = self.open.pop() {
            self.tree.nodes[at as usize].span.end = span.end();
        }
    }

    fn value(
        &self,
        span: Span,
        encoding: Option<Encoding>,
        error: &mut dyn ErrorSink,
    ) -> Value<'s> {
        let text = self.source.input().get(span.start()..span.end()).unwrap_or_default();
        if let Some(plain) = plain(text, encoding) {
            return Value::Text(Cow::Borrowed(plain));
        }
        let mut decoded = Cow::Borrowed("");
        let raw = toml_parser::Raw::new_unchecked(text, encoding, span);
        match raw.decode_scalar(&mut decoded, error) {
            ScalarKind::String => Value::Text(decoded),
            ScalarKind::Boolean(value) => Value::Boolean(value),
            ScalarKind::Float => Value::Float,
            ScalarKind::Integer(radix) => {
                Value::Integer(i64::from_str_radix(&decoded, radix.value()).ok())
            }
            ScalarKind::DateTime => match decoded.parse::<Datetime>() {
                Ok(moment) => Value::Moment(moment),
                Err(reason) => {
                    error.report_error(ParseError::new(reason.to_string()).with_unexpected(span));
                    Value::Float
                }
            },
        }
    }
}

/// What a text in quotation marks says, where nothing in it stands for something else. The decoder would
/// look at every byte of it by itself.
fn plain(quoted: &str, encoding: Option<Encoding>) -> Option<&str> {
    let (mark, line_break) = match encoding? {
        Encoding::BasicString => ("\"", b' '),
        Encoding::MlBasicString => ("\"\"\"", b'\n'),
        Encoding::LiteralString | Encoding::MlLiteralString => return None,
    };
    let text = quoted.strip_prefix(mark)?.strip_suffix(mark)?;
    let special = |byte: u8| byte == b'\\' || byte == 0x7F || (byte < b' ' && byte != line_break);
    // All bytes are asked, whatever is found, so that many are asked at once.
    let is_plain = !text.bytes().fold(false, |found, byte| found | special(byte));
    is_plain.then(|| if mark.len() == 3 { text.strip_prefix('\n').unwrap_or(text) } else { text })
}

/// A key, and its bytes.
type Key<'s> = (Cow<'s, str>, Range<usize>);

fn node<'s>((key, key_span): Key<'s>, value: Value<'s>, span: Range<usize>) -> Node<'s> {
    Node { key, key_span, value, span, asked: Cell::new(false), next: ROOT }
}

/// What the `toml` crate says of a key that may not be stated here again.
fn twice(key: Span) -> ParseError {
    ParseError::new("duplicate key").with_unexpected(key)
}

impl EventReceiver for Growing<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.header = span.start();
        self.path.clear();
    }

    fn std_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if !self.begin(false, span.end()) {
            error.report_error(twice(span));
        }
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.header = span.start();
        self.path.clear();
    }

    fn array_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if !self.begin(true, span.end()) {
            error.report_error(twice(span));
        }
    }

    fn inline_table_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        let at = self.put(Value::Table(Children::none(Origin::Inline)), span, error);
        self.open.push(at);
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        let at = self.put(Value::Array(Children::none(Origin::Inline)), span, error);
        self.open.push(at);
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let mut key = Cow::Borrowed("");
        let text = self.source.input().get(span.start()..span.end()).unwrap_or_default();
        toml_parser::Raw::new_unchecked(text, encoding, span).decode_key(&mut key, error);
        if self.path.len() >= DEEPEST {
            error.report_error(ParseError::new("recursion limit").with_unexpected(span));
            return;
        }
        self.path.push((key, span.start()..span.end()));
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let value = self.value(span, encoding, error);
        self.put(value, span, error);
    }

    fn comment(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if let Some(comment) = self.source.get(span) {
            comment.decode_comment(error);
        }
    }

    fn newline(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if let Some(line_break) = self.source.get(span) {
            line_break.decode_newline(error);
        }
    }
}

#[cfg(test)]
mod tests;
