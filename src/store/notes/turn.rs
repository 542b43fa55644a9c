//! A step taken back or again on the disk: what another window changed since is never undone with it.

use jiff::Timestamp;

use crate::notes::document::Document;
use crate::notes::notebook::{Notebook, Step, Stuck};
use crate::store::fault::Fault;

use super::NotesFolder;
use super::save::{How, Saved, current};

impl NotesFolder {
    /// Takes a step back, in the note as it is on the disk now. Where the same part of it was changed
    /// since, nothing is written, and the answer says what.
    pub fn undo(&self, step: &Step, at: Timestamp) -> Result<Result<Saved, Stuck>, Fault> {
        self.turn(step, |notebook| notebook.undo(step, at).cloned())
    }

    /// Takes a step again, under the same rule.
    pub fn redo(&self, step: &Step) -> Result<Result<Saved, Stuck>, Fault> {
        self.turn(step, |notebook| notebook.redo(step).cloned())
    }

    fn turn(
        &self,
        step: &Step,
        turn: impl FnOnce(&mut Notebook) -> Result<Document, Stuck>,
    ) -> Result<Result<Saved, Stuck>, Fault> {
        let path = self.folder_of(&step.briefing).join(step.note.file_name());
        let _lock = self.lock()?;
        let Some(text) = current(&path)? else { return Ok(Err(Stuck::Gone)) };
        let document = Document::parse(&text).map_err(|_| {
            let what = "it is no note any more, so nothing in it was taken back";
            Fault::new(&path, what, "mend it, then try again")
        })?;
        let was = if document.text() == step.after { How::Alone } else { How::Joined };
        let turned = match turn(&mut Notebook::of([document])) {
            Ok(turned) => turned,
            Err(stuck) => return Ok(Err(stuck)),
        };
        self.write(&path, &turned, was).map(Ok)
    }
}
