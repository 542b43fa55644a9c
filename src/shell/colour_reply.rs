//! The terminal's answer to the question for its background, picked out of the keys.
//!
//! The parser of the keys has no event for the answer to OSC 11 and reads it as keys: alt-`]`, `1`, `1`, `;`, the
//! colour letter by letter, alt-`\` (or ctrl-`g`). Waiting for it before the first frame would cost a
//! round trip, a second over a slow line; so it is recognised here whenever it comes. Where the line
//! cuts it behind an escape, that escape comes as a key of its own.

use std::time::{Duration, Instant};

use crate::app::key::{Code, Key, Named};

/// How an answer begins, as the terminal sends it. All of it is never typed by a person.
const OPENING: &str = "\x1b]11;";

/// What ends an answer.
const ENDS: [&str; 2] = ["\x1b\\", "\x07"];

/// The longest answer that is listened to, in bytes.
const LONGEST: usize = 256;

/// How long after the question an escape may be the beginning of an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long keys are held back that may be the beginning of an answer.
const BLINK: Duration = Duration::from_millis(100);

/// How long an answer may pause before it is given up.
const PAUSE: Duration = Duration::from_secs(1);

/// What a key turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// Keys that somebody pressed: this one, and those before it that looked like an answer. None
    /// where it may be a part of an answer.
    Keys(Vec<Key>),
    /// The end of an answer: the colour.
    Reply(String),
}

/// Picks the answer out of the keys.
#[derive(Debug)]
pub(super) struct ColourReply {
    asked: Instant,
    is_over: bool,
    /// The bytes that may be an answer, and when the last of them came.
    text: String,
    last: Instant,
    /// Their keys, as far as nobody has got them.
    held: Vec<Key>,
    /// When an escape was given back.
    escaped: Option<Instant>,
}

impl ColourReply {
    /// Expects an answer to a question asked now; none where nothing was asked.
    pub(super) fn new(asked: Instant, is_asked: bool) -> Self {
        Self {
            asked,
            is_over: !is_asked,
            text: String::new(),
            last: asked,
            held: Vec::new(),
            escaped: None,
        }
    }

    /// How long to wait for another key before [`Self::give_up`] is to be called; none for ever.
    pub(super) fn wait(&self) -> Option<Duration> {
        (!self.text.is_empty()).then_some(if self.is_certain() { PAUSE } else { BLINK })
    }

    /// Takes in a key.
    pub(super) fn hear(&mut self, key: Key, now: Instant) -> Heard {
        let mut keys = self.give_up(now);
        match self.take(key, now) {
            Heard::Keys(more) => {
                keys.extend(more);
                Heard::Keys(keys)
            }
            reply @ Heard::Reply(_) => reply,
        }
    }

    /// Gives back what waited too long for the rest of an answer. The beginning of what cannot be
    /// anything else is dropped.
    pub(super) fn give_up(&mut self, now: Instant) -> Vec<Key> {
        let waited = now.duration_since(self.last);
        if self.wait().is_none_or(|longest| waited < longest) {
            return Vec::new();
        }
        self.escaped = (self.text == "\x1b").then_some(self.last);
        if self.is_certain() {
            self.held.clear();
        }
        self.give_back()
    }

    fn take(&mut self, key: Key, now: Instant) -> Heard {
        if self.is_over {
            return Heard::Keys(vec![key]);
        }
        let is_certain = self.is_certain();
        self.held.push(key);
        self.last = now;
        let Some(sent) = sent(key) else { return Heard::Keys(self.give_back()) };
        if self.text.is_empty() && sent == "]" && self.follows_an_escape(now) {
            self.text.push('\x1b');
        }
        self.text.push_str(&sent);
        if is_certain { self.go_on() } else { self.begin(now) }
    }

    fn follows_an_escape(&mut self, now: Instant) -> bool {
        self.escaped.take().is_some_and(|escaped| now.duration_since(escaped) < PAUSE)
    }

    fn begin(&mut self, now: Instant) -> Heard {
        let is_too_late = self.text == "\x1b" && now.duration_since(self.asked) > PATIENCE;
        if is_too_late || !OPENING.starts_with(&self.text) {
            return Heard::Keys(self.give_back());
        }
        Heard::Keys(Vec::new())
    }

    fn go_on(&mut self) -> Heard {
        let payload = ENDS.iter().find_map(|end| self.text.strip_suffix(end));
        let reply = payload.map(|payload| payload[OPENING.len()..].to_owned());
        if reply.is_none() && self.text.len() < LONGEST {
            return Heard::Keys(Vec::new());
        }
        self.is_over = true;
        self.text.clear();
        self.held.clear();
        reply.map_or(Heard::Keys(Vec::new()), Heard::Reply)
    }

    fn is_certain(&self) -> bool {
        self.text.starts_with(OPENING)
    }

