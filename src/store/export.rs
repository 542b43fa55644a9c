//! Exports on the disk: what is there already is looked at first, and nobody's words are overwritten.

use std::ffi::OsString;
use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::export::reexport::{Earlier, Outcome, Way, settle};
use crate::export::sheet::{Content, Sheet};
use crate::notes::snapshot::Snapshot;

use super::fault::{Fault, shown};
use super::read;
use super::write::{Kept, replace, resolve};

/// How large a file may be that is there already, in bytes.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// How much of a fingerprint names a file of the memory.
const FINGERPRINT: usize = 32;

/// How many copies of one file are kept before that is refused.
const MOST_COPIES: usize = 1000;

/// Where exports go, and where it is remembered what they were.
#[derive(Debug, Clone, Copy)]
pub struct Outbox<'o> {
    /// The folder of the memory: what was exported last to which file.
    pub memory: &'o Path,
    /// What to do with a file that somebody edited.
    pub way: Way,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Landed {
    /// The file.
    pub path: PathBuf,
    /// What it became.
    pub outcome: Outcome,
    /// How many notes the export has.
    pub notes: usize,
    /// The other file that was written: the new text beside an edited one, or the copy of a replaced
    /// one.
    pub other: Option<PathBuf>,
    /// What went wrong without keeping the text from the disk.
    pub warnings: Vec<Fault>,
}

impl Outbox<'_> {
    /// Writes a sheet into a folder, under its own name. It never leaves the folder, whatever its
    /// name is and wherever a link of that name leads.
    pub fn put_into(&self, sheet: &Sheet, folder: &Path) -> Result<Landed, Fault> {
        let mut steps = Path::new(&sheet.name).components();
        if !matches!((steps.next(), steps.next()), (Some(Component::Normal(_)), None)) {
            let what = "no name for a file in a folder";
            return Err(Fault::new(Path::new(&sheet.name), what, "choose another name"));
        }
        let path = folder.join(&sheet.name);
        if let Ok(target) = path.canonicalize() {
            let home = folder.canonicalize();
            let stays = home.is_ok_and(|home| target.parent() == Some(home.as_path()));
            if !stays {
                let what = "a symbolic link that leads out of the folder";
                return Err(Fault::new(&path, what, "take the link away"));
            }
        }
        self.put(sheet, &path)
    }

    /// Writes a sheet to a file, or leaves it alone.
    pub fn put(&self, sheet: &Sheet, path: &Path) -> Result<Landed, Fault> {
        let Some(old) = current(path)? else {
            let outcome = Outcome::Written(sheet.text());
            return self.written(sheet, path, outcome);
        };
        let outcome = settle(sheet, Some(&old), &self.earlier(path), self.way);
        match &outcome {
            Outcome::Unchanged | Outcome::Edited | Outcome::Refused(_) => {
                // So that a file that says what it should is known from now on.
                let mut landed = landed(sheet, path, outcome.clone());
                if outcome == Outcome::Unchanged {
                    landed.warnings.extend(self.remember(sheet, path).err());
                }
                Ok(landed)
            }
            Outcome::Beside(text) => {
                let beside = with_ending(path, ".new");
                if beside.is_symlink() {
                    let what = "a symbolic link, so the new text is not put there";
                    return Err(Fault::new(&beside, what, "take the link away"));
                }
                let warnings = confirmed(replace(&beside, text.as_bytes())?);
                Ok(Landed { other: Some(beside), warnings, ..landed(sheet, path, outcome) })
            }
            Outcome::Forced(_) => {
                let copy = free_name(path)?;
                replace(&copy, old.as_bytes())?;
                self.replaced(sheet, path, &old, outcome)
                    .map(|landed| Landed { other: Some(copy), ..landed })
            }
            Outcome::Written(_) | Outcome::Merged(..) => self.replaced(sheet, path, &old, outcome),
        }
    }

    /// Writes over a file, unless somebody else wrote to it since it was read.
    fn replaced(
        &self,
        sheet: &Sheet,
        path: &Path,
        old: &str,
        outcome: Outcome,
    ) -> Result<Landed, Fault> {
        if current(path)?.as_deref() != Some(old) {
            return Err(Fault::new(path, "changed just now, by somebody else", "export again"));
        }
        self.written(sheet, path, outcome)
    }

    fn written(&self, sheet: &Sheet, path: &Path, outcome: Outcome) -> Result<Landed, Fault> {
        let (Outcome::Written(text) | Outcome::Merged(text, _) | Outcome::Forced(text)) = &outcome
        else {
            return Ok(landed(sheet, path, outcome));
        };
        let mut warnings = confirmed(replace(path, text.as_bytes())?);
        warnings.extend(self.remember(sheet, path).err());
        Ok(Landed { warnings, ..landed(sheet, path, outcome) })
    }

    /// What is known of the last export to a file.
    fn earlier(&self, path: &Path) -> Earlier {
        let Some(file) = self.memory_of(path) else { return Earlier::default() };
        let Ok(text) = read::text_within(&file, LARGEST) else { return Earlier::default() };
        match text.trim_end().parse() {
            Ok(fingerprint) => Earlier { fingerprint: Some(fingerprint), own: None },
            Err(_) => Earlier { fingerprint: None, own: Some(text) },
        }
    }

    /// Remembers what was exported: of Markdown the program's own part, for joining; of other files
    /// the fingerprint.
    fn remember(&self, sheet: &Sheet, path: &Path) -> Result<(), Fault> {
        let Some(file) = self.memory_of(path) else { return Ok(()) };
        let text = match &sheet.content {
            Content::Whole(text) => format!("{}\n", Snapshot::of(text)),
            Content::Shared(shared) => shared.own(),
        };
        if read::text_within(&file, LARGEST).is_ok_and(|known| known == text) {
            return Ok(());
        }
        replace(&file, text.as_bytes()).map(|_| ())
    }

    /// The file that remembers the last export to `path`, which must be there.
    fn memory_of(&self, path: &Path) -> Option<PathBuf> {
        let whole = path.canonicalize().ok()?;
        let print = Snapshot::of(&whole.to_string_lossy()).to_string();
        let digits = print.rsplit('-').next()?;
        Some(self.memory.join(format!("{}.txt", &digits[..FINGERPRINT])))
    }
}

