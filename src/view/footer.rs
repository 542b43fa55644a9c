//! The bottom line: the keys that matter now, a sentence for the reader, or what is being typed.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::theme::Role;
use crate::app::State;
use crate::app::action::Action;
use crate::app::open::Search;
use crate::app::state::{Finding, Mode};
use crate::app::views::View;
use crate::layout::Pane;
use crate::layout::width::text_width;
use crate::notes::anchor::Found;

/// Draws the bottom line; gives the place of the cursor where words to be found are typed.
pub(super) fn footer(pen: &mut Pen<'_>, area: Rect, state: &State) -> Option<Position> {
    pen.fill(area, Role::Footer);
    if let Mode::Finding(finding) = &state.mode {
        return Some(typed(pen, area, state, finding));
    }
    if matches!(&state.mode, Mode::Writing(writing) if writing.asks) {
        let words = "leave without saving? y leaves, s saves, any other key goes on";
        pen.put(Position { x: area.x + 1, y: area.y }, area.width - 2, words, Role::Warning);
        return None;
    }
    let notice = state.prompt.notice.as_ref();
    // What was just said comes before what holds anyway.
    let has_status = notice.is_none_or(|it| text_width(&it.text) < usize::from(area.width / 2));
    let right = if has_status { status(pen, area, state) } else { area.right().saturating_sub(1) };
    let gap = if right + 1 < area.right() { 3 } else { 2 };
    let room = Rect { x: area.x + 1, width: right.saturating_sub(area.x + gap), ..area };
    match notice {
        Some(notice) => {
            let role = if notice.is_warning { Role::Warning } else { Role::Footer };
            let words = shortened(&notice.text, room.width, pen.look().alphabet.pick('…', '~'));
            pen.put(room.as_position(), room.width, &words, role);
        }
        None => hints(pen, room, state),
    }
    None
}

/// A sentence for so many cells. Where it is too long for them, the path in it is left to its last part: the
/// reason and the advice stand behind it.
fn shortened(sentence: &str, width: u16, ellipsis: char) -> Cow<'_, str> {
    let starts = |at: &usize| *at == 0 || sentence[..*at].ends_with(' ');
    let path = sentence.match_indices('/').map(|(at, _)| at).find(starts);
    let Some((start, rest)) = path.map(|at| (at, &sentence[at..])) else { return sentence.into() };
    let end = start + rest.find(": ").or_else(|| rest.find(' ')).unwrap_or(rest.len());
    let Some(last) = sentence[start..end].rfind('/').filter(|at| *at > 0) else {
        return sentence.into();
    };
    if text_width(sentence) <= usize::from(width) {
        return sentence.into();
    }
    format!("{}{ellipsis}{}", &sentence[..start], &sentence[start + last..]).into()
}

/// What a search found, or which filter holds. Gives the column where it begins.
fn status(pen: &mut Pen<'_>, area: Rect, state: &State) -> u16 {
    let right = area.right().saturating_sub(1);
    if state.focus.view != View::Read {
        return right;
    }
    let Some(open) = state.open() else { return right };
    let words = if state.trail.notes.carried.is_some() {
        "a note waits for its place".to_owned()
    } else if let Some(search) = &open.search {
        format!("{}: {}", count(search), search.pattern)
    } else if !open.filter.is_empty() {
        let all = open.briefing.passages.len();
        format!("{} of {all}: {}", all - open.hidden(), open.filter)
    } else {
        return right;
    };
    let room = usize::from(area.width / 2);
    let words = crate::layout::width::fit(&words, room, pen.look().alphabet.pick('…', '~'));
    pen.put_right(right, area.y, &words, Role::Accent)
}

/// `3 of 17`
fn count(search: &Search) -> String {
    match (&search.hits, search.at) {
        (None, _) => "searching".to_owned(),
        (Some(hits), _) if hits.is_empty() => "not found".to_owned(),
        (Some(hits), at) => {
            let most = if hits.len() == crate::query::find::MOST_HITS { "+" } else { "" };
            format!("{} of {}{most}", at.map_or(0, |at| at + 1), hits.len())
        }
    }
}

