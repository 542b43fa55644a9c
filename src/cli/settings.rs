//! What every command runs with: the places, the configuration, and what was said on the command line.

use std::path::{Path, PathBuf};

use crate::app::config::Stated;
use crate::briefing::{Problem, safe};
use crate::query::{Faults, Lexicon, Query};
use crate::store::notes::NotesFolder;
use crate::store::{Fault, Places, read};

use super::arguments::Global;
use super::library::{Choice, Holdings};
use super::output;

/// What every command runs with.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// Where the program keeps things.
    pub(crate) places: Places,
    /// What the configuration file says.
    pub(crate) stated: Stated,
    /// Which file that is.
    pub(crate) file: ConfigFile,
    /// The text of that file.
    text: String,
    /// What `--library` names.
    pub(crate) library: Vec<PathBuf>,
}

/// Which configuration file there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConfigFile {
    /// The one at the usual place was read.
    Usual,
    /// The one that was named was read.
    Named,
    /// There is none at the usual place.
    Absent,
    /// None was wanted.
    Unwanted,
}

impl Settings {
    /// Finds the places and reads the configuration. A file that was asked for must be there.
    pub(crate) fn load(global: &Global) -> Result<Self, Fault> {
        let mut places = Places::of_environment();
        let (text, file) = if global.no_config {
            (String::new(), ConfigFile::Unwanted)
        } else if let Some(named) = &global.config {
            places.config.clone_from(named);
            (read::text(named)?, ConfigFile::Named)
        } else {
            usual(&places.config)?
        };
        let stated = Stated::read(&text);
        Ok(Self { places, stated, file, text, library: global.library.clone() })
    }

    /// The library that is meant where the command line names no path.
    pub(crate) fn choice(&self) -> Choice {
        Choice::of(&[], self)
    }

    /// What there is of that library.
    pub(crate) fn holdings(&self) -> Holdings<'_> {
        Holdings::of(&self.choice().origin, self)
    }

    /// The folder of the notes.
    pub(crate) fn notes(&self) -> NotesFolder {
        NotesFolder::at(match self.stated.config.folders.notes.as_str() {
            "" => self.places.notes(),
            stated => self.places.expand(stated),
        })
    }

    /// The query that `text` is, with the words and the queries of the configuration.
    pub(crate) fn query(&self, text: &str) -> Result<Query, Faults> {
        let vocabulary = &self.stated.config.vocabulary;
        Query::parse(text, Lexicon { vocabulary, searches: &self.stated.searches })
    }

    /// Who is named in new notes: the name of the configuration, else that of the system's user.
    pub(crate) fn author(&self) -> Option<String> {
        let stated = Some(self.stated.config.analyst.author.clone());
        let of_system = ["USER", "LOGNAME"].map(|name| {
            let name = std::env::var_os(name)?.into_string().ok()?;
            Some(safe::line(name.trim()).into_owned())
        });
        [stated].into_iter().chain(of_system).flatten().find(|name| !name.is_empty())
    }

    /// What is wrong with the configuration file.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        self.stated.findings.problems(&self.text)
    }

    /// The problems of the configuration file in print.
    pub(crate) fn printed_problems(&self) -> String {
        let path = crate::store::fault::shown(&self.places.config);
        self.problems().iter().map(|problem| problem.printed(&path).to_string()).collect()
    }

    /// The same settings, after their problems were said on stderr: what is right counts.
    pub(crate) fn warned(self) -> Self {
        output::say(&self.printed_problems());
        self
    }
}

/// The configuration at its usual place, which need not be there.
fn usual(path: &Path) -> Result<(String, ConfigFile), Fault> {
    if path.symlink_metadata().is_err() {
        return Ok((String::new(), ConfigFile::Absent));
    }
    Ok((read::text(path)?, ConfigFile::Usual))
}
