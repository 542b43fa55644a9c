//! `dateline notes import`: notes that were exported as JSON are brought back.

use std::io::{self, Read};
use std::path::Path;

use anyhow::{Context, bail};

use crate::export::record;
use crate::notes::document::Document;
use crate::store::export::LARGEST;
use crate::store::fault::shown;
use crate::store::notes::{Edition, How, NotesFolder};
use crate::store::read;
use crate::store::write::Kept;

use crate::cli::arguments::Import;
use crate::cli::list::counted;
use crate::cli::settings::Settings;
use crate::cli::{Status, output};

/// What became of one note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Became {
    Added,
    There,
    Different,
}

/// Adds the notes that are not there. One that is there and says something else stays as it is.
pub(super) fn import(asked: &Import, settings: &Settings) -> anyhow::Result<Status> {
    let text = text(&asked.file)?;
    let book = record::read(&text).with_context(|| shown(&asked.file))?;
    let documents = record::documents(&book).with_context(|| shown(&asked.file))?;
    let folder = settings.notes();
    for text in book.snapshots.values() {
        tell_unconfirmed(&folder.keep_text(text)?);
    }
    let mut tally = [0; 3];
    for document in &documents {
        let became = add(&folder, document)?;
        tally[became as usize] += 1;
        if became == Became::Different {
            let path = shown(&folder.file(document));
            output::say(&format!("dateline: {path}: says something else already, and stays\n"));
        }
    }
    let [added, there, different] = tally;
    let mut words = vec![format!("{} added", counted(added, "note"))];
    let others = [(there, "there already"), (different, "left as they are")];
    let others = others.iter().filter(|(count, _)| *count > 0);
    words.extend(others.map(|(count, what)| format!("{count} {what}")));
    let words = words.join(", ");
    output::say(&format!("dateline: {words}\n"));
    Ok(if different == 0 { Status::Done } else { Status::Problems })
}

fn add(folder: &NotesFolder, document: &Document) -> anyhow::Result<Became> {
    let path = folder.file(document);
    if path.symlink_metadata().is_ok() {
        let is_same = read::text(&path).is_ok_and(|there| there == document.text());
        return Ok(if is_same { Became::There } else { Became::Different });
    }
    let saved = folder.save(Edition { document, base: None, passage: None })?;
    tell_unconfirmed(&saved.kept);
    Ok(match saved.how {
        How::Alone => Became::Added,
        How::Joined | How::Clashed { .. } | How::Barred { .. } => Became::Different,
    })
}

fn tell_unconfirmed(kept: &Kept) {
    if let Kept::Unconfirmed(fault) = kept {
        output::say(&format!("dateline: saved, but not yet confirmed by the disk: {fault}\n"));
    }
}

/// The file's text, or stdin for `-`.
fn text(file: &Path) -> anyhow::Result<String> {
    if file != Path::new("-") {
        return Ok(read::text_within(file, LARGEST)?);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes).context("cannot read stdin")?;
    if bytes.len() as u64 > LARGEST {
        bail!("stdin is larger than {} MiB; import it in parts", LARGEST / 1024 / 1024);
    }
    String::from_utf8(bytes).context("what comes on stdin is not UTF-8")
}
