//! The analyst's notes on the library: what they say, which of them are on the disk, what can be taken back.

mod filing;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use jiff::Timestamp;

pub use self::filing::{Base, Filing, Save, Saved};
use crate::briefing::problem::Problem;
use crate::notes::draft::Draft;
use crate::notes::notebook::{History, Step, Stuck};
use crate::notes::snapshot::Snapshot;
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
    /// Texts of passages as they were when they were noted; none for one that is not kept.
    pasts: HashMap<Snapshot, Option<String>>,
    /// When the present event happened, and what makes an id unlike all others.
    pub moment: Moment,
    /// The note that the keys for one note are about.
    pub current: Option<NoteId>,
    /// The last judgement or mark.
    pub last: Option<Stroke>,
    /// The tags that were given last, the latest first.
    pub recent_tags: Vec<String>,
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

/// What the notes folder holds now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NotesRead {
    /// The notes.
    pub notes: Vec<Document>,
    /// What is no note.
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

    /// The text of a passage as it was, if it is known already. One that was never asked for is put
    /// on `wanted`.
    pub fn past(&self, snapshot: Snapshot, wanted: &mut Vec<Snapshot>) -> Option<String> {
        match self.pasts.get(&snapshot) {
            Some(past) => past.clone(),
            None => {
                wanted.push(snapshot);
                None
            }
        }
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

    /// Takes in what the disk holds. A note that is on its way there stays as it is here: what comes
    /// of its saving takes the other version in. Whether anything is new.
    pub fn read(&mut self, read: NotesRead) -> bool {
        let mut is_new = self.unusable != read.unusable;
        self.unusable = read.unusable;
        let mut seen: HashSet<NoteId> = HashSet::with_capacity(read.notes.len());
        for document in read.notes {
            let id = document.note().id;
            seen.insert(id);
            let notebook =
                self.notebooks.entry(document.note().target.briefing.clone()).or_default();
            if !self.filing.is_waiting(id) && notebook.get(id) != Some(&document) {
                is_new = true;
                self.filing.found(id, document.text());
                notebook.put(document);
            }
        }
        for notebook in self.notebooks.values_mut() {
            let is_gone = |id: &NoteId| !seen.contains(id) && !self.filing.is_waiting(*id);
            let gone: Vec<NoteId> =
                notebook.documents().map(|document| document.note().id).filter(is_gone).collect();
            for id in gone {
                is_new = true;
                self.filing.forget(id);
                notebook.forget(id);
            }
        }
        is_new
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
