//! Keys, pastes and the mouse, as the terminal sends them, turned into events.

use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use ratatui::layout::Position;
use rustix::io::Errno;
use terminput::{
    KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
    ScrollDirection,
};

use super::colour_reply::{ColourReply, Heard};
use super::message::Message;
use crate::app::key::{Code, Key, Named};
use crate::app::{Event, Mouse};
use crate::briefing::safe;
use crate::view::theme::Background;

/// The most that is read at once: the kernel keeps no more for a program.
const AT_ONCE: usize = 4096;

const ESCAPE: u8 = 0x1b;

/// The terminal's side of the keyboard.
pub(super) struct Input {
    /// The beginning of a key or a paste whose rest has not come.
    begun: Vec<u8>,
    reply: ColourReply,
    is_gone: bool,
}

impl AsFd for Input {
    fn as_fd(&self) -> BorrowedFd<'_> {
        rustix::stdio::stdin()
    }
}

impl Input {
    /// Standard input. `is_asked` says whether the terminal is asked for its background, so that
    /// its answer is not taken for keys.
    pub(super) fn new(is_asked: bool) -> Self {
        let reply = ColourReply::new(Instant::now(), is_asked);
        Self { begun: Vec::new(), reply, is_gone: false }
    }

    /// How long to wait for more before [`Self::give_up`] is to be called; none for ever.
    pub(super) fn patience(&self) -> Option<Duration> {
        self.reply.wait()
    }

    /// Whether the terminal can no longer be read; whoever watches for that ends the program.
    pub(super) const fn is_gone(&self) -> bool {
        self.is_gone
    }

    /// Reads what is there and appends what it means. Does not wait where something is there.
    pub(super) fn read(&mut self, happened: &mut Vec<Message>) {
        let mut bytes = [0; AT_ONCE];
        match rustix::io::read(&*self, &mut bytes) {
            Ok(count @ 1..) => self.take(&bytes[..count], happened),
            Err(Errno::INTR | Errno::AGAIN) => {}
            Ok(_) | Err(_) => self.is_gone = true,
        }
    }

    /// Appends the keys that waited in vain to become an answer.
    pub(super) fn give_up(&mut self, happened: &mut Vec<Message>) {
        happened.extend(pressed(self.reply.give_up(Instant::now())));
    }

    fn take(&mut self, bytes: &[u8], happened: &mut Vec<Message>) {
        for (at, byte) in bytes.iter().enumerate() {
            let is_last = at + 1 == bytes.len() && bytes.len() < AT_ONCE;
            if self.begun == [ESCAPE] && *byte == ESCAPE {
                // The first was a key: no sequence begins with two.
                self.complete(happened);
            }
            self.begun.push(*byte);
            // Alone it is a key, before others the beginning of a sequence.
            if self.begun != [ESCAPE] || is_last {
                self.complete(happened);
            }
        }
    }

    /// Turns what has begun into what it means, where it is complete; drops what means nothing.
    fn complete(&mut self, happened: &mut Vec<Message>) {
        match terminput::Event::parse_from(&self.begun) {
            Ok(None) => {}
            Ok(Some(event)) => {
                self.begun.clear();
                happened.extend(translate(event, &mut self.reply));
            }
            Err(_) => self.begun.clear(),
        }
    }
}

fn translate(event: terminput::Event, reply: &mut ColourReply) -> Vec<Message> {
    match event {
        terminput::Event::Key(pressed) if pressed.kind != KeyEventKind::Release => {
            match key(pressed) {
                Some(key) => heard(reply.hear(key, Instant::now())),
                None => Vec::new(),
            }
        }
        terminput::Event::Mouse(moved) => mouse(moved).into_iter().collect(),
        terminput::Event::Paste(text) => {
            vec![Message::Event(Event::Pasted(safe::text(&text).into_owned()))]
        }
        terminput::Event::Key(_)
        | terminput::Event::FocusGained
        | terminput::Event::FocusLost
        | terminput::Event::Resize { .. } => Vec::new(),
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
        ctrl: held(KeyModifiers::CTRL),
        alt: held(KeyModifiers::ALT),
        shift: held(KeyModifiers::SHIFT) && !is_character,
    })
}

fn named(code: KeyCode) -> Option<Named> {
    Some(match code {
        KeyCode::Enter => Named::Enter,
        KeyCode::Esc => Named::Esc,
        KeyCode::Tab => Named::Tab,
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
        MouseEventKind::Scroll(ScrollDirection::Down) => Mouse::WheeledDown,
        MouseEventKind::Scroll(ScrollDirection::Up) => Mouse::WheeledUp,
        MouseEventKind::Drag(MouseButton::Left) => Mouse::Dragged,
        MouseEventKind::Down(_)
        | MouseEventKind::Up(_)
        | MouseEventKind::Drag(_)
        | MouseEventKind::Moved
        | MouseEventKind::Scroll(ScrollDirection::Left | ScrollDirection::Right) => return None,
    };
    let at = Position { x: moved.column, y: moved.row };
    Some(Message::Event(Event::Moused(mouse, at)))
}
