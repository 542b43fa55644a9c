//! The manual tells the truth: its generated parts are fresh, its links lead somewhere, its commands parse.

mod captures;
mod commands;
mod keys;
mod links;
mod readme;

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Markdown file of the repository, from its root, with its text.
fn pages() -> Vec<(PathBuf, String)> {
    let mut pages = Vec::new();
    for folder in ["", "docs", "docs/captures", "briefings"] {
        for entry in fs::read_dir(root().join(folder)).expect("a folder") {
            let name = Path::new(folder).join(entry.expect("an entry").file_name());
            if name.extension().is_some_and(|end| end == "md") {
                let text = fs::read_to_string(root().join(&name)).expect("a page");
                pages.push((name, text));
            }
        }
    }
    pages.sort();
    pages
}
