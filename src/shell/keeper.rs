//! The keeper of notes: reads and writes them and what is being typed, away from the keys.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::path::PathBuf;

use super::mailbox::Outbox;
use super::message::Message;

use crate::app::Event;
use crate::app::annotations::{Base, NotesRead, Save, Saved, Unusable};
use crate::notes::NoteId;
use crate::notes::draft::Draft;
use crate::notes::merge::Side;
use crate::notes::notebook::History;
use crate::notes::snapshot::Snapshot;
use crate::store::Places;
use crate::store::drafts::{Drafts, Left};
use crate::store::fault::Fault;
use crate::store::follow::Follower;
use crate::store::notes::{Edition, Held, How, NotesFolder, NotesNews, Saved as Outcome, Unsaved};
use crate::store::undo::OwnHistory;
use crate::store::write::Kept;

/// Reads and writes notes.
pub(super) struct Keeper {
    folder: NotesFolder,
    drafts: Drafts,
    history: OwnHistory,
    /// The drafts that killed readers left, by their place in what was told.
    left: Vec<Option<LeftOver>>,
    /// What each note that was sent is the next version of.
    bases: HashMap<NoteId, Option<String>>,
    /// What was typed of notes that could not be saved.
    aside: HashMap<NoteId, Left>,
    /// Why notes are not on the disk.
    unsaved: BTreeMap<NoteId, String>,
    /// Whether the file system was asked what it cannot promise.
    is_probed: bool,
}

impl Keeper {
    /// A keeper of the notes in `folder`, and what there is to tell at the start: what can be taken
    /// back, and what killed readers left unfinished.
    pub(super) fn new(folder: NotesFolder, places: &Places) -> (Self, Vec<Event>) {
        let (history, remembered) = OwnHistory::take_over(places.undo(folder.path()));
        let drafts = Drafts::at(places.drafts());
        let (left, bases, aside) = (Vec::new(), HashMap::new(), HashMap::new());
        let unsaved = BTreeMap::new();
        let mut keeper =
            Self { folder, drafts, history, left, bases, aside, unsaved, is_probed: false };
        let mut events: Vec<Event> = remembered.notice.into_iter().map(Event::Failed).collect();
        events.push(Event::HistoryRead(Box::new(remembered.value)));
        events.extend(keeper.left_over());
        (keeper, events)
    }

    /// Keeps what can be taken back.
    pub(super) fn keep_history(&mut self, history: &History) -> Result<(), Fault> {
        self.history.keep(history).map(|_| ())
    }

    /// The notes that killed readers left unfinished.
    fn left_over(&mut self) -> Vec<Event> {
        let left = self.drafts.left_over();
        let unusable = left
            .unusable
            .into_iter()
            .map(|fault| Event::Failed(format!("an unfinished note cannot be read: {fault}")));
        let mut events: Vec<Event> = unusable.collect();
        self.left =
            left.drafts.into_iter().map(|left| Some(LeftOver::Draft(Box::new(left)))).collect();
        events.extend(self.unsaved_left());
        let drafts: Vec<Draft> = self.left.iter().flatten().map(LeftOver::draft).collect();
        if !drafts.is_empty() {
            events.push(Event::DraftsFound(drafts));
        }
        events
    }

    /// What killed saves left. Words are offered like other unfinished notes; a judgement or a mark
    /// was decided upon, and is saved now.
    fn unsaved_left(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        let unsaved = self.folder.unsaved().unwrap_or_else(|fault| {
            events.push(Event::Failed(format!("what a killed save left cannot be read: {fault}")));
            Vec::new()
        });
        for version in unsaved {
            if !version.document().note().body.is_empty() {
                self.left.push(Some(LeftOver::Save(Box::new(version))));
                continue;
            }
            events.push(Event::Failed(match self.folder.recover(&version) {
                Ok(_) => "a judgement or mark that was being saved when a reader was killed is \
                          saved now"
                    .to_owned(),
                Err(fault) => format!("what a killed save left cannot be saved: {fault}"),
            }));
        }
        events
    }

    /// The texts of passages as they were.
    pub(super) fn recall(&self, wanted: Vec<Snapshot>) -> Event {
        let past = |snapshot| (snapshot, self.folder.past(snapshot));
        Event::Recalled(wanted.into_iter().map(past).collect())
    }

