//! The name of the file that belongs to an id: whatever the id says, it stays inside its folder.

use crate::app::memory::fingerprint;
use crate::briefing::id::{is_id, slug};

/// How much of an id that cannot be a stem stands before its hash.
const LEGIBLE: usize = 40;

/// The stem of the file for `id`: the id itself where it is a sound one, else as much of it as a
/// file name can carry, and a hash that keeps it apart from others.
pub fn stem(id: &str) -> String {
    if is_id(id) {
        return id.to_owned();
    }
    let start: String = id.chars().take(LEGIBLE).collect();
    let mut legible = slug(&start).unwrap_or_else(|| "id".to_owned());
    legible.truncate(LEGIBLE);
    format!("{legible}-{:016x}", fingerprint(id.as_bytes()))
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
        assert!(stems.iter().all(|stem| is_id(stem)), "{stems:?}");
        stems.sort();
        stems.dedup();
        assert_eq!(stems.len(), ids.len());
        assert!(stem("../../etc/passwd").starts_with("etc-passwd-"));
    }
}
