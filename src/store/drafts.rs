//! The note being typed, kept in a file of its own for each running reader until it is saved or given up.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::notes::document::{Damage, Damaged};
use crate::notes::draft::Draft;

use super::claim::Claim;
use super::disk::{Disk, RealDisk};
use super::fault::Fault;
use super::read;
use super::write::{self, Kept};

/// What a draft's name ends in.
const ENDING: &str = "md";

/// The drafts of all readers, one of them this one's.
#[derive(Debug)]
pub struct Drafts {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    own: Option<Claim>,
}

/// What readers left that were killed.
#[derive(Debug, Default)]
pub struct LeftOver {
    /// The drafts, the latest last.
    pub drafts: Vec<Left>,
    /// The files that cannot be used. They are left alone.
    pub unusable: Vec<Fault>,
}

/// A draft that somebody left. It is this reader's alone until it is dropped, and stays on the disk
/// until it is discarded.
#[derive(Debug)]
pub struct Left {
    draft: Draft,
    claim: Claim,
}

impl Drafts {
    /// The drafts in the folder at `place`. Nothing is touched before something is written.
    pub fn at(place: PathBuf) -> Self {
        Self::on(Arc::new(RealDisk), place)
    }

    /// The same on any disk.
    pub fn on(disk: Arc<dyn Disk>, place: PathBuf) -> Self {
        Self { folder: place, disk, own: None }
    }

    /// Keeps what is being typed in place of what was kept before.
    pub fn write(&mut self, draft: &Draft) -> Result<Kept, Fault> {
        let own = match self.own.take() {
            Some(own) => own,
            None => Claim::new(self.disk.as_ref(), &self.folder, ENDING)?,
        };
        write::replace_on(
            self.disk.as_ref(),
            self.own.insert(own).file(),
            draft.to_text().as_bytes(),
        )
    }

    /// Forgets what was being typed: it is saved for good, or was given up by hand.
    pub fn discard(&mut self) -> Result<(), Fault> {
        self.own.as_ref().map_or(Ok(()), Claim::remove)
    }

    /// Keeps what was written under this name for good; what is typed next gets another one.
    pub fn set_aside(&mut self, draft: Draft) -> Option<Left> {
        self.own.take().map(|claim| Left { draft, claim })
    }

    /// The drafts that were left by readers that are gone.
    ///
    /// Where the file system knows no locks, those of readers that still run are among them.
    pub fn left_over(&self) -> LeftOver {
        let mut left = LeftOver::default();
        match Claim::abandoned(&self.folder, ENDING, self.own.as_ref()) {
            Ok(claims) => claims.into_iter().for_each(|claim| left.add(claim)),
            Err(fault) => left.unusable.push(fault),
        }
        left
    }
}

impl LeftOver {
    fn add(&mut self, claim: Claim) {
        let draft = read::text(claim.file()).and_then(|text| {
            Draft::of_text(&text).map_err(|damaged| unusable(claim.file(), &damaged))
        });
        match draft {
            Ok(draft) => self.drafts.push(Left { draft, claim }),
            Err(fault) => self.unusable.push(fault),
        }
    }
}

impl Left {
    /// What was being typed.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.claim.file()
    }

    /// Takes it away for good: it is written elsewhere, or nobody wants it.
    pub fn discard(self) -> Result<(), Fault> {
        self.claim.remove()
    }
}

fn unusable(path: &Path, damaged: &Damaged) -> Fault {
    let reason = match &damaged.why {
        Damage::Broken(problems) => problems.first().map(|problem| problem.reason.as_str()),
        Damage::Conflicted(_) => None,
    };
    let what = format!("no draft of a note: {}", reason.unwrap_or("it cannot be read"));
    Fault::new(path, what, "take from it what you need, then delete it")
}
