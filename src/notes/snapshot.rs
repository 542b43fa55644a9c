//! The fingerprint of a passage's text, and the name of the file that keeps the text itself.

use std::fmt::{self, Display, Formatter, Write};
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// What every snapshot's name begins with: the name of the fingerprint's recipe.
const RECIPE: &str = "sha256-";

/// What is wrong with a word that should name a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no snapshot: `sha256-` and 64 hexadecimal digits in small letters")]
pub struct NoSnapshot;

/// The fingerprint of a text: two texts share one only where they are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Snapshot([u8; 32]);

impl Snapshot {
    /// The fingerprint of `text`.
    ///
    /// ```
    /// use dateline::notes::snapshot::Snapshot;
    /// assert!(Snapshot::of("").to_string().starts_with("sha256-e3b0c44298fc"));
    /// ```
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }

    /// The name of the file that keeps the text.
    pub fn file_name(self) -> String {
        format!("{self}.txt")
    }
}

impl Display for Snapshot {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let mut word = String::with_capacity(RECIPE.len() + 64);
        word.push_str(RECIPE);
        self.0.iter().try_for_each(|byte| write!(word, "{byte:02x}"))?;
        out.pad(&word)
    }
}

impl FromStr for Snapshot {
    type Err = NoSnapshot;

    fn from_str(word: &str) -> Result<Self, NoSnapshot> {
        let digits = word.strip_prefix(RECIPE).ok_or(NoSnapshot)?.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 64 {
            return Err(NoSnapshot);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

fn digit(letter: u8) -> Result<u8, NoSnapshot> {
    match letter {
        b'0'..=b'9' => Ok(letter - b'0'),
        b'a'..=b'f' => Ok(letter - b'a' + 10),
        _ => Err(NoSnapshot),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_that_of_every_other_tool() {
        let abc = "sha256-ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Snapshot::of("abc").to_string(), abc);
        assert_eq!(abc.parse(), Ok(Snapshot::of("abc")));
        assert_eq!(Snapshot::of("abc").file_name(), format!("{abc}.txt"));
    }

    #[test]
    fn what_is_no_fingerprint_is_refused() {
        let short = format!("sha256-{}", "a".repeat(63));
        let upper = format!("sha256-{}", "A".repeat(64));
        for bad in ["", "sha256-", &short, &upper, &"é".repeat(39), "sha256-../../x"] {
            assert_eq!(bad.parse::<Snapshot>(), Err(NoSnapshot), "{bad}");
        }
    }
}
