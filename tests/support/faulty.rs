//! A disk over real files that fails at the call that it is told to, or is the last that a program saw.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use dateline::store::{Disk, RealDisk};
use tempfile::NamedTempFile;

/// What happens at a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The system refuses with this error; of a text, half is written before.
    Error(i32),
    /// The call is interrupted before it did anything.
    Interrupted,
    /// Of a text, one byte is written.
    Short,
    /// The program ends before the call.
    Crash,
    /// The whole process is killed before the call.
    Abort,
    /// The machine ends before the call: what was not forced onto the disk is not there.
    PowerCut,
}

/// Such a disk. Until it is told of a failure, it works.
#[derive(Debug, Default)]
pub(crate) struct FaultyDisk {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// How many calls go well before the failure.
    plan: Option<(usize, Failure)>,
    /// How many failures there were.
    failures: usize,
    /// Whether the program is over.
    is_over: bool,
    /// What stood under a name before a rename whose folder was not forced onto the disk yet.
    unsure: BTreeMap<PathBuf, Option<Vec<u8>>>,
    /// The files whose text was not forced onto the disk yet.
    unsynced: Vec<PathBuf>,
}

impl FaultyDisk {
    /// Lets `calls` go well, and the next one not.
    pub(crate) fn fail_after(&self, calls: usize, failure: Failure) {
        self.state().plan = Some((calls, failure));
    }

    /// How many failures there were.
    pub(crate) fn failures(&self) -> usize {
        self.state().failures
    }

    /// Whether the program is over.
    pub(crate) fn is_over(&self) -> bool {
        self.state().is_over
    }

    /// The program starts anew on a sound disk.
    pub(crate) fn restart(&self) {
        let mut state = self.state();
        (state.plan, state.is_over) = (None, false);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test holds it")
    }

    /// What is to happen at this call.
    fn call(&self) -> io::Result<Option<Failure>> {
        let mut state = self.state();
        let over = || io::Error::other("the program is over");
        if state.is_over {
            return Err(over());
        }
        let Some((calls, failure)) = state.plan else { return Ok(None) };
        if calls > 0 {
            state.plan = Some((calls - 1, failure));
            return Ok(None);
        }
        state.plan = None;
        state.failures += 1;
        match failure {
            Failure::Error(_) | Failure::Short => Ok(Some(failure)),
            Failure::Abort => std::process::abort(),
            Failure::Interrupted => Err(io::ErrorKind::Interrupted.into()),
            Failure::Crash => {
                state.is_over = true;
                Err(over())
            }
            Failure::PowerCut => {
                state.is_over = true;
                state.forget_what_is_unsure();
                Err(over())
            }
        }
    }

    /// The same for a call that does its work wholly or not at all.
    fn whole_call(&self) -> io::Result<()> {
        match self.call()? {
            Some(Failure::Error(code)) => Err(io::Error::from_raw_os_error(code)),
            _ => Ok(()),
        }
    }
}

impl State {
    fn forget_what_is_unsure(&mut self) {
        for path in self.unsynced.drain(..) {
            // A name that went on to another file, or is gone, has nothing to lose.
            let _ = OpenOptions::new().write(true).open(path).map(|file| file.set_len(0));
        }
        for (path, old) in std::mem::take(&mut self.unsure) {
            match old {
                Some(old) => fs::write(&path, old).expect("written"),
                None => fs::remove_file(&path).expect("removed"),
            }
        }
    }
}

impl Disk for FaultyDisk {
    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        self.whole_call()?;
        RealDisk.create_folder(folder)
    }

    fn create(&self, folder: &Path, mode: u32) -> io::Result<NamedTempFile> {
        self.whole_call()?;
        let mut unfinished = RealDisk.create(folder, mode)?;
        let mut state = self.state();
        // A program that is over tidies nothing up.
        let ends = matches!(state.plan, Some((_, Failure::Crash | Failure::PowerCut)));
        unfinished.disable_cleanup(ends);
        state.unsynced.push(unfinished.path().to_owned());
        Ok(unfinished)
    }

    fn write(&self, unfinished: &mut NamedTempFile, text: &[u8]) -> io::Result<usize> {
        match self.call()? {
            Some(Failure::Error(code)) => {
                RealDisk.write(unfinished, &text[..text.len() / 2])?;
                Err(io::Error::from_raw_os_error(code))
            }
            Some(_) => RealDisk.write(unfinished, &text[..1]),
            None => RealDisk.write(unfinished, text),
        }
    }

    fn sync_file(&self, unfinished: &NamedTempFile) -> io::Result<()> {
        self.whole_call()?;
        RealDisk.sync_file(unfinished)?;
        self.state().unsynced.retain(|path| path != unfinished.path());
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.whole_call()?;
        let old = fs::read(to).ok();
        RealDisk.rename(from, to)?;
        let mut state = self.state();
        state.unsure.entry(to.to_owned()).or_insert(old);
        for path in state.unsynced.iter_mut().filter(|path| *path == from) {
            to.clone_into(path);
        }
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.whole_call()?;
        RealDisk.sync_folder(folder)?;
        self.state().unsure.retain(|path, _| path.parent() != Some(folder));
        Ok(())
    }
}