fn typed(pen: &mut Pen<'_>, area: Rect, state: &State, finding: &Finding) -> Position {
    let search = state.open().and_then(|open| open.search.as_ref());
    let words = search.map_or_else(String::new, count);
    let right = pen.put_right(area.right().saturating_sub(1), area.y, &words, Role::Accent);
    let mut at = Position { x: area.x + 1, y: area.y };
    at.x += pen.put(at, 8, "Find ", Role::FooterKey);
    let room = right.saturating_sub(at.x + 2);
    input(pen, at, room, &finding.input)
}

/// Draws a line of text that is being typed. Gives the place of the cursor.
pub(super) fn input(
    pen: &mut Pen<'_>,
    at: Position,
    room: u16,
    input: &tui_input::Input,
) -> Position {
    let scroll = input.visual_scroll(usize::from(room.max(1)));
    let skipped = crate::layout::width::head(input.value(), scroll);
    let shown = &input.value()[skipped.len()..];
    let shown = crate::layout::width::head(shown, usize::from(room));
    pen.put(at, room, shown, Role::Text);
    let x = at.x + input.visual_cursor().saturating_sub(scroll) as u16;
    Position { x: x.min(at.x + room), y: at.y }
}

/// The keys that matter now, as many as there is room for; where the rest is left out, the way to the help stays.
fn hints(pen: &mut Pen<'_>, room: Rect, state: &State) {
    let mode = state.key_mode();
    let hint = |action: Action| {
        let keys = state.settings.keymap.keys_for(mode, action)?.to_string();
        let width = (text_width(&keys) + text_width(action.short()) + 1) as u16;
        Some((keys, action.short(), width))
    };
    let mut put = |x, (keys, word, width): (String, &str, u16)| {
        let behind = x + pen.put(Position { x, y: room.y }, width, &keys, Role::FooterKey) + 1;
        behind + pen.put(Position { x: behind, y: room.y }, width, word, Role::Footer) + 2
    };
    let actions = actions(state);
    let help = actions.iter().position(|action| *action == Action::Help);
    let for_help = help.and_then(|at| hint(actions[at])).map_or(0, |(.., width)| width + 2);
    let mut x = room.x;
    for (at, action) in actions.iter().enumerate() {
        let Some(next) = hint(*action) else { continue };
        let is_before_help = help.is_some_and(|help| at < help);
        let kept = if is_before_help { for_help } else { 0 };
        if x + next.2 + kept <= room.right() {
            x = put(x, next);
            continue;
        }
        let help = hint(Action::Help).filter(|help| is_before_help && x + help.2 <= room.right());
        if let Some(help) = help {
            put(x, help);
        }
        return;
    }
}

