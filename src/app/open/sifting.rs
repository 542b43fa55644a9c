//! How the filter sifts the passages of the open briefing.

use super::{Open, Tagging};
use crate::query::{Query, Sieve};

/// How the passages are sifted.
#[derive(Debug, Clone, Default)]
pub struct Sifting {
    /// Which passages the filter lets through, and how many each facet would.
    pub sieve: Sieve,
    /// The filter that is being looked into, away from the keys, with the number of that search.
    pub sought: Option<(u64, Query)>,
    /// The tags that the curator gave.
    pub curated: Tagging,
}

impl Open {
    /// Shows the passages that meet `filter`, all pieces of which the sieve knows; the cursor stays, or
    /// goes to the nearest one that is shown.
    pub fn refilter(&mut self, filter: Query) {
        self.sifting.sieve.sift(&filter);
        self.sifting.sought = None;
        self.filter = filter;
        let above = self.rows_above();
        self.lay_out(above);
    }
}
