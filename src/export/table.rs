//! A table of passages: who says what, how it is sourced, in what tone, and what was noted on it.

use crate::briefing::Briefing;

use super::citation::{citation, tags};
use super::dossier::Dossier;
use super::escape;
use super::front_matter::{bare, pair};
use super::markdown::{Lookup, described};
use super::sheet::{Content, Shared, Sheet};

/// The passages that `shown` gives of each dossier, as one Markdown file: a table a briefing.
pub fn sheet(
    dossiers: &[Dossier<'_>],
    lookup: Lookup<'_>,
    shown: &dyn Fn(&Dossier<'_>) -> Vec<usize>,
) -> Sheet {
    let mut parts = Vec::new();
    let (mut passages, mut notes) = (0, 0);
    for dossier in dossiers {
        let Some(briefing) = dossier.briefing else { continue };
        let rows: Vec<[String; 5]> = shown(dossier)
            .into_iter()
            .filter(|passage| *passage < briefing.passages.len())
            .map(|passage| {
                let on = dossier.notes().filter(|entry| {
                    entry.stand().and_then(crate::notes::anchor::Stand::passage) == Some(passage)
                });
                let on = on.count();
                notes += on;
                row(dossier, briefing, passage, (on, lookup))
            })
            .collect();
        passages += rows.len();
        if !rows.is_empty() {
            parts.push(format!("## {}", escape::line(dossier.title())));
            parts.push(described(briefing));
            parts.push(table(&rows));
        }
    }
    if parts.is_empty() {
        parts.push("No passages.".to_owned());
    }
    let keys = vec![
        pair("title", "Passages"),
        bare("briefings", dossiers.len()),
        bare("passages", passages),
        bare("notes", notes),
    ];
    let heading = "# Passages".to_owned();
    let shared = Shared { keys, heading, block: parts.join("\n\n") };
    Sheet { name: "passages.md".to_owned(), notes, content: Content::Shared(shared) }
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
