//! A table of passages: who says what, how it is sourced, in what tone, and what was noted on it.

use crate::briefing::Briefing;

use super::citation::{citation, tags};
use super::dossier::Dossier;
use super::escape;
use super::front_matter::{bare, pair};
use super::markdown::{Lookup, described};
use super::sheet::{Content, Shared, Sheet};

/// A table of passages that is being made, briefing by briefing: none has to be there once it was added.
#[derive(Debug)]
pub struct Table<'l> {
    lookup: Lookup<'l>,
    block: String,
    briefings: usize,
    passages: usize,
    notes: usize,
}

impl<'l> Table<'l> {
    /// One without a passage.
    pub const fn new(lookup: Lookup<'l>) -> Self {
        Self { lookup, block: String::new(), briefings: 0, passages: 0, notes: 0 }
    }

    /// Adds the passages `shown` of a briefing, which may be none.
    pub fn add(&mut self, dossier: &Dossier<'_>, shown: &[usize]) {
        self.count();
        let Some(briefing) = dossier.briefing else { return };
        let mut rows: Vec<[String; 5]> = Vec::new();
        for passage in shown.iter().copied().filter(|at| *at < briefing.passages.len()) {
            let on = dossier.notes().filter(|entry| {
                entry.stand().and_then(crate::notes::anchor::Stand::passage) == Some(passage)
            });
            let on = on.count();
            self.notes += on;
            rows.push(row(dossier, briefing, passage, (on, self.lookup)));
        }
        self.passages += rows.len();
        if rows.is_empty() {
            return;
        }
        if !self.block.is_empty() {
            self.block.push_str("\n\n");
        }
        let title = escape::line(dossier.title());
        let parts = [format!("## {title}"), described(briefing), table(&rows)];
        self.block.push_str(&parts.join("\n\n"));
    }

    /// Counts a briefing that was asked and has nothing to show.
    pub const fn count(&mut self) {
        self.briefings += 1;
    }

    /// The table as one Markdown file.
    pub fn sheet(self) -> Sheet {
        let Self { block, briefings, passages, notes, .. } = self;
        let block = if block.is_empty() { "No passages.".to_owned() } else { block };
        let keys = vec![
            pair("title", "Passages"),
            bare("briefings", briefings),
            bare("passages", passages),
            bare("notes", notes),
        ];
        let heading = "# Passages".to_owned();
        let content = Content::Shared(Shared { keys, heading, block });
        Sheet { name: "passages.md".to_owned(), notes, content }
    }
}

/// The passages that `shown` gives of each dossier, as one Markdown file: a table a briefing.
pub fn sheet(
    dossiers: &[Dossier<'_>],
    lookup: Lookup<'_>,
    shown: &dyn Fn(&Dossier<'_>) -> Vec<usize>,
) -> Sheet {
    let mut table = Table::new(lookup);
    for dossier in dossiers {
        table.add(dossier, &shown(dossier));
    }
    table.sheet()
}

fn row(
    dossier: &Dossier<'_>,
    briefing: &Briefing,
    passage: usize,
    (notes, lookup): (usize, Lookup<'_>),
) -> [String; 5] {
    let found = &briefing.passages[passage];
    let tags = tags(found, &dossier.judgement(passage), lookup.vocabulary);
    let count = if notes == 0 { String::new() } else { notes.to_string() };
    let cells = [found.id.clone(), citation(briefing, found), tags, found.text.clone(), count];
    cells.map(|cell| escape::line(&cell))
}

fn table(rows: &[[String; 5]]) -> String {
    let mut out =
        String::from("| passage | who and where | tags | text | notes |\n|---|---|---|---|---|");
    for row in rows {
        out.push_str("\n| ");
        out.push_str(&row.join(" | "));
        out.push_str(" |");
    }
    out
}
