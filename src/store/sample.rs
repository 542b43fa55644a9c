//! The briefings inside the program: with nothing configured there is still something to read.

use std::path::Path;

use crate::briefing::library::Entry;
use crate::briefing::taxonomy::Vocabulary;

use super::scan::entry_of;

/// The files of the folder `briefings/`: name and text.
pub const FILES: [(&str, &str); 3] = [
    ("1-unity-on-display.toml", include_str!("../../briefings/1-unity-on-display.toml")),
    ("2-miami-as-a-stage.toml", include_str!("../../briefings/2-miami-as-a-stage.toml")),
    ("3-two-accounts-of-miami.toml", include_str!("../../briefings/3-two-accounts-of-miami.toml")),
];

/// The sample library, read.
pub fn entries(vocabulary: &Vocabulary) -> Vec<Entry> {
    FILES.iter().map(|(name, text)| entry_of(Path::new(name), text, vocabulary)).collect()
}
