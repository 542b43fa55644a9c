//! One library under several names: a catalogue knows its files by whole paths, without links.
//!
//! So it is the same from every folder. Whoever asks gets the paths spelled as the library was stated.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

/// How the paths of a library are spelled.
#[derive(Debug, Clone, Default)]
pub(super) struct Spelling {
    /// What was stated, and the whole path without links; nothing where all of them are the same.
    roots: Vec<(PathBuf, PathBuf)>,
}

impl Spelling {
    /// How what is below these paths is spelled.
    pub(super) fn of(stated: &[PathBuf]) -> Self {
        let whole = |path: &PathBuf| fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        let mut roots: Vec<(PathBuf, PathBuf)> =
            stated.iter().map(|path| (path.clone(), whole(path))).collect();
        // To the byte: a path with a `/` too many is the same path.
        if roots.iter().all(|(stated, whole)| stated.as_os_str() == whole.as_os_str()) {
            roots.clear();
        }
        Self { roots }
    }

    /// Whether paths are spelled as segments know them.
    pub(super) const fn is_whole(&self) -> bool {
        self.roots.is_empty()
    }

    /// The path that segments know a file by.
    pub(super) fn whole<'p>(&self, path: &'p Path) -> Cow<'p, Path> {
        let moved = self.roots.iter().find_map(|(stated, whole)| moved(path, stated, whole));
        moved.map_or(Cow::Borrowed(path), Cow::Owned)
    }

    /// The path of a file as it was stated.
    pub(super) fn stated<'p>(&self, path: &'p Path) -> Cow<'p, Path> {
        let moved = self.roots.iter().find_map(|(stated, whole)| moved(path, whole, stated));
        moved.map_or(Cow::Borrowed(path), Cow::Owned)
    }
}

/// A path below `from` as one below `to`. By its bytes: there are as many as files.
fn moved(path: &Path, from: &Path, to: &Path) -> Option<PathBuf> {
    let from = from.as_os_str().as_bytes();
    let rest = path.as_os_str().as_bytes().strip_prefix(from)?;
    if rest.is_empty() {
        return Some(to.to_owned());
    }
    let rest = if from.ends_with(b"/") { rest } else { rest.strip_prefix(b"/")? };
    let mut moved = to.join("").into_os_string();
    moved.push(OsStr::from_bytes(rest));
    Some(PathBuf::from(moved))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_moved_from_folder_to_folder_and_back() {
        let cases = [
            ("lib", "lib/a/b.toml", "/home/me/lib/a/b.toml"),
            ("lib/", "lib/a.toml", "/home/me/lib/a.toml"),
            ("lib//", "lib//a.toml", "/home/me/lib/a.toml"),
            (".", "./.a.toml", "/home/me/lib/.a.toml"),
            ("/home/me/link", "/home/me/link/a.toml", "/home/me/lib/a.toml"),
            ("a.toml", "a.toml", "/home/me/lib"),
        ];
        for (stated, path, whole) in cases {
            let roots = vec![
                (PathBuf::from("elsewhere"), PathBuf::from("/home/me/library")),
                (PathBuf::from(stated), PathBuf::from("/home/me/lib")),
            ];
            let spelling = Spelling { roots };
            let (path, whole) = (Path::new(path), Path::new(whole));
            assert_eq!(spelling.whole(path).as_os_str(), whole.as_os_str());
            assert_eq!(spelling.stated(whole).as_os_str(), path.as_os_str());
        }
        assert!(Spelling::of(&[PathBuf::from("/")]).is_whole());
        assert_eq!(moved(Path::new("/a"), Path::new("/"), Path::new("x")), Some("x/a".into()));
        assert_eq!(moved(Path::new(".a"), Path::new("."), Path::new("x")), None);
    }
}
