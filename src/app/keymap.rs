//! Which key does what in which mode: the defaults of `keys.toml`, and the user's changes over them.

use std::str::FromStr;

use strum::{EnumIter, EnumMessage, EnumString, IntoEnumIterator, IntoStaticStr};

use super::action::Action;
use super::key::{Key, Keys};
use crate::briefing::nearest::did_you_mean;

/// A set of keys that hold together.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, EnumIter, EnumString, EnumMessage, IntoStaticStr,
)]
#[strum(serialize_all = "kebab-case")]
pub enum KeyMode {
    /// Everywhere
    Everywhere,
    /// Reading
    Reading,
    /// In the library, outline and inspector panes
    Panes,
    /// In the view of passages
    Passages,
    /// In the view of all notes
    Notes,
    /// In a list that opens over the text; letters narrow it down
    List,
    /// While finding; letters are searched for
    Find,
    /// In the filter; a letter switches its value
    Filter,
    /// While a query is typed
    Query,
    /// On a page that opens over the text: problems, tags
    Leaf,
    /// While words are selected
    Selecting,
    /// While a judgement or a mark is given; a letter gives it
    Legend,
    /// While a note is written
    Write,
    /// In the export dialog
    Export,
}

/// One line of a table of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Where it holds.
    pub mode: KeyMode,
    /// What is pressed.
    pub keys: Keys,
    /// What it does.
    pub action: Action,
}

/// What keys that were pressed mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// They are bound to this.
    Found(Action),
    /// They begin a longer binding.
    Prefix,
    /// Nothing.
    Unknown,
}

/// Why a line of the user's table was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Which of the wishes, counted from 0.
    pub wish: usize,
    /// What of it is wrong.
    pub part: WishPart,
    /// What is wrong, in one sentence.
    pub reason: String,
    /// The nearest right name, or what to do.
    pub fix: Option<String>,
}

/// A part of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WishPart {
    /// The table's name.
    Mode,
    /// The key.
    Key,
    /// The action.
    Action,
}

/// A line of the user's table, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish<'a> {
    /// `reading`, `list`, …
    pub mode: &'a str,
    /// `ctrl-o`, `g g`, …
    pub key: &'a str,
    /// `next-passage`, …; `none` takes the key away.
    pub action: &'a str,
}

/// Which key does what in which mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    /// The keys of `keys.toml`.
    fn default() -> Self {
        let mut bindings = Vec::new();
        for_each_default(|wish| {
            if let Ok((mode, keys, Some(action))) = wish.read(0) {
                bindings.push(Binding { mode, keys, action });
            }
        });
        Self { bindings }
    }
}

/// Calls `take` with each line of `keys.toml`. Every start reads it, so it is kept to the lines that need no
/// parser: `[mode]` and `"keys" = "action"`.
fn for_each_default(mut take: impl FnMut(Wish<'static>)) {
    let mut mode = "";
    for line in include_str!("keys.toml").lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
            mode = name;
            continue;
        }
        let words = line.strip_prefix('"').and_then(|line| line.strip_suffix('"'));
        let words = words.and_then(|words| words.split_once('"'));
        if let Some((key, Some(action))) = words.map(|(k, rest)| (k, rest.strip_prefix(" = \""))) {
            take(Wish { mode, key, action });
        }
    }
}

impl Keymap {
    /// What `pressed` means in `mode`: its own keys first, then those it adds to, then everywhere's.
    pub fn meaning(&self, mode: KeyMode, pressed: &[Key]) -> Meaning {
        let mut prefix = false;
        for layer in layers(mode) {
            for binding in self.in_mode(*layer) {
                if binding.keys.0 == pressed {
                    return Meaning::Found(binding.action);
                }
                prefix |= binding.keys.0.starts_with(pressed);
            }
        }
        if prefix { Meaning::Prefix } else { Meaning::Unknown }
    }

