//! Twenty notes of all kinds on the briefings that ship, and one that was deleted.

use std::collections::BTreeMap;

use dateline::briefing::Library;
use dateline::briefing::taxonomy::{Relation, Vocabulary};
use dateline::notes::Document;
use dateline::notes::anchor::{capture, capture_passage};
use dateline::notes::note::{Judgement, Kind, Link, Note};
use dateline::notes::snapshot::Snapshot;
use dateline::notes::target::{Extent, Quote, Spot};
use dateline::store::sample;

const UNITY: &str = "unity-on-display";
const MIAMI: &str = "miami-as-a-stage";
const TWO: &str = "two-accounts-of-miami";

/// The library that ships, notes on it, and the texts that some were made on.
pub(super) struct Twenty {
    pub(super) library: Library,
    pub(super) documents: Vec<Document>,
    pub(super) texts: BTreeMap<Snapshot, String>,
}

/// A body that tries to leave its place.
const UNRULY: &str = "\
# My reading\n\nThe call was *routine*:\n\n- nothing on terms,\n- see [the list][list] and <b>ask</b>.\n\n\
| who | what |\n|---|---|\n| London | hope |\n\nDoubtful[^1]\n========\n\n[^1]: As ever.\n\n\
[list]: https://example.org/list \"A list\"\n\n```\n<!-- dateline:end -->\nan open fence\n";

impl Twenty {
    pub(super) fn new() -> Self {
        let mut library = Library::default();
        library.put_all(sample::entries(&Vocabulary::default()));
        let mut made = Self { library, documents: Vec::new(), texts: BTreeMap::new() };
        made.comments();
        made.judgements();
        made.links();
        made.moved_and_lost();
        assert_eq!(made.documents.len(), 21, "twenty, and one that was deleted");
        made
    }

    fn comments(&mut self) {
        let section = Extent::Section("unity-on-paper".to_owned());
        self.add(Kind::Comment, UNITY, Extent::Briefing, |note| Note {
            body: "Read beside the Brazilian account: the same talks, no readout there.\n".into(),
            ..note
        });
        self.add(Kind::Comment, UNITY, section, |note| Note {
            body: "Paper first, positions later.\n".into(),
            ..note
        });
        let words = self.words(UNITY, "identical-readouts", "productive and constructive");
        self.add(Kind::Comment, UNITY, words, |note| Note {
            mark: Some("verify".into()),
            tags: ["follow-up".to_owned(), "diplomatic code".to_owned()].into(),
            body: "Same words on both sides: process, not substance.\n".into(),
            ..note
        });
        let words = self.words(UNITY, "identical-readouts", "at the same moment");
        self.add(Kind::Comment, UNITY, words, |mut note| {
            note.origin.author = Some("ben".into());
            Note { body: "Who drafted it?\n".into(), ..note }
        });
        let words = self.words(UNITY, "shared-priorities", "a careful order");
        self.add(Kind::Highlight, UNITY, words, |note| note);
        let passage = self.passage(UNITY, "starmer-call");
        self.add(Kind::Comment, UNITY, passage, |note| Note { body: UNRULY.into(), ..note });
        let passage = self.passage(UNITY, "fundamentals-unchanged");
        self.add(Kind::Comment, UNITY, passage, |note| Note {
            tags: ["2031".to_owned(), "to brief".to_owned()].into(),
            ..note
        });
        let passage = self.passage(MIAMI, "no-progress-announced");
        self.add(Kind::Comment, MIAMI, passage, |note| Note {
            body: "Three names are missing; ask for the print edition.\n".into(),
            ..note
        });
        let words = self.words(TWO, "four-areas", "framework of US guarantees");
        self.add(Kind::Comment, TWO, words, |note| Note {
            mark: Some("question".into()),
            body: "=SUM(guarantees)? Who signs?\n".into(),
            ..note
        });
        self.add(Kind::Comment, "weekly-digest", Extent::Briefing, |note| Note {
            body: "The digest is not in this library any more.\n".into(),
            ..note
        });
    }

