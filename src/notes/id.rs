//! The id of a note: a UUID of version 7, which is also the name of its file.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use jiff::Timestamp;
use uuid::{Builder, Uuid};

/// What is wrong with a word that should be the id of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a note: a UUID of version 7 in small letters")]
pub struct NoId;

/// The id of a note. Ids sort by the time at which they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(Uuid);

impl NoteId {
    /// The id of a note made `at` that time; `chance` keeps it apart from all others.
    ///
    /// A time before 1970 counts as 1970.
    pub fn new(at: Timestamp, chance: [u8; 10]) -> Self {
        let millisecond = u64::try_from(at.as_millisecond()).unwrap_or_default();
        Self(Builder::from_unix_timestamp_millis(millisecond, &chance).into_uuid())
    }

    /// When it was made, to the millisecond.
    pub fn made(self) -> Timestamp {
        let (seconds, nanoseconds) =
            self.0.get_timestamp().map(|time| time.to_unix()).unwrap_or_default();
        let read = i64::try_from(seconds)
            .ok()
            .and_then(|seconds| Timestamp::new(seconds, nanoseconds.cast_signed()).ok());
        read.unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// The name of its file: the id and `.md`.
    pub fn file_name(self) -> String {
        format!("{self}.md")
    }
}

impl Display for NoteId {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0.hyphenated(), out)
    }
}

/// Reads the one form that file names have: small letters, with dashes.
impl FromStr for NoteId {
    type Err = NoId;

    fn from_str(word: &str) -> Result<Self, NoId> {
        let read = Uuid::try_parse(word).map_err(|_| NoId)?;
        let is_ours = read.get_version_num() == 7 && read.hyphenated().to_string() == word;
        if is_ours { Ok(Self(read)) } else { Err(NoId) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: &str = "01956f3a-7c1e-7b40-9a52-3f0d6b1c8e77";

    #[test]
    fn an_id_is_read_in_the_form_of_file_names_only() {
        let id: NoteId = WORD.parse().expect("an id");
        assert_eq!((id.to_string(), id.file_name()), (WORD.to_owned(), format!("{WORD}.md")));
        let upper = WORD.to_uppercase();
        let other_version = WORD.replace("-7b40-", "-4b40-");
        for bad in ["", "x", &upper, &WORD.replace('-', ""), &other_version, &format!("{{{WORD}}}")]
        {
            assert_eq!(bad.parse::<NoteId>(), Err(NoId), "{bad}");
        }
    }

    #[test]
    fn ids_sort_by_the_time_that_they_remember() {
        let at = |second| Timestamp::from_second(second).expect("a time");
        let early = NoteId::new(at(1_900_000_000), [255; 10]);
        let late = NoteId::new(at(1_900_000_001), [0; 10]);
        assert!(early < late && early.to_string() < late.to_string());
        assert_eq!(late.made(), at(1_900_000_001));
        assert_eq!(late.to_string().parse(), Ok(late));
        assert_eq!(NoteId::new(at(-5), [0; 10]).made(), Timestamp::UNIX_EPOCH);
    }
}
