//! The loop: draws, waits, updates, performs.

use crate::app::config::Config;
use crate::store::{Origin, Places};

/// What the reader opens with.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Where the briefings come from.
    pub origin: Origin,
    /// How it looks and behaves.
    pub config: Config,
    /// Where it remembers what it remembers.
    pub places: Places,
    /// What the reader should hear at once, such as problems of the configuration.
    pub notices: Vec<String>,
}

/// Opens the reader, and comes back when it is left.
pub fn run(opening: &Opening) -> anyhow::Result<()> {
    anyhow::bail!("the reader is not there yet: {opening:?}")
}
