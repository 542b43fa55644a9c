//! The terminal's answer to the question for its background, picked out of the keys.
//!
//! crossterm has no event for the answer to OSC 11 and reads it as keys: alt-`]`, `1`, `1`, `;`, the
//! colour letter by letter, alt-`\` (or ctrl-`g`). Waiting for it before the first frame would cost a
//! round trip, a second over a slow line; so it is recognised here whenever it comes.

use std::time::{Duration, Instant};

use crate::app::key::{Code, Key};

/// How long after the question an answer is still expected.
const PATIENCE: Duration = Duration::from_secs(5);

/// The longest answer: `11;rgba:` and four channels of four digits.
const LONGEST: usize = 40;

/// What a key turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// Keys that somebody pressed: this one, and those before it that looked like an answer.
    Keys(Vec<Key>),
    /// Part of an answer.
    Part,
    /// The end of an answer: the colour.
    Reply(String),
}

/// Picks the answer out of the keys.
#[derive(Debug)]
pub(super) struct ColourReply {
    asked: Instant,
    is_over: bool,
    held: Vec<Key>,
    payload: String,
}

impl ColourReply {
    /// Expects an answer to a question asked now.
    pub(super) fn new(asked: Instant) -> Self {
        Self { asked, is_over: false, held: Vec::new(), payload: String::new() }
    }

    /// Takes in a key.
    pub(super) fn hear(&mut self, key: Key, now: Instant) -> Heard {
        if self.is_over || now.duration_since(self.asked) > PATIENCE {
            self.held.push(key);
            return Heard::Keys(std::mem::take(&mut self.held));
        }
        let is_first = self.held.is_empty();
        self.held.push(key);
        let Code::Char(letter) = key.code else { return self.give_back() };
        match (is_first, key.alt, key.ctrl) {
            (true, true, false) if letter == ']' => Heard::Part,
            (false, true, false) if letter == '\\' => self.end(),
            (false, false, true) if letter == 'g' => self.end(),
            (false, false, false) if self.fits(letter) => {
                self.payload.push(letter);
                Heard::Part
            }
            _ => self.give_back(),
        }
    }

    /// Whether an answer may go on like this.
    fn fits(&self, letter: char) -> bool {
        let beginning = "11;rgb";
        match beginning.as_bytes().get(self.payload.len()) {
            Some(&expected) => letter == char::from(expected),
            None => {
                self.payload.len() < LONGEST
                    && (letter.is_ascii_hexdigit() || matches!(letter, ':' | '/'))
            }
        }
    }

    fn end(&mut self) -> Heard {
        let Some(colour) = self.payload.strip_prefix("11;").map(str::to_owned) else {
            return self.give_back();
        };
        self.held.clear();
        self.is_over = true;
        Heard::Reply(colour)
    }

    /// It was no answer: the keys were pressed by somebody.
    fn give_back(&mut self) -> Heard {
        self.payload.clear();
        Heard::Keys(std::mem::take(&mut self.held))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.split(' ').map(|key| key.parse().expect(key)).collect()
    }

    fn hear(reply: &mut ColourReply, text: &str, now: Instant) -> Vec<Heard> {
        keys(text).into_iter().map(|key| reply.hear(key, now)).collect()
    }

    #[test]
    fn an_answer_is_picked_out_of_the_keys() {
        let now = Instant::now();
        for end in ["alt-\\", "ctrl-g"] {
            let mut reply = ColourReply::new(now);
            let text = format!("alt-] 1 1 ; r g b : f d f d / f 6 f 6 / e 3 e 3 {end}");
            let heard = hear(&mut reply, &text, now);
            let (last, parts) = heard.split_last().expect("heard");
            assert!(parts.iter().all(|part| *part == Heard::Part));
            assert_eq!(*last, Heard::Reply("rgb:fdfd/f6f6/e3e3".into()));
            assert_eq!(hear(&mut reply, "alt-]", now), [Heard::Keys(keys("alt-]"))]);
        }
    }

    #[test]
    fn keys_that_only_began_like_an_answer_are_given_back_in_order() {
        let now = Instant::now();
        let mut reply = ColourReply::new(now);
        let heard = hear(&mut reply, "j alt-] 1 q alt-] esc k", now);
        let given: Vec<Key> = heard
            .into_iter()
            .flat_map(|heard| match heard {
                Heard::Keys(keys) => keys,
                Heard::Part | Heard::Reply(_) => Vec::new(),
            })
            .collect();
        assert_eq!(given, keys("j alt-] 1 q alt-] esc k"));
    }

    #[test]
    fn a_late_answer_is_expected_no_longer() {
        let asked = Instant::now();
        let mut reply = ColourReply::new(asked);
        let late = asked + PATIENCE + Duration::from_millis(1);
        assert_eq!(
            hear(&mut reply, "alt-] 1", late),
            [Heard::Keys(keys("alt-]")), Heard::Keys(keys("1"))]
        );
    }
}
