//! Reads a file of somebody else's: never waits on a pipe, never reads without end, never guesses an encoding.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;

use crate::briefing::check::LARGEST_FILE;

use super::fault::Fault;

/// The largest file that is read, in bytes.
pub const LIMIT: u64 = LARGEST_FILE as u64;

/// The text of the file at `path`.
pub fn text(path: &Path) -> Result<String, Fault> {
    text_within(path, LIMIT)
}

/// The text of the file at `path`, which may have so many bytes.
pub fn text_within(path: &Path, limit: u64) -> Result<String, Fault> {
    let file = open(path, limit)?;
    // Room for one byte more than it has, so that its end is seen without asking for more room.
    let size = file.metadata().map_or(0, |kind| kind.len().min(limit));
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| Fault::of_system(path, "read it", &error))?;
    if bytes.len() as u64 > limit {
        return Err(too_large(path, limit));
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let what = format!("not UTF-8: the byte at offset {at} begins no character");
        Fault::new(path, what, "save it as UTF-8")
    })
}

/// Opens a regular file for reading. A pipe is opened without waiting, and refused.
fn open(path: &Path, limit: u64) -> Result<File, Fault> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = loop {
        match rustix::fs::open(path, flags, Mode::empty()) {
            Ok(descriptor) => break File::from(descriptor),
            Err(Errno::INTR) => {}
            Err(error) => return Err(refused(path, error)),
        }
    };
    let kind = file.metadata().map_err(|error| Fault::of_system(path, "read it", &error))?;
    if kind.is_file() && kind.len() > limit {
        return Err(too_large(path, limit));
    }
    if kind.is_file() { Ok(file) } else { Err(no_file(path)) }
}

fn refused(path: &Path, error: Errno) -> Fault {
    match error {
        Errno::NOENT => Fault::new(path, "no such file or folder", "check the path"),
        Errno::LOOP => Fault::new(
            path,
            "a symbolic link that leads back to itself",
            "let the link lead to a file",
        ),
        // What a socket and a device without a driver answer.
        Errno::NXIO => no_file(path),
        _ => Fault::of_system(path, "open it", &error.into()),
    }
}

fn no_file(path: &Path) -> Fault {
    Fault::new(path, "not a regular file", "give a file or a folder, no pipe, socket or device")
}

fn too_large(path: &Path, limit: u64) -> Fault {
    if limit == LIMIT {
        let what = "larger than 8 MiB (8,388,608 bytes)";
        return Fault::new(path, what, "split it into several briefings");
    }
    let what = format!("larger than {} MiB ({limit} bytes)", limit / 1024 / 1024);
    Fault::new(path, what, "give a smaller one")
}
