//! The pages that are made from the code are the ones in `docs/`.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use dateline::briefing::taxonomy::Vocabulary;
use dateline::briefing::{Rule, Severity};
use strum::IntoEnumIterator;

/// Compares a page with the one on the disk; `UPDATE_DOCS=1` writes it instead.
fn is_fresh(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, page).expect("docs can be written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == page, "docs/{name} is stale: run `UPDATE_DOCS=1 cargo test --test all docs`");
}

const HEAD: &str = "\
# The rules of a briefing file

`dateline check` names the rule that is broken, the place, the reason and, where it can, the mend:

```text
error[unknown-value]: `official` is no value of `sourcing`
 --> briefings/harbour-talks.toml:12:12
   |
12 | sourcing = \"official\"
   |            ^^^^^^^^^^
   = help: did you mean `official-statement`? allowed: on-record, anonymous, …
```

An **error** keeps the file from being read, except that a link which leads nowhere
(`unknown-briefing`, `unknown-passage` in another file) hides nothing. A **warning** never does.
All problems of a file are found at once, up to 200 errors and 200 warnings, and no file hides
another. After a syntax error nothing else of that file is judged.

`dateline check --format json` prints an array with one object a problem. Keys are only ever added:

| key | meaning |
|---|---|
| `path` | the file, made safe to show |
| `line`, `column` | counted from 1; columns count characters (code points) |
| `end_column` | the column after the last character, on the same line |
| `severity` | `error` or `warning` |
| `rule` | one of the names below |
| `reason` | what is wrong, in one sentence |
| `fix` | what would mend it, or `null` |

The first seven rules are about TOML itself; the configuration is held to them too.

This page is made from `src/briefing/problem/rule.rs`.
";

fn rules() -> String {
    let mut page = HEAD.to_owned();
    for (severity, title) in [(Severity::Error, "Errors"), (Severity::Warning, "Warnings")] {
        write!(page, "\n## {title}\n\n| rule | what it asks, and why |\n|---|---|\n")
            .expect("memory");
        for rule in Rule::iter().filter(|rule| rule.severity() == severity) {
            writeln!(page, "| `{}` | {} |", rule.name(), rule.meaning()).expect("memory");
        }
    }
    page
}

#[test]
fn the_page_of_rules_is_fresh() {
    is_fresh("rules.md", &rules());
}

#[test]
fn the_schema_is_fresh() {
    let mut page = Vec::new();
    dateline::cli::schema::schema(&Vocabulary::default(), &mut page).expect("memory");
    is_fresh("briefing.schema.json", &String::from_utf8(page).expect("text"));
}
