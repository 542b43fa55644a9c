//! The notes folder watched: what another window or an editor does to a note is heard of.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use dateline::notes::document::Document;
use dateline::notes::note::{Kind, Note, Origin};
use dateline::notes::target::{Extent, Target};
use dateline::store::Follower;
use dateline::store::notes::{Edition, NotesFolder, NotesNews, Saved, new_id};
use jiff::Timestamp;

use crate::desk::Desk;

/// A window that follows the notes, and the bodies that it knows of, by file.
struct Window {
    news: Receiver<NotesNews>,
    bodies: BTreeMap<PathBuf, String>,
    damaged: Vec<PathBuf>,
    _follower: Follower,
}

impl Window {
    /// Opens one, and waits until it has read what there is.
    fn on(folder: &NotesFolder) -> Self {
        let (send, news) = channel();
        let follower = folder.follow(move |told| match send.send(told) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
        let (bodies, damaged) = (BTreeMap::new(), Vec::new());
        let mut this = Self { news, bodies, damaged, _follower: follower };
        this.hear();
        this
    }

    fn hear(&mut self) {
        match self.news.recv_timeout(Duration::from_secs(20)).expect("news in time") {
            NotesNews::Read(held) => {
                let body = |document: &Document| document.note().body.clone();
                let notes = held.notes.iter();
                self.bodies.extend(notes.map(|it| (it.path.clone(), body(&it.document))));
                self.damaged.extend(held.unusable.into_iter().map(|refused| refused.path));
            }
            NotesNews::Gone(paths) => paths.iter().for_each(|path| {
                self.bodies.remove(path);
            }),
            NotesNews::Polling(reason) => panic!("no events: {reason}"),
        }
    }

    fn until(&mut self, holds: impl Fn(&Self) -> bool) {
        while !holds(self) {
            self.hear();
        }
    }
}

fn folder(desk: &Desk) -> NotesFolder {
    NotesFolder::at(desk.path("notes"))
}

fn note(briefing: &str, body: &str) -> Document {
    let now = Timestamp::now();
    let origin = Origin { author: None, created: now };
    let target = Target::new(briefing, Extent::Briefing);
    let note = Note::new(new_id(now).expect("chance"), Kind::Comment, origin, target);
    Document::fresh(Note { body: body.into(), ..note })
}

fn save(folder: &NotesFolder, document: &Document, base: Option<&str>) -> Saved {
    folder.save(Edition { document, base, passage: None }).expect("saved")
}

#[test]
fn two_windows_see_each_others_notes_from_the_first_one_on() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let (mut one, mut other) = (Window::on(&folder), Window::on(&folder));
    assert!(!folder.path().exists(), "looking makes no folder");
    let first = note("harbour-talks", "first");
    let path = folder.file(&first);
    save(&folder, &first, None);
    for window in [&mut one, &mut other] {
        window.until(|window| window.bodies.get(&path).is_some_and(|body| body == "first"));
    }
    let changed = first.changed(Note { body: "changed".into(), ..first.note().clone() });
    save(&folder, &changed, Some(first.text()));
    let second = note("another-briefing", "second");
    save(&folder, &second, None);
    for window in [&mut one, &mut other] {
        window.until(|window| {
            window.bodies.len() == 2 && window.bodies.get(&path).is_some_and(|it| it == "changed")
        });
    }
}

#[test]
fn a_folder_that_comes_step_by_step_is_seen() {
    let desk = Desk::new();
    let folder = NotesFolder::at(desk.path("data/dateline/notes"));
    let mut window = Window::on(&folder);
    fs::create_dir(desk.path("data")).expect("made");
    fs::create_dir(desk.path("data/dateline")).expect("made");
    fs::write(folder.path(), "no folder yet").expect("written");
    fs::remove_file(folder.path()).expect("removed");
    let first = note("harbour-talks", "first");
    let path = folder.file(&first);
    save(&folder, &first, None);
    window.until(|window| window.bodies.contains_key(&path));
}

#[test]
fn what_editors_and_git_do_is_seen_and_what_is_no_note_is_not() {
    let desk = Desk::new();
    let folder = folder(&desk);
    let first = note("harbour-talks", "first");
    let path = folder.file(&first);
    save(&folder, &first, None);
    let mut window = Window::on(&folder);
    assert_eq!(window.bodies.len(), 1, "all that there is comes first");
    fs::write(&path, format!("{} by hand", first.text())).expect("written");
    window.until(|window| window.bodies.get(&path).is_some_and(|it| it == "first by hand"));
    fs::write(&path, "+++\nid = 1\n").expect("written");
    window.until(|window| window.damaged.contains(&path));
    desk.file("notes/attic/x.md", first.text());
    desk.file("notes/harbour-talks/.hidden.md", first.text());
    fs::remove_file(&path).expect("removed");
    window.until(|window| window.bodies.is_empty());
    let Window { news, _follower: follower, .. } = window;
    drop(follower);
    loop {
        match news.recv_timeout(Duration::from_secs(20)) {
            Ok(NotesNews::Read(held)) => assert_eq!(held.notes, []),
            Ok(_) => {}
            Err(error) => break assert_eq!(error, RecvTimeoutError::Disconnected),
        }
    }
}
