//! Which notes are exported: those on the briefings and passages that were asked for.

use std::collections::BTreeMap;

use anyhow::bail;

use crate::briefing::{Library, Passage};
use crate::cli::arguments::Export;
use crate::cli::show::unknown;
use crate::export::Dossier;
use crate::notes::anchor::Stand;
use crate::notes::document::Document;
use crate::query::Filter;
use crate::store::notes::{Held, NotesFolder};

/// What was asked for.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    ids: Vec<String>,
    filter: Filter,
    buried: bool,
    /// Whether briefings without notes are wanted too.
    is_table: bool,
}

impl Chosen {
    /// What the command line asks for.
    pub(super) fn of(asked: &Export) -> anyhow::Result<Self> {
        let query = asked.query.as_deref().unwrap_or_default();
        let filter = Filter::read(query);
        let understood = filter.to_string();
        let [understood, wanted] = [&understood, query].map(|text| {
            let mut words: Vec<&str> =
                text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
            words.sort_unstable();
            words.len()
        });
        if understood != wanted {
            bail!(
                "`--where` takes `sourcing:` and `sentiment:` with values of the taxonomy: `{query}`"
            );
        }
        let is_table = asked.shape.table;
        Ok(Self { ids: asked.ids.clone(), filter, buried: asked.buried, is_table })
    }

    /// Whether a passage is asked for.
    pub(super) fn shows(&self, passage: &Passage) -> bool {
        let told = &passage.attribution;
        self.filter.shows((told.sourcing.value, told.sentiment.value))
    }

    /// The dossiers in the order of the library; behind them those whose briefing it does not have.
    pub(super) fn dossiers<'d>(
        &self,
        folder: &NotesFolder,
        held: &'d Held,
        library: &'d Library,
    ) -> anyhow::Result<Vec<Dossier<'d>>> {
        let mut waiting: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
        let documents = held.notes.iter().map(|filed| &filed.document);
        for document in documents.filter(|document| self.buried || !document.note().is_buried()) {
            waiting.entry(document.note().target.briefing.as_str()).or_default().push(document);
        }
        let is_named = |id: &str| self.ids.iter().any(|named| named == id);
        for id in &self.ids {
            if library.briefing(id).is_none() && !waiting.contains_key(id.as_str()) {
                bail!(unknown(library, id));
            }
        }
        let past = |snapshot| folder.past(snapshot);
        let mut dossiers = Vec::new();
        for briefing in library.entries().iter().filter_map(|entry| entry.briefing.as_deref()) {
            // Of two briefings with one id, the first has the notes.
            let own = waiting.remove(briefing.id.as_str());
            let is_wanted = self.ids.is_empty() || is_named(&briefing.id);
            if is_wanted && (own.is_some() || self.is_table || is_named(&briefing.id)) {
                dossiers.push(Dossier::of(briefing, own.unwrap_or_default(), &past));
            }
        }
        for (id, own) in waiting {
            if self.ids.is_empty() || is_named(id) {
                dossiers.push(Dossier::absent(id, own, &past));
            }
        }
        if !self.filter.is_empty() {
            for dossier in &mut dossiers {
                let briefing = dossier.briefing;
                dossier.keep(|entry| {
                    let passage = entry.stand().and_then(Stand::passage);
                    let passage = passage.and_then(|at| briefing?.passages.get(at));
                    passage.is_some_and(|passage| self.shows(passage))
                });
            }
            dossiers.retain(|dossier| self.is_table || !dossier.entries.is_empty());
        }
        Ok(dossiers)
    }
}
