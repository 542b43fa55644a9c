//! What a notes folder holds: the notes, and the files that should be some and cannot be used.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::briefing::problem::Problem;
use crate::notes::document::{Damage, Damaged, Document, LARGEST};
use crate::notes::id::NoteId;
use crate::store::fault::{Fault, shown};
use crate::store::read;

/// What a notes folder holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Held {
    /// The notes with their files.
    pub notes: Vec<Filed>,
    /// The files and folders that hide nothing but themselves.
    pub unusable: Vec<Refused>,
}

/// A note and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Filed {
    /// Its file.
    pub path: PathBuf,
    /// What the file says.
    pub document: Document,
}

/// A file that should be a note and cannot be used as one, or a folder that cannot be listed.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// Where it is.
    pub path: PathBuf,
    /// What is wrong with it.
    pub why: Why,
}

/// Why a file is not used as a note.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It cannot be read at all.
    Unreadable(Fault),
    /// Its text is no note.
    Damaged(Damaged),
    /// It is a note, and another one by its name or its folder.
    Misplaced {
        /// Its text.
        text: String,
        /// Where it would have to lie.
        belongs: PathBuf,
    },
}

impl Held {
    pub(super) fn refused(fault: Fault) -> Self {
        Self { notes: Vec::new(), unusable: vec![Refused::unreadable(fault)] }
    }
}

impl Refused {
    pub(super) fn unreadable(fault: Fault) -> Self {
        Self { path: fault.path.clone(), why: Why::Unreadable(fault) }
    }

    /// The file's text, where it could be read.
    pub fn text(&self) -> Option<&str> {
        match &self.why {
            Why::Unreadable(_) => None,
            Why::Damaged(damaged) => Some(&damaged.text),
            Why::Misplaced { text, .. } => Some(text),
        }
    }

    /// Whether git left its marks in it.
    pub const fn is_conflicted(&self) -> bool {
        matches!(&self.why, Why::Damaged(Damaged { why: Damage::Conflicted(_), .. }))
    }

    /// What is wrong with it, line by line; nothing where one sentence says it all.
    pub fn problems(&self) -> &[Problem] {
        match &self.why {
            Why::Damaged(Damaged { why: Damage::Broken(problems), .. }) => problems,
            _ => &[],
        }
    }
}

/// What is wrong and what to do, in one sentence behind the path.
impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match &self.why {
            Why::Unreadable(fault) => fault.fmt(out),
            Why::Misplaced { belongs, .. } => {
                let belongs = shown(belongs);
                write!(out, "{path}: by its id and its target it is {belongs} (rename it)")
            }
            Why::Damaged(Damaged { why: Damage::Conflicted(_), .. }) => {
                write!(out, "{path}: git left two versions in it (keep the lines that you want)")
            }
            Why::Damaged(Damaged { why: Damage::Broken(problems), .. }) => match problems.first() {
                Some(first) => write!(out, "{path}:{}: {}", first.place.line, first.reason),
                None => write!(out, "{path}: no note"),
            },
        }
    }
}

/// What the file at `path` is; nothing where it never was a note. `home` says where a note belongs.
pub(super) fn filed(
    path: &Path,
    home: impl Fn(&Document) -> PathBuf,
) -> Result<Option<Filed>, Box<Refused>> {
    let refused = |why| Box::new(Refused { path: path.to_owned(), why });
    let text = match read::text_within(path, LARGEST as u64) {
        Ok(text) => text,
        // Taken away since the folder was listed.
        Err(_) if path.symlink_metadata().is_err() => return Ok(None),
        Err(fault) => return Err(refused(Why::Unreadable(fault))),
    };
    let is_named = path.file_stem().and_then(|stem| stem.to_str()?.parse::<NoteId>().ok());
    if is_named.is_none() && !text.starts_with("+++") {
        return Ok(None);
    }
    let document = Document::parse(&text).map_err(|damaged| refused(Why::Damaged(damaged)))?;
    let belongs = home(&document);
    if belongs == path {
        Ok(Some(Filed { path: belongs, document }))
    } else {
        Err(refused(Why::Misplaced { text, belongs }))
    }
}
