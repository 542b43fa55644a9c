//! Files beside each other: one never hides another, and a change is judged anew.

use super::*;
use crate::briefing::check::check;
use crate::briefing::problem::{Findings, Rule};
use crate::briefing::taxonomy::Vocabulary;

fn entry(path: &str, id: &str, rest: &str) -> Entry {
    let source = format!(
        "format = 1\nid = '{id}'\ntitle = 'A'\n[[sections]]\nheading = 'One'\n\
         [[sections.passages]]\nid = 'first'\ntext = 'Words of {id}.'\n\
         sourcing = 'unattributed'\nsentiment = 'neutral'\n{rest}\n"
    );
    Entry::checked(path.into(), 0, check(&source, "file", &Vocabulary::default()))
}

fn rules(library: &Library, at: usize) -> Vec<Rule> {
    library.entries()[at].problems.iter().map(|problem| problem.rule).collect()
}

#[test]
fn the_first_file_of_an_id_keeps_it() {
    let mut library = Library::default();
    library.put_all([entry("b.toml", "talks", ""), entry("a.toml", "talks", "")]);
    assert_eq!(rules(&library, 0), []);
    assert_eq!(rules(&library, 1), [Rule::DuplicateBriefing]);
    assert_eq!(library.entries()[1].id(), "b.toml");

    library.remove(Path::new("a.toml"));
    assert_eq!(rules(&library, 0), []);
    assert_eq!(library.entries()[0].id(), "talks", "the other file is read again");
}

#[test]
fn a_link_that_leads_nowhere_hides_nothing() {
    let link = "links = [{ to = 'talks#frist', relation = 'supports' }]";
    let mut library = Library::default();
    library.put(entry("a.toml", "account", link));
    assert_eq!(rules(&library, 0), [Rule::UnknownBriefing]);
    assert!(library.briefing("account").is_some());

    library.put(entry("b.toml", "talks", ""));
    assert_eq!(rules(&library, 0), [Rule::UnknownPassage]);
    let fix = library.entries()[0].problems[0].fix.as_deref();
    assert_eq!(fix, Some("did you mean `first`?"));

    library.put(entry("a.toml", "account", &link.replace("frist", "first")));
    assert_eq!(rules(&library, 0), []);
}

#[test]
fn what_only_the_library_shows_is_said_of_a_file_with_errors_too() {
    let links = "links = [{ to = 'talks#first', relation = 'supports' }, \
                 { to = 'talks#frist', relation = 'suports' }, { to = 'walks#first' }]";
    let mut library = Library::default();
    library.put_all([
        entry("a.toml", "talks", ""),
        entry("b.toml", "talks", &format!("colour = 'red'\n{links}")),
    ]);
    let expected = [
        Rule::DuplicateBriefing,
        Rule::UnknownKey,
        Rule::UnknownPassage,
        Rule::UnknownValue,
        Rule::MissingKey,
        Rule::UnknownBriefing,
    ];
    // Links to its own id are links within the file.
    assert_eq!(rules(&library, 1)[..2], expected[..2]);
    library.put(entry("b.toml", "account", &format!("colour = 'red'\n{links}")));
    assert_eq!(rules(&library, 1), expected[1..]);
    assert_eq!(rules(&library, 0), []);
}

#[test]
fn a_file_with_errors_never_takes_the_id_of_one_that_can_be_read() {
    let mut library = Library::default();
    library.put_all([entry("a.toml", "talks", "colour = 'red'"), entry("b.toml", "talks", "")]);
    assert_eq!(rules(&library, 0), [Rule::UnknownKey]);
    assert_eq!(rules(&library, 1), [Rule::DuplicateBriefing]);
    assert!(library.briefing("talks").is_some(), "it can be read until the other is mended");
    library.put(entry("a.toml", "talks", ""));
    assert_eq!(library.entry_named("talks").map(|it| it.shown.as_str()), Some("a.toml"));
}

