//! The names that the briefings of a catalogue use, to be offered while a query is typed.

use super::Catalogue;
use crate::briefing::id::is_id;
use crate::query::Field;
use crate::query::names::Names;

/// The fields whose values are names, and whether ids stand among them.
const FIELDS: [(Field, bool); 9] = [
    (Field::Speaker, true),
    (Field::Role, false),
    (Field::Side, false),
    (Field::Outlet, false),
    (Field::Document, false),
    (Field::Topic, true),
    (Field::Section, true),
    (Field::Channel, false),
    (Field::Briefing, true),
];

/// The most names of a field, in the order of the segments: whoever types waits until they were looked through.
const MOST: usize = 2000;

impl Catalogue {
    /// Names that its briefings use. A segment that is damaged gives none; a search will tell.
    pub fn names(&self) -> Names {
        let mut names = Names::default();
        for (field, has_ids) in FIELDS {
            for live in &self.segments {
                let room = MOST.saturating_sub(names.of(field).count());
                let Ok(Some(lookup)) = live.segment.lookup(field) else { continue };
                // What is asked for by its id has a name besides.
                let is_name = |word: &&str| !(has_ids && is_id(word));
                lookup.words().filter(is_name).take(room).for_each(|name| names.add(field, name));
            }
        }
        names
    }
}
