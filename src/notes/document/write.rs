//! The canonical text of a note: every key has its place, so that git can join what two people did.
//!
//! Git joins two changes where at least one untouched line stands between them. So independent keys
//! have a blank line between them, `[tags]` and `[judgement]` are there even where they are empty,
//! and a judgement that is missing leaves its blank line behind.

use std::fmt::Write as _;

use crate::briefing::taxonomy::Term;
use crate::notes::note::Note;
use crate::notes::target::{Extent, Quote, Spot, Target};

use super::parts::FENCE;

/// The whole file.
pub(super) fn canonical(note: &Note) -> String {
    format!("{FENCE}\n{}{FENCE}\n{}", head(note), note.body)
}

/// The whole file, with lines of an older one kept as comments.
pub(super) fn with_comments(note: &Note, older: &str) -> String {
    let mut kept = String::new();
    for line in older.lines().filter(|line| !line.trim().is_empty()) {
        push(&mut kept, &format!("# {}\n", line.trim_end_matches('\r')));
    }
    format!("{FENCE}\n{}\n{kept}{FENCE}\n{}", head(note), note.body)
}

/// The keys.
pub(super) fn head(note: &Note) -> String {
    let mut out = format!("id = {}\n", quoted(&note.id.to_string()));
    let alone = |out: &mut String, key: &str, value: Option<String>| {
        if let Some(value) = value {
            push(out, &format!("\n{key} = {value}\n"));
        }
    };
    alone(&mut out, "buried", note.buried.map(|at| at.to_string()));
    alone(&mut out, "kind", Some(quoted(note.kind.name())));
    alone(&mut out, "author", note.origin.author.as_deref().map(quoted));
    alone(&mut out, "created", Some(note.origin.created.to_string()));
    alone(&mut out, "mark", note.mark.as_deref().map(quoted));
    out.push_str("\n[tags]\n");
    for tag in &note.tags {
        alone(&mut out, &key(tag), Some("true".to_owned()));
    }
    out.push_str("\n[judgement]\n");
    for (name, value) in
        [("sourcing", &note.judgement.sourcing), ("sentiment", &note.judgement.sentiment)]
    {
        match value {
            Some(value) => alone(&mut out, name, Some(quoted(value))),
            None => out.push('\n'),
        }
    }
    if let Some(link) = &note.link {
        let (to, relation) = (quoted(&link.to()), quoted(link.relation.name()));
        push(&mut out, &format!("\n[link]\nto = {to}\nrelation = {relation}\n"));
    }
    push_target(&mut out, &note.target);
    out
}

/// What a note is about, as tables behind all other keys.
pub(in crate::notes) fn push_target(out: &mut String, target: &Target) {
    let briefing = quoted(&target.briefing);
    push(out, &format!("\n[target]\nbriefing = {briefing}\n"));
    push_extent(out, "target", &target.extent);
    if let Some(moved) = &target.moved {
        push(out, &format!("\n[target.moved]\nconfirmed = {}\n", moved.confirmed));
        push_extent(out, "target.moved", &moved.extent);
    }
}

fn push_extent(out: &mut String, table: &str, extent: &Extent) {
    let level = quoted(extent.level().name());
    match extent {
        Extent::Briefing => push(out, &format!("level = {level}\n")),
        Extent::Section(id) => push(out, &format!("section = {}\nlevel = {level}\n", quoted(id))),
        Extent::Passage(spot) => push_spot(out, spot, &level),
        Extent::Span(spot, quote) => {
            push_spot(out, spot, &level);
            push_quote(out, table, quote);
        }
    }
}

fn push_spot(out: &mut String, spot: &Spot, level: &str) {
    if let Some(section) = &spot.section {
        push(out, &format!("section = {}\n", quoted(section)));
    }
    push(out, &format!("passage = {}\nlevel = {level}\n", quoted(&spot.passage)));
    if let Some(snapshot) = spot.snapshot {
        push(out, &format!("snapshot = {}\n", quoted(&snapshot.to_string())));
    }
}

fn push_quote(out: &mut String, table: &str, quote: &Quote) {
    push(out, &format!("\n[{table}.quote]\n"));
    for (key, words) in
        [("exact", &quote.exact), ("prefix", &quote.prefix), ("suffix", &quote.suffix)]
    {
        push(out, &format!("{key} = {}\n", quoted(words)));
    }
    push(out, &format!("start = {}\nend = {}\n", quote.range.start, quote.range.end));
}

fn push(out: &mut String, text: &str) {
    out.push_str(text);
}

/// A name as a TOML key: bare where it may be.
pub(super) fn key(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { quoted(name) }
}

/// Words as a TOML string, always on one line.
pub(in crate::notes) fn quoted(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 2);
    out.push('"');
    for c in words.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let wrote = write!(out, "\\u{:04X}", u32::from(c));
                debug_assert!(wrote.is_ok(), "a string takes everything");
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
