//! Briefings written for a test: a line a heading or a passage, valid to the checker.

use std::fmt::Write as _;

use dateline::briefing::library::Entry;

use super::reader::entry;

/// A briefing that is being written. Its file is called after its id.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    id: String,
    head: String,
    body: String,
    sections: usize,
}

impl Draft {
    /// A briefing without sections, its title like its id.
    pub(crate) fn new(id: &str) -> Self {
        let head = format!("format = 1\nid = {}\ntitle = {}\n", quoted(id), quoted(id));
        Self { id: id.to_owned(), head, body: String::new(), sections: 0 }
    }

    /// Gives it a title of its own.
    pub(crate) fn titled(mut self, title: &str) -> Self {
        let own = format!("title = {}\n", quoted(&self.id));
        self.head = self.head.replace(&own, &format!("title = {}\n", quoted(title)));
        self
    }

    /// Gives it a summary.
    pub(crate) fn summary(mut self, text: &str) -> Self {
        self.add_to_head("summary", text);
        self
    }

    /// Begins a section.
    pub(crate) fn section(mut self, heading: &str) -> Self {
        self.sections += 1;
        let (number, heading) = (self.sections, quoted(heading));
        let text = format!("[[sections]]\nid = \"section-{number}\"\nheading = {heading}\n");
        self.body.push_str(&text);
        self
    }

    /// Adds a passage without a source and without a tone.
    pub(crate) fn says(self, id: &str, text: &str) -> Self {
        self.tagged(id, text, ("unattributed", "neutral"))
    }

    /// Adds a passage with this sourcing and this sentiment.
    pub(crate) fn tagged(
        mut self,
        id: &str,
        text: &str,
        (sourcing, sentiment): (&str, &str),
    ) -> Self {
        write!(
            self.body,
            "[[sections.passages]]\nid = {}\ntext = {}\nsourcing = {}\nsentiment = {}\n",
            quoted(id),
            quoted(text),
            quoted(sourcing),
            quoted(sentiment)
        )
        .expect("a string takes everything");
        self
    }

    /// What its file says.
    pub(crate) fn text(&self) -> String {
        format!("{}{}", self.head, self.body)
    }

    /// Its file as the library reads it.
    pub(crate) fn entry(&self) -> Entry {
        let entry = entry(&format!("{}.toml", self.id), &self.text());
        assert!(entry.briefing.is_some(), "{:#?}\n{}", entry.problems, self.text());
        entry
    }

    /// Its file with an error in it.
    pub(crate) fn broken(&self) -> Entry {
        entry(&format!("{}.toml", self.id), &format!("{}surprise = 1\n{}", self.head, self.body))
    }

    fn add_to_head(&mut self, key: &str, value: &str) {
        let line = format!("{key} = {}\n", quoted(value));
        self.head.push_str(&line);
    }
}

/// Passages with consecutive ids, `p0` first, that each say their id and `text`.
pub(crate) fn numbered(draft: Draft, ids: std::ops::Range<usize>, text: &str) -> Draft {
    ids.fold(draft, |draft, at| draft.says(&format!("p{at}"), &format!("p{at} {text}")))
}

/// A passage of so many paragraphs of one short line: as many rows, with as many gaps between.
pub(crate) fn tall(lines: usize) -> String {
    let lines: Vec<String> = (1..=lines).map(|line| format!("Line {line}.")).collect();
    lines.join("\n\n")
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
