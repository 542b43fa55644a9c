//! Changes single keys of a note's file and leaves every other byte alone.

use std::ops::Range;

use super::leaves::{Leaf, Table, outline};
use super::write::key;

/// The keys in the order in which the canonical file has them.
const ORDER: [&str; 20] = [
    "id",
    "buried",
    "kind",
    "author",
    "created",
    "mark",
    "sourcing",
    "sentiment",
    "to",
    "relation",
    "confirmed",
    "briefing",
    "section",
    "passage",
    "level",
    "snapshot",
    "exact",
    "prefix",
    "suffix",
    "start",
];

/// The tables in the order in which the canonical file has them.
const TABLES: [&str; 7] =
    ["tags", "judgement", "link", "target", "target.quote", "target.moved", "target.moved.quote"];

/// The tables that promise something: without a key they are taken out.
const PROMISES: [&str; 4] = ["link", "target.quote", "target.moved", "target.moved.quote"];

/// The keys that leave a blank line behind where they are missing.
const SLOTS: [&str; 2] = ["sourcing", "sentiment"];

/// One key and its new value as TOML; none takes the key out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::notes) struct Change {
    /// The names that lead to the key.
    pub(in crate::notes) path: Vec<String>,
    /// The value as it is to be written.
    pub(in crate::notes) value: Option<String>,
}

/// The keys `head` after all `changes`, one after the other.
pub(in crate::notes) fn edited(head: &str, changes: &[Change]) -> String {
    let mut text = head.to_owned();
    for change in changes {
        let page = Page::of(&text);
        text = match (page.leaf(&change.path), &change.value) {
            (Some(leaf), Some(value)) => spliced(&text, &leaf.span, value),
            (Some(leaf), None) => page.without(leaf),
            (None, Some(value)) => page.with(&change.path, value),
            (None, None) => continue,
        };
    }
    without_empty_tables(text)
}

/// Takes out the headers that would promise something: a link or a move without a word.
fn without_empty_tables(mut text: String) -> String {
    loop {
        let page = Page::of(&text);
        let empty = |table: &&Table| {
            PROMISES.contains(&table.path.join(".").as_str())
                && !page.leaves.iter().any(|leaf| leaf.path.starts_with(&table.path))
        };
        let Some(table) = page.tables.iter().rev().find(empty) else { return text };
        text = spliced(&text, &page.with_blank(page.lines(&table.span)), "");
    }
}

/// The text of the keys, with what stands where.
struct Page<'t> {
    text: &'t str,
    leaves: Vec<Leaf>,
    tables: Vec<Table>,
    line_break: &'static str,
}

