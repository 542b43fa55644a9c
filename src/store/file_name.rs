//! The name of the file that belongs to an id: whatever the id says, it stays inside its folder.

use crate::app::memory::fingerprint;

/// How long a file's stem may be.
const LONGEST: usize = 64;

/// How much of an id that cannot be a stem stands before its hash.
const LEGIBLE: usize = 40;

/// The stem of the file for `id`: the id itself where it is `[a-z0-9_-]{1,64}`, else as much of it
/// as a file name can carry, and a hash that keeps it apart from others.
pub fn stem(id: &str) -> String {
    if is_stem(id) {
        return id.to_owned();
    }
    let mut slug = String::new();
    for letter in id.chars().take(LEGIBLE) {
        match letter.to_ascii_lowercase() {
            letter @ ('a'..='z' | '0'..='9' | '_') => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    let slug = slug.trim_end_matches('-');
    let separator = if slug.is_empty() { "id" } else { "" };
    format!("{separator}{slug}-{:016x}", fingerprint(id.as_bytes()))
}

fn is_stem(id: &str) -> bool {
    let letters = |letter| matches!(letter, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-');
    (1..=LONGEST).contains(&id.len())
        && id.bytes().all(letters)
        && !id.starts_with('-')
        && !is_device(id)
}

/// Whether Windows takes the name for a device, whatever the extension.
fn is_device(id: &str) -> bool {
    let port = |name: &str| {
        id.strip_prefix(name).is_some_and(|digit| matches!(digit.as_bytes(), [b'0'..=b'9']))
    };
    matches!(id, "con" | "prn" | "aux" | "nul") || port("com") || port("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_id_is_its_own_name() {
        for id in ["unity-on-display", "a", "x_1", "com10", "lpt"] {
            assert_eq!(stem(id), id);
        }
    }

    #[test]
    fn no_other_id_leaves_the_folder_or_meets_another() {
        let long = "x".repeat(65);
        let ids = [
            "",
            ".",
            "..",
            "../../etc/passwd",
            "a/b",
            "A b",
            "a b",
            "-x",
            "con",
            "com1",
            "é",
            "\0",
            &long,
        ];
        let mut stems: Vec<String> = ids.iter().map(|id| stem(id)).collect();
        assert!(stems.iter().all(|stem| is_stem(stem)), "{stems:?}");
        stems.sort();
        stems.dedup();
        assert_eq!(stems.len(), ids.len());
        assert!(stem("../../etc/passwd").starts_with("etc-passwd-"));
    }
}
