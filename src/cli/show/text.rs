//! A briefing as text: every passage with who vouches for it, in what tone, who speaks and where it stands.

use std::borrow::Cow;
use std::fmt::Write;

use clap::builder::styling::Style;
use textwrap::Options;

use crate::app::config::Glyphs;
use crate::briefing::taxonomy::{Shown, Tag, Term};
use crate::briefing::{Briefing, Passage};

/// What a text is dressed with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dress {
    /// Whether emphasis is given to the terminal.
    pub(super) colour: bool,
    /// The marks before words; without them, what the program adds is ASCII too.
    pub(super) glyphs: Option<Glyphs>,
}

/// The briefing as text, no line wider than `width` cells.
pub(super) fn text(briefing: &Briefing, width: usize, dress: Dress) -> String {
    let page = Page { briefing, width, dress };
    let mut out = String::new();
    page.head(&mut out);
    for section in &briefing.sections {
        out.push('\n');
        page.put(&mut out, &section.heading, "", Style::new().bold());
        for passage in &briefing.passages[section.passages.clone()] {
            out.push('\n');
            page.passage(&mut out, passage);
        }
    }
    out
}

/// What is written, and how.
struct Page<'b> {
    briefing: &'b Briefing,
    width: usize,
    dress: Dress,
}

impl Page<'_> {
    fn head(&self, out: &mut String) {
        let about = &self.briefing.about;
        self.put(out, &about.title, "", Style::new().bold().underline());
        let parts = [
            Some(self.briefing.outlets()),
            about.published.map(|day| day.to_string()),
            about.tlp.map(|tlp| format!("TLP:{}", tlp.name().to_uppercase())),
            about.confidence.map(|level| format!("confidence {}", level.name())),
        ];
        let facts: Vec<String> =
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        self.put(out, &facts.join(self.separator()), "", Style::new().dimmed());
        if let Some(summary) = &about.summary {
            out.push('\n');
            self.put(out, summary, "", Style::new());
        }
    }

    fn passage(&self, out: &mut String, passage: &Passage) {
        for line in passage.text.lines() {
            self.put(out, line, "  ", Style::new());
        }
        let facts = self.attribution(passage).join(self.separator());
        self.put(out, &facts, "    ", Style::new().dimmed());
    }

    /// Sourcing, sentiment with its target, speakers, channel, locators.
    fn attribution(&self, passage: &Passage) -> Vec<String> {
        let told = &passage.attribution;
        let toward = told.target.as_ref().map(|target| format!(" toward {target}"));
        let tone = self.tag(&told.sentiment) + &toward.unwrap_or_default();
        let speakers: Vec<String> = self
            .briefing
            .speakers_of(passage)
            .map(|speaker| match &speaker.role {
                Some(role) => format!("{} ({role})", speaker.name),
                None => speaker.name.clone(),
            })
            .collect();
        let mut facts = vec![self.tag(&told.sourcing), tone, speakers.join(", ")];
        facts.extend(told.channel.clone());
        facts.extend(passage.places.iter().map(|place| {
            let source = place.source.and_then(|source| self.briefing.sources.get(source));
            let name = source.map(|source| source.document.as_ref().unwrap_or(&source.outlet));
            name.map_or_else(|| place.locator.clone(), |name| format!("{name} {}", place.locator))
        }));
        facts.retain(|fact| !fact.is_empty());
        facts
    }

    fn tag<T: Shown>(&self, tag: &Tag<T>) -> String {
        match self.dress.glyphs {
            Some(glyphs) => format!("{} {}", super::mark(tag.glyph(), glyphs), tag.label()),
            None => tag.label().to_owned(),
        }
    }

    fn separator(&self) -> &'static str {
        if self.dress.glyphs == Some(Glyphs::Unicode) { " · " } else { "; " }
    }

    /// Adds one paragraph, wrapped and indented; a list item hangs behind its dash.
    fn put(&self, out: &mut String, words: &str, indent: &str, style: Style) {
        let hanging = if words.starts_with("- ") { "  " } else { "" };
        let indent_after = format!("{indent}{hanging}");
        let options =
            Options::new(self.width).initial_indent(indent).subsequent_indent(&indent_after);
        for line in textwrap::wrap(words, options) {
            let line: Cow<'_, str> = line.trim_end().into();
            // Writing to a string cannot fail.
            let _ = match line.as_ref() {
                "" => writeln!(out),
                line if self.dress.colour => writeln!(out, "{style}{line}{style:#}"),
                line => writeln!(out, "{line}"),
            };
        }
    }
}