    /// It was no answer: the keys were pressed by somebody.
    fn give_back(&mut self) -> Vec<Key> {
        self.text.clear();
        std::mem::take(&mut self.held)
    }
}

/// The bytes that a terminal sent for a key, where it can be part of an answer.
fn sent(key: Key) -> Option<String> {
    match (key.code, key.alt, key.ctrl) {
        (Code::Named(Named::Esc), false, false) => Some("\x1b".into()),
        (Code::Char('g'), false, true) => Some("\x07".into()),
        (Code::Char(letter), true, false) => Some(format!("\x1b{letter}")),
        (Code::Char(letter), false, false) => Some(letter.into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().expect(key)).collect()
    }

    /// The keys that were given back, and the answers.
    fn hear(reply: &mut ColourReply, text: &str, now: Instant) -> (Vec<Key>, Vec<String>) {
        let (mut given, mut replies) = (Vec::new(), Vec::new());
        for key in keys(text) {
            match reply.hear(key, now) {
                Heard::Keys(keys) => given.extend(keys),
                Heard::Reply(colour) => replies.push(colour),
            }
        }
        (given, replies)
    }

    fn asked() -> (ColourReply, Instant) {
        let now = Instant::now();
        (ColourReply::new(now, true), now)
    }

    const COLOUR: &str = "r g b : f d f d / f 6 f 6 / e 3 e 3";

    #[test]
    fn an_answer_is_picked_out_of_the_keys_wherever_the_line_cuts_it() {
        for start in ["alt-]", "esc ]"] {
            for end in ["alt-\\", "esc \\", "ctrl-g"] {
                let (mut reply, now) = asked();
                let (given, replies) =
                    hear(&mut reply, &format!("{start} 1 1 ; {COLOUR} {end}"), now);
                assert_eq!((given, replies), (vec![], vec!["rgb:fdfd/f6f6/e3e3".to_owned()]));
                assert_eq!(hear(&mut reply, "alt-] esc", now).0, keys("alt-] esc"));
            }
        }
    }

    #[test]
    fn keys_that_only_began_like_an_answer_are_given_back_in_order() {
        let (mut reply, now) = asked();
        let pressed = "j alt-] 1 q alt-] esc down esc k alt-j ] ] :";
        assert_eq!(hear(&mut reply, pressed, now).0, keys(pressed));
    }

    #[test]
    fn a_key_is_held_back_for_a_blink_only() {
        let (mut reply, now) = asked();
        assert_eq!(hear(&mut reply, "esc", now).0, []);
        assert_eq!(reply.wait(), Some(BLINK));
        assert_eq!(reply.give_up(now), []);
        assert_eq!(reply.give_up(now + BLINK), keys("esc"));
        assert_eq!(reply.wait(), None);
        assert_eq!(hear(&mut reply, "] u", now + BLINK).0, keys("] u"));
        let late = now + PATIENCE + BLINK;
        assert_eq!(hear(&mut reply, "esc", late).0, keys("esc"));
    }

    #[test]
    fn an_answer_is_known_however_late_it_comes_and_whatever_it_says() {
        let (mut reply, now) = asked();
        let late = now + PATIENCE * 10;
        let heard = hear(&mut reply, "alt-] 1 1 ; q u i t : alt-\\ j", late);
        assert_eq!(heard, (keys("j"), vec!["quit:".to_owned()]));
    }

    #[test]
    fn an_escape_that_was_given_back_may_still_begin_an_answer() {
        let (mut reply, now) = asked();
        assert_eq!(hear(&mut reply, "esc", now).0, []);
        assert_eq!(reply.give_up(now + BLINK), keys("esc"));
        let heard = hear(&mut reply, &format!("] 1 1 ; {COLOUR} ctrl-g"), now + BLINK);
        assert_eq!(heard, (vec![], vec!["rgb:fdfd/f6f6/e3e3".to_owned()]));
    }

    #[test]
    fn an_answer_that_breaks_off_swallows_no_key_of_a_person() {
        let (mut reply, now) = asked();
        assert_eq!(hear(&mut reply, "alt-] 1 1 ; r g", now).0, []);
        assert_eq!(reply.wait(), Some(PAUSE));
        assert_eq!(hear(&mut reply, "j", now + PAUSE).0, keys("j"));
        assert_eq!(
            hear(&mut reply, &format!("alt-] 1 1 ; {}", "a ".repeat(300).trim()), now).0.len(),
            49
        );
    }

    #[test]
    fn nothing_is_held_back_where_nothing_was_asked() {
        let now = Instant::now();
        let mut reply = ColourReply::new(now, false);
        assert_eq!(hear(&mut reply, "alt-] 1 1 ; esc", now).0, keys("alt-] 1 1 ; esc"));
    }
}
