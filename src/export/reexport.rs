//! What a file that is there already becomes when it is exported again: nobody's words are lost.
//!
//! Three fingerprints decide: of what the program would write now, of what of its own it finds in the
//! file, and of what it wrote there last, which the file's marker records.

use crate::notes::merge::join_lines;
use crate::notes::snapshot::Snapshot;

use super::front_matter::key;
use super::sheet::{BEGIN, Content, END, Shared, Sheet, begin_recorded, own, parted, recorded};

/// What to do with a file that somebody edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// Leave it as it is, and put the new text beside it.
    #[default]
    Beside,
    /// Join the edits with what is new.
    Merge,
    /// Replace what the program wrote, and keep a copy of the file.
    Force,
}

/// What a file becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It stays: it says already what it should.
    Unchanged,
    /// It stays: somebody edited it, and there is nothing new to add.
    Edited,
    /// It says this from now on.
    Written(String),
    /// It says this from now on: edits and news were joined. So many places were changed on both
    /// sides, and have both texts.
    Merged(String, usize),
    /// It says this from now on, and a copy of what it said is kept.
    Forced(String),
    /// It stays: somebody edited it. This is put beside it.
    Beside(String),
    /// It stays, for this reason.
    Refused(&'static str),
}

/// What is known of an earlier export to the same file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Earlier {
    /// What the program wrote then, for files that say nothing of that themselves.
    pub fingerprint: Option<Snapshot>,
    /// The program's own part of it, for joining.
    pub own: Option<String>,
}

/// What the file that says `old` (none where there is no such file) becomes by exporting `sheet`.
pub fn settle(sheet: &Sheet, old: Option<&str>, earlier: &Earlier, way: Way) -> Outcome {
    match (&sheet.content, old) {
        (_, None) => Outcome::Written(sheet.text()),
        (Content::Whole(text), Some(old)) => whole(text, old, earlier, way),
        (Content::Shared(shared), Some(old)) => {
            let windows = old.contains("\r\n");
            let (mark, body) = match old.strip_prefix('\u{FEFF}') {
                Some(body) => ("\u{FEFF}", body),
                None => ("", old),
            };
            let outcome = parts(shared, &body.replace("\r\n", "\n"), earlier, way);
            let laid_out = |text: String| {
                let text = if windows { text.replace('\n', "\r\n") } else { text };
                format!("{mark}{text}")
            };
            match outcome {
                Outcome::Written(text) => Outcome::Written(laid_out(text)),
                Outcome::Merged(text, both) => Outcome::Merged(laid_out(text), both),
                Outcome::Forced(text) => Outcome::Forced(laid_out(text)),
                Outcome::Beside(text) => Outcome::Beside(laid_out(text)),
                other => other,
            }
        }
    }
}

/// A file that the program alone writes.
fn whole(text: &str, old: &str, earlier: &Earlier, way: Way) -> Outcome {
    if text == old {
        return Outcome::Unchanged;
    }
    if earlier.fingerprint == Some(Snapshot::of(old)) {
        return Outcome::Written(text.to_owned());
    }
    if earlier.fingerprint == Some(Snapshot::of(text)) && way != Way::Force {
        return Outcome::Edited;
    }
    match way {
        Way::Force => Outcome::Forced(text.to_owned()),
        Way::Beside => Outcome::Beside(text.to_owned()),
        Way::Merge => Outcome::Refused("only Markdown can be joined with edits"),
    }
}

/// A file with markers.
fn parts(sheet: &Shared, old: &str, earlier: &Earlier, way: Way) -> Outcome {
    let read = match Read::of(old) {
        Ok(read) if !read.is_about_another(sheet) => read,
        _ if way == Way::Force => return Outcome::Forced(sheet.text()),
        Ok(_) => return Outcome::Refused("another briefing was exported to it"),
        Err(why) => return Outcome::Refused(why),
    };
    let (new, current) = (sheet.own(), read.own());
    if new == current {
        return Outcome::Unchanged;
    }
    let fingerprint = Snapshot::of(&new);
    let replaced = || read.with(&sheet.keys, &sheet.block, fingerprint);
    if Snapshot::of(&current) == read.recorded {
        return Outcome::Written(replaced());
    }
    match way {
        Way::Force => Outcome::Forced(replaced()),
        _ if fingerprint == read.recorded => Outcome::Edited,
        Way::Beside => Outcome::Beside(replaced()),
        Way::Merge => {
            let base = earlier.own.as_deref().filter(|own| Snapshot::of(own) == read.recorded);
            let Some(base) = base else {
                return Outcome::Refused("what was exported to it before is not known any more");
            };
            let (joined, both) = join_lines(base, &current, &new);
            match parted(&joined) {
                Some((keys, block)) => Outcome::Merged(read.with(&keys, &block, fingerprint), both),
                None => Outcome::Refused("its front matter and the new one cannot be joined"),
            }
        }
    }
}