/// Whether a path is meant as a file. A file each (`is_each`) goes into a folder, unless the path ends in
/// `.md`; everything else goes into a file, unless the path is a folder or ends in `/`.
pub fn is_file(path: &Path, is_each: bool) -> bool {
    if path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") {
        return false;
    }
    !is_each || path.extension().is_some_and(|ending| ending == "md") || path.exists()
}

fn landed(sheet: &Sheet, path: &Path, outcome: Outcome) -> Landed {
    let (path, notes) = (path.to_owned(), sheet.notes);
    Landed { path, outcome, notes, other: None, warnings: Vec::new() }
}

impl Landed {
    /// What became of the file, in words that stand behind its name.
    pub fn told(&self) -> String {
        let notes = match self.notes {
            1 => "1 note".to_owned(),
            count => format!("{count} notes"),
        };
        let other = self.other.as_deref().map(shown).unwrap_or_default();
        match &self.outcome {
            Outcome::Written(_) => format!("written, {notes}"),
            Outcome::Unchanged => "unchanged".to_owned(),
            Outcome::Edited => "edited since, and left so: there is nothing new".to_owned(),
            Outcome::Merged(_, 0) => format!("written, {notes}; your edits are kept"),
            Outcome::Merged(_, both) => {
                let places = if *both == 1 { "place" } else { "places" };
                format!(
                    "written, {notes}; in {both} {places} both your words and the new ones stand"
                )
            }
            Outcome::Forced(_) => format!("written, {notes}; what it said is kept as {other}"),
            Outcome::Beside(_) => {
                format!("edited since, and left so; the new text is {other}")
            }
            Outcome::Refused(why) => format!("left as it is: {why}"),
        }
    }

    /// Whether the file says from now on what it should.
    pub const fn went_well(&self) -> bool {
        !matches!(self.outcome, Outcome::Beside(_) | Outcome::Refused(_))
    }
}

fn confirmed(kept: Kept) -> Vec<Fault> {
    match kept {
        Kept::Durably => Vec::new(),
        Kept::Unconfirmed(fault) => vec![fault],
    }
}

/// What the file says now; nothing where there is none. What is no regular file is refused.
fn current(path: &Path) -> Result<Option<String>, Fault> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::of_system(path, "look at it", &error)),
        Ok(_) => {
            let target = resolve(path)?;
            read::text_within(&target, LARGEST).map(Some)
        }
    }
}

/// A name for a copy that nothing has yet.
fn free_name(path: &Path) -> Result<PathBuf, Fault> {
    let name = |count: usize| {
        let number = if count > 1 { format!("-{count}") } else { String::new() };
        with_ending(path, &format!(".old{number}"))
    };
    let is_free = |name: &PathBuf| fs::symlink_metadata(name).is_err();
    (1..=MOST_COPIES).map(name).find(is_free).ok_or_else(|| {
        let what = format!("cannot keep a copy: {MOST_COPIES} of them are there already");
        Fault::new(path, what, "take some of them away")
    })
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}
