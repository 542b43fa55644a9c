//! A briefing as text: every passage with who vouches for it, in what tone, who speaks and where it stands.

use std::fmt::Write;

use clap::builder::styling::Style;

use crate::briefing::taxonomy::{Alphabet, Shown, Tag, Term};
use crate::briefing::{Briefing, Passage};
use crate::layout::wrap::{LineKind, wrap};

/// What a text is dressed with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dress {
    /// Whether emphasis is given to the terminal.
    pub(crate) colour: bool,
    /// The marks before words; without them, what the program adds is ASCII too.
    pub(crate) glyphs: Option<Alphabet>,
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

/// One passage under its address, no line wider than the width.
pub(crate) fn found(
    briefing: &Briefing,
    passage: &Passage,
    address: &str,
    (width, dress): (usize, Dress),
) -> String {
    let page = Page { briefing, width, dress };
    let mut out = String::new();
    page.put(&mut out, address, "", Style::new().bold());
    page.passage(&mut out, passage);
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
        self.put(out, &passage.text, "  ", Style::new());
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
            Some(glyphs) => format!("{} {}", glyphs.mark(tag.glyph()), tag.label()),
            None => tag.label().to_owned(),
        }
    }

    fn separator(&self) -> &'static str {
        if self.dress.glyphs == Some(Alphabet::Unicode) { " · " } else { "; " }
    }

    /// Adds paragraphs and list items, wrapped as the reader wraps them, and indented.
    fn put(&self, out: &mut String, words: &str, indent: &str, style: Style) {
        let width = self.width.saturating_sub(indent.len());
        for line in wrap(words, u16::try_from(width).unwrap_or(u16::MAX)) {
            let lead = match line.kind {
                LineKind::Text | LineKind::Gap => "",
                LineKind::ItemStart => "- ",
                LineKind::ItemMore => "  ",
            };
            let line = &words[line.range];
            // Writing to a string cannot fail.
            let _ = match line {
                "" => writeln!(out),
                _ if self.dress.colour => writeln!(out, "{style}{indent}{lead}{line}{style:#}"),
                _ => writeln!(out, "{indent}{lead}{line}"),
            };
        }
    }
}
