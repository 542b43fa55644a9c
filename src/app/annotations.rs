//! The analyst's notes on the library: what they say, which of them are on the disk, what can be taken back.

mod filing;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use self::filing::{Base, Filing, Save, Saved};
use crate::briefing::problem::Problem;
use crate::notes::anchor::Found;
use crate::notes::draft::Draft;
use crate::notes::notebook::{History, Placed, Places, Step, Stuck};
use crate::notes::snapshot::Snapshot;
use crate::notes::target::Extent;
use crate::notes::{Document, Note, NoteId, Notebook};

/// The analyst's notes on every briefing, and what was done to them.
#[derive(Debug, Clone, Default)]
pub struct Annotations {
    notebooks: HashMap<String, Notebook>,
    /// What is known of the notes' files.
    pub filing: Filing,
    /// The files among the notes that cannot be used.
    pub unusable: Vec<Unusable>,
    /// What can be taken back.
    pub history: History,
    /// Whether what could be taken back the last time is known.
    pub remembers: Remembers,
    /// Texts of passages as they were when they were noted; none for one that is not kept.
    pasts: HashMap<Snapshot, Option<String>>,
    /// When the present event happened, and what makes an id unlike all others.
    pub moment: Moment,
    /// The note that the keys for one note are about.
    pub current: Option<NoteId>,
    /// What was given last.
    pub habits: Habits,
    /// Notes that a killed reader left unfinished; none in the place of one that was taken up.
    pub drafts: Vec<Option<Draft>>,
}

/// When an event happened, and the chance that goes into the id of a note that it makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The time.
    pub at: Timestamp,
    /// Bytes that nobody else has.
    pub chance: [u8; 10],
}

impl Default for Moment {
    fn default() -> Self {
        Self { at: Timestamp::UNIX_EPOCH, chance: [0; 10] }
    }
}

/// What was given last, so that it need not be sought again.
#[derive(Debug, Clone, Default)]
pub struct Habits {
    /// The last judgement or mark.
    pub last: Option<Stroke>,
    /// The tags that were given last, the latest first.
    pub recent_tags: Vec<String>,
}

/// Whether what could be taken back the last time is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Remembers {
    /// Not yet.
    #[default]
    Nothing,
    /// Not yet, and a step is to be taken back as soon as it is.
    Wished,
    /// It is.
    Read,
}

/// A judgement or a mark, to be given again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stroke {
    /// The analyst's sourcing, by its name in files; none takes it back.
    Sourcing(Option<String>),
    /// The analyst's sentiment.
    Sentiment(Option<String>),
    /// A mark.
    Mark(Option<String>),
}

/// A file among the notes that cannot be used as one. It hides nothing but itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Unusable {
    /// Where it is.
    pub path: PathBuf,
    /// What is wrong and what to do, in one sentence.
    pub words: String,
    /// Its text, where it could be read.
    pub text: Option<String>,
    /// What is wrong with it line by line, where that is known.
    pub problems: Vec<Problem>,
    /// Whether git left two versions in it.
    pub is_conflicted: bool,
}

/// What files of the notes folder say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NotesRead {
    /// The files that were read.
    pub paths: Vec<PathBuf>,
    /// The notes in them.
    pub notes: Vec<Document>,
    /// Those that are no notes.
    pub unusable: Vec<Unusable>,
}

impl Annotations {
    /// The notes on the briefing of this id.
    pub fn notebook(&self, briefing: &str) -> Option<&Notebook> {
        self.notebooks.get(briefing)
    }

    /// Every notebook with its briefing's id, in no order.
    pub fn notebooks(&self) -> impl Iterator<Item = (&str, &Notebook)> {
        self.notebooks.iter().map(|(id, notebook)| (id.as_str(), notebook))
    }

