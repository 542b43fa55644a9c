//! Which library a command is about.

use std::path::{Path, PathBuf};

use crate::store::Origin;

use super::settings::Settings;

/// The library that a command is about, and what chose it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// Where it comes from.
    pub(crate) origin: Origin,
    /// What chose it, in words.
    pub(crate) chosen_by: &'static str,
}

impl Choice {
    /// The first that there is: the paths of the command, `--library`, the configuration,
    /// `./briefings`, the sample.
    pub(crate) fn of(paths: &[PathBuf], settings: &Settings) -> Self {
        let configured: Vec<PathBuf> = settings
            .stated
            .config
            .folders
            .library
            .iter()
            .map(|path| settings.places.expand(path))
            .collect();
        let here = PathBuf::from("briefings");
        let of_paths = |paths: &[PathBuf], chosen_by| Self {
            origin: Origin::Paths(paths.to_vec()),
            chosen_by,
        };
        if !paths.is_empty() {
            of_paths(paths, "command line")
        } else if !settings.library.is_empty() {
            of_paths(&settings.library, "option --library")
        } else if !configured.is_empty() {
            of_paths(&configured, "configuration file")
        } else if Path::new(&here).is_dir() {
            of_paths(&[here], "folder ./briefings")
        } else {
            Self { origin: Origin::Sample, chosen_by: "sample inside the program" }
        }
    }
}
