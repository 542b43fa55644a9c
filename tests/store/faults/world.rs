//! A reader with notes and a draft on a disk that may fail, and what must be true of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use dateline::notes::document::Document;
use dateline::notes::draft::Draft;
use dateline::notes::id::NoteId;
use dateline::notes::note::{Kind, Note, Origin};
use dateline::notes::notebook::{History, Notebook, Step, Stuck};
use dateline::notes::snapshot::Snapshot;
use dateline::notes::target::{Extent, Spot, Target};
use dateline::store::drafts::LeftOver;
use dateline::store::notes::{Edition, How, NotesFolder, Saved};
use dateline::store::write::{Kept, UNFINISHED};
use dateline::store::{Drafts, Fault};
use jiff::Timestamp;

use crate::desk::Desk;
use crate::support::faulty::{Failure, FaultyDisk};

/// The passage that every note is on.
const PASSAGE: &str = "Both ministries put out the same text.";

/// Something that is done. A number picks a note among those that there are.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    Add(String),
    Edit(usize, String),
    Bury(usize),
    Restore(usize),
    Undo,
    Redo,
    /// An editor gives a note a mark.
    OutsideMark(usize),
    /// An editor gives a note another body.
    OutsideBody(usize, String),
    /// A note is being typed.
    Type(String),
    /// The reader ends and starts anew.
    Reopen,
}

/// A reader, its disk, and what was promised.
pub(super) struct World {
    /// What is being tried, for messages.
    pub(super) story: String,
    desk: Desk,
    disk: Arc<FaultyDisk>,
    folder: NotesFolder,
    /// The notes as the reader knows them.
    notebook: Notebook,
    history: History,
    drafts: Drafts,
    /// What each note's file says.
    truth: BTreeMap<NoteId, String>,
    /// What the draft says.
    draft: Option<String>,
    seconds: i64,
}

/// A writing that may fail, and can be done again.
type Attempt<'a> = dyn Fn(&NotesFolder) -> Result<Result<Saved, Stuck>, Fault> + 'a;

impl World {
    pub(super) fn new() -> Self {
        let (desk, disk) = (Desk::new(), Arc::new(FaultyDisk::default()));
        let folder = NotesFolder::on(disk.clone(), desk.path("notes"));
        let drafts = Drafts::on(disk.clone(), desk.path("state/drafts"));
        Self {
            story: String::new(),
            desk,
            disk,
            folder,
            notebook: Notebook::default(),
            history: History::default(),
            drafts,
            truth: BTreeMap::new(),
            draft: None,
            seconds: 1_900_000_000,
        }
    }

    /// Does something while the disk may fail; whether it did.
    pub(super) fn does(&mut self, deed: &Deed, failure: Option<(usize, Failure)>) -> bool {
        let (now, failures) = (self.now(), self.disk.failures());
        if let Some((calls, failure)) = failure {
            self.disk.fail_after(calls, failure);
        }
        match deed {
            Deed::Add(body) => self.changes(|_| Some(new(now, body))),
            Deed::Edit(which, body) => {
                self.changes(|world| Some(Note { body: body.clone(), ..world.note(*which)? }));
            }
            Deed::Bury(which) => {
                self.changes(|world| Some(Note { buried: Some(now), ..world.note(*which)? }));
            }
            Deed::Restore(which) => {
                self.changes(|world| Some(Note { buried: None, ..world.note(*which)? }));
            }
            Deed::Undo => self.undoes(now),
            Deed::Redo => self.redoes(),
            Deed::OutsideMark(which) => self.outside(*which, |note| note.mark = Some("key".into())),
            Deed::OutsideBody(which, body) => {
                self.outside(*which, |note| note.body.clone_from(body));
            }
            Deed::Type(text) => self.types(text),
            Deed::Reopen => self.reopens(),
        }
        self.disk.restart();
        self.disk.failures() > failures
    }

