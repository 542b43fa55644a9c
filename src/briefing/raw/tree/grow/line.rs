//! The lines that a briefing mostly consists of, read without the parser, which takes several times as long.
//!
//! An empty line; a header; a key with a text in quotation marks, or with a list of them on the same line.
//! Keys are bare, blanks stand where everybody puts them, nothing in a text stands for something else, and
//! nothing follows. Every other line is the parser's, which decides what TOML is: the tests compare both.

use toml_parser::decoder::Encoding;
use toml_parser::parser::EventReceiver;
use toml_parser::{ErrorSink, Span};

use super::{Children, Growing, Key, Value};
use crate::briefing::bytes;

impl Growing<'_> {
    /// Reads the line that begins at a byte of the source, and says where the next begins; none where the
    /// line is for the parser.
    pub(super) fn plain_line(&mut self, at: usize, error: &mut dyn ErrorSink) -> Option<usize> {
        let line = self.begin_at(at).as_bytes();
        let end = match line.first()? {
            b'\n' => 0,
            b'[' => self.plain_header(line, error)?,
            _ => self.plain_value(line, error)?,
        };
        Some(at + end + 1)
    }

    /// `[name]` or `[[name]]`.
    fn plain_header(&mut self, line: &[u8], error: &mut dyn ErrorSink) -> Option<usize> {
        let is_array = line.starts_with(b"[[");
        let marks = if is_array { 2 } else { 1 };
        let close = marks + bare(&line[marks..]);
        let end = close + marks;
        if close == marks || line.get(close..end)? != &b"]]"[..marks] || !ends(line, end) {
            return None;
        }
        let [open, name, close] = [(0, marks), (marks, close), (close, end)]
            .map(|(start, end)| Span::new_unchecked(start, end));
        self.open_header(open);
        self.plain_key(name);
        self.close_header(is_array, close, error);
        Some(end)
    }

    /// `key = "text"`, `key = """text"""` or `key = ["text", "text"]`.
    fn plain_value(&mut self, line: &[u8], error: &mut dyn ErrorSink) -> Option<usize> {
        let name = bare(line);
        let start = name + SIGN.len();
        if name == 0 || line.get(name..start)? != SIGN {
            return None;
        }
        let name = Span::new_unchecked(0, name);
        if line.get(start) == Some(&b'[') {
            return self.plain_list(name, (line, start), error);
        }
        let (end, encoding) = text_end(line, start).filter(|(end, _)| ends(line, *end))?;
        self.plain_key(name);
        self.scalar(Span::new_unchecked(start, end), Some(encoding), error);
        Some(end)
    }

    fn plain_list(
        &mut self,
        name: Span,
        (line, start): (&[u8], usize),
        error: &mut dyn ErrorSink,
    ) -> Option<usize> {
        let texts = Texts { line, at: start + 1 };
        let close = texts.clone().last().map_or(start + 1, |(_, end, _)| end);
        if line.get(close) != Some(&b']') || !ends(line, close + 1) {
            return None;
        }
        self.plain_key(name);
        let (open, end) = (Span::new_unchecked(start, start + 1), close + 1);
        self.open_value(Value::Array(Children::NONE), open, error);
        for (start, end, encoding) in texts {
            self.scalar(Span::new_unchecked(start, end), Some(encoding), error);
        }
        self.close(Span::new_unchecked(close, end));
        Some(end)
    }

    fn plain_key(&mut self, span: Span) {
        self.path.push(Key { quoted: None, span: self.bytes(span) });
    }
}

/// What stands between a key and its value.
const SIGN: &[u8] = b" = ";

/// Texts with a comma and a blank between them: where each begins and ends.
#[derive(Clone)]
struct Texts<'l> {
    line: &'l [u8],
    at: usize,
}

impl Iterator for Texts<'_> {
    type Item = (usize, usize, Encoding);

    fn next(&mut self) -> Option<Self::Item> {
        let start = self.at;
        let (end, encoding) = text_end(self.line, start)?;
        let goes_on = self.line[end..].starts_with(b", \"");
        self.at = if goes_on { end + 2 } else { self.line.len() };
        Some((start, end, encoding))
    }
}

/// Where a text ends whose quotation mark stands at `start`; none where it has a backslash or no end.
fn text_end(line: &[u8], start: usize) -> Option<(usize, Encoding)> {
    let text = line.get(start..)?;
    if !text.starts_with(b"\"\"\"") {
        let end = 1 + bytes::find(text.strip_prefix(b"\"")?, [b'"', b'\\', b'\n'])?;
        return (text[end] == b'"').then_some((start + end + 1, Encoding::BasicString));
    }
    let mut from = 3;
    loop {
        from += bytes::find(&text[from..], [b'"', b'\\'])?;
        let rest = &text[from..];
        if rest[0] == b'\\' || rest.starts_with(b"\"\"\"\"") {
            return None;
        }
        if rest.starts_with(b"\"\"\"") {
            return Some((start + from + 3, Encoding::MlBasicString));
        }
        from += 1;
    }
}

/// Whether a line ends here.
fn ends(line: &[u8], at: usize) -> bool {
    line.get(at).is_none_or(|byte| *byte == b'\n')
}

/// Whether a key needs no quotation marks. The decoder would look at every character of it.
pub(super) fn is_bare(key: &str) -> bool {
    !key.is_empty() && bare(key.as_bytes()) == key.len()
}

/// How many of the first bytes may be a key without quotation marks.
fn bare(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| BARE[usize::from(**byte)]).count()
}

const BARE: [bool; 256] = {
    let mut bare = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        bare[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-');
        byte += 1;
    }
    bare
};
