//! The values of a note's keys, each with its path and its bytes.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::notes) struct Leaf {
    /// The names that lead to it: `target`, `quote`, `exact`.
    pub(in crate::notes) path: Vec<String>,
    /// The value as written.
    pub(in crate::notes) value: String,
    /// The bytes of the last name.
    pub(in crate::notes) key: Range<usize>,
    /// The bytes of the value.
    pub(in crate::notes) span: Range<usize>,
}

/// One table, written as `[name]`, `{…}` or in front of a dot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) path: Vec<String>,
    /// The bytes of its header or of its braces.
    pub(super) span: Range<usize>,
}

/// Every value of the keys `head`, in the order of the text; none where it is not TOML.
pub(in crate::notes) fn leaves(head: &str) -> Vec<Leaf> {
    outline(head).0
}

/// Every value and every table, in the order of the text.
pub(super) fn outline(head: &str) -> (Vec<Leaf>, Vec<Table>) {
    let mut walk = Walk { head, leaves: Vec::new(), tables: Vec::new() };
    if let Ok(root) = DeTable::parse(head) {
        walk.table(root.get_ref(), &[]);
    }
    walk.leaves.sort_by_key(|leaf| leaf.key.start);
    walk.tables.sort_by_key(|table| table.span.start);
    (walk.leaves, walk.tables)
}

struct Walk<'h> {
    head: &'h str,
    leaves: Vec<Leaf>,
    tables: Vec<Table>,
}

impl Walk<'_> {
    fn table(&mut self, table: &DeTable<'_>, above: &[String]) {
        for (name, value) in table {
            let mut path = above.to_vec();
            path.push(name.get_ref().to_string());
            let span = value.span();
            if let DeValue::Table(inner) = value.get_ref() {
                self.tables.push(Table { path: path.clone(), span });
                self.table(inner, &path);
            } else {
                let value = self.head[span.clone()].to_owned();
                self.leaves.push(Leaf { path, value, key: name.span(), span });
            }
        }
    }
}
