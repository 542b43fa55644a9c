//! The texts that an export needs and the library does not hold.

use std::collections::BTreeSet;

use crate::app::exporting::{Form, Wish};
use crate::briefing::taxonomy::Vocabulary;
use crate::briefing::{Briefing, Entry, Library};
use crate::store::scan;

/// Has the library of the wish hold the texts of the briefings that are exported, and of those that
/// their passages are linked to.
pub(super) fn fetch(wish: &mut Wish, vocabulary: &Vocabulary) {
    let noted = wish.documents.iter().map(|document| document.note().target.briefing.clone());
    let mut ids: BTreeSet<String> = noted.collect();
    if wish.form == Form::Table {
        match &wish.chosen {
            Some(chosen) => ids.extend(chosen.keys().cloned()),
            None => ids.extend(wish.library.entries().iter().map(|entry| entry.id().to_owned())),
        }
    }
    let mut fetched = read(&wish.library, &ids, vocabulary);
    let held = ids.iter().filter_map(|id| wish.library.briefing(id));
    let exported = held.chain(fetched.iter().filter_map(|entry| entry.briefing.as_ref()));
    let linked: BTreeSet<String> = exported.flat_map(|briefing| linked(briefing)).collect();
    fetched.extend(read(&wish.library, &(&linked - &ids), vocabulary));
    wish.library.hold(fetched);
}

/// The briefings that passages are linked to.
fn linked(briefing: &Briefing) -> impl Iterator<Item = String> {
    let links = briefing.passages.iter().flat_map(|passage| &passage.links);
    links.map(|link| link.briefing.clone())
}

/// Those files of the briefings whose texts come with no list of the library.
fn read(library: &Library, ids: &BTreeSet<String>, vocabulary: &Vocabulary) -> Vec<Entry> {
    let known = ids.iter().filter_map(|id| library.entry_named(id));
    let lacking = known.filter(|entry| entry.briefing.is_none());
    lacking.map(|entry| scan::entry(&entry.path, vocabulary)).collect()
}
