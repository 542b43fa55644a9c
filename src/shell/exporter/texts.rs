//! The texts that an export needs and the library does not hold.

use std::collections::BTreeSet;

use anyhow::bail;

use crate::app::exporting::{Form, Wish};
use crate::briefing::taxonomy::Vocabulary;
use crate::briefing::{Briefing, Entry, Library};
use crate::store::scan;

/// The texts of so many briefings are read for one export, some 20 KB each: more would take the memory
/// that the archive is kept out of.
const MOST: usize = 2000;

/// Has the library of the wish hold the texts of the briefings that are exported, and of those that
/// their passages and the notes on them are linked to.
pub(super) fn fetch(wish: &mut Wish, vocabulary: &Vocabulary) -> anyhow::Result<()> {
    let noted = wish.documents.iter().map(|document| document.note().target.briefing.clone());
    let mut ids: BTreeSet<String> = noted.collect();
    if wish.form == Form::Table {
        match &wish.chosen {
            Some(chosen) => ids.extend(chosen.keys().cloned()),
            None => ids.extend(wish.library.entries().iter().map(|entry| entry.id().to_owned())),
        }
    }
    let count = lacking(&wish.library, &ids).count();
    bound(count)?;
    let mut fetched = read(&wish.library, &ids, vocabulary);
    let held = ids.iter().filter_map(|id| wish.library.briefing(id));
    let exported = held.chain(fetched.iter().filter_map(|entry| entry.briefing.as_ref()));
    let mut linked: BTreeSet<String> = exported.flat_map(|briefing| linked(briefing)).collect();
    let links = wish.documents.iter().filter_map(|document| document.note().link.as_ref());
    linked.extend(links.filter_map(|link| link.briefing.clone()));
    let linked = &linked - &ids;
    bound(count + lacking(&wish.library, &linked).count())?;
    fetched.extend(read(&wish.library, &linked, vocabulary));
    wish.library.hold(fetched, |_| true);
    Ok(())
}

/// Refuses more texts than are read for one export.
fn bound(count: usize) -> anyhow::Result<()> {
    if count > MOST {
        bail!(
            "the texts of {count} briefings are more than the reader holds (at most {MOST}); \
             search for less, or export to files with `dateline export`"
        );
    }
    Ok(())
}

/// The briefings that passages are linked to.
fn linked(briefing: &Briefing) -> impl Iterator<Item = String> {
    let links = briefing.passages.iter().flat_map(|passage| &passage.links);
    links.map(|link| link.briefing.clone())
}

/// Those of the briefings whose texts come with no list of the library.
fn lacking<'l>(library: &'l Library, ids: &'l BTreeSet<String>) -> impl Iterator<Item = &'l Entry> {
    let known = ids.iter().filter_map(|id| library.entry_named(id));
    known.filter(|entry| entry.briefing.is_none())
}

fn read(library: &Library, ids: &BTreeSet<String>, vocabulary: &Vocabulary) -> Vec<Entry> {
    lacking(library, ids).map(|entry| scan::entry(&entry.path, vocabulary)).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::Timestamp;

    use super::*;
    use crate::briefing::taxonomy::Relation;
    use crate::notes::Document;
    use crate::notes::note::{Kind, Link, Note, Origin};
    use crate::notes::target::{Extent, Target};

    #[test]
    fn the_texts_that_notes_and_passages_lead_to_are_fetched_and_no_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let vocabulary = Vocabulary::default();
        let mut library = Library::default();
        for (id, to) in [("a", "b"), ("b", "a"), ("c", "b"), ("d", "a")] {
            let path = folder.path().join(format!("{id}.toml"));
            let text = format!(
                "format = 1\nid = '{id}'\ntitle = 'A'\n[[sections]]\nheading = 'One'\n\
                 [[sections.passages]]\nid = 'p'\ntext = 'Words.'\nsourcing = 'unattributed'\n\
                 sentiment = 'neutral'\nlinks = [{{ to = '{to}#p', relation = 'supports' }}]\n"
            );
            fs::write(&path, text).expect("written");
            library.put(scan::entry(&path, &vocabulary).without_text());
        }
        let id = "01a202ea-e334-7ce4-80d4-a984de2595f7".parse().expect("an id");
        let origin = Origin { author: None, created: Timestamp::UNIX_EPOCH };
        let link = |briefing: &str| Link {
            briefing: Some(briefing.to_owned()),
            passage: "p".to_owned(),
            relation: Relation::Supports,
        };
        let note = Note::new(id, Kind::Comment, origin, Target::new("a", Extent::Briefing));
        let note = Note { link: Some(link("c")), ..note };
        let mut wish = Wish {
            number: 1,
            library,
            documents: vec![Document::fresh(note)],
            chosen: None,
            form: Form::Markdown,
            destination: None,
        };
        fetch(&mut wish, &vocabulary).expect("few enough");
        let held: Vec<bool> =
            ["a", "b", "c", "d"].map(|id| wish.library.briefing(id).is_some()).to_vec();
        assert_eq!(held, [true, true, true, false]);
    }
}
