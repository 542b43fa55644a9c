//! Words that say nothing: no type, function, module or file is called by one.

use syn::visit::{self, Visit};

use super::Finding;
use super::source::Source;

const EMPTY_WORDS: [&str; 10] = [
    "manager", "handler", "helper", "util", "misc", "common", "context", "data", "info", "process",
];

pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let mut names = Names { source, found: Vec::new() };
    let stem = source.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
    names.judge(stem, 1);
    names.visit_file(&source.syntax);
    names.found
}

struct Names<'a> {
    source: &'a Source,
    found: Vec<Finding>,
}

impl Names<'_> {
    fn judge(&mut self, name: &str, line: usize) {
        for word in words(name).iter().filter(|word| EMPTY_WORDS.contains(&singular(word))) {
            let advice = format!("`{name}`: `{word}` says nothing; name what it is or does");
            self.found.push(Finding::new(self.source, line, advice));
        }
    }

    fn judge_ident(&mut self, name: &syn::Ident) {
        self.judge(&name.to_string(), name.span().start().line);
    }
}

impl<'ast> Visit<'ast> for Names<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.judge_ident(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.judge_ident(&item.ident);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.judge_ident(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.judge_ident(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.judge_ident(&item.ident);
        visit::visit_item_mod(self, item);
    }

    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        self.judge_ident(&signature.ident);
    }

    /// What implements somebody else's trait carries that trait's names.
    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if item.trait_.is_none() {
            visit::visit_item_impl(self, item);
        }
    }
}

/// The words of `snake_case` and `CamelCase`, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if letter == '_' || letter.is_uppercase() {
            words.push(String::new());
        }
        if letter != '_'
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').filter(|one| EMPTY_WORDS.contains(one)).unwrap_or(word)
}

#[test]
fn empty_words_are_found_wherever_they_stand_in_a_name() {
    for text in [
        "struct NoteManager;",
        "fn process_key() {}",
        "mod key_handler {}",
        "enum InfoKind {}",
        "type Data = u8;",
        "trait Helpers {}",
        "impl Page { fn context(&self) {} }",
    ] {
        assert_eq!(findings(&Source::parse("src/a.rs", text)).len(), 1, "{text}");
    }
    assert_eq!(findings(&Source::parse("src/utils.rs", "")).len(), 1);
}

#[test]
fn other_words_and_the_names_of_other_peoples_traits_are_left_alone() {
    for text in [
        "struct Datum;",
        "fn inform() {}",
        "fn preprocess() {}",
        "impl T for S { fn handler() {} }",
    ] {
        assert_eq!(findings(&Source::parse("src/update.rs", text)), [], "{text}");
    }
}
