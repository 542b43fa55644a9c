//! The briefings inside the program: with nothing configured there is still something to read.

use std::path::Path;

use crate::briefing::library::Entry;
use crate::briefing::taxonomy::Vocabulary;

use super::scan::entry_of;

/// The files of the folder `briefings/`: name and text.
pub const FILES: [(&str, &str); 3] = [
    ("miami-as-a-stage.toml", include_str!("../../briefings/miami-as-a-stage.toml")),
    ("two-accounts-of-miami.toml", include_str!("../../briefings/two-accounts-of-miami.toml")),
    ("unity-on-display.toml", include_str!("../../briefings/unity-on-display.toml")),
];

/// The sample library, read.
pub fn entries(vocabulary: &Vocabulary) -> Vec<Entry> {
    FILES.iter().map(|(name, text)| entry_of(Path::new(name), text, vocabulary)).collect()
}
