//! The order of the modules: a module names only those that `src/lib.rs` lists above it.

use super::Finding;
use super::source::{Named, Source};

/// The files at the root that stand above the order and may name every module.
const ROOTS: [&str; 2] = ["lib", "main"];

/// The modules as `src/lib.rs` lists them.
pub(super) fn listed(sources: &[Source]) -> Vec<String> {
    let root = sources.iter().find(|source| source.path == "src/lib.rs").expect("src/lib.rs");
    let modules = root.syntax.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) => Some(module.ident.to_string()),
        _ => None,
    });
    modules.collect()
}

pub(super) fn findings(sources: &[Source], order: &[String]) -> Vec<Finding> {
    let inside = sources.iter().filter_map(|source| Some((source, source.module()?)));
    inside
        .filter(|(_, module)| !ROOTS.contains(module))
        .flat_map(|(source, module)| match rank(order, module) {
            Some(own) => upward(source, own, order),
            None => vec![Finding::new(
                source,
                1,
                format!(
                    "`{module}` is not listed in src/lib.rs: list it there, or remove the file"
                ),
            )],
        })
        .collect()
}

fn upward(source: &Source, own: usize, order: &[String]) -> Vec<Finding> {
    let place = source.place();
    let paths = source.names();
    let rooted = paths.iter().filter_map(|name| Some((name, from_root(name, &place)?)));
    rooted
        .filter(|(_, module)| rank(order, module).is_some_and(|rank| rank > own))
        .map(|(name, module)| {
            let owner = &order[own];
            let advice = format!(
                "`{owner}` names `{module}`, which src/lib.rs lists below it: move the code that \
                 needs it down to `{module}`, or what it needs up to `{owner}`"
            );
            Finding::new(source, name.line, advice)
        })
        .collect()
}

/// The module at the root that a path leads to, where it climbs there.
fn from_root<'a>(name: &'a Named, place: &[String]) -> Option<&'a str> {
    let climbs = name.segments.iter().take_while(|segment| *segment == "super").count();
    let at = match name.segments.first()?.as_str() {
        "crate" => 1,
        "super" if climbs >= place.len() => climbs,
        _ => return None,
    };
    name.segments.get(at).map(String::as_str)
}

fn rank(order: &[String], module: &str) -> Option<usize> {
    order.iter().position(|listed| listed == module)
}

fn sources(outer: &str) -> [Source; 3] {
    [
        Source::parse("src/lib.rs", "pub mod inner;\npub mod outer;\n"),
        Source::parse("src/inner.rs", "pub struct Kernel;\n"),
        Source::parse("src/outer/deep.rs", outer),
    ]
}

#[test]
fn naming_a_module_above_is_right_and_the_swapped_list_is_found() {
    let sources = sources("use crate::inner::Kernel;\n");
    let mut order = listed(&sources);
    assert_eq!(order, ["inner", "outer"]);
    assert_eq!(findings(&sources, &order), []);
    order.swap(0, 1);
    let found = findings(&sources, &order);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((found[0].path.as_str(), found[0].line), ("src/outer/deep.rs", 1));
}

#[test]
fn groups_macros_tests_and_climbing_paths_count_as_well() {
    for outer in [
        "use crate::{inner::Kernel};",
        "fn f() { println!(\"{:?}\", crate::inner::Kernel); }",
        "#[cfg(test)] mod tests { use crate::inner; }",
        "use super::super::inner::Kernel;",
    ] {
        let sources = sources(outer);
        let swapped = ["outer".to_string(), "inner".to_string()];
        assert_eq!(findings(&sources, &swapped).len(), 1, "{outer}");
    }
}

#[test]
fn a_module_that_is_not_listed_is_found() {
    let sources = sources("");
    assert_eq!(findings(&sources, &["inner".to_string()]).len(), 1);
}

#[test]
fn the_real_order_has_no_slack_at_its_ends() {
    let sources = super::source::all();
    let mut order = listed(&sources);
    let last = order.len() - 1;
    order.swap(0, last);
    assert!(!findings(&sources, &order).is_empty(), "swapping the first and the last is found");
}
