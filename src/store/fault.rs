//! What the disk refused, written for a person: which path, what failed, what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::briefing::safe;

/// What the disk refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Fault {
    /// The file or folder.
    pub path: PathBuf,
    /// What failed, as it reads after the path and a colon.
    pub what: String,
    /// What to do about it.
    pub fix: Option<String>,
}

impl Fault {
    /// A fault with its remedy.
    pub fn new(path: &Path, what: impl Into<String>, fix: &str) -> Self {
        Self { path: path.to_owned(), what: what.into(), fix: Some(fix.to_owned()) }
    }

    /// A fault that the system reported while the program wanted to `attempt` something.
    pub fn of_system(path: &Path, attempt: &str, error: &io::Error) -> Self {
        let what = format!("cannot {attempt}: {}", reason(error));
        Self { path: path.to_owned(), what, fix: remedy(error).map(str::to_owned) }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", shown(&self.path), self.what)?;
        match &self.fix {
            Some(fix) => write!(f, " ({fix})"),
            None => Ok(()),
        }
    }
}

/// A path as it may be shown: bytes that are no UTF-8 and control characters do not stand in it.
pub fn shown(path: &Path) -> String {
    safe::line(&path.to_string_lossy()).into_owned()
}

/// The system's own words, without the number that Rust adds.
pub(super) fn reason(error: &io::Error) -> String {
    let words = error.to_string();
    let end = words.find(" (os error").unwrap_or(words.len());
    words[..end].to_lowercase()
}

fn remedy(error: &io::Error) -> Option<&'static str> {
    Some(match error.kind() {
        io::ErrorKind::NotFound => "check the path",
        io::ErrorKind::PermissionDenied => "check who may read and write it, and its folder",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
        io::ErrorKind::ReadOnlyFilesystem => "choose a folder on a disk that may be written to",
        io::ErrorKind::FileTooLarge => "raise the limit on the size of files",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_the_path_the_reason_and_the_remedy() {
        let error = io::Error::from_raw_os_error(28);
        let fault = Fault::of_system(Path::new("/x/a.toml"), "write it", &error);
        assert_eq!(
            fault.to_string(),
            "/x/a.toml: cannot write it: no space left on device (make room on the disk)"
        );
    }
}
