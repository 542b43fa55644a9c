//! Files of a library that are judged while the others are still being read.

use std::collections::HashMap;
use std::sync::Arc;

use super::Entry;
use super::judged::{Rank, beside, judge};

/// The files of one id.
#[derive(Debug)]
struct Stated {
    /// The first.
    first: usize,
    /// The first that can be read.
    read: Option<usize>,
}

/// Takes the files of a library one by one, in the order of their paths, and gives each back as it is
/// beside the others, in the same order, as soon as no file to come can change that: its links lead to
/// files before it that can be read. Others wait for the end.
#[derive(Debug, Default)]
pub struct InOrder {
    /// Each as it is by itself, without its text.
    read: Vec<Arc<Entry>>,
    /// The files of each id.
    stated: HashMap<String, Stated>,
    /// How many were given back.
    given: usize,
    /// How many links of the next one lead to briefings that are there.
    followed: usize,
}

impl InOrder {
    /// Takes a file, and gives those that can be judged by now.
    pub fn take(&mut self, entry: Entry) -> Vec<Arc<Entry>> {
        let at = self.read.len();
        if let Some(id) = entry.stated_id() {
            let stated =
                self.stated.entry(id.to_owned()).or_insert(Stated { first: at, read: None });
            stated.read = stated.read.or(entry.card.is_some().then_some(at));
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
        let links = &entry.claims.links[self.followed..];
        let are_there = links.iter().take_while(|(link, _)| self.found(&link.briefing).is_some());
        self.followed += are_there.count();
        if self.followed < entry.claims.links.len() {
            return None;
        }
        let rank = entry.stated_id().and_then(|id| self.stated.get(id)).map(|stated| {
            let read = stated.read.filter(|read| *read < self.given);
            let earlier = read.or(Some(stated.first).filter(|first| *first < self.given));
            Rank { earlier: earlier.map(|at| self.read[at].as_ref()), is_second: read.is_some() }
        });
        Some(beside(entry, &rank.unwrap_or_default(), |id| self.found(id), |_| None))
    }

    /// The file that links to a briefing lead to, if it can be read.
    fn found(&self, id: &str) -> Option<&Entry> {
        Some(&self.read[self.stated.get(id)?.read?])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::briefing::Library;
    use crate::briefing::check::check;
    use crate::briefing::taxonomy::Vocabulary;

    /// A file with one of few ids, some of them with an error, and links to some of them.
    fn file() -> impl Strategy<Value = String> {
        let links = prop::collection::vec((0..8_u8, 0..3_u8), 0..4);
        (0..8_u8, 0..6_u8, links).prop_map(|(id, error, links)| {
            let links: Vec<String> = links
                .iter()
                .map(|(to, passage)| {
                    format!("{{ to = 'b{to}#p{passage}', relation = 'supports' }}")
                })
                .collect();
            let own = if id == 7 { "no id".to_owned() } else { format!("b{id}") };
            let title = ["", "title = ", "title = 'A'"][usize::from(error.min(2))];
            format!(
                "format = 1\nid = '{own}'\n{title}\n[[sections]]\nheading = 'One'\n\
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
