//! Which note an id means, or the beginning of one.

use std::path::Path;

use anyhow::bail;

use crate::briefing::nearest::nearest;
use crate::briefing::safe;
use crate::store::notes::{Filed, Held, Refused};

/// How many candidates an error names.
const MOST_NAMED: usize = 5;

/// What an id means.
#[derive(Debug)]
pub(super) enum Meant {
    /// A note.
    Note(Box<Filed>),
    /// A file that should be one.
    Unusable(Refused),
}

/// The only note whose id is `word` or begins with it.
pub(super) fn meant(word: &str, held: &Held) -> anyhow::Result<Meant> {
    let name = |path: &Path| {
        path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let notes = held.notes.iter().map(|filed| filed.document.note().id.to_string());
    let unusable = held.unusable.iter().map(|refused| name(&refused.path));
    let names: Vec<String> = notes.chain(unusable).collect();
    let hits: Vec<usize> = match names.iter().position(|name| name == word) {
        Some(exact) => vec![exact],
        None if word.is_empty() => Vec::new(),
        None => (0..names.len()).filter(|at| names[*at].starts_with(word)).collect(),
    };
    let shown = safe::line(word);
    match hits.as_slice() {
        [] => {
            let near = nearest(word, names.iter().map(String::as_str));
            let near = near.map(|near| format!("did you mean `{}`? ", safe::line(near)));
            let near = near.unwrap_or_default();
            bail!("no note has the id `{shown}`; {near}`dateline notes` names them all");
        }
        [only] if *only < held.notes.len() => Ok(Meant::Note(Box::new(held.notes[*only].clone()))),
        [only] => Ok(Meant::Unusable(held.unusable[*only - held.notes.len()].clone())),
        several => {
            let some: Vec<&str> =
                several.iter().take(MOST_NAMED).map(|at| names[*at].as_str()).collect();
            let more = if several.len() > MOST_NAMED { ", …" } else { "" };
            let (count, some) = (several.len(), safe::line(&some.join(", ")).into_owned());
            bail!("{count} notes have an id that begins with `{shown}`: {some}{more}");
        }
    }
}
