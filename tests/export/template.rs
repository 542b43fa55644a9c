//! Templates: what they may do, and how their mistakes are told.

use dateline::briefing::taxonomy::Vocabulary;
use dateline::export::markdown::Lookup;
use dateline::export::record::{Book, book};
use dateline::export::template::{LARGEST, Refused, sheet};
use dateline::notes::Document;
use dateline::notes::note::{Kind, Note};
use dateline::notes::target::Extent;

fn notes() -> Book {
    let note = super::note(1, Kind::Comment, "trial", Extent::Briefing);
    let own = [Document::fresh(Note { body: "# Words *here*.\n".into(), ..note })];
    let (library, vocabulary) = (super::library(&[]), Vocabulary::default());
    let dossier = super::dossier(&library, "trial", &own);
    book(&[dossier], Lookup { library: &library, vocabulary: &vocabulary })
}

fn made(template: &str) -> String {
    sheet(template, "memo.md.j2", &notes()).expect("a sheet").text()
}

fn refused(template: &str) -> String {
    sheet(template, "memo.md.j2", &notes()).expect_err("refused").to_string()
}

#[test]
fn a_template_sees_every_field_and_the_filters() {
    let text = made(
        "{% for briefing in briefings %}\n{{ briefing.id }}:\n{% for note in briefing.notes %}\n\
         {{ note.kind }} {{ note.author }} {{ note.created }}\n{{ note.body|body(2) }}\n{{ note.body|words }}\n\
         {{ note.body|quoted }}\n{{ \"to brief\"|tag }}\n{% endfor %}\n{% endfor %}",
    );
    assert_eq!(
        text,
        "trial:\ncomment ana 2031-04-03T16:27:41Z\n### Words *here*.\n# Words \\*here\\*.\n> # Words \\*here\\*.\n>\n#to-brief\n"
            .replace("\n# Words", "\n\\# Words")
            .replace("> # Words", "> \\# Words")
    );
}

#[test]
fn a_mistake_is_told_with_its_line() {
    for (template, words) in [
        ("one\n{{ briefings[0].ttle }}\n", "line 2: undefined value"),
        ("one\n\n{% for %}", "line 3: syntax error"),
        ("{{ nobody }}", "line 1: undefined value"),
        ("{{ briefings|nofilter }}", "line 1: unknown filter"),
        ("{% include '/etc/passwd' %}", "line 1: template not found"),
        ("{% import '/etc/passwd' as x %}", "line 1: template not found"),
        ("{% extends 'other' %}", "line 1: template not found"),
        ("{{ 1 / 0 }}", "line 1: "),
    ] {
        let said = refused(template);
        assert!(said.starts_with(words), "{template}: {said}");
        assert!(said.len() < 400, "{said}");
    }
}

#[test]
fn a_template_without_an_end_is_ended() {
    let endless = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}";
    assert_eq!(sheet(endless, "x.j2", &notes()), Err(Refused::Tired));
    let huge = "{% set x = 'abcdefgh' * 9000 %}{% for a in range(9000) %}{{ x }}{% endfor %}";
    assert_eq!(sheet(huge, "x.j2", &notes()), Err(Refused::Endless));
    let large = " ".repeat(LARGEST + 1);
    assert_eq!(sheet(&large, "x.j2", &notes()), Err(Refused::Large));
    let recursive = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}";
    assert!(matches!(sheet(recursive, "x.j2", &notes()), Err(Refused::Mistaken { .. })));
}

#[test]
fn what_is_made_is_called_after_the_template() {
    for (template, name) in [
        ("memo.md.j2", "memo.md"),
        ("evidence.csv.jinja", "evidence.csv"),
        ("memo.md", "notes.txt"),
        (".j2", "notes.txt"),
        ("..j2", "notes.txt"),
    ] {
        assert_eq!(sheet("x", template, &notes()).expect("a sheet").name, name);
    }
}

#[test]
fn the_last_line_break_and_nothing_else_is_kept() {
    assert_eq!(made("a\n"), "a\n");
    assert_eq!(made("{# c #}\na"), "a");
    assert_eq!(made("a <b> & \"c\""), "a <b> & \"c\"", "no HTML is meant");
}
