//! The forms that notes are exported in, and the files that each makes.

use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

use super::csv::{self, Cells};
use super::dossier::Dossier;
use super::markdown::{self, Lookup};
use super::sheet::Sheet;
use super::{json, w3c};
use crate::briefing::taxonomy::Term;

/// A form that notes are exported in.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    EnumString,
    IntoStaticStr,
    EnumMessage,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Form {
    /// Markdown, one file a briefing.
    Markdown,
    /// Markdown, one file for everything.
    Single,
    /// JSON, which can be imported again.
    Json,
    /// Web Annotations (JSON-LD).
    W3c,
    /// A table for spreadsheets, one row a note.
    Csv,
}

impl Term for Form {}

/// Why a form could not be made. It would be a mistake of the program: everything that notes hold can
/// be said in every form.
#[derive(Debug, thiserror::Error)]
pub enum Unsayable {
    /// As JSON.
    #[error("the notes cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// As CSV.
    #[error("the notes cannot be written as CSV: {0}")]
    Csv(#[from] ::csv::Error),
}

/// The files of a form: one a briefing for [`Form::Markdown`], else one.
pub fn sheets(
    form: Form,
    dossiers: &[Dossier<'_>],
    lookup: Lookup<'_>,
) -> Result<Vec<Sheet>, Unsayable> {
    Ok(match form {
        Form::Markdown => markdown::sheets(dossiers, lookup),
        Form::Single => vec![markdown::single(dossiers, lookup)],
        Form::Json => vec![json::sheet(dossiers, lookup)?],
        Form::W3c => vec![w3c::sheet(dossiers, lookup)?],
        Form::Csv => vec![csv::sheet(dossiers, lookup, Cells::Safe)?],
    })
}