fn actions(state: &State) -> &'static [Action] {
    match &state.mode {
        Mode::Reading if state.types_passages() => {
            &[Action::Accept, Action::CompleteQuery, Action::RowDown, Action::Cancel]
        }
        Mode::Reading if state.focus.view == View::Passages => &[
            Action::Accept,
            Action::FindPassages,
            Action::RowDown,
            Action::RowUp,
            Action::CopySearch,
            Action::Export,
            Action::PreviewDown,
            Action::Help,
            Action::Cancel,
        ],
        Mode::Reading if state.focus.view == View::Notes => among_notes(state),
        Mode::Asking(_) => &[Action::Accept, Action::RowDown, Action::RowUp, Action::Cancel],
        Mode::Reading if state.focus.pane == Pane::Text && state.open().is_none() => &[
            Action::NextPassage,
            Action::Help,
            Action::Library,
            Action::NextBriefing,
            Action::Palette,
        ],
        Mode::Reading if state.focus.pane == Pane::Text => &[
            Action::WriteNote,
            Action::JudgeSourcing,
            Action::JudgeSentiment,
            Action::Mark,
            Action::Select,
            Action::Find,
            Action::Filter,
            Action::Export,
            Action::Help,
            Action::NextSection,
            Action::Outline,
            Action::Library,
            Action::NextUnread,
            Action::NextBriefing,
            Action::Palette,
            Action::NextPane,
        ],
        Mode::Reading if state.focus.pane == Pane::Inspector => {
            &[Action::RowDown, Action::RowUp, Action::NextPane, Action::Cancel]
        }
        Mode::Reading => {
            &[Action::RowDown, Action::RowUp, Action::Accept, Action::NextPane, Action::Cancel]
        }
        Mode::Picking(_) => &[Action::Accept, Action::RowDown, Action::RowUp, Action::Cancel],
        Mode::Filtering(filtering) if filtering.is_typing() => {
            &[Action::Accept, Action::CompleteQuery, Action::RowDown, Action::Cancel]
        }
        Mode::Filtering(_) => &[
            Action::Toggle,
            Action::TypeQuery,
            Action::ClearFilter,
            Action::Accept,
            Action::NextKind,
            Action::Help,
        ],
        Mode::Leaf(_) => &[Action::RowDown, Action::RowUp, Action::PageDown, Action::Cancel],
        Mode::Finding(_) => &[],
        Mode::Selecting => &[
            Action::ExtendOn,
            Action::ExtendSentenceOn,
            Action::SelectNextSentence,
            Action::SwapEnds,
            Action::WriteNote,
            Action::JudgeSourcing,
            Action::JudgeSentiment,
            Action::Mark,
            Action::Tag,
            Action::Copy,
            Action::Cancel,
        ],
        Mode::Legend(_) => &[Action::RowDown, Action::Accept, Action::Cancel],
        Mode::Exporting(_) => {
            &[Action::RowDown, Action::NextAnswer, Action::Complete, Action::Accept, Action::Cancel]
        }
        Mode::Writing(_) => &[Action::SaveNote, Action::WriteOutside, Action::Cancel],
    }
}

/// The keys that matter for the selected row among all notes.
fn among_notes(state: &State) -> &'static [Action] {
    let view = &state.trail.notes;
    match view.listed() {
        None if view.file().is_some() => &[
            Action::KeepOurs,
            Action::KeepTheirs,
            Action::KeepBoth,
            Action::PreviewDown,
            Action::Help,
            Action::ShowReading,
        ],
        None => &[Action::Filter, Action::ShowBuried, Action::Help, Action::ShowReading],
        Some(_) if view.shows_buried => &[
            Action::RestoreNote,
            Action::ShowBuried,
            Action::Filter,
            Action::SortNotes,
            Action::Help,
            Action::ShowReading,
        ],
        Some(listed) if listed.standing.found().is_some_and(Found::is_doubtful) => &[
            Action::AcceptPlace,
            Action::RefusePlace,
            Action::MoveNote,
            Action::Accept,
            Action::EditNote,
            Action::BuryNote,
            Action::Help,
            Action::Filter,
            Action::ShowReading,
        ],
        Some(_) => &[
            Action::Accept,
            Action::EditNote,
            Action::BuryNote,
            Action::Filter,
            Action::SortNotes,
            Action::ShowBuried,
            Action::Help,
            Action::Tag,
            Action::MoveNote,
            Action::PreviewDown,
            Action::ShowReading,
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_path_gives_way_to_the_reason_behind_it() {
        let told = "your place was not saved: /home/anne/reading/unity.toml: the disk is full";
        assert_eq!(shortened(told, 80, '…'), told);
        let short = "your place was not saved: …/unity.toml: the disk is full";
        assert_eq!(shortened(told, 60, '…'), short);
        assert_eq!(shortened("/a b/c.toml: 2 mistakes", 5, '…'), "…/c.toml: 2 mistakes");
        for whole in ["and/or, 1/2", "/proc: gone", ""] {
            assert_eq!(shortened(whole, 3, '…'), whole);
        }
    }
}
