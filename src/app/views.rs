//! The views of the program: what the window between the top and the bottom line shows.

/// A view. Each is a tab with a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, strum::EnumIter)]
pub enum View {
    /// The open briefing.
    #[default]
    Read,
    /// The passages of the library that meet a query.
    Passages,
    /// All notes on the library.
    Notes,
}

impl View {
    /// The digit of its tab.
    pub const fn digit(self) -> char {
        match self {
            Self::Read => '1',
            Self::Passages => '2',
            Self::Notes => '3',
        }
    }

    /// The word of its tab.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Passages => "Passages",
            Self::Notes => "Notes",
        }
    }
}
