//! Every verb that a key can have.
//!
//! The doc comments are the help, the palette and the manual.

mod short;

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
    /// Find passages in the whole library as you type.
    FindPassages,
    /// Copy the line that keeps this query in the configuration.
    CopySearch,
    /// Complete the field, value or name that is typed in a query.
    CompleteQuery,
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
    /// Export notes or passages: which, in which form, to where.
    Export,
    /// The next answer of the line.
    NextAnswer,
    /// The previous answer of the line.
    PreviousAnswer,
    /// Complete the path that is typed.
    Complete,
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
    /// Put the note that waits for a place on these words; else write one on them.
    PutNote,
    /// Bring a deleted note back.
    RestoreNote,
    /// Show the deleted notes, or the others again.
    ShowBuried,
    /// Sort the notes by place or by time.
    SortNotes,
    /// Take the place that is suggested for the note, or its new words.
    AcceptPlace,
    /// Take no place that is suggested: the note stays on what is left.
    RefusePlace,
    /// Put the note on words that you select.
    MoveNote,
    /// Settle a note that git left in two versions: yours counts.
    KeepOurs,
    /// Settle it: the version that came in counts.
    KeepTheirs,
    /// Settle it: the words of both stay.
    KeepBoth,
    /// The preview a page on.
    PreviewDown,
    /// The preview a page back.
    PreviewUp,
    /// Read: the open briefing.
    ShowReading,
    /// Show the passages of the library that meet a query.
    ShowPassages,
    /// Notes: all notes on the library.
    ShowNotes,
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
    /// Among all notes
    Notes,
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
            | Self::Export
            | Self::Copy
            | Self::CopyCitation
            | Self::PutNote => Topic::Annotating,
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
            Self::RestoreNote
            | Self::ShowBuried
            | Self::SortNotes
            | Self::AcceptPlace
            | Self::RefusePlace
            | Self::MoveNote
            | Self::KeepOurs
            | Self::KeepTheirs
            | Self::KeepBoth
            | Self::PreviewDown
            | Self::PreviewUp => Topic::Notes,
            Self::Find
            | Self::NextHit
            | Self::PreviousHit
            | Self::Filter
            | Self::TypeQuery
            | Self::FindPassages
            | Self::CopySearch
            | Self::CompleteQuery
            | Self::ClearFilter => Topic::Finding,
            Self::NextBriefing
            | Self::PreviousBriefing
            | Self::Outline
            | Self::Library
            | Self::ShowReading
            | Self::ShowPassages
            | Self::ShowNotes
            | Self::Inspect
            | Self::Problems
            | Self::NextPane
            | Self::PreviousPane => Topic::Places,
            Self::NextAnswer
            | Self::PreviousAnswer
            | Self::Complete
            | Self::Cancel
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
}
