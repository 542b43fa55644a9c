//! One note on a sheet: where it stands, what became of its words, the text there, and all that it says.

use std::ops::Range;

use super::attribution::attribution;
use super::difference::Difference;
use super::noted::sign;
use super::{Ink, Sheet};
use crate::briefing::taxonomy::{Alphabet, Term, Vocabulary};
use crate::briefing::{Briefing, safe};
use crate::notes::Note;
use crate::notes::anchor::{Found, Stand};
use crate::notes::notebook::Tags;
use crate::notes::target::Extent;

/// How much of a note's words is laid out, in bytes.
const MOST_BODY: usize = 64 * 1024;

/// A note and what is known of its place.
#[derive(Debug, Clone)]
pub struct Previewed<'p> {
    /// The note.
    pub note: &'p Note,
    /// Its briefing, where it is in the library.
    pub briefing: Option<&'p Briefing>,
    /// What became of its place, where that is known.
    pub found: Option<&'p Found>,
    /// The text of its passage as it was, where that is known.
    pub past: Option<String>,
    /// The words that judgements are made in.
    pub vocabulary: &'p Vocabulary,
    /// Which marks the terminal can show.
    pub alphabet: Alphabet,
}

impl Previewed<'_> {
    /// Its sheet.
    pub fn sheet(&self, width: u16) -> Sheet {
        let mut sheet = Sheet::new(width);
        self.place(&mut sheet);
        self.outcome(&mut sheet);
        sheet.gap();
        self.text(&mut sheet);
        sheet.gap();
        self.said(&mut sheet);
        sheet
    }

    /// Where in which briefing it stands.
    fn place(&self, sheet: &mut Sheet) {
        let Some(briefing) = self.briefing else {
            sheet.words(0, Ink::Strong, &self.note.target.briefing);
            sheet.words(0, Ink::Warning, "This briefing is not in the library.");
            return;
        };
        sheet.words(0, Ink::Strong, &briefing.about.title);
        let section = match self.found.map(Found::stand) {
            Some(Stand::Section(section)) => Some(*section),
            Some(stand) => stand.passage().map(|passage| briefing.section_of(passage)),
            None => None,
        };
        if let Some(section) = section.and_then(|section| briefing.sections.get(section)) {
            sheet.words(0, Ink::Muted, &section.heading);
        }
    }

    /// What became of its place, and the difference.
    fn outcome(&self, sheet: &mut Sheet) {
        let words = match self.found {
            None if self.briefing.is_some() => "Its place is being looked for.",
            None | Some(Found::Here(_)) => return,
            Some(Found::Moved(_)) => "The passage moved, word for word.",
            Some(Found::Edited(Stand::Span(..))) => "Its words were edited.",
            Some(Found::Edited(_)) => "Its passage was edited.",
            Some(Found::Suggested { .. }) => "Its words are gone. This may be what became of them:",
            Some(Found::Lost(stays)) => {
                let stays = match stays {
                    Stand::Passage(_) | Stand::Span(..) => "passage",
                    Stand::Section(_) => "section",
                    Stand::Briefing | Stand::Tray => "briefing",
                };
                sheet.words(
                    0,
                    Ink::Warning,
                    &format!("Its words are gone; it stays on its {stays}."),
                );
                if let Some(old) = self.old() {
                    sheet.words(0, Ink::Gone, &format!("[-{}-]", old.trim_end()));
                }
                return;
            }
        };
        sheet.words(0, Ink::Warning, words);
        let (Some(old), Some(new)) = (self.old(), self.new_words()) else { return };
        let difference = Difference::of(old.trim_end(), new.trim_end());
        if !difference.runs.is_empty() {
            sheet.marked(&difference.text, Ink::Plain, &difference.runs, ' ');
        }
    }

    /// What it is about, as it was.
    fn old(&self) -> Option<&str> {
        match self.note.target.latest() {
            Extent::Span(_, quote) => Some(&quote.exact),
            Extent::Passage(_) => self.past.as_deref(),
            Extent::Section(_) | Extent::Briefing => None,
        }
    }

    /// What stands there now, or what is suggested.
    fn new_words(&self) -> Option<&str> {
        let (passage, range) = self.shown()?;
        let text = &self.briefing?.passages.get(passage)?.text;
        range.map_or(Some(text.as_str()), |range| text.get(range))
    }

    /// The passage that is shown, and the words in it.
    fn shown(&self) -> Option<(usize, Option<Range<usize>>)> {
        let stand = match self.found? {
            Found::Suggested { perhaps, .. } => perhaps,
            found => found.stand(),
        };
        match stand {
            Stand::Span(passage, span) => Some((*passage, Some(span.range()))),
            stand => Some((stand.passage()?, None)),
        }
    }

    /// The text that it is about, its words underlined, and whose it is.
    fn text(&self, sheet: &mut Sheet) {
        let passage = self.shown().and_then(|(at, range)| {
            let briefing = self.briefing?;
            Some((briefing, briefing.passages.get(at)?, range))
        });
        let Some((briefing, passage, range)) = passage else { return self.quote(sheet) };
        let runs: Vec<_> = range.into_iter().map(|range| (range, Ink::Noted)).collect();
        let bullet = self.alphabet.pick('•', '-');
        sheet.marked(passage.text.trim_end(), Ink::Plain, &runs, bullet);
        let judgement = &self.note.judgement;
        let curated = &passage.attribution;
        let tags = Tags {
            curated: (curated.sourcing.clone(), curated.sentiment.clone()),
            judged: (judgement.sourcing(self.vocabulary), judgement.sentiment(self.vocabulary)),
        };
        sheet.line(0, attribution(briefing, passage, Some(&tags), self.alphabet));
    }

    /// The words that it was made on, where the passage is not there.
    fn quote(&self, sheet: &mut Sheet) {
        if let (Some(quote), None) = (self.note.target.latest().quote(), self.found) {
            sheet.words(0, Ink::Muted, &format!("“{}”", safe::text(&quote.exact)));
        }
    }

    /// Whose it is, what it judges, marks and tags, and its words.
    fn said(&self, sheet: &mut Sheet) {
        let note = self.note;
        let who = note.origin.author.as_deref().unwrap_or("somebody");
        let when = note.origin.created.strftime("%-d %B %Y, %H:%M UTC");
        let first = format!("{} {} by {who}", sign(self.alphabet), note.kind.name());
        sheet.line(
            0,
            vec![(Ink::Note, safe::line(&first).into_owned()), (Ink::Muted, format!(", {when}"))],
        );
        let facts = facts(note);
        if !facts.is_empty() {
            sheet.words(2, Ink::Note, &safe::line(&facts));
        }
        if let Some(at) = note.buried {
            sheet.words(2, Ink::Warning, &format!("deleted {}", at.strftime("%-d %B %Y")));
        }
        let body = note.body.trim_end();
        let end = body.floor_char_boundary(MOST_BODY);
        sheet.marked(&safe::text(&body[..end]), Ink::Plain, &[], self.alphabet.pick('•', '-'));
        if end < body.len() {
            sheet.words(0, Ink::Muted, "the rest shows where the note is edited");
        }
    }
}

/// `verify, judged mixed, #follow-up`
pub fn facts(note: &Note) -> String {
    let mut facts: Vec<String> = note.mark.iter().cloned().collect();
    let judged = [&note.judgement.sourcing, &note.judgement.sentiment];
    facts.extend(judged.into_iter().flatten().map(|name| format!("judged {name}")));
    facts.extend(note.tags.iter().map(|tag| format!("#{tag}")));
    if let Some(link) = &note.link {
        facts.push(format!("{} {}", link.relation.name(), link.to()));
    }
    facts.join(", ")
}
