//! The shape of the code: sizes, and the constructs that are left out.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::Finding;
use super::source::Source;

const LINES_A_FILE: usize = 400;
const LINES_A_FUNCTION: usize = 60;
const PARAMETERS: usize = 5;
const FIELDS: usize = 10;

pub(super) fn findings(source: &Source) -> Vec<Finding> {
    let mut shape = Shape { source, found: Vec::new(), inside_tests: source.is_test() };
    let lines = source.text.lines().count();
    if lines > LINES_A_FILE {
        shape.report_line(
            LINES_A_FILE,
            format!("{lines} lines; at most {LINES_A_FILE}: split it by the noun that grew"),
        );
    }
    if source.path.ends_with("/mod.rs") {
        shape.report_line(1, "`mod.rs`: name the file after its module, beside its folder".into());
    }
    shape.visit_file(&source.syntax);
    shape.found
}

struct Shape<'a> {
    source: &'a Source,
    found: Vec<Finding>,
    inside_tests: bool,
}

impl Shape<'_> {
    fn report_line(&mut self, line: usize, advice: String) {
        self.found.push(Finding::new(self.source, line, advice));
    }

    fn report(&mut self, span: Span, advice: String) {
        self.report_line(span.start().line, advice);
    }

    fn measure(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let name = &signature.ident;
        let first = signature.fn_token.span.start().line;
        let lines = match table(body) {
            Some(arms) => longest(arms),
            None => body.span().end().line + 1 - first,
        };
        if lines > LINES_A_FUNCTION {
            self.report_line(
                first,
                format!("`{name}` has {lines} lines; at most {LINES_A_FUNCTION}: take a step out"),
            );
        }
        self.count_parameters(signature);
    }

    fn count_parameters(&mut self, signature: &syn::Signature) {
        let is_given = |input: &&syn::FnArg| matches!(input, syn::FnArg::Typed(_));
        let count = signature.inputs.iter().filter(is_given).count();
        if count > PARAMETERS {
            let name = &signature.ident;
            self.report(
                name.span(),
                format!("`{name}` takes {count} values; at most {PARAMETERS}: name what belongs together"),
            );
        }
    }

    fn matches_verbs(expression: &syn::ExprMatch) -> bool {
        expression.arms.iter().any(|arm| names_a_verb(&arm.pat))
    }
}

