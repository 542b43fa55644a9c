//! What was done to notes, kept for the next start: one file a running reader, so that two never fight.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::notes::notebook::History;

use super::claim::Claim;
use super::disk::RealDisk;
use super::fault::{Fault, shown};
use super::memory::Remembered;
use super::read;
use super::write::{self, Kept};

/// What a history's name ends in.
const ENDING: &str = "toml";

/// The history of this reader, in a file that no other one writes to.
#[derive(Debug)]
pub struct OwnHistory {
    folder: PathBuf,
    own: Option<Claim>,
}

impl OwnHistory {
    /// Takes over what readers that are gone have left in the folder at `place`: what was done last
    /// comes last. A reader that still runs keeps its own history until its end.
    pub fn take_over(place: PathBuf) -> (Self, Remembered<History>) {
        let mut this = Self { folder: place, own: None };
        let mut taken = Remembered::default();
        let mut claims = match Claim::abandoned(&this.folder, ENDING, None) {
            Ok(claims) => claims,
            Err(fault) => return (this, Remembered { notice: Some(fault.to_string()), ..taken }),
        };
        let time = |claim: &Claim| claim.file().metadata().and_then(|file| file.modified());
        claims.sort_by_cached_key(|claim| time(claim).unwrap_or(SystemTime::UNIX_EPOCH));
        let mut used = Vec::new();
        for claim in claims {
            match history(&claim) {
                Ok(history) => {
                    taken.value = std::mem::take(&mut taken.value).joined(history);
                    used.push(claim);
                }
                Err(notice) => taken.notice = Some(notice),
            }
        }
        this.own = used.pop();
        // The others go once the whole is kept.
        if !used.is_empty() && this.keep(&taken.value) == Ok(Kept::Durably) {
            for claim in used {
                let _ = claim.remove();
            }
        }
        (this, taken)
    }

    /// Keeps the history in place of what was kept before.
    pub fn keep(&mut self, history: &History) -> Result<Kept, Fault> {
        let own = match self.own.take() {
            Some(own) => own,
            None if *history == History::default() => return Ok(Kept::Durably),
            None => Claim::new(&RealDisk, &self.folder, ENDING)?,
        };
        write::replace(self.own.insert(own).file(), history.to_toml().as_bytes())
    }
}

/// What the file says. One that cannot be used is set aside.
fn history(claim: &Claim) -> Result<History, String> {
    let reason = match read::text(claim.file()) {
        Ok(text) => {
            let (history, nothing) = (History::of_toml(&text), History::default());
            if history != nothing || text == nothing.to_toml() {
                return Ok(history);
            }
            "it is damaged".to_owned()
        }
        Err(fault) => fault.what,
    };
    let outcome = match write::set_aside(claim.file(), ".damaged") {
        Ok(aside) => format!("kept as {}", shown(&aside)),
        Err(fault) => fault.to_string(),
    };
    Err(format!("{} was not used: {reason}; {outcome}", shown(claim.file())))
}
