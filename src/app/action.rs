//! Every verb that a key can have.
//!
//! The doc comments are the help, the palette and the manual.

use strum::{EnumIter, EnumMessage, EnumString, IntoStaticStr};

/// Something that a key does.
///
/// In a configuration and in the manual an action goes by its name in kebab case: `next-passage`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, EnumMessage, IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Action {
    /// Next passage (a tall one scrolls first).
    NextPassage,
    /// Previous passage (a tall one scrolls first).
    PreviousPassage,
    /// Next section.
    NextSection,
    /// Start of this section, then the previous section.
    PreviousSection,
    /// Next unread passage.
    NextUnread,
    /// Previous unread passage.
    PreviousUnread,
    /// Next anonymous passage.
    NextAnonymous,
    /// Previous anonymous passage.
    PreviousAnonymous,
    /// Next passage with the same sourcing.
    NextSameSourcing,
    /// Previous passage with the same sourcing.
    PreviousSameSourcing,
    /// Next passage with the same sentiment.
    NextSameSentiment,
    /// Previous passage with the same sentiment.
    PreviousSameSentiment,
    /// Next passage with a note.
    NextNoted,
    /// Previous passage with a note.
    PreviousNoted,
    /// Next passage with a mark.
    NextMarked,
    /// Previous passage with a mark.
    PreviousMarked,
    /// A page on.
    PageDown,
    /// A page back.
    PageUp,
    /// Half a page on.
    HalfPageDown,
    /// Half a page back.
    HalfPageUp,
    /// Start of the briefing.
    ToStart,
    /// End of the briefing.
    ToEnd,
    /// Next briefing of the library.
    NextBriefing,
    /// Previous briefing of the library.
    PreviousBriefing,
    /// Back to where you jumped from.
    JumpBack,
    /// Forward again through the jumps.
    JumpForward,
    /// Find words in this briefing as you type.
    Find,
    /// Next place of the words searched for.
    NextHit,
    /// Previous place of the words searched for.
    PreviousHit,
    /// Choose which passages are shown: by sourcing, sentiment, speaker, or any query.
    Filter,
    /// Type the query of the filter.
    TypeQuery,
    /// Put the word on the line that is offered for what was typed.
    Complete,
    /// Show every passage again.
    ClearFilter,
    /// Select words of this passage, its sentence first.
    Select,
    /// Write a note on the passage, the selection or, in its pane, the section or the briefing.
    WriteNote,
    /// Write the note in `$EDITOR`.
    WriteOutside,
    /// Write a note on this section.
    NoteSection,
    /// Write a note on this briefing.
    NoteBriefing,
    /// Judge the sourcing yourself, beside the curator’s tag.
    JudgeSourcing,
    /// Judge the sentiment yourself, beside the curator’s tag.
    JudgeSentiment,
    /// Mark: verify, disputed, key, and what the configuration adds.
    Mark,
    /// Give the note here a tag, or take it away.
    Tag,
    /// Give the last judgement or mark again, here.
    Repeat,
    /// Choose the next note of this passage.
    NextNoteHere,
    /// Edit the chosen note.
    EditNote,
    /// Delete the chosen note; it can be restored.
    BuryNote,
    /// Take the last annotation back, in whatever briefing it was.
    Undo,
    /// Annotate again what was taken back.
    Redo,
    /// Try again to save notes that could not be saved.
    SaveAgain,
    /// Go on with a note that was not finished.
    Drafts,
    /// Copy the passage or the selection with its citation.
    Copy,
    /// Copy the citation alone.
    CopyCitation,
    /// Move the end of the selection by a word (or character).
    ExtendOn,
    /// Move the end of the selection back by a word (or character).
    ExtendBack,
    /// Move the end of the selection by a sentence.
    ExtendSentenceOn,
    /// Move the end of the selection back by a sentence.
    ExtendSentenceBack,
    /// Select the next sentence alone.
    SelectNextSentence,
    /// Select the previous sentence alone.
    SelectPreviousSentence,
    /// Select the whole passage.
    SelectPassage,
    /// Move by characters instead of words, and back.
    ByCharacter,
    /// Move the other end of the selection.
    SwapEnds,
    /// Save the note.
    SaveNote,
    /// Go to a section by typing part of its heading.
    Outline,
    /// Open a briefing by typing part of its title.
    Library,
    /// The tags of this passage, over the text if need be.
    Inspect,
    /// The problems of this file and of the configuration.
    Problems,
    /// Move to the next pane.
    NextPane,
    /// Move to the previous pane.
    PreviousPane,
    /// Run any action by typing part of its name.
    Palette,
    /// Every key and what it does.
    Help,
    /// Back to the text; from the text: leave the program.
    Back,
    /// Leave what is open: a search, a list, a filter.
    Cancel,
    /// Take the selected row, or the search as it stands.
    Accept,
    /// Select the row below.
    RowDown,
    /// Select the row above.
    RowUp,
    /// Switch the selected value on or off.
    Toggle,
    /// Select the next kind of values: sentiments, speakers, outlets, topics.
    NextKind,
    /// Select the previous kind of values.
    PreviousKind,
    /// Leave the program; everything is saved.
    Quit,
    /// Go to the shell; `fg` comes back.
    Suspend,
    /// Draw the screen again.
    Redraw,
}

/// What an action is about: the headings of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumMessage)]
pub enum Topic {
    /// Moving
    Moving,
    /// Jumping to passages of a kind
    Kinds,
    /// Annotating
    Annotating,
    /// While selecting
    Selecting,
    /// While writing a note
    Writing,
    /// Finding and filtering
    Finding,
    /// Briefings, sections and panes
    Places,
    /// Lists and prompts
    Lists,
    /// The program
    Program,
}

