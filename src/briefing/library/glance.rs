//! A file at a glance: what the lists show of it, seen in its head, while it is still to be checked.

use std::path::Path;

use super::{Card, Entry};
use crate::briefing::check::{Claims, in_form};
use crate::briefing::id;
use crate::briefing::taxonomy::Vocabulary;

/// What a file begins its sections with, and what it begins each passage with.
const SECTION: &str = "\n[[sections]]";
const PASSAGE: &str = "\n[[sections.passages]]";

/// What the lists show of the file at `path`, which has this text and `fingerprint`: only what stands before its
/// first section is read, its passages are counted and have no names. None where that does not tell what the
/// file is. Whether it has problems is not known before it is checked.
pub fn glance(
    path: &Path,
    (fingerprint, text): (u64, &str),
    vocabulary: &Vocabulary,
) -> Option<Entry> {
    let (head, rest) = text.split_at(text.find(SECTION)?);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let briefing = in_form(head, &stem, vocabulary)?;
    if !id::is_id(&briefing.id) || briefing.about.title.is_empty() {
        return None;
    }
    let card = Card::of(&briefing).with_nameless_passages(rest.matches(PASSAGE).count());
    let unjudged = (Vec::new(), Claims::default());
    Some(Entry::shelved(path.to_owned(), fingerprint, card, unjudged))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::briefing::check::check;

    fn glanced(text: &str) -> Option<Entry> {
        glance(Path::new("talks.toml"), (7, text), &Vocabulary::default())
    }

    #[test]
    fn a_glance_shows_what_the_lists_show_of_the_file_when_it_is_checked() {
        for (path, text) in [
            ("1.toml", include_str!("../../../briefings/1-unity-on-display.toml")),
            ("2.toml", include_str!("../../../briefings/2-miami-as-a-stage.toml")),
            ("3.toml", include_str!("../../../briefings/3-two-accounts-of-miami.toml")),
        ] {
            let glance = glance(Path::new(path), (7, text), &Vocabulary::default());
            let glance = glance.expect("a head");
            let checked = check(text, "file", &Vocabulary::default());
            let whole = Entry::checked(path.into(), 7, checked);
            let shown = |entry: &Entry| {
                let card = entry.card.clone().expect("a briefing");
                let outlets = card.outlets().map(str::to_owned).collect::<Vec<_>>();
                let passages = card.passages().count();
                let id = entry.id().to_owned();
                (id, card.title, card.published, card.tlp, outlets, passages, entry.shown.clone())
            };
            assert_eq!(shown(&glance), shown(&whole));
            assert_eq!(glance.fingerprint, whole.fingerprint);
        }
    }

    #[test]
    fn nothing_is_shown_of_a_head_that_does_not_say_what_the_file_is() {
        let rest = "\n[[sections]]\nheading = 'One'\n";
        assert!(glanced(&format!("format = 1\ntitle = 'A'{rest}")).is_some());
        for head in [
            "format = 1",
            "format = 2\ntitle = 'A'",
            "format = 1\ntitle = 'A'\nid = 'no id'",
            "format = 1\ntitle = ",
            // The section begins inside a text.
            "format = 1\ntitle = 'A'\nsummary = \"\"\"",
        ] {
            assert_eq!(glanced(&format!("{head}{rest}")), None, "{head}");
        }
        assert_eq!(glanced("format = 1\ntitle = 'A'\nsections = []\n"), None);
    }
}
