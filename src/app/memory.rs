//! What the reader remembers between two runs: how far each briefing was read, and what was open.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::exporting::Choices;

use crate::briefing::Passage;
use crate::query::ReadMark;

/// The version of these files. A file of a later one is not touched.
const FORMAT: i64 = 1;

/// How many libraries are remembered.
const LIBRARIES: usize = 50;

/// How far one briefing was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// The id of the passage under the cursor.
    pub passage: Option<String>,
    /// How many rows of the window stood above that passage; negative where its beginning was out of sight.
    pub rows_above: i64,
    /// The passages that were read: id → [`fingerprint`] of the text as it was then.
    pub read: BTreeMap<String, u64>,
    /// The fingerprint of the file as it was then.
    pub fingerprint: Option<u64>,
}

/// What was open when the reader was left, library by library, the latest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Session {
    left: Vec<Left>,
    /// What was chosen for the last export.
    pub export: Option<Choices>,
}

/// How one library was left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// What the library is known by: its paths.
    pub library: String,
    /// The id of the briefing that was open.
    pub briefing: Option<String>,
    /// Its file.
    pub path: Option<PathBuf>,
    /// The filter, as it was typed.
    pub filter: Option<String>,
}

/// Why a file of these cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// It does not say what such a file says.
    #[error("it is damaged")]
    Damaged,
    /// A later version of the program wrote it.
    #[error("a later version of dateline wrote it (format {0}; this one knows {FORMAT})")]
    Newer(i64),
}

impl Reading {
    /// How far a passage was read.
    pub fn mark(&self, passage: &Passage) -> ReadMark {
        match self.read.get(&passage.id) {
            None => ReadMark::Unread,
            Some(known) if *known == fingerprint(passage.text.as_bytes()) => ReadMark::Read,
            Some(_) => ReadMark::Revised,
        }
    }

    /// What the file of it says.
    pub fn to_text(&self) -> String {
        let read = self.read.iter().map(|(id, &print)| (id.clone(), written(print))).collect();
        text_of(&ReadingFile {
            format: FORMAT,
            passage: self.passage.clone(),
            rows_above: self.rows_above,
            fingerprint: self.fingerprint.map(written),
            read,
        })
    }

    /// What a file of it says.
    pub fn from_text(text: &str) -> Result<Self, Unusable> {
        let file: ReadingFile = file_of(text)?;
        let read = file.read.into_iter().map(|(id, print)| Ok((id, number(&print)?)));
        Ok(Self {
            passage: file.passage,
            rows_above: file.rows_above,
            read: read.collect::<Result<_, _>>()?,
            fingerprint: file.fingerprint.as_deref().map(number).transpose()?,
        })
    }
}

impl Session {
    /// How this library was left.
    pub fn of(&self, library: &str) -> Option<&Left> {
        self.left.iter().find(|left| left.library == library)
    }

    /// Remembers how a library was left, in place of what was known of it.
    pub fn put(&mut self, left: Left) {
        self.left.retain(|known| known.library != left.library);
        self.left.insert(0, left);
        self.left.truncate(LIBRARIES);
    }

    /// What the file of it says.
    pub fn to_text(&self) -> String {
        text_of(&SessionFile {
            format: FORMAT,
            export: self.export.clone(),
            left: self.left.clone(),
        })
    }

    /// What a file of it says.
    pub fn from_text(text: &str) -> Result<Self, Unusable> {
        file_of(text).map(|file: SessionFile| Self { left: file.left, export: file.export })
    }
}

/// A number that stands for `bytes` (FNV-1a): other bytes have, as good as always, another one.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[derive(Serialize, Deserialize)]
struct ReadingFile {
    format: i64,
    passage: Option<String>,
    #[serde(default)]
    rows_above: i64,
    fingerprint: Option<String>,
    #[serde(default)]
    read: BTreeMap<String, String>,
}

#[derive(Serialize, Deserialize)]
struct SessionFile {
    format: i64,
    // The table stands before the list of tables: TOML wants it so.
    export: Option<Choices>,
    #[serde(default)]
    left: Vec<Left>,
}

/// The one key that every version of such a file has.
#[derive(Deserialize)]
struct Version {
    format: i64,
}

/// TOML knows no number above 63 bits, so a fingerprint is written in hexadecimal digits.
fn written(fingerprint: u64) -> String {
    format!("{fingerprint:016x}")
}

fn number(written: &str) -> Result<u64, Unusable> {
    u64::from_str_radix(written, 16).map_err(|_| Unusable::Damaged)
}

fn text_of<T: Serialize>(file: &T) -> String {
    toml::to_string(file).unwrap_or_default()
}

fn file_of<T: for<'text> Deserialize<'text>>(text: &str) -> Result<T, Unusable> {
    let Version { format } = toml::from_str(text).map_err(|_| Unusable::Damaged)?;
    if format > FORMAT {
        return Err(Unusable::Newer(format));
    }
    toml::from_str(text).map_err(|_| Unusable::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_comes_back_as_it_was_written() {
        let reading = Reading {
            passage: Some("on-paper-2".into()),
            rows_above: 3,
            read: [("on-paper-1".to_owned(), u64::MAX), ("odd \"id\"".to_owned(), 0)].into(),
            fingerprint: Some(fingerprint(b"text")),
        };
        assert_eq!(Reading::from_text(&reading.to_text()), Ok(reading));
        assert_eq!(Reading::from_text(&Reading::default().to_text()), Ok(Reading::default()));
    }

    #[test]
    fn a_session_keeps_the_latest_word_on_each_library() {
        let mut session = Session::default();
        for turn in 0..60 {
            let briefing = Some(format!("briefing-{turn}"));
            let path = None;
            session.put(Left { library: "/a".into(), briefing, path, filter: None });
            session.put(Left { library: format!("/{turn}"), ..Left::default() });
        }
        let session = Session::from_text(&session.to_text()).expect("its own text");
        let left = session.of("/a").expect("remembered");
        assert_eq!(left.briefing.as_deref(), Some("briefing-59"));
        assert_eq!(session.of("/3"), None, "the oldest are forgotten");
    }

    #[test]
    fn a_damaged_and_a_newer_file_are_told_apart() {
        for damaged in
            ["", "passage = 3", "format = 1\nread = { a = 'xyz' }", "\u{0}", "format = '1'"]
        {
            assert_eq!(Reading::from_text(damaged), Err(Unusable::Damaged), "{damaged:?}");
        }
        assert_eq!(Reading::from_text("format = 2\nline = 'x'"), Err(Unusable::Newer(2)));
        assert_eq!(Session::from_text("format = 3"), Err(Unusable::Newer(3)));
    }

    #[test]
    fn a_fingerprint_is_the_same_on_every_machine() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
