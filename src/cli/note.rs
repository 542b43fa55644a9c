//! `dateline note`: one note added, shown, changed, deleted, restored.

mod add;
mod named;

use std::io::{self, Read};

use anyhow::{Context, bail};
use jiff::Timestamp;

use crate::briefing::safe;
use crate::notes::note::Note;
use crate::store::fault::shown;
use crate::store::notes::{Edition, Filed, How, NotesFolder, Saved};
use crate::store::write::Kept;

use super::arguments::{Edit, Named, NoteVerb};
use super::settings::Settings;
use super::{Status, output};
use named::{Meant, meant};

/// How large the text of a note may be, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// Does with a note what is asked for.
pub(crate) fn note(verb: &NoteVerb, settings: &Settings) -> anyhow::Result<Status> {
    let folder = settings.notes();
    match verb {
        NoteVerb::Add(asked) => add::add(asked, settings),
        NoteVerb::Show(asked) => show(asked, &folder),
        NoteVerb::Edit(asked) => edit(asked, &folder),
        NoteVerb::Rm(asked) => change(&asked.id, &folder, |note| Note {
            buried: note.buried.or_else(|| Some(whole_second(Timestamp::now()))),
            ..note
        }),
        NoteVerb::Restore(asked) => {
            change(&asked.id, &folder, |note| Note { buried: None, ..note })
        }
    }
}

/// Prints the file. One that is no note is printed as well, and its problems are told.
fn show(asked: &Named, folder: &NotesFolder) -> anyhow::Result<Status> {
    match meant(&asked.id, &folder.load_all())? {
        Meant::Note(filed) => {
            output::print(safe::text(filed.document.text()).as_bytes())?;
            Ok(Status::Done)
        }
        Meant::Unusable(refused) => {
            output::print(safe::text(refused.text().unwrap_or_default()).as_bytes())?;
            let path = shown(&refused.path);
            for problem in refused.problems() {
                output::say(&problem.printed(&path).to_string());
            }
            if refused.problems().is_empty() {
                output::say(&format!("dateline: {refused}\n"));
            }
            Ok(Status::Problems)
        }
    }
}

fn edit(asked: &Edit, folder: &NotesFolder) -> anyhow::Result<Status> {
    // Without this, a wrong id would be told only after stdin has come to its end.
    usable(&asked.id, folder)?;
    let body = body(&asked.text)?;
    change(&asked.id, folder, |note| Note { body, ..note })
}

/// Changes the note that is meant, and saves it where that changes anything.
fn change(
    id: &str,
    folder: &NotesFolder,
    into: impl FnOnce(Note) -> Note,
) -> anyhow::Result<Status> {
    let Filed { document: old, .. } = usable(id, folder)?;
    let note = into(old.note().clone());
    if note == *old.note() {
        return Ok(Status::Done);
    }
    let new = old.changed(note);
    let edition = Edition { document: &new, base: Some(old.text()), passage: None };
    Ok(told(&folder.save(edition)?))
}

/// The note that is meant; a file that is none cannot be changed.
fn usable(id: &str, folder: &NotesFolder) -> anyhow::Result<Filed> {
    match meant(id, &folder.load_all())? {
        Meant::Note(filed) => Ok(*filed),
        Meant::Unusable(refused) => bail!("{refused}"),
    }
}

/// Says what was met while saving, and how that ends the command.
fn told(saved: &Saved) -> Status {
    if let Kept::Unconfirmed(fault) = &saved.kept {
        output::say(&format!("dateline: saved, but not yet confirmed by the disk: {fault}\n"));
    }
    let words = match &saved.how {
        How::Alone => return Status::Done,
        How::Joined => {
            output::say("dateline: the note was changed meanwhile; both changes were joined\n");
            return Status::Done;
        }
        How::Clashed { clashes, attic } => {
            let parts: Vec<&str> = clashes.iter().map(|clash| clash.what.as_str()).collect();
            let (parts, attic) = (safe::line(&parts.join(", ")).into_owned(), shown(attic));
            format!("the note was changed meanwhile, too: {parts}; the other version is {attic}")
        }
        How::Barred { attic } => {
            let attic = shown(attic);
            format!("not saved: the file is no note any more, and stays; yours is kept as {attic}")
        }
    };
    output::say(&format!("dateline: {words}\n"));
    Status::Problems
}

/// The text as it was stated, or stdin for `-`; its last line has an end.
fn body(stated: &str) -> anyhow::Result<String> {
    let mut text = if stated == "-" { stdin()? } else { stated.to_owned() };
    if text.len() as u64 > LONGEST {
        bail!("the text is larger than 1 MiB (1,048,576 bytes); divide it into several notes");
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

fn stdin() -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).context("cannot read stdin")?;
    if bytes.len() as u64 > LONGEST {
        bail!("the text is larger than 1 MiB (1,048,576 bytes); divide it into several notes");
    }
    String::from_utf8(bytes).context("the text on stdin is not UTF-8")
}

/// A time without fractions of a second, as people write it into files.
fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}
