//! Values that have an order: the same, below, above.

use std::cmp::Ordering;
use std::fmt::{self, Display, Formatter};

use crate::briefing::taxonomy::{Credibility, Reliability, Tlp};

/// How a value stands to the one that a query names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Comparison {
    /// The same: `B`, `=B`.
    #[default]
    Same,
    /// Before it in the list: `<B`.
    Below,
    /// It or before it in the list: `<=B`.
    AtMost,
    /// After it in the list: `>B`.
    Above,
    /// It or after it in the list: `>=B`.
    AtLeast,
}

/// A value and how others are compared with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bound<T> {
    /// How.
    pub comparison: Comparison,
    /// With what.
    pub value: T,
}

/// Values in an order, some of which may stand outside it.
pub trait Ordered: Copy + Ord {
    /// Which of the two comes first in the order that a query goes by.
    fn order(self, other: Self) -> Ordering {
        self.cmp(&other)
    }

    /// Whether the value says that there is none: nothing is below or above it.
    fn is_apart(self) -> bool {
        false
    }
}

impl Ordered for Reliability {
    /// F is not worse than E: it says that the source cannot be judged.
    fn is_apart(self) -> bool {
        self == Self::F
    }
}

impl Ordered for Credibility {
    /// 6 is not worse than 5: it says that the statement cannot be judged.
    fn is_apart(self) -> bool {
        self == Self::CannotBeJudged
    }
}

impl Ordered for Tlp {
    /// From `clear` to `red`: what is at most amber is amber, green and clear.
    fn order(self, other: Self) -> Ordering {
        other.cmp(&self)
    }
}

impl Ordered for jiff::civil::Date {}

impl<T: Ordered> Bound<T> {
    /// Whether `value` stands to the bound as the query asks.
    pub fn holds(&self, value: T) -> bool {
        let order = value.order(self.value);
        let holds = match self.comparison {
            Comparison::Same => return order.is_eq(),
            Comparison::Below => order.is_lt(),
            Comparison::AtMost => order.is_le(),
            Comparison::Above => order.is_gt(),
            Comparison::AtLeast => order.is_ge(),
        };
        holds && !value.is_apart() && !self.value.is_apart()
    }
}

impl Display for Comparison {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Same => "",
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_judged_is_neither_better_nor_worse() {
        let bound = |comparison, value| Bound { comparison, value };
        assert!(bound(Comparison::AtMost, Reliability::B).holds(Reliability::A));
        assert!(!bound(Comparison::AtMost, Reliability::B).holds(Reliability::C));
        assert!(bound(Comparison::AtLeast, Reliability::C).holds(Reliability::E));
        assert!(!bound(Comparison::AtLeast, Reliability::C).holds(Reliability::F));
        assert!(bound(Comparison::Same, Reliability::F).holds(Reliability::F));
        assert!(!bound(Comparison::AtLeast, Reliability::F).holds(Reliability::F));
    }

    #[test]
    fn what_is_at_most_amber_may_be_shown_to_more() {
        let bound = Bound { comparison: Comparison::AtMost, value: Tlp::Amber };
        assert!(bound.holds(Tlp::Clear) && bound.holds(Tlp::Amber) && !bound.holds(Tlp::Red));
    }
}
