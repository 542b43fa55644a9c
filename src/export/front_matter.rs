//! Front matter: flat YAML on top of a Markdown file, quoted wherever a parser could misread it.

use std::fmt::Write as _;

/// Words that YAML parsers of some version take for something else than a string.
const TAKEN: [&str; 12] =
    ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "none"];

/// One line of front matter.
///
/// ```
/// use dateline::export::front_matter::pair;
/// assert_eq!(pair("title", "Harbour talks"), "title: Harbour talks");
/// assert_eq!(pair("title", "Talks: a \"reality\" check"), r#"title: "Talks: a \"reality\" check""#);
/// assert_eq!(pair("title", "No"), r#"title: "No""#);
/// ```
pub fn pair(key: &str, value: &str) -> String {
    if is_plain(value) { format!("{key}: {value}") } else { format!("{key}: {}", quoted(value)) }
}

/// One line of front matter whose value is a number or a date, which is never quoted.
pub fn bare(key: &str, value: impl std::fmt::Display) -> String {
    format!("{key}: {value}")
}

/// The key of a line, where the line begins one.
pub fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_key = !key.is_empty() && !key.starts_with([' ', '\t', '#', '-']);
    (is_key && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(key)
}

/// Whether every parser reads the words as the string that they are: a letter first, then letters,
/// digits and signs that mean nothing to YAML.
fn is_plain(value: &str) -> bool {
    let harmless = |c: char| c.is_alphanumeric() || " ,._/()-’‘“”–—…¶+;!?".contains(c);
    value.starts_with(char::is_alphabetic)
        && !value.ends_with(' ')
        && value.chars().all(harmless)
        && !TAKEN.contains(&value.to_lowercase().as_str())
}

/// Whether YAML parsers take a character for a line break or refuse it.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// A double-quoted string on one line.
fn quoted(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 2);
    out.push('"');
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_unprintable(c) => {
                let wrote = write!(out, "\\U{:08X}", u32::from(c));
                debug_assert!(wrote.is_ok(), "a string takes everything");
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
