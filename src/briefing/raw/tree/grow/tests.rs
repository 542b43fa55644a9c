//! A tree says what the tables of the `toml` crate say, and is none where that finds a mistake.

use std::fmt::Write;

use proptest::prelude::*;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::*;

/// The same document in one form, whoever read it: each value with its path and its bytes.
fn of_tree(tree: &Tree<'_>, at: &Node<'_>, path: &str, out: &mut Vec<String>) {
    let said = match &at.value {
        Value::Text(text) => format!("{text:?}"),
        Value::Integer(number) => format!("{number:?}"),
        Value::Float => "float".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Moment(moment) => moment.to_string(),
        Value::Array(items) => {
            for (place, (_, item)) in tree.of(*items).enumerate() {
                of_tree(tree, item, &format!("{path}[{place}]"), out);
            }
            format!("array of {}", items.count())
        }
        Value::Table(keys) => {
            for (_, node) in tree.of(*keys) {
                let found = tree
                    .get((place_of(tree, at), *keys), tree.name(&node.key))
                    .expect("its own key");
                assert!(std::ptr::eq(found.1, node), "{}", tree.name(&node.key));
                of_tree(
                    tree,
                    node,
                    &format!("{path}/{:?} {:?}", tree.name(&node.key), node.key.span.range()),
                    out,
                );
            }
            format!("table of {}", keys.count())
        }
    };
    out.push(format!("{path} = {said} {:?}", at.span.range()));
}

fn place_of(tree: &Tree<'_>, node: &Node<'_>) -> u32 {
    let place = tree.nodes.iter().position(|known| std::ptr::eq(known, node));
    place.expect("a node of the tree") as u32
}

fn of_toml(at: &Spanned<DeValue<'_>>, path: &str, out: &mut Vec<String>) {
    let said = match at.get_ref() {
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Integer(number) => {
            format!("{:?}", i64::from_str_radix(number.as_str(), number.radix()).ok())
        }
        DeValue::Float(_) => "float".to_owned(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                of_toml(item, &format!("{path}[{place}]"), out);
            }
            format!("array of {}", items.len())
        }
        DeValue::Table(keys) => {
            for (key, value) in keys {
                of_toml(value, &format!("{path}/{:?} {:?}", key.get_ref(), key.span()), out);
            }
            format!("table of {}", keys.len())
        }
    };
    out.push(format!("{path} = {said} {:?}", at.span()));
}

/// Compares both; gives whether the document is TOML.
fn same(source: &str) -> bool {
    let (table, errors) = DeTable::parse_recoverable(source);
    let tree = Tree::parse(source);
    assert_eq!(tree.is_ok(), errors.is_empty(), "{source}\n{errors:?}\n{:?}", tree.err());
    if let Some(span) = tree.as_ref().err().and_then(ParseError::unexpected) {
        let line = |at: usize| source[..at].matches('\n').count();
        let is_there = |there: Range<usize>| line(there.start) == line(span.start());
        let is_known = errors.iter().any(|it| it.span().is_none_or(is_there));
        assert!(is_known, "{source}\n{errors:?}\n{span:?}");
    }
    let Ok(tree) = tree else { return false };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    of_tree(&tree, &tree.nodes[ROOT as usize], "", &mut ours);
    let span = table.span();
    of_toml(&Spanned::new(span, DeValue::Table(table.into_inner())), "", &mut theirs);
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs, "{source}");
    true
}

#[test]
fn tables_that_are_stated_twice_are_judged_as_toml_does() {
    let good = [
        "[a.b]\n[a]\nc = 1\n",
        "[[a.b]]\n[a]\nc.d = 1\n",
        "[[x.a]]\n[x]\na.c.d = 1\n",
        "a.b.c = 1\na.b.d = 2\n[e]\n",
        "[a]\nb.c = 1\n[a.d]\n",
        "a = { b.c = 1, b.d = 2 }\n",
        "[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\n",
        "a = [[1, [2]], {}, [{ b = 1 }]]\n",
        "\u{feff}a = 1",
        "[a.b]\n['a']\nc = 1\n",
        "['a'.\"b\"]\n[a]\n'c' = 1\n",
        "'a'.b = 1\n\"a\".c = 2\n\"\\u0061\".d = 3\n",
    ];
    assert!(good.into_iter().all(same));
    let bad = [
        "[a]\n[a]\n",
        "a = 1\n[a]\n",
        "a.b = 1\n[a]\n",
        "[a.b]\n[a]\nb.c = 1\n",
        "[a.b]\n[a]\nb.c.d = 1\n",
        "[[x.a]]\n[x]\na.c = 1\n",
        "a = {}\n[a.b]\n",
        "a = {}\na.b = 1\n",
        "a = { b = 1, b.c = 2 }\n",
        "a = [{}]\n[[a]]\n",
        "[[a]]\n[a]\n",
        "a = 1\na = 2\n",
        "'''a''' = 1\n",
        "a = 2031-02-30\n",
        "a = 1\n'a' = 2\n",
        "a = { \"\\u0061\" = 1, a = 2 }\n",
        "a = 1 # \u{1}\n",
        "a = 1\n\u{feff}b = 2\n",
        "a = \"x\"\n\u{feff}b = \"y\"\n",
        "a = 1\r",
    ];
    assert!(!bad.into_iter().any(same));
}

