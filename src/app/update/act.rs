//! What each action does.

use super::{files, filter, find, lists, moving, sheets};
use crate::app::action::Action;
use crate::app::event::Effect;
use crate::app::open::Way;
use crate::app::picker::PickerKind;
use crate::app::state::State;

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
        Action::Filter => filter::begin(state),
        Action::ClearFilter => filter::clear(state),
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
        Action::Toggle => filter::toggle(state),
        Action::Accept => lists::accept(state, effects),
        Action::Cancel => lists::cancel(state),
        Action::Back => files::back(state, effects),
        Action::Quit => files::quit(state, effects),
        Action::Suspend => {
            files::remember(state, effects);
            effects.push(Effect::Suspend);
        }
        Action::Redraw => effects.push(Effect::Redraw),
    }
}
