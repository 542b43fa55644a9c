//! Time for a reader: how far the keys are apart, and what comes late.

use dateline::app::Event;
use dateline::app::annotations::Moment;
use jiff::Timestamp;

use super::Reader;

impl Reader {
    /// Presses keys so many milliseconds one after the other from now on.
    pub(crate) fn paced(mut self, millis: i64) -> Self {
        self.desk.pace = Some(millis);
        self
    }

    /// Lets texts and ranked lists come only when they [arrive](Self::arrive) from now on; keys are
    /// pressed a millisecond one after the other.
    pub(crate) fn late(self) -> Self {
        Self { under_way: Some(Vec::new()), ..self.paced(1) }
    }

    /// Lets come what is under way, and what that asks for.
    pub(crate) fn arrive(&mut self) {
        while let Some(effects) = self.under_way.as_mut().filter(|effects| !effects.is_empty()) {
            for effect in std::mem::take(effects) {
                self.perform(effect);
            }
        }
    }

    /// Lets so many milliseconds pass, until somebody presses the next key.
    pub(crate) fn pause(&mut self, millis: i64) {
        self.desk.millis += millis;
    }

    /// Lets a second pass, or as much as the keys are apart.
    pub(crate) fn tick(&mut self) {
        self.desk.millis += self.desk.pace.unwrap_or(1000);
        let millis = 1_900_000_000_000 + self.desk.millis;
        let at = Timestamp::from_millisecond(millis).expect("a time");
        self.happen(Event::Ticked(Moment { at, chance: [7; 10] }));
    }
}
