//! Noted words and edited briefings.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::briefing::check::check;
use crate::notes::target::Target;

/// A briefing of passages `(id, text)` in one section.
fn briefing(passages: &[(&str, &str)]) -> Briefing {
    let mut file =
        "format = 1\nid = 'b'\ntitle = 'T'\n[[sections]]\nid = 's'\nheading = 'H'\n".to_owned();
    for (id, text) in passages {
        let text = serde_json::to_string(text).expect("a string");
        let tags = "sourcing = 'analysis'\nsentiment = 'neutral'\n";
        writeln!(file, "[[sections.passages]]\nid = '{id}'\ntext = {text}\n{tags}")
            .expect("a string");
    }
    check(&file, "b", &crate::briefing::taxonomy::Vocabulary::default())
        .briefing
        .expect("a briefing")
}

/// The target of `words` in the first passage that has them.
fn noted(briefing: &Briefing, words: &str) -> Target {
    let (passage, start) = (0..briefing.passages.len())
        .find_map(|index| Some((index, briefing.passages[index].text.find(words)?)))
        .expect("the words");
    Target::new("b", capture(briefing, passage, start..start + words.len()).expect("a place"))
}

/// What became of it, in words: the result and the text.
fn found(briefing: &Briefing, target: &Target) -> String {
    found_with(briefing, target, None)
}

fn found_with(briefing: &Briefing, target: &Target, old: Option<&str>) -> String {
    let ground = Ground::of(briefing);
    let past = |_| old.map(str::to_owned);
    let found = ground.find(target, &past);
    assert_eq!(ground.find(target, &past), found, "twice the same");
    let text = |stand: &Stand| match stand {
        Stand::Span(passage, span) => {
            let passage = &briefing.passages[*passage];
            format!("{} [{}]", passage.id, &passage.text[span.range()])
        }
        Stand::Passage(passage) => briefing.passages[*passage].id.clone(),
        other => format!("{other:?}"),
    };
    match &found {
        Found::Here(stand) => format!("here {}", text(stand)),
        Found::Moved(stand) => format!("moved {}", text(stand)),
        Found::Edited(stand) => format!("edited {}", text(stand)),
        Found::Suggested { stays, perhaps } => {
            format!("suggested {}, stays {}", text(perhaps), text(stays))
        }
        Found::Lost(stand) => format!("lost {}", text(stand)),
    }
}

const ALPHA: &str = "Team Alpha signed the accord on Monday.";
const BETA: &str = "Team Beta signed the accord on Monday.";

#[test]
fn words_stay_where_they_were() {
    let before = briefing(&[("p", "Both sides put out the same text. Nobody said when.")]);
    let target = noted(&before, "the same text");
    assert_eq!(found(&before, &target), "here p [the same text]");
    let after =
        briefing(&[("p", "On Monday, both sides put out the same text. Nobody said when.")]);
    assert_eq!(found(&after, &target), "here p [the same text]");
    let typeset = briefing(&[("p", "Both  sides put out the\nsame text. Nobody said when.")]);
    assert!(found(&typeset, &target).starts_with("here p [the"), "{}", found(&typeset, &target));
}

#[test]
fn edited_words_are_shown_as_edited() {
    let before = briefing(&[(
        "p",
        "The minister called the second round useful and left early. Talks go on.",
    )]);
    let target = noted(&before, "called the second round useful");
    let after = briefing(&[(
        "p",
        "The minister called the second round helpful and left early. Talks go on.",
    )]);
    assert_eq!(found(&after, &target), "edited p [called the second round helpful]");
}

#[test]
fn a_look_alike_is_suggested_only() {
    for (all, rest) in [
        (vec![("p", format!("{ALPHA} {BETA}"))], vec![("p", BETA.to_owned())]),
        (vec![("p", format!("{BETA} {ALPHA} More."))], vec![("p", format!("{BETA} More."))]),
        (vec![("p", ALPHA.to_owned()), ("q", BETA.to_owned())], vec![("q", BETA.to_owned())]),
        (
            vec![("p", format!("{ALPHA} More was said.")), ("q", BETA.to_owned())],
            vec![("p", "More was said.".to_owned()), ("q", BETA.to_owned())],
        ),
    ] {
        let make = |list: &[(&str, String)]| {
            briefing(&list.iter().map(|(id, text)| (*id, text.as_str())).collect::<Vec<_>>())
        };
        let (before, after) = (make(&all), make(&rest));
        let target = noted(&before, ALPHA);
        for old in [None, Some(before.passages[0].text.as_str())] {
            let result = found_with(&after, &target, old);
            assert!(result.starts_with("suggested "), "{result}");
            assert!(result.contains(BETA), "{result}");
        }
    }
}

#[test]
fn a_look_alike_further_away_is_known_from_the_old_text() {
    let between =
        "Nothing else was agreed between the delegations in the course of that long day. ";
    let before = briefing(&[("p", &format!("{ALPHA} {between}{between}{BETA}"))]);
    let after = briefing(&[("p", &format!("{between}{between}{BETA}"))]);
    let target = noted(&before, ALPHA);
    let result = found_with(&after, &target, Some(&before.passages[0].text));
    assert!(result.starts_with("suggested "), "{result}");
}

#[test]
fn a_passage_that_moved_is_found_by_its_text() {
    let before = briefing(&[("p-1", ALPHA), ("p-2", BETA), ("p-3", "A third one.")]);
    let after = briefing(&[("p-1", "A new one on top."), ("p-2", ALPHA), ("p-3", BETA)]);
    let span = noted(&before, "Beta signed the accord");
    assert_eq!(found(&after, &span), "moved p-3 [Beta signed the accord]");
    let whole = Target::new("b", capture_passage(&before, 0).expect("a passage"));
    assert_eq!(found(&after, &whole), "moved p-2");
    assert_eq!(found(&before, &whole), "here p-1");
}

