//! What the parser says of a document, put into the tree.

use std::borrow::Cow;

use toml::value::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, ParseError, Span};

use super::{Children, DEEPEST, Growing, Key, Value, line, twice};

impl EventReceiver for Growing<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span);
    }

    fn std_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.close_header(false, span, error);
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.open_header(span);
    }

    fn array_table_close(&mut self, span: Span, error: &mut dyn ErrorSink) {
        self.close_header(true, span, error);
    }

    fn inline_table_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        self.open_value(Value::Table(Children::NONE), span, error);
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn array_open(&mut self, span: Span, error: &mut dyn ErrorSink) -> bool {
        self.open_value(Value::Array(Children::NONE), span, error);
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.close(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let text = self.text(span);
        let mut quoted = None;
        if encoding.is_some() || !line::is_bare(text) {
            let mut said = Cow::Borrowed("");
            toml_parser::Raw::new_unchecked(text, encoding, span).decode_key(&mut said, error);
            quoted = (said != text).then(|| Box::from(said));
        }
        if self.path.len() >= DEEPEST {
            error.report_error(ParseError::new("recursion limit").with_unexpected(span));
            return;
        }
        self.path.push(Key { quoted, span: self.bytes(span) });
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let value = self.value(span, encoding, error);
        self.put(value, span, error);
    }

    fn comment(&mut self, span: Span, error: &mut dyn ErrorSink) {
        if let Some(comment) = self.rest.get(span) {
            comment.decode_comment(error);
        }
    }

    fn newline(&mut self, span: Span, error: &mut dyn ErrorSink) {
        // Only a carriage return alone is none.
        if self.rest.input().as_bytes().get(span.start()) == Some(&b'\n') {
            return;
        }
        if let Some(line_break) = self.rest.get(span) {
            line_break.decode_newline(error);
        }
    }
}

impl<'s> Growing<'s> {
    pub(super) fn open_header(&mut self, span: Span) {
        self.header = self.from + span.start();
        self.path.clear();
    }

    pub(super) fn close_header(&mut self, is_array: bool, span: Span, error: &mut dyn ErrorSink) {
        if !self.begin(is_array, self.from + span.end()) {
            error.report_error(twice(span));
        }
    }

    pub(super) fn open_value(&mut self, value: Value<'s>, span: Span, error: &mut dyn ErrorSink) {
        let at = self.put(value, span, error);
        self.open.push(at);
    }

    fn value(
        &self,
        span: Span,
        encoding: Option<Encoding>,
        error: &mut dyn ErrorSink,
    ) -> Value<'s> {
        let text = self.text(span);
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
                Ok(moment) => Value::Moment(Box::new(moment)),
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
