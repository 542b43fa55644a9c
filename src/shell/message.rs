//! What the listeners tell the loop.

use std::sync::Arc;

use crate::app::Event;
use crate::store::catalogue::Catalogue;
use crate::view::theme::Background;

/// Something that a listener heard.
#[derive(Debug)]
pub(super) enum Message {
    /// Something for the reader.
    Event(Event),
    /// There are texts to be checked by whoever waits for them.
    Texts,
    /// What finds passages in texts that the library does not hold.
    Catalogue(Arc<Catalogue>),
    /// The terminal said what its background is.
    Background(Background),
    /// The system said something.
    Signal(Signal),
}

impl Message {
    /// Whether it comes from somebody's hand.
    pub(super) fn is_typed(&self) -> bool {
        let Self::Event(event) = self else { return false };
        matches!(event, Event::Pressed(_) | Event::Pasted(_) | Event::Moused(..))
    }
}

/// Something that the system said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Signal {
    /// The program shall end, or its terminal is gone: the number of the signal.
    Ended(i32),
    /// The program shall stop until it is continued.
    Stopped,
    /// The program goes on after a stop.
    Continued,
    /// The terminal has another size.
    Resized,
}