    /// What must be true at any time.
    pub(super) fn holds(&self) {
        let story = &self.story;
        let held = self.folder.load_all();
        assert_eq!(held.unusable, [], "{story}");
        let there: BTreeMap<_, _> = (held.notes.iter())
            .map(|filed| (filed.document.note().id, filed.document.text().to_owned()))
            .collect();
        assert_eq!(there, self.truth, "{story}");
        if !there.is_empty() {
            assert_eq!(
                self.folder.past(Snapshot::of(PASSAGE)).as_deref(),
                Some(PASSAGE),
                "{story}"
            );
        }
    }

    fn now(&mut self) -> Timestamp {
        self.seconds += 1;
        Timestamp::from_second(self.seconds).expect("a time")
    }

    fn note(&self, which: usize) -> Option<Note> {
        let count = self.truth.len().max(1);
        self.notebook.documents().nth(which % count).map(|document| document.note().clone())
    }

    /// Adds or changes a note.
    fn changes(&mut self, into: impl FnOnce(&Self) -> Option<Note>) {
        let Some(note) = into(self) else { return };
        let old = self.notebook.get(note.id).cloned();
        let step = match old {
            None => Some(self.notebook.clone().add(note)),
            Some(_) => self.notebook.clone().change(note),
        };
        let Some(step) = step else { return };
        let document = Document::parse(&step.after).expect("a note");
        let base = old.as_ref().map(Document::text);
        let passage = base.is_none().then_some(PASSAGE);
        let edition = Edition { document: &document, base, passage };
        if self.saves(step.note, &|folder| folder.save(edition).map(Ok)) {
            self.history.record(step);
        }
    }

    fn undoes(&mut self, now: Timestamp) {
        let Some(step) = self.history.undo().cloned() else { return };
        if !self.saves(step.note, &|folder| folder.undo(&step, now)) {
            self.history.redo();
        }
    }

    fn redoes(&mut self) {
        let Some(step): Option<Step> = self.history.redo().cloned() else { return };
        if !self.saves(step.note, &|folder| folder.redo(&step)) {
            self.history.undo();
        }
    }

    /// Writes a note's file, and writes it again where it failed. Whether it was not refused.
    fn saves(&mut self, id: NoteId, attempt: &Attempt<'_>) -> bool {
        let (before, unfinished) = (self.truth.get(&id).cloned(), self.unfinished());
        let first = attempt(&self.folder);
        if self.disk.is_over() {
            self.restarts();
        } else {
            match &first {
                Ok(Ok(saved)) if saved.kept == Kept::Durably => {}
                Ok(Ok(Saved { kept, .. })) => {
                    assert!(matches!(kept, Kept::Unconfirmed(_)), "{}", self.story);
                }
                Ok(Err(_)) => {}
                Err(fault) => self.is_told(fault),
            }
            assert_eq!(self.unfinished(), unfinished, "{}", self.story);
        }
        let between = self.on_disk(id);
        self.disk.restart();
        let is_done = matches!(&first, Ok(Ok(saved)) if saved.kept == Kept::Durably);
        let last = if is_done { first } else { attempt(&self.folder) };
        let last = last.expect("the next save works");
        let Ok(saved) = last else {
            assert_eq!(between, before, "{}: refused, and written", self.story);
            return false;
        };
        assert_eq!(saved.kept, Kept::Durably, "{}", self.story);
        let after = self.on_disk(id).expect("a note");
        assert_eq!(after, saved.document.text(), "{}", self.story);
        if !is_done && between != before {
            // The first attempt came through: it is whole, and the second one found it.
            let whole = Document::parse(&between.expect("not gone")).expect("a note");
            let line = whole.note().body.lines().find(|line| !after.contains(line));
            assert_eq!(line, None, "{}", self.story);
        }
        if let How::Clashed { attic, .. } = &saved.how {
            assert!(Document::parse(&fs::read_to_string(attic).expect("kept")).is_ok());
        }
        self.truth.insert(id, after);
        self.notebook.put(saved.document);
        self.drafts.discard().expect("saved, so the draft may go");
        self.draft = None;
        true
    }