    /// The bindings of one mode alone, in the order of the table.
    pub fn in_mode(&self, mode: KeyMode) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.mode == mode)
    }

    /// What may follow `pressed` in `mode`.
    pub fn following<'a>(
        &'a self,
        mode: KeyMode,
        pressed: &'a [Key],
    ) -> impl Iterator<Item = (Key, Action)> + 'a {
        layers(mode).iter().flat_map(move |layer| self.in_mode(*layer)).filter_map(move |binding| {
            let rest = binding.keys.0.strip_prefix(pressed)?;
            Some((*rest.first()?, binding.action))
        })
    }

    /// The first keys that do `action` in `mode`, if any do.
    pub fn keys_for(&self, mode: KeyMode, action: Action) -> Option<&Keys> {
        let mut layers = layers(mode).iter().flat_map(|layer| self.in_mode(*layer));
        layers.find(|binding| binding.action == action).map(|binding| &binding.keys)
    }

    /// Puts the user's keys over the defaults. A wish takes away whatever default stands in its way;
    /// wishes that make no sense, or stand in each other's way, are all refused at once.
    pub fn rebind(&mut self, wishes: &[Wish<'_>]) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        let mut granted: Vec<Binding> = Vec::new();
        for (at, wish) in wishes.iter().enumerate() {
            let (mode, keys, action) = match wish.read(at) {
                Ok(read) => read,
                Err(refusal) => {
                    refusals.push(refusal);
                    continue;
                }
            };
            let clash =
                granted.iter().find(|other| other.mode == mode && in_the_way(&other.keys, &keys));
            if let Some(other) = clash {
                refusals.push(clash_refusal(at, &keys, other));
                continue;
            }
            self.bindings.retain(|known| known.mode != mode || !in_the_way(&known.keys, &keys));
            granted.extend(action.map(|action| Binding { mode, keys, action }));
        }
        granted.append(&mut self.bindings);
        self.bindings = granted;
        refusals
    }
}

/// Where a mode's keys are looked up, in this order.
const fn layers(mode: KeyMode) -> &'static [KeyMode] {
    match mode {
        KeyMode::Everywhere => &[KeyMode::Everywhere],
        KeyMode::Reading => &[KeyMode::Reading, KeyMode::Everywhere],
        KeyMode::Panes => &[KeyMode::Panes, KeyMode::Reading, KeyMode::Everywhere],
        KeyMode::Passages => &[KeyMode::Passages, KeyMode::Everywhere],
        KeyMode::Notes => &[KeyMode::Notes, KeyMode::Everywhere],
        KeyMode::List => &[KeyMode::List, KeyMode::Everywhere],
        KeyMode::Find => &[KeyMode::Find, KeyMode::Everywhere],
        KeyMode::Filter => &[KeyMode::Filter, KeyMode::Everywhere],
        KeyMode::Query => &[KeyMode::Query, KeyMode::Everywhere],
        KeyMode::Leaf => &[KeyMode::Leaf, KeyMode::Everywhere],
        KeyMode::Selecting => &[KeyMode::Selecting, KeyMode::Everywhere],
        KeyMode::Legend => &[KeyMode::Legend, KeyMode::Everywhere],
        KeyMode::Write => &[KeyMode::Write, KeyMode::Everywhere],
        KeyMode::Export => &[KeyMode::Export, KeyMode::Everywhere],
    }
}

/// Whether two sequences cannot both be bound: they are the same, or one begins the other.
fn in_the_way(one: &Keys, other: &Keys) -> bool {
    one.0.starts_with(&other.0) || other.0.starts_with(&one.0)
}

fn clash_refusal(wish: usize, keys: &Keys, other: &Binding) -> Refusal {
    let reason = if *keys == other.keys {
        format!("`{keys}` is bound twice: already to `{}`", other.action.name())
    } else {
        format!("`{keys}` and `{}` cannot both be bound: one begins the other", other.keys)
    };
    Refusal { wish, part: WishPart::Key, reason, fix: Some("keep one of the two".into()) }
}

