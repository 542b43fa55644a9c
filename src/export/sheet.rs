//! A sheet: one file that is to be, as text, with the parts of it that the program keeps up to date.

use crate::notes::snapshot::Snapshot;

/// How the line begins that opens what the program writes; the fingerprint of that follows.
pub const BEGIN: &str = "<!-- dateline:begin ";

/// The line that closes it.
pub const END: &str = "<!-- dateline:end -->";

/// What stands between the front matter and the block, where both are fingerprinted together.
const BETWEEN: &str = "\n---\n";

/// One file that is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What the file is called where only its folder is named.
    pub name: String,
    /// How many notes are in it.
    pub notes: usize,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text that the program alone writes.
    Whole(String),
    /// Text among which an analyst writes as well.
    Shared(Shared),
}

/// A Markdown file that an analyst adds to: the program writes its own keys of the front matter and
/// the block between the markers, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The program's lines of the front matter, in order.
    pub keys: Vec<String>,
    /// The heading on top of a new file. Later it is the analyst's.
    pub heading: String,
    /// What stands between the markers, without a line break at its end.
    pub block: String,
}

impl Sheet {
    /// The file as it is written where there is none yet.
    pub fn text(&self) -> String {
        match &self.content {
            Content::Whole(text) => text.clone(),
            Content::Shared(shared) => shared.text(),
        }
    }

    /// What a later export compares with, to know whether somebody else changed the file.
    pub fn own(&self) -> String {
        match &self.content {
            Content::Whole(text) => text.clone(),
            Content::Shared(shared) => shared.own(),
        }
    }
}

impl Shared {
    /// The whole file.
    pub fn text(&self) -> String {
        let Self { keys, heading, block } = self;
        let begin = begin(&self.own());
        let keys = keys.join("\n");
        format!("---\n{keys}\n---\n\n{heading}\n\n{begin}\n{block}\n{END}\n")
    }

    /// What of it is the program's.
    pub fn own(&self) -> String {
        own(&self.keys, &self.block)
    }
}

/// The program's keys and block as one text. The keys are sorted: their order in a file is nobody's
/// edit.
pub(super) fn own(keys: &[String], block: &str) -> String {
    let mut keys = keys.to_vec();
    keys.sort();
    keys.join("\n") + BETWEEN + block
}

/// The keys and the block of such a text.
pub(super) fn parted(own: &str) -> Option<(Vec<String>, String)> {
    let (keys, block) = own.split_once(BETWEEN)?;
    let keys = keys.lines().map(str::to_owned).collect();
    Some((keys, block.to_owned()))
}

/// The opening marker for this text of the program's.
pub(super) fn begin(own: &str) -> String {
    begin_recorded(Snapshot::of(own))
}

/// The opening marker with this fingerprint.
pub(super) fn begin_recorded(fingerprint: Snapshot) -> String {
    let fingerprint = fingerprint.to_string().replacen('-', "=", 1);
    format!("{BEGIN}{fingerprint} -->")
}

/// The fingerprint in an opening marker.
pub(super) fn recorded(line: &str) -> Option<Snapshot> {
    let word = line.strip_prefix(BEGIN)?.strip_suffix(" -->")?;
    word.replacen('=', "-", 1).parse().ok()
}
