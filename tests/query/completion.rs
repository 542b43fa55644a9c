//! What is offered while one types a query.

use dateline::briefing::taxonomy::{Refinement, Sourcing, Tag, Vocabulary};
use dateline::query::complete::{Completion, complete};
use dateline::query::names::Names;
use dateline::query::{Field, Lexicon, Searches};

fn offered(typed: &str) -> Completion {
    let own = Refinement {
        name: "leaked-file".into(),
        label: "leaked file".into(),
        glyph: '▣',
        meaning: "Passed on.".into(),
    };
    let own = Tag { value: Sourcing::Document, refinement: Some(own.into()) };
    let vocabulary = Vocabulary { sourcing: vec![own], sentiment: Vec::new() };
    let mut searches = Searches::default();
    searches.add("to-check", "mark:verify", &vocabulary).expect("a query");
    let mut names = Names::default();
    for name in ["Kirill Dmitriev", "Steve Witkoff", "Émile Dubois"] {
        names.add(Field::Speaker, name);
    }
    let lexicon = Lexicon { vocabulary: &vocabulary, searches: &searches };
    complete(typed, typed.len(), lexicon, &names)
}

fn texts(typed: &str) -> Vec<String> {
    offered(typed).candidates.into_iter().map(|candidate| candidate.text).collect()
}

#[test]
fn fields_values_names_and_saved_queries_are_offered() {
    assert_eq!(texts("sourc"), ["sourcing:", "curated.sourcing:", "judged.sourcing:"]);
    assert_eq!(texts("sourcing:leak"), ["leaked-file"]);
    assert_eq!(texts("-sourcing:social-post,doc"), ["document"]);
    assert_eq!(texts("(talks or reliability:<=B"), ["B"]);
    assert_eq!(texts("speaker:dmi"), ["\"Kirill Dmitriev\""]);
    assert_eq!(texts("speaker:emi"), ["\"Émile Dubois\""]);
    assert_eq!(texts("by:"), ["me"]);
    assert_eq!(texts("talks @to"), ["@to-check"]);
    assert_eq!(texts("is:"), ["unread", "read", "revised", "unplaced", "buried"]);
}

#[test]
fn what_is_offered_says_what_it_means_and_what_it_takes_the_place_of() {
    let offered = offered("talks -is:bur");
    assert_eq!(offered.range, 10..13);
    assert_eq!(offered.candidates[0].meaning, "A deleted note.");
}

#[test]
fn every_field_is_offered_where_a_word_may_begin() {
    for typed in ["", "talks ", "(", "a or "] {
        assert_eq!(texts(typed).len(), 29, "{typed:?}");
    }
    for typed in ["\"sour", "/sour", "nothing:x", "text:sour "] {
        assert!(!texts(typed).contains(&"sourcing".to_owned()), "{typed:?}");
    }
    assert!(texts("\"sour").is_empty());
}