impl Wish<'_> {
    /// The mode, keys and action that are meant; no action where the key is taken away.
    fn read(&self, wish: usize) -> Result<(KeyMode, Keys, Option<Action>), Refusal> {
        let refuse = |part, reason, fix| Refusal { wish, part, reason, fix };
        let mode = KeyMode::from_str(self.mode).map_err(|_| {
            let modes: Vec<&str> = KeyMode::iter().map(Into::into).collect();
            let near = did_you_mean(self.mode, modes.iter().copied());
            let fix = Some(near.unwrap_or_else(|| format!("the modes: {}", modes.join(", "))));
            refuse(WishPart::Mode, format!("there is no mode `{}`", self.mode), fix)
        })?;
        let keys = Keys::from_str(self.key).map_err(|error| {
            let fix = "write `j`, `G`, `ctrl-o`, `alt-left`, `space`, `f5`, or several with blanks between";
            refuse(WishPart::Key, error.to_string(), Some(fix.to_owned()))
        })?;
        if self.action == "none" {
            return Ok((mode, keys, None));
        }
        let action = Action::from_str(self.action).map_err(|_| {
            let fix = did_you_mean(self.action, Action::iter().map(Action::name));
            refuse(WishPart::Action, format!("there is no action `{}`", self.action), fix)
        })?;
        Ok((mode, keys, Some(action)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<Key> {
        text.parse::<Keys>().expect(text).0
    }

    #[test]
    fn every_line_of_the_defaults_is_understood_and_none_clash() {
        let mut wishes = Vec::new();
        for_each_default(|wish| wishes.push(wish));
        let mut empty = Keymap { bindings: Vec::new() };
        assert_eq!(empty.rebind(&wishes), []);
        assert_eq!(Keymap::default().bindings.len(), wishes.len());
        assert!(wishes.len() > 80);
    }

    #[test]
    fn the_lines_of_the_defaults_say_what_toml_reads_in_them() {
        let table: toml::Table = include_str!("keys.toml").parse().expect("TOML");
        let mut lines = Vec::new();
        for_each_default(|Wish { mode, key, action }| lines.push((mode, key, action)));
        let pairs = |(mode, keys): (&'_ String, &'_ toml::Value)| {
            let keys = keys.as_table().expect(mode).clone().into_iter();
            let mode = mode.clone();
            keys.map(move |(key, action)| (mode.clone(), key, action.as_str().map(str::to_owned)))
                .collect::<Vec<_>>()
        };
        let mut said: Vec<_> = table.iter().flat_map(pairs).collect();
        let mut read: Vec<_> = lines
            .into_iter()
            .map(|(mode, key, action)| (mode.to_owned(), key.to_owned(), Some(action.to_owned())))
            .collect();
        said.sort();
        read.sort();
        assert_eq!(read, said);
    }

    #[test]
    fn every_action_is_bound_and_described() {
        let keymap = Keymap::default();
        for action in Action::iter() {
            assert!(keymap.bindings.iter().any(|binding| binding.action == action), "{action:?}");
            assert!(action.description().ends_with('.'), "{action:?}");
        }
    }

    #[test]
    fn prefixes_wait_and_modes_fall_through() {
        let keymap = Keymap::default();
        assert_eq!(keymap.meaning(KeyMode::Reading, &keys("g")), Meaning::Prefix);
        assert_eq!(keymap.meaning(KeyMode::Reading, &keys("g g")), Meaning::Found(Action::ToStart));
        assert_eq!(keymap.meaning(KeyMode::Reading, &keys("g x")), Meaning::Unknown);
        assert_eq!(keymap.meaning(KeyMode::Panes, &keys("j")), Meaning::Found(Action::RowDown));
        assert_eq!(keymap.meaning(KeyMode::Panes, &keys("G")), Meaning::Found(Action::ToEnd));
        assert_eq!(keymap.meaning(KeyMode::Find, &keys("ctrl-c")), Meaning::Found(Action::Quit));
        assert!(keymap.following(KeyMode::Reading, &keys("]")).count() >= 5);
    }

    #[test]
    fn a_wish_wins_over_every_default_in_its_way() {
        let mut keymap = Keymap::default();
        let wishes = [
            Wish { mode: "reading", key: "g", action: "to-end" },
            Wish { mode: "reading", key: "j", action: "none" },
        ];
        assert_eq!(keymap.rebind(&wishes), []);
        assert_eq!(keymap.meaning(KeyMode::Reading, &keys("g")), Meaning::Found(Action::ToEnd));
        assert_eq!(keymap.meaning(KeyMode::Reading, &keys("g g")), Meaning::Unknown);
        assert_eq!(keymap.meaning(KeyMode::Reading, &keys("j")), Meaning::Unknown);
        assert_eq!(
            keymap.keys_for(KeyMode::Reading, Action::ToEnd).expect("bound").to_string(),
            "g"
        );
    }

    #[test]
    fn wishes_that_make_no_sense_are_all_refused_at_once() {
        let wishes = [
            Wish { mode: "reeding", key: "j", action: "next-passage" },
            Wish { mode: "reading", key: "hyper-j", action: "next-passage" },
            Wish { mode: "reading", key: "x", action: "next-pasage" },
            Wish { mode: "reading", key: "z", action: "to-end" },
            Wish { mode: "reading", key: "z z", action: "to-start" },
        ];
        let refusals = Keymap::default().rebind(&wishes);
        let refused: Vec<(usize, WishPart)> =
            refusals.iter().map(|refusal| (refusal.wish, refusal.part)).collect();
        let parts =
            [(0, WishPart::Mode), (1, WishPart::Key), (2, WishPart::Action), (4, WishPart::Key)];
        assert_eq!(refused, parts);
        assert_eq!(refusals[2].fix.as_deref(), Some("did you mean `next-passage`?"));
    }
}
