//! Keys, pastes and the mouse, as the terminal sends them, turned into events.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Instant;

use crossterm::event::{
    self, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::{Position, Size};

use super::colour_reply::{ColourReply, Heard};
use super::message::Message;
use crate::app::key::{Code, Key, Named};
use crate::app::{Event, Mouse};
use crate::briefing::safe;
use crate::view::theme::Background;

/// Listens on a thread of its own until the program ends. `is_asked` says whether the terminal is
/// asked for its background, so that its answer is not taken for keys.
pub(super) fn listen(sender: Sender<Message>, is_asked: bool) {
    thread::spawn(move || {
        let mut reply = ColourReply::new(Instant::now(), is_asked);
        // A terminal that is gone cannot be read; whoever watches for that ends the program.
        while let Ok(messages) = next(&mut reply) {
            for message in messages {
                if sender.send(message).is_err() {
                    return;
                }
            }
        }
    });
}

/// What comes next, or the keys that waited in vain to become an answer.
fn next(reply: &mut ColourReply) -> io::Result<Vec<Message>> {
    if let Some(wait) = reply.wait()
        && !event::poll(wait)?
    {
        return Ok(pressed(reply.give_up(Instant::now())));
    }
    let event = event::read()?;
    super::provoke_panic("listener");
    Ok(translate(event, reply))
}

fn translate(event: event::Event, reply: &mut ColourReply) -> Vec<Message> {
    match event {
        event::Event::Key(pressed) if !pressed.is_release() => match key(pressed) {
            Some(key) => heard(reply.hear(key, Instant::now())),
            None => Vec::new(),
        },
        event::Event::Mouse(moved) => mouse(moved).into_iter().collect(),
        event::Event::Paste(text) => {
            vec![Message::Event(Event::Pasted(safe::text(&text).into_owned()))]
        }
        event::Event::Resize(width, height) => {
            vec![Message::Event(Event::Resized(Size { width, height }))]
        }
        event::Event::Key(_) | event::Event::FocusGained | event::Event::FocusLost => Vec::new(),
    }
}

fn heard(heard: Heard) -> Vec<Message> {
    match heard {
        Heard::Keys(keys) => pressed(keys),
        Heard::Reply(payload) => {
            Background::from_reply(&payload).map(Message::Background).into_iter().collect()
        }
    }
}

fn pressed(keys: Vec<Key>) -> Vec<Message> {
    keys.into_iter().map(|key| Message::Event(Event::Pressed(key))).collect()
}

/// The key that was pressed; none for one that the reader has no name for.
fn key(pressed: KeyEvent) -> Option<Key> {
    let code = match pressed.code {
        KeyCode::Char(character) => Code::Char(character),
        KeyCode::F(number) => Code::F(number),
        other => Code::Named(named(other)?),
    };
    let held = |modifier| pressed.modifiers.contains(modifier);
    let is_character = matches!(code, Code::Char(_));
    Some(Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift: pressed.code == KeyCode::BackTab || (held(KeyModifiers::SHIFT) && !is_character),
    })
}

fn named(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Esc,
        KeyCode::Tab | KeyCode::BackTab => Named::Tab,
        KeyCode::Backspace => Named::Backspace,
        KeyCode::Delete => Named::Delete,
        KeyCode::Insert => Named::Insert,
        KeyCode::Left => Named::Left,
        KeyCode::Right => Named::Right,
        KeyCode::Up => Named::Up,
        KeyCode::Down => Named::Down,
        KeyCode::Home => Named::Home,
        KeyCode::End => Named::End,
        KeyCode::PageUp => Named::PageUp,
        KeyCode::PageDown => Named::PageDown,
        _ => return None,
    })
}

fn mouse(moved: MouseEvent) -> Option<Message> {
    let mouse = match moved.kind {
        MouseEventKind::Down(MouseButton::Left) => Mouse::Clicked,
        MouseEventKind::ScrollDown => Mouse::WheeledDown,
        MouseEventKind::ScrollUp => Mouse::WheeledUp,
        MouseEventKind::Drag(MouseButton::Left) => Mouse::Dragged,
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::ScrollLeft
        | MouseEventKind::ScrollRight => return None,
    };
    let at = Position { x: moved.column, y: moved.row };
    Some(Message::Event(Event::Moused(mouse, at)))
}