impl<'t> Page<'t> {
    fn of(text: &'t str) -> Self {
        let (leaves, tables) = outline(text);
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text, leaves, tables, line_break }
    }

    fn leaf(&self, path: &[String]) -> Option<&Leaf> {
        self.leaves.iter().find(|leaf| leaf.path == path)
    }

    /// The whole lines that `span` touches.
    fn lines(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[span.end..].find('\n').map_or(self.text.len(), |at| span.end + at + 1);
        start..end
    }

    /// The lines with the blank one behind them, or else the one before.
    fn with_blank(&self, lines: Range<usize>) -> Range<usize> {
        let blank = |line: Option<&str>| line.filter(|line| line.trim().is_empty()).map(str::len);
        if let Some(length) = blank(self.text[lines.end..].split_inclusive('\n').next()) {
            return lines.start..lines.end + length;
        }
        let before = blank(self.text[..lines.start].split_inclusive('\n').next_back());
        lines.start - before.unwrap_or_default()..lines.end
    }

    /// The inline table that holds `path`.
    fn braces(&self, path: &[String]) -> Option<&Table> {
        let inline = |table: &&Table| {
            self.text[table.span.clone()].starts_with('{') && path.starts_with(&table.path)
        };
        self.tables.iter().filter(inline).max_by_key(|table| table.path.len())
    }

    fn without(&self, leaf: &Leaf) -> String {
        if let Some(braces) = self.braces(&leaf.path) {
            let stays = |other: &&Leaf| other.path != leaf.path;
            return self.with_pairs(braces, self.pairs(braces).filter(stays), None);
        }
        let lines = self.lines(&(leaf.key.start..leaf.span.end));
        let keeps_blank =
            leaf.path.len() == 2 && leaf.path.last().is_some_and(|name| is_slot(name));
        let gone =
            if keeps_blank || is_dependent(&leaf.path) { lines } else { self.with_blank(lines) };
        spliced(self.text, &gone, "")
    }

    fn with(&self, path: &[String], value: &str) -> String {
        let (name, table) = path.split_last().map_or(("", path), |(name, table)| (name, table));
        let pair = format!("{} = {value}", key(name));
        if let Some(braces) = self.braces(path) {
            let rest = path[braces.path.len()..].iter().map(|name| key(name));
            let pair = format!("{} = {value}", rest.collect::<Vec<_>>().join("."));
            return self.with_pairs(braces, self.pairs(braces), Some(pair));
        }
        let header = self.tables.iter().find(|own| own.path == table);
        let header = header.filter(|own| self.text[own.span.clone()].starts_with('['));
        // Without a header of their own, neighbours are named with dots: any of them will do.
        let any = header.is_none() && !table.is_empty();
        let before = self.leaves.iter().rfind(|leaf| {
            leaf.path.starts_with(table)
                && leaf.path.len() == path.len()
                && (any || rank(&leaf.path) <= rank(path))
        });
        match (before, header) {
            (Some(leaf), _) => {
                let lines = self.lines(&(leaf.key.start..leaf.span.end));
                let dots = &self.text[self.lines(&leaf.key).start..leaf.key.start];
                self.behind(&lines, path, &format!("{dots}{pair}"))
            }
            (None, Some(header)) => self.behind(&self.lines(&header.span), path, &pair),
            (None, None) if table.is_empty() => {
                format!("{pair}{0}{0}{1}", self.line_break, self.text)
            }
            (None, None) => self.with_table(table, path, &pair),
        }
    }

    /// The text with `pair` on a line of its own behind `lines`, blank lines kept as they are meant.
    fn behind(&self, lines: &Range<usize>, path: &[String], pair: &str) -> String {
        let rest = &self.text[lines.end..];
        let blanks: Vec<&str> =
            rest.split_inclusive('\n').take_while(|line| line.trim().is_empty()).collect();
        let line_break = self.line_break;
        if is_dependent(path) || (blanks.is_empty() && !rest.is_empty()) {
            return spliced(self.text, &(lines.end..lines.end), &format!("{pair}{line_break}"));
        }
        let skipped = self.free_slots_before(path);
        if blanks.len() >= 2 + skipped {
            let at = lines.end + blanks[..=skipped].concat().len();
            return spliced(self.text, &(at..at), &format!("{pair}{line_break}"));
        }
        match blanks.last() {
            Some(_) if blanks.concat().len() < rest.len() => {
                let at = lines.end + blanks.concat().len();
                spliced(self.text, &(at..at), &format!("{pair}{line_break}{line_break}"))
            }
            _ => format!(
                "{}{line_break}{pair}{line_break}{}",
                &self.text[..lines.end],
                blanks.concat()
            ),
        }
    }

    /// How many keys with a blank line of their own are missing in front of this one.
    fn free_slots_before(&self, path: &[String]) -> usize {
        let Some(own) = SLOTS.iter().position(|slot| path.last().is_some_and(|name| name == slot))
        else {
            return 0;
        };
        let is_free = |slot: &&&str| {
            let mut other = path.to_vec();
            if let Some(name) = other.last_mut() {
                (**slot).clone_into(name);
            }
            self.leaf(&other).is_none()
        };
        SLOTS[..own].iter().filter(is_free).count()
    }

    /// The text with a new table, in front of the first one that comes later in the canonical file.
    fn with_table(&self, table: &[String], path: &[String], pair: &str) -> String {
        let is_later = |other: &&Table| {
            self.text[other.span.clone()].starts_with('[')
                && table_rank(&other.path) > table_rank(table)
        };
        let names: Vec<String> = table.iter().map(|name| key(name)).collect();
        let line_break = self.line_break;
        let gap = if is_dependent(path) { "" } else { line_break };
        let lines = format!("[{}]{line_break}{gap}{pair}{line_break}", names.join("."));
        match self.tables.iter().find(is_later) {
            Some(later) => {
                let at = self.above(self.lines(&later.span).start);
                spliced(self.text, &(at..at), &format!("{lines}{line_break}"))
            }
            None => format!("{}{line_break}{lines}", self.text),
        }
    }

    /// The start of the comments that stand directly above `line`.
    fn above(&self, line: usize) -> usize {
        let comments = self.text[..line].split_inclusive('\n').rev();
        line - comments.take_while(|line| line.starts_with('#')).map(str::len).sum::<usize>()
    }

    fn pairs<'p>(&'p self, braces: &'p Table) -> impl Iterator<Item = &'p Leaf> {
        let inside = |leaf: &&Leaf| braces.span.contains(&leaf.span.start);
        self.leaves.iter().filter(inside)
    }

    /// The text with other pairs in an inline table; each keeps its own words.
    fn with_pairs<'p>(
        &self,
        braces: &Table,
        pairs: impl Iterator<Item = &'p Leaf>,
        added: Option<String>,
    ) -> String {
        let written = |leaf: &Leaf| {
            let names = leaf.path[braces.path.len()..].iter().map(|name| key(name));
            format!("{} = {}", names.collect::<Vec<_>>().join("."), leaf.value)
        };
        let all: Vec<String> = pairs.map(written).chain(added).collect();
        let table =
            if all.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", all.join(", ")) };
        spliced(self.text, &braces.span, &table)
    }
}

fn spliced(text: &str, span: &Range<usize>, new: &str) -> String {
    [&text[..span.start], new, &text[span.end..]].concat()
}

fn is_slot(name: &str) -> bool {
    SLOTS.contains(&name)
}

/// Where a table stands in the canonical file; what is not known comes last.
fn table_rank(path: &[String]) -> usize {
    let name = path.join(".");
    let unknown_inside = |known: &&str| name.starts_with(&format!("{known}."));
    let known = TABLES.iter().position(|known| *known == name);
    known.or_else(|| TABLES.iter().rposition(unknown_inside)).unwrap_or(TABLES.len())
}

/// Whether a key belongs to its neighbours, so that no blank line stands between them.
fn is_dependent(path: &[String]) -> bool {
    path.len() > 1 && matches!(path[0].as_str(), "target" | "link")
}

/// Where a name stands among its neighbours: known ones by the canonical file, others by their letters.
fn rank(path: &[String]) -> (usize, &str) {
    let name = path.last().map_or("", String::as_str);
    let inside_tags = path.len() == 2 && path[0] == "tags";
    let known = ORDER.iter().position(|known| *known == name).filter(|_| !inside_tags);
    (known.unwrap_or(ORDER.len()), name)
}
