//! A note that is being typed, as it is kept aside until it is saved.

use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::{self, Fields};

use super::document::{Damage, Damaged, push_target, quoted, target};
use super::id::NoteId;
use super::target::Target;

/// The version of the form. A draft of a later one is not read.
const FORMAT: i64 = 1;

/// The line that opens and closes the keys.
const FENCE: &str = "+++";

/// A note that is being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The note that is being changed; none for a new one.
    pub note: Option<NoteId>,
    /// What it is about.
    pub target: Target,
    /// For a new one, the text of the passage there: it is kept together with the note.
    pub passage: Option<String>,
    /// Its words as far as they were typed.
    pub text: String,
}

impl Draft {
    /// What the file of it says: keys between two fences, and behind them the words, byte for byte.
    pub fn to_text(&self) -> String {
        let note = self.note.map(|note| format!("note = \"{note}\"\n")).unwrap_or_default();
        let mut out = format!("{FENCE}\nformat = {FORMAT}\n{note}");
        if let Some(passage) = &self.passage {
            out.extend(["passage = ", &quoted(passage), "\n"]);
        }
        push_target(&mut out, &self.target);
        out.push_str(FENCE);
        out.push('\n');
        out.push_str(&self.text);
        out
    }

    /// What a file of it says.
    pub fn of_text(source: &str) -> Result<Self, Damaged> {
        let mut findings = Findings::default();
        let read = super::document::Parts::of(source).and_then(|parts| {
            raw::read(&parts.masked(), &mut findings, |fields| keys(fields, parts.body))
        });
        if read.is_none() && !findings.has_errors() {
            findings.add(
                Rule::Syntax,
                &(0..0),
                "the keys of a draft stand between two lines `+++`",
            );
        }
        let damaged = |findings: Findings| Damaged {
            text: source.to_owned(),
            why: Damage::Broken(findings.problems(source)),
        };
        read.flatten().ok_or_else(|| damaged(findings))
    }
}

fn keys(fields: &mut Fields<'_>, text: &str) -> Option<Draft> {
    fields.require(&["format", "target"]);
    let format = fields.integer("format")?;
    if format.value != FORMAT {
        let reason = format!("`format` is {}; this dateline reads {FORMAT}", format.value);
        fields.findings().add(Rule::UnknownFormat, &format.span, reason);
        return None;
    }
    let note = match fields.string("note") {
        None => None,
        Some(written) => Some(written.value.parse().map_err(|error| {
            fields.findings().add(Rule::BadId, &written.span, format!("`note` is {error}"));
        })),
    };
    let passage = fields.string("passage").map(|text| text.value);
    let target = fields.table("target", target)?.value?;
    Some(Draft { note: note.transpose().ok()?, target, passage, text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::notes::target::{Extent, Quote, Spot};

    fn target() -> Target {
        let spot = Spot { passage: "readout".into(), section: None, snapshot: None };
        let quote = Quote {
            exact: "the \"same\" text".into(),
            prefix: "a\n".into(),
            suffix: String::new(),
            range: 2..17,
        };
        Target::new("harbour-talks", Extent::Span(spot, quote))
    }

    proptest! {
        #[test]
        fn a_draft_is_read_as_it_was_written(
            text in prop_oneof![any::<String>(), "(\\+\\+\\+|<<<<<<< |=======|>>>>>>> |\r?\n|x){0,9}"],
            passage in proptest::option::of(any::<String>()),
            is_new in any::<bool>(),
        ) {
            let id = "01956f3a-7c1e-7b40-9a52-3f0d6b1c8e77".parse().expect("an id");
            let draft = Draft { note: (!is_new).then_some(id), target: target(), passage, text };
            prop_assert_eq!(Draft::of_text(&draft.to_text()), Ok(draft));
        }
    }

    #[test]
    fn what_is_no_draft_says_so_and_keeps_its_text() {
        let good =
            Draft { note: None, target: target(), passage: None, text: "words".into() }.to_text();
        for (bad, reason) in [
            ("words".to_owned(), "two lines `+++`"),
            (good.replace("format = 1", "format = 2"), "`format` is 2"),
            (good.replace("format = 1", "format = 1\nnote = \"x\""), "not the id of a note"),
            (good.replace("briefing = ", "story = "), "`briefing` is missing"),
        ] {
            let damaged = Draft::of_text(&bad).expect_err("no draft");
            assert_eq!(damaged.text, bad);
            let Damage::Broken(problems) = damaged.why else { panic!("{:?}", damaged.why) };
            let told = problems.iter().any(|problem| problem.reason.contains(reason));
            assert!(told, "{reason}: {problems:?}");
        }
    }
}
