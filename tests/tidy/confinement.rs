//! What only some modules may touch: the screen, the terminal, the disk, threads and the clock.

use super::Finding;
use super::source::Source;

/// Where the world begins.
const WORLD: &[&str] = &["store", "shell", "cli", "main"];

/// A path that only some modules may name.
struct Confined {
    path: &'static [&'static str],
    homes: &'static [&'static str],
    instead: &'static str,
}

const fn confined(
    path: &'static [&'static str],
    homes: &'static [&'static str],
    instead: &'static str,
) -> Confined {
    Confined { path, homes, instead }
}

/// The first entry that a path starts with decides.
const CONFINED: &[Confined] = &[
    confined(
        &["ratatui", "layout"],
        &["layout", "app", "view", "shell"],
        "geometry begins in `layout`",
    ),
    confined(&["ratatui"], &["view", "shell"], "say what to show; `view` draws it"),
    confined(&["crossterm"], &["shell"], "say it with an effect; `shell` speaks to the terminal"),
    confined(&["std", "fs"], WORLD, "take the text; `store` reads and writes"),
    confined(&["std", "env"], WORLD, "take the value as a parameter"),
    confined(&["std", "thread"], WORLD, "ask for it with an effect; `shell` owns the threads"),
    confined(&["std", "process"], WORLD, "ask for it with an effect; `shell` starts programs"),
    confined(&["std", "net"], WORLD, "nothing here speaks to a network"),
    confined(&["std", "time", "Instant"], WORLD, "take the time from the event"),
    confined(&["std", "time", "SystemTime"], WORLD, "take the time from the event"),
    confined(&["jiff", "Timestamp", "now"], WORLD, "take the time from the event"),
    confined(&["Timestamp", "now"], WORLD, "take the time from the event"),
    confined(&["Zoned", "now"], WORLD, "take the time from the event"),
    confined(&["std", "cell", "RefCell"], WORLD, "pass `&mut`: state changes in one place"),
    confined(&["std", "sync", "Mutex"], WORLD, "send an event: threads share nothing here"),
    confined(&["std", "sync", "RwLock"], WORLD, "send an event: threads share nothing here"),
    confined(&["anyhow"], WORLD, "say what went wrong with a type of the module"),
];

pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let Some(module) = source.module() else { return Vec::new() };
    let names = source.names();
    let met = names.iter().filter_map(|name| {
        let starts = |rule: &&Confined| {
            name.segments.len() >= rule.path.len()
                && name.segments.iter().zip(rule.path).all(|(segment, step)| segment == step)
        };
        Some((name, CONFINED.iter().find(starts)?))
    });
    met.filter(|(_, rule)| !rule.homes.contains(&module))
        .map(|(name, rule)| {
            let (path, homes) = (rule.path.join("::"), rule.homes.join(", "));
            let advice = format!("`{path}` belongs to {homes}: {}", rule.instead);
            Finding::new(source, name.line, advice)
        })
        .collect()
}

fn lines(path: &str, text: &str) -> Vec<usize> {
    findings(&Source::parse(path, text)).iter().map(|finding| finding.line).collect()
}

#[test]
fn every_confined_path_is_found_outside_its_homes() {
    for rule in CONFINED {
        let text = format!("fn f() {{\n    {}::x();\n}}", rule.path.join("::"));
        assert_eq!(lines("src/query.rs", &text), [2], "{text}");
        let home = format!("src/{}.rs", rule.homes[0]);
        assert!(lines(&home, &text).is_empty(), "{text}");
    }
}

#[test]
fn geometry_reaches_further_than_drawing() {
    assert!(lines("src/layout/wrap.rs", "use ratatui::layout::Rect;").is_empty());
    assert_eq!(
        lines("src/layout/wrap.rs", "use ratatui::{\n  layout::Rect,\n  style::Style};"),
        [3]
    );
    assert_eq!(lines("src/briefing.rs", "use ratatui::layout::Rect;"), [1]);
}

#[test]
fn tests_inside_and_durations() {
    assert_eq!(lines("src/app.rs", "#[cfg(test)]\nmod tests {\n    use std::{fs, io};\n}"), [3]);
    assert!(lines("src/app.rs", "use std::time::Duration;").is_empty());
    assert!(lines("tests/journey.rs", "use std::fs;").is_empty());
}
