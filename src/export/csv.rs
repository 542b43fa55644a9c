//! Notes as a table for spreadsheets: one row a note, and no cell that a spreadsheet would run.

use super::dossier::Dossier;
use super::markdown::Lookup;
use super::record::{Briefing, Note, Tag, book};
use super::sheet::{Content, Sheet};

/// The columns, and what each holds.
pub const COLUMNS: [(&str, &str); 27] = [
    ("id", "the note's id"),
    ("briefing", "the briefing's id"),
    ("title", "its title"),
    ("outlet", "who published its documents"),
    ("section", "the id of the section that the note stands in"),
    ("heading", "its heading"),
    ("passage", "the id of the passage that the note stands on"),
    ("speakers", "who speaks there"),
    ("channel", "how it was said"),
    ("places", "where in which document it stands"),
    ("sourcing", "who vouches for it, in the curator's judgement"),
    ("sentiment", "in what tone it speaks, in the curator's judgement"),
    ("judged sourcing", "the same in the analyst's judgement"),
    ("judged sentiment", "the same in the analyst's judgement"),
    ("reliability", "the rating of the source"),
    ("credibility", "the rating of the statement"),
    ("found", "what became of the note's place"),
    ("words", "the words that it is about"),
    ("text", "the passage"),
    ("kind", "what the note is for"),
    ("mark", "its mark"),
    ("tags", "its keywords, separated by blanks"),
    ("link", "the relation and the passage that the place bears on"),
    ("author", "who made it"),
    ("created", "when it was made"),
    ("buried", "when it was deleted"),
    ("body", "its words"),
];

/// Whether cells are kept from being run by a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cells {
    /// One that begins like a formula gets an apostrophe in front.
    #[default]
    Safe,
    /// They are as they are.
    Raw,
}

/// The dossiers as one CSV file: UTF-8, every cell quoted, lines that end as RFC 4180 asks.
pub fn sheet(
    dossiers: &[Dossier<'_>],
    lookup: Lookup<'_>,
    cells: Cells,
) -> Result<Sheet, csv::Error> {
    let book = book(dossiers, lookup);
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(COLUMNS.map(|(name, _)| name))?;
    let mut notes = 0;
    for briefing in &book.briefings {
        for note in &briefing.notes {
            let row = row(briefing, note).map(|cell| guarded(cell, cells));
            writer.write_record(row)?;
            notes += 1;
        }
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Sheet { name: "notes.csv".to_owned(), notes, content: Content::Whole(text) })
}

/// A cell that no spreadsheet takes for a formula. Blanks in front do not make it safe everywhere.
fn guarded(cell: String, cells: Cells) -> String {
    let first = cell.trim_start_matches([' ', '\u{A0}', '\u{FEFF}', '\n']).chars().next();
    let runs =
        matches!(first, Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠'));
    if runs && cells == Cells::Safe { format!("'{cell}") } else { cell }
}

fn row(briefing: &Briefing, note: &Note) -> [String; COLUMNS.len()] {
    let word = |word: &Option<String>| word.clone().unwrap_or_default();
    let name = |tag: &Option<Tag>| tag.as_ref().map(|tag| tag.name.clone()).unwrap_or_default();
    let section = note.place.section.as_ref();
    let passage = note.place.passage.as_ref();
    let told = passage.map(|passage| &passage.attribution);
    let speakers = passage.map(|passage| {
        passage.speakers.iter().map(|speaker| speaker.name.as_str()).collect::<Vec<_>>().join("; ")
    });
    let places = passage.map(|passage| {
        let places = passage.places.iter().map(|place| match &place.document {
            Some(document) => format!("{document} {}", place.locator),
            None => place.locator.clone(),
        });
        places.collect::<Vec<_>>().join("; ")
    });
    let mut outlets: Vec<&str> = briefing.sources.iter().map(|from| from.outlet.as_str()).collect();
    outlets.dedup();
    let link = note.link.as_ref().map(|link| {
        let end = link.briefing.as_deref().unwrap_or(&briefing.id);
        format!("{} {end}#{}", link.relation, link.passage)
    });
    [
        note.id.clone(),
        briefing.id.clone(),
        word(&briefing.title),
        outlets.join("; "),
        section.map(|section| section.id.clone()).unwrap_or_default(),
        section.map(|section| section.heading.clone()).unwrap_or_default(),
        passage.map(|passage| passage.id.clone()).unwrap_or_default(),
        speakers.unwrap_or_default(),
        told.and_then(|told| told.channel.clone()).unwrap_or_default(),
        places.unwrap_or_default(),
        told.map(|told| told.sourcing.name.clone()).unwrap_or_default(),
        told.map(|told| told.sentiment.name.clone()).unwrap_or_default(),
        name(&note.judgement.sourcing),
        name(&note.judgement.sentiment),
        told.and_then(|told| told.reliability.clone()).unwrap_or_default(),
        told.and_then(|told| told.credibility.clone()).unwrap_or_default(),
        note.place.found.clone(),
        words(note),
        passage
            .map(|passage| passage.text.clone())
            .or(note.place.noted.clone())
            .unwrap_or_default(),
        note.origin.kind.clone(),
        word(&note.mark),
        note.tags.join(" "),
        link.unwrap_or_default(),
        word(&note.origin.author),
        note.origin.created.clone(),
        word(&note.origin.buried),
        note.body.clone(),
    ]
}

/// The words that a note is about: as they read now, else as they were noted.
fn words(note: &Note) -> String {
    let now = note.place.words.as_ref().map(|words| words.exact.clone());
    let extent = note.kept.target.moved.as_ref().map_or(&note.kept.target.extent, |to| &to.extent);
    now.or_else(|| extent.quote.as_ref().map(|quote| quote.exact.clone())).unwrap_or_default()
}
