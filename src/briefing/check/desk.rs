//! The desk that passages are checked at: what the briefing declares, and where findings go.

use super::claims::Target;
use super::names::Names;
use crate::briefing::model::Speaker;
use crate::briefing::problem::Findings;
use crate::briefing::raw::At;
use crate::briefing::taxonomy::Vocabulary;

/// What the check of a passage needs beside the passage itself.
#[derive(Debug)]
pub(super) struct Desk<'a> {
    /// Where findings go.
    pub(super) findings: &'a mut Findings,
    /// Every value that a tag may name.
    pub(super) vocabulary: &'a Vocabulary,
    /// The briefing's own id.
    pub(super) briefing: &'a str,
    /// The speakers as the screen shows them, in the order of `speakers`.
    pub(super) voices: &'a [Speaker],
    /// The declared sources.
    pub(super) sources: Names<'a>,
    /// The declared speakers.
    pub(super) speakers: Names<'a>,
    /// The declared topics.
    pub(super) topics: Names<'a>,
    /// The passages, in reading order.
    pub(super) passages: Names<'a>,
    /// Where links to other briefings lead.
    pub(super) abroad: Vec<At<Target>>,
}

impl Desk<'_> {
    /// Notes what was declared and never named.
    pub(super) fn note_unused(&mut self) {
        for names in [&self.sources, &self.speakers, &self.topics] {
            names.note_unused(self.findings);
        }
    }
}