    /// Saves a note.
    pub(super) fn save(&mut self, save: &Save) -> Event {
        let note = save.document.note();
        let base = match &save.base {
            Base::Nothing => None,
            Base::Text(text) => Some(text.clone()),
            Base::Previous => self.bases.remove(&note.id).flatten(),
        };
        let passage = save.passage.as_deref();
        let edition = Edition { document: &save.document, base: base.as_deref(), passage };
        let saved = match self.folder.save(edition) {
            Ok(outcome) => {
                let text = save.document.text().to_owned();
                self.bases.insert(note.id, Some(text));
                if let Some(aside) = self.aside.remove(&note.id) {
                    // It is offered once more at the next start: nothing is lost by that.
                    let _ = aside.discard();
                }
                let mut saved = arrived(outcome);
                if let Saved::Here { remark: remark @ None, .. } = &mut saved
                    && !std::mem::replace(&mut self.is_probed, true)
                {
                    *remark = self.folder.weakness().map(|fault| format!("saved; but {fault}"));
                }
                saved
            }
            Err(fault) => {
                self.set_aside(save, base.is_none());
                self.bases.insert(note.id, base);
                Saved::Nowhere(fault.to_string())
            }
        };
        match &saved {
            Saved::Here { .. } => self.unsaved.remove(&note.id),
            Saved::Unconfirmed { remark: reason, .. } | Saved::Nowhere(reason) => {
                self.unsaved.insert(note.id, reason.clone())
            }
        };
        Event::NoteSaved(note.id, Box::new(saved))
    }

    /// Settles a file in which git left two versions.
    pub(super) fn settle(&self, path: PathBuf, seen: &str, side: Side) -> Event {
        let saved = match self.folder.settle(&path, seen, side) {
            Ok(outcome) => {
                let lost = match &outcome.how {
                    How::Clashed { attic, .. } => {
                        let attic = crate::store::fault::shown(attic);
                        Some(format!("the other version is kept as {attic}"))
                    }
                    How::Alone | How::Joined | How::Barred { .. } => None,
                };
                written(outcome, lost)
            }
            Err(fault) => Saved::Nowhere(fault.to_string()),
        };
        Event::NoteSettled(path, Box::new(saved))
    }

    /// Why notes are not on the disk, where some are not.
    pub(super) fn unsaved(self) -> Vec<String> {
        self.unsaved.into_values().collect()
    }

    /// Keeps the words of a note that could not be saved as a draft that no other one replaces.
    fn set_aside(&mut self, save: &Save, is_new: bool) {
        let note = save.document.note();
        if note.body.is_empty() || self.aside.contains_key(&note.id) {
            return;
        }
        let (target, text) = (note.target.clone(), note.body.clone());
        let passage = save.passage.clone();
        let draft = Draft { note: (!is_new).then_some(note.id), target, text, passage };
        if self.drafts.write(&draft).is_ok() {
            self.aside.extend(self.drafts.set_aside(draft).map(|left| (note.id, left)));
        }
    }

    /// Keeps what is being typed.
    pub(super) fn keep_draft(&mut self, draft: &Draft) -> Result<(), Fault> {
        self.drafts.write(draft).map(|_| ())
    }

    /// Forgets what was typed: it is saved, or was given up.
    pub(super) fn drop_draft(&mut self) -> Result<(), Fault> {
        self.drafts.discard()
    }

    /// Forgets a draft that was left over, by its place in what was told.
    pub(super) fn drop_left(&mut self, at: usize) -> Result<(), Fault> {
        match self.left.get_mut(at).and_then(Option::take) {
            Some(LeftOver::Draft(left)) => left.discard(),
            Some(LeftOver::Save(version)) => self.folder.forget_unsaved(&version),
            None => Ok(()),
        }
    }
}

/// Something that a killed reader left.
enum LeftOver {
    /// What was being typed.
    Draft(Box<Left>),
    /// What was being saved.
    Save(Box<Unsaved>),
}

