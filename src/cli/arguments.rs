//! What may stand on the command line.

mod export;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

pub(crate) use export::{Export, Form, Import};

/// What the help says before the options.
const ABOUT: &str = "\
Reads sourced briefings in the terminal.

A briefing is a TOML file that says, passage by passage, who vouches for it and in what tone. \
dateline opens files and folders of them for reading by keyboard; its commands list, print and \
check them without a screen.";

/// Command lines to learn from: in the help, and in the manual.
pub(crate) const EXAMPLES: [(&str, &str); 3] = [
    ("dateline briefings/", "read every briefing of a folder"),
    ("dateline show harbour-talks", "print one as text, as wide as the terminal"),
    ("dateline check --format json .", "every problem of every file, for a script"),
];

/// Which library is meant.
const LIBRARY: &str = "\
Without a path, the library of the configuration is read, else ./briefings, else the sample inside \
the program. `dateline man` prints the whole manual.";

/// What the help says after the options.
fn after_help() -> String {
    let lines = EXAMPLES.map(|(example, meaning)| format!("  {example:<33}{meaning}\n"));
    format!("Examples:\n{}\n{LIBRARY}", lines.concat())
}

/// A terminal reader for sourced briefings.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    about = "Reads sourced briefings in the terminal",
    long_about = ABOUT,
    after_help = after_help(),
    override_usage = "dateline [OPTIONS] [PATH]...\n       dateline [OPTIONS] <COMMAND>",
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    /// What to do; without one, the reader opens.
    #[command(subcommand)]
    pub(crate) verb: Option<Verb>,

    /// Files, and folders that are searched for `*.toml`
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) global: Global,
}

impl Arguments {
    /// What a command line asks for that names paths and nothing else, which is how the reader is
    /// started most often; none for any other. `words` begin with the program's own name.
    ///
    /// The parser would build every verb with every option of it to come to the same.
    pub(crate) fn of_paths(words: &[OsString]) -> Option<Self> {
        let words = words.get(1..)?;
        let is_path = |word: &OsString| match word.as_encoded_bytes() {
            [] | [b'-', ..] => false,
            _ => !word.to_str().is_some_and(Verb::has_subcommand),
        };
        words.iter().all(is_path).then(|| Self {
            verb: None,
            paths: words.iter().map(PathBuf::from).collect(),
            global: Global::default(),
        })
    }
}

/// What may stand beside every verb.
#[derive(Debug, Default, Args)]
pub(crate) struct Global {
    /// Takes the configuration from this file
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) config: Option<PathBuf>,

    /// Takes no configuration file: every option has its default
    #[arg(long, global = true, conflicts_with = "config")]
    pub(crate) no_config: bool,

    /// Reads this file or folder in place of the configured library (may be repeated)
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) library: Vec<PathBuf>,
}

/// What to do in place of reading.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Lists the briefings of the library
    List(List),
    /// Prints one briefing
    Show(Show),
    /// Finds every problem of every file, with its place and what to do about it
    Check(Check),
    /// Finds the passages that meet a query
    Query(Asked),
    /// Lists the notes on the library in the order of reading
    Notes(Notes),
    /// Adds, shows, changes, deletes and restores a note
    Note {
        /// What to do
        #[command(subcommand)]
        verb: NoteVerb,
    },
    /// Exports notes with their provenance
    Export(Export),
    /// Prints the JSON Schema of briefing files, for editors
    Schema(Schema),
    /// Shows the configuration that is in force, and where each part of it comes from
    Config,
    /// Prints completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Prints the manual page
    Man,
}

/// What may stand behind `list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Words for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// What may stand behind `show`.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The briefing's id, as `dateline list` gives it
    pub(crate) id: String,

    /// Words for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Neither colours nor glyphs: words alone, as when the output is no terminal
    #[arg(long)]
    pub(crate) plain: bool,

    /// How wide the lines get, in cells; without it as wide as the terminal, else 80
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(crate) width: Option<u16>,
}

