//! Joins two versions of a body line by line (diff3).

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Clash, Side};

/// How many lines two bodies may have together to be compared line by line; beyond that, what lies
/// between their first and last difference counts as one change.
const MOST_LINES: usize = 20_000;

/// A run of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Run {
    /// Lines that nobody doubts.
    Clean(String),
    /// Lines that both changed: what they were, ours, theirs.
    Clash([String; 3]),
}

/// The lines of three versions, joined.
pub(super) fn joined(base: &str, ours: &str, theirs: &str) -> Vec<Run> {
    let [base, ours, theirs] = [base, ours, theirs].map(split);
    let [own, other] = [&ours, &theirs].map(|version| matches(&base, version));
    let mut runs = Vec::new();
    let (mut at, mut at_ours, mut at_theirs) = (0, 0, 0);
    for line in 0..=base.len() {
        let stable = match (own.get(line), other.get(line)) {
            (Some(Some(own)), Some(Some(other))) => Some((*own, *other)),
            _ => None,
        };
        let end = (line == base.len()).then_some((ours.len(), theirs.len()));
        let Some((own, other)) = stable.or(end) else { continue };
        push(&mut runs, [&base[at..line], &ours[at_ours..own], &theirs[at_theirs..other]]);
        if stable.is_some() {
            runs.push(Run::Clean(base[line].to_owned()));
        }
        (at, at_ours, at_theirs) = (line + 1, own + 1, other + 1);
    }
    runs
}

/// The body with every clash decided for `side`.
pub(super) fn text(runs: &[Run], side: Side) -> String {
    let mut text = String::new();
    for run in runs {
        match (run, side) {
            (Run::Clean(lines), _) => text.push_str(lines),
            (Run::Clash([_, ours, _]), Side::Ours) => text.push_str(ours),
            (Run::Clash([_, _, theirs]), Side::Theirs) => text.push_str(theirs),
            (Run::Clash([_, ours, theirs]), Side::Both) => {
                text.push_str(ours);
                if !ours.is_empty() && !ours.ends_with('\n') {
                    text.push('\n');
                }
                text.push_str(theirs);
            }
        }
    }
    text
}

/// The clashes of a body.
pub(super) fn clashes(runs: &[Run]) -> impl Iterator<Item = Clash> {
    runs.iter().filter_map(|run| match run {
        Run::Clean(_) => None,
        Run::Clash([base, ours, theirs]) => Some(Clash {
            what: "body".to_owned(),
            base: base.clone(),
            ours: ours.clone(),
            theirs: theirs.clone(),
        }),
    })
}

fn push(runs: &mut Vec<Run>, [base, ours, theirs]: [&[&str]; 3]) {
    let [base, ours, theirs] = [base, ours, theirs].map(<[&str]>::concat);
    if ours == base || ours == theirs {
        runs.push(Run::Clean(theirs));
    } else if theirs == base {
        runs.push(Run::Clean(ours));
    } else {
        runs.push(Run::Clash([base, ours, theirs]));
    }
}

/// The lines that two texts have in common, in the same order.
pub(in crate::notes) fn shared(ours: &str, theirs: &str) -> String {
    let [ours, theirs] = [ours, theirs].map(split);
    let kept = matches(&ours, &theirs);
    ours.iter().zip(kept).filter_map(|(line, kept)| kept.map(|_| *line)).collect()
}

fn split(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// For each line of `base`, the line of `version` that it still is.
fn matches(base: &[&str], version: &[&str]) -> Vec<Option<usize>> {
    let mut all = vec![None; base.len()];
    let mut keep = |old: Range<usize>, new: usize| {
        for (place, line) in old.enumerate() {
            all[line] = Some(new + place);
        }
    };
    let head = base.iter().zip(version).take_while(|(one, other)| one == other).count();
    let ends = base[head..].iter().rev().zip(version[head..].iter().rev());
    let tail = ends.take_while(|(one, other)| one == other).count();
    let (old, new) = (head..base.len() - tail, head..version.len() - tail);
    keep(0..head, 0);
    keep(old.end..base.len(), new.end);
    if old.len() + new.len() <= MOST_LINES {
        let compared =
            capture_diff_slices(Algorithm::Myers, &base[old.clone()], &version[new.clone()]);
        for step in compared {
            if let DiffOp::Equal { old_index, new_index, len } = step {
                keep(head + old_index..head + old_index + len, head + new_index);
            }
        }
    }
    all
}
