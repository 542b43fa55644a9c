//! The jump list: where the reader was before each jump, to go back and forward through.

use std::path::PathBuf;

use super::views::View;

/// The most places that are kept.
const MOST: usize = 100;

/// A place that a jump left or reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The view.
    pub view: View,
    /// The file.
    pub path: PathBuf,
    /// The passage's id: it holds when the file changes.
    pub passage: String,
}

/// The places, oldest first, and where in them the reader is.
#[derive(Debug, Clone, Default)]
pub struct Jumps {
    places: Vec<Place>,
    at: usize,
}

impl Jumps {
    /// Remembers the place that a jump is about to leave. What lay ahead is forgotten.
    pub fn leave(&mut self, place: Place) {
        self.places.truncate(self.at);
        self.places.retain(|known| *known != place);
        self.places.push(place);
        if self.places.len() > MOST {
            self.places.remove(0);
        }
        self.at = self.places.len();
    }

    /// The place before, and `here` remembered so that forward comes back to it.
    pub fn back(&mut self, here: Place) -> Option<Place> {
        if self.at == self.places.len() && self.places.last() != Some(&here) {
            let target = self.places.last()?.clone();
            self.places.push(here);
            self.at = self.places.len() - 2;
            return Some(target);
        }
        self.at = self.at.min(self.places.len().saturating_sub(1)).checked_sub(1)?;
        self.places.get(self.at).cloned()
    }

    /// The place after.
    pub fn forward(&mut self) -> Option<Place> {
        let target = self.places.get(self.at + 1)?.clone();
        self.at += 1;
        Some(target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(passage: &str) -> Place {
        Place { view: View::Read, path: PathBuf::from("a.toml"), passage: passage.into() }
    }

    #[test]
    fn back_and_forward_walk_the_same_way() {
        let mut jumps = Jumps::default();
        jumps.leave(place("one"));
        jumps.leave(place("two"));
        assert_eq!(jumps.back(place("three")), Some(place("two")));
        assert_eq!(jumps.back(place("two")), Some(place("one")));
        assert_eq!(jumps.back(place("one")), None);
        assert_eq!(jumps.forward(), Some(place("two")));
        assert_eq!(jumps.forward(), Some(place("three")));
        assert_eq!(jumps.forward(), None);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.leave(place("one"));
        assert_eq!(jumps.back(place("two")), Some(place("one")));
        jumps.leave(place("one"));
        assert_eq!(jumps.forward(), None);
        assert_eq!(jumps.back(place("four")), Some(place("one")));
    }

    #[test]
    fn an_empty_list_goes_nowhere() {
        assert_eq!(Jumps::default().back(place("one")), None);
        assert_eq!(Jumps::default().forward(), None);
    }
}
