//! The library: read on a thread of its own, with what is remembered of each briefing, and followed.

use std::ops::ControlFlow;

use super::Opening;
use super::mailbox::Outbox;
use super::message::Message;
use crate::app::Event;
use crate::app::memory::Reading;
use crate::briefing::Entry;
use crate::store::{Follower, News, Places, follow, memory};

/// Reads the library and tells what changes in it, until the follower is dropped.
pub(super) fn listen(opening: &Opening, sender: Outbox) -> Follower {
    let places = opening.places.clone();
    follow(opening.origin.clone(), opening.config.vocabulary.clone(), move |news| {
        let mut notices = Vec::new();
        let event = match news {
            News::Read(entries) => {
                let recall = |entry| recall(&places, entry, &mut notices);
                Event::Read(entries.into_iter().map(recall).collect())
            }
            News::Gone(paths) => Event::Gone(paths),
            News::Scanned => Event::Scanned,
            News::Polling(reason) => Event::Failed(reason),
        };
        let events = std::iter::once(event).chain(notices.into_iter().map(Event::Failed));
        for event in events {
            if sender.send(Message::Event(event)).is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })
}

/// A file with what is remembered of it. What was wrong with that is added to the notices.
fn recall(places: &Places, entry: Entry, notices: &mut Vec<String>) -> (Entry, Option<Reading>) {
    let remembered = memory::reading(places, entry.id());
    notices.extend(remembered.notice);
    let reading = remembered.value;
    (entry, reading.fingerprint.is_some().then_some(reading))
}
