//! The file of a large library that is read first, to be shown while the others are looked for.

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::{fs, thread};

use super::{Followed, Following, YIELDING};
use crate::store::abreast::yield_by;
use crate::store::memory;
use crate::store::walk::{Found, files};

/// The most folders that are looked into: whoever waits for the first screen waits for this.
const MOST_FOLDERS: usize = 32;

/// How many files are looked for at once: to start a thread for fewer takes longer than to find them.
const FEW: usize = 64;

impl Following {
    /// The files. Where looking for them takes long, the one that is wanted first is delivered.
    pub(super) fn found(&mut self) -> ControlFlow<(), Vec<Found>> {
        if are_few(self.followed.origin.paths()) {
            return ControlFlow::Continue(files(self.followed.origin.paths()));
        }
        let (tell, told) = channel();
        let origin = self.followed.origin.clone();
        thread::spawn(move || {
            yield_by(YIELDING);
            // Nobody waits for them where the program is about to end.
            let _ = tell.send(files(origin.paths()));
        });
        let left = self.left();
        if let Some(path) = first(self.followed.origin.paths(), left.as_deref()) {
            self.waiting.push(self.read(&path));
        }
        if let Ok(found) = told.try_recv() {
            return ControlFlow::Continue(found);
        }
        if !self.waiting.is_empty() {
            self.tell(None)?;
        }
        ControlFlow::Continue(told.recv().unwrap_or_default())
    }

    /// Lets go of the file that was read first where another path leads to it, too, and stands for it.
    pub(super) fn forget_others(&mut self, found: &[Found]) {
        let is_found = |path: &Path| {
            found.iter().any(|found| match found {
                Found::File(it, _) => it == path,
                Found::Refused(fault) => fault.path == path,
            })
        };
        self.waiting.retain(|entry| is_found(&entry.path));
        let told = self.library.entries().iter().map(|entry| entry.path.clone());
        let others: Vec<PathBuf> = told.filter(|path| !is_found(path)).collect();
        if !others.is_empty() {
            self.library.remove_all(&others);
        }
    }

    /// The file that was open when the library was left.
    pub(super) fn left(&self) -> Option<PathBuf> {
        let Followed { origin, places, .. } = &self.followed;
        memory::look_up_left(places, &origin.key())?.path
    }
}

/// Whether what was stated is a few files, or folders with a few files and no folders in them.
fn are_few(stated: &[PathBuf]) -> bool {
    let mut count = 0;
    stated.iter().all(|path| {
        count += 1;
        let listed = fs::read_dir(path).into_iter().flatten().flatten();
        listed.take(FEW).all(|entry| {
            count += 1;
            entry.file_type().is_ok_and(|kind| kind.is_file())
        }) && count < FEW
    })
}

/// The file that is `wanted`, if it belongs to what was stated; else the first one that is found in
/// the order of the paths. None where looking for it would take long.
fn first(stated: &[PathBuf], wanted: Option<&Path>) -> Option<PathBuf> {
    let belongs = |path: &&Path| stated.iter().any(|stated| path.starts_with(stated));
    if let Some(wanted) = wanted.filter(belongs).filter(|path| path.is_file()) {
        return Some(wanted.to_owned());
    }
    let mut folders = 0;
    stated.iter().min().and_then(|path| first_in(path, true, &mut folders))
}

/// The first file below `path`, or itself.
fn first_in(path: &Path, is_stated: bool, folders: &mut usize) -> Option<PathBuf> {
    // What a link leads to may be found by itself, and is one file then.
    if path.is_symlink() && !is_stated {
        return None;
    }
    if !path.is_dir() {
        let is_briefing = is_stated || path.extension().is_some_and(|end| end == "toml");
        return (is_briefing && path.is_file()).then(|| path.to_owned());
    }
    *folders += 1;
    if *folders > MOST_FOLDERS {
        return None;
    }
    let entries = fs::read_dir(path).ok()?;
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let is_seen = |name: &OsString| !name.as_encoded_bytes().starts_with(b".");
    let mut names: Vec<OsString> = names.filter(is_seen).collect();
    names.sort_unstable();
    names.into_iter().find_map(|name| first_in(&path.join(name), false, folders))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_comes_first_else_the_first_in_order() {
        let desk = tempfile::tempdir().expect("a folder");
        let path = |name: &str| desk.path().join(name);
        fs::create_dir_all(path("a/.hidden")).expect("made");
        fs::create_dir_all(path("b")).expect("made");
        for file in ["a/.hidden/x.toml", "a/notes.txt", "b/two.toml", "b/three.toml", "c.toml"] {
            fs::write(path(file), "").expect("written");
        }
        let stated = [desk.path().to_owned()];
        let wanted = path("b/two.toml");
        assert_eq!(first(&stated, Some(&wanted)), Some(wanted));
        assert_eq!(first(&stated, Some(&path("gone.toml"))), Some(path("b/three.toml")));
        assert_eq!(first(&stated, Some(Path::new("/etc/passwd"))), Some(path("b/three.toml")));
        assert_eq!(first(&[path("c.toml")], None), Some(path("c.toml")));
        assert_eq!(first(&[path("a")], None), None);
        assert_eq!(first(&[], None), None);
        assert!(are_few(&[path("b"), path("c.toml"), path("gone.toml")]));
        assert!(!are_few(&stated), "there are folders in it");
        (0..FEW).for_each(|at| fs::write(path(&format!("b/{at}.toml")), "").expect("written"));
        assert!(!are_few(&[path("b")]));
    }
}