/// A file as it was found, in parts.
#[derive(Debug, Clone)]
struct Read<'o> {
    /// The front matter's lines: those of the program, with what belongs to them, and the others.
    front: Vec<(bool, Vec<&'o str>)>,
    /// From the front matter to the opening marker.
    before: &'o str,
    /// What the opening marker records.
    recorded: Snapshot,
    /// What stands between the markers.
    block: &'o str,
    /// All behind the closing marker's line.
    after: &'o str,
}

/// The keys of the front matter that are the program's.
const KEYS: [&str; 9] = [
    "briefing",
    "title",
    "outlet",
    "document",
    "published",
    "tlp",
    "briefings",
    "passages",
    "notes",
];

impl<'o> Read<'o> {
    fn of(old: &'o str) -> Result<Self, &'static str> {
        let (front, rest) = match old.strip_prefix("---\n").and_then(front_matter) {
            Some((front, rest)) => (front, rest),
            None => ("", old),
        };
        let begins = lines(rest).filter(|(_, line)| line.starts_with(BEGIN)).collect::<Vec<_>>();
        let ends = lines(rest).filter(|(_, line)| *line == END).collect::<Vec<_>>();
        let ([(begin, marker)], [(end, _)]) = (begins.as_slice(), ends.as_slice()) else {
            return Err(match (begins.len(), ends.len()) {
                (0, 0) => "it is no export of this program: it has no markers",
                _ => "its markers are broken: it must have each of them once",
            });
        };
        let recorded = recorded(marker).ok_or("its opening marker is broken")?;
        let start = begin + marker.len() + 1;
        if *end < start {
            return Err("its markers are broken: the closing one stands first");
        }
        let block = rest[start..*end].strip_suffix('\n').unwrap_or(&rest[start..*end]);
        let after = &rest[end + END.len()..];
        Ok(Self { front: grouped(front), before: &rest[..*begin], recorded, block, after })
    }

    /// The program's keys, each with the lines that belong to it.
    fn keys(&self) -> Vec<String> {
        self.front.iter().filter(|(own, _)| *own).map(|(_, lines)| lines.join("\n")).collect()
    }

    fn own(&self) -> String {
        own(&self.keys(), self.block)
    }

    /// Whether the front matter names another briefing than the sheet.
    fn is_about_another(&self, sheet: &Shared) -> bool {
        let briefing = |line: &str| key(line) == Some("briefing");
        let keys = self.keys();
        let found = keys.iter().find(|line| briefing(line));
        let wanted = sheet.keys.iter().find(|line| briefing(line));
        matches!((found, wanted), (Some(found), Some(wanted)) if found.trim_end() != wanted)
    }

    /// The file with other keys and another block of the program's. Each key stays where it was.
    fn with(&self, keys: &[String], block: &str, fingerprint: Snapshot) -> String {
        let mut waiting: Vec<&str> = keys.iter().map(String::as_str).collect();
        let mut front: Vec<&str> = Vec::new();
        let last = self.front.iter().rposition(|(own, _)| *own);
        for (at, (is_own, group)) in self.front.iter().enumerate() {
            if *is_own {
                let name = group.first().and_then(|line| key(line));
                if let Some(found) = waiting.iter().position(|line| key(line) == name) {
                    front.push(waiting.remove(found));
                    // Lines that are no key belong to the one before them.
                    while found < waiting.len() && key(waiting[found]).is_none() {
                        front.push(waiting.remove(found));
                    }
                }
            } else {
                front.extend(group);
            }
            if Some(at) == last {
                front.append(&mut waiting);
            }
        }
        front.append(&mut waiting);
        let begin = begin_recorded(fingerprint);
        let (front, before, after) = (front.join("\n"), self.before, self.after);
        format!("---\n{front}\n---\n{before}{begin}\n{block}\n{END}{after}")
    }
}

/// The lines of a text with the byte that each begins at.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line)
    })
}

/// Divides what stands behind the opening fence at the closing one.
fn front_matter(rest: &str) -> Option<(&str, &str)> {
    let (at, line) = lines(rest).find(|(_, line)| matches!(*line, "---" | "..."))?;
    let front = rest[..at].strip_suffix('\n').unwrap_or_default();
    Some((front, rest.get(at + line.len() + 1..).unwrap_or_default()))
}

/// The lines of the front matter, each key with the lines that belong to it.
fn grouped(front: &str) -> Vec<(bool, Vec<&str>)> {
    let mut groups: Vec<(bool, Vec<&str>)> = Vec::new();
    for line in front.split('\n').filter(|_| !front.is_empty()) {
        let belongs = line.starts_with([' ', '\t', '-']) && !groups.is_empty();
        match groups.last_mut() {
            Some((_, group)) if belongs => group.push(line),
            _ => groups.push((key(line).is_some_and(|key| KEYS.contains(&key)), vec![line])),
        }
    }
    groups
}