impl LeftOver {
    fn draft(&self) -> Draft {
        match self {
            Self::Draft(left) => left.draft().clone(),
            Self::Save(version) => {
                let note = version.document().note();
                let (target, text) = (note.target.clone(), note.body.clone());
                Draft { note: Some(note.id), target, text, passage: None }
            }
        }
    }
}

/// What became of a save, in words for the reader.
fn arrived(outcome: Outcome) -> Saved {
    let met = match &outcome.how {
        How::Alone => None,
        How::Joined => Some("somebody else changed this note too: both changes are in it".into()),
        How::Clashed { clashes, attic } => {
            let parts: Vec<&str> = clashes.iter().map(|clash| clash.what.as_str()).collect();
            Some(format!(
                "somebody else changed the same of this note ({}): yours counts, theirs is {}",
                parts.join(", "),
                crate::store::fault::shown(attic)
            ))
        }
        How::Barred { attic } => {
            return Saved::Nowhere(format!(
                "its file is no note any more and stays as it is; yours is kept as {}",
                crate::store::fault::shown(attic)
            ));
        }
    };
    written(outcome, met)
}

/// What became of a version that was written, with what it met.
fn written(outcome: Outcome, met: Option<String>) -> Saved {
    let document = Box::new(outcome.document);
    match outcome.kept {
        Kept::Durably => Saved::Here { document, remark: met },
        Kept::Unconfirmed(fault) => {
            let doubt = format!("the disk did not confirm it: {fault}");
            let remark = met.map_or(doubt.clone(), |met| format!("{doubt}; {met}"));
            Saved::Unconfirmed { document, remark }
        }
    }
}

/// Follows the notes folder: the reader hears what it holds, and what changes in it.
pub(super) fn follow(folder: &NotesFolder, outbox: Outbox) -> Follower {
    folder.follow(move |news| {
        let event = match news {
            NotesNews::Read(held) => Event::NotesRead(Box::new(told(held))),
            NotesNews::Gone(paths) => Event::NotesGone(paths),
            NotesNews::Polling(reason) => Event::Failed(reason),
        };
        match outbox.send(Message::Event(event)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    })
}

/// What files of notes say, as the reader knows it.
fn told(held: Held) -> NotesRead {
    let unusable = held.unusable.into_iter().map(|refused| Unusable {
        words: refused.to_string(),
        text: refused.text().map(str::to_owned),
        problems: refused.problems().to_vec(),
        is_conflicted: refused.is_conflicted(),
        path: refused.path,
    });
    let unusable: Vec<Unusable> = unusable.collect();
    let (paths, notes) = held.notes.into_iter().map(|filed| (filed.path, filed.document)).unzip();
    let mut paths: Vec<PathBuf> = paths;
    paths.extend(unusable.iter().map(|refused| refused.path.clone()));
    NotesRead { paths, notes, unusable }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::Timestamp;

    use super::*;
    use crate::notes::merge::Clash;
    use crate::notes::note::{Kind, Note, Origin};
    use crate::notes::target::{Extent, Target};
    use crate::notes::{Document, NoteId};

    #[test]
    fn a_version_that_was_met_is_told_of_though_the_disk_did_not_confirm() {
        let origin = Origin { author: None, created: Timestamp::UNIX_EPOCH };
        let target = Target::new("harbour", Extent::Briefing);
        let id = NoteId::new(Timestamp::UNIX_EPOCH, [1; 10]);
        let document = Document::fresh(Note::new(id, Kind::Comment, origin, target));
        let fault = Fault::new(Path::new("/notes"), "cannot be forced onto the disk", "try again");
        let [base, ours, theirs] = ["", "negative", "positive"].map(str::to_owned);
        let clash = Clash { what: "sentiment".into(), base, ours, theirs };
        let how = How::Clashed { clashes: vec![clash], attic: "/notes/.attic/x".into() };
        let outcome = Outcome { document: document.clone(), kept: Kept::Unconfirmed(fault), how };
        let Saved::Unconfirmed { document: kept, remark } = arrived(outcome) else {
            panic!("called saved, or nowhere");
        };
        assert_eq!(*kept, document);
        for part in ["did not confirm", "/notes:", "sentiment", "/notes/.attic/x"] {
            assert!(remark.contains(part), "{remark}");
        }
    }
}