    /// A note by its id.
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        self.notebooks.values().find_map(|notebook| notebook.get(id)).map(Document::note)
    }

    /// The text of a passage as it was, if it is known already.
    pub fn past(&self, snapshot: Snapshot) -> Option<String> {
        self.pasts.get(&snapshot).cloned().flatten()
    }

    /// Whether the text of a passage as it was is known, or is known not to be kept.
    pub fn is_recalled(&self, snapshot: Snapshot) -> bool {
        self.pasts.contains_key(&snapshot)
    }

    /// The texts that would tell more of notes whose passage is not what it was, and that were never
    /// asked for.
    pub fn unknown_pasts(&self, notebook: &Notebook, places: &Places) -> Vec<Snapshot> {
        let is_changed =
            |placed: &&Placed| !matches!(placed.found, Found::Here(_) | Found::Moved(_));
        let changed = places.all().iter().filter(is_changed);
        let notes = changed.filter_map(|placed| Some(notebook.get(placed.note)?.note()));
        let spots = notes.flat_map(|note| note.target.extents()).filter_map(Extent::spot);
        let mut wanted: Vec<Snapshot> = spots.filter_map(|spot| spot.snapshot).collect();
        wanted.retain(|snapshot| !self.pasts.contains_key(snapshot));
        wanted.sort_unstable();
        wanted.dedup();
        wanted
    }

    /// Takes in the texts of passages as they were.
    pub fn recall(&mut self, pasts: Vec<(Snapshot, Option<String>)>) {
        self.pasts.extend(pasts);
    }

    /// Adds a note; what is to be written.
    pub fn add(&mut self, note: Note, passage: Option<String>) -> Option<Save> {
        let (briefing, id) = (note.target.briefing.clone(), note.id);
        let step = self.notebooks.entry(briefing.clone()).or_default().add(note);
        self.history.record(step);
        self.filing.keep_passage(id, passage);
        self.file(&briefing, id)
    }

    /// Changes the note of that id; what is to be written, if that changes anything.
    pub fn change(&mut self, note: Note) -> Option<Save> {
        let (briefing, id) = (note.target.briefing.clone(), note.id);
        let step = self.notebooks.get_mut(&briefing)?.change(note)?;
        self.history.record(step);
        self.file(&briefing, id)
    }

    /// Changes where the note of that id stands; what is to be written. `passage` is the text there.
    pub fn relocate(&mut self, note: Note, passage: Option<String>) -> Option<Save> {
        self.filing.keep_passage(note.id, passage);
        self.change(note)
    }

    /// Takes in that a file that could not be used says this now.
    pub fn settled(&mut self, path: &Path, document: Document) {
        self.drop_unusable(&[path.to_owned()]);
        self.filing.found(document.note().id, document.text());
        let notebook = self.notebooks.entry(document.note().target.briefing.clone()).or_default();
        notebook.put(document);
    }

    /// Takes the last step back. None where there is none.
    pub fn undo(&mut self) -> Option<(Step, Result<Save, Stuck>)> {
        let step = self.history.undo()?.clone();
        let at = self.now();
        let notebook = self.notebooks.entry(step.briefing.clone()).or_default();
        let outcome = notebook.undo(&step, at).map(|_| ());
        Some(self.turned(step, outcome))
    }

    /// Takes the last step that was taken back again. None where there is none.
    pub fn redo(&mut self) -> Option<(Step, Result<Save, Stuck>)> {
        let step = self.history.redo()?.clone();
        let notebook = self.notebooks.entry(step.briefing.clone()).or_default();
        let outcome = notebook.redo(&step).map(|_| ());
        Some(self.turned(step, outcome))
    }

    fn turned(&mut self, step: Step, outcome: Result<(), Stuck>) -> (Step, Result<Save, Stuck>) {
        let save = outcome.and_then(|()| self.file(&step.briefing, step.note).ok_or(Stuck::Gone));
        (step, save)
    }

    /// What is to be written of a note as it is now.
    fn file(&mut self, briefing: &str, id: NoteId) -> Option<Save> {
        let document = self.notebooks.get(briefing)?.get(id)?.clone();
        Some(self.filing.send(document))
    }

    /// Tries once more to write what is not on the disk.
    pub fn save_again(&mut self) -> Vec<Save> {
        let waiting: Vec<NoteId> = self.filing.unsaved().collect();
        let documents = waiting.into_iter().filter_map(|id| {
            self.notebooks.values().find_map(|notebook| notebook.get(id)).cloned()
        });
        documents.collect::<Vec<_>>().into_iter().map(|it| self.filing.send(it)).collect()
    }

    /// Takes in what files say. A note that is on its way to its file stays as it is here: what comes
    /// of its saving takes the other version in. Whether anything is new.
    pub fn read(&mut self, read: NotesRead) -> bool {
        let mut is_new = false;
        for document in read.notes {
            let id = document.note().id;
            let notebook =
                self.notebooks.entry(document.note().target.briefing.clone()).or_default();
            if !self.filing.is_waiting(id) && notebook.get(id) != Some(&document) {
                is_new = true;
                self.filing.found(id, document.text());
                notebook.put(document);
            }
        }
        is_new |= self.drop_unusable(&read.paths);
        for unusable in &read.unusable {
            is_new |= self.forget(&unusable.path);
        }
        is_new |= !read.unusable.is_empty();
        self.unusable.extend(read.unusable);
        self.unusable.sort_by(|one, other| one.path.cmp(&other.path));
        is_new
    }

    /// Takes in that files are gone. Whether that changes anything.
    pub fn gone(&mut self, paths: &[PathBuf]) -> bool {
        let mut is_new = self.drop_unusable(paths);
        for path in paths {
            is_new |= self.forget(path);
        }
        is_new
    }

    /// Forgets what was wrong with these files.
    fn drop_unusable(&mut self, paths: &[PathBuf]) -> bool {
        let before = self.unusable.len();
        self.unusable.retain(|known| !paths.contains(&known.path));
        self.unusable.len() != before
    }

    /// Forgets the note in a file, unless a version of it is on its way there.
    fn forget(&mut self, path: &Path) -> bool {
        let id = path.file_stem().and_then(|stem| stem.to_str()?.parse::<NoteId>().ok());
        let Some(id) = id.filter(|id| !self.filing.is_waiting(*id)) else { return false };
        self.filing.forget(id);
        self.notebooks.values_mut().any(|notebook| notebook.forget(id).is_some())
    }

    /// Takes in what became of saving a note. The note as it is from now on, where that differs from
    /// what it was here.
    pub fn saved(&mut self, id: NoteId, saved: Saved) -> Option<Note> {
        let document = self.filing.returned(id, saved)?;
        let notebook = self.notebooks.entry(document.note().target.briefing.clone()).or_default();
        if notebook.get(id) == Some(&document) {
            return None;
        }
        let note = document.note().clone();
        notebook.put(document);
        Some(note)
    }

    /// The id of a note that is made now.
    pub fn new_id(&self) -> NoteId {
        NoteId::new(self.moment.at, self.moment.chance)
    }

    /// The present time, without fractions of a second, as people write it into files.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_second(self.moment.at.as_second()).unwrap_or(self.moment.at)
    }
}