impl<'ast> Visit<'ast> for Shape<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.measure(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        match &item.default {
            Some(body) => self.measure(&item.sig, body),
            None => self.count_parameters(&item.sig),
        }
        visit::visit_trait_item_fn(self, item);
    }

    fn visit_fields(&mut self, fields: &'ast syn::Fields) {
        if fields.len() > FIELDS {
            let advice = format!(
                "{} fields; at most {FIELDS}: name the parts that belong together",
                fields.len()
            );
            self.report(fields.span(), advice);
        }
        visit::visit_fields(self, fields);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        self.report(item.static_token.span, "a static: use a `const`, or pass the value".into());
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if item.mac.path.is_ident("macro_rules") {
            self.report(item.span(), "a macro of our own: write a function".into());
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if attribute.path().is_ident("allow") {
            self.report(
                attribute.span(),
                "`allow`: write `#[expect(lint, reason = \"…\")]`".into(),
            );
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let outside = self.inside_tests;
        self.inside_tests |= item.attrs.iter().any(is_for_tests);
        visit::visit_item_mod(self, item);
        self.inside_tests = outside;
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !self.inside_tests && takes_all_of_super(&item.tree) {
            self.report(item.span(), "`use super::*`: name what the file needs".into());
        }
    }

    fn visit_expr_match(&mut self, expression: &'ast syn::ExprMatch) {
        let is_update = self.source.path.starts_with("src/app/update");
        if is_update && !self.inside_tests && Self::matches_verbs(expression) {
            for arm in expression.arms.iter().filter(|arm| takes_the_rest(&arm.pat)) {
                let advice = "a catch-all on verbs: name each, so that a new one is not forgotten";
                self.report(arm.pat.span(), advice.into());
            }
        }
        visit::visit_expr_match(self, expression);
    }
}

/// The arms of a function that is nothing but one `match`: a table, read line by line, in which every
/// arm is counted by itself.
fn table(body: &syn::Block) -> Option<&[syn::Arm]> {
    match body.stmts.as_slice() {
        [syn::Stmt::Expr(syn::Expr::Match(found), _)] => Some(&found.arms),
        _ => None,
    }
}

fn longest(arms: &[syn::Arm]) -> usize {
    let lines = |arm: &syn::Arm| {
        let body = arm.body.span();
        body.end().line + 1 - body.start().line
    };
    arms.iter().map(lines).max().unwrap_or_default()
}

fn is_for_tests(attribute: &syn::Attribute) -> bool {
    let mut found = false;
    let _other_conditions = attribute.path().is_ident("cfg")
        && attribute
            .parse_nested_meta(|meta| {
                found |= meta.path.is_ident("test");
                Ok(())
            })
            .is_ok();
    found
}

fn takes_all_of_super(tree: &syn::UseTree) -> bool {
    match tree {
        syn::UseTree::Path(path) if path.ident == "super" => match &*path.tree {
            syn::UseTree::Glob(_) => true,
            deeper => takes_all_of_super(deeper),
        },
        _ => false,
    }
}

fn names_a_verb(pattern: &syn::Pat) -> bool {
    let is_verb = |path: &syn::Path| {
        path.segments.len() > 1
            && path.segments.iter().any(|step| step.ident == "Action" || step.ident == "Event")
    };
    match pattern {
        syn::Pat::Or(either) => either.cases.iter().any(names_a_verb),
        syn::Pat::Path(path) => is_verb(&path.path),
        syn::Pat::Struct(fields) => is_verb(&fields.path),
        syn::Pat::TupleStruct(fields) => is_verb(&fields.path),
        _ => false,
    }
}

fn takes_the_rest(pattern: &syn::Pat) -> bool {
    match pattern {
        syn::Pat::Wild(_) => true,
        syn::Pat::Ident(name) => name.subpat.is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn advice(path: &str, text: &str) -> String {
        let found = findings(&Source::parse(path, text));
        found.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn sizes_are_held() {
        let long = format!("fn f() {{\n{}}}\n", "    g();\n".repeat(59));
        assert!(advice("src/a.rs", &long).starts_with("src/a.rs:1: `f` has 61 lines"));
        assert!(advice("src/a.rs", &"// .\n".repeat(401)).contains("401 lines"));
        let six = "trait T {\n    fn f(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8);\n}";
        assert!(advice("src/a.rs", six).starts_with("src/a.rs:2: `f` takes 6 values"));
        let fields = "u8, ".repeat(11);
        assert!(advice("src/a.rs", &format!("struct S({fields});")).contains("11 fields"));
    }

    #[test]
    fn what_fits_is_left_alone() {
        let long = format!("fn f() {{\n{}}}\n", "    g();\n".repeat(58));
        assert_eq!(advice("src/a.rs", &long), "");
        assert_eq!(advice("src/a.rs", "fn f(&self, a: u8, b: u8, c: u8, d: u8, e: u8) {}"), "");
    }

    #[test]
    fn constructs_that_are_left_out_are_found() {
        for (text, word) in [
            ("static S: u8 = 1;", "a static"),
            ("fn f() { static S: u8 = 1; }", "a static"),
            ("macro_rules! m { () => {} }", "a macro of our own"),
            ("#[allow(dead_code)]\nfn f() {}", "`allow`"),
            ("#![allow(dead_code)]", "`allow`"),
            ("use super::*;", "use super::*"),
            ("use super::super::*;", "use super::*"),
        ] {
            assert!(advice("src/a.rs", text).contains(word), "{text}");
        }
        assert!(advice("src/a/mod.rs", "").contains("mod.rs"));
    }

    #[test]
    fn tests_may_take_all_of_super() {
        assert_eq!(advice("src/a.rs", "#[cfg(test)] mod tests { use super::*; }"), "");
        assert_eq!(advice("src/a/tests.rs", "use super::*;"), "");
    }

    #[test]
    fn update_names_every_verb() {
        for rest in ["_", "other"] {
            let text = format!("fn f() {{ match a {{ Action::Quit => {{}}\n {rest} => {{}} }} }}");
            let found = advice("src/app/update/read.rs", &text);
            assert!(found.starts_with("src/app/update/read.rs:2"), "{found}");
            assert_eq!(advice("src/view/page.rs", &text), "");
        }
        let other = "fn f() { match n { Some(0) => {} _ => {} } }";
        assert_eq!(advice("src/app/update.rs", other), "");
    }
}
