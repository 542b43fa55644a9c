//! A briefing as a whole: its own id, what it says of itself, and its parts put together.

use super::claims::Target;
use super::declared;
use super::desk::Desk;
use super::passage;
use super::section::{self, Outline};
use super::texts;
use crate::briefing::id;
use crate::briefing::model::{About, Briefing};
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::raw::{self, At};
use crate::briefing::taxonomy::Vocabulary;

/// A file as a whole.
#[derive(Debug)]
pub(super) struct Whole {
    /// Whether the file states the briefing's id; else it is the file's name.
    pub(super) states_id: bool,
    /// The briefing; with errors among the findings, one in form only.
    pub(super) briefing: Briefing,
    /// Where its links to other briefings lead.
    pub(super) abroad: Vec<At<Target>>,
}

/// What `raw` describes.
pub(super) fn briefing(
    raw: raw::Briefing<'_>,
    stem: &str,
    vocabulary: &Vocabulary,
    findings: &mut Findings,
) -> Whole {
    let states_id = raw.id.is_some();
    let id = own_id(raw.id.as_ref(), stem, findings);
    let about = about(raw.about, findings);
    let (topics, topic_names) = declared::topics(raw.topics, findings);
    let (sources, source_names) = declared::sources(raw.sources, findings);
    let (speakers, speaker_names) = declared::speakers(raw.speakers, findings);
    let sections = raw.sections.map(|list| list.value).unwrap_or_default();
    let Outline { sections, passages, names } = section::outline(sections, findings);
    let mut desk = Desk {
        findings,
        vocabulary,
        briefing: &id,
        voices: &speakers,
        sources: source_names,
        speakers: speaker_names,
        topics: topic_names,
        passages: names,
        abroad: Vec::new(),
    };
    let passages = passage::passages(passages, &mut desk);
    desk.note_unused();
    let abroad = desk.abroad;
    let briefing = Briefing { id, about, topics, sources, speakers, sections, passages };
    Whole { states_id, briefing, abroad }
}

fn own_id(written: Option<&At<&str>>, stem: &str, findings: &mut Findings) -> String {
    let Some(written) = written else {
        if !id::is_id(stem) {
            let reason = format!("the file's name, `{stem}`, cannot be the briefing's id");
            let example = id::slug(stem).unwrap_or_else(|| "a-name-of-your-choice".into());
            let fix = format!("write `id = \"{example}\"`, or rename the file");
            findings.add_with_fix(Rule::BadFileName, &(0..0), reason, fix);
        }
        return stem.to_owned();
    };
    if !id::is_id(written.value) {
        let reason = format!("`{}` is no id", written.value);
        findings.add_with_fix(Rule::BadId, &written.span, reason, id::SHAPE);
    }
    written.value.to_owned()
}

fn about(raw: raw::About<'_>, findings: &mut Findings) -> About {
    About {
        title: texts::needed("title", raw.title.as_ref(), findings),
        summary: texts::prose("summary", raw.summary.as_ref(), findings),
        published: raw.published.map(|date| date.value),
        language: raw.language.as_ref().and_then(|tag| language(tag, findings)),
        tlp: raw.tlp.map(|tlp| tlp.value),
        confidence: raw.confidence.map(|level| level.value),
    }
}

/// A tag of the shape of BCP 47: a language of letters, then parts of up to eight letters or figures.
fn language(raw: &At<&str>, findings: &mut Findings) -> Option<String> {
    let mut parts = raw.value.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language =
        matches!(first.len(), 2..=8) && first.bytes().all(|b| b.is_ascii_alphabetic());
    let is_part = |part: &str| {
        matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if is_language && parts.all(is_part) && raw.value.len() <= 35 {
        return Some(raw.value.to_owned());
    }
    let reason = format!("`{}` is no language tag", raw.value);
    findings.add_with_fix(
        Rule::BadLanguage,
        &raw.span,
        reason,
        "write a tag such as `en` or `pt-BR`",
    );
    None
}