    fn judgements(&mut self) {
        let judged = |sourcing: Option<&str>, sentiment: Option<&str>| Judgement {
            sourcing: sourcing.map(str::to_owned),
            sentiment: sentiment.map(str::to_owned),
        };
        let passage = self.passage(UNITY, "identical-readouts");
        self.add(Kind::Judgement, UNITY, passage, |note| Note {
            judgement: judged(None, Some("mixed")),
            ..note
        });
        let passage = self.passage(UNITY, "trump-priority");
        self.add(Kind::Judgement, UNITY, passage, |note| Note {
            judgement: judged(Some("analysis"), None),
            body: "The article's own framing.\n".into(),
            ..note
        });
        let passage = self.passage(MIAMI, "russians-in-miami");
        self.add(Kind::Judgement, MIAMI, passage, |note| Note {
            judgement: judged(Some("official-statement"), Some("neutral")),
            ..note
        });
        let passage = self.passage(UNITY, "wedge");
        self.add(Kind::Mark, UNITY, passage, |note| Note { mark: Some("disputed".into()), ..note });
        let passage = self.passage(MIAMI, "witkoff-leads");
        self.add(Kind::Mark, MIAMI, passage, |note| {
            let buried = Some(note.origin.created);
            Note { mark: Some("key".into()), buried, ..note }
        });
    }

    fn links(&mut self) {
        let passage = self.passage(UNITY, "optics");
        self.add(Kind::Link, UNITY, passage, |note| Note {
            link: Some(Link {
                briefing: Some(MIAMI.into()),
                passage: "cautious-tone".into(),
                relation: Relation::Supports,
            }),
            ..note
        });
        let words = self.words(UNITY, "trump-argument", "risk of escalation");
        self.add(Kind::Link, UNITY, words, |note| Note {
            link: Some(Link {
                briefing: None,
                passage: "trump-priority".into(),
                relation: Relation::Repeats,
            }),
            body: "The argument for the priority.\n".into(),
            ..note
        });
    }

    /// Notes whose passage was edited, renamed or taken away since.
    fn moved_and_lost(&mut self) {
        let now = self.text(UNITY, "frameworks-advanced");
        let old = now.replace("timelines", "deadlines");
        let edited =
            self.as_it_was("frameworks-advanced", &old, "frameworks, deadlines and coordination");
        self.add(Kind::Comment, UNITY, edited, |note| Note {
            body: "Coordination is the smallest of the three.\n".into(),
            ..note
        });
        let old = self.text(MIAMI, "umerov-takes-part");
        let renamed = self.as_it_was("umerov-attends", &old, "main channels to Washington");
        self.add(Kind::Comment, MIAMI, renamed, |note| Note {
            body: "Since when, exactly?\n".into(),
            ..note
        });
        let gone = "The sides agreed to meet again in January, the envoy said in the corridor.";
        let lost = self.as_it_was("january-date", gone, "meet again in January");
        self.add(Kind::Comment, UNITY, lost, |note| Note {
            mark: Some("verify".into()),
            body: "The date disappeared from the article.\n".into(),
            ..note
        });
        let joined = self.text(UNITY, "starmer-call");
        let old = format!("An earlier paragraph stood here. {joined}");
        let words: String = joined.chars().take(60).collect();
        let suggested = self.as_it_was("london-calls", &old, &words);
        self.add(Kind::Highlight, UNITY, suggested, |note| note);
    }

    fn add(&mut self, kind: Kind, briefing: &str, extent: Extent, say: impl FnOnce(Note) -> Note) {
        let number = u8::try_from(self.documents.len() + 1).expect("few");
        self.documents.push(Document::fresh(say(super::note(number, kind, briefing, extent))));
    }

    fn passage(&self, briefing: &str, passage: &str) -> Extent {
        let briefing = self.library.briefing(briefing).expect("a briefing");
        let index = briefing.passage_named(passage).expect(passage);
        capture_passage(briefing, index).expect("a place")
    }

    fn words(&self, briefing: &str, passage: &str, words: &str) -> Extent {
        let briefing = self.library.briefing(briefing).expect("a briefing");
        let index = briefing.passage_named(passage).expect(passage);
        let text = &briefing.passages[index].text;
        let start = text.find(words).unwrap_or_else(|| panic!("{passage}: {text}"));
        capture(briefing, index, start..start + words.len()).expect("a place")
    }

    fn text(&self, briefing: &str, passage: &str) -> String {
        let briefing = self.library.briefing(briefing).expect("a briefing");
        briefing.passages[briefing.passage_named(passage).expect(passage)].text.clone()
    }

    /// Words of a passage that read `old` when they were noted.
    fn as_it_was(&mut self, passage: &str, old: &str, words: &str) -> Extent {
        let snapshot = Snapshot::of(old);
        self.texts.insert(snapshot, old.to_owned());
        let start = old.find(words).expect("words of it");
        let at = old[..start].chars().count();
        let quote = Quote {
            exact: words.to_owned(),
            prefix: old[..start].to_owned(),
            suffix: old[start + words.len()..].chars().take(48).collect(),
            range: at..at + words.chars().count(),
        };
        let section = Some("unity-on-paper".to_owned());
        Extent::Span(Spot { passage: passage.to_owned(), section, snapshot: Some(snapshot) }, quote)
    }
}
