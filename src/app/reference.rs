//! Every action with its keys, topic by topic: what the manual page and `docs/keys.md` are made of.

use strum::{EnumMessage, IntoEnumIterator};

use super::action::{Action, Topic};
use super::keymap::{KeyMode, Keymap};

/// A topic and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The heading: `Moving`.
    pub heading: &'static str,
    /// The actions, in the order of their definition.
    pub actions: Vec<Explained>,
}

/// An action and the keys that do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The action.
    pub action: Action,
    /// The modes that bind it, each with its keys as they are typed: `gg`, `home`.
    pub keys: Vec<(KeyMode, Vec<String>)>,
}

/// Every topic with its actions and the keys that `keymap` binds to them.
pub fn chapters(keymap: &Keymap) -> Vec<Chapter> {
    let chapters = Topic::iter().map(|topic| Chapter {
        heading: topic.get_documentation().unwrap_or_default(),
        actions: Action::iter()
            .filter(|action| action.topic() == topic)
            .map(|action| Explained { action, keys: keys_of(keymap, action) })
            .collect(),
    });
    chapters.collect()
}

/// Every mode by its name in a configuration, and where it holds: `reading`, `Reading`.
pub fn modes() -> Vec<(&'static str, &'static str)> {
    KeyMode::iter()
        .map(|mode| (mode.into(), mode.get_documentation().unwrap_or_default()))
        .collect()
}

fn keys_of(keymap: &Keymap, action: Action) -> Vec<(KeyMode, Vec<String>)> {
    let in_mode = |mode| {
        let bound = keymap.in_mode(mode).filter(|binding| binding.action == action);
        bound.map(|binding| binding.keys.to_string()).collect::<Vec<_>>()
    };
    let modes = KeyMode::iter().map(|mode| (mode, in_mode(mode)));
    modes.filter(|(_, keys)| !keys.is_empty()).collect()
}

impl Explained {
    /// The keys in one line, each written by `write`. Those of reading, and those that hold
    /// everywhere, stand alone; the others follow the name of their mode.
    pub fn keys_in_a_line(&self, write: impl Fn(&str) -> String) -> String {
        let groups = self.keys.iter().map(|(mode, keys)| {
            let keys = keys.iter().map(|key| write(key)).collect::<Vec<_>>().join(", ");
            match mode {
                KeyMode::Everywhere | KeyMode::Reading => keys,
                KeyMode::Panes
                | KeyMode::Passages
                | KeyMode::Notes
                | KeyMode::List
                | KeyMode::Find
                | KeyMode::Filter
                | KeyMode::Query
                | KeyMode::Leaf
                | KeyMode::Selecting
                | KeyMode::Legend
                | KeyMode::Write
                | KeyMode::Export => {
                    format!("{}: {keys}", <&str>::from(mode))
                }
            }
        });
        groups.collect::<Vec<_>>().join("; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_stands_under_one_heading_with_its_keys() {
        let chapters = chapters(&Keymap::default());
        let explained: Vec<&Explained> =
            chapters.iter().flat_map(|chapter| &chapter.actions).collect();
        assert_eq!(explained.len(), Action::iter().count());
        assert!(explained.iter().all(|explained| !explained.keys.is_empty()));
        assert!(chapters.iter().all(|chapter| !chapter.heading.is_empty()));
    }

    #[test]
    fn keys_of_another_mode_follow_its_name() {
        let toggle = Explained {
            action: Action::ToStart,
            keys: vec![
                (KeyMode::Reading, vec!["gg".into(), "home".into()]),
                (KeyMode::Leaf, vec!["gg".into()]),
            ],
        };
        assert_eq!(toggle.keys_in_a_line(|key| format!("<{key}>")), "<gg>, <home>; leaf: <gg>");
    }
}
