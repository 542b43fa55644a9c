//! One Rust file as the rules see it: its text, its syntax and every path that its code names.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The folders whose code the rules hold for.
const FOLDERS: [&str; 4] = ["src", "tests", "examples", "benches"];

pub(super) struct Source {
    /// From the root of the repository, with `/`.
    pub(super) path: String,
    pub(super) text: String,
    pub(super) syntax: syn::File,
}

/// A path as code names it, with groups spelled out: `use a::{b, c}` names `a::b` and `a::c`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
}

impl Source {
    pub(super) fn parse(path: &str, text: &str) -> Self {
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        Self { path: path.into(), text: text.into(), syntax }
    }

    /// The module under `src` that the file belongs to: `view` for `src/view/theme.rs`.
    pub(super) fn module(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        Some(inside.split_once('/').map_or_else(|| inside.trim_end_matches(".rs"), |(top, _)| top))
    }

    /// Whether the whole file is tests.
    pub(super) fn is_test(&self) -> bool {
        self.path.starts_with("tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains("/tests/")
    }

    /// Where the file's code stands in the tree of modules: `view`, `theme` for
    /// `src/view/theme.rs`, nothing for the root.
    pub(super) fn place(&self) -> Vec<String> {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let place = inside.split('/').map(String::from);
        place.filter(|step| !matches!(step.as_str(), "lib" | "main")).collect()
    }

    /// Every path in the code, those inside macro calls included; comments and strings name none.
    pub(super) fn names(&self) -> Vec<Named> {
        let tokens: TokenStream = self.text.parse().expect("the file was parsed before");
        let mut named = Vec::new();
        walk(tokens, &mut named);
        named
    }
}

fn walk(tokens: TokenStream, named: &mut Vec<Named>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Ident(_) => at = path(&tokens, at, &[], named),
            TokenTree::Group(group) => {
                walk(group.stream(), named);
                at += 1;
            }
            _ => at += 1,
        }
    }
}

/// Reads the path that starts at `at` and answers where it ends.
fn path(tokens: &[TokenTree], mut at: usize, before: &[String], named: &mut Vec<Named>) -> usize {
    let mut segments = before.to_vec();
    let line = tokens[at].span().start().line;
    while let Some(TokenTree::Ident(segment)) = tokens.get(at) {
        segments.push(segment.to_string());
        at += 1;
        if !is_separator(tokens, at) {
            break;
        }
        at += 2;
        if let Some(TokenTree::Group(group)) = tokens.get(at)
            && group.delimiter() == Delimiter::Brace
        {
            branches(group.stream(), &segments, named);
            return at + 1;
        }
    }
    named.push(Named { segments, line });
    at
}

fn branches(tokens: TokenStream, before: &[String], named: &mut Vec<Named>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for branch in tokens.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ',')) {
        if matches!(branch.first(), Some(TokenTree::Ident(_))) {
            path(branch, 0, before, named);
        }
    }
}

fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == ':');
    colon(tokens.get(at)) && colon(tokens.get(at + 1))
}

/// Every Rust file of the repository that the rules hold for.
pub(super) fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in FOLDERS {
        collect(root, &root.join(folder), &mut sources);
    }
    assert!(sources.iter().any(|source| source.path == "src/lib.rs"), "the sources are found");
    sources
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            collect(root, &path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix(root).expect("below the root");
            let text = fs::read_to_string(&path).expect("a readable source");
            sources.push(Source::parse(&inside.to_string_lossy().replace('\\', "/"), &text));
        }
    }
}

#[test]
fn names_are_found_in_groups_and_macros_and_not_in_comments() {
    let source = Source::parse(
        "src/a/b.rs",
        "use crate::{one::X, two::{self, Y}};\n/// crate::three\nfn f() { g!(crate::four::z()) }",
    );
    let named: Vec<String> = source.names().iter().map(|n| n.segments.join("::")).collect();
    for path in ["crate::one::X", "crate::two::self", "crate::two::Y", "crate::four::z"] {
        assert!(named.iter().any(|name| name == path), "{path} in {named:?}");
    }
    assert!(!named.iter().any(|name| name.contains("three")));
    assert_eq!((source.module(), source.place()), (Some("a"), vec!["a".into(), "b".into()]));
}