#[test]
fn the_second_of_an_id_is_told_of_the_file_that_has_it() {
    let mut library = Library::default();
    library.put_all([
        entry("a.toml", "talks", "colour = 'red'"),
        entry("b.toml", "talks", ""),
        entry("c.toml", "talks", ""),
    ]);
    let reason = |at: usize| library.entries()[at].problems[0].reason.clone();
    assert_eq!(reason(1), "`talks` is the id of a.toml already");
    assert_eq!(reason(2), "`talks` is the id of b.toml already");
}

#[test]
fn a_file_whose_id_an_error_may_hide_is_not_judged_by_its_name() {
    let source = |id: &str| {
        format!(
            "format = 1\n{id}\ntitle = 'A'\n[[sections]]\nheading = 'One'\n\
             [[sections.passages]]\nid = 'first'\ntext = 'Words.'\nsourcing = 'unattributed'\n\
             sentiment = 'neutral'\nlinks = [{{ to = 'harbour#first', relation = 'supports' }}]\n"
        )
    };
    for (id, rule) in [("ids = 'harbour'", Rule::UnknownKey), ("id = 'no id'", Rule::BadId)] {
        let checked = check(&source(id), "talks", &Vocabulary::default());
        let mut library = Library::default();
        library.put_all([
            Entry::checked("talks.toml".into(), 0, checked),
            entry("z.toml", "talks", ""),
        ]);
        assert_eq!((rules(&library, 0), rules(&library, 1)), (vec![rule], vec![]), "{id}");
    }
}

#[test]
fn a_link_to_a_file_with_errors_is_judged_by_what_that_would_be() {
    let link = |to: &str| {
        entry("a.toml", "account", &format!("links = [{{ to = '{to}', relation = 'supports' }}]"))
    };
    let mut library = Library::default();
    library.put_all([entry("b.toml", "talks", "quote = 'loud'"), link("talks#first")]);
    assert_eq!(rules(&library, 0), [], "there is one error, and it is in the other file");
    library.put(link("talks#frist"));
    assert_eq!(rules(&library, 0), [Rule::UnknownPassage]);
    library.put(entry("b.toml", "talks", "idd = 'frist'"));
    assert_eq!(rules(&library, 0), [], "what is misspelt there may be the passage's id");

    let broken = check("title = ", "talks", &Vocabulary::default());
    library.put(Entry::checked("talks.toml".into(), 0, broken));
    library.remove(Path::new("b.toml"));
    assert_eq!(rules(&library, 0), [Rule::UnknownBriefing]);
    let fix = library.entries()[0].problems[0].fix.as_deref();
    assert_eq!(fix, Some("it may be talks.toml, which cannot be read yet"));
}

#[test]
fn links_that_lead_nowhere_are_said_as_often_as_other_errors() {
    let links = "{ to = 'nowhere#first', relation = 'supports' },".repeat(Findings::MOST);
    let mut library = Library::default();
    library.put(entry("a.toml", "talks", &format!("colour = 'red'\nlinks = [{links}]")));
    assert_eq!(rules(&library, 0).len(), Findings::MOST);
}

#[test]
fn texts_that_are_needed_stay_however_many_there_are() {
    let named = |at: usize| entry(&format!("{at:04}.toml"), &format!("b{at:04}"), "");
    let all: Vec<Entry> = (0..=2 * MOST_FETCHED).map(named).collect();
    let mut library = Library::default();
    library.put_all(all.iter().cloned().map(Entry::without_text));
    let lacking =
        |library: &Library| library.entries().iter().filter(|it| library.lacks(it)).count();
    library.hold(all[1..].to_vec(), |_| true);
    library.hold([all[0].clone()], |_| true);
    assert_eq!(lacking(&library), 0, "who needs all of them would ask for ever");
    library.hold([all[0].clone()], |id| id == "b0001");
    assert_eq!(lacking(&library), all.len() - 2, "the others may go");
}