/// What may stand behind `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files, and folders that are searched for `*.toml`; without one, the whole library
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,

    /// Words for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Checks the folder of the notes in place of briefings
    #[arg(long)]
    pub(crate) notes: bool,

    /// End with 1 for warnings too, as a gate for one's own briefings
    #[arg(long)]
    pub(crate) strict: bool,
}

/// What may stand behind `query`.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// The query, as one argument: 'sourcing:anonymous -speaker:roe "third round"'
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: String,

    /// Words for people, or JSON for programs: one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// What may stand behind `schema`.
#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// That of notes exported as JSON in place of briefings
    #[arg(long)]
    pub(crate) notes: bool,
}

/// What may stand behind `notes`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Notes {
    /// Lists those alone that meet this query
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: Option<String>,

    /// What to do in place of listing
    #[command(subcommand)]
    pub(crate) verb: Option<NotesVerb>,

    /// Words for people, or JSON for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,

    /// Lists the deleted ones too
    #[arg(long)]
    pub(crate) buried: bool,
}

/// What to do with the notes in place of listing them.
#[derive(Debug, Subcommand)]
pub(crate) enum NotesVerb {
    /// Brings notes back that were exported as JSON
    Import(Import),
}

/// What to do with a note.
#[derive(Debug, Subcommand)]
pub(crate) enum NoteVerb {
    /// Adds a note and prints its id
    Add(Add),
    /// Prints a note's file
    Show(Named),
    /// Gives a note another text
    Edit(Edit),
    /// Deletes a note; it is kept and can be restored
    Rm(Named),
    /// Brings a deleted note back
    Restore(Named),
}

/// What may stand behind `note add`.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// The briefing's id, and behind `#` that of a passage or section
    #[arg(value_name = "ID[#PASSAGE]")]
    pub(crate) place: String,

    /// The text of the note; `-` takes it from stdin, and `--` goes before one that begins with `-`
    pub(crate) text: Option<String>,

    /// Puts the note on these words, which the place must have exactly once
    #[arg(long, value_name = "TEXT")]
    pub(crate) quote: Option<String>,

    /// Sets a mark: verify, disputed, key, question, follow-up, or one of the configuration
    #[arg(long)]
    pub(crate) mark: Option<String>,

    /// Adds a keyword (may be repeated)
    #[arg(long)]
    pub(crate) tag: Vec<String>,

    /// Says who, in your judgement, vouches for the place
    #[arg(long)]
    pub(crate) sourcing: Option<String>,

    /// Says in what tone, in your judgement, the place speaks
    #[arg(long)]
    pub(crate) sentiment: Option<String>,
}

/// What names a note.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The note's id, or as much of its beginning as no other note has
    #[arg(value_name = "NOTE-ID")]
    pub(crate) id: String,
}

/// What may stand behind `note edit`.
#[derive(Debug, Args)]
pub(crate) struct Edit {
    /// The note's id, or as much of its beginning as no other note has
    #[arg(value_name = "NOTE-ID")]
    pub(crate) id: String,

    /// The text of the note; `-` takes it from stdin
    pub(crate) text: String,
}

/// In which form a command answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Words for people
    Text,
    /// One JSON value, of a documented shape
    Json,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> Vec<OsString> {
        std::iter::once("dateline").chain(words.split_terminator(' ')).map(OsString::from).collect()
    }

    #[test]
    fn paths_alone_are_what_the_parser_would_make_of_them() {
        for words in ["", "briefings", "a.toml folder/b.toml lists"] {
            let quick = Arguments::of_paths(&line(words)).expect(words);
            let parsed = Arguments::try_parse_from(line(words)).expect(words);
            assert_eq!(format!("{quick:?}"), format!("{parsed:?}"), "{words}");
        }
    }

    #[test]
    fn a_line_with_an_option_a_verb_or_an_empty_word_is_left_to_the_parser() {
        for words in ["--help", "a -V", "list", "a.toml show", "- a", "a  b"] {
            assert!(Arguments::of_paths(&line(words)).is_none(), "{words}");
        }
    }
}
