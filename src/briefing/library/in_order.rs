//! Files of a library that are judged while the others are still being read.

use std::collections::HashMap;
use std::sync::Arc;

use super::judged::{judge, misled, twin};
use super::{Card, Entry};

/// Takes the files of a library one by one, in the order of their paths, and gives each back as it is
/// beside the others, in the same order, as soon as no file to come can change that: its id is that of a
/// file before it, or its links lead to such files. Others wait for the end.
#[derive(Debug, Default)]
pub struct InOrder {
    /// Each as it is by itself, without its text.
    read: Vec<Arc<Entry>>,
    /// The first file of each id.
    owners: HashMap<String, usize>,
    /// How many were given back.
    given: usize,
    /// How many links of the next one lead to briefings that are there.
    followed: usize,
}

impl InOrder {
    /// Takes a file, and gives those that can be judged by now.
    pub fn take(&mut self, entry: Entry) -> Vec<Arc<Entry>> {
        let at = self.read.len();
        if let Some(card) = &entry.card {
            self.owners.entry(card.id.clone()).or_insert(at);
        }
        self.read.push(Arc::new(entry.without_text()));
        let mut judged = Vec::new();
        while let Some(next) = self.next() {
            judged.push(next);
            self.given += 1;
            self.followed = 0;
        }
        judged
    }

    /// Gives those that are left: no file comes any more.
    pub fn rest(self) -> Vec<Arc<Entry>> {
        judge(&self.read).0.split_off(self.given)
    }

    /// The next file as it is beside the others, if that is known by now.
    fn next(&mut self) -> Option<Arc<Entry>> {
        let entry = self.read.get(self.given)?;
        let Some(card) = &entry.card else { return Some(entry.clone()) };
        let owner = *self.owners.get(&card.id)?;
        if owner < self.given {
            return Some(Arc::new(twin(entry, card, &self.read[owner])));
        }
        let links = &entry.claims.links[self.followed..];
        let are_there =
            links.iter().take_while(|(link, _)| self.owners.contains_key(&link.briefing));
        self.followed += are_there.count();
        if self.followed < entry.claims.links.len() {
            return None;
        }
        let found = |id: &str| -> Option<&Card> { self.read[*self.owners.get(id)?].card.as_ref() };
        let misled = misled(entry, found, |_| None);
        Some(misled.map_or_else(|| entry.clone(), Arc::new))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::briefing::Library;
    use crate::briefing::check::check;
    use crate::briefing::taxonomy::Vocabulary;

    /// A file with one of few ids, or with an error, and links to some of them.
    fn file() -> impl Strategy<Value = String> {
        let links = prop::collection::vec((0..8_u8, 0..3_u8), 0..4);
        (0..7_u8, links).prop_map(|(id, links)| {
            let links: Vec<String> = links
                .iter()
                .map(|(to, passage)| {
                    format!("{{ to = 'b{to}#p{passage}', relation = 'supports' }}")
                })
                .collect();
            let title = if id == 6 { "" } else { "title = 'A'" };
            format!(
                "format = 1\nid = 'b{id}'\n{title}\n[[sections]]\nheading = 'One'\n\
                 [[sections.passages]]\nid = 'p0'\ntext = 'Words.'\nsourcing = 'unattributed'\n\
                 sentiment = 'neutral'\nlinks = [{}]\n[[sections.passages]]\nid = 'p1'\n\
                 text = 'More.'\nsourcing = 'unattributed'\nsentiment = 'neutral'\n",
                links.join(", ")
            )
        })
    }

    fn entries(files: &[String]) -> Vec<Entry> {
        let entry = |(at, text): (usize, &String)| {
            let checked = check(text, "file", &Vocabulary::default());
            Entry::checked(format!("{at:02}.toml").into(), at as u64, checked)
        };
        files.iter().enumerate().map(entry).collect()
    }

    proptest! {
        #[test]
        fn files_are_judged_as_they_are_all_at_once(
            files in prop::collection::vec(file(), 0..12),
        ) {
            let read = entries(&files);
            let mut library = Library::default();
            library.put_all(read.iter().cloned().map(Entry::without_text));
            let mut in_order = InOrder::default();
            let mut judged: Vec<Arc<Entry>> =
                read.into_iter().flat_map(|entry| in_order.take(entry)).collect();
            judged.extend(in_order.rest());
            prop_assert_eq!(&judged[..], library.entries());
        }
    }

    #[test]
    fn a_file_waits_for_those_that_its_links_lead_to_and_for_no_others() {
        let file = |id: &str, link: &str| {
            format!(
                "format = 1\nid = '{id}'\ntitle = 'A'\n[[sections]]\nheading = 'One'\n\
                 [[sections.passages]]\nid = 'p0'\ntext = 'Words.'\nsourcing = 'unattributed'\n\
                 sentiment = 'neutral'\nlinks = [{link}]\n"
            )
        };
        let link = |to: &str| format!("{{ to = '{to}#p0', relation = 'supports' }}");
        let files = [
            file("a", ""),
            file("b", &link("a")),
            file("c", &link("e")),
            file("d", ""),
            file("e", &link("nowhere")),
            file("f", ""),
        ];
        let mut in_order = InOrder::default();
        let given: Vec<usize> =
            entries(&files).into_iter().map(|entry| in_order.take(entry).len()).collect();
        assert_eq!(given, [1, 1, 0, 0, 2, 0]);
        assert_eq!(in_order.rest().len(), 2);
    }
}