    /// An editor writes a file, of which the reader hears only when it saves or starts anew.
    fn outside(&mut self, which: usize, change: impl FnOnce(&mut Note)) {
        let Some(id) = self.note(which).map(|note| note.id) else { return };
        let old = Document::parse(&self.truth[&id]).expect("a note");
        let mut note = old.note().clone();
        change(&mut note);
        let new = old.changed(note);
        fs::write(self.folder.file(&new), new.text()).expect("written");
        self.truth.insert(id, new.text().to_owned());
    }

    fn types(&mut self, text: &str) {
        let target = Target::new("harbour-talks", Extent::Briefing);
        let draft = Draft { note: None, target, passage: None, text: text.to_owned() };
        let before = self.draft.clone();
        let first = self.drafts.write(&draft);
        if self.disk.is_over() {
            let kept = self.restarts();
            let new = Some(text.to_owned());
            assert!(kept == before || kept == new, "{}: {kept:?}", self.story);
        } else if let Err(fault) = first {
            self.is_told(&fault);
        }
        self.disk.restart();
        assert_eq!(self.drafts.write(&draft), Ok(Kept::Durably), "{}", self.story);
        self.draft = Some(text.to_owned());
    }

    /// Ends in good order and starts anew; a draft is offered again, and typed on.
    fn reopens(&mut self) {
        self.disk.restart();
        let (promised, kept) = (self.draft.clone(), self.restarts());
        assert_eq!(kept, promised, "{}", self.story);
    }

    /// Starts anew: what the reader knew is gone but for its history. Gives the draft that was left.
    fn restarts(&mut self) -> Option<String> {
        self.disk.restart();
        let place = self.desk.path("state/drafts");
        self.drafts = Drafts::on(self.disk.clone(), place);
        let left = self.left_over();
        assert_eq!(left.unusable, [], "{}", self.story);
        assert!(left.drafts.len() <= 1, "{}", self.story);
        let kept = left.drafts.into_iter().next().map(|left| {
            let draft = left.draft().clone();
            self.drafts.write(&draft).expect("a sound disk");
            left.discard().expect("written elsewhere");
            draft.text
        });
        self.draft.clone_from(&kept);
        let held = self.folder.load_all();
        self.notebook = Notebook::of(held.notes.into_iter().map(|filed| filed.document));
        kept
    }

    /// What is offered at a start. A test beside this one may start a program, which has this one's open
    /// files, and so its locks, until it is another program: a draft that is there is waited for.
    fn left_over(&self) -> LeftOver {
        let listed =
            || fs::read_dir(self.desk.path("state/drafts")).into_iter().flatten().flatten();
        let is_draft = |path: &Path| path.extension().is_some_and(|end| end == "md");
        for _ in 0..100 {
            let left = self.drafts.left_over();
            if !left.drafts.is_empty() || !listed().any(|file| is_draft(&file.path())) {
                return left;
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        self.drafts.left_over()
    }

    /// The message names the path and the reason.
    fn is_told(&self, fault: &Fault) {
        let (told, story) = (fault.to_string(), &self.story);
        assert!(told.starts_with(&self.desk.path("").display().to_string()), "{story}: {told}");
        let reasons =
            ["no space left", "input/output error", "quota exceeded", "read-only", "denied"];
        assert!(reasons.iter().any(|reason| told.contains(reason)), "{story}: {told}");
    }

    fn on_disk(&self, id: NoteId) -> Option<String> {
        fs::read_to_string(self.desk.path("notes/harbour-talks").join(id.file_name())).ok()
    }

    /// How many unfinished files crashes left beside the notes.
    fn unfinished(&self) -> usize {
        count(&self.desk.path("notes"))
    }
}

fn count(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let is_unfinished = |path: &Path| path.to_string_lossy().contains(UNFINISHED);
    paths.map(|path| usize::from(is_unfinished(&path)) + count(&path)).sum()
}

fn new(now: Timestamp, body: &str) -> Note {
    let spot =
        Spot { passage: "readout".into(), section: None, snapshot: Some(Snapshot::of(PASSAGE)) };
    let target = Target::new("harbour-talks", Extent::Passage(spot));
    let origin = Origin { author: None, created: now };
    let note = Note::new(NoteId::new(now, [3; 10]), Kind::Comment, origin, target);
    Note { body: body.to_owned(), ..note }
}
