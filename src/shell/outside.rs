//! The analyst's own editor: it gets the note's words alone, in a folder that nobody else can look into.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

use crate::briefing::safe;
use crate::store::read;

/// The editors that are tried where no variable names one.
const USUAL: [&str; 3] = ["nano", "vim", "vi"];

/// Has a text written in `$VISUAL` or `$EDITOR`, and waits for it. None where it was left as it was.
///
/// The terminal must have been given back. An editor that ends with an error leaves the text as it
/// was, and so does one that writes what is no text.
pub(super) fn write(text: &str) -> anyhow::Result<Option<String>> {
    let folder = tempfile::Builder::new()
        .prefix("dateline-note-")
        .permissions(fs::Permissions::from_mode(0o700))
        .tempdir()
        .context("no folder for the editor’s file can be made")?;
    let file = folder.path().join("note.md");
    fs::write(&file, text).context("the editor’s file cannot be written")?;
    let (program, arguments) = editor()?;
    let status = Command::new(&program)
        .args(&arguments)
        .arg(&file)
        .status()
        .with_context(|| format!("`{}` cannot be started", safe::line(&program)))?;
    if !status.success() {
        bail!("`{}` ended with an error ({status}); nothing was changed", safe::line(&program));
    }
    let written = written(&file)?;
    Ok((written != text).then_some(written))
}

fn written(file: &Path) -> anyhow::Result<String> {
    let text = read::text(file)?;
    let most = crate::app::editor::LONGEST;
    if text.len() > most {
        bail!("what was written is larger than a note may be ({most} bytes); it was not taken");
    }
    Ok(text)
}

/// The editor and its arguments, split as a shell would, without one.
fn editor() -> anyhow::Result<(String, Vec<String>)> {
    for name in ["VISUAL", "EDITOR"] {
        let Some(stated) = env::var_os(name).filter(|stated| !stated.is_empty()) else { continue };
        let stated = stated.to_string_lossy().into_owned();
        let words = shell_words::split(&stated)
            .with_context(|| format!("${name} cannot be read: {}", safe::line(&stated)))?;
        if let Some((program, arguments)) = words.split_first() {
            return Ok((program.clone(), arguments.to_vec()));
        }
    }
    let paths = env::var_os("PATH").unwrap_or_default();
    let is_there = |name: &&&str| env::split_paths(&paths).any(|path| path.join(name).is_file());
    match USUAL.iter().find(is_there) {
        Some(usual) => Ok(((*usual).to_owned(), Vec::new())),
        None => bail!("no editor was found: name one in $EDITOR"),
    }
}