#[test]
fn what_is_as_deep_as_toml_allows_is_read_and_no_more() {
    let nested = |depth: usize| format!("a = {}{}", "[".repeat(depth), "]".repeat(depth));
    let dotted = |parts: usize| format!("a{} = 1", ".a".repeat(parts));
    let header = |parts: usize| format!("[a{}]", ".a".repeat(parts));
    for depth in 70..90 {
        let read = [nested(depth), dotted(depth), header(depth)].map(|source| same(&source));
        assert_eq!(read, [depth <= DEEPEST, depth < DEEPEST, depth < DEEPEST], "{depth}");
    }
    assert!(!same(&nested(100_000)));
}

#[test]
fn every_character_may_stand_in_a_text_where_toml_lets_it() {
    for c in ('\0'..'\u{100}').chain(['“', '\u{feff}']) {
        for mark in ["\"", "'", "\"\"\"", "'''"] {
            for text in [format!("{c}"), format!("x{c}"), format!("{c}{c}x")] {
                same(&format!("a = {mark}{text}{mark}\n"));
            }
        }
    }
}

#[test]
fn a_crowded_table_finds_its_keys() {
    let mut source = String::new();
    for number in 0..3 * CROWD {
        let _ = write!(source, "k{number} = 1\n'a.{number}'.b = 2\n[t{number}.u]\n[[l]]\n");
    }
    assert!(same(&source));
    let tables = (0..3 * CROWD).map(|number| format!("[t.'{number}']\nk = 1\n"));
    let source = tables.collect::<Vec<_>>().concat();
    assert!(
        same(&source)
            && !same(&format!("{source}[t.'7']\n"))
            && !same(&format!("{source}[t.'40']"))
    );
    assert!(same(&format!("a = [{}]\n", "1, ".repeat(3 * CROWD as usize))));
}

/// A piece of TOML; several of them make sense now and then.
fn piece() -> impl Strategy<Value = String> {
    let key = "[abc]|[ab]\\.[abc]|[ab]\\.[ab]\\.c|'a'|\"b\\\\u0063\"|\"\" ?";
    let value = prop_oneof![
        "[0-9]{1,2}|0x1f|99999999999999999999|1\\.5|true|2031-04-0[0-9]|12:00:00|x",
        "\"[ab\\\\n\u{e9}\"]{0,4}\"|'[ab\\\\]{0,4}'|\"\"\"\r?\n?[ab\"\r\n\t\\\\ ]{0,6}\"\"\"|'''\n?[ab'\n]{0,4}'''",
        "\\[(\"[ab\u{e9}]{0,2}\",? ?){0,3}\\] ?(,|#b)?",
        "\\[[ \n]?(1,[ \n]?)*\\[?\\]?\\]|\\{ ?(a = 1, ?)?b\\.c = [0-9] ?\\}|\\[\\{\\}, \\{ a = 1 \\}\\]",
    ];
    prop_oneof![
        4 => (key, value).prop_map(|(key, value)| format!("{key} = {value}\n")),
        3 => key.prop_map(|key| format!("[{key}]\n")),
        3 => key.prop_map(|key| format!("[[{key}]]\n")),
        1 => "# [a\u{e9}\u{1}]{0,3}\r?\n|\r?\n|[\\[\\]{}\"'=.,#a \n]{0,4}",
    ]
}

proptest! {
    #[test]
    fn a_tree_says_what_the_toml_crate_says(pieces in proptest::collection::vec(piece(), 0..8)) {
        same(&pieces.concat());
    }

    #[test]
    fn any_text_is_refused_by_both_or_none(source in any::<String>()) {
        same(&source);
    }
}
