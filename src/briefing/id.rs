//! Ids: the short names of briefings, sections, passages and their like, safe as file names.

use unicode_normalization::UnicodeNormalization;

/// How long an id may be.
pub const LONGEST: usize = 64;

/// What an id looks like, in words for a message.
pub const SHAPE: &str = "an id is 1 to 64 of a-z, 0-9, `_` and `-`, starts with no `-`, and is no \
                         device of Windows (`con`, `nul`)";

/// Whether `name` is an id: `[a-z0-9_-]{1,64}`, no dash in front, no device name of Windows.
pub fn is_id(name: &str) -> bool {
    let letters = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    (1..=LONGEST).contains(&name.len())
        && name.bytes().all(letters)
        && !name.starts_with('-')
        && !is_device(name)
}

/// The id that a heading or a file name suggests: `Agreement on paper` gives `agreement-on-paper`.
/// None where nothing of it can stand in an id.
pub fn slug(words: &str) -> Option<String> {
    let mut slug = String::new();
    for c in words.nfkd().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' | '_' => slug.push(c),
            _ if unicode_normalization::char::is_combining_mark(c) => {}
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
        if slug.len() == LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    is_id(slug).then(|| slug.to_owned())
}

/// Names that open a device instead of a file on Windows, whatever the folder.
fn is_device(name: &str) -> bool {
    let numbered = |stem: &str| {
        name.strip_prefix(stem)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_safe_as_a_file_name() {
        assert!(["a", "on-paper-3", "0402", "_x", "console", "com10"].into_iter().all(is_id));
        let wrong = ["", "-a", "A", "a.b", "a/b", "ä", "con", "lpt1", "com0", ".."];
        assert!(!wrong.into_iter().any(is_id));
        assert!(is_id(&"x".repeat(64)) && !is_id(&"x".repeat(65)));
    }

    #[test]
    fn a_slug_is_an_id_or_nothing() {
        assert_eq!(slug("Agreement on paper!").as_deref(), Some("agreement-on-paper"));
        assert_eq!(slug("Éirinn – 2031").as_deref(), Some("eirinn-2031"));
        assert_eq!(slug(&"long words ".repeat(20)).map(|slug| slug.len() <= LONGEST), Some(true));
        assert_eq!(slug("東京"), None);
        assert_eq!(slug("CON"), None);
    }
}
