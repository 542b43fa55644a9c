//! Where an export goes: stdout, a file, or files in a folder.

use std::path::{Path, PathBuf};

use crate::cli::arguments::{Export, Form};

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

/// Whether a path is meant as a file. Markdown for each briefing goes into a folder, unless the path
/// ends in `.md`; everything else goes into a file, unless the path is a folder or ends in `/`.
pub(super) fn is_file(path: &Path, asked: &Export) -> bool {
    if path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") {
        return false;
    }
    let shape = &asked.shape;
    let is_each =
        shape.format == Form::Md && shape.template.is_none() && !shape.single && !shape.table;
    !is_each || path.extension().is_some_and(|ending| ending == "md") || path.exists()
}
