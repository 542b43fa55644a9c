//! The parts that words and marks play on the screen; the theme dresses parts, never single widgets.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Style};
use strum::{EnumIter, EnumMessage, IntoEnumIterator, IntoStaticStr};

use crate::briefing::taxonomy::{Sentiment, Sourcing};

/// The part that a cell of the screen plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumMessage, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// Running text.
    Text,
    /// Words in quotation marks inside running text.
    Quote,
    /// Text of the second rank: dates, counts, places, hints.
    Muted,
    /// The heading of a section, a pane or a group.
    Heading,
    /// The title of a briefing.
    Title,
    /// The top line of the screen.
    Header,
    /// The bottom line of the screen.
    Footer,
    /// A key in the bottom line or in a list of keys.
    FooterKey,
    /// Rules and frames: decoration that nobody reads.
    Border,
    /// What the keys act on: the focused frame, a prompt, the open tab, what is unread.
    Accent,
    /// The current row of a list.
    Selected,
    /// The section that is being read, in the outline.
    CurrentSection,
    /// Words that are being selected.
    Selection,
    /// A place that the search found.
    Match,
    /// The place among them where the cursor stands.
    MatchCurrent,
    /// The mark of a note, and the analyst's own judgement.
    Note,
    /// The words in the text that a note is about.
    Noted,
    /// Something that the analyst should know before going on.
    Warning,
    /// Something that failed.
    Error,
    /// An address that can be opened.
    Link,
    /// How far one has read.
    Progress,
    /// The word, the mark and the bar of positive sentiment.
    Positive,
    /// The word, the mark and the bar of negative sentiment.
    Negative,
    /// The word, the mark and the bar of neutral sentiment.
    Neutral,
    /// The word, the mark and the bar of mixed sentiment.
    Mixed,
    /// The word and the mark of sourcing that names its source.
    Sourcing,
    /// The word and the mark of a source whose identity is withheld.
    Anonymous,
    /// The word and the mark of a passage with no source at all.
    Unattributed,
}

impl Role {
    /// The role's name: `match-current`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What the role is for, in one sentence.
    pub fn purpose(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    /// The letter that stands for the role in a test's grid; each has its own.
    pub const fn letter(self) -> char {
        match self {
            Self::Text => '.',
            Self::Quote => 'q',
            Self::Muted => 'm',
            Self::Heading => 'h',
            Self::Title => 't',
            Self::Header => 'H',
            Self::Footer => 'f',
            Self::FooterKey => 'k',
            Self::Border => 'b',
            Self::Accent => 'a',
            Self::Selected => 's',
            Self::CurrentSection => 'c',
            Self::Selection => 'v',
            Self::Match => '/',
            Self::MatchCurrent => 'n',
            Self::Note => 'N',
            Self::Noted => '_',
            Self::Warning => 'w',
            Self::Error => 'e',
            Self::Link => 'l',
            Self::Progress => 'p',
            Self::Positive => '+',
            Self::Negative => '-',
            Self::Neutral => '=',
            Self::Mixed => '~',
            Self::Sourcing => 'S',
            Self::Anonymous => 'A',
            Self::Unattributed => 'U',
        }
    }

    /// The role that a cell was drawn in by [`Theme::roles`](super::Theme::roles).
    pub fn of(cell: &Cell) -> Option<Self> {
        Self::iter().find(|role| badge(*role).fg == Some(cell.fg))
    }
}

impl From<Sentiment> for Role {
    fn from(sentiment: Sentiment) -> Self {
        match sentiment {
            Sentiment::Positive => Self::Positive,
            Sentiment::Negative => Self::Negative,
            Sentiment::Neutral => Self::Neutral,
            Sentiment::Mixed => Self::Mixed,
        }
    }
}

impl From<Sourcing> for Role {
    fn from(sourcing: Sourcing) -> Self {
        match sourcing {
            Sourcing::Anonymous => Self::Anonymous,
            Sourcing::Unattributed => Self::Unattributed,
            Sourcing::OnRecord
            | Sourcing::OfficialStatement
            | Sourcing::SocialPost
            | Sourcing::Broadcast
            | Sourcing::Document
            | Sourcing::MediaReport
            | Sourcing::Observed
            | Sourcing::Analysis => Self::Sourcing,
        }
    }
}

/// The style that only this role has in the test theme.
pub(super) fn badge(role: Role) -> Style {
    Style::new().fg(Color::Indexed(16 + role as u8))
}

/// A screen drawn in the test theme, read back as one letter a cell; blank where no role was drawn.
pub fn grid(screen: &Buffer) -> String {
    let width = usize::from(screen.area.width).max(1);
    let letter = |cell: &Cell| Role::of(cell).map_or(' ', Role::letter);
    let row = |cells: &[Cell]| cells.iter().map(letter).collect::<String>().trim_end().to_string();
    screen.content.chunks(width).map(row).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use ratatui::layout::Rect;

    use super::super::Theme;
    use super::*;

    #[test]
    fn every_role_has_a_letter_a_name_and_a_purpose() {
        let letters: HashSet<char> = Role::iter().map(Role::letter).collect();
        assert_eq!(letters.len(), Role::iter().count());
        assert!(letters.iter().all(char::is_ascii_graphic));
        assert!(Role::iter().all(|role| role.purpose().ends_with('.')));
        assert_eq!(Role::MatchCurrent.name(), "match-current");
    }

    #[test]
    fn a_screen_in_the_test_theme_reads_back_as_roles() {
        let mut screen = Buffer::empty(Rect::new(0, 0, 8, 2));
        let theme = Theme::roles();
        screen.set_string(1, 0, "said", theme.style(Role::Text));
        screen.set_string(5, 0, "“a”", theme.style(Role::Quote));
        screen.set_string(0, 1, "▲", theme.style(Sentiment::Positive.into()));
        screen.set_string(2, 1, "○", theme.style(Sourcing::Anonymous.into()));
        assert_eq!(grid(&screen), " ....qqq\n+ A");
    }

    #[test]
    fn an_empty_screen_has_no_roles() {
        assert_eq!(grid(&Buffer::empty(Rect::ZERO)), "");
    }
}