#[test]
fn what_is_left_of_a_place_keeps_the_note() {
    let before = briefing(&[("p", ALPHA), ("q", "Something else entirely.")]);
    let target = noted(&before, "the accord");
    let replaced = briefing(&[("p", "Nothing of that kind."), ("q", "Something else entirely.")]);
    assert_eq!(found(&replaced, &target), "lost p");
    let gone = briefing(&[("q", "Something else entirely.")]);
    assert_eq!(found(&gone, &target), "lost Section(0)");
    let mut elsewhere = target;
    if let Extent::Span(spot, _) = &mut elsewhere.extent {
        spot.section = Some("none".into());
    }
    assert_eq!(found(&gone, &elsewhere), "lost Tray");
}

#[test]
fn a_whole_passage_in_other_words_is_edited_or_looked_for() {
    let before = briefing(&[("p", ALPHA), ("q", "Something else entirely was said here.")]);
    let whole = Target::new("b", capture_passage(&before, 0).expect("a passage"));
    let edited = briefing(&[("p", "Team Alpha signed that accord on a Monday."), ("q", "Else.")]);
    assert_eq!(found_with(&edited, &whole, Some(ALPHA)), "edited p");
    assert_eq!(found(&edited, &whole), "edited p");
    let shifted =
        briefing(&[("p", "Quite another claim of the desk's own."), ("q", &format!("{ALPHA}!"))]);
    assert_eq!(found_with(&shifted, &whole, Some(ALPHA)), "suggested q, stays p");
}

#[test]
fn a_confirmed_place_counts_until_the_edit_is_undone() {
    use crate::notes::target::Moved;
    let before = briefing(&[("p", &format!("{ALPHA} {BETA}"))]);
    let after = briefing(&[("p", BETA)]);
    let mut target = noted(&before, ALPHA);
    let extent = capture(&after, 0, 0..BETA.len()).expect("a place");
    target.moved = Some(Moved { confirmed: jiff::Timestamp::UNIX_EPOCH, extent });
    assert_eq!(found(&after, &target), format!("here p [{BETA}]"));
    target.moved = None;
    assert_eq!(found(&before, &target), format!("here p [{ALPHA}]"));
}

#[test]
fn a_text_of_a_mebibyte_is_searched_in_bounded_time() {
    let filler = "Words without end are said and said again at the long table. ".repeat(17_000);
    let long = format!("{}{ALPHA} {filler}", &filler[..filler.len() / 2]);
    let before = briefing(&[("p", &long[..long.len() * 2 / 3])]);
    let target = noted(&before, ALPHA);
    let changed = before.passages[0].text.replace("Alpha", "Alfa").replace("long table", "table");
    let result = found(&briefing(&[("p", &changed)]), &target);
    assert_eq!(result, "edited p [Team Alfa signed the accord on Monday.]");
    let large = noted(&before, &before.passages[0].text[100..400_000]);
    let result = found(&briefing(&[("p", &changed)]), &large);
    assert_eq!(result, "lost p");
}

fn sentences() -> impl Strategy<Value = Vec<String>> {
    proptest::collection::vec("([A-Z][a-z]{3,9})( [a-zé]{3,10}){4,12}\\.", 2..7)
}

proptest! {
    #[test]
    fn text_untouched_elsewhere_is_found(sentences in sentences(), pick in 0..9_usize, added in "[A-Z][a-z ]{5,40}\\.") {
        let pick = pick % sentences.len();
        let text = sentences.join(" ");
        let before = briefing(&[("p", &text)]);
        let target = noted(&before, &sentences[pick]);
        let after = briefing(&[("x", "Another."), ("p", &format!("{added} {text} {added}"))]);
        let result = found(&after, &target);
        prop_assert!(result.starts_with("here p [") || result.starts_with("edited p ["), "{}", result);
        prop_assert!(result.contains(&sentences[pick]), "{}", result);
    }

    #[test]
    fn a_deleted_passage_is_never_attached(sentences in sentences(), pick in 0..9_usize) {
        let pick = pick % sentences.len();
        let before = briefing(&[("p", &sentences[pick]), ("q", &sentences.join(" ").to_uppercase())]);
        let target = noted(&before, &sentences[pick]);
        let rest: Vec<&str> = sentences.iter().enumerate().filter(|(at, _)| *at != pick).map(|(_, text)| text.as_str()).collect();
        let result = found(&briefing(&[("q", &rest.join(" "))]), &target);
        prop_assert!(result.starts_with("lost") || result.starts_with("suggested"), "{}", result);
    }

    #[test]
    fn an_undone_edit_restores_the_place(sentences in sentences(), start in 0..40_usize, length in 1..60_usize) {
        let before = briefing(&[("p", &sentences.join(" "))]);
        let text = &before.passages[0].text;
        let start = text.floor_char_boundary(start);
        let end = text.ceil_char_boundary(start + length).min(text.len());
        let target = Target::new("b", capture(&before, 0, start..end).expect("a place"));
        let _edited = found(&briefing(&[("p", "Other words.")]), &target);
        let again = Ground::of(&before).find(&target, &|_| None);
        if target.extent.quote().is_some() {
            prop_assert_eq!(again, Found::Here(Stand::words(0, &(start..end))));
        }
    }
}
