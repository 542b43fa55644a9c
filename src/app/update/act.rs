//! What each action does.

use super::{
    annotate, conflicts, copying, drafts, exporting, files, filter, find, legend, listed, lists,
    moving, notes, passages, selecting, sheets, tags, tray, views, writing,
};
use crate::app::action::Action;
use crate::app::event::Effect;
use crate::app::legend::LegendKind;
use crate::app::open::Way;
use crate::app::picker::PickerKind;
use crate::app::selection::Unit;
use crate::app::state::State;
use crate::app::views::View;
use crate::notes::merge::Side;

/// Does what a key is bound to.
pub(super) fn act(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::NextPassage => moving::step(state, Way::On),
        Action::PreviousPassage => moving::step(state, Way::Back),
        Action::NextSection => moving::section(state, Way::On),
        Action::PreviousSection => moving::section(state, Way::Back),
        Action::NextUnread => moving::unread(state, Way::On),
        Action::PreviousUnread => moving::unread(state, Way::Back),
        Action::NextAnonymous => moving::anonymous(state, Way::On),
        Action::PreviousAnonymous => moving::anonymous(state, Way::Back),
        Action::NextSameSourcing => moving::same_sourcing(state, Way::On),
        Action::PreviousSameSourcing => moving::same_sourcing(state, Way::Back),
        Action::NextSameSentiment => moving::same_sentiment(state, Way::On),
        Action::PreviousSameSentiment => moving::same_sentiment(state, Way::Back),
        Action::NextNoted => moving::noted(state, Way::On),
        Action::PreviousNoted => moving::noted(state, Way::Back),
        Action::NextMarked => moving::marked(state, Way::On),
        Action::PreviousMarked => moving::marked(state, Way::Back),
        Action::PageDown => moving::page(state, Way::On, 1),
        Action::PageUp => moving::page(state, Way::Back, 1),
        Action::HalfPageDown => moving::page(state, Way::On, 2),
        Action::HalfPageUp => moving::page(state, Way::Back, 2),
        Action::ToStart => moving::edge(state, Way::Back),
        Action::ToEnd => moving::edge(state, Way::On),
        Action::NextBriefing => files::neighbour(state, Way::On, effects),
        Action::PreviousBriefing => files::neighbour(state, Way::Back, effects),
        Action::JumpBack => moving::jump(state, Way::Back, effects),
        Action::JumpForward => moving::jump(state, Way::On, effects),
        Action::Find => find::begin(state),
        Action::NextHit => find::next(state, Way::On),
        Action::PreviousHit => find::next(state, Way::Back),
        Action::Filter => filter::begin(state, effects),
        Action::TypeQuery => filter::type_query(state),
        Action::CompleteQuery if state.types_passages() => passages::complete(state, effects),
        Action::CompleteQuery => filter::complete(state, effects),
        Action::FindPassages => passages::find(state),
        Action::CopySearch => passages::copy_search(state, effects),
        Action::ClearFilter => filter::clear(state, effects),
        Action::Select => selecting::begin(state),
        Action::ExtendOn => selecting::extend(state, Unit::Small, Way::On),
        Action::ExtendBack => selecting::extend(state, Unit::Small, Way::Back),
        Action::ExtendSentenceOn => selecting::extend(state, Unit::Sentence, Way::On),
        Action::ExtendSentenceBack => selecting::extend(state, Unit::Sentence, Way::Back),
        Action::SelectNextSentence => selecting::shift(state, Way::On),
        Action::SelectPreviousSentence => selecting::shift(state, Way::Back),
        Action::SelectPassage => selecting::whole(state),
        Action::ByCharacter => selecting::by_character(state),
        Action::SwapEnds => selecting::swap(state),
        Action::JudgeSourcing => legend::open(state, LegendKind::Sourcing),
        Action::JudgeSentiment => legend::open(state, LegendKind::Sentiment),
        Action::Mark => legend::open(state, LegendKind::Mark),
        Action::Repeat => annotate::repeat(state, effects),
        Action::NextNoteHere => notes::next_here(state),
        Action::BuryNote => notes::bury(state, effects),
        Action::Undo => notes::turn(state, Way::Back, effects),
        Action::Redo => notes::turn(state, Way::On, effects),
        Action::SaveAgain => notes::save_again(state, effects),
        Action::WriteNote => writing::begin(state),
        Action::WriteOutside => writing::begin_outside(state, effects),
        Action::NoteSection => writing::on_section(state),
        Action::NoteBriefing => writing::on_briefing(state),
        Action::EditNote => writing::edit(state, effects),
        Action::Export => exporting::open(state, effects),
        Action::NextAnswer => exporting::turn(state, 1, effects),
        Action::PreviousAnswer => exporting::turn(state, -1, effects),
        Action::Complete => exporting::complete(state, effects),
        Action::Drafts => drafts::open(state, effects),
        Action::SaveNote => writing::save(state, effects),
        Action::Tag => tags::open(state),
        Action::Copy => copying::copy(state, effects),
        Action::CopyCitation => copying::citation(state, effects),
        Action::PutNote => tray::put(state, effects),
        Action::RestoreNote => listed::restore(state, effects),
        Action::ShowBuried => listed::show_buried(state),
        Action::SortNotes => listed::sort(state),
        Action::AcceptPlace => tray::accept(state, effects),
        Action::RefusePlace => tray::refuse(state, effects),
        Action::MoveNote => tray::carry(state, effects),
        Action::KeepOurs => conflicts::settle(state, Side::Ours, effects),
        Action::KeepTheirs => conflicts::settle(state, Side::Theirs, effects),
        Action::KeepBoth => conflicts::settle(state, Side::Both, effects),
        Action::PreviewDown if state.focus.view == View::Passages => {
            passages::turn_preview(state, Way::On);
        }
        Action::PreviewUp if state.focus.view == View::Passages => {
            passages::turn_preview(state, Way::Back);
        }
        Action::PreviewDown => listed::turn_preview(state, Way::On),
        Action::PreviewUp => listed::turn_preview(state, Way::Back),
        Action::ShowReading => views::go(state, View::Read),
        Action::ShowPassages => views::show(state, View::Passages),
        Action::ShowNotes => views::go(state, View::Notes),
        Action::Outline => lists::open(state, PickerKind::Outline),
        Action::Library => lists::open(state, PickerKind::Library),
        Action::Palette => lists::open(state, PickerKind::Palette),
        Action::Help => lists::open(state, PickerKind::Help),
        Action::Inspect => sheets::inspect(state),
        Action::Problems => sheets::problems(state),
        Action::NextPane => moving::pane(state, Way::On),
        Action::PreviousPane => moving::pane(state, Way::Back),
        Action::RowDown => lists::select(state, 1),
        Action::RowUp => lists::select(state, -1),
        Action::Toggle => filter::toggle(state, effects),
        Action::NextKind => filter::select_kind(state, Way::On),
        Action::PreviousKind => filter::select_kind(state, Way::Back),
        Action::Accept => lists::accept(state, effects),
        Action::Cancel => lists::cancel(state, effects),
        Action::Back => files::back(state, effects),
        Action::Quit => files::quit(state, effects),
        Action::Suspend => {
            files::remember(state, effects);
            effects.push(Effect::Suspend);
        }
        Action::Redraw => effects.push(Effect::Redraw),
    }
}
