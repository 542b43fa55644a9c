//! Where the program keeps things: XDG folders (on macOS too), each replaceable by a variable of its own.

use std::env;
use std::ffi::OsString;
use std::path::{self, Path, PathBuf};

use super::file_name;

/// The variables that name a place, what each replaces, and where it lies without one.
pub const VARIABLES: [(&str, &str, &str); 4] = [
    (
        "DATELINE_CONFIG",
        "The configuration file.",
        "$XDG_CONFIG_HOME/dateline/config.toml, else ~/.config/dateline/config.toml",
    ),
    (
        "DATELINE_DATA",
        "The folder of what the analyst made.",
        "$XDG_DATA_HOME/dateline, else ~/.local/share/dateline",
    ),
    (
        "DATELINE_STATE",
        "The folder of what the reader remembers between two runs.",
        "$XDG_STATE_HOME/dateline, else ~/.local/state/dateline",
    ),
    (
        "DATELINE_CACHE",
        "The folder of what can be made again.",
        "$XDG_CACHE_HOME/dateline, else ~/.cache/dateline",
    ),
];

/// Where the program keeps things, resolved once at the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The configuration file, whether it exists or not.
    pub config: PathBuf,
    /// What the analyst made.
    pub data: PathBuf,
    /// What the reader remembers between two runs.
    pub state: PathBuf,
    /// What can be made again.
    pub cache: PathBuf,
    /// The analyst's home folder, where there is one.
    pub home: Option<PathBuf>,
}

impl Places {
    /// The places as the real environment has them.
    pub fn of_environment() -> Self {
        Self::resolve(|name| env::var_os(name), env::home_dir())
    }

    /// The places as the variables that `variable` answers for have them.
    ///
    /// An empty variable counts as none, and an XDG folder that is not absolute too, as that
    /// standard asks. Without a home folder the program's folders stand below the current one.
    pub fn resolve(variable: impl Fn(&str) -> Option<OsString>, home: Option<PathBuf>) -> Self {
        let stated =
            |name: &str| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = home.filter(|folder| folder.is_absolute());
        let folder = |xdg: &str, usual: &str| {
            stated(xdg)
                .filter(|folder| folder.is_absolute())
                .unwrap_or_else(|| home.as_deref().unwrap_or(Path::new(".")).join(usual))
                .join("dateline")
        };
        Self {
            config: stated("DATELINE_CONFIG")
                .unwrap_or_else(|| folder("XDG_CONFIG_HOME", ".config").join("config.toml")),
            data: stated("DATELINE_DATA")
                .unwrap_or_else(|| folder("XDG_DATA_HOME", ".local/share")),
            state: stated("DATELINE_STATE")
                .unwrap_or_else(|| folder("XDG_STATE_HOME", ".local/state")),
            cache: stated("DATELINE_CACHE").unwrap_or_else(|| folder("XDG_CACHE_HOME", ".cache")),
            home,
        }
    }

    /// A path as the configuration states it: `~` and `~/…` lead to the home folder, and a path
    /// that is not absolute starts at the configuration file's folder.
    pub fn expand(&self, stated: &str) -> PathBuf {
        let below_home = match stated.strip_prefix('~') {
            Some("") => Some(""),
            Some(rest) => rest.strip_prefix('/'),
            None => None,
        };
        if let (Some(rest), Some(home)) = (below_home, &self.home) {
            return home.join(rest.trim_start_matches('/'));
        }
        self.config.parent().unwrap_or(Path::new("")).join(stated)
    }

    /// The folder of the notes, where the configuration states none.
    pub fn notes(&self) -> PathBuf {
        self.data.join("notes")
    }

    /// The folder of what the reader remembers of each briefing.
    pub fn reading(&self) -> PathBuf {
        self.state.join("reading")
    }

    /// The folder of what was exported last, file by file.
    pub fn exports(&self) -> PathBuf {
        self.state.join("exports")
    }

    /// The folder of the notes that were being typed.
    pub fn drafts(&self) -> PathBuf {
        self.state.join("drafts")
    }

    /// The folder of what was done to the notes in the folder `notes`, so that it can be taken back.
    pub fn undo(&self, notes: &Path) -> PathBuf {
        let notes = path::absolute(notes).unwrap_or_else(|_| notes.to_owned());
        self.state.join("undo").join(file_name::stem(&notes.to_string_lossy()))
    }

    /// The file of what was open when the reader was left.
    pub fn session(&self) -> PathBuf {
        self.state.join("session.toml")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Places {
        Places::resolve(
            |name| pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.into()),
            Some("/home/ana".into()),
        )
    }

    #[test]
    fn without_variables_the_usual_folders_are_taken() {
        let places = with(&[]);
        assert_eq!(places.config, Path::new("/home/ana/.config/dateline/config.toml"));
        assert_eq!(places.data, Path::new("/home/ana/.local/share/dateline"));
        assert_eq!(places.state, Path::new("/home/ana/.local/state/dateline"));
        assert_eq!(places.cache, Path::new("/home/ana/.cache/dateline"));
    }

    #[test]
    fn a_variable_of_the_program_goes_before_one_of_xdg() {
        let places = with(&[
            ("XDG_STATE_HOME", "/xdg/state"),
            ("XDG_DATA_HOME", "/xdg/data"),
            ("DATELINE_DATA", "notes"),
            ("DATELINE_CONFIG", "/etc/dateline.toml"),
        ]);
        assert_eq!(places.state, Path::new("/xdg/state/dateline"));
        assert_eq!(places.data, Path::new("notes"));
        assert_eq!(places.config, Path::new("/etc/dateline.toml"));
    }

    #[test]
    fn an_empty_variable_and_a_relative_xdg_folder_count_as_none() {
        let places = with(&[("DATELINE_CACHE", ""), ("XDG_STATE_HOME", "state")]);
        assert_eq!(places.cache, Path::new("/home/ana/.cache/dateline"));
        assert_eq!(places.state, Path::new("/home/ana/.local/state/dateline"));
    }

    #[test]
    fn a_path_of_the_configuration_starts_at_home_or_at_its_folder() {
        let places = with(&[]);
        assert_eq!(places.expand("~/briefings"), Path::new("/home/ana/briefings"));
        assert_eq!(places.expand("~"), Path::new("/home/ana"));
        assert_eq!(places.expand("/srv/briefings"), Path::new("/srv/briefings"));
        assert_eq!(places.expand("mine"), Path::new("/home/ana/.config/dateline/mine"));
        assert_eq!(places.expand("~bob/x"), Path::new("/home/ana/.config/dateline/~bob/x"));
    }
}