impl Action {
    /// The name in a configuration: `next-passage`.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// What it does, in one line.
    pub fn description(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    /// The heading it stands under in the help.
    pub const fn topic(self) -> Topic {
        match self {
            Self::NextPassage
            | Self::PreviousPassage
            | Self::NextSection
            | Self::PreviousSection
            | Self::PageDown
            | Self::PageUp
            | Self::HalfPageDown
            | Self::HalfPageUp
            | Self::ToStart
            | Self::ToEnd
            | Self::JumpBack
            | Self::JumpForward => Topic::Moving,
            Self::NextUnread
            | Self::PreviousUnread
            | Self::NextAnonymous
            | Self::PreviousAnonymous
            | Self::NextSameSourcing
            | Self::PreviousSameSourcing
            | Self::NextSameSentiment
            | Self::PreviousSameSentiment
            | Self::NextNoted
            | Self::PreviousNoted
            | Self::NextMarked
            | Self::PreviousMarked => Topic::Kinds,
            Self::Select
            | Self::WriteNote
            | Self::WriteOutside
            | Self::NoteSection
            | Self::NoteBriefing
            | Self::JudgeSourcing
            | Self::JudgeSentiment
            | Self::Mark
            | Self::Tag
            | Self::Repeat
            | Self::NextNoteHere
            | Self::EditNote
            | Self::BuryNote
            | Self::Undo
            | Self::Redo
            | Self::SaveAgain
            | Self::Drafts
            | Self::Copy
            | Self::CopyCitation => Topic::Annotating,
            Self::ExtendOn
            | Self::ExtendBack
            | Self::ExtendSentenceOn
            | Self::ExtendSentenceBack
            | Self::SelectNextSentence
            | Self::SelectPreviousSentence
            | Self::SelectPassage
            | Self::ByCharacter
            | Self::SwapEnds => Topic::Selecting,
            Self::SaveNote => Topic::Writing,

            Self::Find
            | Self::NextHit
            | Self::PreviousHit
            | Self::Filter
            | Self::TypeQuery
            | Self::Complete
            | Self::ClearFilter => Topic::Finding,
            Self::NextBriefing
            | Self::PreviousBriefing
            | Self::Outline
            | Self::Library
            | Self::Inspect
            | Self::Problems
            | Self::NextPane
            | Self::PreviousPane => Topic::Places,
            Self::Cancel
            | Self::Accept
            | Self::RowDown
            | Self::RowUp
            | Self::Toggle
            | Self::NextKind
            | Self::PreviousKind => Topic::Lists,
            Self::Palette | Self::Help | Self::Back | Self::Quit | Self::Suspend | Self::Redraw => {
                Topic::Program
            }
        }
    }

    /// One or two words for the footer and the list after a prefix key.
    pub const fn short(self) -> &'static str {
        match self {
            Self::NextPassage => "next",
            Self::PreviousPassage => "previous",
            Self::NextSection | Self::PreviousSection => "section",
            Self::NextUnread | Self::PreviousUnread => "unread",
            Self::NextAnonymous | Self::PreviousAnonymous => "anonymous",
            Self::NextSameSourcing | Self::PreviousSameSourcing => "same sourcing",
            Self::NextSameSentiment | Self::PreviousSameSentiment => "same sentiment",
            Self::NextNoted => "noted",
            Self::PreviousNoted => "noted",
            Self::NextMarked => "marked",
            Self::PreviousMarked => "marked",
            Self::Select => "select",
            Self::WriteNote => "note",
            Self::WriteOutside => "note in $EDITOR",
            Self::NoteSection => "section note",
            Self::NoteBriefing => "briefing note",
            Self::JudgeSourcing => "sourcing",
            Self::JudgeSentiment => "sentiment",
            Self::Mark => "mark",
            Self::Tag => "tag",
            Self::Repeat => "again",
            Self::NextNoteHere => "next note",
            Self::EditNote => "edit",
            Self::BuryNote => "delete note",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::SaveAgain => "save",
            Self::Drafts => "unfinished note",
            Self::Copy => "copy",
            Self::CopyCitation => "citation",
            Self::ExtendOn => "word",
            Self::ExtendBack => "word back",
            Self::ExtendSentenceOn => "sentence",
            Self::ExtendSentenceBack => "sentence back",
            Self::SelectNextSentence => "next sentence",
            Self::SelectPreviousSentence => "sentence before",
            Self::SelectPassage => "passage",
            Self::ByCharacter => "by character",
            Self::SwapEnds => "other end",
            Self::SaveNote => "save",
            Self::PageDown | Self::PageUp => "page",
            Self::HalfPageDown | Self::HalfPageUp => "half page",
            Self::ToStart => "start",
            Self::ToEnd => "end",
            Self::NextBriefing | Self::PreviousBriefing => "briefing",
            Self::JumpBack => "back",
            Self::JumpForward => "forward",
            Self::Find => "find",
            Self::NextHit => "next hit",
            Self::PreviousHit => "previous hit",
            Self::Filter => "filter",
            Self::TypeQuery => "query",
            Self::Complete => "complete",
            Self::ClearFilter => "show all",
            Self::Outline => "outline",
            Self::Library => "library",
            Self::Inspect => "tags",
            Self::Problems => "problems",
            Self::NextPane | Self::PreviousPane => "pane",
            Self::Palette => "actions",
            Self::Help => "help",
            Self::Back => "back",
            Self::Cancel => "leave",
            Self::Accept => "take it",
            Self::RowDown => "next row",
            Self::RowUp => "row before",
            Self::Toggle => "on/off",
            Self::NextKind => "next kind",
            Self::PreviousKind => "kind before",
            Self::Quit => "quit",
            Self::Suspend => "shell",
            Self::Redraw => "redraw",
        }
    }
}
