//! A key as it is pressed, and as a configuration and the help write it: `ctrl-o`, `] u`, `space`.

use std::fmt;
use std::str::FromStr;

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Whether control was held.
    pub ctrl: bool,
    /// Whether alt (option, meta) was held.
    pub alt: bool,
    /// Whether shift was held; never set for a character, which is upper case instead.
    pub shift: bool,
}

/// Which key was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character; the space bar is one too.
    Char(char),
    /// A function key.
    F(u8),
    /// A key with a name.
    Named(Named),
}

/// A key that has a name and gives no character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
#[expect(missing_docs, reason = "the names are those on the keyboard")]
pub enum Named {
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character typed as text: no control, no alt.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(typed) if !self.ctrl && !self.alt => Some(typed),
            Code::Char(_) | Code::F(_) | Code::Named(_) => None,
        }
    }

    /// Whether this is the named key without modifiers.
    pub fn is(self, named: Named) -> bool {
        self == Self::plain(Code::Named(named))
    }
}

/// Why a text names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key")]
pub struct NoSuchKey(String);

impl FromStr for Key {
    type Err = NoSuchKey;

    fn from_str(text: &str) -> Result<Self, NoSuchKey> {
        if let Some(code) = letter(text) {
            return Ok(Self::plain(code));
        }
        let mut key = Self::plain(Code::Char(' '));
        let mut rest = text;
        loop {
            let (flag, after) = match rest.split_once('-') {
                Some(("ctrl", after)) => (&mut key.ctrl, after),
                Some(("alt", after)) => (&mut key.alt, after),
                Some(("shift", after)) => (&mut key.shift, after),
                Some(_) | None => break,
            };
            if after.is_empty() || std::mem::replace(flag, true) {
                return Err(NoSuchKey(text.to_owned()));
            }
            rest = after;
        }
        key.code = code_named(rest).ok_or_else(|| NoSuchKey(text.to_owned()))?;
        if key.shift && matches!(key.code, Code::Char(_)) {
            return Err(NoSuchKey(text.to_owned()));
        }
        Ok(key)
    }
}

/// The letter that a name consists of.
fn letter(name: &str) -> Option<Code> {
    let mut characters = name.chars();
    let only = characters.next().filter(|_| characters.next().is_none())?;
    (!only.is_whitespace() && !only.is_control()).then_some(Code::Char(only))
}

fn code_named(name: &str) -> Option<Code> {
    if let Some(code) = letter(name) {
        return Some(code);
    }
    if name == "space" {
        return Some(Code::Char(' '));
    }
    if let Some(number) = name.strip_prefix('f').and_then(|digits| digits.parse().ok()) {
        return (1..=24).contains(&number).then_some(Code::F(number));
    }
    name.parse().ok().map(Code::Named)
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "ctrl-"), (self.alt, "alt-"), (self.shift, "shift-")] {
            if held {
                out.write_str(name)?;
            }
        }
        match self.code {
            Code::Char(' ') => out.write_str("space"),
            Code::Char(character) => write!(out, "{character}"),
            Code::F(number) => write!(out, "f{number}"),
            Code::Named(named) => out.write_str(named.into()),
        }
    }
}

/// Keys pressed one after another: one, or a prefix and a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Keys(pub Vec<Key>);

impl FromStr for Keys {
    type Err = NoSuchKey;

    fn from_str(text: &str) -> Result<Self, NoSuchKey> {
        let keys: Vec<Key> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(NoSuchKey(text.to_owned())) } else { Ok(Self(keys)) }
    }
}

impl fmt::Display for Keys {
    /// As it is typed: characters run together (`gg`, `]u`), other keys stand apart.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let together = self.0.iter().all(|key| key.typed().is_some_and(|typed| typed != ' '));
        for (at, key) in self.0.iter().enumerate() {
            if at > 0 && !together {
                out.write_str(" ")?;
            }
            write!(out, "{key}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written() {
        for text in [
            "j",
            "G",
            "-",
            "ctrl-o",
            "alt-left",
            "ctrl-alt-x",
            "shift-tab",
            "space",
            "f12",
            "ctrl--",
        ] {
            let key: Key = text.parse().expect(text);
            assert_eq!(key.to_string(), text);
        }
        assert_eq!("ctrl-space".parse::<Key>().expect("named").code, Code::Char(' '));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "ctrl-", "ctrl-ctrl-a", "shift-a", "f0", "f25", "hyper-x", "escape", " "] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn sequences_are_shown_as_typed() {
        let shown = |text: &str| text.parse::<Keys>().expect(text).to_string();
        assert_eq!(shown("g g"), "gg");
        assert_eq!(shown("] u"), "]u");
        assert_eq!(shown("ctrl-x s"), "ctrl-x s");
        assert!("".parse::<Keys>().is_err());
    }
}
