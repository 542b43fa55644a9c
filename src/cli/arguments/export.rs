//! What may stand behind `export`, and behind `notes import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

/// What may stand behind `export`.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The ids of the briefings whose notes are wanted; without one, all notes
    #[arg(value_name = "ID")]
    pub(crate) ids: Vec<String>,

    /// Only notes that meet this query; for a table, passages
    #[arg(long = "where", value_name = "QUERY")]
    pub(crate) query: Option<String>,

    /// Exports the deleted notes too (json, csv and templates)
    #[arg(long)]
    pub(crate) buried: bool,

    #[command(flatten)]
    pub(crate) shape: Shape,

    #[command(flatten)]
    pub(crate) way: Edited,

    /// Where to: a folder, a file, or `-` for stdout, which is also meant without this option
    #[arg(short, long, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) output: Option<PathBuf>,
}

/// In which form notes are exported.
#[derive(Debug, Args)]
pub(crate) struct Shape {
    /// In which form
    #[arg(long, value_enum, default_value_t = Form::Md)]
    pub(crate) format: Form,

    /// One Markdown file for everything, not one a briefing
    #[arg(long)]
    pub(crate) single: bool,

    /// A Markdown table of passages, the noted and the others
    #[arg(long, conflicts_with = "single")]
    pub(crate) table: bool,

    /// Makes the file by this template of your own
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    #[arg(conflicts_with_all = ["format", "single", "table"])]
    pub(crate) template: Option<PathBuf>,

    /// Leaves cells that a spreadsheet would run as formulas as they are (csv)
    #[arg(long)]
    pub(crate) raw_cells: bool,
}

/// What to do with a file that somebody edited since the last export.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(crate) struct Edited {
    /// Joins the edits with what is new (Markdown)
    #[arg(long)]
    pub(crate) merge: bool,

    /// Replaces what the program wrote, edited or not, and keeps a copy
    #[arg(long)]
    pub(crate) force: bool,
}

/// In which form notes are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Markdown, one file a briefing
    Md,
    /// JSON, which can be imported again
    Json,
    /// Web Annotations (JSON-LD)
    W3c,
    /// A table for spreadsheets, one row a note
    Csv,
    /// By the template that the configuration names
    Template,
}

/// What may stand behind `notes import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// A file that `export --format json` made; `-` is stdin
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) file: PathBuf,
}
