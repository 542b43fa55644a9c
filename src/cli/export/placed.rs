//! Where an export goes: stdout, a file, or files in a folder.

use std::path::{Path, PathBuf};

use crate::cli::arguments::Export;

/// Where an export goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Stdout.
    Stdout,
    /// A file or a folder.
    Path(PathBuf),
}

impl Place {
    /// Where the command line wants it.
    pub(super) fn of(asked: &Export) -> Self {
        match asked.output.as_deref() {
            None => Self::Stdout,
            Some(path) if path == Path::new("-") => Self::Stdout,
            Some(path) => Self::Path(path.to_owned()),
        }
    }
}
