//! The watch: what changes on the disk is read again, however an editor went about it.

use std::fs;
use std::ops::ControlFlow;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use dateline::briefing::Library;
use dateline::briefing::taxonomy::Vocabulary;
use dateline::store::catalogue::Catalogue;
use dateline::store::scan::listing;
use dateline::store::watch::{Seen, Wake, watch};
use dateline::store::write::{UNFINISHED, replace};
use dateline::store::{Follower, News, Origin, Places, Standby, follow};

use crate::desk::{Desk, GOOD};

/// A library that is followed, and what is known of it.
struct Followed {
    news: Receiver<News>,
    library: Library,
    follower: Follower,
    catalogue: Option<Arc<Catalogue>>,
    _cache: tempfile::TempDir,
}

impl Followed {
    /// Follows `paths`, and waits until they were read once.
    fn new(paths: &[PathBuf]) -> Self {
        let (send, news) = channel();
        let origin = Origin::Paths(paths.to_vec());
        let cache = tempfile::tempdir().expect("a folder");
        let places = Places::resolve(|_| Some(cache.path().into()), None);
        let followed =
            dateline::store::Followed { origin, vocabulary: Vocabulary::default(), places };
        let follower = follow(followed, Standby::start(), move |told| match send.send(told) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
        let library = Library::default();
        let mut this = Self { news, library, follower, catalogue: None, _cache: cache };
        while !this.next() {}
        this
    }

    /// Takes in the next news. Whether every file was read.
    fn next(&mut self) -> bool {
        let told = self.news.recv_timeout(Duration::from_secs(20)).expect("news in time");
        match told {
            News::Library { library, left, .. } => {
                self.library = library;
                return left == Some(0);
            }
            News::Catalogue(catalogue) => self.catalogue = Some(catalogue),
            News::Texts | News::Names(_) | News::Polling(_) => {}
        }
        false
    }

    /// Waits until the library is as it should be.
    fn until(&mut self, holds: impl Fn(&Library) -> bool) {
        while !holds(&self.library) {
            self.next();
        }
    }

    /// The title of the file at `path`, where it is known.
    fn has(&mut self, path: &Path, title: &str) {
        self.until(|library| {
            library.at_path(path).is_some_and(|at| library.entries()[at].title() == title)
        });
    }
}

fn titled(title: &str) -> String {
    GOOD.replace("Harbour talks end without a date", title)
}

#[test]
fn a_file_is_read_again_however_it_was_replaced() {
    let desk = Desk::new();
    let path = desk.file("lib/a.toml", GOOD);
    let mut followed = Followed::new(&[desk.path("lib")]);
    fs::write(&path, titled("In place")).expect("written");
    followed.has(&path, "In place");
    replace(&path, titled("Atomically").as_bytes()).expect("written");
    followed.has(&path, "Atomically");
    let beside = desk.file("lib/a.toml~", titled("Moved over"));
    fs::rename(beside, &path).expect("renamed");
    followed.has(&path, "Moved over");
}

#[test]
fn a_stated_file_is_followed_through_its_folder() {
    let desk = Desk::new();
    let path = desk.file("lib/plain", GOOD);
    desk.file("lib/other.toml", GOOD);
    let mut followed = Followed::new(std::slice::from_ref(&path));
    replace(&path, titled("New").as_bytes()).expect("written");
    followed.has(&path, "New");
    fs::remove_file(&path).expect("removed");
    followed
        .until(|library| library.entries().len() == 1 && library.entries()[0].briefing.is_none());
}

#[test]
fn a_file_that_two_paths_lead_to_is_one_file() {
    let make = |hard: bool, from: &Path, to: &Path| {
        if hard { fs::hard_link(from, to) } else { symlink("../z.toml", to) }
    };
    for hard in [false, true] {
        let desk = Desk::new();
        let file = desk.file("lib/z.toml", GOOD);
        fs::create_dir_all(desk.path("lib/a")).expect("made");
        make(hard, &file, &desk.path("lib/a/x.toml")).expect("linked");
        let followed = Followed::new(&[desk.path("lib")]);
        let entries = followed.library.entries();
        assert_eq!(entries.len(), 1, "{hard}");
        assert_eq!(entries[0].problems, [], "{hard}");
    }
}

#[test]
fn new_files_new_folders_and_what_goes_away_are_seen() {
    let desk = Desk::new();
    let first = desk.file("lib/a.toml", GOOD);
    let mut followed = Followed::new(&[desk.path("lib")]);
    let text = titled("New").replace("harbour-talks", "another-id");
    let new = desk.file("lib/sub/deep/b.toml", &text);
    followed.has(&new, "New");
    fs::write(&new, text.replace("New", "Deep inside")).expect("written");
    followed.has(&new, "Deep inside");
    fs::remove_file(&first).expect("removed");
    followed.until(|library| library.at_path(&first).is_none());
    fs::rename(desk.path("lib/sub"), desk.path("lib/moved")).expect("renamed");
    followed.until(|library| library.at_path(&new).is_none());
    followed.has(&desk.path("lib/moved/deep/b.toml"), "Deep inside");
}

#[test]
fn a_change_between_the_scan_and_the_watch_is_not_lost() {
    let desk = Desk::new();
    let path = desk.file("lib/a.toml", GOOD);
    let paths = [desk.path("lib")];
    let known = listing(&paths);
    fs::write(&path, titled("In between")).expect("written");
    let (wake, wakes) = channel();
    let mut seen = Vec::new();
    let _ = watch(&|| listing(&paths), known, &wakes, &mut |told| {
        seen.push(told);
        ControlFlow::Break(())
    });
    assert_eq!(seen, [Seen::Changed(vec![path])]);
    drop(wake);
}

#[test]
fn without_events_the_files_are_looked_at_and_it_is_said() {
    let desk = Desk::new();
    let path = desk.file("lib/a.toml", GOOD);
    let paths = [desk.path("lib")];
    let (wake, wakes) = channel();
    wake.send(Wake::Exhausted("the limit is reached".into())).expect("sent");
    let mut seen = Vec::new();
    let _ = watch(&|| listing(&paths), listing(&paths), &wakes, &mut |told| {
        seen.push(told);
        if seen.len() == 2 {
            return ControlFlow::Break(());
        }
        fs::write(&path, titled("Later")).expect("written");
        ControlFlow::Continue(())
    });
    assert_eq!(seen, [Seen::Polling("the limit is reached".into()), Seen::Changed(vec![path])]);
}

#[test]
fn a_follower_that_is_dropped_ends_and_reading_wakes_nobody() {
    let desk = Desk::new();
    let path = desk.file("lib/a.toml", GOOD);
    let mut followed = Followed::new(&[desk.path("lib")]);
    // The watch is there once it has seen a change.
    fs::write(&path, titled("New")).expect("written");
    followed.has(&path, "New");
    std::thread::sleep(Duration::from_millis(200));
    while followed.news.try_recv().is_ok() {}
    fs::read(&path).expect("read");
    desk.file(format!("lib/{UNFINISHED}x.toml"), "unfinished");
    assert!(followed.news.recv_timeout(Duration::from_millis(400)).is_err(), "all quiet");
    let Followed { news, follower, .. } = followed;
    drop(follower);
    let ended = news.recv_timeout(Duration::from_secs(20));
    assert_eq!(ended.err(), Some(std::sync::mpsc::RecvTimeoutError::Disconnected));
}
