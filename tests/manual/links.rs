//! Every link from page to page leads somewhere, and every file that a page names is there.

use std::path::Path;

use regex::Regex;

use super::{pages, root};

#[test]
fn every_link_inside_the_repository_leads_somewhere() {
    let link = Regex::new(r#"\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)""#).expect("a pattern");
    for (page, text) in pages() {
        for found in link.captures_iter(&without_code(&text)) {
            let target = found.get(1).or(found.get(2)).expect("an address").as_str();
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (path, part) = target.split_once('#').unwrap_or((target, ""));
            let folder = page.parent().expect("a folder");
            let file = if path.is_empty() { page.clone() } else { folder.join(path) };
            assert!(root().join(&file).exists(), "{}: {target} leads nowhere", page.display());
            let has_part = || headings(&root().join(&file)).contains(&part.to_owned());
            assert!(part.is_empty() || has_part(), "{}: no part {target}", page.display());
        }
    }
}

#[test]
fn every_file_that_a_page_names_is_there() {
    let path =
        Regex::new(r"`((?:src|tests|docs|examples|briefings|\.ci)/[\w./-]*|\w+\.(?:md|toml))`")
            .expect("a pattern");
    for (page, text) in pages() {
        for found in path.captures_iter(&without_code(&text)) {
            // A file of the analyst's is called by its name alone.
            if !matches!(&found[1], "config.toml" | "session.toml") {
                assert!(root().join(&found[1]).exists(), "{}: {}", page.display(), &found[1]);
            }
        }
    }
}

/// A page without what stands in fences.
fn without_code(text: &str) -> String {
    let parts = text.split("```").step_by(2);
    parts.collect::<Vec<_>>().join("\n")
}

/// The headings of a page as links call them.
fn headings(page: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(page).expect("a page");
    let text = without_code(&text);
    let lines = text.lines().filter(|line| line.starts_with('#'));
    lines.map(|line| anchor(line.trim_start_matches('#').trim())).collect()
}

/// `The file format: an example` → `the-file-format-an-example`.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    let kept = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

#[test]
fn headings_become_anchors_as_in_a_browser() {
    assert_eq!(anchor("Add an action, or `two`"), "add-an-action-or-two");
}
