//! Where a passage comes from, in one line that can be pasted anywhere.

use crate::briefing::{Briefing, Passage};

/// `Witkoff (US special envoy), official statement; “Unity on display”, Kyiv Post, ¶ 9, https://…`
///
/// The characters of the file are kept as they are shown: they are safe already.
pub fn citation(briefing: &Briefing, passage: &Passage) -> String {
    let tags = &passage.attribution;
    let speakers: Vec<String> = (briefing.speakers_of(passage))
        .map(|speaker| match &speaker.role {
            Some(role) => format!("{} ({role})", speaker.name),
            None => speaker.name.clone(),
        })
        .collect();
    let said = [speakers.join(" and "), tags.sourcing.label().to_owned()];
    let said = said.into_iter().filter(|part| !part.is_empty()).chain(tags.channel.clone());
    let mut parts = vec![format!("“{}”", briefing.about.title)];
    for place in &passage.places {
        let source = place.source.and_then(|source| briefing.sources.get(source));
        parts.extend(source.map(|source| source.outlet.clone()));
        parts.push(place.locator.clone());
        parts.extend(source.and_then(|source| source.url.clone()));
    }
    parts.extend(briefing.about.published.map(|date| date.to_string()));
    format!("{}; {}", said.collect::<Vec<_>>().join(", "), parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::check::check;
    use crate::briefing::taxonomy::Vocabulary;

    #[test]
    fn a_citation_names_the_voice_the_sourcing_and_the_place() {
        let text = "format = 1\nid = 'talks'\ntitle = 'Talks'\npublished = 2031-04-02\n\
            [[sources]]\nid = 'c'\noutlet = 'Courier'\nurl = 'https://example.org/1'\n\
            [[speakers]]\nid = 'm'\nname = 'A. Example'\nrole = 'minister'\n\
            [[sections]]\nid = 's'\nheading = 'S'\n[[sections.passages]]\ntext = 'Words.'\n\
            sourcing = 'on-record'\nsentiment = 'neutral'\nspeakers = ['m']\n\
            channel = 'podium'\nlocator = '¶ 4'\n\
            [[sections.passages]]\ntext = 'More.'\nsourcing = 'analysis'\nsentiment = 'neutral'\n\
            locator = '¶ 5'\n";
        let checked = check(text, "talks", &Vocabulary::default());
        let briefing = checked.briefing.expect("a briefing");
        assert_eq!(
            citation(&briefing, &briefing.passages[0]),
            "A. Example (minister), on record, podium; “Talks”, Courier, ¶ 4, \
             https://example.org/1, 2031-04-02"
        );
        assert!(
            citation(&briefing, &briefing.passages[1]).starts_with("analysis; “Talks”, Courier")
        );
    }
}
